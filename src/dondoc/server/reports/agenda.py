"""Lịch thời hạn một tháng. / The deadlines of one month: how many fall on each day and how they stand."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from dondoc.server.assignments.models import Assignment
from dondoc.server.organizations.models import Organization
from dondoc.server.reports.periods import periods_for
from dondoc.server.reports.queries import counted
from dondoc.server.rulebook.queries import calendar

#: The cells of the official table as a day shows them, the gravest first.
SHOWN = ("open_overdue", "open_within", "done_late", "done_on_time")


@dataclass(frozen=True)
class Day:
    """One day of the month: deadlines by how they stand, what falls due for reports, whether it is worked."""

    day: date
    inside: bool  # of this month, not of its neighbours
    works: bool
    name: str  # of a day off
    counts: Mapping[str, int]
    periods: tuple[str, ...]  # keys of periods whose reports are due

    @property
    def total(self) -> int:
        """Deadlines of the official table on this day."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Month:
    """Weeks of seven days, Monday first."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    before: date  # first days of the neighbouring months
    after: date

    @property
    def busy(self) -> list[Day]:
        """Days of the month with something on them, for a narrow page."""
        return [day for week in self.weeks for day in week if day.inside and (day.total or day.periods)]


def month(work: QuerySet[Assignment], place: Organization | None, first: date, on: date) -> Month:
    """The month of this first day. Three queries. place: the body whose reporting periods show."""
    weeks = Weeks(firstweekday=0).monthdatescalendar(first.year, first.month)
    start, end = weeks[0][0], weeks[-1][-1]
    counts: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for cell in (
        counted(work.filter(deadline_on__range=(start, end)), on)
        .filter(outcome__in=SHOWN)
        .order_by()
        .values("deadline_on", "outcome")
        .annotate(n=Count("pk"))
    ):
        counts[cell["deadline_on"]][cell["outcome"]] = cell["n"]
    due: defaultdict[date, list[str]] = defaultdict(list)
    for period in periods_for(place).filter(due_on__range=(start, end)) if place else ():
        due[period.due_on].append(period.key)
    days = calendar()
    made = [
        tuple(Day(day, day.month == first.month, days.works(day), days.why(day), counts[day], tuple(due[day])) for day in week)
        for week in weeks
    ]
    return Month(first, tuple(made), (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1))
