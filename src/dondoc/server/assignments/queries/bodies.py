"""Đọc lệnh giao việc: ai sẽ nhận, còn thiếu gì, có gì mặc định. / Reads of orders: who will get them, what is missing, what is default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from dondoc.server.assignments.models import Order, Part
from dondoc.server.organizations.models import Organization
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
    """Work out the bodies of one order."""
    return expand_all([order])[order.pk]


def expand_all(orders: Sequence[Order]) -> dict[int, Expanded]:
    """Work out the bodies of orders, by their ids. A body that leads does not support as well.

    A fixed number of queries and one for each group used, however many orders and bodies there are.
    """
    prefetch_related_objects(list(orders), "organization", "targets__organization", "targets__group")
    groups = {target.group_id: target.group for order in orders for target in order.targets.all() if target.group}
    members = {pk: list(group.members()) for pk, group in groups.items()}
    bodies = {order.pk: _bodies(order, members) for order in orders}
    heads = heads_of(_unique(place for lead, support in bodies.values() for place in [*lead, *support]))
    return {
        pk: Expanded(
            tuple(place for place in lead if place.pk in heads),
            tuple(place for place in support if place.pk in heads),
            tuple(place for place in [*lead, *support] if place.pk not in heads),
        )
        for pk, (lead, support) in bodies.items()
    }


def _bodies(order: Order, members: Mapping[int | None, list[Organization]]) -> tuple[list[Organization], list[Organization]]:
    """(lead, support) with the groups' members below the giver put in their place and the exceptions taken out."""
    near = {pk: [place for place in held if order.organization.holds(place)] for pk, held in members.items()}

    def of(part: str, left_out: bool) -> list[Organization]:
        found = [t for t in order.targets.all() if t.left_out == left_out and (left_out or t.part == part)]
        return _unique(place for t in found for place in (near[t.group_id] if t.group else [t.organization] if t.organization else []))

    out = {place.pk for place in of(Part.LEAD, True)}
    lead = [place for place in of(Part.LEAD, False) if place.pk not in out]
    leading = {place.pk for place in lead} | out
    return lead, [place for place in of(Part.SUPPORT, False) if place.pk not in leading]


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


def gate(orders: Sequence[Order], expanded: Mapping[int, Expanded] | None = None) -> Gate:
    """What stands between these orders and their issue."""
    bodies = expanded if expanded is not None else expand_all(orders)
    prefetch_related_objects(list(orders), "criteria")
    units = {place.pk for order in orders for place in bodies[order.pk].all}
    held = {place.pk: place for order in orders for place in bodies[order.pk].headless}
    days = [order.deadline_on for order in orders if order.deadline_on]
    return Gate(
        missing=tuple(Missing(order, order.task, what) for order in orders for what in lacks(order, bodies[order.pk])),
        default_products=sum(order.default_product for order in orders),
        default_criteria=sum(order.default_criteria for order in orders),
        default_deadlines=sum(order.default_deadline for order in orders),
        units=len(units),
        assignments=sum(len(bodies[order.pk].all) for order in orders),
        held=tuple(held.values()),
        earliest=min(days, default=None),
    )


def lacks(order: Order, expanded: Expanded) -> list[str]:
    """What an order lacks before it can go. A body without a head leads nothing: it is held back."""
    found = []
    if not expanded.lead:
        found.append(_("đơn vị chủ trì"))
    if not order.product:
        found.append(_("sản phẩm"))
    if not order.criteria.all():
        found.append(_("tiêu chí đánh giá"))
    if order.deadline_on is None and not order.timing:
        found.append(_("thời hạn hoặc định kỳ"))
    return found
