"""Đi qua văn bản, chủ thể truyền từ trên xuống. / The walk through a document: headings and chapeaux hand the lead down.

Each clause begins with what stands above it: the place (work, finding, purpose …) and the charge (who). A heading that is only a body, a
chapeau, and a clause that itself gives work all set the charge of what stands under them; a chapeau without children, that of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dondoc.reading.assigning.actors import phrase_at, split
from dondoc.reading.assigning.chapeaux import announcement, closes, introduces, is_empty, repeats_all
from dondoc.reading.assigning.drafts import Charge, Draft, inherited
from dondoc.reading.assigning.fields import label
from dondoc.reading.assigning.grids import Grid
from dondoc.reading.assigning.places import OWNER, Place, opening, place_of
from dondoc.reading.assigning.plans import drafts as plan_drafts
from dondoc.reading.assigning.plans import plans
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.runs import Run, runs, same
from dondoc.reading.assigning.statements import Kind, Statement, is_view, read, read_late
from dondoc.reading.assigning.support import once, supports
from dondoc.reading.assigning.units import Body, Unit, units
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Clause, Force, Head


@dataclass
class Frame:
    """What holds inside one clause (or the whole document, `clause` None)."""

    clause: Clause | None
    place: Place
    charge: Charge = field(default_factory=Charge)


@dataclass
class Walk:
    """The state of the walk."""

    prose: Prose
    head: Head
    frames: list[Frame]
    by_clause: dict[int, list[Unit]]
    opened: bool = False  # a sentence has announced that orders follow
    quoting: bool = False
    handed_back: Charge | None = None  # «Theo tinh thần đó, đề nghị …»: whom the lines before were also meant for

    @property
    def frame(self) -> Frame:
        """The innermost frame."""
        return self.frames[-1]


def walk(prose: Prose, head: Head, outline: tuple[Clause, ...], where: Body, zones: list[Grid]) -> list[Draft]:
    """The drafts of all prose and lists, in the order of the text."""
    all_units = list(units(prose, outline, where, zones))
    by_clause: dict[int, list[Unit]] = {}
    for unit in all_units:
        if unit.clause is not None:
            by_clause.setdefault(unit.clause.start, []).append(unit)
    found = {plan.clause.start: plan for plan in plans(prose, by_clause, outline)}
    spent = {start for plan in found.values() for start in plan.spent}
    state = Walk(prose, head, [Frame(None, opening(head.kind, head.symbol))], by_clause)
    done: list[Draft] = []
    for position, unit in enumerate(all_units):
        _enter(state, unit)
        key = unit.clause.start if unit.clause else -1
        if key in spent:
            continue
        if key in found and unit.first:
            done += plan_drafts(prose, found[key], by_clause)
        elif key not in found or label(prose, unit.start, unit.end) is None:
            done += _unit(state, unit, last=_is_last(all_units, position))
        if state.handed_back:
            done = _hand_back(done, state.handed_back)
            state.handed_back = None
    return done


def _hand_back(done: list[Draft], charge: Charge) -> list[Draft]:
    """The drafts right before a «Theo tinh thần đó, đề nghị …» that name nobody were meant for the same bodies."""
    at = len(done)
    while at > 0 and not done[at - 1].lead:
        at -= 1
    return [*done[:at], *(replace(draft, lead=charge.lead, force=charge.force) for draft in done[at:])]


def _is_last(all_units: list[Unit], position: int) -> bool:
    """Whether a unit is the last of its clause's own paragraphs."""
    following = all_units[position + 1] if position + 1 < len(all_units) else None
    return following is None or following.clause is not all_units[position].clause


def _enter(state: Walk, unit: Unit) -> None:
    """Leave the clauses that have ended, enter the new one."""
    while (
        len(state.frames) > 1
        and state.frame.clause is not None
        and state.frame.clause.end <= unit.start
        and state.frame.clause is not unit.clause
    ):
        state.frames.pop()
    if unit.clause is not None and unit.first:
        while (
            len(state.frames) > 1
            and state.frame.clause is not None
            and not (state.frame.clause.start < unit.clause.start < state.frame.clause.end)
        ):
            state.frames.pop()
        above = state.frame
        state.frames.append(Frame(unit.clause, above.place, above.charge))
        state.opened = True


def _unit(state: Walk, unit: Unit, *, last: bool) -> Iterator[Draft]:
    """One paragraph: a heading, a chapeau, or work."""
    prose = state.prose
    if _quoted(state, unit):
        return
    has_more = bool(unit.clause and (unit.clause.children or len(state.by_clause[unit.clause.start]) > 1))
    if unit.first:
        _place(state, unit)
        if has_more and _is_heading(state, unit):
            _head_down(state, unit)
            return
    if introduces(prose, unit.start, unit.end) and (not unit.first or has_more or unit.clause is None):
        yield from _chapeau(state, unit, last=last)
        return
    yield from _work(state, unit)


def _quoted(state: Walk, unit: Unit) -> bool:
    """Words quoted from a law give no work: a paragraph that opens with a quotation mark, until it is closed."""
    words = state.prose.flat[unit.start : unit.end]
    if state.quoting:
        state.quoting = "”" not in words and not words.rstrip(" ./;").endswith('"')
        return True
    if words[0] in '“"' and not unit.first and len(words) > 60:
        state.quoting = words[0] == "“" and "”" not in words
        return True
    return False


def _place(state: Walk, unit: Unit) -> None:
    """The place that the first words of a clause open."""
    prose, low = state.prose, state.prose.low
    colon = prose.flat.find(":", unit.start, min(unit.end, unit.start + 90))
    is_heading = _looks_like_heading(state, unit)
    if not is_heading and colon < 0:
        return
    place = place_of(low[unit.start : unit.end if is_heading else colon], state.frame.place)
    if place is None:
        return
    if place is Place.WORK and not is_heading:
        return
    if place is Place.WORK and state.frame.place in {Place.PURPOSE, Place.DEMAND} and len(state.frames) > 2:
        return
    state.frame.place = place


def _looks_like_heading(state: Walk, unit: Unit) -> bool:
    clause = unit.clause
    has_more = bool(clause and (clause.children or len(state.by_clause[clause.start]) > 1))
    return has_more and unit.end - unit.start < 240 and not state.prose.flat[unit.start : unit.end].rstrip(" *").endswith((".", ";", ","))


def _is_heading(state: Walk, unit: Unit) -> bool:
    """A title, not a sentence: no stop at its end, or only a body before a colon."""
    prose = state.prose
    if not _looks_like_heading(state, unit):
        return False
    if not introduces(prose, unit.start, unit.end):
        return True
    return _statement(prose, unit).kind is Kind.HEADING


def _statement(prose: Prose, unit: Unit) -> Statement:
    sentences = prose.sentences(unit.start, unit.end)
    return read(prose, *sentences[-1])


def _head_down(state: Walk, unit: Unit) -> None:
    """A heading hands down the body it names: «1. Sở Tài chính», «Giao Sở Xây dựng», «Trách nhiệm của các huyện ủy»."""
    prose = state.prose
    statement = read(prose, unit.start, unit.end)
    if statement.lead and statement.kind in {Kind.HEADING, Kind.ORDERED, Kind.NAMED}:
        _charge(state.frame, split(prose, *statement.lead), (), statement.force)
        return
    owner = OWNER.match(prose.low, unit.start, unit.end)
    if owner:
        at = owner.end()
        while prose.flat[at] == " ":
            at += 1
        span = phrase_at(prose, at, unit.end)
        if span and prose.flat[span[1] : unit.end].strip(" .:;)(") == "":
            _charge(state.frame, split(prose, *span), (), None)


def _charge(frame: Frame, lead: tuple, support: tuple, force: Force | None) -> None:  # type: ignore[type-arg]
    if frame.place in {Place.RULE, Place.SCOPE}:
        frame.place = Place.WORK if frame.place is Place.RULE else frame.place
    frame.charge = Charge(inherited(lead), inherited(support), force or frame.charge.force)


def _chapeau(state: Walk, unit: Unit, *, last: bool) -> Iterator[Draft]:
    """A paragraph that announces what follows: its body goes down; words of its own beyond the announcement are work."""
    prose, frame = state.prose, state.frame
    opened = state.opened
    tail = announcement(prose, unit.start, unit.end)
    strict = _strict(frame)
    target = frame
    if last and unit.clause is not None and not unit.clause.children and len(state.frames) > 1:
        target = state.frames[-2]
    sentences = prose.sentences(unit.start, unit.end)
    final = read(prose, *sentences[-1], strict=strict)
    if final.kind is Kind.BARE and final.force is None:
        final = read_late(prose, *sentences[-1]) or final
    yield from _before_chapeau(state, unit, sentences[:-1])
    state.opened = True
    lead = split(prose, *final.lead) if final.lead else ()
    if final.kind is Kind.NONE or closes(prose, *sentences[-1]):
        return
    if unit.clause is None and not opened and not (final.kind is Kind.ORDERED or final.modal):
        return  # what the issuer says of itself: «Ủy ban nhân dân tỉnh phát động … như sau:»
    help_ = supports(prose, final.start, unit.end, lead)
    works = final.kind is not Kind.HEADING and tail > final.deed + 3 and not is_empty(prose, final.deed, tail)
    passed = () if works else help_
    if lead:
        _charge(target, lead, passed, final.force)
        if _BACK.match(prose.low, sentences[-1][0]):
            state.handed_back = target.charge
    elif final.kind is Kind.BARE:
        target.charge = Charge(frame.charge.lead, inherited(passed) or frame.charge.support, final.force or frame.charge.force)
    if target.place in {Place.FINDING, Place.PURPOSE} and final.kind in {Kind.ORDERED, Kind.NAMED}:
        target.place = Place.WORK  # findings end where somebody is told to carry out what follows
    if final.kind is Kind.BARE and not _bare_allowed(state, unit):
        return
    if works:
        yield Draft(
            final.start,
            tail,
            unit.clause.path if unit.clause else None,
            lead or frame.charge.lead,
            help_,
            final.force or frame.charge.force,
            "prose",
            final.rule + "-chapeau",
            final.modal,
        )


_BACK = spaced(r"(?:theo|trên|với) (?:tinh thần|yêu cầu|nội dung) (?:đó|trên|nêu trên|chung)")


def _before_chapeau(state: Walk, unit: Unit, sentences: list[tuple[int, int]]) -> Iterator[Draft]:
    """Sentences that stand before the announcing one in its paragraph."""
    if sentences:
        part = Unit(sentences[0][0], sentences[-1][1], unit.clause, unit.first)
        yield from _work(state, part)


def _strict(frame: Frame) -> bool:
    return frame.place in {Place.FINDING, Place.PURPOSE}


def _work(state: Walk, unit: Unit) -> Iterator[Draft]:
    """The work of one paragraph, run by run."""
    prose, frame = state.prose, state.frame
    if frame.place is Place.DEMAND and unit.first:
        yield from _demand(state, unit)
        return
    for run in _joined(frame, runs(prose, unit.start, unit.end, strict=_strict(frame))):
        if not _counts(state, unit, run):
            continue
        lead = run.lead if run.lead is not None else frame.charge.lead
        found = supports(prose, run.start, run.end, lead)
        passed = frame.charge.support if run.lead is None else ()
        yield Draft(
            run.start,
            run.end,
            unit.clause.path if unit.clause else None,
            lead,
            once((*found, *passed)),
            run.first.force or (frame.charge.force if run.lead is None else None),
            "list" if unit.clause is not None and unit.first else "prose",
            run.first.rule + ("" if run.lead is not None else "-inherited" if lead else "-nobody"),
            run.first.modal,
        )
        if run.lead:
            _charge(frame, run.lead, (), run.first.force)


def _joined(frame: Frame, found: list[Run]) -> list[Run]:
    """A unit that first leaves its doer unsaid and then names the very one who stands above is one piece of work."""
    if len(found) > 1 and found[0].lead is None and found[1].lead and frame.charge.lead and same(frame.charge.lead, found[1].lead):
        one, two, *rest = found
        return [Run(one.start, two.end, two.first, two.lead, [*one.kinds, *two.kinds]), *rest]
    return found


def _demand(state: Walk, unit: Unit) -> Iterator[Draft]:
    """Under «Yêu cầu» each item is one piece of work, whether or not it names a doer or a verb of giving."""
    prose, charge = state.prose, state.frame.charge
    found = runs(prose, unit.start, unit.end)
    if not found and is_view(prose, unit.start, unit.end):
        return
    named = next((run for run in found if run.lead), None)
    lead = named.lead if named and named.lead else charge.lead
    force = (named.first.force if named else None) or charge.force
    help_ = supports(prose, unit.start, unit.end, lead) if named else ()
    path = unit.clause.path if unit.clause else None
    yield Draft(unit.start, unit.end, path, lead, help_, force, "list", "demand-item", True)


def _counts(state: Walk, unit: Unit, run: Run) -> bool:
    """Whether a run gives work in the place where it stands."""
    prose, place = state.prose, state.frame.place
    opening_run = unit.first and run.start - unit.start < 40
    if not opening_run and run.first.kind in {Kind.ORDERED, Kind.NAMED} and repeats_all(prose, run.first.deed, run.end):
        return False
    if run.lead is None:
        return _bare_allowed(state, unit)
    if unit.clause is None and not state.opened:
        return run.first.kind is Kind.ORDERED
    if place is Place.RULE:
        return run.first.kind is Kind.ORDERED or bool(
            re.match(r"(?:có trách nhiệm|chịu trách nhiệm|chủ trì)", prose.low[run.first.deed : run.first.deed + 20])
        )
    return True


def _bare_allowed(state: Walk, unit: Unit) -> bool:
    """A deed without subject counts where work is given: under a charge, in a task section, or as a demand."""
    place = state.frame.place
    if place not in {Place.WORK, Place.DEMAND}:
        return False
    if unit.clause is None:
        return state.opened and bool(state.frame.charge.lead)
    return unit.first or bool(state.frame.charge.lead)
