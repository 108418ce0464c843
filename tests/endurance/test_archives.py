"""Kho văn bản qua nhiều lần bị giết: dạng dài. / An archive through many kills of workers and of the whole command, with figures.

Each round reads the archive into an empty folder, killing children, nurseries and the command at times drawn from a seed, and starting the
command again until it has ended; then every file must have one whole result, the same as of a quiet run.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from dondoc.reading.tests.seeds import TEXT, seeds

ROUNDS, FILES, SEED = int(os.environ.get("DONDOC_KILL_ROUNDS", "12")), 60, 7

pytestmark = [pytest.mark.endurance, pytest.mark.skipif(sys.platform != "linux", reason="finds the children in /proc")]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    for number in range(FILES):
        (folder / ("deep" if number % 3 else "") / f"{number}.txt").write_text(TEXT * (1 + number % 9), "utf-8")
    for name, data in seeds():
        (folder / name).write_bytes(data)
        (folder / f"half-{name}").write_bytes(data[: len(data) // 2])
    return folder


def start(archive: Path, out: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "dondoc.cli", "read", str(archive), "-o", str(out), "--jobs", "2"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def descendants(parent: int) -> list[int]:
    found: list[int] = []
    for listed in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            found += [int(number) for number in listed.read_text().split()]
        except OSError:
            continue
    return found + [below for child in found for below in descendants(child)]


def results(out: Path) -> dict[str, object]:
    return {str(file.relative_to(out)): json.loads(file.read_bytes()) for file in out.rglob("*.json")}


def kill(command: subprocess.Popen[bytes], chance: random.Random, kills: Counter[str]) -> None:
    """One kill, of the whole command or of one of its children."""
    if chance.random() < 0.25:
        os.killpg(command.pid, signal.SIGKILL)
        kills["commands"] += 1
        return
    workers = descendants(command.pid)
    if workers:
        try:
            os.kill(chance.choice(workers), signal.SIGKILL)
            kills["workers"] += 1
        except ProcessLookupError:
            pass


def test_every_file_exactly_once_through_kills(archive: Path, tmp_path: Path) -> None:
    quiet = tmp_path / "quiet"
    assert start(archive, quiet).wait(timeout=300) == 0
    wanted, chance, kills, runs = results(quiet), random.Random(SEED), Counter[str](), 0
    for number in range(ROUNDS):
        out = tmp_path / f"out{number}"
        for _ in range(60):
            runs += 1
            command = start(archive, out)
            while command.poll() is None:
                time.sleep(chance.uniform(0.05, 0.8))
                if command.poll() is None and kills.total() < 14 * (number + 1):
                    kill(command, chance, kills)
            if command.returncode == 0:
                break
        assert command.returncode == 0
        assert results(out) == wanted
        assert not list(out.rglob("*.part"))
    print(f"\n{len(wanted)} files, {ROUNDS} rounds, {runs} runs, kills {dict(kills)}: 0 lost, 0 twice, all as in the quiet run")  # noqa: T201
