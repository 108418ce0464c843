"""Lời giữa tiến trình con và mẹ. / What child and parent say to each other: JSON lines on the child's output.

{"holds": [...]}   first: which limits hold
{"step": n}        another step begins: it gets its own CPU and wall time, up to a fixed number of steps
{"done": ...}      last: the result      or      {"failed": "ValueError", "at": "module:line"}
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from typing import Any

from dondoc.rules.limits import LIMITS

if sys.platform != "win32":
    import resource


@dataclass(frozen=True)
class Bounds:
    """What the child may use. Seconds are of one step, `total_seconds` of all together (None: as the steps come to); bytes of addresses
    and of what it sends back."""

    memory_bytes: int = LIMITS.child_address_bytes
    cpu_seconds: int = LIMITS.child_cpu_seconds
    wall_seconds: float = LIMITS.child_wall_seconds
    output_bytes: int = LIMITS.child_output_bytes
    total_seconds: float | None = None
    steps: int = LIMITS.pages // LIMITS.step_pages + 1 + LIMITS.ocr_pages


class _Channel:
    """The child's end of the pipe; no descriptor in a process that is no confined child."""

    descriptor: int | None = None
    steps = 1
    bounds = Bounds()


def open_channel(descriptor: int, bounds: Bounds) -> None:
    """Speak on this descriptor from now on (child only)."""
    _Channel.descriptor, _Channel.bounds = descriptor, bounds


def say(message: dict[str, Any]) -> None:
    """Write one message whole; nothing when there is nobody to tell."""
    if _Channel.descriptor is None:
        return
    rest = memoryview(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n")
    while rest:
        rest = rest[os.write(_Channel.descriptor, rest) :]


def step() -> None:
    """Tell that another step of a long work begins (200 pages of a PDF). Does nothing outside a confined child."""
    if _Channel.descriptor is None:
        return
    _Channel.steps += 1
    say({"step": _Channel.steps})
    more_cpu(_Channel.bounds, _Channel.steps)


def more_cpu(bounds: Bounds, steps: int) -> None:
    """Set the soft limit of CPU time to what so many steps may use; the hard one, set once, ends the last step."""
    if sys.platform == "win32":
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = bounds.cpu_seconds * min(steps, bounds.steps)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
