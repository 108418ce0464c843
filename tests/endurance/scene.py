"""Mười hai việc của An Bình trong một thế giới riêng. / Twelve pieces of work of An Bình in a world of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from dondoc.server.journal import keys, queries
from dondoc.server.organizations.models import Person
from dondoc.server.reports import actions
from dondoc.server.reports.tests.conftest import give, month

ON_FILES = pytest.mark.skipif(connection.vendor != "sqlite", reason="worlds of their own are files of SQLite")
Say = Callable[..., None]
TASKS = 12


def counts(short: int, full: int) -> Any:
    """How often: a few in the unit part, all by hand."""
    return pytest.mark.parametrize("rounds", [short, pytest.param(full, marks=pytest.mark.endurance)])


def prepare(say: Say, cast: Any) -> None:
    month(cast, "2026-11", cast.noon.date() - timedelta(days=3))
    for number in range(TASKS):
        give(cast, f"Việc số {number}", cast.commune)


def person(cast: Any, name: str) -> Person:
    return Person.objects.get(pk=cast.people[name].pk)


def keyed(number: int, by: Person) -> None:
    """As the site's middleware does for a form with this key."""
    keys.pending.set(keys.FormKey(UUID(int=number), by.uid))


def once(act: Callable[[], Any]) -> bool:
    """Whether the form took effect now: as the middleware, what has had its answer is not done again."""
    form = keys.pending.get()
    if form is not None and queries.first_answer(form.key, form.actor) is not None:
        return False
    try:
        act()
    except (keys.AlreadyDone, actions.Stale):
        return False
    return True
