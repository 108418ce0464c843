"""Việc đôn đốc trên trang của một nhiệm vụ. / What was urged, on the page of one assignment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dondoc.server.assignments.models import Assignment
from dondoc.server.organizations.access import anywhere
from dondoc.server.organizations.models import Person
from dondoc.server.reports.narrowing import Shown
from dondoc.server.urging.models import NUDGING, Urging
from dondoc.server.urging.queries import units_to_nudge


@dataclass(frozen=True)
class Panel:
    """A template of the room and what fills it."""

    template: str
    context: Mapping[str, Any]


def of_late(shown: Shown, person: Person) -> Panel | None:
    """Above a list of late work: how many units can be urged now, by whom this person may urge."""
    if shown.wanted.status != "late" or not anywhere(person, *NUDGING):
        return None
    count = units_to_nudge(person, shown.on)
    return Panel("urging/nudge_link.html", {"count": count}) if count else None


def of_assignment(assignment: Assignment, person: Person) -> Panel | None:
    """Every step taken, newest first; None where nothing was urged."""
    steps = Urging.objects.visible_to(person).filter(assignment=assignment).select_related("by", "letter").order_by("-at", "-pk")
    rows = list(steps[:40])
    return Panel("urging/panel.html", {"steps": rows}) if rows else None
