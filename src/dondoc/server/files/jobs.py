"""Việc của đồng hồ ở kho tệp: đọc lại từng phần kho, dọn phần dở dang. / What the clock does: the store is read again, part by part.

Every ten minutes one of 4,096 parts: the whole store in four weeks, without a table that remembers. A part missed waits a month more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dondoc.server.files import actions, store
from dondoc.server.files.models import StoredFile
from dondoc.server.organizations.models import Person, PersonKind

PARTS, MINUTES = 4096, 10
#: A file without a row may still get one: an act takes minutes at most.
YOUNG = timedelta(days=1)


def run(at: datetime) -> int:
    """Read again the part whose turn this minute is, and sweep it; returns how much was damaged or swept."""
    system, minute = Person.objects.filter(kind=PersonKind.SYSTEM).first(), int(at.timestamp() // 60)
    if system is None or minute % MINUTES:
        return 0
    return look_at(f"{minute // MINUTES % PARTS:03x}", by=system, at=at)


def look_at(prefix: str, *, by: Person, at: datetime) -> int:
    """Re-hash the files under hashes that begin so, tell what is damaged, sweep what no row names."""
    hashes = StoredFile.objects.filter(sha256__startswith=prefix).values_list("sha256", flat=True)
    done = sum(actions.report_damage(damage, by=by, at=at) for damage in store.scrub(iter(hashes)))
    return done + actions.sweep(prefix, before=(at - YOUNG).timestamp(), by=by, at=at)
