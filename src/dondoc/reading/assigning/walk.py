"""Đi qua văn bản, chủ thể truyền từ trên xuống. / The walk through a document: headings and chapeaux hand the lead down.

Each clause begins with what stands above it: the place (work, finding, purpose …) and the charge (who). A heading that is only a body, a
chapeau, and a clause that itself gives work all set the charge of what stands under them; a chapeau without children, that of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dondoc.reading.assigning.actors import is_citizen, is_named, phrase_at, split
from dondoc.reading.assigning.chapeaux import announcement, closes, introduces, is_empty, repeats_all
from dondoc.reading.assigning.drafts import Charge, Draft, inherited
from dondoc.reading.assigning.fields import label
from dondoc.reading.assigning.grids import Grid
from dondoc.reading.assigning.places import OWNER, Place, opening, place_of
from dondoc.reading.assigning.plans import drafts as plan_drafts
from dondoc.reading.assigning.plans import plans
from dondoc.reading.assigning.prose import Prose, lowered
from dondoc.reading.assigning.runs import Run, runs, same
from dondoc.reading.assigning.statements import Kind, Statement, is_view, read, read_late
from dondoc.reading.assigning.support import once, supports
from dondoc.reading.assigning.units import Body, Unit, units
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor, Clause, Force, Head


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
    has_more = bool(unit.clause and (unit.clause.children or len(state.by_clause[unit.clause.start]) > 1))
    if _quoted(state, unit) or (unit.clause is None and _PREAMBLE.match(prose.low, unit.start) and not state.opened):
        return
    if prose.flat[unit.start : unit.end].isupper() and (unit.clause is None or (unit.first and not has_more)):
        state.opened = state.opened or introduces(prose, unit.start, unit.end)
        return  # «ỦY BAN NHÂN DÂN TỈNH», «QUYẾT ĐỊNH:»
    if unit.first:
        _place(state, unit)
        if has_more and _is_heading(state, unit):
            _head_down(state, unit)
            return
    if introduces(prose, unit.start, unit.end) and (not unit.first or has_more or unit.clause is None):
        yield from _chapeau(state, unit, last=last)
        return
    yield from _work(state, unit)


#: grounds before the order: «Căn cứ Luật …;», «Theo đề nghị của …»
_PREAMBLE = spaced(r"(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|theo tờ trình) [^:]*[;.]?$", re.MULTILINE)


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
    statement = _statement(prose, unit)
    short = unit.end - unit.start < _SHORT_TITLE and statement.kind is Kind.BARE and statement.force is None
    return statement.kind is Kind.HEADING or (short and announcement(prose, unit.start, unit.end) >= unit.end - 2)


#: «a) Đào tạo và bồi dưỡng:» is a title, «a) Phối hợp với các sở, ngành chỉ đạo, hướng dẫn triển khai:» a chapeau
_SHORT_TITLE = 44


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
    at = owner.end() if owner else unit.start
    while prose.flat[at] == " ":
        at += 1
    span = phrase_at(prose, at, unit.end)
    if span is None:
        return
    if prose.flat[span[1] : unit.end].strip(" .:;)(") == "":
        _charge(state.frame, split(prose, *span), (), None, job=bool(owner))
    elif state.frame.place is Place.WORK and statement.kind is Kind.NONE:
        a, b = prose.trim(at, unit.end)  # a title that begins like a body is one to its end: «Ngân hàng … khu vực 14»
        while b > a and prose.flat[b - 1] in ":. ":
            b -= 1
        _charge(state.frame, (Actor(a, b, prose.text[a:b]),), (), None)


def _charge(frame: Frame, lead: tuple[Actor, ...], support: tuple[Actor, ...], force: Force | None, *, job: bool = False) -> None:
    """Set who stands above. In a rule only a job («… có trách nhiệm:», «Trách nhiệm của …») makes what follows work."""
    if frame.place is Place.RULE and (force or job) and is_named(lead):
        frame.place = Place.WORK
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
    if unit.clause is None and not (final.kind is Kind.ORDERED or final.modal or (opened and final.kind is Kind.BARE)):
        return  # what the issuer says of itself: «Ủy ban nhân dân tỉnh phát động … như sau:»
    if not _gives(state, final, lead) and final.kind is not Kind.HEADING:
        return
    help_ = supports(prose, final.start, unit.end, lead)
    works = final.kind is not Kind.HEADING and tail > final.deed + 3 and not is_empty(prose, final.deed, tail)
    passed = () if works else help_
    if lead:
        _charge(target, lead, passed, final.force, job=bool(_JOB.match(prose.low, final.deed)))
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
    prose, first = state.prose, run.first
    opening_run = unit.first and run.start - unit.start < 40
    if not opening_run and first.kind in {Kind.ORDERED, Kind.NAMED} and repeats_all(prose, first.deed, run.end):
        return False
    if run.lead is None:
        return _bare_allowed(state, unit)
    if first.kind is not Kind.ORDERED and unit.clause is None and not state.opened:
        return False
    return _gives(state, first, run.lead)


def _gives(state: Walk, statement: Statement, lead: tuple[Actor, ...]) -> bool:
    """Whether this kind of document gives work by such a sentence."""
    if statement.kind is Kind.ORDERED or not lead:
        return True
    prose, head = state.prose, state.head
    if _WILL.match(prose.low, statement.deed) and not _concludes(head):
        return False
    if head.kind == "CV" and (is_citizen(lead) or _is_issuer(head, lead)):
        return False  # a letter explains the law to whom it concerns («Công ty phải nộp …») and tells what its writer does
    if state.frames[0].place is Place.RULE and _DECIDES.match(prose.low, statement.deed):
        return False
    return state.frame.place is not Place.RULE or _is_job(prose, statement, lead)


def _is_issuer(head: Head, lead: tuple[Actor, ...]) -> bool:
    return bool(head.issuer) and all(lowered(actor.text) in lowered(head.issuer or "") for actor in lead)


_DECIDES = spaced(r" *(?:trực tiếp )?(?:quyết định|quy định|phê duyệt|xem xét|có quyền|được quyền)\b")


_WILL = spaced(r" *sẽ\b")


def _concludes(head: Head) -> bool:
    """Whether the document draws conclusions or plans, so that «sẽ» promises work; a notice only tells what happens."""
    return head.kind not in {"TB", "CV", "BC"} or bool(head.subject and _CONCLUDING.search(lowered(head.subject)))


_CONCLUDING = spaced(r"kết luận|chỉ đạo|giao ban")
#: in a rule a body's job is what it has to see to, never what it may decide
_JOB = spaced(r" *(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|hướng dẫn|kiểm tra|theo dõi|đôn đốc|tổng hợp|tham mưu|phối hợp|giám sát|tổ chức (?:thực hiện|triển khai|hướng dẫn|kiểm tra)|triển khai|báo cáo|công bố|rà soát|căn cứ|ban hành kế hoạch|xây dựng|bố trí|bảo đảm)\b")


def _is_job(prose: Prose, statement: Statement, lead: tuple[Actor, ...]) -> bool:
    return is_named(lead) and bool(_JOB.match(prose.low, statement.deed))


def _bare_allowed(state: Walk, unit: Unit) -> bool:
    """A deed without subject counts where work is given: under a charge, in a task section, or as a demand."""
    place, charge = state.frame.place, state.frame.charge
    if place not in {Place.WORK, Place.DEMAND}:
        return False
    if (state.head.kind in {"CV", "CT", "CĐ"} or not _concludes(state.head)) and not charge.lead and charge.force is None:
        return False  # in a letter or notice a list without an order recites a rule; before a directive's order stand the grounds
    if state.frames[0].place is Place.RULE and not is_named(charge.lead):
        return False
    if unit.clause is None:
        return state.opened and bool(state.frame.charge.lead)
    return unit.first or bool(state.frame.charge.lead)
