"""Giữ một chỗ ươm và chạy từng tệp qua đó. / Keeps a nursery and runs one file after another through it, each in a child of its own.

A keeper serves one thread. It ends a child that goes beyond its bounds, starts the nursery anew when that was killed, and gives a file
once more to a new child when the one that held it was killed by somebody else.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from dondoc.confine.parent import Listener, Outcome, opened, run, start
from dondoc.confine.protocol import Bounds

#: how often a file is given to a child: once more than it may lose one that was killed from outside
_TRIES = 3
#: how many nurseries may be lost over one file before it is read without one
_MOST_LOST = 20
_KILLED = f"exit {-signal.SIGKILL}" if hasattr(signal, "SIGKILL") else ""
_LONGEST = 1 << 16


class _Lost(Exception):
    """The nursery is gone."""


class Keeper:
    """`with Keeper("module", …) as keeper: keeper.run(...)`, which takes and gives what `confine.run` does.

    `modules` are loaded once, before any child is born; whatever else a child needs it loads itself.
    """

    def __init__(self, *modules: str) -> None:
        self._modules = modules
        self._nursery: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        #: files that were given to a further child, for the summary
        self.resubmitted = 0

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def run(
        self,
        function: str,
        file: Path | str | bytes,
        *,
        arguments: Mapping[str, Any] | None = None,
        bounds: Bounds | None = None,
    ) -> Outcome:
        """Call the function on one file in a child of its own. OSError when the file cannot be opened."""
        bounds = bounds or Bounds()
        request = json.dumps({"function": function, "arguments": dict(arguments or {}), "bounds": asdict(bounds)}).encode()
        if sys.platform != "linux" or len(request) > _LONGEST:
            return run(function, file, arguments=arguments, bounds=bounds)
        lost = killed = 0
        while True:
            try:
                outcome = self._born(request, file, bounds)
            except _Lost:  # no fault of the file, which the nursery never touched
                self.close()
                lost += 1
                if lost >= _MOST_LOST:
                    return run(function, file, arguments=arguments, bounds=bounds)
            else:
                killed += 1
                if outcome.error != _KILLED or killed >= _TRIES:
                    return outcome
            self.resubmitted += 1

    def close(self) -> None:
        """End the nursery and whatever child it has."""
        if self._line is not None:
            self._line.close()
        if self._nursery is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                self._nursery.kill()
            self._nursery.wait()
        self._line = self._nursery = None

    def _opened(self) -> socket.socket:
        if self._line is None:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                number = theirs.fileno()
                silent = subprocess.DEVNULL
                self._nursery = start("dondoc.confine.nursery", str(number), *self._modules, stdin=silent, stdout=silent, pass_fds=[number])
            self._line = ours
        return self._line

    def _born(self, request: bytes, file: Path | str | bytes, bounds: Bounds) -> Outcome:
        """One child; _Lost when the nursery was gone before or goes meanwhile."""
        line = self._opened()
        answers, theirs = os.pipe()
        try:
            try:
                with opened(file) as stream:
                    _send(line, request, stream.fileno(), theirs)
            finally:
                os.close(theirs)
            child = int(_heard(line)["pid"])
            started = time.monotonic()
            listener = Listener(answers, bounds)
            try:
                listener.listen()
            finally:
                _end(child)
            code = int(_heard(line)["code"])
            _send(line, b".")
            return replace(listener.outcome(time.monotonic() - started, code), peak_bytes=int(_heard(line)["peak"]))
        finally:
            os.close(answers)


def _send(line: socket.socket, message: bytes, *descriptors: int) -> None:
    try:
        if descriptors:
            socket.send_fds(line, [message], list(descriptors))
        else:
            line.send(message)
    except OSError as error:
        raise _Lost from error


def _heard(line: socket.socket) -> dict[str, Any]:
    try:
        message = line.recv(_LONGEST)
    except OSError as error:
        raise _Lost from error
    if not message:
        raise _Lost
    heard: dict[str, Any] = json.loads(message)
    return heard


def _end(child: int) -> None:
    """End the child and its group; it has its number until it is reaped, which waits for us."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
