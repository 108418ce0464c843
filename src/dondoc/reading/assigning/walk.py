"""Đi qua văn bản, chủ thể truyền từ trên xuống. / The walk through a document: headings and chapeaux hand the lead down.

Each clause begins with what stands above it: the place (work, finding, purpose …) and the charge (who). A heading that is only a body, a
chapeau, and a clause that itself gives work all set the charge of what stands under them; a chapeau without children, that of what follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern

from dondoc.reading.assigning.actors import split
from dondoc.reading.assigning.beside import beside, bracketed
from dondoc.reading.assigning.chapeaux import announcement, closes, introduces, is_empty
from dondoc.reading.assigning.clues import is_view
from dondoc.reading.assigning.drafts import Charge, Draft, inherited
from dondoc.reading.assigning.expected import expected, plain
from dondoc.reading.assigning.fields import label
from dondoc.reading.assigning.frames import Frame, Walk, hand_down, is_strict
from dondoc.reading.assigning.gates import JOB, announces, answers, bare_allowed, counts, gives
from dondoc.reading.assigning.grids import Grid
from dondoc.reading.assigning.headings import head_down, praises
from dondoc.reading.assigning.places import Place, annexed, opening, place_of
from dondoc.reading.assigning.plans import drafts as plan_drafts
from dondoc.reading.assigning.plans import plans, shared
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.quoting import quoted
from dondoc.reading.assigning.runs import Run, joined, runs
from dondoc.reading.assigning.sentence import Kind, Statement
from dondoc.reading.assigning.statements import read, read_late
from dondoc.reading.assigning.support import once, supports
from dondoc.reading.assigning.units import Body, Unit, units
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor, Clause, Head
from dondoc.reading.lines import lowered


def walk(prose: Prose, head: Head, outline: tuple[Clause, ...], where: Body, zones: list[Grid]) -> list[Draft]:
    """The drafts of all prose and lists, in the order of the text."""
    all_units = list(units(prose, outline, where, zones))
    by_clause: dict[int, list[Unit]] = {}
    for unit in all_units:
        if unit.clause is not None:
            by_clause.setdefault(unit.clause.start, []).append(unit)
    found = {plan.clause.start: plan for plan in plans(prose, by_clause, outline)}
    found |= {plan.clause.start: plan for plan in [*shared(prose, found, by_clause, outline)]}
    spent = {start for plan in found.values() for start in plan.spent}
    place = opening(head.kind, head.symbol, head.subject, council=_of_a_council(head))
    state = Walk(prose, head, [Frame(None, place)], by_clause, announced=announces(prose, where.start))
    state.answers = answers(prose, head, where.start)
    done: list[Draft] = []
    for position, unit in enumerate(all_units):
        _enter(state, unit)
        key = unit.clause.start if unit.clause else -1
        if key in spent:
            continue
        if key in found and unit.first:
            done += plan_drafts(prose, found[key], by_clause, state.frame.charge)
        elif key not in found or label(prose, unit.start, unit.end) is None:
            done += _unit(state, unit, last=_is_last(all_units, position))
        if state.handed_back:
            done = _hand_back(done, state.handed_back)
            state.handed_back = None
    return done


def _of_a_council(head: Head) -> bool:
    """Whether a People's Council speaks: named as issuer, or in the capitals below the title."""
    return any(lowered(words or "").find("hội đồng nhân dân") >= 0 for words in (head.issuer, head.subject))


def _hand_back(done: list[Draft], charge: Charge) -> list[Draft]:
    """The drafts right before a «Theo tinh thần đó, đề nghị …» that name nobody were meant for the same bodies."""
    at = len(done)
    while at > 0 and not done[at - 1].lead:
        at -= 1
    return [*done[:at], *(draft._replace(lead=charge.lead, force=charge.force) for draft in done[at:])]


def _is_last(all_units: list[Unit], position: int) -> bool:
    """Whether a unit is the last of its clause's own paragraphs."""
    following = all_units[position + 1] if position + 1 < len(all_units) else None
    return following is None or following.clause is not all_units[position].clause


#: how far before the first clause of an annex its title is looked for
_TITLE = 1500


def _enter(state: Walk, unit: Unit) -> None:
    """Leave the clauses that have ended, enter the new one. An annex is a document of its own."""
    if unit.annex and not state.in_annex:
        state.in_annex = True
        state.frames = [Frame(None, annexed(state.prose.text[max(0, unit.start - _TITLE) : unit.start]) or state.frames[0].place)]
    frames = state.frames
    while len(frames) > 1 and (clause := frames[-1].clause) is not None and clause.end <= unit.start and clause is not unit.clause:
        frames.pop()
    if unit.clause is not None and unit.first:
        start = unit.clause.start
        while len(frames) > 1 and (clause := frames[-1].clause) is not None and not (clause.start < start < clause.end):
            frames.pop()
        above = frames[-1]
        frames.append(Frame(unit.clause, above.place, above.charge))
        state.opened = True


def _unit(state: Walk, unit: Unit, *, last: bool) -> Iterator[Draft]:
    """One paragraph: a heading, a chapeau, or work."""
    prose = state.prose
    has_more = bool(unit.clause and (unit.clause.children or len(state.by_clause[unit.clause.start]) > 1))
    if quoted(state, unit) or (unit.clause is None and _is_ground(state, unit)):
        return
    if prose.flat[unit.start : unit.end].isupper() and (unit.clause is None or (unit.first and not has_more)):
        state.opened = state.opened or introduces(prose, unit.start, unit.end)
        return  # «ỦY BAN NHÂN DÂN TỈNH», «QUYẾT ĐỊNH:»
    if unit.first:
        titled = _looks_like_heading(state, unit)
        _place(state, unit, is_heading=titled)
        if titled and _is_heading(state, unit):
            state.frame.titled = True
            if praises(state, unit):
                state.frame.place, state.frame.charge = Place.SCOPE, Charge()
                return
            head_down(state, unit)
            return
    stands_over = not unit.first or has_more or unit.clause is None
    if introduces(prose, unit.start, unit.end) and (stands_over or _only_announces(prose, unit)):
        yield from _chapeau(state, unit, last=last)
        return
    yield from _work(state, unit)


#: grounds before the order: «Căn cứ Luật …;», «Theo đề nghị của …»
_PREAMBLE = spaced(r"(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|theo tờ trình) [^:]*[;.,]?$")


def _is_ground(state: Walk, unit: Unit) -> bool:
    """Whether a paragraph is one of the grounds: before the order any «Căn cứ …», later one that ends with a semicolon."""
    match = _PREAMBLE.match(state.prose.low, unit.start, unit.end)
    return bool(match) and (not state.opened or state.prose.flat[unit.end - 1] in ";,")


def _place(state: Walk, unit: Unit, *, is_heading: bool) -> None:
    """The place that the first words of a clause open."""
    prose, low = state.prose, state.prose.low
    colon = prose.flat.find(":", unit.start, min(unit.end, unit.start + 90))
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
    bold = has_more and _emphasised(state.prose, unit)
    if not has_more or unit.end - unit.start >= (_LONGEST_BOLD if bold else _LONGEST_TITLE):
        return False
    ends_open = not state.prose.flat[unit.start : unit.end].rstrip(" *").endswith((".", ";", ",", "…"))
    return (
        ends_open
        or bold
        or (clause is not None and bool(clause.children) and _ABOUT.match(state.prose.low, unit.start, unit.end) is not None)
    )


#: «1. Đối với công tác tổng hợp, báo cáo kết quả kiểm tra tại các doanh nghiệp.» over its items: a title, though a stop ends it
_ABOUT = spaced(r"(?:đối với|về) (?:công tác|việc|lĩnh vực|nội dung|nhiệm vụ)\b[^.;:]+\. *$")

_LONGEST_TITLE, _LONGEST_BOLD = 240, 480


def _emphasised(prose: Prose, unit: Unit) -> bool:
    """«**5. Thu hút, sử dụng nguồn nhân lực.**»: a title in bold over its clauses, though a stop ends it."""
    line_start = prose.text.rfind("\n", 0, unit.start) + 1
    if not (prose.text.startswith("**", line_start) and prose.text.startswith("**", unit.end)):
        return False
    between = prose.text[unit.start : unit.end].split("**")[1::2]  # a converter opens and closes anew around a comma
    return all(len(plain) <= _BETWEEN_BOLD for plain in between)


_BETWEEN_BOLD = 12


def _is_heading(state: Walk, unit: Unit) -> bool:
    """Whether what looks like a title is one and no sentence: no stop at its end, or only a body before a colon."""
    prose = state.prose
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


def _only_announces(prose: Prose, unit: Unit) -> bool:
    """«2. Sở Nội vụ có trách nhiệm sau:», though its list was not told from the clauses beside it."""
    statement = _statement(prose, unit)
    return statement.kind is not Kind.NONE and is_empty(prose, statement.deed, unit.end)


#: «Sở gửi kèm bộ tài liệu gồm:», «Thành phần Tổ công tác gồm:», «Hồ sơ bao gồm:»: parts of a thing follow, not work
_CONSISTS = spaced(
    r"(?:[^.;:]{0,90}\b(?:gửi kèm|kèm theo|đính kèm)\b|(?:thành phần|hồ sơ|tài liệu|danh sách|đề cương|biểu mẫu|cơ cấu)\b)[^.;:]{0,90}"
    r"\b(?:gồm|bao gồm)\b[^.;:]{0,30}: *$"
)

#: «Theo tinh thần đó, đề nghị …»
_BACK = spaced(r"(?:theo|trên|với) (?:tinh thần|yêu cầu|nội dung) (?:đó|trên|nêu trên|chung)")


def _chapeau(state: Walk, unit: Unit, *, last: bool) -> Iterator[Draft]:
    """A paragraph that announces what follows: its body goes down; words of its own beyond the announcement are work."""
    prose, opened = state.prose, state.opened
    *before, announcing = prose.sentences(unit.start, unit.end)
    final = _announcer(state, announcing)
    yield from _before_chapeau(state, unit, before)
    state.opened = True
    lead = split(prose, *final.lead) if final.lead else ()
    if not _introduces_work(state, unit, final, lead, opened=opened) or closes(prose, *announcing):
        if prose.low.find("gồm", max(announcing[0], announcing[1] - 60), announcing[1]) >= 0 and _CONSISTS.match(prose.low, *announcing):
            target = _target(state, unit, last=last)
            target.place, target.charge = Place.SCOPE if target.clause else target.place, Charge()
        return
    tail = announcement(prose, unit.start, unit.end)
    works = final.kind is not Kind.HEADING and tail > final.deed + 3 and not is_empty(prose, final.deed, tail)
    works = works and not (not before and _is_title_of_deeds(state, unit, final, tail))
    help_ = supports(prose, final.start, unit.end, lead)
    target = _target(state, unit, last=last)
    _open_below(state, target, final, Charge(lead, () if works else help_, final.force, not works))
    if lead and _BACK.match(prose.low, announcing[0]):
        state.handed_back = target.charge
    if works and (final.kind not in {Kind.BARE, Kind.TOPIC} or bare_allowed(state, unit)):
        charge, path = state.frame.charge, unit.clause.path if unit.clause else None
        force = final.force or charge.force
        yield Draft(final.start, tail, path, lead or charge.lead, help_, force, "prose", final.rule + "-chapeau", final.modal)


def _is_title_of_deeds(state: Walk, unit: Unit, final: Statement, tail: int) -> bool:
    """«3. Lập kế hoạch kiểm tra thuế tại trụ sở đơn vị:» over items that each give work: a title, though it begins like a deed."""
    clause, prose = unit.clause, state.prose
    if final.kind is not Kind.BARE or final.force is not None or not unit.first or clause is None or len(clause.children) < _SEVERAL:
        return False
    if prose.flat[tail] != ":" or unit.end - unit.start > _LONGEST_BOLD // 3:
        return False
    items = [own[0] for child in clause.children if (own := state.by_clause.get(child.start))]
    return sum(read(prose, item.start, item.end).kind is not Kind.NONE for item in items) == len(items)


_SEVERAL = 2


def _announcer(state: Walk, announcing: tuple[int, int]) -> Statement:
    """The announcing sentence; where it begins with deeds, its doer is looked for further on."""
    final = read(state.prose, *announcing, strict=is_strict(state.frame))
    if final.kind is Kind.BARE and final.force is None:
        return read_late(state.prose, *announcing) or final
    return final


def _introduces_work(state: Walk, unit: Unit, final: Statement, lead: tuple[Actor, ...], *, opened: bool) -> bool:
    """Whether the announcing sentence concerns work at all."""
    if final.kind is Kind.NONE or _TARGETS.search(state.prose.low, max(final.start, final.end - _TARGETS_LENGTH), final.end):
        return False
    told = final.kind is Kind.ORDERED or final.modal or (opened and final.kind is Kind.BARE)
    if (unit.clause is None and not told) or (not told and _ISSUES.match(state.prose.low, final.deed, final.end)):
        return False  # what the issuer says of itself: «Ủy ban nhân dân tỉnh phát động … như sau:»
    return final.kind is Kind.HEADING or gives(state, final, lead)


#: «Nâng cao nhận thức …, được cụ thể hóa bằng các chỉ tiêu sau:», «… thể hiện qua các tiêu chí cụ thể như sau:»: figures follow, not work
_TARGETS = spaced(
    r"(?:được )?(?:cụ thể hóa|cụ thể hoá|lượng hóa|thể hiện|đo) (?:bằng|qua|thành) (?:các|những|một số) (?:chỉ tiêu|tiêu chí|chỉ số)\b"
    r"[^.;:]{0,40}: *$"
)
_TARGETS_LENGTH = 110
#: «… ban hành Kế hoạch … như sau:»: the issuer tells what it issues
_ISSUES = spaced(
    r" *(?:ban hành|xây dựng|phát động|quy định|hướng dẫn|thông báo|công bố|báo cáo|triển khai|tổ chức)\b[^;]*"
    r"(?:như sau|sau đây|(?:với|gồm) (?:các|những|một số) nội dung[^:;]{0,60}):[ *]*$"
)


def _target(state: Walk, unit: Unit, *, last: bool) -> Frame:
    """Whose frame a chapeau opens: its own clause's, or, as the last words of a clause without children, that of what follows."""
    if last and unit.clause is not None and not unit.clause.children and len(state.frames) > 1:
        return state.frames[-2]
    return state.frame


def _open_below(state: Walk, target: Frame, final: Statement, below: Charge) -> None:
    """Hand down whom the chapeau names, or at least its force."""
    above = state.frame.charge
    if below.lead:
        hand_down(target, below, job=bool(JOB.match(state.prose.low, final.deed)))
    elif final.kind is Kind.BARE:
        target.charge = Charge(
            above.lead, inherited(below.support) or above.support, below.force or above.force, below.expects and above.expects
        )
    if is_strict(target) and final.kind in {Kind.ORDERED, Kind.NAMED}:
        target.place = Place.WORK  # findings end where somebody is told to carry out what follows


def _before_chapeau(state: Walk, unit: Unit, sentences: list[tuple[int, int]]) -> Iterator[Draft]:
    """Sentences that stand before the announcing one in its paragraph."""
    if sentences:
        part = Unit(sentences[0][0], sentences[-1][1], unit.clause, unit.first)
        yield from _work(state, part)


_COUNTED = spaced(r"(?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là)\b")


def _work(state: Walk, unit: Unit) -> Iterator[Draft]:
    """The work of one paragraph, run by run. «Thứ hai, …» begins anew, whomever the one before named."""
    prose, frame = state.prose, state.frame
    if frame.base and _COUNTED.match(prose.low, unit.start, unit.end):
        frame.charge = frame.base
    if frame.place is Place.DEMAND and unit.first:
        yield from _demand(state, unit)
        return
    found = joined(prose, frame.charge.lead, runs(prose, unit.start, unit.end, strict=is_strict(frame)))
    if not found and expected(state, unit):
        yield plain(state, unit)
    for run in found:
        if not counts(state, unit, run):
            continue
        yield _draft(state, unit, run, leading=run is found[0], until=unit.end if run is found[-1] else run.end)
        frame.working = frame.working or unit.first
        if run.lead and found[0].lead:  # whoever is named only in the middle of a paragraph is not told what follows
            base = frame.base or frame.charge
            hand_down(frame, Charge(run.lead, (), run.first.force))
            frame.base = base


def _draft(state: Walk, unit: Unit, run: Run, *, leading: bool, until: int) -> Draft:
    """The work of one run. Under «Chủ trì, phối hợp» the bodies with which a paragraph begins are those who help.

    `until`: how far what tells of it beside its own words may stand («Đơn vị phối hợp: …» after its last sentence).
    """
    charge = state.frame.charge
    doing, helping = beside(state.prose, run.start, until)
    lead = run.lead if run.lead is not None else doing or charge.lead or bracketed(state.prose, run.start, run.end)
    own = (*supports(state.prose, run.start, run.end, lead), *(one for one in helping if one not in lead))
    if leading and charge.helped_by and run.lead and run.first.kind is Kind.NAMED:
        lead, own = charge.lead, run.lead
    passed = charge.support if run.lead is None else ()
    return Draft(
        run.start,
        run.end,
        unit.clause.path if unit.clause else None,
        lead,
        once((*own, *passed)),
        run.first.force or (charge.force if run.lead is None else None),
        "list" if unit.clause is not None and unit.first else "prose",
        intern(run.first.rule + ("" if run.lead is not None else "-inherited" if lead else "-nobody")),
        run.first.modal,
    )


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
