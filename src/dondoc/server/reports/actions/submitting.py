"""Thủ trưởng duyệt và nộp. / The head approves and submits; the time is the server's, late stays late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Cadence
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.obligations import actions as obligations
from dondoc.server.obligations.queries import recurring
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.reports.actions.entering import require_open
from dondoc.server.reports.lifecycle import REPORT
from dondoc.server.reports.models import Progress, Report
from dondoc.server.reports.unit_month import unchanged_before
from dondoc.server.rulebook.queries import rule
from dondoc.worktime import PeriodKey


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
    _require_reason(report, at)
    require_open(report.assignment, report.period, at)
    report.state = REPORT.after(report.state, "submit")
    report.submitted_by, report.submitted_at = by, at
    report.save()
    if recurring(report.assignment.order, timezone.localdate(at)):
        _answer_obligations(report, by, at)
    elif report.progress == Progress.DONE:
        assignments.report_done(report.assignment, by=by, at=at)


def _answer_obligations(report: Report, by: Person, at: datetime) -> None:
    """Of recurring work «hoàn thành» and «không phát sinh» speak of this period; a standing duty owes its report, whatever it says."""
    said = {Progress.DONE: "done", Progress.NOTHING: "nothing"}.get(Progress(report.progress))
    if said is None and report.assignment.order.cadence == Cadence.CONTINUOUS:
        said = "done"
    if said is not None:
        days = PeriodKey.parse(report.period.key)
        obligations.answer_by_report(
            report.assignment, key=days.key, first=days.first, last=days.last, said=said, report=report.uid, by=by, at=at
        )


def _require_reason(report: Report, at: datetime) -> None:
    """«Không thay đổi» the third time running asks for a reason; which time it is that asks is data of the office."""
    if report.progress != Progress.UNCHANGED or report.result:
        return
    asks = int(rule("unchanged_asks_reason", on=timezone.localdate(at), organization=report.assignment.organization))
    running = unchanged_before([report.assignment.pk], report.period)[report.assignment.pk] + 1
    if running >= asks:
        raise ValidationError(
            _("Nhiệm vụ “%(task)s” không thay đổi đến kỳ thứ %(n)s liên tiếp. Đề nghị ghi lý do vào ô kết quả.")
            % {"task": report.assignment.order, "n": running}
        )


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
