"""Ngày 1/7/2025 trong trình duyệt: huyện kết thúc, xã báo cáo tiếp, tên cũ tìm vẫn thấy. / The change of 1 July 2025 in a browser.

The country is built by the command itself (`dondoc demo --merger`): three provinces are one, boards joined, communes regrouped; one
district is left, which this story ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import People, Province, build, serving

pytestmark = [pytest.mark.journey, pytest.mark.endurance]  # it builds a country of its own

#: Where screenshots are kept when somebody wants to look at them.
SHOTS = os.environ.get("DONDOC_SHOTS", "")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """The country of the merger, served until the module ends."""
    home = tmp_path_factory.mktemp("country") / "home"
    build(home, "--merger")
    yield from serving(home)


@pytest.fixture
def persons(country: Province, chromium: Any) -> Iterator[People]:
    """Sign-in as anybody of the country; no page may complain in the console."""
    found = People(chromium, country.address)
    yield found
    found.close()
    assert found.errors == []


def shot(page: Any, name: str) -> None:
    """Keep a screenshot where one is wanted."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"merger-{name}.png"), full_page=True)


def test_a_district_ends_and_its_successors_report(persons: People) -> None:
    officer = persons("tochuc")
    officer.goto(f"{persons.address}/co-quan-don-vi/?q=huyen+uy+bac+khe")
    officer.click("main a.t:has-text('Huyện ủy Bắc Khê')")
    officer.click("summary:has-text('Sắp xếp')")
    officer.click("text=Chia, tách")
    for name in ("Đảng ủy xã Hạnh Tân", "Đảng ủy xã Hoài Lâm"):
        officer.get_by_label(name, exact=True).check()
    officer.fill("#id_on", "01/07/2025")
    officer.fill("#id_basis", "Nghị quyết sắp xếp đơn vị hành chính (minh họa)")
    officer.select_option("#id_by", "territory")
    officer.click("main .row-line button:has-text('Xem trước')")
    assert officer.get_by_text("14 nhiệm vụ đang mở của Huyện ủy Bắc Khê chuyển cho Đảng ủy xã Hạnh Tân.").is_visible()
    officer.get_by_label("Khắc phục điểm ô nhiễm tại bãi rác Khê Ngoại").select_option(label="Đảng ủy xã Hoài Lâm")
    officer.get_by_label("Văn phòng Huyện ủy Bắc Khê").select_option(label="kết thúc cùng")
    officer.click("main .row-line button:has-text('Xem trước')")
    assert officer.get_by_text("13 nhiệm vụ đang mở của Huyện ủy Bắc Khê chuyển cho Đảng ủy xã Hạnh Tân.").is_visible()
    assert officer.get_by_text("1 nhiệm vụ đang mở của Huyện ủy Bắc Khê chuyển cho Đảng ủy xã Hoài Lâm.").is_visible()
    shot(officer, "preview")
    officer.click("button:has-text('Trình người thứ hai xác nhận')")
    address = officer.url
    shot(officer, "proposed")
    leader = persons("lanhdao")
    leader.goto(address)
    leader.click("main button:has-text('Xác nhận')")
    leader.goto(f"{persons.address}/co-quan-don-vi/?q=huyen+uy+bac+khe")
    assert leader.get_by_text("kết thúc 30/06/2025").first.is_visible()
    shot(leader, "found-by-old-name")
    leader.goto(f"{persons.address}/co-quan-don-vi/?ngay=30/06/2025")
    assert leader.get_by_text("Cây tổ chức như ngày 30/06/2025").is_visible()
    shot(leader, "tree-of-before")

    head = persons("xa")
    head.goto(f"{persons.address}/bao-cao/")
    assert head.get_by_text("Bàn giao quỹ, tài chính đảng").first.is_visible()
    shot(head, "reports")
    head.goto(f"{persons.address}/nhiem-vu/?q=ban+giao+quy")
    head.click("main a:has-text('Bàn giao quỹ, tài chính đảng')")
    assert head.get_by_text("Đảng ủy xã Hạnh Tân").first.is_visible()
    assert head.get_by_role("link", name="Huyện ủy Bắc Khê").is_visible()
    shot(head, "card")

    head.goto(f"{persons.address}/bao-cao/")
    panel = head.locator("section.panel", has_text="Bàn giao quỹ, tài chính đảng").first
    panel.locator("select[name$=progress]").select_option("done")
    panel.locator("textarea[name$=result]").fill("Đã bàn giao đủ quỹ theo biên bản.")
    head.click("#unit-report button:has-text('Lưu')")
    head.wait_for_load_state()
    head.goto(f"{persons.address}/bao-cao/")
    head.click("main >> text=Xem lại, nộp")
    head.click("button:has-text('Duyệt và nộp')")
    head.wait_for_load_state()
    assert "Đã nộp" in head.inner_text(".toasts")
    shot(head, "reported-by-the-successor")
