"""Các bên của một lệnh giao việc ngoài đơn vị thực hiện. / The parties of an order besides the bodies that do it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models.words import OrderState
from dondoc.server.assignments.models.work import ORDER_WAYS, Order
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Organization, Person

#: Orders whose parties may still be named.
STANDING = (OrderState.DRAFTED, OrderState.SUBMITTED, OrderState.APPROVED, OrderState.RETURNED, OrderState.ISSUED)


class Role(models.TextChoices):
    """What a party is to the work."""

    OVERSEES = "oversees", _("Lãnh đạo phụ trách")
    MONITORS = "monitors", _("Chuyên viên theo dõi")
    INFORMED = "informed", _("Để biết")


class PartyQuerySet(models.QuerySet["Party"]):
    """Reads of parties."""

    def visible_to(self, person: Person) -> PartyQuerySet:
        """Those of visible orders."""
        return self.filter(ORDER_WAYS.of(person, "order__"))


class Party(Recorded):
    """A leader in charge, an officer who follows the work up, or a body told for information. `told_at`: when it heard of it."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=10, choices=Role.choices)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="parties")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_party_is_a_person_or_a_body_informed",
                condition=Q(role__in=["oversees", "monitors"], person__isnull=False, organization=None)
                | Q(role="informed", person=None, organization__isnull=False),
            ),
            models.UniqueConstraint(fields=["order", "role", "person", "organization"], name="one_party_a_role"),
            models.UniqueConstraint(
                fields=["order", "role"], condition=Q(role__in=["oversees", "monitors"]), name="one_leader_one_officer_an_order"
            ),
        ]
