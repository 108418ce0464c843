"""Thông báo. / Notices."""

from __future__ import annotations

from django.db import models

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Person


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
