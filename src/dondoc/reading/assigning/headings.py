"""Đề mục truyền chủ thể xuống. / What a heading hands down: the body it names, or those who help with all that stands below it."""

from __future__ import annotations

from dondoc.reading.assigning.actors import group, listed, phrase_at, split
from dondoc.reading.assigning.drafts import Charge, inherited
from dondoc.reading.assigning.fields import Field, label
from dondoc.reading.assigning.frames import Walk, hand_down
from dondoc.reading.assigning.gates import of_this_act
from dondoc.reading.assigning.places import OWNER, Place
from dondoc.reading.assigning.sentence import Kind, Statement
from dondoc.reading.assigning.statements import read
from dondoc.reading.assigning.support import helpers, supports
from dondoc.reading.assigning.units import Unit
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor

#: «b) Chủ trì, phối hợp⏎- Sở Tài chính và các đơn vị có liên quan cân đối ngân sách»: the bodies below are those who help
_HELPED_BY = spaced(r"(?:chủ trì,? *)?(?:và )?phối hợp(?: chặt chẽ)?(?: với| cùng)?[ :]*$")
#: «a) Chủ trì, phối hợp với các sở, ngành và đơn vị liên quan» above a list: all who help with its items
_HELPED = spaced(r"(?:chủ trì,? *)?(?:và )?phối hợp\b")
#: «Trách nhiệm của Thủ trưởng cơ quan | trong việc bảo đảm kinh phí»
_IN_WHAT = spaced(r" (?:trong (?:việc|công tác|hoạt động|quản lý)|về việc|đối với|khi)\b")
#: «Đối với cá nhân», «2. Đối với tập thể»: whom a form of praise is for
_PRAISED = spaced(r"đối với (?:các )?(?:tập thể|cá nhân|hộ gia đình|hộ)(?:(?:,| và|, hộ) (?:các )?(?:tập thể|cá nhân|hộ gia đình))*[ :.]*$")
_CRITERION = spaced(
    r"(?:có(?! trách nhiệm| kế hoạch)|đạt|là|được|không|tiêu biểu|gương mẫu|xuất sắc|hoàn thành (?:tốt|xuất sắc)|tích cực|chấp hành)\b"
)
#: the parts of a rule that hold articles
_PARTS = ("chương", "phần", "mục")


def praises(state: Walk, unit: Unit) -> bool:
    """Whether a heading stands over criteria of praise: «Đối với cá nhân», then «- Có thành tích …», «- Tích cực tham gia …».

    Each item tells what must be true of whoever is praised, and one at least is no deed: «Đạt …», «Có …», «Là …».
    """
    if unit.clause is None or not unit.clause.children or not _PRAISED.match(state.prose.low, unit.start, unit.end):
        return False
    items = [own[0] for child in unit.clause.children if (own := state.by_clause.get(child.start))]
    criteria = [match.group() for item in items if (match := _CRITERION.match(state.prose.low, item.start, item.end))]
    return 2 * len(criteria) >= len(items) and any(criterion in _STATES for criterion in criteria)


_STATES = frozenset(("có", "đạt", "là", "được", "không", "tiêu biểu"))


def head_down(state: Walk, unit: Unit) -> None:
    """A heading hands down the body it names: «1. Sở Tài chính», «Giao Sở Xây dựng», «Trách nhiệm của các huyện ủy».

    The title of a part of a rule («Chương VII. TRÁCH NHIỆM CỦA …») does not: its articles say each whose duty they tell.
    """
    if _labelled(state, unit):
        return
    of_a_part = unit.clause is not None and unit.clause.marker.lower().startswith(_PARTS)
    if _help_down(state, unit) or (of_a_part and state.frames[0].place is Place.RULE):
        return
    statement = read(state.prose, unit.start, unit.end)
    if statement.lead and statement.kind in {Kind.HEADING, Kind.ORDERED, Kind.NAMED}:
        _named(state, unit, statement, statement.lead)
    else:
        _owned(state, unit, statement)


def _labelled(state: Walk, unit: Unit) -> bool:
    """Whether a heading is a label with the bodies whose tasks stand below: «1. Cơ quan chủ trì: Sở Y tế»."""
    found = label(state.prose, unit.start, unit.end)
    if found is None or found.field not in {Field.LEAD, Field.SUPPORT} or found.start >= found.end:
        return False
    named = tuple(listed(state.prose, found.start, found.end))
    if named:
        hand_down(state.frame, Charge(named, expects=True), job=True)
    return bool(named)


def _help_down(state: Walk, unit: Unit) -> bool:
    """Whether a heading under a body's title only says that others help, and who."""
    prose, charge = state.prose, state.frame.charge
    if not charge.lead or not _HELPED.match(prose.low, unit.start, unit.end):
        return False
    if _HELPED_BY.match(prose.low, unit.start, unit.end):
        state.frame.charge = charge._replace(helped_by=True)
        return True
    helped = next(helpers(prose, unit.start, unit.end), None)
    if helped is None or prose.flat[helped[1] : unit.end].strip(" .:;"):
        return False
    state.frame.charge = charge._replace(support=inherited(split(prose, *helped)))
    return True


def _named(state: Walk, unit: Unit, statement: Statement, span: tuple[int, int]) -> None:
    """«1. Sở Tài chính», «5. Các phòng, ban tham gia đào tạo», «Giao Sở Xây dựng»."""
    prose = state.prose
    whole = statement.kind is Kind.ORDERED or (statement.kind is Kind.NAMED and span[0] == unit.start)
    lead = (group(prose, *span, unit.end) if whole else ()) or split(prose, *span)
    alone = statement.kind is Kind.HEADING and len(lead) == 1
    help_ = supports(prose, unit.start, unit.end, lead) or (_helped_below(state, unit) if statement.kind is Kind.HEADING else ())
    hand_down(state.frame, Charge(lead, help_, statement.force, True), job=alone)


def _helped_below(state: Walk, unit: Unit) -> tuple[Actor, ...]:
    """«1. Sở Y tế», its tasks, then «Đơn vị phối hợp: Sở Tài chính, các bệnh viện» as a last line or item: these help with all of them."""
    prose, clause = state.prose, unit.clause
    last = state.by_clause.get(clause.children[-1].start, []) if clause and clause.children else []
    own = state.by_clause.get(clause.start, [])[1:] if clause else []
    for line in (*own, *last):
        found = label(prose, line.start, line.end)
        if found and found.field is Field.SUPPORT:
            return tuple(listed(prose, found.start, found.end))
    return ()


def _owned(state: Walk, unit: Unit, statement: Statement) -> None:
    """«Trách nhiệm của các huyện ủy», «Đối với Ủy ban nhân dân các xã»; or a title that begins like a body and is one to its end."""
    prose = state.prose
    owner = OWNER.match(prose.low, unit.start, unit.end)
    at = owner.end() if owner else unit.start
    while prose.flat[at] == " ":
        at += 1
    span = phrase_at(prose, at, unit.end)
    if span is None:
        return
    if prose.flat[span[1] : unit.end].strip(" .:;)(") == "":
        owners = split(prose, *span)
        hand_down(state.frame, Charge(owners, expects=True), job=bool(owner))
        if owner and state.frame.place is Place.RULE and of_this_act(state.head, owners):
            state.frame.place = Place.WORK
    elif state.frame.place is Place.WORK and statement.kind is Kind.NONE:
        about = _IN_WHAT.search(prose.low, span[1], unit.end)
        a, b = prose.trim(at, about.start() if about else unit.end)  # «Ngân hàng … khu vực 14»
        while b > a and prose.flat[b - 1] in ":. ":
            b -= 1
        hand_down(state.frame, Charge((Actor(a, b, prose.text[a:b]),), expects=True))
