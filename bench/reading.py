"""Đo tốc độ đọc. / How fast texts and files are read, whether time grows with length only, how much memory, how two jobs compare with one.

    python bench/reading.py [--sizes 0.1 1 10] [--rounds 3] [--only text hostile files start memory jobs others]

Texts and files are our own (beside/corpus.py). Times are CPU of the process that reads, warm, the median of the rounds; growth is the
exponent between a size and the one before (1.00 is linear). Figures of a busy machine are worth little: the load before and after is
printed with them. Aims: citations 5 MB/s, the whole reading 1 MB/s, a Word file of 10 pages 50 ms, a PDF 150 ms, the help 150 ms, a Word
file from the shell 0.5 s, memory 10 times the text and 60 MB, two jobs 1.7 times one.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from beside.corpus import HOSTILE, english_of, pdf_of, text_of, word_of
from dondoc.confine.parent import environment
from dondoc.reading.citations import citations
from dondoc.reading.contract import Head
from dondoc.reading.formats import paper
from dondoc.reading.reader import read, read_text

HERE = Path(__file__).resolve().parent
OTHERS = HERE.parent / ".venv-bench" / "bin" / "python"
PAGES = 10


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Median CPU seconds of this process, after one run to warm up."""
    work()
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def load() -> str:
    return "load " + " ".join(f"{part:.2f}" for part in os.getloadavg()) if hasattr(os, "getloadavg") else "load unknown"


def line(name: str, figure: str, aim: str = "", met: bool | None = None, note: str = "") -> None:
    """One line of the table; an aim that is not met is marked."""
    mark = "" if met is None else "met" if met else "NOT MET"
    print(f"{name:42} {figure:>18}  {aim:20} {mark:8} {note}".rstrip())


def texts(options: argparse.Namespace) -> None:
    """The whole reading and citations alone at growing sizes."""
    works: dict[str, tuple[Callable[[str], object], float]] = {
        "citations alone": (lambda text: citations(text, Head()), 5.0),
        "whole reading": (read_text, 1.0),
    }
    for name, (work, aim) in works.items():
        before: tuple[float, float] | None = None
        for size in options.sizes:
            text = text_of(size)
            megabytes = len(text.encode()) / 1e6
            spent = seconds(lambda text=text, work=work: work(text), options.rounds)
            rate = megabytes / spent
            growth = f"growth {math.log(spent / before[1]) / math.log(megabytes / before[0]):.2f}" if before else ""
            line(f"{name}, {megabytes:.1f} MB", f"{rate:.2f} MB/s", f"{aim:.0f} MB/s", rate >= aim, f"{spent * 1000:.0f} ms {growth}")
            before = megabytes, spent


def hostile(options: argparse.Namespace) -> None:
    """Strings that make careless patterns slow, at one length and four times that."""
    small, large = 25_000, 100_000
    for name, piece in HOSTILE.items():
        one, four = (seconds(partial(read_text, (piece * (size // len(piece) + 1))[:size]), 1) for size in (small, large))
        growth = math.log(four / one) / math.log(large / small)
        line(name, f"{four * 1000:.0f} ms/{large // 1000}k", "growth < 1.3", growth < 1.3 or four < 0.2, f"growth {growth:.2f}")


def files(options: argparse.Namespace, place: Path) -> None:
    """Files of ten pages, warm, in this process."""
    word, printed = word_of(PAGES), pdf_of(PAGES, place)
    (place / "a.docx").write_bytes(word)
    spent = 1000 * seconds(lambda: read(word, "a.docx"), 9)
    line(f"Word, {PAGES} pages", f"{spent:.0f} ms", "50 ms", spent < 50)
    if printed is None:
        line("PDF", "-", note="Chromium is missing, so no PDF was made")
        return
    pages = read(printed, "a.pdf").source.pages or 1
    spent = 1000 * seconds(lambda: read(printed, "a.pdf"), 9) * PAGES / pages
    line(f"PDF, {PAGES} pages", f"{spent:.0f} ms", "150 ms", spent < 150, f"of {pages} pages printed")


def command(*words: object) -> tuple[float, float]:
    """(wall, CPU) seconds of `dondoc` with these words, its children's included."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([Path(sys.executable).with_name("dondoc"), *map(str, words)], check=True, capture_output=True)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start(options: argparse.Namespace, place: Path) -> None:
    """From the shell: the help, and a Word file of ten pages."""
    (place / "a.docx").write_bytes(word_of(PAGES))
    for name, words, aim in (
        ("dondoc read --help", ("read", "--help"), 150),
        ("dondoc read a.docx, 10 pages", ("read", place / "a.docx"), 500),
    ):
        walls, spent = zip(*(command(*words) for _ in range(7)), strict=True)
        wall, cpu = 1000 * statistics.median(walls), 1000 * statistics.median(spent)
        line(name, f"{wall:.0f} ms wall", f"{aim} ms", min(wall, cpu) < aim, f"{cpu:.0f} ms CPU, best wall {1000 * min(walls):.0f} ms")


_PEAK = """
import resource, sys
from pathlib import Path
from dondoc.reading.reader import read
data = Path(sys.argv[1]).read_bytes()
status = read(data, "a.txt").status
print(len(data), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def memory(options: argparse.Namespace, place: Path) -> None:
    """The most memory a process holds that reads one text, started with the environment of those that read for dondoc."""
    for size in options.sizes:
        file = place / "long.txt"
        file.write_text(text_of(size), "utf-8")
        # by a child of a shell: on Linux a child begins with the most its parent holds, and keeps it when it becomes another program
        words = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", _PEAK, file]
        done = subprocess.run(words, check=True, capture_output=True, cwd=HERE, text=True, env=environment())
        length, peak = map(int, done.stdout.split())
        aim = 10 * length + 60_000_000
        line(
            f"memory, text of {length / 1e6:.1f} MB",
            f"{peak / 1e6:.0f} MB",
            f"{aim / 1e6:.0f} MB",
            peak < aim,
            f"{peak / length:.1f} times the text",
        )


def jobs(options: argparse.Namespace, place: Path) -> None:
    """A folder by one job and by two."""
    folder = place / "archive"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.docx").write_bytes(word_of(4 + number % 12))
    walls = {
        count: min(command("read", folder, "-o", place / f"out{count}-{turn}", "--jobs", count)[0] for turn in range(2)) for count in (1, 2)
    }
    ratio = walls[1] / walls[2]
    line(
        "60 Word files, two jobs against one",
        f"{ratio:.2f} times",
        "1.7 times",
        ratio >= 1.7,
        f"{60 / walls[1]:.1f} and {60 / walls[2]:.1f} files/s",
    )


def others(options: argparse.Namespace, place: Path) -> None:
    """Other tools on as much English text, and on the same Word file."""
    if not OTHERS.exists():
        line("eyecite, python-docx, markitdown", "-", note="not installed: scripts/env-bench.sh")
        return
    (place / "en.txt").write_text(english_of(0.1), "utf-8")  # the smallest of our sizes: it would take minutes for more
    (place / "a.docx").write_bytes(word_of(PAGES))
    done = subprocess.run(
        [OTHERS, HERE / "beside" / "others.py", place / "en.txt", place / "a.docx"], check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    eyecite = told["eyecite"]
    rate = eyecite["megabytes"] / eyecite["seconds"]
    text, word = text_of(0.1), word_of(PAGES)
    ours = len(text.encode()) / 1e6 / seconds(lambda: citations(text, Head()), options.rounds)
    line(
        "eyecite, citations of English, 0.1 MB", f"{rate:.2f} MB/s", note=f"{eyecite['found']} citations; ours {ours / rate:.1f} times that"
    )
    whole, bare = (1000 * seconds(partial(work, word, "a.docx"), 9) for work in (read, paper))
    for name in ("python-docx", "markitdown"):
        note = f"text only; our text {bare / told[name]:.2f}, our whole reading {whole / told[name]:.2f} times that"
        line(f"{name}, Word, {PAGES} pages", f"{told[name]:.0f} ms", note=note)


def main() -> None:
    parts = {"text": texts, "hostile": hostile}
    placed = {"files": files, "start": start, "memory": memory, "jobs": jobs, "others": others}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.1, 1, 10], help="MB of UTF-8")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=[*parts, *placed], default=[*parts, *placed])
    options = parser.parse_args()
    print("before:", load())
    for name, part in parts.items():
        if name in options.only:
            part(options)
    for name, part_at in placed.items():
        if name in options.only:
            with tempfile.TemporaryDirectory() as place:
                part_at(options, Path(place))
    print("after: ", load())


if __name__ == "__main__":
    main()
