"""Đọc tệp lạ trong tiến trình con. / Reading a strange file in a limited child process; the result is the JSON contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from dondoc.confine import Outcome, run
from dondoc.confine.protocol import Bounds
from dondoc.rules.limits import LIMITS

#: the contract dondoc.reading/1, as `asjson` makes it
Json = dict[str, Any]
Runner = Callable[..., Outcome]
#: loaded only when the child gave no answer; by name, since what stands here is loaded before the child can start
_UNREAD = "dondoc.reading.unread"


@dataclass(frozen=True)
class Confined:
    """A reading as JSON, and how well the child was held."""

    data: Json
    outcome: Outcome | None  # None: refused by its size alone, nothing was run


def read_confined(file: Path | bytes, name: str = "", *, bounds: Bounds | None = None) -> Json:
    """Read one file in a child process; the contract dondoc.reading/1 as dicts, whatever the file does. OSError if it cannot be opened."""
    return confined(file, name, bounds=bounds).data


def confined(
    file: Path | bytes,
    name: str = "",
    *,
    bounds: Bounds | None = None,
    runner: Runner = run,
    task: str = "dondoc.reading.reader:read_as_json",
    asked: Json | None = None,
) -> Confined:
    """The same, with how the run ended. `runner` is `confine.run`; tests pass another. `task` is what the child does, `asked` what
    it is told besides the name; a child that gave no answer is reported as a reading in every case."""
    size = len(file) if isinstance(file, bytes) else file.stat().st_size
    name = name or ("" if isinstance(file, bytes) else file.name)
    if size > LIMITS.command_bytes:
        return Confined(import_module(_UNREAD).too_large(size, name), None)
    # by name: only the child pays for loading all stages, never whoever starts it
    outcome = runner(task, file, arguments={"name": name, **(asked or {})}, bounds=bounds)
    if outcome.ended == "done":
        return Confined(outcome.result, outcome)
    return Confined(import_module(_UNREAD).ended(outcome, file, name), outcome)
