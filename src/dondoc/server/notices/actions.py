"""Báo tin. / Telling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from dondoc.server.journal import actions as journal
from dondoc.server.notices.models import Notice
from dondoc.server.organizations.models import Person


def tell(persons: Iterable[Person], *, key: str, words: Mapping[str, str | int], path: str, at: datetime) -> int:
    """Tell persons that something waits for them, as part of the act that causes it and writes the journal; returns how many."""
    rows = [Notice(person=person, key=key, words=dict(words), path=path, at=at) for person in {p.pk: p for p in persons}.values()]
    Notice.objects.bulk_create(rows)
    return len(rows)


def untell(*, key: str, path: str, at: datetime) -> int:
    """What was told at that instant was undone before it could matter: unread notices of it go, as part of the act that undoes it."""
    undone = Notice.objects.filter(key=key, path=path, at=at, read_at=None)
    return undone.delete()[0]


@transaction.atomic
def mark_read(*, by: Person, at: datetime) -> int:
    """A person has read the list: all own unread notices become read."""
    unread = Notice.objects.visible_to(by).filter(read_at=None)
    first = unread.first()
    count = unread.update(read_at=at)
    if first is not None:
        journal.write("notice.read", first, by=by, at=at, payload={"count": count})
    return count
