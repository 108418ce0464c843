"""Việc hằng ngày, đếm từng lần bấm. / Daily work by counted clicks, from the first screen: no more than was designed.

Typing and choosing a file are no clicks beyond the button; choosing from a list is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import People, Province

pytestmark = pytest.mark.journey


@dataclass
class Hand:
    """A hand at a page, which counts what it does from the first screen on."""

    page: Any
    count: int = 0

    def home(self, province: Province) -> Hand:
        """At the first screen, nothing counted."""
        self.page.goto(province.address)
        self.count = 0
        return self

    def click(self, selector: str) -> None:
        """One click or tap, and the page it leads to."""
        self.count += 1
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def choose(self, selector: str, value: str) -> None:
        """One choice from a list."""
        self.count += 1
        self.page.locator(selector).first.select_option(value)

    def attach(self, selector: str, file: Path) -> None:
        """One file."""
        self.count += 1
        self.page.locator(selector).first.set_input_files(str(file))

    def says(self, words: str) -> bool:
        """Whether the page or its message holds these words."""
        return words in self.page.inner_text("body")


def test_a_leader_reads_approves_assigns_and_urges_by_two_taps_on_a_telephone(people: People, province: Province) -> None:
    leader = Hand(people("bithu", width=390, height=844)).home(province)
    leader.click("main a:has-text('Xem và duyệt')")
    assert leader.says("Nhiệm vụ")
    leader.click("main button:has-text('Duyệt')")
    assert leader.count == 2
    assert leader.says("Đã duyệt")
    leader.home(province).click("main a.btn:has-text('Giao nhiệm vụ')")
    leader.click("main form button.btn-primary:has-text('Giao')")
    assert leader.count == 2
    assert leader.says("Đã gửi")
    leader.home(province).click("main a.btn:has-text('Đôn đốc')")
    leader.click("main button:has-text('Gửi')")
    assert leader.count == 2
    assert leader.says("Đã gửi nhắc đến 1 đơn vị.")


def test_the_office_urges_by_three_clicks(people: People, province: Province) -> None:
    office = Hand(people("tonghop")).home(province)
    late = int(office.page.locator("main a.tile-late b").first.inner_text())
    assert late > 0
    office.click("main a.tile-late")
    assert office.says(f"{late} nhiệm vụ khớp.")  # a figure opens what it counts
    office.click("main a.btn-primary:has-text('Đôn đốc')")
    office.click("main button:has-text('Gửi')")
    assert office.count == 3
    assert office.says("Đã gửi nhắc đến")
    assert office.says("Đã nhắc hôm nay")
    assert office.says("Không còn đơn vị nào cần nhắc hôm nay.")


def test_a_unit_reports_its_month_by_five_clicks_and_its_head_approves_by_two(people: People, province: Province, tmp_path: Path) -> None:
    evidence = tmp_path / "bien-ban.txt"
    evidence.write_text("Biên bản họp dân thôn 2", "utf-8")
    officer = Hand(people("canboso")).home(province)
    officer.click("main a.btn-primary:has-text('Báo cáo')")
    officer.choose("#unit-report select[name$=progress]", "in_hand")
    officer.page.locator("#unit-report textarea[name$=result]").first.fill("Đã họp dân ở thôn 2.")
    officer.attach("#unit-report input[type=file][name$=evidence]", evidence)
    officer.click("#unit-report button:has-text('Lưu')")
    assert officer.count <= 5
    assert officer.says("bien-ban.txt")
    head = Hand(people("so")).home(province)
    head.click("main a.tile:has-text('chờ thủ trưởng duyệt')")
    head.click("main button:has-text('Duyệt và nộp')")
    assert head.count == 2
    assert head.says("Đã nộp")
