"""Cơ sở dữ liệu vắng mặt, đĩa đầy: nói rõ, mời gửi lại. / The database away, the disk full: said so, and asked to send again."""

from __future__ import annotations

import errno
import sqlite3
from typing import Any
from unittest.mock import patch

import pytest
from django.db import InterfaceError, OperationalError
from django.db.models.query import QuerySet
from django.test import Client

from dondoc.server.journal.interrupted import Interruption, interruption


def of_sqlite(code: int) -> OperationalError:
    """As Django wraps it."""
    inner = sqlite3.OperationalError("said by the database")
    inner.sqlite_errorcode = code
    error = OperationalError("said by the database")
    error.__cause__ = inner
    return error


CASES: list[tuple[Exception, Interruption | None]] = [
    (of_sqlite(sqlite3.SQLITE_FULL), Interruption.DISK),
    (of_sqlite(sqlite3.SQLITE_IOERR_WRITE), Interruption.DISK),
    (of_sqlite(sqlite3.SQLITE_READONLY), Interruption.DISK),
    (of_sqlite(sqlite3.SQLITE_BUSY), Interruption.AWAY),
    (of_sqlite(sqlite3.SQLITE_CANTOPEN), Interruption.AWAY),
    (of_sqlite(sqlite3.SQLITE_ERROR), None),  # no such table: ours
    (OperationalError("server closed the connection unexpectedly"), Interruption.AWAY),
    (InterfaceError("connection already closed"), Interruption.AWAY),
    (OSError(errno.ENOSPC, "No space left on device"), Interruption.DISK),
    (FileNotFoundError(errno.ENOENT, "No such file"), None),
    (ValueError("ours"), None),
]


@pytest.mark.parametrize(("error", "told"), CASES, ids=lambda value: str(value)[:40])
def test_what_lies_behind_an_error(error: Exception, told: Interruption | None) -> None:
    assert interruption(error) is told
    later = RuntimeError("met while leaving the transaction")
    later.__context__ = error
    assert interruption(later) is told
    assert interruption(None) is None


@pytest.mark.parametrize(("error", "told"), CASES[::3], ids=lambda value: str(value)[:40])
def test_a_page_and_a_machine_are_asked_to_come_again(
    cast: Any, signed_in: Any, machine: Any, error: Exception, told: Interruption | None
) -> None:
    """A fault of ours stays a fault: it asks nobody to try again."""
    browsers: list[tuple[Client, str]] = [(signed_in("binh"), "/van-ban/"), (machine("binh"), "/api/v1/documents")]
    for browser, path in browsers:
        browser.raise_request_exception = False
        with patch.object(QuerySet, "_fetch_all", side_effect=error):
            answer = browser.get(path)
        assert answer.status_code == (503 if told else 500), path
        assert answer.headers.get("Retry-After") == (str(told.value) if told else None)
        if told and path.startswith("/van"):
            assert ("hết chỗ lưu" in answer.text) is (told is Interruption.DISK)
            assert "không bị ghi hai lần" in answer.text
