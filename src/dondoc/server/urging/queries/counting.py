"""Số lần đôn đốc theo đơn vị. / How often each unit was urged, and by which step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.urging.models import GIVING, Explanation, Step, Urging

#: Columns of the table: step -> what is counted there.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "reminders": (Step.FIRST, Step.LAST, Step.LATE, Step.BY_HAND),
    "calls": (Step.TELEPHONE,),
    "letters": (Step.LETTER,),
    "seconds": (Step.SECOND,),
    "listed": (Step.LIST,),
}


@dataclass(frozen=True)
class UnitCount:
    """One unit: pieces of work by step, and its explanations. `letters` counts letters, not the work in them."""

    unit: Organization
    reminders: int
    calls: int
    letters: int
    seconds: int
    listed: int
    explained: int
    accepted: int


def counts(person: Person, since: date, until: date) -> list[UnitCount]:
    """Units urged in a span of days, in the order of the tree. Three queries; nobody is ranked."""
    givers = Q()
    for act in GIVING:
        givers |= Q(assignment__order__organization__in=organizations_where(person, act))
    seen = Urging.objects.visible_to(person).filter(givers, on__range=(since, until)).order_by()
    named = {
        name: Count("letter" if name in ("letters", "seconds") else "pk", filter=Q(step__in=steps), distinct=True)
        for name, steps in COLUMNS.items()
    }
    found: Any = seen.values("assignment__organization").annotate(**named)  # the stubs know no annotation by name
    rows: dict[int, dict[str, Any]] = {cell["assignment__organization"]: cell for cell in found}
    said = (
        Explanation.objects.visible_to(person)
        .filter(letter__unit__in=rows, given_at__date__range=(since, until))
        .order_by()
        .values("letter__unit")
        .annotate(explained=Count("pk"), accepted=Count("pk", filter=Q(accepted=True)))
    )
    told: dict[int, dict[str, Any]] = {int(cell["letter__unit"]): dict(cell) for cell in said}
    places = Organization.objects.visible_to(person).filter(pk__in=rows)
    return [
        UnitCount(
            unit=place,
            **{name: rows[place.pk][name] for name in COLUMNS},
            explained=told.get(place.pk, {}).get("explained", 0),
            accepted=told.get(place.pk, {}).get("accepted", 0),
        )
        for place in places
    ]
