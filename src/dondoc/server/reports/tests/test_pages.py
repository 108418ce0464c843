"""Trang của đơn vị, trang xem xét, danh mục, thẻ. / The unit's pages, the review, the lists, the card: shown, hidden, kept."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.server.assignments.models import Assignment
from dondoc.server.files import actions as files
from dondoc.server.reports import actions, narrowing, queries
from dondoc.server.reports.models import Evidence, Period, Report
from dondoc.server.reports.tests.conftest import give
from dondoc.sheets.writing import Sheet, workbook

UNIT = ("hoa", "khanh")
GIVERS = ("an", "binh", "dung")
STRANGERS = ("xuan", "lan", "thu", "phuc", "chi")


def page_of(cast: Any, period: Period) -> str:
    return f"/bao-cao/{period.key}/{cast.commune.uid}/"


def filled(task: Assignment, **values: str) -> dict[str, Any]:
    return {f"{task.uid}-{name}": value for name, value in {"progress": "in_hand", "saves": "0", **values}.items()}


def test_the_officer_saves_a_page_with_a_file(cast: Any, task: Assignment, period: Period, signed_in: Any) -> None:
    browser = signed_in("khanh")
    data = filled(task, result="Đã họp thôn 3.", percent="40") | {f"{task.uid}-evidence": SimpleUploadedFile("bb.txt", b"Bien ban")}
    answer = browser.post(page_of(cast, period), data, follow=True)
    assert "Chưa nộp" in answer.content.decode()
    report = Report.objects.get()
    assert (report.result, report.percent, report.state) == ("Đã họp thôn 3.", 40, "entered")
    assert Evidence.objects.get().name == "bb.txt"


@pytest.mark.parametrize(
    ("values", "said"),
    [({"percent": "140"}, "100"), ({"percent": "nhiều"}, "Tỷ lệ là số"), ({"result": "x" * 4001}, "4000"), ({"quantity": "-1"}, "0")],
)
def test_bad_input_is_told_and_kept(cast: Any, task: Assignment, period: Period, signed_in: Any, values: dict[str, str], said: str) -> None:
    answer = signed_in("khanh").post(page_of(cast, period), filled(task, result="Giữ lại chữ này") | filled(task, **values))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert next(iter(values.values()))[:30] in text
    assert not Report.objects.exists()


def test_an_empty_file_stops_the_whole_page(cast: Any, task: Assignment, period: Period, signed_in: Any) -> None:
    data = filled(task, result="Có chữ") | {f"{task.uid}-evidence": SimpleUploadedFile("rong.txt", b"")}
    answer = signed_in("khanh").post(page_of(cast, period), data)
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_a_stale_form_is_shown_both(cast: Any, entered: Report, task: Assignment, signed_in: Any) -> None:
    actions.enter(task, period=entered.period, result="Bản mới hơn", by=cast.hoa, at=cast.noon, saves=1)
    data = filled(task, result="Bản của tôi", saves="1", progress="done")
    answer = signed_in("khanh").post(page_of(cast, entered.period), data)
    text = answer.content.decode()
    assert "Bản mới hơn" in text
    assert "Bản của tôi" in text
    entered.refresh_from_db()
    assert entered.result == "Bản mới hơn"


def test_the_same_form_sent_again_takes_effect_once(cast: Any, task: Assignment, period: Period, signed_in: Any) -> None:
    browser = signed_in("khanh")
    key = "1b4e28ba-2fa1-4d2b-883f-0016d3cca427"
    data = filled(task, result="Một lần") | {"form_key": key}
    for _ in range(5):
        browser.post(page_of(cast, period), data)
    assert Report.objects.get().saves == 1


@pytest.mark.parametrize("who", STRANGERS)
def test_for_a_stranger_nothing_of_it_exists(cast: Any, sent: Report, signed_in: Any, who: str) -> None:
    kept = files.keep(b"minh chung", media_type="text/plain", at=cast.noon)
    shown = sent.evidence.create(file=kept, name="a.txt", added_by=cast.khanh, added_at=cast.noon)
    made = actions.make_unit_report(organization=cast.commune, period=sent.period, number="1", data=b"d", by=cast.khanh, at=cast.noon)
    browser = signed_in(who)
    base = page_of(cast, sent.period)
    for address in (
        base,
        f"{base}nop/",
        f"/bao-cao/phieu/{sent.uid}/",
        f"/bao-cao/minh-chung/{shown.uid}/",
        f"/bao-cao/ban-in/{made.uid}/",
    ):
        assert browser.get(address).status_code == 404, address
    assert browser.get(f"/nhiem-vu/viec/{sent.assignment.uid}/").status_code == 404
    for address in (base, f"{base}nop/", f"{base}in/", f"/bao-cao/ban-in/{made.uid}/ban-ky/", f"/bao-cao/minh-chung/{shown.uid}/bo/"):
        assert browser.post(address, {"number": "x"}).status_code == 404, address
    assert "Rà soát nguyện vọng" not in browser.get("/nhiem-vu/").content.decode() or who == "lan"  # lan has her own part of the order


def test_what_is_not_submitted_is_the_units_own(cast: Any, entered: Report, signed_in: Any) -> None:
    for who in GIVERS:
        assert signed_in(who).get(f"/bao-cao/phieu/{entered.uid}/").status_code == 404, who
    actions.submit([entered], by=cast.hoa, at=cast.noon)
    for who in (*GIVERS, *UNIT):
        assert signed_in(who).get(f"/bao-cao/phieu/{entered.uid}/").status_code == 200, who


def test_the_head_reads_then_submits_or_hands_back(cast: Any, entered: Report, signed_in: Any) -> None:
    base = page_of(cast, entered.period)
    assert "Đã rà soát 12 ý kiến." in signed_in("hoa").get(f"{base}nop/").content.decode()
    signed_in("hoa").post(f"{base}nop/", {"hand_back": str(entered.uid)})
    entered.refresh_from_db()
    assert entered.state == "open"
    actions.enter(entered.assignment, period=entered.period, progress="done", result="Xong", by=cast.khanh, at=cast.noon)
    assert "Đã nộp 1 báo cáo" in signed_in("hoa").post(f"{base}nop/", follow=True).content.decode()
    entered.refresh_from_db()
    assert entered.state == "submitted"


def test_the_officer_cannot_submit_by_address(cast: Any, entered: Report, signed_in: Any) -> None:
    assert signed_in("khanh").post(f"{page_of(cast, entered.period)}nop/").status_code == 403


def test_the_office_decides_on_the_page(cast: Any, sent: Report, signed_in: Any) -> None:
    browser = signed_in("dung")
    assert "Rà soát nguyện vọng" in browser.get("/bao-cao/xem-xet/").content.decode()
    address = f"/bao-cao/phieu/{sent.uid}/"
    refused = browser.post(address, {"verdict": "return", "reason": "", "act": "decide"})
    assert refused.status_code == 422
    browser.post(address, {"verdict": "accept", "completes": "on", "reason": "", "act": "decide"})
    sent.refresh_from_db()
    assert sent.state == "accepted"
    assert "Rà soát nguyện vọng" not in browser.get("/bao-cao/xem-xet/").content.decode()


def test_the_queue_is_nothing_to_a_unit(signed_in: Any, sent: Report) -> None:
    assert signed_in("hoa").get("/bao-cao/xem-xet/").status_code == 404


def test_lists_and_outcomes_agree(cast: Any, sent: Report) -> None:
    today = cast.noon.date()
    give(cast, "Việc đã quá hạn", cast.commune, deadline_on=today + timedelta(days=1))
    after = today + timedelta(days=40)
    work = queries.the_list(cast.an, "given")
    cells = queries.outcomes(work, after)
    assert cells.total == work.count() == 3
    assert cells.open_overdue == narrowing.narrowed(work, after, narrowing.Wanted(status="late")).count()
    assert narrowing.narrowed(work, after, narrowing.Wanted(words="qua han")).count() == 1
    # what was reported done in time is not late while the office is silent
    assert [row.status for row in queries.rows(work, after) if row.uid == sent.assignment.uid] == ["wait_confirm"]


def test_queries_of_the_pages_do_not_grow(cast: Any, period: Period, signed_in: Any) -> None:
    browser = signed_in("hoa")
    addresses = (page_of(cast, period), "/nhiem-vu/")

    def counted() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as made:
                assert browser.get(address).status_code == 200
            found.append(len(made))
        return found

    give(cast, "Việc đầu", cast.commune)
    counted()  # what is remembered for the process is remembered now
    few = counted()
    for number in range(12):
        give(cast, f"Việc số {number}", cast.commune)
    assert counted() == few


def test_a_period_goes_out_as_a_sheet_and_comes_back(cast: Any, task: Assignment, period: Period, signed_in: Any) -> None:
    give(cast, "Việc thứ hai", cast.commune)
    browser, base = signed_in("khanh"), page_of(cast, period)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{base}bang.xlsx").content))
    page = book.active
    assert page is not None
    assert [cell.value for cell in page[3]][:5] == ["Mã", "STT", "Nhiệm vụ", "Thời hạn", "Tình trạng"]
    assert page.column_dimensions["A"].hidden
    page["E4"], page["F4"], page["H4"] = "Hoàn thành", "100%", "Điền ngoài mạng"
    out = io.BytesIO()
    book.save(out)
    answer = browser.post(f"{base}bang/", {"file": SimpleUploadedFile("bang.xlsx", out.getvalue())})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Đã điền 1 nhiệm vụ từ bảng" in text
    assert "Điền ngoài mạng" in text
    assert not Report.objects.exists()  # the sheet fills the page; only the person saves it
    browser.post(base, filled(task, progress="done", percent="100", result="Điền ngoài mạng"))
    assert Report.objects.get().result == "Điền ngoài mạng"


def test_pasted_cells_are_matched_and_what_is_not_is_named(cast: Any, entered: Report, signed_in: Any) -> None:
    give(cast, "Việc thứ hai", cast.commune)
    actions.submit([entered], by=cast.hoa, at=cast.noon)
    cells = (
        "Nhiệm vụ\tTinh trang\tKết quả trong kỳ\n"
        "viec thu hai\tđang thực hiện\tĐã làm nửa việc\n"
        "Rà soát nguyện vọng của cử tri\tHoàn thành\tSửa lén\n"
        "Việc lạ\tHoàn thành\tx\n"
        "Việc thứ hai\tgần xong\ty\n"
    )
    answer = signed_in("khanh").post(f"{page_of(cast, entered.period)}bang/", {"pasted": cells})
    text = answer.content.decode()
    assert "Dòng 3: báo cáo này đã nộp" in text
    assert "Dòng 4: không có nhiệm vụ nào trùng tên" in text
    assert "Dòng 5: tình trạng “gần xong” không có" in text
    assert text.count("Sửa lén") == 1  # kept where it was pasted, in no form
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("figure", "shown", "code"), [(1234.5, 'value="1.234,5"', 200), (0.125, 'value="0,125"', 200), ("1.250", 'value="1.250"', 200)]
)
def test_figures_of_a_file_keep_their_size(
    cast: Any, task: Assignment, period: Period, signed_in: Any, figure: Any, shown: str, code: int
) -> None:
    titles = ("Mã", "Nhiệm vụ", "Tình trạng", "Số liệu", "Kết quả trong kỳ")
    data = workbook([Sheet("A", titles, [(str(task.uid), "", "Đang thực hiện", figure, "Có số")])])
    answer = signed_in("khanh").post(f"{page_of(cast, period)}bang/", {"file": SimpleUploadedFile("b.xlsx", data)})
    assert answer.status_code == code
    assert shown in answer.content.decode()


def test_what_stood_comes_through_a_sheet_unchanged(cast: Any, entered: Report, task: Assignment, signed_in: Any) -> None:
    actions.enter(task, period=entered.period, quantity=Decimal("1250.50"), by=cast.khanh, at=cast.noon)
    base = page_of(cast, entered.period)
    browser = signed_in("khanh")
    out = browser.get(f"{base}bang.xlsx").content
    text = browser.post(f"{base}bang/", {"file": SimpleUploadedFile("b.xlsx", out)}).content.decode()
    assert 'value="1.250,5"' in text


@pytest.mark.parametrize(
    ("sent_in", "said"),
    [
        ({}, "Chọn tệp Excel"),
        ({"pasted": "chữ bất kỳ"}, "hàng tiêu đề"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 hong")}, "bị hỏng"),
    ],
)
def test_a_useless_sheet_is_told(cast: Any, task: Assignment, period: Period, signed_in: Any, sent_in: dict[str, Any], said: str) -> None:
    answer = signed_in("khanh").post(f"{page_of(cast, period)}bang/", sent_in)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("who", STRANGERS)
def test_a_sheet_is_nothing_to_a_stranger(cast: Any, task: Assignment, period: Period, signed_in: Any, who: str) -> None:
    base = page_of(cast, period)
    assert signed_in(who).get(f"{base}bang.xlsx").status_code == 404
    assert signed_in(who).post(f"{base}bang/", {"pasted": "Nhiệm vụ\tKết quả trong kỳ"}).status_code == 404


def test_several_reports_are_accepted_at_once(cast: Any, sent: Report, signed_in: Any) -> None:
    give(cast, "Việc thứ hai", cast.commune)
    second = Assignment.objects.get(order__task="Việc thứ hai")
    report = actions.enter(second, period=sent.period, progress="in_hand", result="Còn làm", by=cast.khanh, at=cast.noon)
    actions.submit([report], by=cast.hoa, at=cast.noon)
    for who, code in (("binh", 404), ("hoa", 404), ("xuan", 404)):
        assert signed_in(who).post("/bao-cao/xem-xet/xac-nhan/", {"r": [str(sent.uid)]}).status_code == code
    answer = signed_in("dung").post("/bao-cao/xem-xet/xac-nhan/", {"r": [str(sent.uid), str(report.uid)]}, follow=True)
    assert "Đã xác nhận 2 báo cáo" in answer.content.decode()
    assert set(Report.objects.values_list("state", flat=True)) == {"accepted"}
    states = dict(Assignment.objects.filter(organization=cast.commune).values_list("order__task", "state"))
    assert states == {"Rà soát nguyện vọng của cử tri": "accepted", "Việc thứ hai": "in_hand"}
    again = signed_in("dung").post("/bao-cao/xem-xet/xac-nhan/", {"r": [str(sent.uid)]}, follow=True)
    assert "chọn lại" in again.content.decode()


def test_one_that_may_not_be_accepted_stops_them_all(cast: Any, sent: Report, signed_in: Any) -> None:
    actions.propose_verdict(sent, verdict="accept", by=cast.dung, at=cast.noon)
    answer = signed_in("dung").post("/bao-cao/xem-xet/xac-nhan/", {"r": [str(sent.uid)]}, follow=True)
    assert "không tự quyết định" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.state == "submitted"
