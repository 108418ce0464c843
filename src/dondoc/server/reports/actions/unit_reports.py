"""Báo cáo in của đơn vị, bản ký. / The unit's printed report and its signed scan."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.files import actions as files
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports.models import Period, UnitReport
from dondoc.terms.vietnamese import nfc


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
