"""Trả lời khó khăn, kiến nghị của đơn vị. / Answering the difficulties and proposals of a unit."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models import Reply, Report, ReportState
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def reply(report: Report, *, words: str, by: Person, at: datetime) -> Reply:
    """Answer what a submitted report asks: by the office that follows the work, or the authority; never by who reported. Once."""
    whole = Report.objects.select_for_update(of=("self",)).select_related("assignment__order__organization", "assignment__order__authority")
    report = whole.select_related("submitted_by", "entered_by", "assignment__head").get(pk=report.pk)
    order, said = report.assignment.order, nfc(words).strip()
    if not access.allowed(by, "report.confirm", order.authority):
        access.require(by, "report.review", order.organization)
    if report.state not in (ReportState.SUBMITTED, ReportState.ACCEPTED) or not (report.difficulties or report.requests):
        raise NotNow("reply", report.state, ())
    if Reply.objects.filter(report=report).exists():
        raise NotNow("reply", "answered", ())
    if by.pk in (report.submitted_by_id, report.entered_by_id):
        raise ValidationError(_("Người báo cáo không tự trả lời kiến nghị của mình."))
    if not said:
        raise ValidationError({"words": _("Đề nghị ghi nội dung trả lời.")})
    made = Reply(report=report, words=said, by=by, at=at)
    made.save()
    asked = [person for person in (report.submitted_by, report.entered_by, report.assignment.head) if person]
    notices.tell(asked, key="report.reply", words={"task": str(order)}, path=f"/bao-cao/phieu/{report.uid}/", at=at)
    journal.write("report.reply", report, by=by, at=at, payload={"reply": made.uid, "words": said})
    return made
