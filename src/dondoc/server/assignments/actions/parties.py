"""Lãnh đạo phụ trách, chuyên viên theo dõi, nơi để biết. / The leader in charge, the officer who follows up, those for information."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.lifecycle import ORDER
from dondoc.server.assignments.models import STANDING, Order, OrderState, Party, Role
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import heads_of


@dataclass(frozen=True)
class Parties:
    """Who besides the bodies that do the work has to do with it; `support_on`: the supporters' own last day, None: by the rule."""

    oversees: Person | None = None
    monitors: Person | None = None
    informed: tuple[Organization, ...] = ()
    support_on: date | None = None


@transaction.atomic
def set_parties(orders: Sequence[Order], *, parties: Parties, by: Person, at: datetime) -> list[Order]:
    """Name the same parties for one or several orders, drafted or issued. Those new to issued work are told at once."""
    found = list(
        Order.objects.select_for_update(of=("self",)).select_related("organization", "authority").filter(pk__in=[o.pk for o in orders])
    )
    for order in found:
        _refuse(order, parties, by)
        _replace(order, parties)
        if order.state != OrderState.ISSUED and order.support_on != parties.support_on:
            order.support_on = parties.support_on
            order.save(update_fields=["support_on"])
        told = {"oversees": parties.oversees and parties.oversees.uid, "monitors": parties.monitors and parties.monitors.uid}
        informed = [place.uid for place in parties.informed]
        journal.write("order.set_parties", order, by=by, at=at, payload={**told, "informed": informed, "support_on": order.support_on})
    tell_parties([order for order in found if order.state == OrderState.ISSUED], by=by, at=at)
    return found


def _refuse(order: Order, parties: Parties, by: Person) -> None:
    access.require(by, "order.issue" if order.state == OrderState.ISSUED else "order.draft", order.organization)
    if order.state not in STANDING:
        raise NotNow("set_parties", order.state, ORDER.acts(order.state))
    if parties.oversees is not None and parties.oversees not in access.holders("order.approve", order.authority):
        raise ValidationError(
            {"oversees": _("%(person)s không giữ chức vụ lãnh đạo ở %(place)s.") % _named(parties.oversees, order.authority)}
        )
    if parties.monitors is not None and parties.monitors not in access.holders("order.see", order.organization):
        raise ValidationError(
            {"monitors": _("%(person)s không theo dõi việc của %(place)s.") % _named(parties.monitors, order.organization)}
        )
    if parties.support_on and order.deadline_on and parties.support_on > order.deadline_on:
        raise ValidationError({"support_on": _("Hạn của đơn vị phối hợp không sau hạn của đơn vị chủ trì.")})


def _named(person: Person, place: Organization) -> dict[str, object]:
    return {"person": person, "place": place}


def _replace(order: Order, parties: Parties) -> None:
    """What stays keeps when it was told."""
    wanted: set[tuple[str, int | None, int | None]] = {(Role.INFORMED, None, place.pk) for place in parties.informed}
    wanted |= {(role, person.pk, None) for role, person in ((Role.OVERSEES, parties.oversees), (Role.MONITORS, parties.monitors)) if person}
    for row in order.parties.all():
        if (row.role, row.person_id, row.organization_id) in wanted:
            wanted.discard((row.role, row.person_id, row.organization_id))
        else:
            row.delete()
    Party.objects.bulk_create(
        Party(order=order, role=role, person_id=person, organization_id=place)
        for role, person, place in sorted(wanted, key=lambda one: (one[0], one[1] or 0, one[2] or 0))
    )


@transaction.atomic
def tell_parties(orders: Sequence[Order], *, by: Person, at: datetime) -> None:
    """Parties of issued orders that have not heard of them hear now; part of the act that issues or names, which writes the journal."""
    rows = list(Party.objects.filter(order__in=orders, told_at=None).select_related("person", "organization", "order"))
    heads = heads_of([row.organization for row in rows if row.organization])
    counts: Counter[tuple[str, Person]] = Counter()
    path: dict[Person, str] = {}
    for row in rows:
        person = row.person or heads.get(row.organization_id or 0)
        if person is not None and person != by:
            counts[row.role, person] += 1
            path[person] = f"/nhiem-vu/lenh/{row.order.uid}/"
    for (role, person), count in counts.items():
        notices.tell([person], key=f"order.{role}", words={"count": count}, path=path[person], at=at)
    Party.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=at)
