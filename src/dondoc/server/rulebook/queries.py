"""Quy định đang có hiệu lực tại cơ quan, lịch làm việc. / Rules as the office has corrected them, and its working calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.rules import RULES
from dondoc.server.organizations.models import Organization
from dondoc.server.rulebook.models import Holiday, RuleCorrection
from dondoc.worktime import Calendar, calendar_from


@dataclass(frozen=True)
class Held:
    """A value in force on a day, and where it comes from."""

    value: Any
    source: str


def held(key: str, *, on: date, organization: Organization | None = None) -> Held:
    """The rule in force: the nearest correction at or above the organization, else the dated table of `dondoc.rules`."""
    if organization is not None:
        above = [int(part) for part in organization.path.strip("/").split("/")]
        corrections = RuleCorrection.objects.filter(key=key, organization__in=above, since__lte=on).exclude(until__lt=on)
        nearest = max(corrections.select_related("organization"), key=lambda c: (len(c.organization.path), c.since), default=None)
        if nearest is not None:
            return Held(nearest.value, nearest.source)
    dated = RULES[key].at(on)
    return Held(dated.value, dated.source)


def rule(key: str, *, on: date, organization: Organization | None = None) -> Any:
    """The value alone."""
    return held(key, on=on, organization=organization).value


def calendar() -> Calendar:
    """The working calendar: weekends, the holidays table, the worked Saturdays. One query."""
    days = dict(Holiday.objects.values_list("day", "worked"))
    return calendar_from(off={day for day, worked in days.items() if not worked}, worked={day for day, worked in days.items() if worked})
