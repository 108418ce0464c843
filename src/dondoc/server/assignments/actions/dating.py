"""Thời hạn tính từ một sự kiện; lịch làm việc thay đổi. / Deadlines that count from an event, and days that the calendar moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.actions.marking import mark
from dondoc.server.assignments.actions.requests import move_deadline
from dondoc.server.assignments.models import OPEN_STATES, Assignment, Bound, Cause, DeadlineSource, Order, OrderState, Part, RelativeTo
from dondoc.server.assignments.queries.calendar import Moved, moved_by
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rulebook import actions as rulebook
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.worktime import Arithmetic, Calendar, Step, from_event, subtract_working_days


def count_from_receipt(parts: Sequence[Assignment], days: Calendar, *, by: Person, at: datetime) -> None:
    """Work whose deadline counts from its receipt has one now; part of the act that receives it, which writes the journal."""
    for part in parts:
        if part.order.relative_to == RelativeTo.RECEIPT and part.order.relative_days:
            _count_from(part, timezone.localdate(at), days, by, at)


def _count_from(part: Assignment, event: date, days: Calendar, by: Person, at: datetime) -> None:
    worked = from_event(event, part.order.relative_days or 1, part.order.relative_unit, days)
    if part.part == Part.SUPPORT:
        worked = _before_the_lead(part, worked, event, days)
    if part.first_deadline_on is None:
        part.first_deadline_on = worked.day
        part.save(update_fields=["first_deadline_on"])
    move_deadline(part, worked.day, cause=Cause.EVENT, steps=worked.steps, by=by, at=at)


def _before_the_lead(part: Assignment, worked: Arithmetic, event: date, days: Calendar) -> Arithmetic:
    """A supporter's own deadline comes before the lead's."""
    count = int(rule("supporter_lead_days", on=event, organization=part.order.organization))
    day = max(subtract_working_days(worked.day, count, days), event)
    told = Step(
        f"Cơ quan phối hợp trước cơ quan chủ trì {count} ngày làm việc: {day:%d/%m/%Y}",
        f"A supporter is due {count} working days before the lead: {day:%d/%m/%Y}",
    )
    return Arithmetic(day, (*worked.steps, told))


@transaction.atomic
def tell_event(order: Order, *, on: date, by: Person, at: datetime) -> int:
    """The event from which an order's deadline counts has come. Told once; returns how many open parts have a deadline by it."""
    order = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority").get(pk=order.pk)
    if not access.allowed(by, "order.approve", order.authority):
        access.require(by, "order.issue", order.organization)
    if order.state != OrderState.ISSUED or order.relative_to != RelativeTo.EVENT or order.event_on is not None:
        raise NotNow("tell_event", order.state, ())
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("Sự kiện chưa đến: ghi ngày đã diễn ra.")})
    order.event_on = on
    order.save(update_fields=["event_on"])
    days, parts = calendar(), list(order.assignments.select_for_update(of=("self",)).select_related("order").filter(state__in=OPEN_STATES))
    for part in parts:
        _count_from(part, on, days, by, at)
    journal.write("order.tell_event", order, by=by, at=at, payload={"on": on, "assignments": [part.uid for part in parts]})
    return len(parts)


@transaction.atomic
def set_day(*, day: date, name: str, worked: bool, source: str, organization: Organization, by: Person, at: datetime) -> list[Moved]:
    """Correct one day of the working calendar, and move later what it moves; nobody's time is shortened. Returns what moved."""
    moved = [row for row in moved_by((day, worked, name)) if row.after > row.before]
    rulebook.set_day(day=day, name=name, worked=worked, source=source, organization=organization, by=by, at=at)
    parts = Assignment.objects.select_for_update(of=("self",)).in_bulk([row.pk for row in moved])
    for row in moved:
        move_deadline(parts[row.pk], row.after, cause=Cause.CALENDAR, steps=row.steps, by=by, at=at)
    journal.write("calendar.apply", organization, by=by, at=at, payload={"day": day, "assignments": [row.uid for row in moved]})
    return moved


@transaction.atomic
def mark_opened(parts: Sequence[Assignment], *, to: date, by: Person, at: datetime) -> None:
    """Up to which day the obligations of recurring work stand; part of the act that opens them, which writes the journal."""
    Assignment.objects.filter(pk__in=[part.pk for part in parts]).update(opened_to=to)


@transaction.atomic
def roll_deadlines(parts: Sequence[Assignment], *, due: Mapping[int, date | None], by: Person, at: datetime) -> None:
    """The deadline of recurring work follows its oldest obligation; part of the act that opens or answers it, which writes the journal."""
    moved = [part for part in parts if part.deadline_on != due.get(part.pk)]
    for part in moved:
        part.deadline_on = part.first_deadline_on = due.get(part.pk)
    Assignment.objects.bulk_update(moved, ["deadline_on", "first_deadline_on"], batch_size=500)
    mark(moved, at=at)


@transaction.atomic
def set_cadence(order: Order, *, cadence: str, cadence_at: str, since: date, by: Person, at: datetime) -> None:
    """What an order says of its cadence from now on; an empty one ends it the day before `since`. Part of the act that changes it."""
    if cadence:
        order.cadence, order.cadence_at = cadence, cadence_at
    else:
        order.deadline_on, order.bound, order.deadline_source = since - timedelta(days=1), Bound.BY, DeadlineSource.SET
    order.save(update_fields=["cadence", "cadence_at", "deadline_on", "bound", "deadline_source"])
