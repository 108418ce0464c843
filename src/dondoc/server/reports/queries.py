"""Đọc công việc và báo cáo: trạng thái, bốn kết quả, ai đang giữ việc. / Reads of work and reports together.

Computed, never stored: status, outcome, who is waited for. The day of completion is the day the accepted result was
submitted; days at the reviewer's desk are never the unit's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import (
    OPEN_STATES,
    Assignment,
    AssignmentState,
    Extension,
    LeadChange,
    Obstacle,
    Part,
    Party,
    Request,
    RequestState,
    Suspension,
)
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import seats
from dondoc.server.reports.models import Progress, Report, ReportState, Review
from dondoc.server.rulebook.queries import rule

#: Status keys as `{% status %}` of the site shows them.
NOT_NAMED, IN_HAND, SOON, LATE = "not_named", "in_hand", "soon", "late"
WAIT_CONFIRM, WAIT_SUPERIOR, SUSPENDED = "wait_confirm", "wait_superior", "suspended"
DONE, DONE_LATE, WITHDRAWN, CANCELLED, PASSED_ON = "done", "done_late", "withdrawn", "cancelled", "passed_on"


#: Who holds an open piece of work. The last three, confirmed, suspend it.
WAITS: dict[str, str | Promise] = {
    "unit": _("đơn vị thực hiện"),
    "supporter": _("đơn vị phối hợp"),
    "review": _("văn phòng xem xét"),
    "authority": _("người có thẩm quyền xác nhận"),
    "decision": _("quyết định về đề nghị của đơn vị"),
    "leader": _("ý kiến của lãnh đạo"),
    "guidance": _("hướng dẫn của cấp trên"),
    "money": _("kinh phí"),
    "nobody": "",
}


@dataclass(frozen=True)
class Outcomes:
    """The official table: every figure sums to the first four; the rest is counted apart."""

    done_on_time: int
    done_late: int
    open_within: int
    open_overdue: int
    suspended: int
    withdrawn: int
    cancelled: int
    passed_on: int

    @classmethod
    def of(cls, cells: Mapping[str, int]) -> Outcomes:
        """From counts by `outcome`; what is not there is none."""
        return cls(**{name: cells.get(name, 0) for name in cls.__dataclass_fields__})

    @property
    def total(self) -> int:
        """The four cells together."""
        return self.done_on_time + self.done_late + self.open_within + self.open_overdue

    @property
    def done(self) -> int:
        """Done, on time or not."""
        return self.done_on_time + self.done_late


@dataclass(frozen=True)
class Row:
    """One assignment in a list."""

    uid: UUID
    order: UUID
    task: str
    organization: str
    part: str
    head: str
    doer: str
    authority: str
    deadline_on: date | None
    first_deadline_on: date | None  # as it was issued
    cadence: str
    status: str
    days: int
    waits_for: str  # a key of WAITS
    product: str
    document: str  # symbol of the document it comes from
    answered: date | None  # when its last report was submitted
    obstacle: bool  # an objective obstacle was confirmed: said beside lateness, which stays

    @property
    def waits(self) -> str | Promise:
        """Đang chờ ai, in words; "" once nobody holds it."""
        return WAITS[self.waits_for]


def counted(assignments: QuerySet[Assignment], on: date) -> Any:
    """Assignments with `reported_on` (when the result now under review was submitted) and `outcome` at the end of this day."""
    reported = (
        Report.objects.filter(assignment=OuterRef("pk"), progress=Progress.DONE, state=ReportState.SUBMITTED)
        .order_by("-submitted_at")
        .annotate(day=TruncDate("submitted_at"))
        .values("day")[:1]
    )
    judged = Coalesce(F("reported_on"), Value(on), output_field=DateField())
    # only work in hand or under review has a result waiting: of what is closed no report is looked at
    waits = Case(When(state__in=OPEN_STATES, then=Subquery(reported, output_field=DateField())), output_field=DateField())
    return assignments.annotate(reported_on=waits).annotate(
        outcome=Case(
            When(state=AssignmentState.WITHDRAWN, then=Value("withdrawn")),
            When(state=AssignmentState.CANCELLED, then=Value("cancelled")),
            When(state=AssignmentState.PASSED_ON, then=Value("passed_on")),
            When(state=AssignmentState.SUSPENDED, then=Value("suspended")),
            When(
                Q(state=AssignmentState.ACCEPTED) & (Q(deadline_on=None) | Q(done_on__lte=F("deadline_on"))),
                then=Value("done_on_time"),
            ),
            When(state=AssignmentState.ACCEPTED, then=Value("done_late")),
            When(Q(deadline_on__isnull=False) & Q(deadline_on__lt=judged), then=Value("open_overdue")),
            default=Value("open_within"),
            output_field=CharField(),
        )
    )


def outcomes(assignments: QuerySet[Assignment], on: date) -> Outcomes:
    """The four cells of these assignments at the end of this day (today, or one to come), and what is counted apart. Two queries.

    What `counted` says of each, counted by state and dates alone, which an index holds; only of open work past its day is the
    report under review looked at, since that alone may put it back within time.
    """
    told = assignments.order_by().values_list("state").annotate(n=Count("*"), late=Count("state", filter=Q(done_on__gt=F("deadline_on"))))
    cells: Counter[str] = Counter()
    for state, n, late in told:
        cells[_CELL.get(state, "open_within")] += n - late
        cells["done_late"] += late  # only work done bears the day it was done
    past = overdue(assignments, on).exclude(state=AssignmentState.SUSPENDED).order_by().count()
    cells["open_within"] -= past
    cells["open_overdue"] = past
    return Outcomes.of(cells)


#: Cells that the state alone decides, and work done, unless it was late.
_CELL = {
    AssignmentState.ACCEPTED: "done_on_time",
    AssignmentState.WITHDRAWN: "withdrawn",
    AssignmentState.CANCELLED: "cancelled",
    AssignmentState.PASSED_ON: "passed_on",
    AssignmentState.SUSPENDED: "suspended",
}


def rows(assignments: QuerySet[Assignment], on: date, *, limit: int | None = None) -> list[Row]:
    """Assignments as lists show them, in their order. One query, whatever their number; of a part of a list two.

    A database works out what is told of a row before it knows which rows the part has, so it is asked for the part first.
    """
    wanted = assignments[:limit] if limit else assignments
    if wanted.query.is_sliced:
        page = list(wanted.values_list("pk", flat=True))
        found = {told.pk: told for told in _told(Assignment.objects.filter(pk__in=page), on)}
        inside = [found[pk] for pk in page if pk in found]
    else:
        inside = list(_told(wanted, on))
    soon = int(rule("due_soon_days", on=on))
    return [_row(assignment, on, soon) for assignment in inside]


def _told(assignments: QuerySet[Assignment], on: date) -> Any:
    """These assignments with what a row tells of other tables."""
    return (
        counted(assignments, on)
        .annotate(
            proposed=Exists(Review.objects.filter(report__assignment=OuterRef("pk"), report__state=ReportState.SUBMITTED, decides=False)),
            answered_at=Subquery(
                Report.objects.filter(assignment=OuterRef("pk"), submitted_at__isnull=False)
                .order_by("-submitted_at")
                .values("submitted_at")[:1]
            ),
            obstacle=Exists(Obstacle.objects.filter(assignment=OuterRef("pk"), state=RequestState.AGREED)),
            asked=_asked(Extension) | _asked(Suspension) | _asked(LeadChange),
            waiting=Subquery(
                Suspension.objects.filter(assignment=OuterRef("pk"), state=RequestState.AGREED, until=None).values("waits_for")[:1]
            ),
        )
        .select_related("order__document", "order__authority", "organization", "head", "doer")
    )


def _asked(kind: type[Request]) -> Exists:
    return Exists(kind.objects.filter(assignment=OuterRef("pk"), state=RequestState.ASKED))


def row(assignment: Assignment, on: date) -> Row:
    """One assignment as lists show it."""
    return rows(Assignment.objects.filter(pk=assignment.pk), on)[0]


def _row(assignment: Assignment, on: date, soon: int) -> Row:
    order, status, days = assignment.order, *_status(assignment, on, soon)
    return Row(
        uid=assignment.uid,
        order=order.uid,
        task=order.task,
        organization=assignment.organization.called,
        part=assignment.part,
        head=assignment.head.full_name,
        doer=assignment.doer.full_name if assignment.doer else "",
        authority=order.authority.called,
        deadline_on=assignment.deadline_on,
        first_deadline_on=assignment.first_deadline_on,
        cadence=order.timing,
        status=status,
        days=days,
        waits_for=_waits_for(assignment),
        product=order.product,
        document=order.document.symbol if order.document else "",
        obstacle=bool(getattr(assignment, "obstacle", False)),
        answered=timezone.localdate(answered) if (answered := getattr(assignment, "answered_at", None)) else None,
    )


_FIXED = {
    AssignmentState.WITHDRAWN: WITHDRAWN,
    AssignmentState.CANCELLED: CANCELLED,
    AssignmentState.PASSED_ON: PASSED_ON,
    AssignmentState.SUSPENDED: SUSPENDED,
    AssignmentState.REPORTED_DONE: WAIT_CONFIRM,
}


def _status(assignment: Assignment, on: date, soon: int) -> tuple[str, int]:
    """(status key, days late or left)."""
    deadline = assignment.deadline_on
    if assignment.state == AssignmentState.ACCEPTED and assignment.done_on:
        late = (assignment.done_on - deadline).days if deadline else 0
        return (DONE_LATE, late) if late > 0 else (DONE, 0)
    if fixed := _FIXED.get(AssignmentState(assignment.state)):
        return fixed, 0
    left = (deadline - on).days if deadline else soon + 1
    if left < 0:
        return LATE, -left
    if left <= soon:
        return SOON, left
    return (IN_HAND, left) if assignment.doer_id else (NOT_NAMED, left)


def _waits_for(assignment: Any) -> str:
    if assignment.state not in OPEN_STATES:
        return "nobody"
    if assignment.state == AssignmentState.SUSPENDED:
        return str(assignment.waiting or "leader")
    if assignment.state == AssignmentState.REPORTED_DONE:
        return "authority" if assignment.proposed else "review"
    if assignment.asked:
        return "decision"
    return "supporter" if assignment.part == Part.SUPPORT else "unit"


def own_organizations(person: Person) -> list[Organization]:
    """The bodies in which the person sits."""
    return list({seat.organization.pk: seat.organization for seat in seats(person)}.values())


def the_list(person: Person, which: str) -> QuerySet[Assignment]:
    """One of the four lists of Nhiệm vụ: received, given, mine, followed; always within what the person may see."""
    seen = Assignment.objects.visible_to(person)
    if which == "received":
        return seen.filter(organization__in=own_organizations(person))
    if which == "mine":
        return seen.filter(Q(doer=person) | Q(doer=None, head=person))
    if which == "followed":
        mine = Party.objects.visible_to(person).filter(person=person)
        return seen.filter(Q(order__drafted_by=person) | Q(order__issued_by=person) | Q(order__in=mine.values("order")))
    return seen.exclude(organization__in=own_organizations(person))


@dataclass(frozen=True)
class UnitLate:
    """A unit that needs a look: how many of its assignments are overdue, the oldest by how many days."""

    organization: Organization
    overdue: int
    open: int
    oldest_days: int


def overdue(assignments: QuerySet[Assignment], on: date) -> QuerySet[Assignment]:
    """Open work whose day has passed, by the index of deadlines first: the outcome is judged of few rows only."""
    found: QuerySet[Assignment] = counted(assignments.filter(state__in=OPEN_STATES, deadline_on__lt=on), on).filter(outcome="open_overdue")
    return found


def units_late(assignments: QuerySet[Assignment], on: date, *, limit: int = 5) -> list[UnitLate]:
    """Units with overdue work, most first. Three queries."""
    table = (
        overdue(assignments, on)
        .order_by()
        .values("organization")
        .annotate(n=Count("*"), oldest=Min("deadline_on"))
        .order_by("-n", "organization")[:limit]
    )
    cells = {cell["organization"]: cell for cell in table}
    held = assignments.filter(organization__in=list(cells), state__in=OPEN_STATES).order_by()
    in_all = dict(held.values_list("organization").annotate(n=Count("*")))
    places = Organization.objects.in_bulk(list(cells))
    return [UnitLate(places[pk], cell["n"], in_all[pk], (on - cell["oldest"]).days) for pk, cell in cells.items()]


def review_queue(
    person: Person,
    places: Iterable[Organization] | QuerySet[Organization],
    authorities: Iterable[Organization] | QuerySet[Organization],
) -> QuerySet[Report]:
    """Submitted reports that wait for this person: to review at `places`, to confirm for `authorities`; oldest first."""
    return (
        Report.objects.visible_to(person)
        .filter(state=ReportState.SUBMITTED)
        .filter(Q(assignment__order__organization__in=places) | Q(assignment__order__authority__in=authorities))
        .select_related("assignment__order__document", "assignment__organization", "assignment__order__authority", "period", "submitted_by")
        .prefetch_related("evidence__file", "reviews__by")
        .order_by("submitted_at", "pk")
    )
