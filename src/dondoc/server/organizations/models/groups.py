"""Nhóm theo quy tắc. / Groups by rule."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models.people import Person
from dondoc.server.organizations.models.tree import Organization, OrganizationQuerySet


class GroupQuerySet(models.QuerySet["Group"]):
    """Reads of groups."""

    def visible_to(self, person: Person) -> GroupQuerySet:
        """Groups are names for sets of bodies; everybody who sees the tree sees them."""
        return self.all() if person.pk else self.none()


class Group(Recorded):
    """Organizations by rule («tất cả xã, phường»): always today's members, expanded when an order is issued.

    rule: {"under": uid of an organization, "kinds": [...], "categories": [...], "levels": [...], "lines": [...]};
    absent keys mean any.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    rule = models.JSONField()
    position = models.PositiveIntegerField(default=0)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def members(self) -> OrganizationQuerySet:
        """The living organizations that fit the rule today."""
        found = Organization.objects.living()
        if under := self.rule.get("under"):
            found = found.under(*Organization.objects.filter(uid=under))
        for key, field in _RULE_FIELDS.items():
            if wanted := self.rule.get(key):
                found = found.filter(**{f"{field}__in": list(_texts(wanted))})
        return found


_RULE_FIELDS = {"kinds": "kind", "categories": "category", "levels": "level", "lines": "line"}


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (str(value) for value in values)
