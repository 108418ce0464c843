"""Chuyên đề và trụ cột. / Theme and pillars."""

from __future__ import annotations

from django.db import models

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Organization, Person


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Reads of themes."""

    def visible_to(self, person: Person) -> ThemeQuerySet:
        """The year's theme is announced to everybody."""
        return self.all() if person.pk else self.none()


class Theme(Recorded):
    """What a year's study and work is about, in an organization and all below it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="themes")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(name="one_theme_a_year", fields=["organization", "year"])]


class Pillar(Recorded):
    """One part of the theme."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="pillars")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["theme", "position"]
        constraints = [models.UniqueConstraint(name="one_pillar_a_place", fields=["theme", "position"])]

    def __str__(self) -> str:
        return self.name
