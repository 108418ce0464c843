"""Đọc tệp lạ trong tiến trình con. / Reading a strange file in a limited child process; the result is the JSON contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dondoc import __version__
from dondoc.confine import Outcome, run
from dondoc.confine.protocol import Bounds
from dondoc.reading.asjson import Json, to_json
from dondoc.reading.contract import Reading, Reason, Source, Status
from dondoc.reading.formats.kinds import media_type_of
from dondoc.reading.formats.reasons import reason
from dondoc.rules.limits import LIMITS

_MEGA = 1_000_000
#: what a killed child ran out of: Vietnamese, English
_BOUNDS = {
    "memory": ("bộ nhớ", "memory"),
    "cpu": ("thời gian xử lý", "processor time"),
    "wall": ("thời gian", "time"),
    "output": ("dung lượng kết quả", "output"),
}

Runner = Callable[..., Outcome]


@dataclass(frozen=True)
class Confined:
    """A reading as JSON, and how well the child was held."""

    data: Json
    outcome: Outcome | None  # None: refused by its size alone, nothing was run


def read_confined(file: Path | bytes, name: str = "", *, bounds: Bounds | None = None) -> Json:
    """Read one file in a child process; the contract dondoc.reading/1 as dicts, whatever the file does. OSError if it cannot be opened."""
    return confined(file, name, bounds=bounds).data


def confined(file: Path | bytes, name: str = "", *, bounds: Bounds | None = None, runner: Runner = run) -> Confined:
    """The same, with how the run ended. `runner` is `confine.run`; tests pass another."""
    size = len(file) if isinstance(file, bytes) else file.stat().st_size
    name = name or ("" if isinstance(file, bytes) else file.name)
    if size > LIMITS.command_bytes:
        too_large = reason("too-large", size=size // _MEGA, limit=LIMITS.command_bytes // _MEGA)
        return Confined(_ended(Status.REFUSED, too_large, Source(name=name or None, bytes=size, ocr=False)), None)
    # by name: only the child pays for loading all stages, never whoever starts it
    outcome = runner("dondoc.reading.reader:read_as_json", file, arguments={"name": name}, bounds=bounds)
    if outcome.ended == "done":
        return Confined(outcome.result, outcome)
    status, why = _why(outcome)
    return Confined(_ended(status, why, _source(file, name)), outcome)


def _why(outcome: Outcome) -> tuple[Status, Reason]:
    if outcome.ended == "killed" and outcome.limit in _BOUNDS:
        vietnamese, english = _BOUNDS[outcome.limit]
        words = reason("killed", what=vietnamese)
        return Status.REFUSED, Reason(words.code, words.message, reason("killed", what=english).message_en)
    return Status.UNREAD, reason("crashed")


def _ended(status: Status, why: Reason, source: Source) -> Json:
    return to_json(Reading(status=status, source=source, reasons=(why,), reader=__version__))


def _source(file: Path | bytes, name: str) -> Source:
    data = file if isinstance(file, bytes) else file.read_bytes()
    return Source(name=name or None, sha256=sha256(data).hexdigest(), media_type=media_type_of(data), bytes=len(data), ocr=False)
