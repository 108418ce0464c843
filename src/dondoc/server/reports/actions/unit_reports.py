"""Báo cáo in của đơn vị, bản ký chốt báo cáo. / The unit's printed report; its signed scan, returned, closes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.files import actions as files
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports.actions.entering import Upload
from dondoc.server.reports.models import Period, ReportState, UnitReport
from dondoc.server.reports.printing import digest, told
from dondoc.server.reports.unit_month import unit_items
from dondoc.terms.vietnamese import nfc

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@transaction.atomic
def make_unit_report(
    *,
    organization: Organization,
    period: Period,
    number: str,
    data: bytes,
    uid: UUID | None = None,
    content: str = "",
    by: Person,
    at: datetime,
) -> UnitReport:
    """Keep the unit's printed report of a period, as it was made, before it is signed on paper.

    uid: the public id whose first signs stand at the paper's foot. content: `printing.digest` of what it says.
    """
    access.require(by, "report.enter", organization)
    kept, number = files.keep(data, media_type=DOCX, at=at), nfc(number).strip()
    made = UnitReport(organization=organization, period=period, number=number, file=kept, made_by=by, made_at=at)
    made.uid, made.content = uid or made.uid, content
    made.full_clean(exclude=["uid"])
    made.save()
    journal.write(
        "unit_report.make",
        made,
        by=by,
        at=at,
        payload={"organization": organization.uid, "period": period.key, "number": number, "sha256": kept.sha256, "code": made.code},
    )
    return made


@transaction.atomic
def attach_signed_scan(made: UnitReport, *, scan: Upload, number: str, code: str, by: Person, at: datetime) -> UnitReport:
    """The signed paper comes back and closes the unit's report of the period.

    number, code: as the person read them on the paper in hand. A paper of another print, or one whose figures have changed since it
    was printed, closes nothing. Days of submission are those of the reports: a scan that comes late makes nothing late.
    """
    made = UnitReport.objects.select_for_update(of=("self",)).select_related("organization", "period").get(pk=made.pk)
    access.require(by, "report.enter", made.organization)
    if made.scan_id is not None:
        raise ValidationError(_("Báo cáo này đã có bản ký. Lập báo cáo mới nếu cần thay."))
    if not scan.data:
        raise ValidationError(_("Tệp “%(name)s” không có nội dung (0 byte).") % {"name": scan.name})
    paper_number = _compared(made, number, code)
    _still_stands(made, at)
    made.scan = files.keep(scan.data, media_type=scan.media_type, at=at)
    made.scan_name, made.scanned_by, made.scanned_at, made.paper_number = nfc(scan.name)[:255], by, at, paper_number
    made.save()
    journal.write(
        "unit_report.close",
        made,
        by=by,
        at=at,
        payload={"sha256": made.scan.sha256, "name": scan.name, "number": paper_number, "code": made.code},
    )
    return made


def _compared(made: UnitReport, number: str, code: str) -> str:
    """The number on the paper; `ValidationError` when number or code are those of another paper."""
    told_code = "".join(sign for sign in code.upper() if sign.isalnum())
    if told_code != made.code.replace("-", ""):
        text = _("Mã ở chân trang là %(code)s, tờ giấy ghi mã khác: đây không phải bản in này. Đề nghị chọn đúng bản in.")
        raise ValidationError({"code": text % {"code": made.code}})
    told_number = nfc(number).strip()
    if not told_number:
        raise ValidationError({"number": _("Đề nghị ghi số báo cáo trên tờ giấy đã ký.")})
    if made.number and _bare(told_number) != _bare(made.number):
        text = _("Bản in mang số %(number)s, tờ giấy ghi số khác. Đề nghị xem lại.")
        raise ValidationError({"number": text % {"number": made.number}})
    return told_number


def _bare(number: str) -> str:
    """«Số: 07-BC/ĐU» and «7 - BC/ĐU» are one number."""
    text = "".join(number.upper().split())
    return text.removeprefix("SỐ").lstrip(":0")


def _still_stands(made: UnitReport, at: datetime) -> None:
    """The system says today what the paper says: everything in it was submitted, and nothing was changed since."""
    items = told(unit_items(made.organization, made.period, timezone.localdate(at)))
    waiting = sum(item.report is not None and item.report.state == ReportState.ENTERED for item in items)
    if waiting:
        said = _("Còn %(n)s báo cáo thủ trưởng chưa duyệt, nộp trên hệ thống.")
        raise ValidationError(said % {"n": waiting})
    if made.content and digest(items) != made.content:
        raise ValidationError(_("Sau khi in, báo cáo trên hệ thống đã thay đổi. Đề nghị lập lại tệp Word, ký và gửi bản mới."))
