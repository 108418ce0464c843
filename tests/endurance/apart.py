"""Những tiến trình riêng trên một cơ sở dữ liệu riêng. / Processes of their own on a database of their own, made by forking this one.

A fork costs milliseconds where a start costs seconds, so that two hundred kills fit in a test. A child leaves the test's database
alone: it opens the file of its world, with the settings of a real instance (WAL, synchronous FULL, IMMEDIATE).
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from dondoc.server.site.instance import Instance

Act = Callable[..., Any]


@dataclass(frozen=True)
class World:
    """A folder with a database and a store."""

    home: Path

    @property
    def database(self) -> Path:
        """The file."""
        return self.home / "dondoc.sqlite3"

    def enter(self) -> None:
        """Leave the test's database for this one; only in a child, which never comes back."""
        connection.connection = None
        connection.in_atomic_block = connection.needs_rollback = False
        connection.savepoint_ids, connection.atomic_blocks, connection.run_on_commit = [], [], []
        connection.autocommit = connection.closed_in_transaction = False
        connection.settings_dict |= Instance(self.home).database_settings()
        connection.settings_dict["NAME"] = str(self.database)
        settings.MEDIA_ROOT = self.home / "files"
        connection.ensure_connection()


@dataclass
class Child:
    """A process in a group of its own; what it says comes line by line."""

    pid: int
    said: int

    def kill(self) -> list[Any]:
        """End the whole group at once, and tell what it had said by then."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            os.kill(self.pid, signal.SIGKILL)
        return self.ended()

    def ended(self) -> list[Any]:
        """Everything it said, once it has ended."""
        with os.fdopen(self.said, "rb") as pipe:
            text = pipe.read()
        os.waitpid(self.pid, 0)
        return [json.loads(line) for line in text.split(b"\n") if line.endswith(b"}")]


def start(world: World, act: Act, *arguments: Any) -> Child:
    """`act(say, *arguments)` in a child inside this world; `say` tells the parent something at once."""
    mine, its = os.pipe()
    pid = os.fork()
    if pid:
        os.close(its)
        return Child(pid, mine)
    os.setsid()
    os.close(mine)
    status = 1
    try:
        world.enter()

        def say(**what: Any) -> None:
            os.write(its, json.dumps(what, ensure_ascii=False).encode() + b"\n")

        act(say, *arguments)
        status = 0
    except BaseException:
        os.write(its, json.dumps({"failed": traceback.format_exc()[-1500:]}).encode() + b"\n")
    finally:
        sys.stdout.flush()
        os._exit(status)


def run(world: World, act: Act, *arguments: Any) -> list[Any]:
    """The same, waited for; a failure there is a failure here."""
    said = start(world, act, *arguments).ended()
    wrong = [line["failed"] for line in said if "failed" in line]
    if wrong:
        raise AssertionError(wrong[0])
    return said


def together(world: World, acts: list[tuple[Any, ...]]) -> list[list[Any]]:
    """Several acts that begin at the same moment, each in a child of its own."""
    gate, opened = os.pipe()

    def waiting(say: Callable[..., None], act: Act, *arguments: Any) -> None:
        os.close(opened)
        os.read(gate, 1)
        act(say, *arguments)

    children = [start(world, waiting, *act) for act in acts]
    time.sleep(0.02 + 0.01 * len(acts))
    os.close(opened)
    os.close(gate)
    return [child.ended() for child in children]


def made(folder: Path) -> World:
    """A world with what the test's database holds now."""
    folder.mkdir(parents=True, exist_ok=True)
    world = World(folder)
    world.database.write_bytes(connection.connection.serialize())
    return world
