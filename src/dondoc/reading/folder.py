"""Đọc cả thư mục. / A whole folder: each file in its own child process, one bad file never stops the rest, a second run goes on.

The result of `a/b.docx` is `OUT/a/b.docx.json`, or `a/b.json` by stem. A result is written whole or not at all; one that was made of the
same bytes by the same reader is not made again.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rich.console import Console
from rich.progress import track

from dondoc import __version__
from dondoc.reading.confined import Json, read_confined
from dondoc.reading.printing import as_text

_CALLED = {
    "read": ("đã đọc", "read"),
    "partial": ("một phần", "partly"),
    "unread": ("chưa đọc được", "unread"),
    "refused": ("không nhận", "refused"),
    "kept": ("đã có", "kept"),
    "failed": ("lỗi", "failed"),
}

Say = Callable[[str, str], str]
Read = Callable[[Path, str], Json]


class SameStem(Exception):
    """Two files would have one result: `first` and `second`."""

    def __init__(self, first: Path, second: Path) -> None:
        super().__init__(f"{first} and {second}")
        self.first, self.second = first, second


@dataclass(frozen=True)
class Job:
    """A file and where its result goes."""

    file: Path
    result: Path


@dataclass(frozen=True)
class Done:
    """What became of a job: a status of the contract, «kept» (made before), or «failed» with the words of the system."""

    job: Job
    status: str
    error: str = ""


def jobs(folder: Path, out: Path, *, stem: bool) -> list[Job]:
    """All files below a folder but results (.json) and links, in the order of their names. SameStem when two would share a result."""
    found: list[Job] = []
    taken: dict[Path, Path] = {}
    for file in sorted(_files(folder, out)):
        inside = file.relative_to(folder)
        result = out / (inside.with_suffix(".json") if stem else inside.with_name(f"{inside.name}.json"))
        if result in taken:
            raise SameStem(taken[result], file)
        taken[result] = file
        found.append(Job(file, result))
    return found


def _files(folder: Path, out: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if (here / name).resolve() != out.resolve()]
        for name in names:
            file = here / name
            if file.suffix.lower() != ".json" and file.is_file() and not file.is_symlink():
                yield file


def read_all(todo: list[Job], *, at_once: int, read: Read = read_confined) -> Iterator[Done]:
    """Read the files, so many at once; yields each as it is done, in the order of the list."""
    with ThreadPoolExecutor(max_workers=max(1, at_once)) as pool:
        yield from pool.map(lambda job: _one(job, read), todo)


def _one(job: Job, read: Read) -> Done:
    try:
        if _made_before(job):
            return Done(job, "kept")
        data = read(job.file, job.file.name)
        _write(job.result, data)
    except OSError as error:
        return Done(job, "failed", str(error.strerror or error))
    return Done(job, str(data["status"]))


def _made_before(job: Job) -> bool:
    """Whether the result stands and is of these bytes and this reader. A refused secret file has no hash and is looked at again."""
    try:
        data = json.loads(job.result.read_bytes())
        return bool(data["reader"] == __version__ and data["source"]["sha256"] == sha256(job.file.read_bytes()).hexdigest())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(path: Path, data: Json) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(as_text(data), "utf-8")
    part.replace(path)


def run(folder: Path, out: Path, *, stem: bool, at_once: int, say: Say, note: Callable[[str], None]) -> int:
    """The command over a folder: 0 when gone through, 1 when a file could not be opened or written, 2 when two would share a result."""
    try:
        todo = jobs(folder, out, stem=stem)
    except SameStem as same:
        vi, en = (
            f"hai tệp cùng tên kết quả: {same.first} và {same.second}",
            f"two files would share a result: {same.first} and {same.second}",
        )
        note(say(f"{vi}; bỏ --stem", f"{en}; leave out --stem"))
        return 2
    counts: Counter[str] = Counter()
    shown = Console(stderr=True)
    every = read_all(todo, at_once=at_once)
    for done in track(every, total=len(todo), description=say("Đọc", "Reading"), console=shown, transient=True):
        counts[done.status] += 1
        if done.status == "failed":
            note(f"{done.job.file}: {done.error}")
    note(", ".join(f"{say(*_CALLED[status])} {count}" for status, count in counts.items()) or say("không có tệp nào", "no files"))
    return 1 if counts["failed"] else 0
