"""Bảng bốn ô theo đơn vị, phụ lục giao ban. / The official table of four cells by unit, and the annex for a briefing made of it.

Done on time, done late, open within time, open and overdue; what is suspended, withdrawn, cancelled or passed on is counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, QuerySet

from dondoc.server.assignments.models import OPEN_STATES, Assignment
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports.measuring import Answer, answers
from dondoc.server.reports.models import Report, ReportState
from dondoc.server.reports.queries import Outcomes, Row, counted, overdue, rows

CELLS = tuple(field.name for field in fields(Outcomes))
#: Units on one page of the table; their sum is always of all.
AT_ONCE = 160
#: More late work than this is told by its count: nobody reads a longer annex aloud.
MOST_LATE = 300


@dataclass(frozen=True)
class UnitLine:
    """One unit's cells."""

    unit: Organization
    cells: Outcomes


@dataclass(frozen=True)
class Standing:
    """The table on a day: units in the order of the tree, and their sum."""

    on: date
    lines: tuple[UnitLine, ...]
    total: Outcomes


def standing(work: QuerySet[Assignment], person: Person, on: date) -> Standing:
    """The four cells of each unit of this work at the end of a day. Two queries, whatever their number."""
    by_unit: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for cell in counted(work, on).order_by().values("organization", "outcome").annotate(n=Count("pk")):
        by_unit[cell["organization"]][cell["outcome"]] = cell["n"]
    places = Organization.objects.visible_to(person).filter(pk__in=by_unit).order_by("path")
    lines = tuple(UnitLine(place, Outcomes.of(by_unit[place.pk])) for place in places)
    return Standing(on, lines, Outcomes.of({name: sum(getattr(line.cells, name) for line in lines) for name in CELLS}))


@dataclass(frozen=True)
class Told:
    """What a unit says of one criterion of one piece of work, in its last report that was sent."""

    unit: str
    task: str
    period: str
    answer: Answer


def told_criteria(work: QuerySet[Assignment], person: Person) -> tuple[Told, ...]:
    """What was last said of the criteria of open work, by unit in the order of the tree; two queries, and no more than is read."""
    sent = Report.objects.visible_to(person).filter(assignment__in=work.filter(state__in=OPEN_STATES).order_by().values("pk"))
    sent = sent.filter(submitted_at__isnull=False).exclude(state=ReportState.RETURNED).exclude(measures=[])
    related = ("assignment__order", "assignment__organization", "period")
    last: dict[int, Report] = {}
    for report in sent.select_related(*related).order_by("assignment__organization__path", "assignment", "period__opens_on", "version"):
        last[report.assignment_id] = report
    found = [
        Told(report.assignment.organization.called, report.assignment.order.task, report.period.key, answer)
        for report in last.values()
        for answer in answers(report)
        if answer.said
    ]
    return tuple(found[:MOST_LATE])


def late_work(work: QuerySet[Assignment], on: date) -> tuple[Row, ...]:
    """What is overdue, by unit in the order of the tree; one query."""
    late = overdue(work, on).order_by("organization__path", "deadline_on")
    return tuple(rows(late, on, limit=MOST_LATE))
