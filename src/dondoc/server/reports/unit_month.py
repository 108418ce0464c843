"""Kỳ báo cáo của một đơn vị: việc phải báo, đã báo gì, kỳ trước nói gì. / A unit's month: what it reports on, said then and before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from dondoc.server.assignments.measures import Measure, in_force, product_in_force
from dondoc.server.assignments.models import OPEN_STATES, Assignment
from dondoc.server.organizations.models import Organization
from dondoc.server.reports.models import Period, Progress, Report, ReportState
from dondoc.server.reports.queries import Row, rows


@dataclass(frozen=True)
class Item:
    """One assignment on the unit's page of a period, with this period's report and the last one's words as a hint."""

    assignment: Assignment
    row: Row
    report: Report | None
    returned: Report | None
    return_reason: str
    before: Report | None
    unchanged: int  # how many periods running before this one said «không thay đổi»
    measures: tuple[Measure, ...]  # the criteria of the period
    product: str  # what the work is to yield in it


def unchanged_before(assignments: Sequence[int], period: Period) -> Counter[int]:
    """How many periods running, just before this one, each assignment (by key) was reported unchanged. One query."""
    told = (
        Report.objects.filter(assignment__in=assignments, period__opens_on__lt=period.opens_on, submitted_at__isnull=False)
        .exclude(state=ReportState.RETURNED)
        .order_by("-period__opens_on")
        .values_list("assignment", "progress")
    )
    running: Counter[int] = Counter()
    broken: set[int] = set()
    for assignment, progress in told:
        if progress != Progress.UNCHANGED:
            broken.add(assignment)
        elif assignment not in broken:
            running[assignment] += 1
    return running


def _of_period(organization: Organization, period: Period) -> QuerySet[Assignment]:
    """What a unit reports on in a period: its open work, and what already has a report there."""
    reported = Report.objects.filter(period=period, assignment__organization=organization).values("assignment")
    return Assignment.objects.filter(Q(state__in=OPEN_STATES) | Q(pk__in=reported), organization=organization)


def unit_items(organization: Organization, period: Period, on: date) -> list[Item]:
    """What a unit reports on in a period, with what it said then and before. A constant number of queries."""
    earlier = Report.objects.filter(assignment=OuterRef("pk"), period__opens_on__lt=period.opens_on, submitted_at__isnull=False)
    last = Subquery(earlier.order_by("-period__opens_on", "-version").values("pk")[:1])
    work = _of_period(organization, period)
    related = work.select_related("order").prefetch_related("order__criteria", "order__criteria_versions")
    by_uid = {assignment.uid: assignment for assignment in related.annotate(before=last)}
    ids = [assignment.pk for assignment in by_uid.values()]
    here = defaultdict(list)
    told = Report.objects.filter(assignment__in=ids, period=period).select_related("period", "entered_by", "submitted_by")
    for report in told.prefetch_related("evidence__file", "reviews").order_by("version"):
        here[report.assignment_id].append(report)
    before = Report.objects.select_related("period").in_bulk([row.before for row in by_uid.values() if row.before])
    running = unchanged_before(ids, period)
    return [
        _item(by_uid[line.uid], line, here[by_uid[line.uid].pk], before.get(by_uid[line.uid].before), period, running)
        for line in rows(work, on)
    ]


def _item(
    assignment: Assignment, line: Row, here: Sequence[Report], before: Report | None, period: Period, running: Mapping[int, int]
) -> Item:
    returned = next((report for report in reversed(here) if report.state == ReportState.RETURNED), None)
    reason = next((review.reason for review in returned.reviews.all() if review.decides), "") if returned else ""
    return Item(
        assignment=assignment,
        row=line,
        report=next((report for report in here if report.state != ReportState.RETURNED), None),
        returned=returned,
        return_reason=reason,
        before=before,
        unchanged=running.get(assignment.pk, 0),
        measures=in_force(assignment.order, period.opens_on),
        product=product_in_force(assignment.order, period.opens_on),
    )


@dataclass(frozen=True)
class Told:
    """How far a unit is with its report of a period."""

    items: int
    entered: int
    submitted: int  # or accepted already
    returned: int  # and not entered again


def told(organization: Organization, period: Period) -> Told:
    """The figures of `unit_items`, without what is said. Two queries."""
    states: defaultdict[int, set[str]] = defaultdict(set)
    for assignment, state in Report.objects.filter(period=period, assignment__organization=organization).values_list("assignment", "state"):
        states[assignment].add(state)
    sent = {ReportState.SUBMITTED, ReportState.ACCEPTED}
    return Told(
        items=_of_period(organization, period).count(),
        entered=sum(ReportState.ENTERED in said for said in states.values()),
        submitted=sum(bool(sent & said) for said in states.values()),
        returned=sum(said == {ReportState.RETURNED} for said in states.values()),
    )
