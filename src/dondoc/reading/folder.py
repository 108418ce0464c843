"""Đọc cả thư mục. / A whole folder: each file in its own child process, one bad file never stops the rest, a second run goes on.

The result of `a/b.docx` is `OUT/a/b.docx.json`, or `a/b.json` by stem. A result is written whole or not at all; one that was made of the
same bytes by the same reader is not made again.
"""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from queue import Empty, SimpleQueue

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dondoc import __version__
from dondoc.confine.keeper import Keeper
from dondoc.reading.confined import Json, confined
from dondoc.reading.printing import as_text

try:
    import fcntl
except ImportError:  # not on every system
    fcntl = None  # type: ignore[assignment]

_CALLED = {
    "read": ("đã đọc", "read"),
    "partial": ("một phần", "partly"),
    "unread": ("chưa đọc được", "unread"),
    "refused": ("không nhận", "refused"),
    "kept": ("đã có", "kept"),
    "failed": ("lỗi", "failed"),
}

#: the readers of all kinds, for a nursery to load once
FORMATS = ("doc", "html", "images", "package", "pdf", "plain", "rtf", "word")
_ORDER = ("refused", "unread", "partial")

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
class Why:
    """Why a file was refused, not read, or read in part only (`status`)."""

    status: str
    message: str
    message_en: str


@dataclass(frozen=True)
class Done:
    """What became of a job: a status of the contract, «kept» (made before), or «failed» with the words of the system."""

    job: Job
    status: str
    why: tuple[Why, ...] = ()
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


@contextmanager
def nursery() -> Iterator[Read]:
    """Reads each file in a child of its own, the reader loaded once for all."""
    with Keeper("dondoc.reading.reader", *(f"dondoc.reading.formats.{name}" for name in FORMATS), "dondoc.reading.ready") as kept:
        yield lambda file, name: confined(file, name, runner=kept.run).data


def read_all(todo: Sequence[Job], *, at_once: int, made: Callable[[], AbstractContextManager[Read]] = nursery) -> Iterator[Done]:
    """Read the files, so many at once; yields each as it is done, every job exactly once. `made` gives each thread its reader."""
    waiting: SimpleQueue[Job] = SimpleQueue()
    finished: SimpleQueue[Done] = SimpleQueue()
    for job in todo:
        waiting.put(job)
    stop = threading.Event()
    workers = [
        threading.Thread(target=_work, args=(waiting, finished, made, stop), daemon=True) for _ in range(max(1, min(at_once, len(todo))))
    ]
    for worker in workers:
        worker.start()
    try:
        for _ in todo:
            yield finished.get()
    finally:
        stop.set()  # also when whoever asked went away: no further file is begun
        for worker in workers:
            worker.join()


def _work(
    waiting: SimpleQueue[Job], finished: SimpleQueue[Done], made: Callable[[], AbstractContextManager[Read]], stop: threading.Event
) -> None:
    """One thread: takes jobs until there are none."""
    with made() as read:
        while not stop.is_set():
            try:
                job = waiting.get_nowait()
            except Empty:
                return
            finished.put(_one(job, read))


def _one(job: Job, read: Read) -> Done:
    """Whatever happens to one file is told and stops no other."""
    try:
        data = _made_before(job)
        if data is not None:
            return Done(job, "kept", _why(data))
        data = read(job.file, job.file.name)
        _write(job.result, data)
    except OSError as error:
        return Done(job, "failed", error=str(error.strerror or error))
    except Exception as error:  # a fault of ours in one file must not lose the others
        return Done(job, "failed", error=f"{type(error).__name__}: {error}")
    return Done(job, str(data["status"]), _why(data))


def _why(data: Json) -> tuple[Why, ...]:
    """The reasons of whatever was not read whole."""
    if data.get("status") == "read":
        return ()
    return tuple(Why(str(data["status"]), str(one["message"]), str(one["message_en"])) for one in data.get("reasons", ()))


def _made_before(job: Job) -> Json | None:
    """The result, if it stands and is of these bytes and this reader. A refused secret file has no hash and is looked at again."""
    try:
        data: Json = json.loads(job.result.read_bytes())
        with job.file.open("rb") as stream:
            same = data["reader"] == __version__ and data["source"]["sha256"] == file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return data if same else None


def _write(path: Path, data: Json) -> None:
    """Whole or not at all: under its own name only once it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(as_text(data), "utf-8")
    part.replace(path)


class Busy(Exception):
    """Another run writes into the same folder."""


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Holds the folder of results for this run, where the system can; a run that was killed holds nothing."""
    out.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    descriptor = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield
    finally:
        os.close(descriptor)


def run(folder: Path, out: Path, *, stem: bool, at_once: int, say: Say, note: Callable[[str], None]) -> int:
    """The command over a folder: 0 when gone through, 1 when a file could not be opened or written, 2 when it cannot be begun."""
    try:
        todo = jobs(folder, out, stem=stem)
        with _alone(out):
            done = list(_shown(read_all(todo, at_once=at_once), len(todo), say))
    except SameStem as same:
        vi, en = (
            f"hai tệp cùng tên kết quả: {same.first} và {same.second}",
            f"two files would share a result: {same.first} and {same.second}",
        )
        note(say(f"{vi}; bỏ --stem", f"{en}; leave out --stem"))
        return 2
    except Busy:
        note(say(f"một lệnh khác đang ghi vào {out}", f"another run is writing into {out}"))
        return 2
    for line in _summary(done, say):
        note(line)
    return 1 if any(one.status == "failed" for one in done) else 0


def _shown(every: Iterable[Done], count: int, say: Say) -> Iterator[Done]:
    """The same, with a bar on the terminal: how many, how many a second, the time left."""
    files = say("tệp/giây", "files/s")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    shown = Console(stderr=True)
    with Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal) as bar:
        task = bar.add_task(say("Đọc", "Reading"), total=count, rate="")
        for one in every:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:.1f} {files}" if speed else "")
            yield one


#: how many files a line of the summary names
_NAMED = 3


def _summary(done: Sequence[Done], say: Say) -> Iterator[str]:
    """What became of the files: counts, then why some were refused, unread or read in part, and which could not be opened or written."""
    counts = Counter(one.status for one in done)
    yield ", ".join(f"{say(*_CALLED[status])} {count}" for status, count in counts.items()) or say("không có tệp nào", "no files")
    by_reason: dict[Why, list[str]] = {}
    for one in done:
        for why in one.why:
            by_reason.setdefault(why, []).append(str(one.job.file))
    for why, files in sorted(by_reason.items(), key=lambda item: (_ORDER.index(item[0].status), -len(item[1]))):
        more = say(f" và {len(files) - _NAMED} tệp nữa", f" and {len(files) - _NAMED} more") if len(files) > _NAMED else ""
        yield f"{say(*_CALLED[why.status])} {len(files)}: {say(why.message, why.message_en)} ({', '.join(sorted(files)[:_NAMED])}{more})"
    yield from (f"{one.job.file}: {one.error}" for one in done if one.status == "failed")
