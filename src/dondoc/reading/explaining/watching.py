"""Nghe các hàm quyết định trong khi đọc. / Hears the functions that decide, while a document is read.

The interpreter tells of every function that returns; the few named in habits.toml are noted with their answer and the words they judged.
So the rules hold no hooks, and reading with nobody listening is as fast as ever (docs/decisions/0017). One thread, one document.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any, TypeVar

from dondoc.reading.explaining.habits import Gate
from dondoc.reading.patterns import lazy

T = TypeVar("T")
_PATH = lazy(r"(?P<name>\w+)(?P<attributes>(?:\.\w+)*)(?:\[(?P<index>\w+)\])?")


@dataclass(frozen=True)
class Decision:
    """What one gate said of the words at [start, end). `section` is what the section they stand in is for, where the gate knew it."""

    gate: Gate
    start: int
    end: int
    refused: bool
    result: Any = None
    section: str | None = None
    kind: str | None = None  # of marker, for a clause


def watch(call: Callable[[], T], gates: Mapping[CodeType, Gate]) -> tuple[T, list[Decision]]:
    """The result of `call`, and every decision of these gates in the order they were made."""
    heard: list[Decision] = []

    def listen(frame: FrameType, event: str, result: Any) -> None:
        gate = gates.get(frame.f_code) if event == "return" else None
        decision = _decision(gate, frame.f_locals, result) if gate else None
        if decision is not None:
            heard.append(decision)

    before = sys.getprofile()
    sys.setprofile(listen)
    try:
        done = call()
    finally:
        sys.setprofile(before)
    return done, heard


def _decision(gate: Gate, known: Mapping[str, Any], result: Any) -> Decision | None:
    value = _value(known, gate.place)
    span = _span(value)
    if span is None:
        return None
    refused = gate.refuses != "keep" and bool(result) == (gate.refuses == "true")
    end = _reach(known, result) if gate.reaches and result else span[1]
    frame = getattr(known.get("state"), "frame", None)
    section = getattr(getattr(frame, "place", None), "value", None)
    kept = result if gate.refuses == "keep" else None
    return Decision(gate, span[0], max(span[1], end), refused, kept, section, getattr(value, "kind", None))


def _reach(known: Mapping[str, Any], result: Any) -> int:
    """The end of the last line that an answer covers: (last line, …), or the number of the line after it."""
    lines = known.get("lines") or known["self"].lines
    last = result[0] if isinstance(result, tuple) else result - 1
    return int(lines[min(last, len(lines) - 1)].end)


def _value(known: Mapping[str, Any], place: str) -> Any:
    """The judged words: «unit», «rows[place]», «self.lines[number]», or two offsets «start:end»."""
    if ":" in place:
        return tuple(known.get(name) for name in place.split(":"))
    match = _PATH.fullmatch(place)
    value = known.get(match["name"]) if match else None
    for name in match["attributes"].split(".")[1:] if match else ():
        value = getattr(value, name, None)
    return value[known[match["index"]]] if match and match["index"] and value is not None else value


def _span(value: Any) -> tuple[int, int] | None:
    if isinstance(value, re.Match):
        return value.span()
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, int) for one in value):
        return value
    start, end = getattr(value, "start", None), getattr(value, "end", getattr(value, "after", None))
    return (start, end) if isinstance(start, int) and isinstance(end, int) else None
