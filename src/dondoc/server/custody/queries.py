"""Đọc nhật ký với tên người và tên việc. / The journal with names and sentences, for those whose mandate it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from dondoc.server.journal.marks import Mark, found_in
from dondoc.server.journal.models import Entry
from dondoc.server.journal.queries import Act, acts, all_entries, head, where
from dondoc.server.organizations.models import Person

#: Entries among which a clock set back is looked for: more than are written from one look to the next.
RECENT = 5_000


@dataclass(frozen=True)
class Line:
    """One entry as the inspector reads it."""

    seq: int
    at: datetime
    who: str
    action: str
    object_type: str
    object_id: UUID
    payload: dict[str, object] | None
    hash: str


def entries(*, action: str = "", about: str = "") -> QuerySet[Entry]:
    """Entries newest first, narrowed by the beginning of an action's key or by an object's public id; a lazy queryset."""
    found = all_entries()
    if action:
        found = found.filter(action__startswith=action)
    if about:
        found = found.filter(object_id=UUID(about))
    return found


def lies_ahead(at: datetime, *, most: int) -> int:
    """How many seconds the newest entries lie ahead of this instant, 0 for at most `most`; entries before the last word on it are old."""
    recent = all_entries().filter(seq__gt=head()[0] - RECENT)
    told = recent.filter(action="clock.set").values_list("seq", flat=True).first() or 0
    latest = recent.filter(seq__gt=told).aggregate(latest=Max("at"))["latest"]
    seconds = round((latest - at).total_seconds()) if latest else 0
    return seconds if seconds > most else 0


def lines(page: Iterable[Entry]) -> list[Line]:
    """Entries of a page with the names of their actors. Two queries."""
    rows = list(page)
    names = dict(Person.objects.filter(uid__in={row.actor for row in rows}).values_list("uid", "full_name"))
    return [_line(act, names, row.hash) for act, row in zip(acts(rows), rows, strict=True)]


def _line(act: Act, names: dict[UUID, str], digest: str) -> Line:
    return Line(act.seq, act.at, names.get(act.actor, str(act.actor)), act.action, act.object_type, act.object_id, act.payload, digest)


@dataclass(frozen=True)
class Compared:
    """A head from elsewhere: the entry at which the chain had it, None where it never had."""

    mark: Mark
    entry: Entry | None


def compared(text: str) -> list[Compared]:
    """Every head in a pasted text (a footer, a parent's list, a mail), held against the chain; at most 200."""
    return [Compared(mark, where(mark)) for mark in found_in(text)[:200]]
