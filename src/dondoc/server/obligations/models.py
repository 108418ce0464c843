"""Bảng của việc đến kỳ. / Series of recurring orders, obligations of each period."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import ASSIGNMENT_WAYS, ORDER_WAYS, Assignment, Cadence, Order
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Person
from dondoc.server.rights.seeing import Through, Ways

OBLIGATION_WAYS = Ways((Through("assignments.Assignment", ASSIGNMENT_WAYS, forward="assignment"),))
SERIES_WAYS = Ways((Through("assignments.Order", ORDER_WAYS, forward="order"),))


class SeriesQuerySet(models.QuerySet["Series"]):
    """Reads of series."""

    def visible_to(self, person: Person) -> SeriesQuerySet:
        """Those of visible orders."""
        return self.filter(SERIES_WAYS.of(person))


class Series(Recorded):
    """How often an order's work is due from a day on. Kept from the first change; without any the order itself says it.

    An empty cadence ends the series: nothing new falls due from that day.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="series")
    since = models.DateField()
    cadence = models.CharField(max_length=15, choices=Cadence.choices, blank=True)
    cadence_at = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="series_set")
    at = models.DateTimeField()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["order", "since"]
        constraints = [models.UniqueConstraint(fields=["order", "since"], name="one_series_a_day")]


class Answer(models.TextChoices):
    """What became of an obligation; empty while nobody told."""

    DONE = "done", _("Đã thực hiện")
    NOTHING = "nothing", _("Không phát sinh")
    MISSED = "missed", _("Không thực hiện được")
    WAIVED = "waived", _("Miễn, nhiệm vụ đang tạm dừng")


class ObligationQuerySet(models.QuerySet["Obligation"]):
    """Reads of obligations."""

    def visible_to(self, person: Person) -> ObligationQuerySet:
        """Those of visible work."""
        return self.filter(OBLIGATION_WAYS.of(person))

    def unanswered(self) -> ObligationQuerySet:
        """Still to be done."""
        return self.filter(answer="")


class Obligation(Recorded):
    """One period of recurring work at one body. Answered once, by a mark or by the period's report; late stays late."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="obligations")
    key = models.CharField(max_length=40)  # of the period; for each issue its name
    first = models.DateField()
    last = models.DateField()
    due_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)  # the server's day: lateness is judged by it
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="obligations_answered")
    report = models.UUIDField(null=True, blank=True, db_index=True)  # the report that answered it, by reference: reports are a room above
    words = models.TextField(blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "key"], name="one_obligation_a_period"),
            models.CheckConstraint(name="obligation_answer_listed", condition=Q(answer__in=["", *Answer.values])),
            models.CheckConstraint(
                name="an_answer_is_whole",
                condition=Q(answer="", answered_on=None, answered_at=None, answered_by=None, report=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(name="what_was_missed_says_why", condition=~Q(answer="missed") | ~Q(words="")),
        ]
        indexes = [models.Index(fields=["assignment", "due_on"], condition=Q(answer=""), name="obligation_unanswered")]
