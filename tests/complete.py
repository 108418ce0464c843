"""T-L6: mỗi yêu cầu làm thay đổi đều ghi nhật ký trong cùng giao dịch. / Every request of the tests is watched, whatever it tests.

A request that changes a row of ours writes the journal in the same outermost transaction, or the test that sent it fails. What was
rolled back is no change. Left out is what is no act: sessions, the cache, what the library of sign-in keeps for itself.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.test.client import ClientHandler
from django.urls import Resolver404, resolve

WRITE = re.compile(r'^\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"?([a-z_]+)"?', re.I)
SAVEPOINT = re.compile(r'^(SAVEPOINT|ROLLBACK TO SAVEPOINT) "?([^"\s]+)"?')
ENTRY = "journal_entry"
#: Tables that hold no act, by how their names begin: rows of sessions and the cache, sign-in's own, and the parts of an entry itself.
NO_ACT = ("django_", "site_cache", "usersessions_", "mfa_", "account_", "socialaccount_", "journal_")
#: The moment of a sign-in, which is kept by the library.
SIGN_IN = re.compile(r'^UPDATE "accounts_account" SET "last_login" = ')
#: Where the addresses that wrote are added up, one line a process; "" for nowhere.
SUM = os.environ.get("DONDOC_TEST_WRITERS", "")


class Watch:
    """What the requests of a process wrote."""

    def __init__(self) -> None:
        self.wrote: defaultdict[str, int] = defaultdict(int)
        self.unwritten: list[str] = []

    @contextmanager
    def request(self, request: HttpRequest) -> Iterator[None]:
        """Everything the database is told meanwhile."""
        depth, told = len(connection.savepoint_ids), list[tuple[str, str]]()
        begun: dict[str, int] = {}

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            result = execute(sql, params, many, context)
            if at := SAVEPOINT.match(sql):
                if at[1] == "SAVEPOINT":
                    begun[at[2]] = len(told)
                else:
                    del told[begun.get(at[2], 0) :]
            elif (found := WRITE.match(sql)) and not SIGN_IN.match(sql):
                told.append((_block(depth), found[1].lower()))
            return result

        with connection.execute_wrapper(note):
            yield
        self._judge(request, told)

    def _judge(self, request: HttpRequest, told: list[tuple[str, str]]) -> None:
        blocks: defaultdict[str, set[str]] = defaultdict(set)
        for block, table in told:
            blocks[block].add(table)
        name = _name(request)
        for block, tables in blocks.items():
            ours = {table for table in tables if not table.startswith(NO_ACT)}
            if ours and (not block or ENTRY not in tables):
                self.unwritten.append(f"{request.method} {name}: {', '.join(sorted(ours))}{'' if block else ', in no transaction'}")
            elif ours or ENTRY in tables:
                self.wrote[f"{request.method} {name}"] += 1

    def add_up(self) -> None:
        """Tell the sum of this process."""
        if SUM and self.wrote:
            with Path(SUM).open("a", encoding="utf-8") as out:
                out.write(json.dumps(self.wrote) + "\n")


def _block(depth: int) -> str:
    """The outermost transaction since the request began; "" outside of any. Inside a test it is a savepoint, with a name used once."""
    inner = [name or "" for name in connection.savepoint_ids[depth:]]
    return next(filter(None, inner), "") or ("outermost" if connection.in_atomic_block and not depth and not _inside_test() else "")


def _inside_test() -> bool:
    return any(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path).view_name
    except Resolver404:
        return request.path


WATCH = Watch()
_asked = ClientHandler.get_response


def _watched(self: ClientHandler, request: HttpRequest) -> Any:
    with WATCH.request(request):
        return _asked(self, request)


def begin() -> None:
    """Watch every browser of the tests from now on."""
    ClientHandler.get_response = _watched  # type: ignore[method-assign]
