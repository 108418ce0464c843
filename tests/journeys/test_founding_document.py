"""Văn bản khởi đầu: không nêu hạn, không nêu một cơ quan nào, vẫn thành việc được giao. / The founding document becomes issued work.

It names no deadline and no single body; by the pages alone a clerk registers it, the monitoring officer makes it concrete (bodies for
what is said to «mỗi cán bộ, đảng viên» and to «các phương tiện thông tin đại chúng»), the leader approves, and it is issued.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import People, Province, today_there

SEED = Path(__file__).parents[3] / "shared" / "reading" / "dev" / "seed.txt"
pytestmark = [
    pytest.mark.journey,
    pytest.mark.shared,
    pytest.mark.skipif(not SEED.exists(), reason="needs the founding document beside the project"),
]


def press(page: Any, words: str) -> None:
    """Press the button or link that bears these words."""
    page.click(f"main :is(button, a.btn):has-text('{words}') >> nth=0")
    page.wait_for_load_state()


def test_the_founding_document_from_upload_to_issued_work(people: People, province: Province) -> None:
    document = _registered(people, province)
    officer = people("tonghop")
    officer.goto(f"{document}doi-chieu/")
    press(officer, "Chọn cả")
    officer.goto(document.replace("/van-ban/", "/nhiem-vu/phan-cong/"))
    said = officer.inner_text("main")
    assert re.search(r"\d+ hạn mặc định", said)
    assert "thiếu đơn vị chủ trì" in said
    _bodies(officer, "Mỗi cán bộ", ("Tất cả xã, phường, đặc khu", "Các ban của Tỉnh ủy", "Các sở, ngành"))
    _bodies(officer, "các phương tiện thông tin", ("Báo và phát thanh, truyền hình",))
    assert "thiếu đơn vị chủ trì" not in officer.inner_text("main")
    press(officer, "Trình lãnh đạo")
    press(officer, "Trình lãnh đạo")
    submission = officer.url

    leader = people("bithu")
    leader.goto(submission)
    press(leader, "Duyệt")
    officer.goto(submission.replace("/trinh/", "/giao/"))
    press(officer, "Giao")
    sent = re.search(r"Đã gửi (\d+) nhiệm vụ đến (\d+) cơ quan", officer.inner_text(".toasts"))
    assert sent
    assert int(sent[1]) >= 12
    assert int(sent[2]) >= 150

    head = people("xa")
    head.goto(f"{province.address}/nhiem-vu/tiep-nhan/")
    assert "tinh thần trách nhiệm" in head.inner_text("main")
    member = people("dangvien")  # holds no right on documents
    assert member.goto(document).status == 404
    people.errors = [said for said in people.errors if "404" not in said]


def _registered(people: People, province: Province) -> str:
    """The clerk uploads it and fills what the text does not hold: number and day. The address of the document."""
    clerk = people("vanthu")
    clerk.goto(f"{province.address}/van-ban/moi/")
    clerk.set_input_files("input[name=main]", str(SEED))
    clerk.click("main form button.btn-primary")
    clerk.wait_for_url("**/dang-ky/")
    assert "Cần xem lại" in clerk.inner_text("main")
    clerk.fill("[name=symbol]", "777-TB/TU")
    clerk.fill("[name=dated]", f"{today_there() - timedelta(days=1):%d/%m/%Y}")
    clerk.click("main form button.btn-primary")
    clerk.wait_for_url(re.compile(r"/van-ban/[0-9a-f-]{36}/$"))
    return str(clerk.url)


def _bodies(page: Any, words: str, names: tuple[str, ...]) -> None:
    """Tick the rows that hold these words and still lack bodies; choose the bodies by name."""
    rows = page.locator("tbody tr", has_text=words).filter(has_text="Chưa chọn đơn vị chủ trì")
    assert rows.count() >= 1
    for place in range(rows.count()):
        rows.nth(place).locator("input[name=o]").check()
    press(page, "Chọn đơn vị")
    for name in names:
        page.locator(".pick-row", has_text=name).first.locator("input[name=lead]").check()
    page.click("main button[value=save]")
    page.wait_for_load_state()
