"""Trang đầu theo việc đang chờ của từng người; tìm kiếm không dấu. / The first page by what waits for a person; search without marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dondoc.server.assignments.models import OPEN_STATES, Assignment, Order, OrderState, Submission, SubmissionState
from dondoc.server.assignments.queries import DraftGroup, drafts, pending_count, to_confirm, to_receive
from dondoc.server.documents.models import Clause, Disposition, Document
from dondoc.server.organizations.access import allowed, anywhere, organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import seats
from dondoc.server.reports import periods, unit_month
from dondoc.server.reports import queries as reports
from dondoc.server.reports.models import Period
from dondoc.server.reports.narrowing import Wanted, narrowed
from dondoc.server.urging.models import NUDGING
from dondoc.terms.vietnamese import fold


@dataclass
class UnitToday:
    """What a unit has to do now."""

    organization: Organization
    period: Period | None
    working_days: int
    waiting: int
    told: unit_month.Told
    may_submit: bool
    outcomes: reports.Outcomes


@dataclass
class Today:
    """Everything the first page shows; parts a person has no right to stay empty."""

    role: str
    to_decide: list[Submission] = field(default_factory=list)
    to_confirm: int = 0  # what a leader said, to be confirmed
    to_review: int = 0
    to_answer: int = 0  # requests of units: extension, suspension, another lead
    to_issue: list[Submission] = field(default_factory=list)
    to_register: QuerySet[Document] | list[Document] = field(default_factory=list)
    to_dispose: list[Any] = field(default_factory=list)
    drafting: list[DraftGroup] = field(default_factory=list)
    outcomes: reports.Outcomes | None = None
    units_late: list[reports.UnitLate] = field(default_factory=list)
    soon: int = 0
    may_nudge: bool = False
    unit: UnitToday | None = None
    mine: list[reports.Row] = field(default_factory=list)


def role_of(person: Person) -> str:
    """Which first page is a person's: the most demanding of what the person may do."""
    for role, acts in (
        ("leader", ("order.approve",)),
        ("assistant", ("order.approve_for",)),
        ("head_of_office", ("report.confirm",)),
        ("monitor", ("order.draft",)),
        ("clerk", ("document.register",)),
        ("unit", ("report.submit", "report.enter")),
        ("inspector", ("journal.read",)),
        ("administrator", ("account.invite",)),
    ):
        if anywhere(person, *acts):
            return role
    return "member"


def today(person: Person, on: date) -> Today:
    """The first page of a person on a day."""
    found = Today(role=role_of(person))
    if anywhere(person, "order.approve", "order.approve_for"):
        found.to_decide = list(_to_decide(person))
        found.to_confirm = to_confirm(person).count()
    if anywhere(person, "report.review", "report.confirm"):
        confirm, review = organizations_where(person, "report.confirm"), organizations_where(person, "report.review")
        queue = reports.review_queue(person, review, confirm)
        found.to_review = queue.count()
    found.to_answer = pending_count(person)
    if anywhere(person, "order.issue"):
        found.to_issue = list(_to_issue(person)[:5])
    if anywhere(person, "document.register"):
        found.to_register = list(
            Document.objects.visible_to(person).filter(
                state__in=("received", "signed"), organization__in=organizations_where(person, "document.register")
            )[:8]
        )
    if anywhere(person, "document.dispose"):
        found.to_dispose = list(_to_dispose(person)[:8])
    if anywhere(person, "order.draft"):
        found.drafting = [group for group in drafts(person) if group.drafted or group.returned][:8]
    if anywhere(person, "order.see"):
        given = reports.the_list(person, "given")
        found.outcomes = _given_outcomes(person, given, on)
        found.units_late = reports.units_late(given, on)
        found.may_nudge = anywhere(person, *NUDGING)
        found.soon = narrowed(given, on, Wanted(status="soon")).count()
    found.unit = _unit(person, on)
    mine = Assignment.objects.visible_to(person).filter(doer=person, state__in=OPEN_STATES)
    found.mine = reports.rows(mine, on, limit=10)
    return found


def _given_outcomes(person: Person, given: QuerySet[Assignment], on: date) -> reports.Outcomes | None:
    """Of what was given; None for a unit that may give further down but has not."""
    cells = reports.outcomes(given, on)
    return cells if cells.total or not anywhere(person, "report.submit") else None


def _to_decide(person: Person) -> QuerySet[Submission]:
    """Submissions to the posts this person holds, or types for."""
    posts = [seat.post_id for seat in seats(person)]
    typed = organizations_where(person, "order.approve_for")
    return (
        Submission.objects.visible_to(person)
        .filter(state=SubmissionState.SUBMITTED)
        .filter(Q(post__in=posts) | Q(post__organization__in=typed))
        .select_related("document", "submitted_by", "post")
        .annotate(size=Count("orders"))
    )


def _to_issue(person: Person) -> QuerySet[Submission]:
    """Approved distributions whose orders are not issued yet."""
    approved = Order.objects.filter(submission=OuterRef("pk"), state=OrderState.APPROVED)
    return (
        Submission.objects.visible_to(person)
        .filter(Exists(approved), state=SubmissionState.APPROVED, organization__in=organizations_where(person, "order.issue"))
        .select_related("document")
        .annotate(size=Count("orders", filter=Q(orders__state=OrderState.APPROVED)))
    )


def _to_dispose(person: Person) -> QuerySet[Document]:
    """Registered documents with directing clauses that nothing was done with."""
    disposed = Disposition.objects.filter(clause=OuterRef("pk"), ended_at=None)
    loose = Clause.objects.filter(~Exists(disposed), directs=True)
    return (
        Document.objects.visible_to(person)
        .filter(
            organization__in=organizations_where(person, "document.dispose"),
            state__in=("registered", "presented", "minuted", "routed", "issued"),
        )
        .annotate(loose=Count("clauses", filter=Q(clauses__in=loose)))
        .filter(loose__gt=0)
    )


def _unit(person: Person, on: date) -> UnitToday | None:
    place = next((p for p in reports.own_organizations(person) if allowed(person, "report.enter", p)), None)
    if place is None:
        return None
    period = periods.current_period(place, on)
    told = unit_month.told(place, period) if period else unit_month.Told(0, 0, 0, 0)
    work = Assignment.objects.visible_to(person).filter(organization=place)
    return UnitToday(
        organization=place,
        period=period,
        working_days=periods.working_days_left(period, on) if period else 0,
        waiting=to_receive(person).filter(organization=place).count(),
        told=told,
        may_submit=allowed(person, "report.submit", place),
        outcomes=reports.outcomes(work, on),
    )


@dataclass(frozen=True)
class Found:
    """What a search found, kind by kind."""

    documents: list[Document]
    orders: list[Order]
    organizations: list[Organization]
    persons: list[Person]

    @property
    def total(self) -> int:
        """How many in all."""
        return len(self.documents) + len(self.orders) + len(self.organizations) + len(self.persons)


def search(person: Person, words: str, *, most: int = 20) -> Found:
    """Search without marks over what this person may see; matches with the marks as typed come first."""
    wanted = fold(words)
    if len(wanted) < 2:
        return Found([], [], [], [])
    documents = list(Document.objects.visible_to(person).filter(folded__contains=wanted).defer("text", "folded")[: most * 3])
    orders = list(Order.objects.visible_to(person).filter(folded__contains=wanted).select_related("authority").defer("folded")[: most * 3])
    places = list(Organization.objects.visible_to(person).named(wanted)[: most * 3])
    persons = list(Person.objects.visible_to(person).filter(folded__contains=wanted, kind="human")[:most])
    exact = " ".join(words.lower().split())
    return Found(
        sorted(documents, key=lambda d: exact not in f"{d.symbol} {d.subject}".lower())[:most],
        sorted(orders, key=lambda o: exact not in o.task.lower())[:most],
        sorted(places, key=lambda p: exact not in p.name.lower())[:most],
        persons,
    )
