"""Bảng của phòng quyền. / Tables of this room."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.access import TODAY, organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rights import two_person


class CountersignState(models.TextChoices):
    """What became of a proposal that needs a second person."""

    PROPOSED = "proposed", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận, đã thực hiện")
    REFUSED = "refused", _("Không xác nhận")
    WITHDRAWN = "withdrawn", _("Người đề nghị đã rút")
    EXPIRED = "expired", _("Quá hạn, không còn hiệu lực")


class CountersignQuerySet(models.QuerySet["Countersign"]):
    """Reads of countersigns."""

    def visible_to(self, person: Person) -> CountersignQuerySet:
        """By name: who proposed, who decided. By place: who may propose, confirm or look at such acts there; grants upward so."""
        if not person.pk:
            return self.none()
        found = Q(proposed_by=person) | Q(decided_by=person)
        for key, act in two_person.registered().items():
            for right in {act.propose, act.confirm, "grant.see"}:
                found |= Q(act=key, organization__in=organizations_where(person, right))
        return self.filter(found)

    def waiting(self) -> CountersignQuerySet:
        """Those that can still be confirmed today."""
        return self.filter(state=CountersignState.PROPOSED, last_day__gte=TODAY)


class Countersign(Recorded):
    """An act with its arguments frozen, proposed by one person; it takes effect when another confirms it, up to its last day."""

    act = models.CharField(max_length=60)  # key of two_person.registered
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="countersigns")  # where both rights are asked
    frozen = models.TextField()  # canonical JSON of the arguments
    frozen_hash = models.CharField(max_length=64)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=CountersignState.choices, default=CountersignState.PROPOSED)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="countersigns_proposed")
    proposed_at = models.DateTimeField()
    last_day = models.DateField()
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="countersigns_decided")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    objects = CountersignQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="countersign_state_listed", condition=Q(state__in=CountersignState.values)),
            models.CheckConstraint(
                name="countersign_decision_is_whole",
                condition=Q(state="proposed", decided_at=None, decided_by=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="nobody_countersigns_alone", condition=~Q(state__in=["confirmed", "refused"]) | ~Q(decided_by=F("proposed_by"))
            ),
            models.CheckConstraint(name="a_countersign_has_its_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="a_refusal_has_its_reason", condition=~Q(state="refused") | ~Q(decision_reason="")),
            models.UniqueConstraint(fields=["act", "frozen_hash"], condition=Q(state="proposed"), name="one_open_countersign_of_the_same"),
        ]
        indexes = [models.Index(fields=["state", "last_day"])]
