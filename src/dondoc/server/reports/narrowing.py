"""Lọc danh mục nhiệm vụ; bộ lọc đã lưu. / A list of work narrowed; every figure of a page opens the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from dondoc.server.assignments.models import OPEN_STATES, Assignment, AssignmentState
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.models.groups import members_of_group
from dondoc.server.reports.models import SavedFilter
from dondoc.server.reports.queries import counted, overdue
from dondoc.server.rulebook.queries import rule
from dondoc.terms.vietnamese import fold

#: Statuses of the filter that are one cell of the official table, or counted beside it.
OUTCOMES = {
    "done_on_time": "done_on_time",
    "done_late": "done_late",
    "within": "open_within",
    "late": "open_overdue",
    "suspended": "suspended",
    "withdrawn": "withdrawn",
    "cancelled": "cancelled",
    "passed_on": "passed_on",
}
STATES = {
    "done": (AssignmentState.ACCEPTED,),
    "wait": (AssignmentState.REPORTED_DONE,),
    "open": OPEN_STATES,
}


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed by; empty parts narrow nothing. Days include both ends."""

    words: str = ""
    status: str = ""
    part: str = ""
    since: date | None = None
    until: date | None = None
    unit: UUID | None = None
    order: UUID | None = None
    group: UUID | None = None


@dataclass(frozen=True)
class Shown:
    """A list narrowed so on a day: what higher rooms may set something above. query: the address's own words for it."""

    wanted: Wanted
    on: date
    query: str = ""


def narrowed(work: QuerySet[Assignment], on: date, wanted: Wanted) -> QuerySet[Assignment]:
    """A list narrowed by words (without marks, over the work and the unit), status, part and days of deadlines."""
    if words := fold(wanted.words):
        work = work.filter(Q(order__folded__contains=words) | Q(organization__folded__contains=words))
    if wanted.unit:
        work = work.filter(organization__uid=wanted.unit)
    if wanted.group:
        work = work.filter(organization__in=members_of_group(wanted.group))
    if wanted.order:
        work = work.filter(order__uid=wanted.order)
    if wanted.part:
        work = work.filter(part=wanted.part)
    if wanted.since:
        work = work.filter(deadline_on__gte=wanted.since)
    if wanted.until:
        work = work.filter(deadline_on__lte=wanted.until)
    return _of_status(work, on, wanted.status)


def _of_status(work: QuerySet[Assignment], on: date, status: str) -> QuerySet[Assignment]:
    if status in STATES:
        return work.filter(state__in=STATES[status])
    if status == "late":
        return overdue(work, on)
    if status in OUTCOMES:
        found: QuerySet[Assignment] = counted(work, on).filter(outcome=OUTCOMES[status])
        return found
    if status == "soon":
        last = on + timedelta(days=int(rule("due_soon_days", on=on)))
        return work.filter(state__in=OPEN_STATES, deadline_on__gte=on, deadline_on__lte=last).exclude(state=AssignmentState.REPORTED_DONE)
    return work


def saved(person: Person) -> list[SavedFilter]:
    """The filters a person kept, by name."""
    return list(SavedFilter.objects.visible_to(person))
