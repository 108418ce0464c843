"""Nhóm theo quy tắc. / Groups by rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models.people import Person
from dondoc.server.organizations.models.tree import Organization, OrganizationQuerySet


class GroupQuerySet(models.QuerySet["Group"]):
    """Reads of groups."""

    def visible_to(self, person: Person) -> GroupQuerySet:
        """Groups are names for sets of bodies; everybody who sees the tree sees them."""
        return self.all() if person.pk else self.none()

    def living(self) -> GroupQuerySet:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def offered_at(self, place: Organization) -> GroupQuerySet:
        """What this body chooses from: its own groups and those of the bodies above it, the one it works for among them."""
        line = [int(part) for part in place.path.strip("/").split("/")]
        return self.living().filter(organization__in=line)


class Group(Recorded):
    """Organizations by rule («tất cả xã, phường»): always today's members, expanded when an order is issued.

    rule: {"under": uid of an organization, "near": true for those right below it alone, "kinds": [...], "categories": [...],
    "levels": [...], "lines": [...], "left_out": [uids]}; absent keys mean any.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    rule = models.JSONField()
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="groups")  # whose group, where its right is asked
    position = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)  # the first day it is no more

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def members(self) -> OrganizationQuerySet:
        """The living organizations that fit the rule today."""
        return fitting(Organization.objects.living(), self.rule)


def members_of_group(uid: UUID) -> OrganizationQuerySet:
    """Today's members of a group by its public id, to narrow a list by; none of a group that is not there."""
    one = Group.objects.filter(uid=uid).first()
    return one.members() if one else Organization.objects.none()


def fitting(bodies: OrganizationQuerySet, rule: dict[str, Any]) -> OrganizationQuerySet:
    """Those of these bodies that fit a rule, by where they stand today."""
    found = bodies
    if under := rule.get("under"):
        tops = Organization.objects.filter(uid=under)
        found = found.filter(parent__in=tops) if rule.get("near") else found.under(*tops)
    return of_kind(found, rule)


def of_kind(bodies: OrganizationQuerySet, rule: dict[str, Any]) -> OrganizationQuerySet:
    """Those of these bodies that are what a rule says, wherever they stand."""
    found = bodies
    for key, field in RULE_FIELDS.items():
        if wanted := rule.get(key):
            found = found.filter(**{f"{field}__in": list(_texts(wanted))})
    if left_out := rule.get("left_out"):
        found = found.exclude(uid__in=list(_texts(left_out)))
    return found


RULE_FIELDS = {"kinds": "kind", "categories": "category", "levels": "level", "lines": "line"}


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (str(value) for value in values)
