"""Bảng của phòng lưu giữ. / Tables of custody: reorganizations that took place, each with what undoes it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Organization, Person


class ReorganizationKind(models.TextChoices):
    """What happened to the tree."""

    FOUND = "found", _("Thành lập")
    RENAME = "rename", _("Đổi tên")
    MOVE = "move", _("Chuyển cơ quan cấp trên")
    MERGE = "merge", _("Hợp nhất, sáp nhập")
    SPLIT = "split", _("Chia, tách")
    END = "end", _("Kết thúc hoạt động")


class ReorganizationQuerySet(models.QuerySet["Reorganization"]):
    """Reads of reorganizations."""

    def visible_to(self, person: Person) -> ReorganizationQuerySet:
        """The tree and its history are no secret: everybody with an account."""
        return self.all() if person.pk else self.none()

    def of(self, organization: Organization) -> ReorganizationQuerySet:
        """Those a body took part in."""
        return self.filter(bodies=organization).distinct()


class Reorganization(Recorded):
    """One act on the tree, dated, with its ground: the plan as it was confirmed, and what it did, which is what undoes it."""

    kind = models.CharField(max_length=10, choices=ReorganizationKind.choices)
    on = models.DateField()
    basis = models.CharField(max_length=300)
    plan = models.JSONField()
    done = models.JSONField()
    bodies = models.ManyToManyField(Organization, related_name="reorganizations")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reorganizations")
    at = models.DateTimeField()
    undone_on = models.DateField(null=True, blank=True)
    undone_basis = models.CharField(max_length=300, blank=True)
    undone_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="reorganizations_undone")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ReorganizationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(name="reorganization_kind_listed", condition=Q(kind__in=ReorganizationKind.values)),
            models.CheckConstraint(name="a_reorganization_names_its_ground", condition=~Q(basis="")),
            models.CheckConstraint(
                name="an_undoing_is_whole",
                condition=Q(undone_on=None, undone_by=None, undone_at=None, undone_basis="")
                | (Q(undone_on__gte=F("on"), undone_by__isnull=False, undone_at__isnull=False) & ~Q(undone_basis="")),
            ),
        ]
