"""Lọc lời gọi hệ thống (Linux). / A filter on system calls (Linux, x86-64 and aarch64): no network, programs, writing, tracing.

A list of what is forbidden (syscalls.toml): such a call fails with EPERM, so a library that tries one gets an error, not a kill. Opening a
file for writing is told by the flags.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).with_name("syscalls.toml")
_COLUMN = {"x86_64": 0, "aarch64": 1}
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
#: offsets in the record the kernel shows to a filter: number, machine, low halves of the second and third argument
_NUMBER, _ARCH, _ARGUMENT_1, _ARGUMENT_2 = 0, 4, 24, 32
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def forbid() -> bool:
    """Put the filter on this process for good; False where it cannot be (another system or machine, old kernel)."""
    code = instructions()
    if not code:
        return False
    buffer = ctypes.create_string_buffer(code, len(code))
    filter_ = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(filter_), 0, 0) == 0)


@cache
def instructions() -> bytes:
    """The filter for this machine, kept for the children of this process; empty where none is known."""
    machine = platform.machine()
    if machine not in _COLUMN or platform.system() != "Linux":
        return b""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    numbers = [row[_COLUMN[machine]] for row in table["forbidden"].values()]
    return program(table["machines"][machine], [number for number in numbers if number >= 0])


def program(machine: dict[str, Any], forbidden: list[int]) -> bytes:
    """The filter as instructions of 8 bytes: (code, jump if true, jump if false, value)."""
    refuse = _ERRNO | errno.EPERM
    lines: list[tuple[int, int, int, int]] = [
        (_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, machine["audit"]), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, machine["other_table"]), (_RETURN, 0, 0, _KILL),
    ]  # fmt: skip
    for number in forbidden:
        lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, refuse)]
    for number, flags in ((machine["openat"], _ARGUMENT_2), (machine["open"], _ARGUMENT_1)):
        if number >= 0:
            lines += [(_EQUAL, 0, 4, number), (_LOAD, 0, 0, flags), (_ANY_BIT, 0, 1, _WRITING)]
            lines += [(_RETURN, 0, 0, refuse), (_RETURN, 0, 0, _ALLOW)]
    lines.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *line) for line in lines)
