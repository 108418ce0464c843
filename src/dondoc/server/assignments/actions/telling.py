"""Báo tin cho các đơn vị. / Telling units: one statement for each different message, however many units there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from dondoc.server.assignments.models import Assignment
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person

#: Where a unit receives what was given.
INBOX = "/nhiem-vu/tiep-nhan/"


def tell_units(parts: Sequence[Assignment], *, key: str, words: Mapping[str, str | int], path: str, at: datetime) -> None:
    """Tell who answers for these parts and who may receive work there; `count` of the words is each person's own.

    Part of the act that calls it, which writes the journal.
    """
    places = {part.organization_id: part.organization for part in parts}
    receivers = access.holders_by("assignment.receive", list(places.values()))
    counts: Counter[Person] = Counter()
    for part in parts:
        counts.update({part.head, *receivers[part.organization_id]})
    by_count: defaultdict[int, list[Person]] = defaultdict(list)
    for person, count in counts.items():
        by_count[count].append(person)
    for count, persons in by_count.items():
        notices.tell(persons, key=key, words={"count": count, **words}, path=path, at=at)
