"""Hàm chạy trong tiến trình con của các bài thử. / What the tests run inside the child: honest work, and every kind of mischief."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from dondoc.confine import step


def size(data: bytes, factor: int = 1) -> dict[str, int]:
    return {"bytes": len(data) * factor}


def environment(_: bytes) -> dict[str, Any]:
    return {"env": dict(os.environ), "cwd": os.getcwd(), "isolated": sys.flags.isolated, "session": os.getsid(0) == os.getpid()}


def fail(data: bytes) -> None:
    raise ValueError(f"secret words: {data.decode()}")


def chatter(_: bytes) -> str:
    sys.stdout.write("noise on standard output\n")
    sys.stdout.flush()
    os.write(1, b'{"done": "forged"}\n')
    return "true"


def loop(_: bytes) -> None:
    while True:
        pass


def sleep(_: bytes) -> None:
    time.sleep(60)


def steps(_: bytes, seconds: float, count: int) -> int:
    for _number in range(count):
        time.sleep(seconds)
        step()
    return count


def allocate(_: bytes) -> int:
    return len(bytearray(1 << 30))


def flood(_: bytes) -> str:
    return "x" * 3_000_000


def die(_: bytes) -> None:
    os.abort()


def crash(_: bytes) -> None:
    ctypes.string_at(0)


def attempts(_: bytes, folder: str, port: int, victim: int) -> dict[str, str]:
    """Try everything that is forbidden; what happened, by name."""
    tries = {
        "connect": lambda: socket.create_connection(("127.0.0.1", port), timeout=2),
        "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port)),
        "unix": lambda: socket.socket(socket.AF_UNIX),
        "fork": _fork,
        "exec": lambda: subprocess.run(["/bin/true"], check=True),
        "create": lambda: (Path(folder) / "new").write_text("x"),
        "append": lambda: os.close(os.open(Path(folder) / "old", os.O_WRONLY | os.O_APPEND)),
        "unlink": lambda: (Path(folder) / "old").unlink(),
        "rename": lambda: (Path(folder) / "old").rename(Path(folder) / "other"),
        "folder": lambda: (Path(folder) / "made").mkdir(),
        "kill": lambda: os.kill(victim, signal.SIGTERM),
    }
    return {name: _outcome(act) for name, act in tries.items()}


def born(data: bytes) -> dict[str, Any]:
    return {
        "pid": os.getpid(),
        "parent": os.getppid(),
        "env": dict(os.environ),
        "bytes": len(data),
        "descriptors": os.listdir("/proc/self/fd"),
    }


def nap(_: bytes, seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def _fork() -> None:
    if child := os.fork():
        os.waitpid(child, 0)
    else:
        os._exit(0)


def _outcome(act: Any) -> str:
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "done"
