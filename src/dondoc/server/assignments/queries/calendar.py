"""Ngày nghỉ thay đổi thì thời hạn nào đổi theo. / Which deadlines a changed day of the calendar would move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from dondoc.server.assignments.models import OPEN_STATES, Assignment, Order, RelativeTo
from dondoc.server.rulebook.queries import calendar
from dondoc.worktime import Arithmetic, Calendar, Step, from_event, last_day

#: A day of the calendar can move deadlines printed up to so many days before it, or counted from events before it.
REACH = timedelta(days=400)


@dataclass(frozen=True)
class Moved:
    """One deadline, before and after, and how the new one comes about."""

    pk: int
    uid: UUID
    task: str
    unit: str
    before: date
    after: date
    steps: tuple[Step, ...]


def moved_by(with_day: tuple[date, bool, str]) -> list[Moved]:
    """Open work whose own deadline another day of the calendar moves: (day, worked, name).

    Work that was extended, suspended or set anew keeps what was decided. Three queries, whatever the number.
    """
    now, then = calendar(), calendar(with_day=with_day)
    near = (with_day[0] - REACH, with_day[0] + REACH)
    parts = (
        Assignment.objects.filter(state__in=OPEN_STATES, deadline_on__range=near)
        .select_related("order", "organization")
        .order_by("deadline_on", "organization__path", "pk")
    )
    found = []
    for part in parts:
        old, new = _computed(part, now), _computed(part, then)
        if old is not None and new is not None and old.day == part.deadline_on and new.day != old.day:
            found.append(Moved(part.pk, part.uid, part.order.task, part.organization.called, old.day, new.day, new.steps))
    return found


def _computed(part: Assignment, days: Calendar) -> Arithmetic | None:
    """The deadline by the order alone; None where it is not computed (a supporter's own day follows the lead's)."""
    order: Order = part.order
    if order.deadline_on is not None:
        return last_day(order.deadline_on, order.bound, days)
    if not order.relative_days:
        return None
    event = {
        RelativeTo.ISSUE: timezone.localdate(part.issued_at),
        RelativeTo.RECEIPT: timezone.localdate(part.received_at) if part.received_at else None,
        RelativeTo.EVENT: order.event_on,
    }[RelativeTo(order.relative_to)]
    return from_event(event, order.relative_days, order.relative_unit, days) if event else None
