"""Một tháng của một đơn vị theo nhịp của một người. / A unit's month of fourteen pieces of work, three with evidence, at a person's pace.

The pace is counted, not timed: the keystroke-level model of Card, Moran and Newell (1980) with its own seconds. A keystroke of somebody
who types for the office but is no typist 0.28, pointing with a mouse 1.1, a click 0.2, a hand to the mouse or back 0.4, making up one's
mind before each act 1.35; reading four words a second. A letter with marks is as many keystrokes as an input method asks: the letter,
its hat or horn, its tone. What the server and the browser took is told beside it: it depends on the machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import People, Province, clean_environment, serving

pytestmark = pytest.mark.journey

KEY, POINT, CLICK, HAND, MIND, WORDS_A_SECOND = 0.28, 1.1, 0.2, 0.4, 1.35, 4
COUNT, WITH_EVIDENCE, MOST = 14, 3, 600
#: What is said of each piece of work, of the length officers write.
RESULTS = (
    "Đã rà soát 12 hộ ở thôn 1 và thôn 2, có biên bản.",
    "Đã họp, phân công từng đồng chí, làm xong 3 việc.",
    "Đã gửi văn bản đến các xã.",
)


@dataclass
class Pace:
    """What a person does at a page, in the signs of the model, and how long that takes."""

    page: Any
    keys: int = 0
    points: int = 0
    clicks: int = 0
    hands: int = 0
    minds: int = 0
    words: int = 0
    waited: float = field(default=0.0)

    def click(self, target: Any) -> None:
        """Make up one's mind, point, click, wait for the page."""
        self.minds, self.points, self.clicks = self.minds + 1, self.points + 1, self.clicks + 1
        began = time.monotonic()
        target.click()
        self.page.wait_for_load_state()
        self.waited += time.monotonic() - began

    def choose(self, target: Any, value: str) -> None:
        """Open a list, point at a line of it."""
        self.minds, self.points, self.clicks = self.minds + 1, self.points + 2, self.clicks + 2
        target.select_option(value)

    def type(self, target: Any, text: str) -> None:
        """Point at the field, hand to the keyboard, type, hand back."""
        self.minds, self.points, self.clicks, self.hands = self.minds + 1, self.points + 1, self.clicks + 1, self.hands + 2
        self.keys += len(unicodedata.normalize("NFD", text).replace("đ", "dd").replace("Đ", "DD"))
        target.fill(text)

    def attach(self, target: Any, file: Path) -> None:
        """The button, a look at the folder, the file, its name confirmed."""
        self.minds, self.points, self.clicks = self.minds + 2, self.points + 3, self.clicks + 4
        target.set_input_files(str(file))

    def read(self, text: str) -> None:
        """At four words a second."""
        self.words += len(text.split())

    @property
    def seconds(self) -> float:
        """The sum, without waiting for the machine."""
        moved = self.keys * KEY + self.points * POINT + self.clicks * CLICK + self.hands * HAND
        return moved + self.minds * MIND + self.words / WORDS_A_SECOND

    def told(self, who: str) -> str:
        """The sum with its terms."""
        return (
            f"{who}: {self.seconds:.0f} s = {self.keys} keys, {self.points} points, {self.clicks} clicks, {self.hands} hands, "
            f"{self.minds} decisions, {self.words} words read; and {self.waited:.1f} s waited"
        )


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Iterator[Province]:
    """A province of one's own: a month that is reported here is nobody else's."""
    home = tmp_path / "home"
    shutil.copytree(built, home)
    yield from serving(home)


@pytest.fixture
def people(own: Province, chromium: Any) -> Iterator[People]:
    """Sign-in as anybody there; no page may have complained in the console."""
    found = People(chromium, own.address)
    yield found
    found.close()
    assert found.errors == []


def test_a_month_of_fourteen_is_entered_approved_and_printed_within_ten_minutes(own: Province, people: People, tmp_path: Path) -> None:
    giving = [sys.executable, str(Path(__file__).with_name("giving.py")), "canboso"]
    environment = clean_environment(DONDOC_HOME=str(own.home))
    page = people("canboso")
    page.goto(f"{own.address}/bao-cao/")
    there = page.locator("#unit-report select[name$=progress]").count()
    given = subprocess.run([*giving, str(max(0, COUNT - there))], env=environment, capture_output=True, text=True, check=False)
    assert given.returncode == 0, given.stderr
    page.goto(own.address)
    officer = Pace(page)
    officer.click(page.locator("main a.btn-primary:has-text('Báo cáo')").first)
    sections = page.locator("#unit-report section.panel:has(select[name$=progress])").all()[:COUNT]
    assert len(sections) == COUNT
    for place, section in enumerate(sections):
        officer.read(section.locator("h2").inner_text())
        officer.choose(section.locator("select[name$=progress]"), "in_hand")
        officer.type(section.locator("textarea[name$=result]"), RESULTS[place % len(RESULTS)])
        if place < WITH_EVIDENCE:
            file = tmp_path / f"bien-ban-{place}.txt"
            file.write_text(f"Biên bản {place}", "utf-8")
            officer.attach(section.locator("input[type=file][name$=evidence]").first, file)
    officer.click(page.locator("#unit-report button:has-text('Lưu')"))
    assert "bien-ban-2.txt" in page.inner_text("body")
    head_page = people("so")
    head_page.goto(own.address)
    head = Pace(head_page)
    head.click(head_page.locator("main a.tile:has-text('chờ thủ trưởng duyệt')").first)
    assert head_page.locator("main .tk").count() >= COUNT
    head.read(head_page.locator("main").inner_text())
    head.click(head_page.locator("main button:has-text('Duyệt và nộp')"))
    page.reload()
    officer.type(page.locator("#id_number"), "12")
    with page.expect_download() as paper:
        officer.click(page.locator("button:has-text('Lập tệp Word')"))
    assert paper.value.suggested_filename.endswith(".docx")
    total = officer.seconds + head.seconds
    sys.stdout.write(f"\n{officer.told('officer')}\n{head.told('head')}\ntogether {total:.0f} s of {MOST}\n")
    assert total < MOST
