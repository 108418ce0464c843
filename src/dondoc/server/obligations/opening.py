"""Kỳ nào mở cho đơn vị nào. / Which occurrences open for a body: pure over rows already read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from dondoc.server.assignments.models import Assignment, Cadence, Order
from dondoc.server.obligations.models import Series
from dondoc.server.organizations.models import Organization
from dondoc.worktime import COUNTED, Calendar, Occurrence, Recurrence

#: A body's own periods that begin from one day to another: what «continuous» work follows.
Periods = Callable[[Organization, date, date], Sequence[Occurrence]]
#: How far back a period may have begun that is still to come when the work is given.
_SPAN = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "half-yearly": 184, "yearly": 366, "on-dates": 31, "continuous": 62}


@dataclass(frozen=True)
class Stretch:
    """One series while it holds: from a day up to the next series."""

    since: date
    until: date | None  # itself not included
    cadence: str
    at: str


def stretches(order: Order, series: Sequence[Series]) -> list[Stretch]:
    """The series of an order in their order, each up to the next; the order's own where it never changed."""
    if not series:
        return [Stretch(date.min, None, order.cadence, order.cadence_at)]
    rows = sorted(series, key=lambda row: row.since)
    ends: list[date | None] = [*(row.since for row in rows[1:]), None]
    return [
        Stretch(row.since if place else date.min, end, row.cadence, row.cadence_at)
        for place, (row, end) in enumerate(zip(rows, ends, strict=True))
    ]


def opening(
    part: Assignment, held: Sequence[Stretch], paused: Sequence[tuple[date, date | None]], periods: Periods, days: Calendar, on: date
) -> Iterator[Occurrence]:
    """What opens for one body up to this day, since the day it was last looked at.

    What falls due on the day the work was given, or while it was suspended, does not.
    """
    given = timezone.localdate(part.issued_at)
    for stretch in held:
        begun = _from(part, stretch, given)
        last = min(on, stretch.until - timedelta(days=1)) if stretch.until else on
        for one in _of(part, stretch, max(begun, stretch.since), last, periods, days):
            ended = part.order.deadline_on is not None and one.first > part.order.deadline_on
            if one.due > given and not ended and not any(waived(one.due, pause) for pause in paused):
                yield one


def _from(part: Assignment, stretch: Stretch, given: date) -> date:
    if part.opened_to is not None:
        return part.opened_to + timedelta(days=1)
    return given - timedelta(days=_SPAN.get(stretch.cadence, 0))


def _of(part: Assignment, stretch: Stretch, first: date, last: date, periods: Periods, days: Calendar) -> Sequence[Occurrence]:
    if stretch.cadence == Cadence.CONTINUOUS:
        return periods(part.organization, first, last)
    return list(Recurrence(stretch.cadence, stretch.at).between(first, last, days)) if stretch.cadence in COUNTED else []


def waived(due: date, pause: tuple[date, date | None]) -> bool:
    """Whether a last day lies in a time of suspension; `until` is the day work was taken up again."""
    since, until = pause
    return since <= due and (until is None or due < until)


def by_order(rows: Sequence[Series]) -> Mapping[int, list[Series]]:
    """Series by their order."""
    found: dict[int, list[Series]] = {}
    for row in rows:
        found.setdefault(row.order_id, []).append(row)
    return found
