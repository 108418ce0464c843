"""Bảng của phòng minh bạch. / Tables of this room."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person


class CorrectionState(models.TextChoices):
    """What became of a request for correction."""

    ASKED = "asked", _("Chờ trả lời")
    CORRECTED = "corrected", _("Đã đính chính")
    DECLINED = "declined", _("Giữ nguyên, có nêu lý do")
    WITHDRAWN = "withdrawn", _("Người yêu cầu đã rút")


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    """Reads of requests for correction."""

    def visible_to(self, person: Person) -> CorrectionRequestQuerySet:
        """By name: who asked, who answers. By place: who may answer such requests there."""
        if not person.pk:
            return self.none()
        return self.filter(Q(person=person) | Q(addressee=person) | Q(organization__in=organizations_where(person, "record.correct")))


class CorrectionRequest(Recorded):
    """A person says that something recorded of them is wrong; a named person answers by a day, with the reason. Both words stay."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections_asked")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="corrections")
    addressee = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections_to_answer")
    about = models.CharField(max_length=200)  # which part of the record
    words = models.TextField()
    state = models.CharField(max_length=10, choices=CorrectionState.choices, default=CorrectionState.ASKED)
    asked_at = models.DateTimeField()
    last_day = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections_answered")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="correction_state_listed", condition=Q(state__in=CorrectionState.values)),
            models.CheckConstraint(name="a_correction_has_words", condition=~Q(words="") & ~Q(about="")),
            models.CheckConstraint(
                name="correction_answer_is_whole",
                condition=Q(state="asked", answered_at=None, answered_by=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(name="an_answer_has_words", condition=~Q(state__in=["corrected", "declined"]) | ~Q(answer="")),
        ]
