"""Đồng hồ của máy có bị vặn không. / Whether the machine's clock was set back or forward, told in the journal by the next look.

Two signs. The seconds since the machine started, which nobody sets, run away from the clock's: kept from look to look in the cache, so
that also `dondoc tick` of a timer, a new process each minute, has something to compare with. And entries that lie ahead of the
clock: it was set back, also while the machine was off. A clock that drifts and is led back slowly stays below `MOST` at each look.
"""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from django.core.cache import cache

from dondoc.server.custody import queries
from dondoc.server.custody.actions import tell_clock_set
from dondoc.server.organizations.models import Person, PersonKind

#: Seconds between two looks that are no step yet (security.md, row 6).
MOST = 60
KEY = "clock-against-the-count"
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def run(at: datetime) -> int:
    """Look once; 1 when the clock was set since the last look."""
    system = Person.objects.filter(kind=PersonKind.SYSTEM).first()
    return look(at, counted=_since_start(), start=_start(), by=system) if system else 0


def look(at: datetime, *, counted: float, start: str, by: Person) -> int:
    """`counted`: seconds since the machine started; `start`: which start that was."""
    ahead = at.timestamp() - counted
    kept: tuple[str, float] | None = cache.get(KEY)
    cache.set(KEY, (start, ahead), None)
    seconds = round(ahead - kept[1]) if kept and kept[0] == start else 0
    if abs(seconds) <= MOST:
        seconds = -queries.lies_ahead(at, most=MOST)
    if not seconds:
        return 0
    tell_clock_set(seconds, by=by, at=at)
    return 1


def _since_start() -> float:
    """Counted through sleep where the system can."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def _start() -> str:
    return _BOOT.read_text("ascii").strip() if _BOOT.exists() else ""
