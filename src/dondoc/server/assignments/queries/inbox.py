"""Việc mới đến đơn vị. / New work of a unit: to be received, its doer to be named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from dondoc.server.assignments.models import WORKED_ON, Assignment, AssignmentState
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import members_by


def to_receive(person: Person) -> QuerySet[Assignment]:
    """New work that waits to be received, or to have its doer named, where this person may do so."""
    here = organizations_where(person, "assignment.receive")
    return (
        Assignment.objects.visible_to(person)
        .filter(organization__in=here, doer=None, state__in=WORKED_ON)
        .select_related("order__document", "order__authority", "organization", "head", "helps__organization")
        .order_by("organization__path", F("deadline_on").asc(nulls_last=True), "pk")
    )


@dataclass(frozen=True)
class InboxRow:
    """One piece of new work."""

    uid: UUID
    order: UUID
    task: str
    force: str
    authority: str
    document: UUID | None
    symbol: str
    part: str
    helps: str
    product: str
    criteria: tuple[str, ...]
    deadline_on: date | None
    cadence: str
    head: str
    issued_at: datetime
    received: bool


@dataclass(frozen=True)
class InboxUnit:
    """The new work of one body, and who may be named there."""

    uid: UUID
    name: str
    members: tuple[Person, ...]
    rows: tuple[InboxRow, ...]


def inbox(person: Person) -> list[InboxUnit]:
    """New work by body. A fixed number of queries."""
    units: dict[int, tuple[Organization, list[InboxRow]]] = {}
    for assignment in to_receive(person).prefetch_related("order__criteria"):
        units.setdefault(assignment.organization_id, (assignment.organization, []))[1].append(_row(assignment))
    members = members_by([place for place, _rows in units.values()])
    return [InboxUnit(place.uid, place.name, tuple(members.get(pk, ())), tuple(rows)) for pk, (place, rows) in units.items()]


def _row(assignment: Assignment) -> InboxRow:
    order = assignment.order
    return InboxRow(
        uid=assignment.uid,
        order=order.uid,
        task=order.task,
        force=order.get_force_display(),
        authority=order.authority.name,
        document=order.document.uid if order.document else None,
        symbol=str(order.document) if order.document else "",
        part=assignment.part,
        helps=assignment.helps.organization.called if assignment.helps else "",
        product=order.product,
        criteria=tuple(criterion.text for criterion in order.criteria.all()),
        deadline_on=assignment.deadline_on,
        cadence=order.timing,
        head=assignment.head.full_name,
        issued_at=assignment.issued_at,
        received=assignment.state != AssignmentState.ISSUED,
    )
