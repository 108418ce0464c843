"""Tổng hợp tiến độ theo trọng số, tự giải thích. / Progress rolled up by weights, which explains itself down to the evidence.

An order is the mean of its leads; work that was given further down is the mean of the orders below it by their weights; work that
was not is what it reported itself: 100 once accepted, else the percent of its last submitted report, as an accepted correction left
it. What was withdrawn, cancelled or passed on does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from dondoc.server.assignments.models import ENDED_STATES, Assignment, AssignmentState, Order, OrderState, Part
from dondoc.server.organizations.models import Person
from dondoc.server.reports import corrections
from dondoc.server.reports.models import Evidence, Report, ReportState
from dondoc.server.reports.queries import Row, rows

#: Deeper than any line of command: a guard, told when it cuts.
DEEPEST = 8


@dataclass(frozen=True)
class Node:
    """A piece of work with what lies below it."""

    row: Row
    weight: int  # of the order it belongs to
    own_percent: int  # what it reported itself, 100 once accepted
    report: UUID | None  # the report it says so with
    evidence: int
    reported_percent: int | None = None  # what the report said, where an accepted correction says otherwise
    below: tuple[Node, ...] = field(default=())

    @property
    def percent(self) -> int:
        """By what lies below where there is any; accepted work is done whatever lies below."""
        if self.row.status in ("done", "done_late") or not self.below:
            return self.own_percent
        return mean(self.below)

    @property
    def sum(self) -> str:
        """The arithmetic: «(2 × 100 + 1 × 40) / 3 = 80»; "" where it is the work's own figure."""
        return "" if self.row.status in ("done", "done_late") else spelled(self.below)


def mean(nodes: Sequence[Node]) -> int:
    """The mean by weights, rounded half up; 0 for nothing."""
    weights = sum(node.weight for node in nodes)
    return (2 * sum(node.weight * node.percent for node in nodes) + weights) // (2 * weights) if weights else 0


#: More terms than this are told by their count.
MOST_TERMS = 6


def spelled(nodes: Sequence[Node]) -> str:
    """The mean as it is computed."""
    if not nodes:
        return ""
    terms = [f"{node.weight} × {node.percent}" for node in nodes[:MOST_TERMS]] + (["…"] if len(nodes) > MOST_TERMS else [])
    return f"({' + '.join(terms)}) / {sum(node.weight for node in nodes)} = {mean(nodes)}"


def of_assignment(assignment: Assignment, person: Person, on: date) -> Node:
    """One piece of work with everything below it that this person may see. A fixed number of queries for each level."""
    return _built([assignment], person, on)[0]


def of_order(order: Order, person: Person, on: date) -> tuple[Node, ...]:
    """The leads of an order with everything below them."""
    leads = Assignment.objects.visible_to(person).filter(order=order, part=Part.LEAD).exclude(state__in=ENDED_STATES)
    return tuple(_built(list(leads.select_related("order")), person, on))


def _built(top: Sequence[Assignment], person: Person, on: date) -> list[Node]:
    levels = [list(top)]
    while levels[-1] and len(levels) < DEEPEST:
        levels.append(
            list(
                Assignment.objects.visible_to(person)
                .filter(order__above__in=levels[-1], order__state=OrderState.ISSUED, part=Part.LEAD)
                .exclude(state__in=ENDED_STATES)
                .select_related("order")
                .order_by("order", "organization__path", "pk")
            )
        )
    every = [part for level in levels for part in level]
    lines = {line.uid: line for line in rows(Assignment.objects.visible_to(person).filter(pk__in=[part.pk for part in every]), on)}
    said, files = _reported(every, person)
    mends = corrections.mended(said.values(), person)
    children: defaultdict[int, list[Assignment]] = defaultdict(list)
    for part in every[len(levels[0]) :]:
        if part.order.above_id is not None:
            children[part.order.above_id].append(part)
    return [_node(part, lines, (said, mends), files, children) for part in top]


def _reported(parts: Iterable[Assignment], person: Person) -> tuple[dict[int, Report], dict[int, int]]:
    """The last submitted report of each, and how many files each piece of work has behind its submitted reports."""
    pks = [part.pk for part in parts]
    sent = Report.objects.visible_to(person).filter(assignment__in=pks).exclude(state__in=(ReportState.OPEN, ReportState.ENTERED))
    said = {report.assignment_id: report for report in sent.order_by("submitted_at", "version")}
    files = (
        Evidence.objects.visible_to(person)
        .filter(report__in=sent, withdrawn_at=None)
        .order_by()
        .values("report__assignment")
        .annotate(n=Count("pk", filter=Q(withdrawn_at=None)))
    )
    return said, {cell["report__assignment"]: cell["n"] for cell in files}


def _percent(report: Report | None, mends: Mapping[str, corrections.Mended]) -> tuple[int, int | None]:
    """(how far the work has come, what its report said where a correction says otherwise)."""
    said = (report.percent or 0) if report else 0
    if (mend := mends.get("percent")) is None:
        return said, None
    return int(mend.after or 0), said


def _node(
    part: Assignment,
    lines: Mapping[UUID, Row],
    told: tuple[Mapping[int, Report], Mapping[int, Mapping[str, corrections.Mended]]],
    files: Mapping[int, int],
    children: Mapping[int, Sequence[Assignment]],
) -> Node:
    report = told[0].get(part.pk)
    own, reported = _percent(report, told[1].get(report.pk, {}) if report else {})
    if part.state == AssignmentState.ACCEPTED:
        own, reported = 100, None
    return Node(
        row=lines[part.uid],
        weight=part.order.weight,
        own_percent=own,
        report=report.uid if report else None,
        evidence=files.get(part.pk, 0),
        reported_percent=reported,
        below=tuple(_node(child, lines, told, files, children) for child in children.get(part.pk, ())),
    )
