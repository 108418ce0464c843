"""Thông báo. / Notices."""

from __future__ import annotations

from django.db import models

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reads of notices."""

    def visible_to(self, person: Person) -> NoticeQuerySet:
        """One's own notices only."""
        return self.filter(person=person) if person.pk else self.none()


class Notice(Recorded):
    """There is something for you: `key` chooses the sentence, `words` fill it, `path` is where it leads."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=60)
    words = models.JSONField(default=dict)
    path = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "read_at"])]


class DayQuerySet(models.QuerySet["Day"]):
    """Reads of days of the calendar."""

    def visible_to(self, person: Person) -> DayQuerySet:
        """By name (who answers, who does it), or at bodies whose work the person may see."""
        if not person.pk:
            return self.none()
        own = models.Q(head=person) | models.Q(doer=person)
        return self.filter(own | models.Q(organization__in=organizations_where(person, "assignment.see")))


class Day(Recorded):
    """The deadline of one thing, as the act that sets, changes or ends it writes it. `thing` is its public id; `path` where it leads."""

    thing = models.UUIDField(unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="calendar_days")
    head = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_days_answered")
    doer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="calendar_days_done")
    on = models.DateField()
    words = models.CharField(max_length=300)
    path = models.CharField(max_length=300)
    changed_at = models.DateTimeField()

    objects = DayQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["organization", "on"])]


class FeedQuerySet(models.QuerySet["Feed"]):
    """Reads of feeds."""

    def visible_to(self, person: Person) -> FeedQuerySet:
        """One's own only: whoever has an address of a unit's calendar made it."""
        return self.filter(person=person) if person.pk else self.none()


class Feed(Recorded):
    """A secret address under which a calendar program fetches deadlines: one's own, or a unit's. Only the address's hash is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="feeds")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="feeds")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]


class PreferenceQuerySet(models.QuerySet["Preference"]):
    """Reads of preferences."""

    def visible_to(self, person: Person) -> PreferenceQuerySet:
        """One's own only."""
        return self.filter(person=person) if person.pk else self.none()


class Preference(Recorded):
    """Where and when a person is told outside the application; without a row only inside it. `mailed_on`: the day of the last digest."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="notice_preference")
    email = models.EmailField(blank=True)
    digest = models.BooleanField(default=True)
    at_once = models.BooleanField(default=True)
    mailed_on = models.DateField(null=True, blank=True)
    mailed_until = models.DateTimeField(null=True, blank=True)  # what was told up to here has been mailed of
    failed = models.CharField(max_length=200, blank=True)  # why the last mail was not taken

    objects = PreferenceQuerySet.as_manager()
