"""Nhiệm vụ cho máy: danh sách, một nhiệm vụ, tiếp nhận, phân công. / Assignments: list, one, receiving, naming the doer."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Assignment, AssignmentState, Bound, Force, Part
from dondoc.server.exchange.api.bearing import PersonRequest
from dondoc.server.exchange.api.once import once
from dondoc.server.exchange.api.operations import changes, reads
from dondoc.server.exchange.api.shapes import Asked, Instant, Limit, Named, Told, Uid, Word, a_page, named, plain
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.queries import members_of
from dondoc.server.reports import queries as work
from dondoc.server.reports.narrowing import Wanted, narrowed

router = Router(tags=["assignments"])
READ, WRITE = "assignments.read", "assignments.write"


class Which(StrEnum):
    """The four lists of the pages, or all that is visible."""

    ALL = "all"
    RECEIVED = "received"
    GIVEN = "given"
    MINE = "mine"
    FOLLOWED = "followed"


class Status(StrEnum):
    """The filter of the pages."""

    LATE = "late"
    SOON = "soon"
    WAIT = "wait"
    OPEN = "open"
    DONE = "done"


class Work(Told):
    """An assignment. `status`, `days`, `waits_for` are computed for today; `deadline_on` is the last day that still counts."""

    uid: UUID
    order: UUID
    task: str
    organization: Named
    part: Part
    state: AssignmentState
    head: Named
    doer: Named | None
    authority: Named
    product: str
    deadline_on: date | None
    cadence: str
    status: str
    days: int
    waits_for: str
    document: UUID | None


class Measure(Told):
    """By what the work will be judged."""

    text: str
    unit: str
    target: str | None


class WorkWhole(Work):
    """An assignment with its order: the words it comes from, criteria, what was there before."""

    words: str
    force: Force
    bound: Bound | None
    weight: int
    criteria: list[Measure]
    first_deadline_on: date | None
    issued_at: Instant
    received_at: Instant | None
    done_on: date | None
    ended_reason: str


class Works(Told):
    """A page of assignments; `next` is the cursor of the next page."""

    items: list[Work]
    next: UUID | None


class Doer(Asked):
    """Who will do the work: one of the people of its body."""

    person: Uid


_WITH = ("organization", "head", "doer", "order__authority", "order__document")


def _seen(person: Person) -> QuerySet[Assignment]:
    return Assignment.objects.visible_to(person).select_related(*_WITH)


@reads(router, "/assignments", Works, scope=READ, title="Danh sách nhiệm vụ / List of assignments")
def assignments(
    request: PersonRequest,
    which: Which = Which.ALL,
    status: Status | None = None,
    words: Word = "",
    organization: Uid | None = None,
    cursor: Uid | None = None,
    limit: Limit = 50,
) -> Works:
    """`which`: danh mục như trên trang; `status`: tình trạng hôm nay. / The lists of the pages; how things stand today."""
    person, today = request.person, timezone.localdate()
    given = _seen(person) if which == Which.ALL else work.the_list(person, which).select_related(*_WITH)
    found = narrowed(given, today, Wanted(words=words, status=status or ""))
    found = found.filter(organization__uid=organization) if organization else found
    page, after = a_page(found, cursor=cursor, limit=limit)
    lines = {line.uid: line for line in work.rows(_seen(person).filter(pk__in=[row.pk for row in page]), today)}
    return Works(items=[Work(**_values(row, lines[row.uid])) for row in page], next=after)


def _values(row: Assignment, line: work.Row) -> dict[str, Any]:
    order = row.order
    return {
        **{key: getattr(line, key) for key in ("uid", "order", "task", "product", "deadline_on", "cadence", "status", "days", "waits_for")},
        "organization": named(row.organization),
        "part": row.part,
        "state": row.state,
        "head": named(row.head),
        "doer": named(row.doer) if row.doer else None,
        "authority": named(order.authority),
        "document": order.document.uid if order.document else None,
    }


@reads(router, "/assignments/{uuid:uid}", WorkWhole, scope=READ, title="Một nhiệm vụ / One assignment")
def assignment(request: PersonRequest, uid: UUID) -> WorkWhole:
    """Lời chỉ đạo, sản phẩm, tiêu chí, thời hạn. / The words of the direction, product, criteria, deadline."""
    return _whole(request.person, uid)


def _whole(person: Person, uid: UUID) -> WorkWhole:
    row = get_object_or_404(_seen(person), uid=uid)
    order = row.order
    plain_ones = ("first_deadline_on", "issued_at", "received_at", "done_on", "ended_reason")
    return WorkWhole(
        **_values(row, work.row(row, timezone.localdate())),
        **{key: getattr(row, key) for key in plain_ones},
        words=order.words,
        force=Force(order.force),
        bound=Bound(order.bound) if order.bound else None,
        weight=order.weight,
        criteria=[Measure(text=one.text, unit=one.unit, target=plain(one.target)) for one in order.criteria.all()],
    )


@changes(router, "/assignments/{uuid:uid}/receive", WorkWhole, scope=WRITE, title="Tiếp nhận / Receive")
def receive(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Đơn vị đã nhận việc. / The unit takes note that it has the work."""
    found = get_object_or_404(_seen(request.person), uid=uid)

    def act(at: datetime) -> WorkWhole:
        actions.receive(found, by=request.person, at=at)
        return _whole(request.person, uid)

    return once(request, act)


@changes(router, "/assignments/{uuid:uid}/doer", WorkWhole, scope=WRITE, title="Phân công người thực hiện / Name the doer")
def name_doer(request: PersonRequest, uid: UUID, body: Doer) -> HttpResponse:
    """Phân công cũng là tiếp nhận. / Naming somebody also receives."""
    found = get_object_or_404(_seen(request.person), uid=uid)
    doer = next((one for one in members_of(found.organization) if one.uid == body.person), None)
    if doer is None:
        raise ValidationError({"person": _("Người được chọn không thuộc %(place)s.") % {"place": found.organization}})

    def act(at: datetime) -> WorkWhole:
        actions.name_doer(found, person=doer, by=request.person, at=at)
        return _whole(request.person, uid)

    return once(request, act)
