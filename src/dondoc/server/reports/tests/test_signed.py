"""Bản in, bản ký chốt báo cáo: đúng tờ giấy, đúng số liệu. / The print and its signed scan: the right paper, the figures it printed."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from dondoc.server.files import store
from dondoc.server.journal.models import Entry
from dondoc.server.reports import actions, printing, unit_month
from dondoc.server.reports.models import Period, Report, UnitReport
from dondoc.server.reports.tests.conftest import give
from dondoc.server.rulebook.models import RuleCorrection

PDF = actions.Upload("ky.pdf", b"%PDF-1.4 ban ky", "application/pdf")


def printed(cast: Any, period: Period, number: str = "07-BC/ĐU") -> UnitReport:
    items = printing.told(unit_month.unit_items(cast.commune, period, cast.noon.date()))
    told = {"organization": cast.commune, "period": period, "number": number, "data": b"docx", "content": printing.digest(items)}
    return actions.make_unit_report(**told, by=cast.khanh, at=cast.noon)


def test_only_the_right_paper_closes_the_report(cast: Any, sent: Report) -> None:
    made = printed(cast, sent.period)
    for number, code, said in (
        ("07-BC/ĐU", "0000-0000", "đây không phải bản in này"),
        ("8-BC/ĐU", made.code, "ghi số khác"),
        ("", made.code, "ghi số"),
    ):
        with pytest.raises(ValidationError, match=said):
            actions.attach_signed_scan(made, scan=PDF, number=number, code=code, by=cast.khanh, at=cast.noon)
    with pytest.raises(ValidationError, match="0 byte"):
        actions.attach_signed_scan(
            made, scan=actions.Upload("a.pdf", b"", ""), number="7-BC/ĐU", code=made.code, by=cast.khanh, at=cast.noon
        )
    with pytest.raises(PermissionDenied):
        actions.attach_signed_scan(made, scan=PDF, number="7-BC/ĐU", code=made.code, by=cast.lan, at=cast.noon)
    assert not UnitReport.objects.exclude(scan=None).exists()
    closed = actions.attach_signed_scan(made, scan=PDF, number="Số: 7-BC/ĐU", code=made.code.lower(), by=cast.khanh, at=cast.noon)
    assert (closed.scan_name, closed.scanned_by, closed.scanned_at) == ("ky.pdf", cast.khanh, cast.noon)
    assert Entry.objects.filter(action="unit_report.close", object_id=made.uid).exists()
    with pytest.raises(ValidationError, match="đã có bản ký"):
        actions.attach_signed_scan(made, scan=PDF, number="7", code=made.code, by=cast.khanh, at=cast.noon)


def test_a_paper_whose_figures_have_changed_closes_nothing(cast: Any, sent: Report) -> None:
    made = printed(cast, sent.period)
    actions.decide(sent, verdict="return", reason="Thiếu thôn 3", by=cast.an, at=cast.noon)
    with pytest.raises(ValidationError, match="đã thay đổi"):
        actions.attach_signed_scan(made, scan=PDF, number="7-BC/ĐU", code=made.code, by=cast.khanh, at=cast.noon)
    again = actions.enter(sent.assignment, period=sent.period, progress="done", percent=100, result="x", by=cast.khanh, at=cast.noon)
    fresh = printed(cast, sent.period)
    with pytest.raises(ValidationError, match="chưa duyệt"):
        actions.attach_signed_scan(fresh, scan=PDF, number="7-BC/ĐU", code=fresh.code, by=cast.khanh, at=cast.noon)
    actions.submit([again], by=cast.hoa, at=cast.noon)  # what is printed is the same: submitting it changes nothing on the paper
    assert actions.attach_signed_scan(fresh, scan=PDF, number="7-BC/ĐU", code=fresh.code, by=cast.khanh, at=cast.noon).scan_id


def test_the_office_sees_who_waits_and_sets_whether_it_is_needed(cast: Any, sent: Report) -> None:
    key, day = sent.period.key, cast.noon.date()
    (row,) = printing.table(key, cast.binh, day)
    assert (row.unit, row.reports, row.stands) == (cast.commune, 1, "none")
    made = printed(cast, sent.period)
    assert printing.table(key, cast.binh, day)[0].stands == "waiting"
    told = {"key": "signed_scan_needed", "value": 0, "since": date(2026, 1, 1), "source": "Quy chế của cơ quan"}
    rule = RuleCorrection.objects.create(organization=cast.province, **told)
    assert printing.table(key, cast.binh, day)[0].stands == "optional"
    rule.delete()
    actions.attach_signed_scan(made, scan=PDF, number="7-BC/ĐU", code=made.code, by=cast.khanh, at=cast.noon)
    give(cast, "Việc nữa", cast.commune)
    other = sent.assignment.__class__.objects.get(order__task="Việc nữa")
    more = actions.enter(other, period=sent.period, progress="in_hand", result="x", by=cast.khanh, at=cast.noon)
    actions.submit([more], by=cast.hoa, at=cast.noon.replace(hour=10))
    row = printing.table(key, cast.binh, day)[0]
    assert (row.stands, row.later) == ("closed", 1)
    for who in ("xuan", "lan", "phuc"):
        assert printing.table(key, cast.people[who], day) == []


def test_the_pages_print_compare_and_close(cast: Any, sent: Report, signed_in: Any) -> None:
    base = f"/bao-cao/{sent.period.key}/{cast.commune.uid}/"
    browser = signed_in("khanh")
    browser.post(f"{base}in/", {"number": "12-BC/ĐU"})
    made = UnitReport.objects.get()
    paper = Document(io.BytesIO(store.open_stored(made.file.sha256).read()))
    assert f"Mã bản in {made.code}" in " ".join(part.text for part in paper.sections[0].footer.paragraphs)
    page = browser.get(base).content.decode()
    assert "đang chờ bản ký" in page
    address = f"/bao-cao/ban-in/{made.uid}/ban-ky/"
    assert re.search(r'name="number" value="12-BC/ĐU"', browser.get(address).content.decode())
    told = {"number": "12-BC/ĐU", "code": "AAAA-AAAA", "scan": SimpleUploadedFile("ky.pdf", b"%PDF-1.4 x")}
    wrong = browser.post(address, told)
    assert wrong.status_code == 422
    assert "không phải bản in này" in wrong.content.decode()
    right = browser.post(address, told | {"code": made.code, "scan": SimpleUploadedFile("ky.pdf", b"%PDF-1.4 x")}, follow=True)
    assert "đã chốt bằng bản ký" in right.content.decode()
    office = signed_in("binh").get(f"/bao-cao/ban-ky/{sent.period.key}/").content.decode()
    assert "đã chốt bằng bản ký" in office
    assert "12-BC/ĐU" in office
    assert signed_in("xuan").get(f"/bao-cao/ban-ky/{sent.period.key}/").status_code == 404
    assert signed_in("lan").get(address).status_code == 404
