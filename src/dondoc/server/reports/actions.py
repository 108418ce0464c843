"""Mọi thay đổi của báo cáo. / Every write to reports.

The chain of a unit: the officer enters, the head approves and submits (cells: one step). The office proposes a verdict, the
authority or whom it empowered decides. The time of submission is the server's; late stays late; after the period is locked
only a correction could change it, and none is taken here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import ENDED_STATES, Assignment, AssignmentState
from dondoc.server.files import actions as files
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports.lifecycle import REPORT
from dondoc.server.reports.models import Evidence, Period, Progress, Report, ReportState, Review, UnitReport, Verdict
from dondoc.terms.vietnamese import nfc

#: What a form may set of a report. Everything else has an act of its own.
FIELDS = ("progress", "percent", "quantity", "result", "difficulties", "requests")


class Stale(Exception):
    """Somebody saved after this form was opened; `now` is what stands, nothing was overwritten."""

    def __init__(self, now: Report) -> None:
        super().__init__("saved by somebody else meanwhile")
        self.now = now


@transaction.atomic
def open_period(
    *, organization: Organization, key: str, opens_on: date, due_on: date, review_by: date, lock_on: date, by: Person, at: datetime
) -> Period:
    """Set a period with its four dates for an organization and all below it."""
    access.require(by, "period.set", organization)
    period = Period(organization=organization, key=key, opens_on=opens_on, due_on=due_on, review_by=review_by, lock_on=lock_on)
    period.full_clean(exclude=["uid"])
    period.save()
    journal.write(
        "period.open",
        period,
        by=by,
        at=at,
        payload={"key": key, "opens_on": opens_on, "due_on": due_on, "review_by": review_by, "lock_on": lock_on},
    )
    return period


@dataclass(frozen=True)
class Upload:
    """A file as it came by a form; `media_type` is what its content is."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True)
class Entry:
    """What a page says of one assignment: the fields, the count of saves it was opened with, new files."""

    assignment: Assignment
    fields: dict[str, Any]
    saves: int
    files: tuple[Upload, ...] = ()


@transaction.atomic
def enter_all(entries: Iterable[Entry], *, period: Period, by: Person, at: datetime) -> list[Report]:
    """Save a page of several reports, all or none, files with them. `Stale` names the first that somebody else saved meanwhile."""
    saved = []
    for entry in entries:
        report = enter(entry.assignment, period=period, by=by, at=at, saves=entry.saves, **entry.fields)
        for upload in entry.files:
            add_evidence(report, name=upload.name, data=upload.data, media_type=upload.media_type, by=by, at=at)
        saved.append(report)
    return saved


@transaction.atomic
def enter(assignment: Assignment, *, period: Period, by: Person, at: datetime, saves: int | None = None, **fields: Any) -> Report:
    """Enter or change this period's report of an assignment. `saves` is the count the form was opened with;
    `Stale` when it moved on.

    fields: progress, percent (0 to 100), quantity, result, difficulties, requests; only those given are set.
    """
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    _require_of_unit(by, "report.enter", assignment)
    _require_open(assignment, period, at)
    report = _current(assignment, period) or Report(assignment=assignment, period=period, version=_next_version(assignment, period))
    report.state = REPORT.after(report.state, "enter")
    if saves is not None and report.pk and saves != report.saves:
        raise Stale(report)
    changed = {key: fields[key] for key in FIELDS if key in fields}
    for key, value in changed.items():
        setattr(report, key, nfc(value).strip() if isinstance(value, str) else value)
    report.entered_by, report.entered_at, report.saves = by, at, report.saves + 1
    report.full_clean(exclude=["uid"], validate_unique=False, validate_constraints=False)
    report.save()
    if assignment.state == AssignmentState.RECEIVED:
        assignments.start(assignment, by=by, at=at)
    journal.write("report.enter", report, by=by, at=at, payload={"assignment": assignment.uid, "period": period.key, **_plain(changed)})
    return report


def _plain(changed: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in changed.items()}


def _require_of_unit(by: Person, act: str, assignment: Assignment) -> None:
    """The one who does the work may enter its report; everything else goes by the right at the unit."""
    if act == "report.enter" and assignment.doer_id == by.pk and by.pk is not None:
        return
    access.require(by, act, assignment.organization)


def _require_open(assignment: Assignment, period: Period, at: datetime) -> None:
    if assignment.state in (AssignmentState.ACCEPTED, *ENDED_STATES):
        raise NotNow("report", assignment.state, ())
    today = timezone.localdate(at)
    if today < period.opens_on:
        raise ValidationError(_("Kỳ %(key)s mở từ ngày %(day)s.") % {"key": period.key, "day": period.opens_on.strftime("%d/%m/%Y")})
    if today > period.lock_on:
        raise ValidationError(_("Kỳ %(key)s đã khóa ngày %(day)s.") % {"key": period.key, "day": period.lock_on.strftime("%d/%m/%Y")})


def _current(assignment: Assignment, period: Period) -> Report | None:
    return Report.objects.select_for_update().filter(assignment=assignment, period=period).exclude(state=ReportState.RETURNED).first()


def _next_version(assignment: Assignment, period: Period) -> int:
    last = Report.objects.filter(assignment=assignment, period=period).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


@transaction.atomic
def add_evidence(report: Report, *, name: str, data: bytes, media_type: str, by: Person, at: datetime) -> Evidence:
    """Attach a file that shows what the report says, before it is submitted."""
    report = Report.objects.select_for_update().select_related("assignment__organization").get(pk=report.pk)
    _require_of_unit(by, "report.enter", report.assignment)
    if report.state not in (ReportState.OPEN, ReportState.ENTERED):
        raise NotNow("add_evidence", report.state, REPORT.acts(report.state))
    if not data:
        raise ValidationError(_("Tệp “%(name)s” không có nội dung (0 byte).") % {"name": name})
    kept = files.keep(data, media_type=media_type, at=at)
    evidence = Evidence(report=report, file=kept, name=nfc(name)[:255], added_by=by, added_at=at)
    evidence.save()
    journal.write("evidence.add", evidence, by=by, at=at, payload={"report": report.uid, "name": name, "sha256": kept.sha256})
    return evidence


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: Person, at: datetime) -> Evidence:
    """Take a file out of a report not yet submitted. The bytes and this entry stay."""
    evidence = Evidence.objects.select_for_update().select_related("report__assignment__organization").get(pk=evidence.pk)
    _require_of_unit(by, "report.enter", evidence.report.assignment)
    if evidence.report.state not in (ReportState.OPEN, ReportState.ENTERED):
        raise NotNow("withdraw_evidence", evidence.report.state, REPORT.acts(evidence.report.state))
    evidence.withdrawn_at = at
    evidence.save(update_fields=["withdrawn_at"])
    journal.write("evidence.withdraw", evidence, by=by, at=at, payload={"report": evidence.report.uid})
    return evidence


@transaction.atomic
def submit(reports: Iterable[Report], *, by: Person, at: datetime) -> list[Report]:
    """The head approves what was entered and it is submitted, all or none; the server's time is the day of completion."""
    pks = [report.pk for report in reports]
    rows = list(
        Report.objects.select_for_update().filter(pk__in=pks).select_related("assignment__organization", "assignment__order", "period")
    )
    if not rows:
        raise ValidationError(_("Chưa có báo cáo nào để nộp."))
    for report in rows:
        access.require(by, "report.submit", report.assignment.organization)
        _submit_one(report, by, at)
    _tell_reviewers(rows, at)
    for report in rows:
        journal.write(
            "report.submit",
            report,
            by=by,
            at=at,
            payload={
                "assignment": report.assignment.uid,
                "period": report.period.key,
                "progress": report.progress,
                "version": report.version,
            },
        )
    return rows


def _submit_one(report: Report, by: Person, at: datetime) -> None:
    if not report.progress:
        raise ValidationError(_("Nhiệm vụ “%(task)s” chưa ghi tình trạng thực hiện.") % {"task": report.assignment.order})
    if report.progress in (Progress.IN_HAND, Progress.DONE) and not report.result:
        raise ValidationError(_("Nhiệm vụ “%(task)s” chưa ghi kết quả.") % {"task": report.assignment.order})
    _require_open(report.assignment, report.period, at)
    report.state = REPORT.after(report.state, "submit")
    report.submitted_by, report.submitted_at = by, at
    report.save()
    if report.progress == Progress.DONE:
        assignments.report_done(report.assignment, by=by, at=at)


def _tell_reviewers(reports: list[Report], at: datetime) -> None:
    unit = reports[0].assignment.organization
    for giver in {report.assignment.order.organization_id: report.assignment.order.organization for report in reports}.values():
        notices.tell(
            access.holders("report.review", giver),
            key="report.submitted",
            words={"unit": unit.called, "count": len(reports)},
            path="/bao-cao/xem-xet/",
            at=at,
        )


@transaction.atomic
def hand_back(report: Report, *, by: Person, at: datetime) -> Report:
    """The head gives an entered report back to the officer, inside the unit."""
    report = Report.objects.select_for_update().select_related("assignment__organization").get(pk=report.pk)
    access.require(by, "report.submit", report.assignment.organization)
    report.state = REPORT.after(report.state, "hand_back")
    report.save(update_fields=["state"])
    journal.write("report.hand_back", report, by=by, at=at)
    return report


@transaction.atomic
def propose_verdict(report: Report, *, verdict: str, completes: bool = False, reason: str = "", by: Person, at: datetime) -> Review:
    """The officer of the giving office says what should become of a report; somebody else decides."""
    report = _submitted(report)
    access.require(by, "report.review", report.assignment.order.organization)
    review = _review(report, decides=False, verdict=verdict, completes=completes, reason=reason, by=by, at=at)
    notices.tell(
        [person for person in access.holders("report.confirm", report.assignment.order.authority) if person != by],
        key="report.proposed",
        words={"unit": report.assignment.organization.called},
        path="/bao-cao/xem-xet/",
        at=at,
    )
    journal.write(
        "report.propose",
        review,
        by=by,
        at=at,
        payload={"report": report.uid, "verdict": verdict, "completes": completes, "reason": reason},
    )
    return review


@transaction.atomic
def decide(report: Report, *, verdict: str, completes: bool = False, reason: str = "", by: Person, at: datetime) -> Review:
    """Accept a report or return it with a reason: by the authority or whom it empowered, never by the one who proposed or reported.

    `completes`: the work is confirmed as done; the day of completion is the day this report was submitted. A report that claims
    the work done, accepted without `completes`, leaves the work in hand.
    """
    report = _submitted(report)
    authority = report.assignment.order.authority
    access.require(by, "report.confirm", authority)
    if by.pk in (report.submitted_by_id, report.entered_by_id):
        raise ValidationError(_("Người báo cáo không tự xác nhận báo cáo của mình."))
    if report.reviews.filter(decides=False).order_by("-at").values_list("by", flat=True).first() == by.pk:
        raise ValidationError(_("Người đề nghị không tự quyết định. Đề nghị người có thẩm quyền khác xác nhận."))
    review = _review(report, decides=True, verdict=verdict, completes=completes, reason=reason, by=by, at=at)
    report.state = REPORT.after(report.state, "accept" if verdict == Verdict.ACCEPT else "return")
    report.save(update_fields=["state"])
    _settle(report, review, by, at)
    notices.tell(
        [person for person in (report.submitted_by, report.entered_by) if person],
        key=f"report.{verdict}",
        words={"task": str(report.assignment.order)},
        path=f"/nhiem-vu/viec/{report.assignment.uid}/",
        at=at,
    )
    journal.write(
        "report.decide",
        review,
        by=by,
        at=at,
        payload={"report": report.uid, "verdict": verdict, "completes": completes, "reason": reason},
    )
    return review


def _settle(report: Report, review: Review, by: Person, at: datetime) -> None:
    """What the decision means for the work itself."""
    if report.assignment.state != AssignmentState.REPORTED_DONE or report.submitted_at is None:
        return
    if review.verdict == Verdict.ACCEPT and review.completes:
        assignments.accept(report.assignment, done_on=timezone.localdate(report.submitted_at), by=by, at=at)
    else:
        assignments.send_back(
            report.assignment, reason=review.reason or _("Đã xác nhận kết quả trong kỳ, nhiệm vụ tiếp tục thực hiện."), by=by, at=at
        )


def _submitted(report: Report) -> Report:
    found = (
        Report.objects.select_for_update(of=("self",))
        .select_related(
            "assignment__organization",
            "assignment__order__organization",
            "assignment__order__authority",
            "submitted_by",
            "entered_by",
            "period",
        )
        .get(pk=report.pk)
    )
    if found.state != ReportState.SUBMITTED:
        raise NotNow("review", found.state, REPORT.acts(found.state))
    return found


def _review(report: Report, *, decides: bool, verdict: str, completes: bool, reason: str, by: Person, at: datetime) -> Review:
    if verdict == Verdict.RETURN and not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi rõ nội dung cần bổ sung.")})
    if completes and (verdict != Verdict.ACCEPT or report.progress != Progress.DONE):
        raise ValidationError(_("Chỉ xác nhận hoàn thành khi đơn vị đã báo cáo hoàn thành."))
    review = Review(report=report, decides=decides, verdict=verdict, completes=completes, reason=nfc(reason).strip(), by=by, at=at)
    review.full_clean(exclude=["uid"], validate_constraints=False)
    review.save()
    return review


@transaction.atomic
def make_unit_report(*, organization: Organization, period: Period, number: str, data: bytes, by: Person, at: datetime) -> UnitReport:
    """Keep the unit's printed report of a period, as it was made, before it is signed on paper."""
    access.require(by, "report.enter", organization)
    kept = files.keep(data, media_type=DOCX, at=at)
    made = UnitReport(organization=organization, period=period, number=nfc(number).strip(), file=kept, made_by=by, made_at=at)
    made.full_clean(exclude=["uid"])
    made.save()
    journal.write(
        "unit_report.make",
        made,
        by=by,
        at=at,
        payload={"organization": organization.uid, "period": period.key, "number": number, "sha256": kept.sha256},
    )
    return made


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@transaction.atomic
def attach_signed_scan(made: UnitReport, *, name: str, data: bytes, media_type: str, by: Person, at: datetime) -> UnitReport:
    """The signed paper comes back as a scan."""
    made = UnitReport.objects.select_for_update(of=("self",)).select_related("organization").get(pk=made.pk)
    access.require(by, "report.enter", made.organization)
    if made.scan_id is not None:
        raise ValidationError(_("Báo cáo này đã có bản ký. Lập báo cáo mới nếu cần thay."))
    if not data:
        raise ValidationError(_("Tệp “%(name)s” không có nội dung (0 byte).") % {"name": name})
    made.scan = files.keep(data, media_type=media_type, at=at)
    made.scan_name, made.scanned_by, made.scanned_at = nfc(name)[:255], by, at
    made.save()
    journal.write("unit_report.scan", made, by=by, at=at, payload={"sha256": made.scan.sha256, "name": name})
    return made
