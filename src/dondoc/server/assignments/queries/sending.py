"""Trình ai, ai được duyệt, giao được những gì. / To whom work is sent up, who may answer, what may be issued."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from dondoc.server.assignments.models import Order, OrderState, Source, Submission, SubmissionState
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, Post
from dondoc.server.organizations.queries import seats


@dataclass(frozen=True)
class Leader:
    """A post that may approve, and who holds it."""

    post: Post
    holder: str

    @property
    def label(self) -> str:
        """«Bí thư Tỉnh ủy: Trần Văn An»."""
        return f"{self.post.title}: {self.holder}" if self.holder else self.post.title


def leaders_for(authorities: Iterable[Organization]) -> list[Leader]:
    """Posts whose holders may approve for every one of these authorities: heads first, the nearest before those above."""
    found: QuerySet[Post] | None = None
    for authority in authorities:
        here = access.posts_with("order.approve", authority)
        found = here if found is None else found.filter(pk__in=here.values("pk"))
    posts = sorted(found or (), key=lambda post: (not post.is_head, -len(post.organization.path), post.position, post.pk))
    return [Leader(post, _holder(post)) for post in posts]


def _holder(post: Post) -> str:
    person = holder_of(post)
    return person.full_name if person else ""


def holder_of(post: Post) -> Person | None:
    """Who sits in a post."""
    term = post.terms.filter(until=None).select_related("person").order_by("acting", "pk").first()
    return term.person if term else None


@dataclass(frozen=True)
class Told:
    """A submission as a list shows it."""

    uid: UUID
    title: str
    size: int
    post: str
    by: str
    at: datetime
    state: str
    state_label: str


def told(submissions: Iterable[Submission]) -> list[Told]:
    """Submissions as lists show them: «7 nhiệm vụ: 214-TB/VPTU …». Two queries."""
    found = list(submissions)
    prefetch_related_objects(found, "orders")
    return [
        Told(
            uid=row.uid,
            title=f"{row.document.symbol} {row.document.subject}".strip() if row.document else row.orders.all()[0].task,
            size=len(row.orders.all()),
            post=row.post.title,
            by=row.submitted_by.full_name,
            at=row.decided_at or row.submitted_at,
            state=row.state,
            state_label=row.get_state_display(),
        )
        for row in found
    ]


def submitted_orders(submission: Submission, person: Person) -> QuerySet[Order]:
    """The orders of a submission, in the order of the document."""
    return (
        Order.objects.visible_to(person)
        .filter(submission=submission)
        .select_related("authority", "organization", "pillar", "submission", "proposal", "document")
        .prefetch_related("criteria", "targets__organization", "targets__group")
        .order_by("clause__position", "pk")
    )


def waiting_submissions(person: Person) -> QuerySet[Submission]:
    """Submissions to the posts this person holds, or types for."""
    posts = [seat.post_id for seat in seats(person)]
    typed = access.organizations_where(person, "order.approve_for")
    return (
        Submission.objects.visible_to(person)
        .filter(state=SubmissionState.SUBMITTED)
        .filter(Q(post__in=posts) | Q(post__organization__in=typed))
        .select_related("document", "submitted_by", "post")
    )


def may_decide(submission: Submission, person: Person) -> str:
    """How this person may answer: "in_person", "for" a leader with the scan, or "" not at all."""
    if submission.state != SubmissionState.SUBMITTED:
        return ""
    authorities = {order.authority for order in submission.orders.select_related("authority")}
    holds = submission.post_id in {seat.post_id for seat in seats(person)}
    if holds and submission.submitted_by_id != person.pk and all(access.allowed(person, "order.approve", a) for a in authorities):
        return "in_person"
    if not holds and all(access.allowed(person, "order.approve_for", a) for a in authorities):
        return "for"
    return ""


def possible_to_issue(orders: Sequence[Order], person: Person) -> list[Order]:
    """Of these orders, those this person may issue now: approved ones, own authority's drafts, and issued ones with bodies held back."""
    return [order for order in orders if _may_issue(order, person)]


def _may_issue(order: Order, person: Person) -> bool:
    own = access.allowed(person, "order.approve", order.authority)
    if order.state == OrderState.DRAFTED:
        return own
    return order.state in (OrderState.APPROVED, OrderState.ISSUED) and (own or access.allowed(person, "order.issue", order.organization))


def unconfirmed(person: Person) -> QuerySet[Order]:
    """Work given by word of mouth that nobody has confirmed yet, of what this person may see."""
    return Order.objects.visible_to(person).filter(source=Source.ORAL, confirmed=None).exclude(state=OrderState.DISCARDED)


def to_confirm(person: Person) -> QuerySet[Order]:
    """Of that, what this person said, or types for who said it."""
    return unconfirmed(person).filter(Q(said_by=person) | Q(authority__in=access.organizations_where(person, "order.approve_for")))
