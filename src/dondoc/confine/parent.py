"""Tiến trình mẹ. / The parent: starts the child, listens, and ends it when it goes beyond its bounds."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from dondoc.confine.protocol import Bounds

_CHUNK = 1 << 16
_ROOT = str(Path(__file__).resolve().parents[2])
#: -I: no environment, no user's packages; the package's own folder is appended, wherever it stands
_START = f"import sys; sys.path.append({_ROOT!r}); from {{}} import run; run()"

#: pieces of memory longer than this go back to the system when they are let go; glibc, having let go of one, would keep the next ones
#: up to twice that long, and a text of 10 MB would hold on to 25 MB of nothing
_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "1000000"}


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    ended: "done" (result holds what the function returned), "failed" (it raised: error says which, without the words of the file),
    "killed" (limit says by which: memory, cpu, wall, total, output) or "crashed" (died by itself). holds: the fences that held, of network,
    memory, cpu, user, files, processes, calls, parent.
    """

    ended: str
    result: Any = None
    limit: str | None = None
    error: str = ""
    holds: tuple[str, ...] = ()
    seconds: float = 0.0
    peak_bytes: int | None = None  # the most memory it held at once, where the nursery could tell

    @property
    def confined(self) -> bool:
        """Whether memory, CPU and network were limited; the command tells when they were not."""
        return {"memory", "cpu"} <= set(self.holds) and bool({"network", "calls"} & set(self.holds))


def run(
    function: str | Callable[..., Any],
    file: Path | str | bytes,
    *,
    arguments: Mapping[str, Any] | None = None,
    bounds: Bounds | None = None,
) -> Outcome:
    """Call `function(data, **arguments)` in a child process on one file, a path or its bytes.

    function: "module:name", or a function of a module; arguments and result are what JSON holds. Raises OSError when the file cannot be
    opened and nothing else; ends within the wall time whatever the file holds.
    """
    bounds = bounds or Bounds()
    name = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
    request = json.dumps({"function": name, "arguments": dict(arguments or {}), "bounds": asdict(bounds)})
    with opened(file) as stream:
        child = start("dondoc.confine.__main__", request, stdin=stream, stdout=subprocess.PIPE)
    started = time.monotonic()
    assert child.stdout is not None
    listener = Listener(child.stdout.fileno(), bounds)
    try:
        listener.listen()
    finally:
        _end(child)
    return listener.outcome(time.monotonic() - started, child.returncode)


def start(module: str, *words: str, **streams: Any) -> subprocess.Popen[bytes]:
    """Our own interpreter on `module.run`, with nothing of ours but the words and the streams given."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module; the file goes by descriptor, never by name
        [sys.executable, "-I", "-c", _START.format(module), *words],
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd=os.path.abspath(os.sep),
        start_new_session=True,
        **streams,
    )


@contextlib.contextmanager
def opened(file: Path | str | bytes) -> Any:
    """The file as something the child can read: its descriptor; bytes through memory, or a file that has no name."""
    if isinstance(file, bytes):
        with _unnamed() as stream:
            stream.write(file)
            stream.seek(0)
            yield stream
    else:
        with open(file, "rb") as stream:
            yield stream


def _unnamed() -> IO[bytes]:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("dondoc"), "w+b")
    return tempfile.TemporaryFile()


def environment() -> dict[str, str]:
    """Nothing of ours: settings and secrets live in the environment. Windows needs its own root to start anything."""
    return {key: os.environ[key] for key in ("SYSTEMROOT",) if key in os.environ} | {"LANG": "C.UTF-8"} | _MEMORY


class Listener:
    """Takes what the child says until it is done, gone, late or too long."""

    def __init__(self, descriptor: int, bounds: Bounds) -> None:
        self._descriptor, self._bounds = descriptor, bounds
        self._chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._pieces: list[bytes] = []
        self._taken = 0
        self._steps = 1
        began = time.monotonic()
        self._last_moment = began + (bounds.total_seconds if bounds.total_seconds is not None else float("inf"))
        self._deadline = began + bounds.wall_seconds
        self._holds: tuple[str, ...] = ()
        self._last: dict[str, Any] = {}
        self._limit: str | None = None

    def listen(self) -> None:
        """Until the end of what the child says, or a bound is passed."""
        threading.Thread(target=self._pump, daemon=True).start()
        while not self._limit:
            try:
                chunk = self._chunks.get(timeout=max(0.0, min(self._deadline, self._last_moment) - time.monotonic()))
            except queue.Empty:
                self._limit = "total" if self._last_moment < self._deadline else "wall"
                return
            if not chunk:
                return
            self._take(chunk)

    def _pump(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while chunk := os.read(self._descriptor, _CHUNK):
                self._chunks.put(chunk)
        self._chunks.put(b"")

    def _take(self, chunk: bytes) -> None:
        self._taken += len(chunk)
        if self._taken > self._bounds.output_bytes:
            self._limit = "output"
            return
        *whole, rest = chunk.split(b"\n")
        for line in whole:
            self._hear(b"".join([*self._pieces, line]))
            self._pieces = []
        self._pieces.append(rest)

    def _hear(self, line: bytes) -> None:
        try:
            message = json.loads(line)
        except ValueError:
            return
        if "holds" in message:
            self._holds = tuple(message["holds"])
        elif "step" in message and self._steps < self._bounds.steps:
            self._steps += 1
            self._deadline = time.monotonic() + self._bounds.wall_seconds
        elif "done" in message or "failed" in message:
            self._last = message

    def outcome(self, seconds: float, code: int | None) -> Outcome:
        """What it came to, once the child has ended; `code` as of `subprocess`: below 0 the signal it died by."""
        base = Outcome("crashed", holds=self._holds, seconds=seconds)
        if self._limit:
            return replace(base, ended="killed", limit=self._limit)
        if "done" in self._last:
            return replace(base, ended="done", result=self._last["done"])
        if self._last.get("failed") == "MemoryError":
            return replace(base, ended="killed", limit="memory")
        if self._last:
            return replace(base, ended="failed", error=f"{self._last['failed']} {self._last.get('at', '')}".strip())
        if code is not None and -code == getattr(signal, "SIGXCPU", None):
            return replace(base, ended="killed", limit="cpu")
        return replace(base, error=f"exit {code}")


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and all it may have started, and take its exit code."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=0.0 if child.stdout is None else 0.2)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()
    if child.stdout is not None:
        child.stdout.close()
