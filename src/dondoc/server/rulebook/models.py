"""Ngày nghỉ và điều chỉnh quy định. / Holidays and corrections of rules."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Organization, Person


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Reads of the calendar."""

    def visible_to(self, person: Person) -> HolidayQuerySet:
        """The working calendar is everybody's who has an account."""
        return self.all() if person.pk else self.none()


class Holiday(Recorded):
    """A day that differs from the week's order: off, or worked in exchange."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=160)
    worked = models.BooleanField(default=False)
    source = models.CharField(max_length=300)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]


class RuleCorrectionQuerySet(models.QuerySet["RuleCorrection"]):
    """Reads of corrections."""

    def visible_to(self, person: Person) -> RuleCorrectionQuerySet:
        """Rules bind everybody, and may be read by everybody who has an account."""
        return self.all() if person.pk else self.none()


class RuleCorrection(Recorded):
    """The office's own value of a rule from a day on, for an organization and all below it that have none of their own."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="rule_corrections")
    key = models.CharField(max_length=60)
    value = models.JSONField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = RuleCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["key", "since"]
        constraints = [
            models.UniqueConstraint(name="one_correction_a_day", fields=["organization", "key", "since"]),
            models.CheckConstraint(name="correction_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.CheckConstraint(name="correction_names_its_source", condition=~Q(source="")),
        ]
