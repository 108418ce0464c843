"""Đọc lệnh giao việc: ai sẽ nhận, còn thiếu gì, có gì mặc định. / Reads of orders: who will get them, what is missing, what is default."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.server.assignments.models import Assignment, AssignmentState, Order, OrderState, Part, Target
from dondoc.server.documents.models import Document
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import heads_of


@dataclass(frozen=True)
class Expanded:
    """The bodies an order goes to today: groups expanded, exceptions left out, those without a head apart."""

    lead: tuple[Organization, ...]
    support: tuple[Organization, ...]
    headless: tuple[Organization, ...]

    @property
    def all(self) -> tuple[Organization, ...]:
        """Everybody who will get it."""
        return (*self.lead, *self.support)


def expand(order: Order) -> Expanded:
    """Work out the bodies of an order. A body that leads does not support as well."""
    targets = list(order.targets.select_related("organization", "group"))
    out = {place.pk for target in targets if target.left_out for place in _members(target)}
    lead = _unique(
        place for target in targets if target.part == Part.LEAD and not target.left_out for place in _members(target) if place.pk not in out
    )
    leading = {place.pk for place in lead}
    support = [
        place
        for place in _unique(p for target in targets if target.part == Part.SUPPORT and not target.left_out for p in _members(target))
        if place.pk not in leading
    ]
    heads = heads_of([*lead, *support])
    headless = tuple(place for place in [*lead, *support] if place.pk not in heads)
    return Expanded(tuple(p for p in lead if p.pk in heads), tuple(p for p in support if p.pk in heads), headless)


def _members(target: Target) -> list[Organization]:
    if target.group is not None:
        return list(target.group.members())
    return [target.organization] if target.organization else []


def _unique(places: Iterable[Organization]) -> list[Organization]:
    return list({place.pk: place for place in places}.values())


@dataclass(frozen=True)
class Missing:
    """What an order lacks before it can go."""

    order: Order
    task: str
    what: str


@dataclass(frozen=True)
class Gate:
    """The gate before issue: what blocks, what was filled by default, who is held back."""

    missing: tuple[Missing, ...]
    default_products: int
    default_criteria: int
    default_deadlines: int
    units: int
    assignments: int
    held: tuple[Organization, ...]
    earliest: date | None

    @property
    def passes(self) -> bool:
        """Whether everything needed is there."""
        return not self.missing


def gate(orders: Sequence[Order]) -> Gate:
    """What stands between these orders and their issue."""
    missing, units, held, count = [], set(), {}, 0
    for order in orders:
        expanded = expand(order)
        units |= {place.pk for place in expanded.all}
        held |= {place.pk: place for place in expanded.headless}
        count += len(expanded.all)
        missing += [Missing(order, order.task, what) for what in _lacks(order, expanded)]
    days = [order.deadline_on for order in orders if order.deadline_on]
    return Gate(
        missing=tuple(missing),
        default_products=sum(order.default_product for order in orders),
        default_criteria=sum(order.default_criteria for order in orders),
        default_deadlines=sum(order.default_deadline for order in orders),
        units=len(units),
        assignments=count,
        held=tuple(held.values()),
        earliest=min(days, default=None),
    )


def _lacks(order: Order, expanded: Expanded) -> list[str]:
    lacks = []
    if not expanded.lead:
        lacks.append(_("đơn vị chủ trì"))
    if not order.product:
        lacks.append(_("sản phẩm"))
    if not order.criteria.exists():
        lacks.append(_("tiêu chí đánh giá"))
    if order.deadline_on is None and not order.cadence:
        lacks.append(_("thời hạn hoặc định kỳ"))
    return lacks


def table_of(document: Document, person: Person) -> QuerySet[Order]:
    """The orders drafted from a document that this person may see, in the order of the document."""
    return (
        Order.objects.visible_to(person)
        .filter(document=document)
        .exclude(state=OrderState.DISCARDED)
        .select_related("clause", "authority", "organization", "pillar", "submission")
        .prefetch_related("criteria", "targets__organization", "targets__group")
        .order_by("clause__position", "pk")
    )


def to_receive(person: Person) -> QuerySet[Assignment]:
    """New work that waits to be received, or to have its doer named, where this person may do so."""
    here = organizations_where(person, "assignment.receive")
    waiting = (AssignmentState.ISSUED, AssignmentState.RECEIVED, AssignmentState.IN_HAND)
    return (
        Assignment.objects.visible_to(person)
        .filter(organization__in=here, doer=None, state__in=waiting)
        .select_related("order__document", "order__authority", "organization", "head")
        .order_by("organization__path", "deadline_on", "pk")
    )
