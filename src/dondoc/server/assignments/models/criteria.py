"""Các bản tiêu chí, sản phẩm của một lệnh giao việc. / Versions of the criteria and the product of an order."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dondoc.server.assignments.models.work import Order
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Person


class CriteriaVersionQuerySet(models.QuerySet["CriteriaVersion"]):
    """Reads of versions of criteria."""

    def visible_to(self, person: Person) -> CriteriaVersionQuerySet:
        """Those of visible orders: nobody is judged by what they may not read."""
        return self.filter(order__in=Order.objects.visible_to(person))


class CriteriaVersion(Recorded):
    """The criteria of an issued order, and its product, from a day on. A period is judged by the version in force on the day it opened.

    rows: [{"text": words, "unit": "" or of what, "base": "" or "120.00", "target": "" or "150.00"}].
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="criteria_versions")
    number = models.PositiveSmallIntegerField()
    since = models.DateField(null=True, blank=True)  # None: from the issue on
    rows = models.JSONField()
    product = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="criteria_versions")
    at = models.DateTimeField()

    objects = CriteriaVersionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="one_version_of_criteria_a_number"),
            models.CheckConstraint(
                name="changed_criteria_say_why_and_from_when",
                condition=Q(number=1, since=None) | Q(number__gt=1, since__isnull=False) & ~Q(reason=""),
            ),
        ]
