"""Đính chính báo cáo của kỳ đã chốt: số cũ còn nguyên, số mới ở bên cạnh. / Signed corrections: both values stay."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import ASSIGNMENT_WAYS
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models.reporting import Report
from dondoc.server.rights.seeing import ByName, ByPlace, Through, Ways


class ReportCorrectionState(models.TextChoices):
    """States of a correction."""

    ENTERED = "entered", _("Đã nhập, chờ thủ trưởng ký")
    SIGNED = "signed", _("Thủ trưởng đã ký, chờ chấp nhận")
    ACCEPTED = "accepted", _("Đã chấp nhận")
    REFUSED = "refused", _("Không chấp nhận")
    DROPPED = "dropped", _("Đơn vị đã rút")


#: Corrections that still wait for somebody.
WAITING = (ReportCorrectionState.ENTERED, ReportCorrectionState.SIGNED)

#: Who sees a correction: who sees the report; those outside the unit once its head has signed it.
REPORT_CORRECTION_WAYS = Ways(
    (
        ByPlace(_("Báo cáo của cơ quan này"), "report.see", "report__assignment__organization", filled=True),
        ByName(_("Người thực hiện nhiệm vụ"), "report__assignment__doer"),
        ByName(_("Người đứng đầu chịu trách nhiệm về nhiệm vụ"), "report__assignment__head"),
        Through("assignments.Assignment", ASSIGNMENT_WAYS, forward="report__assignment", when=Q(signed_at__isnull=False)),
    )
)


class ReportCorrectionQuerySet(models.QuerySet["ReportCorrection"]):
    """Reads of corrections."""

    def visible_to(self, person: Person) -> ReportCorrectionQuerySet:
        """The unit sees its own from the start; those who follow the work see what its head signed."""
        return self.filter(REPORT_CORRECTION_WAYS.of(person))


class ReportCorrection(Recorded):
    """A correction of a report that no longer changes: what stood, what is right, and why. The report itself stays as it was submitted.

    changes: {field: {"before": text, "after": text}}, fields of `MENDABLE`; numbers as plain text («12.50»), "" for none.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="corrections")
    changes = models.JSONField()
    ground = models.TextField()
    state = models.CharField(max_length=10, choices=ReportCorrectionState.choices, default=ReportCorrectionState.ENTERED)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="report_corrections_entered")
    entered_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="report_corrections_signed")
    signed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="report_corrections_decided")
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)  # of the decision

    objects = ReportCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.CheckConstraint(name="report_correction_state_listed", condition=Q(state__in=ReportCorrectionState.values)),
            models.CheckConstraint(name="a_report_correction_names_its_ground", condition=~Q(ground="")),
            models.CheckConstraint(name="a_refused_correction_says_why", condition=~Q(state="refused") | ~Q(words="")),
            models.CheckConstraint(
                name="the_signature_of_a_correction_is_whole",
                condition=Q(signed_by=None, signed_at=None, state__in=["entered", "dropped"])
                | Q(signed_by__isnull=False, signed_at__isnull=False, state__in=["signed", "accepted", "refused", "dropped"]),
            ),
            models.CheckConstraint(
                name="the_decision_on_a_correction_is_whole",
                condition=Q(decided_by=None, decided_at=None, state__in=["entered", "signed", "dropped"])
                | Q(decided_by__isnull=False, decided_at__isnull=False, state__in=["accepted", "refused"]),
            ),
            models.UniqueConstraint(
                name="one_waiting_correction_a_report", fields=["report"], condition=Q(state__in=["entered", "signed"])
            ),
        ]
