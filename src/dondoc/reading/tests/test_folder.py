"""Kho văn bản qua những lần bị giết. / An archive through kills: every file exactly once, whoever died meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dondoc.reading import formats
from dondoc.reading.folder import FORMATS, Done, Job, Why, _summary, jobs, read_all

LETTER = "Số: {}/UBND-TH\nHà Nội, ngày 5 tháng 3 năm 2026\nKính gửi: Sở Tài chính\n1. Giao Sở Tài chính báo cáo trước ngày 15/4/2026.\n"
#: a bomb of entities, a program, a broken package, nothing
HOSTILE = {"bomb.html": b"<!DOCTYPE a [<!ENTITY a 'aaaa'>]>&a;" * 9, "x.exe": b"MZ\0\0", "broken.docx": b"PK\3\4broken", "empty.pdf": b""}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="finds the children in /proc")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    for number in range(24):
        (folder / ("deep" if number % 2 else "") / f"{number}.txt").write_text(LETTER.format(number) * 30, "utf-8")
    for name, data in HOSTILE.items():
        (folder / name).write_bytes(data)
    return folder


def start(archive: Path, out: Path, at_once: int = 1) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "dondoc.cli", "read", str(archive), "-o", str(out), "--jobs", str(at_once)]
    return subprocess.Popen(words, stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "en"}, start_new_session=True)


def results(out: Path) -> dict[str, str]:
    """All results by name; each must be whole."""
    return {str(file.relative_to(out)): json.loads(file.read_bytes())["status"] for file in out.rglob("*.json")}


def descendants(parent: int) -> list[int]:
    """Children of all threads, and theirs."""
    found: list[int] = []
    for listed in Path(f"/proc/{parent}/task").glob("*/children"):
        found += [int(number) for number in listed.read_text().split()]
    return found + [below for child in found for below in descendants(child)]


def wait_for(out: Path, count: int) -> None:
    until = time.monotonic() + 60
    while len(list(out.rglob("*.json"))) < count and time.monotonic() < until:
        time.sleep(0.005)


@LINUX
def test_killed_whole_and_resumed_every_file_has_one_result(archive: Path, tmp_path: Path) -> None:
    """And while the first run lives, a second that would write into the same folder is refused."""
    out = tmp_path / "out"
    first = start(archive, out)
    wait_for(out, 1)
    os.killpg(first.pid, signal.SIGSTOP)
    between = start(archive, out)
    _, words = between.communicate(timeout=60)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    assert between.returncode == 2
    assert b"another run" in words
    made = results(out)
    assert 1 <= len(made) < 28  # the control: it was in the middle
    second = start(archive, out)
    _, words = second.communicate(timeout=120)
    assert second.returncode == 0
    kept = int(words.decode().split("kept ", 1)[1].split(",")[0].split("\n")[0])
    assert len(made) - 1 <= kept <= len(made)  # an unread file without a hash is looked at again
    assert set(results(out)) == {f"{job.file.relative_to(archive)}.json" for job in jobs(archive, out, stem=False)}
    assert sorted(results(out).values()).count("read") == 24
    assert not list(out.rglob("*.part"))


@LINUX
def test_killed_workers_lose_no_file(archive: Path, tmp_path: Path) -> None:
    """A nursery is killed, and a child with its file; the long form kills many more."""
    out = tmp_path / "out"
    command = start(archive, out, at_once=2)
    for count, which in ((1, 0), (5, -1)):
        wait_for(out, count)
        os.kill(descendants(command.pid)[which], signal.SIGKILL)
    _, words = command.communicate(timeout=120)
    assert command.returncode == 0, words.decode()
    assert len(results(out)) == 28
    assert sorted(results(out).values()).count("read") == 24


def test_the_nursery_loads_the_readers_of_all_kinds() -> None:
    assert {f"dondoc.reading.formats.{name}" for name in FORMATS} >= {module for module, _ in formats._READERS.values()}


def test_a_fault_of_ours_in_one_file_does_not_stop_the_rest(archive: Path, tmp_path: Path) -> None:
    class Odd:
        def __enter__(self) -> object:
            return lambda file, _: 1 / 0 if file.name == "3.txt" else {"status": "read"}

        def __exit__(self, *_: object) -> None: ...

    done = list(read_all(jobs(archive, tmp_path / "out", stem=False), at_once=3, made=Odd))  # type: ignore[arg-type]  # a reader of the test's own
    assert len(done) == 28
    assert [(one.job.file.name, one.error) for one in done if one.status == "failed"] == [("3.txt", "ZeroDivisionError: division by zero")]


def test_the_summary_says_why_with_the_names_of_some() -> None:
    scan = Why("unread", "là bản quét", "is a scan")
    done = [Done(Job(Path(f"{n}.pdf"), Path("o")), "unread" if n else "kept", (scan,)) for n in range(5)]
    done.append(Done(Job(Path("b.docx"), Path("o")), "refused", (Why("refused", "quá lớn", "is too large"),)))
    assert list(_summary(done, lambda _, en: en)) == [
        "kept 1, unread 4, refused 1",
        "refused 1: is too large (b.docx)",
        "unread 5: is a scan (0.pdf, 1.pdf, 2.pdf and 2 more)",
    ]
    assert list(_summary(done, lambda vi, _: vi))[1] == "không nhận 1: quá lớn (b.docx)"
    assert list(_summary([], lambda _, en: en)) == ["no files"]
