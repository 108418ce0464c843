"""Bảng của báo cáo. / Periods, reports, evidence, reviews, unit reports."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import ASSIGNMENT_WAYS, Assignment
from dondoc.server.files.models import StoredFile
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rights.seeing import ByName, ByPlace, Through, Ways


class PeriodQuerySet(models.QuerySet["Period"]):
    """Reads of periods."""

    def visible_to(self, person: Person) -> PeriodQuerySet:
        """The calendar of reporting is known to everybody."""
        return self.all() if person.pk else self.none()


class Period(Recorded):
    """A period of work with its four dates, set by an organization for itself and all below it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="periods")
    key = models.CharField(max_length=10)  # 2026-11, 2026-Q4, 2026-H2, 2026
    opens_on = models.DateField()
    due_on = models.DateField()
    review_by = models.DateField()
    lock_on = models.DateField()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["opens_on", "key"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "key"], name="one_period_a_key"),
            models.CheckConstraint(
                name="the_four_dates_are_in_order",
                condition=Q(opens_on__lte=F("due_on"), due_on__lte=F("review_by"), review_by__lte=F("lock_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ReportState(models.TextChoices):
    """States of a report."""

    OPEN = "open", _("Chưa nhập")
    ENTERED = "entered", _("Đã nhập, chờ thủ trưởng duyệt")
    SUBMITTED = "submitted", _("Đã nộp")
    ACCEPTED = "accepted", _("Đã xác nhận")
    RETURNED = "returned", _("Trả lại để bổ sung")


class Progress(models.TextChoices):
    """What the unit says of its work this period."""

    IN_HAND = "in_hand", _("Đang thực hiện")
    DONE = "done", _("Hoàn thành")
    UNCHANGED = "unchanged", _("Không thay đổi so với kỳ trước")
    NOTHING = "nothing", _("Không phát sinh")


#: Who sees a report.
REPORT_WAYS = Ways(
    (
        ByPlace(_("Báo cáo của cơ quan này"), "report.see", "assignment__organization", filled=True),
        ByName(_("Người thực hiện nhiệm vụ"), "assignment__doer"),
        ByName(_("Người đứng đầu chịu trách nhiệm về nhiệm vụ"), "assignment__head"),
        Through("assignments.Assignment", ASSIGNMENT_WAYS, forward="assignment", when=~Q(state__in=["open", "entered"])),
    )
)


class ReportQuerySet(models.QuerySet["Report"]):
    """Reads of reports."""

    def visible_to(self, person: Person) -> ReportQuerySet:
        """The unit sees its own from the start; those who follow the work see what was submitted."""
        return self.filter(REPORT_WAYS.of(person))


class Report(Recorded):
    """One assignment and one period. A returned report is answered by a new version; nothing is overwritten once submitted."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    progress = models.CharField(max_length=10, choices=Progress.choices, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    result = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    requests = models.TextField(blank=True)  # kiến nghị, đề xuất
    # the criteria in force when the period opened, each with what the unit says: "135.00", "yes", "no" or ""
    measures = models.JSONField(default=list, blank=True)
    entered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_entered")
    entered_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_submitted")
    submitted_at = models.DateTimeField(null=True, blank=True)  # server time only; the deadline is judged by it
    saves = models.PositiveIntegerField(default=0)  # a stale form is told so

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "period", "version"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "period", "version"], name="one_report_a_period_and_version"),
            models.UniqueConstraint(fields=["assignment", "period"], condition=~Q(state="returned"), name="one_open_version_a_period"),
            models.CheckConstraint(name="report_state_listed", condition=Q(state__in=ReportState.values)),
            models.CheckConstraint(name="percent_is_a_percent", condition=Q(percent=None) | Q(percent__lte=100)),
            models.CheckConstraint(
                name="submission_is_whole",
                condition=Q(state__in=["open", "entered"], submitted_at=None, submitted_by=None)
                | (
                    Q(state__in=["submitted", "accepted", "returned"], submitted_at__isnull=False, submitted_by__isnull=False)
                    & ~Q(progress="")
                ),
            ),
        ]
        # three small indexes among millions of rows: what waits for review, what is told as done, what asks for an answer
        indexes = [
            models.Index(fields=["submitted_at"], condition=Q(state="submitted"), name="report_to_review"),
            models.Index(fields=["assignment"], condition=Q(state="submitted", progress="done"), name="report_told_done"),
            models.Index(fields=["submitted_at"], condition=~Q(difficulties="") | ~Q(requests=""), name="report_that_asks"),
        ]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Reads of evidence."""

    def visible_to(self, person: Person) -> EvidenceQuerySet:
        """That of visible reports."""
        return self.filter(REPORT_WAYS.of(person, "report__"))


class Evidence(Recorded):
    """A file that shows what a report says. Never overwritten."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=255)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # only before the report is submitted

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]


class Verdict(models.TextChoices):
    """What a review says."""

    ACCEPT = "accept", _("Xác nhận")
    RETURN = "return", _("Trả lại để bổ sung")


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reads of reviews."""

    def visible_to(self, person: Person) -> ReviewQuerySet:
        """Those of visible reports: nobody is judged in the dark."""
        return self.filter(REPORT_WAYS.of(person, "report__"))


class Review(Recorded):
    """The officer proposes, the authority or whom it empowered decides."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="reviews")
    decides = models.BooleanField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    completes = models.BooleanField(default=False)  # the work is confirmed as done with this report
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    at = models.DateTimeField()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=Q(decides=True), name="one_decision_a_report"),
            models.CheckConstraint(name="review_verdict_listed", condition=Q(verdict__in=Verdict.values)),
            models.CheckConstraint(name="a_return_says_why", condition=~Q(verdict="return") | ~Q(reason="")),
        ]


class UnitReportQuerySet(models.QuerySet["UnitReport"]):
    """Reads of unit reports."""

    def visible_to(self, person: Person) -> UnitReportQuerySet:
        """The unit and those who see its reports from above."""
        return self.filter(organization__in=organizations_where(person, "report.see")) if person.pk else self.none()


class UnitReport(Recorded):
    """The unit's own numbered report of a period, printed to be signed; the signed scan comes back here."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="unit_reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="unit_reports")
    number = models.CharField(max_length=30, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="unit_reports")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="unit_reports_made")
    made_at = models.DateTimeField()
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="signed_unit_reports")
    scan_name = models.CharField(max_length=255, blank=True)
    content = models.CharField(max_length=64, blank=True)  # digest of the figures and words it prints: a scan closes only what still stands
    paper_number = models.CharField(max_length=30, blank=True)  # as the person who sends the scan read it on the signed paper
    scanned_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="unit_reports_scanned")
    scanned_at = models.DateTimeField(null=True, blank=True)

    objects = UnitReportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="the_signed_scan_is_whole",
                condition=Q(scan=None, scanned_by=None, scanned_at=None)
                | Q(scan__isnull=False, scanned_by__isnull=False, scanned_at__isnull=False),
            )
        ]

    @property
    def code(self) -> str:
        """The mark at the foot of the printed paper, by which its signed scan is told from any other: «7F3A-09BC»."""
        text = self.uid.hex[:8].upper()
        return f"{text[:4]}-{text[4:]}"


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Reads of saved filters."""

    def visible_to(self, person: Person) -> SavedFilterQuerySet:
        """One's own only."""
        return self.filter(person=person) if person.pk else self.none()


class SavedFilter(Recorded):
    """A filter of the lists of work that a person keeps under a name: the words of its address."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="one_saved_filter_a_name"),
            models.CheckConstraint(name="a_saved_filter_has_a_name", condition=~Q(name="")),
        ]


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Reads of replies."""

    def visible_to(self, person: Person) -> ReplyQuerySet:
        """Those to visible reports."""
        return self.filter(REPORT_WAYS.of(person, "report__"))


class Reply(Recorded):
    """The answer to the difficulties and proposals of a submitted report: they went up, so they are answered."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="reply")
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="replies")
    at = models.DateTimeField()

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="a_reply_has_words", condition=~Q(words=""))]


class QuestionQuerySet(models.QuerySet["Question"]):
    """Reads of questions."""

    def visible_to(self, person: Person) -> QuestionQuerySet:
        """Those on visible work: both sides see what was asked and what was answered."""
        return self.filter(ASSIGNMENT_WAYS.of(person, "assignment__"))


class Question(Recorded):
    """A question between the parties of an assignment, and its answer by the other side. It stops no clock."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="questions")
    by_unit = models.BooleanField()  # asked by the body that does the work; else by who gives or follows it
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="questions_asked")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="questions_answered")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="a_question_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="the_answer_of_a_question_is_whole",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
        ]
