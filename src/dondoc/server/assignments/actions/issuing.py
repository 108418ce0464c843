"""Giao nhiệm vụ. / Issuing: groups become bodies, each body gets its part, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.assignments.actions.marking import mark
from dondoc.server.assignments.actions.parties import tell_parties
from dondoc.server.assignments.actions.telling import INBOX, tell_units
from dondoc.server.assignments.lifecycle import ORDER
from dondoc.server.assignments.models import ENDED_STATES, Assignment, Order, OrderState, Part, RelativeTo, Source
from dondoc.server.assignments.queries import Expanded, expand_all, gate
from dondoc.server.documents import actions as documents
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import heads_of
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.worktime import Calendar, from_event, last_day, subtract_working_days


@dataclass(frozen=True)
class Issued:
    """What an issue did: orders, assignments made, units reached, units held back for want of a head."""

    orders: int
    assignments: int
    units: int
    held: tuple[Organization, ...]


@transaction.atomic
def issue(orders: Sequence[Order], *, by: Person, at: datetime) -> Issued:
    """Issue approved orders, or one's own authority's drafts. All or none; a unit without a head is held back alone.

    An order issued before goes to bodies that were held back and have a head now.
    """
    rows = list(
        Order.objects.select_for_update(of=("self",))
        .select_related("organization", "authority", "document__organization")
        .filter(pk__in=[order.pk for order in orders])
    )
    if not rows:
        raise ValidationError(_("Chưa có nhiệm vụ nào để giao."))
    for row in rows:
        _may_issue(row, by)
    bodies = expand_all(rows)
    refuse_incomplete(rows, bodies)
    days = calendar()
    heads = heads_of({place.pk: place for expanded in bodies.values() for place in expanded.all}.values())
    made = [part for row in rows for part in _issue_one(row, bodies[row.pk], heads, days, by, at)]
    if not made:
        raise ValidationError(_("Các nhiệm vụ này đã được giao, không còn đơn vị nào chưa gửi."))
    mark(made, at=at)
    _reach(rows, made, by, at)
    for row in rows:
        journal.write("order.issue", row, by=by, at=at, payload=_told(row, [part for part in made if part.order_id == row.pk]))
    held = {place.pk: place for expanded in bodies.values() for place in expanded.headless}
    return Issued(
        len(rows), len(made), len({part.organization_id for part in made}), tuple(sorted(held.values(), key=lambda place: place.path))
    )


def refuse_incomplete(rows: Sequence[Order], bodies: Mapping[int, Expanded]) -> None:
    """`ValidationError` that names every order that lacks something, and what."""
    missing = gate(rows, bodies).missing
    if missing:
        raise ValidationError([_("Nhiệm vụ “%(task)s” còn thiếu: %(what)s.") % {"task": m.task, "what": m.what} for m in missing])


def _told(order: Order, parts: Sequence[Assignment]) -> dict[str, Any]:
    """What the journal keeps of an issue: the order as it stood, and to whom it went."""
    return {
        "assignments": [part.uid for part in parts],
        "organizations": [part.organization.uid for part in parts],
        "criteria": [criterion.text for criterion in order.criteria.all()],
        "product": order.product,
        "deadline_on": order.deadline_on,
        "bound": order.bound,
        "cadence": order.cadence,
        "timing": order.timing,
    }


def _may_issue(order: Order, by: Person) -> None:
    """Who may issue needs no submission when the direction is their own; everybody else issues what was approved.

    What a leader said goes at once and is confirmed by the leader afterwards.
    """
    said = order.source == Source.ORAL and access.allowed(by, "order.issue", order.organization)
    if order.state == OrderState.DRAFTED and not said and not access.allowed(by, "order.approve", order.authority):
        raise PermissionDenied(_("Nhiệm vụ chưa được lãnh đạo duyệt. Đề nghị trình trước khi giao."))
    if not access.allowed(by, "order.approve", order.authority):
        access.require(by, "order.issue", order.organization)


def _issue_one(order: Order, expanded: Expanded, heads: Mapping[int, Person], days: Calendar, by: Person, at: datetime) -> list[Assignment]:
    again, ended = order.state == OrderState.ISSUED, ENDED_STATES
    order.state = ORDER.after(order.state, "issue")
    # A body from which it was withdrawn does not get it back by sending to those held back; after taking all back everybody does.
    had = order.assignments.all() if again else order.assignments.exclude(state__in=ended)
    there = set(had.values_list("organization", flat=True))
    order.issued_by, order.issued_at = by, order.issued_at if there else at
    order.save(update_fields=["state", "issued_by", "issued_at"])
    last = _last(order, days, at)
    leads = [_part(order, place, Part.LEAD, heads[place.pk], last, at) for place in expanded.lead if place.pk not in there]
    Assignment.objects.bulk_create(leads)
    # A supporter of one lead helps that lead; among many leads it helps the order as a whole.
    leading = order.assignments.exclude(state__in=ended).filter(part=Part.LEAD)
    alone = leading.first() if leading.count() == 1 else None
    early = _supporters_day(order, last, days, at)
    supporters = [
        _part(order, place, Part.SUPPORT, heads[place.pk], early, at, helps=alone) for place in expanded.support if place.pk not in there
    ]
    Assignment.objects.bulk_create(supporters)
    order.targets.update(held=False)
    order.targets.filter(organization__in=expanded.headless).update(held=True)
    return [*leads, *supporters]


def _last(order: Order, days: Calendar, at: datetime) -> date | None:
    """The last day that counts, by the printed day, or by days from the issue or from an event already told; None until known."""
    if order.deadline_on is not None:
        return last_day(order.deadline_on, order.bound, days).day
    event = timezone.localdate(at) if order.relative_to == RelativeTo.ISSUE else order.event_on
    return from_event(event, order.relative_days, order.relative_unit, days).day if order.relative_days and event else None


def _supporters_day(order: Order, last: date | None, days: Calendar, at: datetime) -> date | None:
    """A supporter's own deadline comes before the lead's."""
    if last is None:
        return None
    if order.support_on is not None:
        return min(last_day(order.support_on, "by", days).day, last)
    early = subtract_working_days(last, int(rule("supporter_lead_days", on=at.date(), organization=order.organization)), days)
    return max(early, min(last, at.date()))


def _part(
    order: Order, place: Organization, part: str, head: Person, last: date | None, at: datetime, helps: Assignment | None = None
) -> Assignment:
    return Assignment(
        order=order,
        organization=place,
        part=part,
        head=head,
        deadline_on=last,
        first_deadline_on=last,
        issued_at=at,
        helps=helps,
        parent_id=order.above_id,
    )


def _reach(orders: Sequence[Order], made: Sequence[Assignment], by: Person, at: datetime) -> None:
    """Send the documents along, and tell those who answer and those who may receive.

    A body that gives its work further down sends no document of another office: the order quotes its words.
    """
    for document in {order.document for order in orders if order.document and order.above_id is None}:
        places = {part.organization_id: part.organization for part in made if part.order.document_id == document.pk}
        documents.distribute(document, organizations=places.values(), by=by, at=at)
        if document.state in ("registered", "presented", "minuted"):
            documents.advance(document, act="route", by=by, at=at)
    tell_units(made, key="order.issued", words={}, path=INBOX, at=at)
    for leader in {order.said_by for order in orders if order.said_by and order.confirmed_id is None} - {by, None}:
        notices.tell([leader], key="order.said", words={}, path="/nhiem-vu/cho-xac-nhan/", at=at)
    tell_parties(orders, by=by, at=at)
