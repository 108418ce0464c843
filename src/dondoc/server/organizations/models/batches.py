"""Các lần nhập từ bảng tính. / Imports from sheets: held until confirmed, then what they changed, with its hash."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models.people import Person
from dondoc.server.organizations.models.tree import Organization


class ImportState(models.TextChoices):
    """States of an import."""

    HELD = "held", _("Chờ xác nhận")
    CARRIED = "carried", _("Đã nhập")
    DROPPED = "dropped", _("Đã bỏ")


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Reads of imports."""

    def visible_to(self, person: Person) -> ImportBatchQuerySet:
        """One's own alone."""
        return self.filter(by=person) if person.pk else self.none()


class ImportBatch(Recorded):
    """One file: its rows while it is held, what it changed afterwards."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.HELD)
    rows = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    changes_hash = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="imports")
    at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="import_state_listed", condition=Q(state__in=ImportState.values)),
            models.CheckConstraint(
                name="a_carried_import_proves_its_changes",
                condition=~Q(state="carried") | (Q(carried_at__isnull=False) & ~Q(changes_hash="") & ~Q(basis="")),
            ),
        ]
