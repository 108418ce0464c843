"""Trang nào cũng dùng được với mọi người: axe không thấy lỗi, không tràn ngang, không lỗi của trình duyệt.

Every page in both sizes and both languages: axe finds nothing, nothing runs off the side, the console says nothing (CSP included),
and a first visit stays within the budget on the wire.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.journeys.conftest import People, Province

pytestmark = pytest.mark.journey
AXE = next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js")).read_text("utf-8")
RUN = "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`)"
#: Kilobytes of a first visit, compressed (ux.md 0a).
BUDGET = 110_000

SIZES = ((1366, 768), (390, 844))
#: The long run looks at every page in English, on the small screen too; the short one at a third of them.
WHOLE = os.environ.get("DONDOC_TEST_WHOLE") == "1"

PAGES = {
    "bithu": (
        "/",
        "/van-ban/",
        "/nhiem-vu/",
        "/nhiem-vu/?ds=given&status=late",
        "/co-quan-don-vi/",
        "/huong-dan/",
        "/thong-bao/",
        "/tim-kiem/?q=don doc",
    ),
    "tonghop": (
        "/",
        "/van-ban/?q=214>first",
        "/van-ban/?q=214>split",
        "/van-ban/?q=198>table",
        "/bao-cao/xem-xet/",
        "/nhiem-vu/bang-theo-doi/?ds=given",
        "/nhiem-vu/lich/?ds=given",
        "/nhiem-vu/bang-noi/moi/",
        "/thong-bao/",
    ),
    "vanthu": ("/", "/van-ban/moi/", "/van-ban/?state=received>first>register"),
    "chanhvp": ("/", "/bao-cao/xem-xet/>review", "/don-doc/nhac/", "/nhiem-vu/ket-qua/?ds=given"),
    "canboxa": ("/", "/bao-cao/", "/nhiem-vu/", "/nhiem-vu/>first", "/nhiem-vu/tiep-nhan/", "/nhiem-vu/bang-noi/"),
    "kiemtra": ("/", "/nhat-ky/", "/nhat-ky/doi-chieu/?ma=12 0123456789abcdef", "/nhat-ky/cap-duoi/"),
    "dangvien": ("/", "/huong-dan/giao-dien/", "/tai-khoan/", "/tai-khoan/ma-truy-cap/"),
}


def follow(page: Any, address: str, path: str) -> None:
    """Open a page; «>first» follows the first thing listed, other words the address below it."""
    start, *steps = path.split(">")
    page.goto(address + start)
    for step in steps:
        if step == "review":
            page.click("main .tk a.btn >> nth=0")
        elif step == "register":
            page.goto(page.url if page.url.endswith("/dang-ky/") else f"{page.url.rstrip('/')}/dang-ky/")
        else:
            page.click("main table a.t >> nth=0")
        page.wait_for_load_state()
        if step == "split":
            page.goto(f"{page.url}doi-chieu/")
        if step == "table":
            page.goto(page.url.replace("/van-ban/", "/nhiem-vu/phan-cong/"))


@pytest.mark.parametrize("username", PAGES)
def test_pages_are_open_to_everybody(people: People, province: Province, username: str) -> None:
    page = people(username)
    wrong = []
    for language in ("en", "vi"):  # Vietnamese last: the choice is kept in the profile
        if page.get_attribute("html", "lang") != language:
            page.click("button.lang")
            page.wait_for_load_state()
        for path in PAGES[username][:: 1 if WHOLE or language == "vi" else 3]:
            follow(page, province.address, path)
            for width, height in SIZES if WHOLE or language == "vi" else SIZES[:1]:
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate(AXE)
                wrong += [f"{path} {language} {width}: {fault}" for fault in page.evaluate(RUN)]
                if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                    wrong.append(f"{path} {language} {width}: {wide} pixels wide")
    assert wrong == []


def test_a_planted_fault_is_found(people: People, province: Province) -> None:
    page = people("dangvien")
    page.goto(province.address)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/site/icon.svg\"><input>')")
    page.evaluate(AXE)
    assert {fault.split(":")[0] for fault in page.evaluate(RUN)} >= {"image-alt", "label"}


def test_a_first_visit_stays_within_the_budget(people: People, province: Province, chromium: Any) -> None:
    page = people("bithu")
    cookies = page.context.cookies()
    for path in ("/", "/van-ban/", "/nhiem-vu/"):
        fresh = chromium.new_context(viewport={"width": 1366, "height": 768})
        fresh.add_cookies(cookies)
        cold, sizes = fresh.new_page(), []
        session = fresh.new_cdp_session(cold)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda said, sizes=sizes: sizes.append(said["encodedDataLength"]))
        cold.goto(province.address + path, wait_until="networkidle")
        fresh.close()
        assert 20_000 < sum(sizes) <= BUDGET, f"{path}: {sum(sizes)} bytes"


def test_pages_can_be_read_and_sent_without_a_script(province: Province, chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{province.address}/tai-khoan/login/")
    page.fill("#id_login", "canboxa")
    page.fill("#id_password", "dong-linh-2026")
    page.click("main form button")
    page.goto(f"{province.address}/bao-cao/")
    panel = page.locator("#unit-report section.panel", has=page.locator("select[name$=progress]")).first
    panel.locator("select[name$=progress]").select_option("in_hand")
    panel.locator("textarea[name$=result]").fill("Đã họp dân ở ba thôn, không dùng kịch bản trang.")
    page.click("#unit-report button:has-text('Lưu')")
    assert "không dùng kịch bản trang" in page.content()
    context.close()
