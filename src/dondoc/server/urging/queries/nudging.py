"""Nhắc trực tiếp: đơn vị nào, việc nào. / Direct reminders: which units, of which late work."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from dondoc.server.assignments.models import Assignment
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.models.groups import members_of_group
from dondoc.server.urging.models import Step, Urging
from dondoc.server.urging.queries.plan import held_work


@dataclass(frozen=True)
class UnitLate:
    """A unit with late work it still holds, none of it waiting for a decision."""

    uid: UUID
    name: str
    head: str
    parts: tuple[Assignment, ...]
    oldest: int  # calendar days


def _mine(person: Person) -> Q:
    """Work that this person may urge: of whom one prepares or signs for, or whose authority one is."""
    return (
        Q(order__organization__in=organizations_where(person, "urging.prepare"))
        | Q(order__organization__in=organizations_where(person, "urging.sign"))
        | Q(order__authority__in=organizations_where(person, "urging.order"))
    )


def _late(person: Person, on: date) -> QuerySet[Assignment]:
    """Work of units that can be reminded now: late, not under review, not suspended, no extension asked, not reminded today."""
    done = Urging.objects.visible_to(person).filter(step=Step.BY_HAND, on=on)
    return (
        held_work()
        .filter(_mine(person), Q(extension_asked=False), deadline_on__lt=on)
        .exclude(organization__in=set(done.values_list("assignment__organization", flat=True)))
    )


def units_to_nudge(person: Person, on: date) -> int:
    """How many units can be reminded now. Two queries."""
    return _late(person, on).order_by().values("organization").distinct().count()


def to_nudge(person: Person, on: date, groups: Collection[UUID] = ()) -> list[UnitLate]:
    """Units that can be reminded now, with the work; of these groups alone where some are named. Two queries, one more a group."""
    by_unit: dict[int, list[Assignment]] = {}
    late = _late(person, on)
    for group in groups:
        late = late.filter(organization__in=members_of_group(group))
    for part in late:
        by_unit.setdefault(part.organization_id, []).append(part)
    return [_unit(parts, on) for parts in by_unit.values()]


def _unit(parts: Iterable[Assignment], on: date) -> UnitLate:
    held = tuple(parts)
    place = held[0].organization
    return UnitLate(place.uid, place.name, held[0].head.full_name, held, max((on - p.deadline_on).days for p in held if p.deadline_on))


@dataclass(frozen=True)
class Nudged:
    """A unit reminded today: when, by whom."""

    unit: str
    at: datetime
    by: str


def nudged_today(person: Person, on: date) -> list[Nudged]:
    """Units reminded directly on a day, each once."""
    steps = Urging.objects.visible_to(person).filter(step=Step.BY_HAND, on=on).select_related("assignment__organization", "by")
    return list(
        {step.assignment.organization_id: Nudged(step.assignment.organization.name, step.at, step.by.full_name) for step in steps}.values()
    )
