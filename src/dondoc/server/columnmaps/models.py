"""Bảng của phòng bảng nối cột. / Column maps in their versions, codes of work elsewhere, tables that came back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import ASSIGNMENT_WAYS, Assignment
from dondoc.server.columnmaps.fields import DAYS
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person


class ColumnMapQuerySet(models.QuerySet["ColumnMap"]):
    """Reads of maps."""

    def visible_to(self, person: Person) -> ColumnMapQuerySet:
        """Those of bodies at which a person uses or sets them."""
        using = organizations_where(person, "column_map.use")
        return self.filter(Q(organization__in=using) | Q(organization__in=organizations_where(person, "column_map.set")))


class ColumnMap(Recorded):
    """What an office knows of one other system: its name here; the columns stand in versions."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="column_maps")
    system = models.CharField(max_length=120)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="column_maps_made")
    made_at = models.DateTimeField()

    objects = ColumnMapQuerySet.as_manager()

    class Meta:
        ordering = ["system", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "system"], name="one_map_a_system"),
            models.CheckConstraint(name="a_map_names_its_system", condition=~Q(system="")),
        ]

    def __str__(self) -> str:
        return self.system


class MapVersionQuerySet(models.QuerySet["MapVersion"]):
    """Reads of versions."""

    def visible_to(self, person: Person) -> MapVersionQuerySet:
        """Those of visible maps."""
        return self.filter(column_map__in=ColumnMap.objects.visible_to(person))


class MapVersion(Recorded):
    """The columns from a moment on; an older table is still read by the version it left with.

    columns: [{"field": key of `fields.FIELDS`, "title": as the other system writes it, "takes": a changed cell comes back}], in order.
    codes: {field: {our key: the other system's code}}. adds: rows with a code not known here become drafted orders.
    """

    column_map = models.ForeignKey(ColumnMap, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    columns = models.JSONField()
    codes = models.JSONField(default=dict)
    days = models.CharField(max_length=8, choices=[(key, words) for key, (words, _pattern) in DAYS.items()], default="cell")
    adds = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="map_versions")
    at = models.DateTimeField()

    objects = MapVersionQuerySet.as_manager()

    class Meta:
        ordering = ["column_map", "number"]
        constraints = [
            models.UniqueConstraint(fields=["column_map", "number"], name="one_version_of_a_map_a_number"),
            models.CheckConstraint(name="how_days_are_written_is_listed", condition=Q(days__in=list(DAYS))),
        ]


class ExternalRefQuerySet(models.QuerySet["ExternalRef"]):
    """Reads of codes elsewhere."""

    def visible_to(self, person: Person) -> ExternalRefQuerySet:
        """Those of visible work."""
        return self.filter(ASSIGNMENT_WAYS.of(person, "assignment__"))


class ExternalRef(Recorded):
    """The code of one piece of work in one other system."""

    column_map = models.ForeignKey(ColumnMap, on_delete=models.PROTECT, related_name="refs")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="external_refs")
    code = models.CharField(max_length=120)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="external_refs_told")
    at = models.DateTimeField()

    objects = ExternalRefQuerySet.as_manager()

    class Meta:
        ordering = ["column_map", "code"]
        constraints = [
            models.UniqueConstraint(fields=["column_map", "assignment"], name="one_code_elsewhere_a_piece_of_work"),
            models.UniqueConstraint(fields=["column_map", "code"], name="one_piece_of_work_a_code_elsewhere"),
            models.CheckConstraint(name="a_code_elsewhere_is_not_empty", condition=~Q(code="")),
        ]


class TableState(models.TextChoices):
    """States of a table that came back."""

    HELD = "held", _("Đã kiểm tra, chưa nhập")
    CARRIED = "carried", _("Đã nhập")
    DROPPED = "dropped", _("Đã bỏ")


class TableImportQuerySet(models.QuerySet["TableImport"]):
    """Reads of tables that came back."""

    def visible_to(self, person: Person) -> TableImportQuerySet:
        """One's own alone."""
        return self.filter(by=person) if person.pk else self.none()


class TableImport(Recorded):
    """One table that came back: its rows while it is held, what was found in it, what it changed."""

    version = models.ForeignKey(MapVersion, on_delete=models.PROTECT, related_name="tables")
    name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=TableState.choices, default=TableState.HELD)
    rows = models.TextField(blank=True)  # JSON, until it is carried or dropped
    found = models.JSONField(default=dict)  # as `checking.Checked.kept`
    changes_hash = models.CharField(max_length=64, blank=True)  # of the changes carried, as canonical JSON
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="table_imports")
    at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True, blank=True)

    objects = TableImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="table_state_listed", condition=Q(state__in=TableState.values)),
            models.CheckConstraint(
                name="a_carried_table_proves_its_changes",
                condition=~Q(state="carried") | (Q(carried_at__isnull=False) & ~Q(changes_hash="")),
            ),
        ]
