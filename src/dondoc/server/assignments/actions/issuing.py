"""Giao nhiệm vụ. / Issuing: groups become bodies, each body gets its part, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.assignments.lifecycle import ORDER
from dondoc.server.assignments.models import Assignment, AssignmentState, Order, OrderState, Part, Target
from dondoc.server.assignments.queries import Expanded, expand, gate
from dondoc.server.documents import actions as documents
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import heads_of
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.worktime import Calendar, last_day, subtract_working_days


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
    found = gate(rows)
    if found.missing:
        raise ValidationError([_("Nhiệm vụ “%(task)s” còn thiếu: %(what)s.") % {"task": m.task, "what": m.what} for m in found.missing])
    days, made, held = calendar(), [], set()
    for row in rows:
        expanded = expand(row)
        held |= set(expanded.headless)
        made += _issue_one(row, expanded, days, by, at)
    _reach(rows, made, by, at)
    for row in rows:
        parts = [part for part in made if part.order_id == row.pk]
        journal.write(
            "order.issue",
            row,
            by=by,
            at=at,
            payload={
                "assignments": [part.uid for part in parts],
                "organizations": [part.organization.uid for part in parts],
                "criteria": list(row.criteria.values_list("text", flat=True)),
                "product": row.product,
                "deadline_on": row.deadline_on,
                "cadence": row.cadence,
            },
        )
    return Issued(len(rows), len(made), len({part.organization_id for part in made}), tuple(sorted(held, key=lambda place: place.path)))


def _may_issue(order: Order, by: Person) -> None:
    """Who may issue needs no submission when the direction is their own; everybody else issues what was approved."""
    if order.state == OrderState.DRAFTED and not access.allowed(by, "order.approve", order.authority):
        raise PermissionDenied(_("Nhiệm vụ chưa được lãnh đạo duyệt. Đề nghị trình trước khi giao."))
    if not access.allowed(by, "order.approve", order.authority):
        access.require(by, "order.issue", order.organization)


def _issue_one(order: Order, expanded: Expanded, days: Calendar, by: Person, at: datetime) -> list[Assignment]:
    order.state = ORDER.after(order.state, "issue")
    order.issued_by, order.issued_at = by, order.issued_at or at
    order.save(update_fields=["state", "issued_by", "issued_at"])
    heads = heads_of([*expanded.lead, *expanded.support])
    there = set(
        order.assignments.exclude(state__in=(AssignmentState.WITHDRAWN, AssignmentState.CANCELLED)).values_list("organization", flat=True)
    )
    last = last_day(order.deadline_on, order.bound, days).day if order.deadline_on else None
    leads = [_part(order, place, Part.LEAD, heads[place.pk], last, at) for place in expanded.lead if place.pk not in there]
    Assignment.objects.bulk_create(leads)
    first = leads[0] if len(leads) == 1 else order.assignments.filter(part=Part.LEAD).first()
    early = _supporters_day(order, last, days, at)
    supporters = [
        _part(order, place, Part.SUPPORT, heads[place.pk], early, at, helps=first) for place in expanded.support if place.pk not in there
    ]
    Assignment.objects.bulk_create(supporters)
    Target.objects.filter(order=order, organization__in=expanded.headless).update(held=True)
    return [*leads, *supporters]


def _supporters_day(order: Order, last: date | None, days: Calendar, at: datetime) -> date | None:
    """A supporter's own deadline comes before the lead's."""
    if last is None:
        return None
    early = subtract_working_days(last, int(rule("supporter_lead_days", on=at.date(), organization=order.organization)), days)
    return max(early, min(last, at.date()))


def _part(
    order: Order, place: Organization, part: str, head: Person, last: date | None, at: datetime, helps: Assignment | None = None
) -> Assignment:
    return Assignment(order=order, organization=place, part=part, head=head, deadline_on=last, issued_at=at, helps=helps)


def _reach(orders: Sequence[Order], made: Sequence[Assignment], by: Person, at: datetime) -> None:
    """Send the documents along, and tell those who answer and those who may receive."""
    for document in {order.document for order in orders if order.document}:
        places = [part.organization for part in made if part.order.document_id == document.pk]
        documents.distribute(document, organizations=_unique(places), by=by, at=at)
        if document.state in ("registered", "presented", "minuted"):
            documents.advance(document, act="route", by=by, at=at)
    counts: dict[int, int] = {}
    for part in made:
        counts[part.organization_id] = counts.get(part.organization_id, 0) + 1
    for place in _unique(part.organization for part in made):
        notices.tell(
            access.holders("assignment.receive", place),
            key="order.issued",
            words={"count": counts[place.pk]},
            path="/nhiem-vu/tiep-nhan/",
            at=at,
        )


def _unique(places: Iterable[Organization]) -> list[Organization]:
    return list({place.pk: place for place in places}.values())
