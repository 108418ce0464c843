"""Xem xét, xác nhận kết quả. / The office proposes, the authority or whom it empowered decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import AssignmentState
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.obligations import actions as obligations
from dondoc.server.obligations.queries import recurring
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.reports.lifecycle import REPORT
from dondoc.server.reports.models import Progress, Report, ReportState, Review, Verdict
from dondoc.terms.vietnamese import nfc


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


@transaction.atomic
def accept_all(reports: Iterable[Report], *, by: Person, at: datetime) -> list[Review]:
    """Accept several reports, all or none; work claimed as done is confirmed as done. Each is decided as if it stood alone."""
    chosen = list(reports)
    if not chosen:
        raise ValidationError(_("Chưa chọn báo cáo nào."))
    return [decide(report, verdict=Verdict.ACCEPT, completes=_claims_done(report, at), by=by, at=at) for report in chosen]


@transaction.atomic
def return_all(reports: Iterable[Report], *, reason: str, by: Person, at: datetime) -> list[Review]:
    """Return several reports with the same words, all or none."""
    chosen = list(reports)
    if not chosen:
        raise ValidationError(_("Chưa chọn báo cáo nào."))
    return [decide(report, verdict=Verdict.RETURN, reason=reason, by=by, at=at) for report in chosen]


@transaction.atomic
def propose_all(reports: Iterable[Report], *, by: Person, at: datetime) -> list[Review]:
    """Propose to accept several reports, all or none; for work claimed as done, to confirm it as done."""
    chosen = list(reports)
    if not chosen:
        raise ValidationError(_("Chưa chọn báo cáo nào."))
    return [propose_verdict(report, verdict=Verdict.ACCEPT, completes=_claims_done(report, at), by=by, at=at) for report in chosen]


def _claims_done(report: Report, at: datetime) -> bool:
    """Whether the report says that the whole work is done; of recurring work it says so of a period only."""
    return report.progress == Progress.DONE and not recurring(report.assignment.order, timezone.localdate(at))


def _settle(report: Report, review: Review, by: Person, at: datetime) -> None:
    """What the decision means for the work itself, and for the obligations the report answered."""
    if review.verdict == Verdict.RETURN:
        obligations.reopen(report=report.uid, by=by, at=at)
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
    if completes and (verdict != Verdict.ACCEPT or not _claims_done(report, at)):
        raise ValidationError(_("Chỉ xác nhận hoàn thành khi đơn vị đã báo cáo hoàn thành."))
    review = Review(report=report, decides=decides, verdict=verdict, completes=completes, reason=nfc(reason).strip(), by=by, at=at)
    review.full_clean(exclude=["uid"], validate_constraints=False)
    review.save()
    return review
