"""Chạy một hàm trên một tệp lạ trong tiến trình con bị giới hạn. / One function on one strange file in a limited child process.

`run("module:function", file, arguments=…) -> Outcome`. The function takes the bytes of the file and the arguments by name and returns
what JSON can hold. The child has no environment, no network, no way to start programs or write files, limited memory, CPU and time, and
its own user when we are root; whatever it does, `run` returns. `step()` is for long work: it asks for the time of one more step.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dondoc.confine.protocol import step

if TYPE_CHECKING:
    from dondoc.confine.parent import Outcome, run

__all__ = ["Outcome", "run", "step"]


def __getattr__(name: str) -> Any:
    # the child imports this package too, and has no use for what the parent needs to start it
    if name in ("Outcome", "run"):
        return getattr(import_module("dondoc.confine.parent"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
