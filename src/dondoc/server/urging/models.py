"""Bảng của phòng đôn đốc. / What was urged, by which step; letters, explanations, lists."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import ASSIGNMENT_WAYS, Assignment
from dondoc.server.files.models import StoredFile
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person

#: Any of these shows the giver's side of urging.
GIVING = ("urging.see", "urging.prepare", "urging.sign", "urging.order")
#: Any of these lets a person remind a unit directly.
NUDGING = ("urging.prepare", "urging.sign", "urging.order")


def _giving(person: Person, field: str) -> Q:
    where = Q()
    for act in GIVING:
        where |= Q(**{f"{field}__in": organizations_where(person, act)})
    return where


class Step(models.TextChoices):
    """Steps of the ladder."""

    FIRST = "remind_first", _("Nhắc lần đầu trước hạn")
    LAST = "remind_last", _("Nhắc lần cuối trước hạn")
    LATE = "remind_late", _("Nhắc quá hạn")
    TELEPHONE = "telephone", _("Trao đổi qua điện thoại")
    LETTER = "letter", _("Công văn đôn đốc")
    SECOND = "second", _("Công văn lần hai, đề nghị giải trình")
    LIST = "list", _("Danh sách báo cáo Thường trực")
    BY_HAND = "by_hand", _("Nhắc trực tiếp")


class LetterState(models.TextChoices):
    """States of a letter."""

    PROPOSED = "proposed", _("Chờ ký")
    ISSUED = "issued", _("Đã phát hành")
    EXPLAINED = "explained", _("Đã giải trình, chờ xem xét")
    SETTLED = "settled", _("Giải trình được chấp nhận")
    DROPPED = "dropped", _("Không cần gửi")


class LetterQuerySet(models.QuerySet["Letter"]):
    """Reads of letters."""

    def visible_to(self, person: Person) -> LetterQuerySet:
        """The giver's side sees all; the unit sees what was issued to it, and no other unit's."""
        if not person.pk:
            return self.none()
        own = Q(unit__in=organizations_where(person, "assignment.see")) & ~Q(state__in=["proposed", "dropped"])
        return self.filter(_giving(person, "organization") | own)


class Letter(Recorded):
    """Công văn đôn đốc: one letter to one unit with all its late work of one giving body. Proposed by the clock, signed by a person."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="letters_sent")  # the body that follows up
    authority = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="letters_directed")
    unit = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="letters_received")
    second = models.BooleanField(default=False)  # an explanation is asked for
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.PROPOSED)
    proposed_at = models.DateTimeField()
    ordered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="letters_ordered")
    ordered_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField(max_length=30, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="letters_signed")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="letters")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="letter_state_listed", condition=Q(state__in=LetterState.values)),
            models.UniqueConstraint(
                name="one_proposed_letter_a_unit", fields=["organization", "authority", "unit"], condition=Q(state="proposed")
            ),
            models.UniqueConstraint(name="one_letter_a_number", fields=["organization", "number", "issued_on"], condition=~Q(number="")),
            models.CheckConstraint(
                name="the_order_of_a_letter_is_whole",
                condition=Q(ordered_by=None, ordered_at=None) | Q(ordered_by__isnull=False, ordered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_issued_letter_is_whole",
                condition=Q(state__in=["proposed", "dropped"])
                | (Q(issued_on__isnull=False, signed_by__isnull=False, file__isnull=False, answer_by__isnull=False) & ~Q(number="")),
            ),
        ]


class ListState(models.TextChoices):
    """States of a list."""

    ANNOUNCED = "announced", _("Đã báo trước cho đơn vị")
    HANDED = "handed", _("Đã báo cáo Thường trực")
    DROPPED = "dropped", _("Không còn việc quá hạn")


class LateListQuerySet(models.QuerySet["LateList"]):
    """Reads of lists."""

    def visible_to(self, person: Person) -> LateListQuerySet:
        """Only who follows up and to whom it is handed: no other unit, and nobody by name before."""
        return self.filter(_giving(person, "authority")) if person.pk else self.none()


class LateList(Recorded):
    """Work late beyond the last step of one authority, told to the units before it is handed on."""

    authority = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="late_lists")
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.ANNOUNCED)
    announced_on = models.DateField()
    hand_on = models.DateField()
    handed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="late_lists_handed")
    handed_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="late_lists")

    objects = LateListQuerySet.as_manager()

    class Meta:
        ordering = ["-announced_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="late_list_state_listed", condition=Q(state__in=ListState.values)),
            models.UniqueConstraint(name="one_announced_list", fields=["authority"], condition=Q(state="announced")),
            models.CheckConstraint(
                name="a_handed_list_is_whole",
                condition=~Q(state="handed") | Q(handed_by__isnull=False, handed_at__isnull=False, file__isnull=False),
            ),
        ]


class UrgingQuerySet(models.QuerySet["Urging"]):
    """Reads of what was urged."""

    def visible_to(self, person: Person) -> UrgingQuerySet:
        """That of visible work."""
        return self.filter(ASSIGNMENT_WAYS.of(person, "assignment__"))


class Urging(Recorded):
    """One step on one piece of work, by the deadline it had then: another deadline begins the ladder anew."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="urgings")
    step = models.CharField(max_length=15, choices=Step.choices)
    deadline_on = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="urgings_made")
    spoken_with = models.CharField(max_length=200, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="urgings")
    late_list = models.ForeignKey(LateList, null=True, blank=True, on_delete=models.PROTECT, related_name="urgings")

    objects = UrgingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="urging_step_listed", condition=Q(step__in=Step.values)),
            # reminders, and being told of the list, once for each deadline; telephone and letters may be repeated
            models.UniqueConstraint(
                name="one_reminder_a_step_and_deadline",
                fields=["assignment", "step", "deadline_on"],
                condition=Q(step__in=["remind_first", "remind_last", "remind_late", "list"]),
            ),
            models.CheckConstraint(name="a_call_says_with_whom", condition=~Q(step="telephone") | ~Q(spoken_with="")),
            models.CheckConstraint(
                name="a_letter_step_names_its_letter", condition=~Q(step__in=["letter", "second"]) | Q(letter__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["step", "on"])]


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    """Reads of explanations."""

    def visible_to(self, person: Person) -> ExplanationQuerySet:
        """Those of visible letters."""
        return self.filter(letter__in=Letter.objects.visible_to(person))


class Explanation(Recorded):
    """A unit's answer to the second letter, judged by who signed for the giver. A refused one is answered anew."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="explanations")
    words = models.TextField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="explanations_given")
    given_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    judged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="explanations_judged")
    judged_at = models.DateTimeField(null=True, blank=True)
    judgement = models.TextField(blank=True)

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(name="an_explanation_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="a_judgement_is_whole",
                condition=Q(accepted=None, judged_by=None, judged_at=None)
                | Q(accepted__isnull=False, judged_by__isnull=False, judged_at__isnull=False),
            ),
            models.UniqueConstraint(name="one_explanation_waits", fields=["letter"], condition=Q(accepted=None)),
        ]


class Round(Recorded):
    """The last day on which the clock urged: claimed by a conditional update, so that no day is urged twice."""

    name = models.CharField(max_length=20, unique=True)
    day = models.DateField(null=True)
    at = models.DateTimeField(null=True)
