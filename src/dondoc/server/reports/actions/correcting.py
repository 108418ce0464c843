"""Đính chính báo cáo đã chốt: cán bộ nhập, thủ trưởng ký, văn phòng chấp nhận hoặc không. / Corrections of what no longer changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.reports import corrections
from dondoc.server.reports.actions.entering import require_of_unit
from dondoc.server.reports.lifecycle import REPORT_CORRECTION
from dondoc.server.reports.models import WAITING, Report, ReportCorrection
from dondoc.terms.vietnamese import nfc

_PARTIES = (
    "report__assignment__organization",
    "report__assignment__order__authority",
    "report__assignment__head",
    "report__period",
    "entered_by",
    "signed_by",
)


@transaction.atomic
def enter_correction(report: Report, *, values: Mapping[str, Any], ground: str, by: Person, at: datetime) -> ReportCorrection:
    """The officer of the unit writes what is right and why. values: fields of `corrections.MENDABLE`; what is equal is left out.

    Whether work is done, and when, is not corrected here: that is reported anew or reopened, and the days of submission stay.
    """
    related = ("assignment__organization", "assignment__order", "period")
    report = Report.objects.select_for_update(of=("self",)).select_related(*related).get(pk=report.pk)
    require_of_unit(by, "report.enter", report.assignment)
    why = corrections.why_not(report, at)
    if why:
        raise ValidationError(why)
    if ReportCorrection.objects.filter(report=report, state__in=WAITING).exists():
        raise ValidationError(_("Báo cáo này đang có một đính chính chờ xử lý."))
    changes = corrections.differences(report, values)
    if not changes:
        raise ValidationError(_("Chưa có nội dung nào khác với báo cáo đã nộp."))
    said = nfc(ground).strip()
    if not said:
        raise ValidationError({"ground": _("Đề nghị ghi căn cứ, lý do đính chính.")})
    made = ReportCorrection(report=report, changes=changes, ground=said, entered_by=by, entered_at=at)
    made.save()
    journal.write("report_correction.enter", made, by=by, at=at, payload={"report": report.uid, "changes": changes, "ground": said})
    return made


@transaction.atomic
def sign_correction(correction: ReportCorrection, *, by: Person, at: datetime) -> ReportCorrection:
    """The head of the unit signs it: from here on those who follow the work see it."""
    row = _locked(correction)
    part = row.report.assignment
    access.require(by, "report.submit", part.organization)
    row.state = REPORT_CORRECTION.after(row.state, "sign")
    row.signed_by, row.signed_at = by, at
    row.save(update_fields=["state", "signed_by", "signed_at"])
    notices.tell(
        access.holders("report.confirm", part.order.authority),
        key="report_correction.signed",
        words={"unit": part.organization.called, "task": str(part.order)},
        path=_path(row),
        at=at,
    )
    journal.write("report_correction.sign", row, by=by, at=at, payload={"report": row.report.uid})
    return row


@transaction.atomic
def drop_correction(correction: ReportCorrection, *, by: Person, at: datetime) -> ReportCorrection:
    """The unit takes it back before it is decided: who entered it, or its head once signed."""
    row = _locked(correction)
    if row.signed_at is None:
        require_of_unit(by, "report.enter", row.report.assignment)
    else:
        access.require(by, "report.submit", row.report.assignment.organization)
    row.state = REPORT_CORRECTION.after(row.state, "drop")
    row.save(update_fields=["state"])
    journal.write("report_correction.drop", row, by=by, at=at, payload={"report": row.report.uid})
    return row


@transaction.atomic
def decide_correction(correction: ReportCorrection, *, accept: bool, words: str = "", by: Person, at: datetime) -> ReportCorrection:
    """Accept it, or refuse with a reason: the authority or whom it empowered, never who entered or signed it.

    Accepted, both values stand side by side wherever the report is shown; no date of the report or of the work moves.
    """
    row, said = _locked(correction), nfc(words).strip()
    access.require(by, "report.confirm", row.report.assignment.order.authority)
    if by.pk in (row.entered_by_id, row.signed_by_id):
        raise ValidationError(_("Người đính chính không tự chấp nhận đính chính của mình."))
    if not accept and not said:
        raise ValidationError({"words": _("Đề nghị ghi lý do không chấp nhận.")})
    row.state = REPORT_CORRECTION.after(row.state, "accept" if accept else "refuse")
    row.decided_by, row.decided_at, row.words = by, at, said
    row.save(update_fields=["state", "decided_by", "decided_at", "words"])
    told = [person for person in (row.entered_by, row.signed_by, row.report.assignment.head) if person]
    key = f"report_correction.{row.state}"
    notices.tell(told, key=key, words={"task": str(row.report.assignment.order)}, path=_path(row), at=at)
    journal.write(
        "report_correction.decide",
        row,
        by=by,
        at=at,
        payload={"report": row.report.uid, "accept": accept, "reason": said, "changes": row.changes},
    )
    return row


def _path(row: ReportCorrection) -> str:
    return f"/bao-cao/dinh-chinh/{row.uid}/"


def _locked(correction: ReportCorrection) -> ReportCorrection:
    row = ReportCorrection.objects.select_for_update(of=("self",)).select_related(*_PARTIES).get(pk=correction.pk)
    if row.state not in WAITING:
        raise NotNow("correct", row.state, REPORT_CORRECTION.acts(row.state))
    return row
