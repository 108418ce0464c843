"""Việc chính, từ đầu đến cuối, bằng trình duyệt. / The main job, end to end, by the pages alone.

A clerk registers a document written by us; the monitoring officer makes it concrete; the leader approves; 124 units receive; one names
its person, reports with evidence, prints its report; the office returns one and accepts one; the leader sees it; the inspection
commission exports and verifies the journal, and one flipped byte is named.
"""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.journeys.conftest import People, Province, clean_environment, today_there

pytestmark = pytest.mark.journey


def notice(day: date) -> bytes:
    """Our own notice of conclusions as a Word file: two tasks for all communes, one for the boards."""
    paper = docx.Document()
    due = day + timedelta(days=40)
    for line in (
        "TỈNH ỦY ĐÔNG LĨNH",
        "VĂN PHÒNG",
        "*",
        "Số 901-TB/VPTU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        f"Đông Lĩnh, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "",
        "THÔNG BÁO",
        "kết luận của Thường trực Tỉnh ủy về nếp làm việc",
        "-----",
        "",
        f"1- Các xã, phường, đặc khu lập sổ theo dõi lời hứa với dân, báo cáo kết quả chậm nhất ngày {due:%d/%m/%Y}.",
        "2- Giao Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Ban Nội chính Tỉnh ủy xây dựng hướng dẫn đánh giá hằng tháng, "
        f"hoàn thành trước ngày {due:%d/%m/%Y}.",
        "3- Các xã, phường, đặc khu chọn ít nhất 01 việc bức xúc để giải quyết dứt điểm.",
        "",
        "Nơi nhận:",
        "- Các đảng ủy xã, phường, đặc khu,",
        "- Các ban của Tỉnh ủy,",
        "- Lưu Văn phòng Tỉnh ủy.",
        "",
        "CHÁNH VĂN PHÒNG",
        "",
        "Trần Bích Dung",
    ):
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_the_main_job_by_the_pages_alone(people: People, province: Province, tmp_path: Path) -> None:
    today = today_there()
    file = tmp_path / "thong-bao-901.docx"
    file.write_bytes(notice(today))

    clerk = people("vanthu")
    clerk.click("main >> text=Văn bản mới >> nth=0")
    clerk.set_input_files("input[name=main]", str(file))
    clerk.click("main form button.btn-primary")
    clerk.wait_for_url("**/dang-ky/")
    assert clerk.input_value("[name=symbol]") == "901-TB/VPTU"
    assert "nếp làm việc" in clerk.input_value("[name=subject]")
    clerk.click("main form button.btn-primary")
    clerk.wait_for_load_state()
    assert "901-TB/VPTU" in clerk.inner_text("main")
    assert clerk.locator("main >> text=Bảng phân công").count() == 0  # a records clerk never decides tasks

    officer = people("tonghop")
    officer.goto(f"{province.address}/van-ban/?q=901")
    officer.click("table a.t >> nth=0")
    officer.wait_for_load_state()
    document = officer.url
    officer.goto(f"{document}doi-chieu/")
    assert officer.locator("text=lập sổ theo dõi lời hứa với dân").count() >= 2  # the words on the left, the work on the right
    officer.click("button:has-text('Chọn cả')")
    officer.wait_for_load_state()
    officer.click("a:has-text('Bảng phân công')")
    officer.wait_for_load_state()
    assert "mặc định" in officer.inner_text("main")
    officer.click("main >> text=Trình lãnh đạo >> nth=0")
    officer.wait_for_load_state()
    officer.click("main form button:has-text('Trình lãnh đạo')")
    officer.wait_for_load_state()
    submission = officer.url

    leader = people("bithu")
    leader.goto(submission)
    leader.click("main button:has-text('Duyệt')")
    leader.wait_for_load_state()

    officer.goto(submission.replace("/trinh/", "/giao/"))
    officer.click("main form button:has-text('Giao')")
    officer.wait_for_load_state()
    assert "Thu lại" in officer.inner_text(".toasts")
    assert "125 cơ quan, đơn vị" in officer.inner_text(".toasts") or "126 cơ quan, đơn vị" in officer.inner_text(".toasts")

    _unit(people, province, tmp_path)
    _office(people, province)

    leader.goto(f"{province.address}/nhiem-vu/?ds=given&q=so theo doi loi hua&status=done")
    assert "Hoàn thành đúng hạn" in leader.inner_text("main table")
    _inspection(people, tmp_path)


def _unit(people: People, province: Province, tmp_path: Path) -> None:
    """The commune receives, names its person, who reports with evidence; the head submits; the report is printed."""
    head = people("xa")
    head.goto(f"{province.address}/nhiem-vu/tiep-nhan/")
    assert "lời hứa với dân" in head.inner_text("main")
    for box in head.locator("main input[name=w]").all():
        box.check()
    selects = head.locator("main select[name^=doer]")
    for place in range(selects.count()):
        selects.nth(place).select_option(index=1)
    head.click("main button.btn-primary")
    head.wait_for_load_state()

    writer = people("canboxa")
    writer.goto(f"{province.address}/bao-cao/")
    evidence = tmp_path / "so-theo-doi.txt"
    evidence.write_text("Sổ theo dõi: 12 lời hứa, 9 việc đã làm.", "utf-8")
    for words, state, text in (
        ("lời hứa với dân", "done", "Đã lập sổ, ghi 12 lời hứa, làm xong 9 việc."),
        ("01 việc bức xúc", "in_hand", "Đã chọn việc thoát nước ở thôn 3."),
    ):
        panel = writer.locator("section.panel", has_text=words)
        panel.locator("select[name$=progress]").select_option(state)
        panel.locator("textarea[name$=result]").fill(text)
        if state == "done":
            panel.locator("input[type=file]:not([capture])").set_input_files(str(evidence))
    writer.click("#unit-report button:has-text('Lưu')")
    writer.wait_for_load_state()
    assert "Chưa nộp" in writer.inner_text(".toasts")
    assert "so-theo-doi.txt" in writer.inner_text("main")
    with writer.expect_download() as got:
        writer.click("button:has-text('Lập tệp Word')")
    printed = docx.Document(got.value.path())
    assert "BÁO CÁO" in [paragraph.text for paragraph in printed.paragraphs]
    assert any("12 lời hứa" in paragraph.text for paragraph in printed.paragraphs)

    head.goto(writer.url)
    head.click("main >> text=Xem lại, nộp")
    head.wait_for_load_state()
    head.click("button:has-text('Duyệt và nộp')")
    head.wait_for_load_state()
    assert "Đã nộp" in head.inner_text(".toasts")


def _office(people: People, province: Province) -> None:
    """The head of office accepts one and returns one with a reason; the unit sees why."""
    office = people("chanhvp")
    for words, verdict, reason in (("lời hứa với dân", "accept", ""), ("01 việc bức xúc", "return", "Cần số liệu của thôn 3.")):
        office.goto(f"{province.address}/bao-cao/xem-xet/")
        while office.locator("a.t", has_text=words).count() == 0:
            office.click("nav.pf a:has-text('Sau')")
            office.wait_for_load_state()
        office.locator(".tk", has=office.locator("a.t", has_text=words)).locator("a.btn").first.click()
        office.wait_for_load_state()
        office.select_option("[name=verdict]", verdict)
        if verdict == "accept":
            office.check("[name=completes]")
        office.fill("[name=reason]", reason)
        office.click("button[value=decide]")
        office.wait_for_url("**/xem-xet/")
    writer = people("canboxa")
    writer.goto(f"{province.address}/bao-cao/")
    assert "Cần số liệu của thôn 3." in writer.inner_text("main")


def _inspection(people: People, tmp_path: Path) -> None:
    """The export verifies off-line; one flipped byte is named."""
    inspector = people("kiemtra")
    inspector.click("nav a:has-text('Nhật ký') >> nth=0")
    inspector.wait_for_load_state()
    with inspector.expect_download() as got:
        inspector.click("button:has-text('Xuất nhật ký')")
    export = tmp_path / "nhat-ky.jsonl"
    export.write_bytes(Path(got.value.path()).read_bytes())
    assert verify(export) == (0, "ok:")
    raw = bytearray(export.read_bytes())
    place = raw.find(b'"action": "', len(raw) // 2) + 12
    raw[place] ^= 1
    export.write_bytes(bytes(raw))
    line = bytes(raw[:place]).count(b"\n")
    code, said = verify(export, whole=True)
    assert code == 1
    assert f"entry {line}" in said


def verify(export: Path, *, whole: bool = False) -> tuple[int, str]:
    """What `dondoc verify` says of an export."""
    words = [sys.executable, "-m", "dondoc.cli", "verify", str(export)]
    done = subprocess.run(words, env=clean_environment(), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout if whole else done.stdout[:3]


def test_an_english_browser_still_gets_vietnamese_until_the_person_switches(people: People) -> None:
    page: Any = people("dangvien")
    assert page.get_attribute("html", "lang") == "vi"
    page.click("button.lang")
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "en"
    assert "Today" in page.inner_text("h1")
    page.click("button.lang")
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "vi"


def test_search_needs_no_marks(people: People, province: Province) -> None:
    page: Any = people("tonghop")
    page.goto(f"{province.address}/tim-kiem/?q=don doc")
    assert "đôn đốc" in page.inner_text("main").lower()
    page.goto(f"{province.address}/tim-kiem/?q=hoai vien")
    assert "Đảng ủy xã Hoài Viên" in page.inner_text("main")
