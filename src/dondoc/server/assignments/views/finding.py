"""Tìm thứ mà trang nói đến, trong phạm vi người xem được thấy. / Finding what a page is about, within what the person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.assignments.models import Order
from dondoc.server.assignments.queries import loose_table, table_of
from dondoc.server.documents.models import Document
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Organization, Person

#: What one address can hold of chosen drafts.
MOST_CHOSEN = 80


@dataclass(frozen=True)
class Scope:
    """Whose table a page is: of a document, or of an organization's drafts that come from none."""

    organization: Organization
    document: Document | None
    orders: QuerySet[Order]

    @property
    def uid(self) -> UUID:
        """As the address names it."""
        return self.document.uid if self.document else self.organization.uid

    @property
    def authority(self) -> Organization:
        """Whose direction it is."""
        return (self.document.authority_organization if self.document else None) or self.organization

    @property
    def title(self) -> str:
        """What the table is called."""
        if self.document is None:
            return _("Nhiệm vụ giao trực tiếp")
        day = f", {self.document.dated:%d/%m/%Y}" if self.document.dated else ""
        return f"{self.document}{day}"

    @property
    def url(self) -> str:
        """Where the table stands."""
        return reverse("assignments:table", args=[self.uid])


def scope_or_404(request: HttpRequest, uid: UUID) -> Scope:
    """The table of a document or of an organization, for those who see the giver's side. A body that only receives sees no draft."""
    person: Person = request.person
    document = (
        Document.objects.visible_to(person)
        .select_related("organization", "authority_organization")
        .defer("folded", "text")
        .filter(uid=uid)
        .first()
    )
    if document is not None and allowed(person, "order.see", document.organization):
        return Scope(document.organization, document, table_of(document, person))
    place = Organization.objects.visible_to(person).filter(uid=uid).first()
    if place is None or not allowed(person, "order.see", place):
        raise Http404
    return Scope(place, None, loose_table(person, place))


def scope_of(order: Order, request: HttpRequest) -> Scope:
    """The table in which an order stands."""
    return scope_or_404(request, order.document.uid if order.document else order.organization.uid)


def order_or_404(request: HttpRequest, uid: UUID) -> Order:
    """One order that this person may see."""
    seen = Order.objects.visible_to(request.person)
    return get_object_or_404(
        seen.select_related("organization", "authority", "document", "clause", "proposal", "pillar", "submission"), uid=uid
    )


def orders_or_404(request: HttpRequest, uids: Sequence[str]) -> list[Order]:
    """Several orders that this person may see, in the order of the table; one that is not seen hides them all."""
    try:
        wanted = {UUID(uid) for uid in uids}
    except ValueError:
        raise Http404 from None
    seen = Order.objects.visible_to(request.person)
    found = (
        seen.filter(uid__in=wanted).select_related("organization", "authority", "document", "proposal").order_by("clause__position", "pk")
    )
    if not wanted or len(found) != len(wanted):
        raise Http404
    return list(found)


def sees_whole(order: Order, person: Person) -> bool:
    """Whether a person sees the giver's side of an order; a body that has a part of it sees that part."""
    return (
        allowed(person, "order.see", order.organization)
        or allowed(person, "order.see", order.authority)
        or order.drafted_by_id == person.pk
    )


def today() -> date:
    """The day, asked once at the edge."""
    return timezone.localdate()
