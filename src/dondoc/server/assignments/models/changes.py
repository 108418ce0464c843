"""Gia hạn, tạm dừng, đổi chủ trì và mọi lần thời hạn thay đổi. / Extensions, suspensions, changes of lead, every change of a deadline."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models.work import ASSIGNMENT_WAYS, Assignment
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Organization, Person


class RequestState(models.TextChoices):
    """States of what a unit asks for."""

    ASKED = "asked", _("Chờ quyết định")
    AGREED = "agreed", _("Đã đồng ý")
    REFUSED = "refused", _("Không đồng ý")
    DROPPED = "dropped", _("Đã rút, không còn cần")


class RequestQuerySet(models.QuerySet[Any]):
    """Reads of requests."""

    def visible_to(self, person: Person) -> Self:
        """Those of visible work: both sides see what was asked and what was answered."""
        return self.filter(ASSIGNMENT_WAYS.of(person, "assignment__"))

    def pending(self) -> Self:
        """Not answered yet."""
        return self.filter(state=RequestState.ASKED)


class Request(Recorded):
    """Something a unit asks of the authority about its work; the duty stands until it is decided."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="%(class)ss")
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)ss_asked")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss_decided")
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)  # of the decision

    objects: ClassVar[Any] = RequestQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(name="%(class)s_state_listed", condition=Q(state__in=RequestState.values)),
            models.CheckConstraint(name="%(class)s_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="%(class)s_decision_is_whole",
                condition=Q(state="asked", decided_by=None, decided_at=None)
                | (~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(name="%(class)s_refused_says_why", condition=~Q(state="refused") | ~Q(words="")),
            models.UniqueConstraint(name="%(class)s_asked_once", fields=["assignment"], condition=Q(state="asked")),
        ]


class Extension(Request):
    """A later deadline asked for. The old one stays beside the new; days late before it was asked stay too."""

    deadline_before = models.DateField()
    asked_to = models.DateField()
    so_far = models.TextField(blank=True)  # what has been reached until now
    days_late = models.PositiveSmallIntegerField(default=0)  # overdue on the day it was asked
    granted_to = models.DateField(null=True, blank=True)

    class Meta(Request.Meta):
        constraints = [
            *Request.Meta.constraints,
            models.CheckConstraint(name="an_extension_goes_later", condition=Q(asked_to__gt=F("deadline_before"))),
            models.CheckConstraint(
                name="an_extension_granted_names_the_day",
                condition=Q(state="agreed", granted_to__gt=F("deadline_before")) | (~Q(state="agreed") & Q(granted_to=None)),
            ),
        ]


class WaitsFor(models.TextChoices):
    """For whom work may wait without being late, once confirmed."""

    LEADER = "leader", _("Ý kiến của lãnh đạo")
    GUIDANCE = "guidance", _("Hướng dẫn của cấp trên")
    MONEY = "money", _("Kinh phí")


class Suspension(Request):
    """Work that waits for somebody else: from `since`, the day it was told, until it is taken up again."""

    waits_for = models.CharField(max_length=10, choices=WaitsFor.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the day it was taken up again, itself not suspended

    class Meta(Request.Meta):
        constraints = [
            *Request.Meta.constraints,
            models.CheckConstraint(name="what_is_waited_for_is_listed", condition=Q(waits_for__in=WaitsFor.values)),
            models.CheckConstraint(name="a_suspension_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.UniqueConstraint(name="one_running_suspension", fields=["assignment"], condition=Q(state="agreed", until=None)),
        ]


class Obstacle(Request):
    """What kept the work back and was nobody's fault there: recorded by the unit, confirmed or not by who decides.

    It stands beside lateness and erases nothing of it: no deadline moves, no outcome changes.
    """

    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # None: it goes on

    class Meta(Request.Meta):
        constraints = [
            *Request.Meta.constraints,
            models.CheckConstraint(name="an_obstacle_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]


class LeadChange(Request):
    """A unit says that another body should lead; the duty stands until it is decided."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="lead_changes")


class Cause(models.TextChoices):
    """Why a deadline is another one now."""

    EXTENDED = "extended", _("Gia hạn")
    RESUMED = "resumed", _("Thực hiện lại sau khi tạm dừng")
    REOPENED = "reopened", _("Mở lại")
    SET = "set", _("Ấn định lại khi chuyển giao")
    CALENDAR = "calendar", _("Lịch làm việc thay đổi")
    EVENT = "event", _("Sự kiện làm mốc đã đến")


class DeadlineChangeQuerySet(models.QuerySet["DeadlineChange"]):
    """Reads of changes of deadlines."""

    def visible_to(self, person: Person) -> DeadlineChangeQuerySet:
        """Those of visible work."""
        return self.filter(ASSIGNMENT_WAYS.of(person, "assignment__"))


class DeadlineChange(Recorded):
    """One change of one deadline: both days, and the arithmetic in sentences, [{"vi": …, "en": …}], as it was worked out then."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="deadline_changes")
    cause = models.CharField(max_length=10, choices=Cause.choices)
    before = models.DateField(null=True, blank=True)
    after = models.DateField(null=True, blank=True)
    steps = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deadline_changes")
    at = models.DateTimeField()

    objects = DeadlineChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="cause_of_a_change_listed", condition=Q(cause__in=Cause.values))]
