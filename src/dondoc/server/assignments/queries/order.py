"""Một lệnh giao việc: ở từng đơn vị ra sao, đã có những diễn biến nào. / One order: how it stands at each body, what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import ENDED_STATES, OPEN_STATES, Assignment, Order, OrderState, Submission
from dondoc.server.assignments.queries.bodies import expand
from dondoc.server.assignments.queries.table import TableRow, table
from dondoc.server.documents.queries import Event, timeline
from dondoc.server.organizations.models import Person
from dondoc.server.rulebook.queries import calendar
from dondoc.worktime import Arithmetic, last_day

#: Acts on an order and its parts as the timeline says them.
SENTENCES = {
    "order.take": _("Chọn từ văn bản"),
    "order.draft": _("Dự kiến giao"),
    "order.edit": _("Sửa dự kiến"),
    "order.set_targets": _("Chọn đơn vị"),
    "order.confirm": _("Xác nhận chỉ đạo bằng lời"),
    "order.set_parties": _("Ghi phụ trách, theo dõi, để biết"),
    "order.set_criteria": _("Đặt tiêu chí"),
    "order.submit": _("Trình lãnh đạo"),
    "order.approve": _("Lãnh đạo duyệt"),
    "order.return": _("Lãnh đạo trả lại để hoàn thiện"),
    "order.issue": _("Giao nhiệm vụ"),
    "order.take_back": _("Thu lại ngay sau khi giao"),
    "order.withdraw": _("Thu hồi nhiệm vụ"),
    "order.withdraw_some": _("Thu hồi nhiệm vụ ở một số đơn vị"),
    "order.cancel": _("Hủy nhiệm vụ"),
    "order.cancel_some": _("Hủy nhiệm vụ ở một số đơn vị"),
    "order.discard": _("Bỏ dự kiến"),
}


@dataclass(frozen=True)
class PartRow:
    """An order's part at one body."""

    uid: UUID
    organization: str
    part: str
    part_label: str
    head: str
    doer: str
    deadline_on: date | None
    state: str
    state_label: str
    ended_reason: str
    open: bool


@dataclass(frozen=True)
class OrderPage:
    """Everything the page of an order shows to one person."""

    row: TableRow
    parts: tuple[PartRow, ...]
    held: tuple[str, ...]  # bodies held back for want of a head
    to_send: int  # bodies that would get it now: held back before, or new members of a group
    arithmetic: Arithmetic | None  # how the last day came about
    submission: Submission | None
    events: tuple[Event, ...]

    @property
    def open_parts(self) -> tuple[PartRow, ...]:
        """Parts that can still be withdrawn."""
        return tuple(part for part in self.parts if part.open)

    @property
    def finished(self) -> int:
        """Parts accepted as done."""
        return sum(part.state == "accepted" for part in self.parts)

    @property
    def standing(self) -> int:
        """Parts that were not withdrawn."""
        return sum(part.state not in ENDED_STATES for part in self.parts)


def part_rows(order: Order, person: Person) -> tuple[PartRow, ...]:
    """The parts of an order that this person may see: a body sees its own and no other's."""
    found = (
        Assignment.objects.visible_to(person)
        .filter(order=order)
        .select_related("organization", "head", "doer")
        .order_by("part", "organization__position", "organization__folded", "-pk")
    )
    return tuple(
        PartRow(
            uid=a.uid,
            organization=a.organization.called,
            part=a.part,
            part_label=a.get_part_display(),
            head=a.head.full_name,
            doer=a.doer.full_name if a.doer else "",
            deadline_on=a.deadline_on,
            state=a.state,
            state_label=a.get_state_display(),
            ended_reason=a.ended_reason,
            open=a.state in OPEN_STATES,
        )
        for a in found
    )


def order_page(order: Order, person: Person, *, whole: bool) -> OrderPage:
    """One order. `whole`: this person sees the giver's side; a body that only has a part of it sees that part."""
    row = table([order], person, order.document).rows[0]
    expanded = expand(order)
    there = set(order.assignments.values_list("organization", flat=True)) if whole else set()
    submission = Submission.objects.visible_to(person).filter(orders=order).select_related("minute", "post").first()
    return OrderPage(
        row=row,
        parts=part_rows(order, person),
        held=tuple(place.called for place in expanded.headless) if whole else (),
        to_send=len({place.pk for place in expanded.all} - there) if whole and order.state == OrderState.ISSUED else 0,
        arithmetic=last_day(order.deadline_on, order.bound, calendar()) if order.deadline_on else None,
        submission=submission,
        events=tuple(timeline([order], SENTENCES)) if whole else (),
    )
