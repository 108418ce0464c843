"""Việc đang mở đã chuyển cho cơ quan kế thừa, cho người nhận bàn giao. / Open work that passed to successors."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models.work import Assignment, Order
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Organization, Person


class HandoverRole(models.TextChoices):
    """As what a body, or a person, had the work."""

    DOES = "does", _("thực hiện")
    GIVES = "gives", _("giao việc, theo dõi")
    DIRECTS = "directs", _("chỉ đạo")
    ANSWERS = "answers", _("chịu trách nhiệm, thực hiện")


class Handover(Recorded):
    """Open work that passed to a successor body, or to another person, on a day: reports of before keep the name of their day.

    `cause`: public id of the reorganization, or of the term that ended. An assignment of an order which the successor has already is
    `joined` to that one and counted once.
    """

    cause = models.UUIDField(db_index=True)
    role = models.CharField(max_length=8, choices=HandoverRole.choices)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="handovers")
    assignment = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers")
    source = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    head_before = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    doer_before = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state_before = models.CharField(max_length=15, blank=True)
    joined = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="joined_from")
    on = models.DateField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="handover_role_listed", condition=Q(role__in=HandoverRole.values)),
            models.CheckConstraint(
                name="who_does_or_answers_has_an_assignment",
                condition=Q(role__in=["gives", "directs"], assignment=None)
                | Q(role__in=["does", "answers"], assignment__isnull=False, head_before__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["source", "role"])]
