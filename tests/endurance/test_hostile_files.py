"""Mọi tệp độc, qua lệnh và qua trang nhận văn bản. / Every hostile file, by the command and by the page: an answer with a reason for each.

Figures at the end: how many of each outcome, the slowest file, the largest memory of a child.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dondoc.confine.keeper import Keeper
from dondoc.reading.confined import confined

HOSTILE = Path(__file__).parents[3] / "shared" / "adversarial"
ENDS = {"read", "partial", "unread", "refused"}
LONGEST_SECONDS, MOST_MEMORY = 30, 512_000_000
#: what the index calls a file that grows when it is opened
BOMBS = {"zip-bomb", "xml-bomb", "xml-entity-bomb", "zip-many-entries", "lying-size"}

pytestmark = [
    pytest.mark.endurance,
    pytest.mark.shared,
    pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile files are not beside the project (../shared)"),
    pytest.mark.skipif(sys.platform != "linux", reason="memory is told by the nursery, which is of Linux"),
]


def hostile() -> list[Path]:
    return [file for file in sorted(HOSTILE.rglob("*")) if file.is_file() and file.name != "index.tsv"]


def categories() -> dict[str, str]:
    with (HOSTILE / "index.tsv").open(encoding="utf-8") as lines:
        return {row["file"]: row["category"] for row in csv.DictReader(lines, delimiter="\t")}


def say(words: str) -> None:
    print(f"\n{words}")  # noqa: T201 - the figures


def test_every_hostile_file_ends_in_the_child_with_a_reason() -> None:
    counts: Counter[str] = Counter()
    kinds, deaths, largest, slowest = categories(), [], (0, ""), (0.0, "")
    grown: list[str] = []
    with Keeper("dondoc.reading.reader") as keeper:
        for file in hostile():
            began = time.monotonic()
            found = confined(file, runner=keeper.run)
            slowest = max(slowest, (time.monotonic() - began, file.name))
            counts[str(found.data["status"])] += 1
            assert found.data["reasons"] or found.data["status"] == "read", file.name
            assert all(reason["message"] and reason["message_en"] for reason in found.data["reasons"]), file.name
            outcome = found.outcome
            if outcome is None:
                continue
            largest = max(largest, (outcome.peak_bytes or 0, file.name))
            if outcome.ended != "done":
                deaths.append(f"{file.name}: {outcome.ended} {outcome.limit or outcome.error}")
            assert {"network", "calls", "files", "memory", "cpu"} <= set(outcome.holds), file.name
            if kinds[str(file.relative_to(HOSTILE))] in BOMBS and (outcome.peak_bytes or 0) > 200_000_000:
                grown.append(file.name)
    say(
        f"{sum(counts.values())} files: {dict(counts)}; slowest {slowest[0]:.1f} s {slowest[1]}; "
        f"largest child {largest[0] / 1e6:.0f} MB {largest[1]}; died: {deaths or 'none'}"
    )
    assert set(counts) <= ENDS
    assert not [death for death in deaths if ": failed" in death]
    assert slowest[0] < LONGEST_SECONDS
    assert largest[0] < MOST_MEMORY
    assert not grown


def test_the_command_goes_through_all_of_them_and_writes_nowhere_else(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("home", "here", "tmp", "out")}
    for place in places.values():
        place.mkdir()
    before = {file: file.stat().st_mtime_ns for file in HOSTILE.rglob("*")}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "dondoc.cli", "read", str(HOSTILE), "-o", str(places["out"]), "--jobs", "2"],
        cwd=places["here"],
        env={**os.environ, "HOME": str(places["home"]), "TMPDIR": str(places["tmp"]), "LC_ALL": "en"},
        capture_output=True,
        check=False,
    )
    words = done.stderr.decode()
    say(f"{time.monotonic() - began:.0f} s for all with two jobs\n{words}")
    assert done.returncode == 0
    assert "Traceback" not in words
    inputs = {f"{file.relative_to(HOSTILE)}.json" for file in HOSTILE.rglob("*") if file.is_file() and file.suffix.lower() != ".json"}
    results = {str(file.relative_to(places["out"])): json.loads(file.read_bytes())["status"] for file in places["out"].rglob("*.json")}
    assert set(results) == inputs
    assert set(results.values()) <= ENDS
    assert [list(places[name].iterdir()) for name in ("home", "here", "tmp")] == [[], [], []]
    assert {file: file.stat().st_mtime_ns for file in HOSTILE.rglob("*")} == before


def test_the_page_takes_each_or_says_why_not(cast: Any, signed_in: Any) -> None:
    browser = signed_in("chi")
    counts: Counter[int | str] = Counter()
    slowest = (0.0, "")
    for file in hostile():
        began = time.monotonic()
        sent = {"organization": str(cast.province.uid), "form_key": str(uuid.uuid4())}
        answer = browser.post("/van-ban/moi/", {**sent, "main": SimpleUploadedFile(file.name, file.read_bytes())})
        assert answer.status_code in (302, 422), (file.name, answer.status_code)
        if answer.status_code == 302:
            page = browser.get(answer.headers["Location"])
            assert page.status_code == 200, (file.name, answer.headers["Location"])
            counts["taken, or waits for a person's word"] += 1
        else:
            page = answer
            counts["refused with a sentence"] += 1
        assert "Traceback" not in page.content.decode(), file.name
        slowest = max(slowest, (time.monotonic() - began, file.name))
    say(f"by the page: {dict(counts)}; slowest {slowest[0]:.1f} s {slowest[1]}")
    assert slowest[0] < LONGEST_SECONDS
