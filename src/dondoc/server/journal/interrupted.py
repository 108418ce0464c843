"""Việc bị ngắt giữa chừng: cơ sở dữ liệu vắng mặt, đĩa đầy. / An act cut off by what it is kept in, not by a fault of ours.

Whoever asked is told to ask again (503), since the same form, sent again with its key, takes effect once.
"""

from __future__ import annotations

import errno
import sqlite3
from enum import Enum

from django.db import InterfaceError, OperationalError

#: Of a full or failing disk. EFBIG: a limit set on the process.
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
#: Primary result codes of SQLite; an extended code holds the primary one in its low byte.
_SQLITE_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
_SQLITE_AWAY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM}
#: SQLSTATE 53100, disk full. Every other OperationalError of PostgreSQL is of the connection, of a lock or of time.
_POSTGRES_DISK = "53100"


class Interruption(Enum):
    """What cut the act off, and after how many seconds it is worth asking again."""

    AWAY = 5
    DISK = 60


def interruption(error: BaseException | None) -> Interruption | None:
    """What of the database or the disk lies behind this error or behind any that led to it; None: a fault of ours."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if found := _of(error):
            return found
        error = error.__cause__ or error.__context__
    return None


def _of(error: BaseException) -> Interruption | None:
    if isinstance(error, sqlite3.OperationalError):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return Interruption.DISK if code in _SQLITE_DISK else Interruption.AWAY if code in _SQLITE_AWAY else None
    if isinstance(error, (OperationalError, InterfaceError)):
        inner = error.__cause__
        if inner is not None and type(inner).__module__.startswith("sqlite3"):
            return None  # asked of the inner one
        return Interruption.DISK if getattr(inner, "sqlstate", None) == _POSTGRES_DISK else Interruption.AWAY
    return Interruption.DISK if isinstance(error, OSError) and error.errno in _DISK else None
