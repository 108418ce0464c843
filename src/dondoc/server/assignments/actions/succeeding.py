"""Chuyển tiếp việc đang mở. / Passing open work on: to the successors of a body, to whoever follows a person; and back.

What is done keeps the name of its day. Called by acts of `custody`, inside their transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dondoc.server.assignments.actions.marking import mark
from dondoc.server.assignments.actions.requests import close_requests
from dondoc.server.assignments.actions.telling import tell_units
from dondoc.server.assignments.lifecycle import ASSIGNMENT
from dondoc.server.assignments.models import (
    OPEN_STATES,
    Assignment,
    AssignmentState,
    Handover,
    HandoverRole,
    Order,
    OrderState,
    Part,
    Submission,
    SubmissionState,
    Target,
)
from dondoc.server.documents import actions as documents
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, Post
from dondoc.server.organizations.queries import heads_of, members_by

#: A record of the office in the office's own language, whatever the language of the page.
JOINED = "Nhập vào nhiệm vụ cùng nội dung của %s."
_UNISSUED = (OrderState.DRAFTED, OrderState.SUBMITTED, OrderState.APPROVED, OrderState.RETURNED)


@dataclass
class Passed:
    """What went where: assignments by successor (ids), those joined to one the successor has, orders, submissions, drafts' bodies."""

    assignments: Counter[int] = field(default_factory=Counter)
    joined: int = 0
    orders: int = 0
    submissions: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)


@transaction.atomic
def pass_on(
    source: Organization,
    *,
    successor: Organization | None,
    chosen: Mapping[UUID, Organization],
    cause: UUID,
    on: date,
    by: Person,
    at: datetime,
) -> Passed:
    """Pass all open work of a body to its successor, or item by item: `chosen`, by the assignment's public id.

    `successor` None: the body goes on, only what is chosen passes, orders and drafts stay. A body that ends needs one while work is open.
    Raises `ValidationError` when a body that would get work has no head to answer for it.
    """
    access.require(by, "organization.manage", source)
    work = list(
        Assignment.objects.select_for_update(of=("self",))
        .select_related("order__document", "head", "doer", "organization")
        .filter(organization=source, state__in=OPEN_STATES)
        .order_by("pk")
    )
    goes = {part.pk: to for part in work if (to := chosen.get(part.uid, successor)) and to.pk != source.pk}
    places = {place.pk: place for place in goes.values()}
    heads, members = heads_of(places.values()), members_by(places.values())
    _refuse_headless(goes.values(), heads)
    passed, moved = Passed(), []
    for part in work:
        if (to := goes.get(part.pk)) is None:
            continue
        handed = Handover(cause=cause, role=HandoverRole.DOES, source=source, successor=to, on=on, at=at)
        if _hand(part, to, heads[to.pk], members.get(to.pk, []), handed, by):
            moved.append(part)
            passed.assignments[to.pk] += 1
        else:
            passed.joined += 1
    if successor is not None:
        _pass_orders(source, successor, cause, on, at, passed)
        _pass_drafts(source, successor, passed)
    for place in {part.organization_id: part.organization for part in moved}.values():
        papers = {part.order.document_id: part.order.document for part in moved if part.organization_id == place.pk and part.order.document}
        documents.hand_on(list(papers.values()), source=source, successor=place, by=by, at=at)
    words: dict[str, str | int] = {"source": str(source)}
    mark(moved, at=at)
    tell_units(moved, key="assignment.taken_over", words=words, path="/nhiem-vu/", at=at)
    told = {"cause": cause, "on": on, "assignments": {str(part.uid): part.organization.uid for part in moved}, "joined": passed.joined}
    journal.write("assignment.pass_on", source, by=by, at=at, payload=told | {"orders": passed.orders})
    return passed


def _refuse_headless(places: Iterable[Organization], heads: Mapping[int, Person]) -> None:
    counts = Counter(place for place in places if place.pk not in heads)
    if counts:
        raise ValidationError(
            [
                _("%(place)s sẽ nhận %(n)s nhiệm vụ nhưng chưa có người đứng đầu. Bổ nhiệm hoặc giao phụ trách trước.")
                % {"place": place, "n": n}
                for place, n in counts.items()
            ]
        )


def _hand(part: Assignment, to: Organization, head: Person, members: Sequence[Person], handed: Handover, by: Person) -> bool:
    """Move one part, or join it to the open one the successor has of the same order. Returns whether it is still a part of its own."""
    handed.order, handed.assignment = part.order, part
    handed.head_before, handed.doer_before, handed.state_before = part.head, part.doer, part.state
    there = Assignment.objects.filter(order=part.order, organization=to, state__in=OPEN_STATES).exclude(pk=part.pk).first()
    if AssignmentState.REPORTED_DONE in (part.state, there.state if there else ""):
        there = None  # what waits to be confirmed is judged by itself
    if there is not None and not (part.part == Part.LEAD and there.part == Part.SUPPORT):
        handed.joined = there
        _join(part, there, handed, by)
    else:
        part.handed_from, part.organization, part.head = part.organization, to, head
        if part.doer is not None and part.doer not in members:
            part.doer = part.doer_named_at = None
        part.save()
        if there is not None:
            _join(there, part, handed, by)
    handed.save()
    return handed.joined is None


def _join(part: Assignment, into: Assignment, handed: Handover, by: Person) -> None:
    part.state = ASSIGNMENT.after(part.state, "pass_on")
    part.ended_reason = JOINED % into.organization
    part.save(update_fields=["state", "ended_reason"])
    close_requests([part], on=handed.on, by=by, at=handed.at)
    Assignment.objects.filter(helps=part).exclude(pk=into.pk).update(helps=into)
    Assignment.objects.filter(parent=part).update(parent=into)


def _pass_orders(source: Organization, successor: Organization, cause: UUID, on: date, at: datetime, passed: Passed) -> None:
    """Orders the body gave, or directed, and which are still somebody's duty, are followed up by the successor."""
    still = Exists(Assignment.objects.filter(order=OuterRef("pk"), state__in=OPEN_STATES))
    living = Order.objects.filter(Q(state__in=_UNISSUED) | (Q(state=OrderState.ISSUED) & still))
    for role, column in ((HandoverRole.GIVES, "organization"), (HandoverRole.DIRECTS, "authority")):
        rows = list(living.filter(**{column: source}))
        Handover.objects.bulk_create(
            Handover(cause=cause, role=role, order=row, source=source, successor=successor, on=on, at=at) for row in rows
        )
        Order.objects.filter(pk__in=[row.pk for row in rows]).update(**{column: successor})
        passed.orders += len(rows) if role == HandoverRole.GIVES else 0


def _pass_drafts(source: Organization, successor: Organization, passed: Passed) -> None:
    """Bodies chosen for orders not sent yet, and what waits for a leader's word."""
    waiting = Q(order__state__in=_UNISSUED) | Q(order__state=OrderState.ISSUED, held=True)
    for target in Target.objects.filter(waiting, organization=source):
        same = Target.objects.filter(order=target.order_id, part=target.part, organization=successor, left_out=target.left_out)
        if same.exists():
            target.delete()
        else:
            target.organization = successor
            target.save(update_fields=["organization"])
            passed.targets.append(target.pk)
    leader = Post.objects.filter(organization=successor, is_head=True, until=None).first()
    for sent in Submission.objects.filter(Q(organization=source) | Q(post__organization=source), state=SubmissionState.SUBMITTED):
        if sent.post.organization_id == source.pk:
            if leader is None:
                raise ValidationError(
                    _("%(place)s có phiếu trình đang chờ ý kiến nhưng cơ quan tiếp nhận chưa có người đứng đầu.") % {"place": source}
                )
            sent.post = leader
        sent.organization = successor if sent.organization_id == source.pk else sent.organization
        sent.save(update_fields=["post", "organization"])
        passed.submissions.append(sent.pk)


@transaction.atomic
def pass_back(*, cause: UUID, drafts: Sequence[int], submissions: Sequence[int], source: Organization, by: Person, at: datetime) -> int:
    """Undo a passing on: what is still open goes back to `source`; what was finished meanwhile stays with whoever did it."""
    access.require(by, "organization.manage", source)
    rows = list(Handover.objects.select_related("assignment", "order").filter(cause=cause, source=source, undone_at=None).order_by("-pk"))
    heads, count = heads_of([source]), 0
    for row in rows:
        if row.assignment is not None:
            count += _take_back(row, row.assignment, heads.get(source.pk))
        else:
            column = "organization" if row.role == HandoverRole.GIVES else "authority"
            Order.objects.filter(pk=row.order_id).update(**{column: source})
        row.undone_at = at
        row.save(update_fields=["undone_at"])
    mark([row.assignment for row in rows if row.assignment], at=at)
    Target.objects.filter(pk__in=drafts).update(organization=source)
    leader = Post.objects.filter(organization=source, is_head=True, until=None).first()
    waiting = Submission.objects.filter(pk__in=submissions, state=SubmissionState.SUBMITTED)
    waiting.update(organization=source)
    if leader is not None:
        waiting.update(post=leader)
    journal.write("assignment.pass_back", source, by=by, at=at, payload={"cause": cause, "assignments": count})
    return count


def _take_back(row: Handover, part: Assignment, head: Person | None) -> int:
    answers = head or row.head_before
    if answers is None:
        raise ValidationError(_("Cơ quan được khôi phục chưa có người đứng đầu."))
    if row.joined is not None and part.state == AssignmentState.PASSED_ON and row.joined.state in OPEN_STATES:
        part.state, part.ended_reason, part.head = row.state_before, "", answers
    elif part.state in OPEN_STATES and part.organization_id == row.successor_id:
        earlier = Handover.objects.filter(assignment=part, role=HandoverRole.DOES, undone_at=None, pk__lt=row.pk).order_by("-pk").first()
        part.organization, part.handed_from, part.head = row.source, earlier.source if earlier else None, answers
        part.doer = row.doer_before
    else:
        return 0
    part.save()
    return 1


@transaction.atomic
def pass_to(leaving: Person, *, place: Organization, person: Person, cause: UUID, on: date, head: bool, by: Person, at: datetime) -> int:
    """Open work of one body that a person answers for or does passes to another person of it. `head`: also what he answers for.

    Returns the number of assignments.
    """
    access.require(by, "organization.manage", place)
    mine = Q(doer=leaving) | Q(head=leaving) if head else Q(doer=leaving)
    work = list(
        Assignment.objects.select_for_update(of=("self",))
        .select_related("order", "organization", "head", "doer")
        .filter(mine, organization=place, state__in=OPEN_STATES)
    )
    for part in work:
        Handover.objects.create(
            cause=cause,
            role=HandoverRole.ANSWERS,
            order=part.order,
            assignment=part,
            source=place,
            successor=place,
            head_before=part.head,
            doer_before=part.doer,
            on=on,
            at=at,
        )
        if head and part.head_id == leaving.pk:
            part.head = person
        if part.doer_id == leaving.pk:
            part.doer, part.doer_named_at = person, at
        part.save(update_fields=["head", "doer", "doer_named_at"])
    mark(work, at=at)
    tell_units(work, key="assignment.handed_over", words={"source": str(leaving)}, path="/nhiem-vu/", at=at)
    told = {"from": leaving.uid, "to": person.uid, "assignments": [part.uid for part in work], "on": on}
    journal.write("assignment.hand_to", place, by=by, at=at, payload=told)
    return len(work)
