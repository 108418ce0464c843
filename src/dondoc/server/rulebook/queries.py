"""Quy định đang có hiệu lực tại cơ quan, lịch làm việc. / Rules as the office has corrected them, and its working calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from dondoc.rules import RULES
from dondoc.rules.names import Name, names
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rulebook.models import Holiday, RuleCorrection
from dondoc.server.rulebook.seed import LIBRARY
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


def calendar(*, with_day: tuple[date, bool, str] | None = None) -> Calendar:
    """The working calendar: weekends, the holidays table, the worked Saturdays. One query.

    with_day: (day, worked, name) as if it stood in the table, to see what it would change.
    """
    rows = {day: (worked, name) for day, worked, name in Holiday.objects.values_list("day", "worked", "name")}
    if with_day is not None:
        rows[with_day[0]] = with_day[1:]
    return calendar_from(
        off={day for day, (worked, _name) in rows.items() if not worked},
        worked={day for day, (worked, _name) in rows.items() if worked},
        names={day: name for day, (worked, name) in rows.items() if not worked},
        years={day.year for day in rows},
    )


@dataclass(frozen=True)
class Day:
    """A day of the table as the page shows it."""

    day: date
    name: str
    worked: bool
    source: str
    corrected: bool  # told by the office, not by the library


def year_of(year: int, person: Person) -> list[Day]:
    """The days of a year that differ from the week's order."""
    found = Holiday.objects.visible_to(person).filter(day__year=year)
    return [Day(row.day, row.name, row.worked, row.source, not row.source.startswith(LIBRARY)) for row in found]


@dataclass(frozen=True)
class RuleRow:
    """A rule in force at an organization."""

    key: str
    name: str
    value: Any
    unit: str
    source: str
    corrected_by: str  # the organization whose own value it is, "" for the common one
    confirmed: bool


def rule_rows(organization: Organization, on: date, *, english: bool = False) -> list[RuleRow]:
    """Every rule an office can correct, as it stands at this organization on a day. One query."""
    above = [int(part) for part in organization.path.strip("/").split("/")]
    corrections = RuleCorrection.objects.filter(organization__in=above, since__lte=on).exclude(until__lt=on).select_related("organization")
    nearest: dict[str, RuleCorrection] = {}
    for row in sorted(corrections, key=lambda c: (len(c.organization.path), c.since)):
        nearest[row.key] = row
    return [_rule_row(name, nearest.get(key), on, english) for key, name in names().items() if key in RULES]


def _rule_row(name: Name, own: RuleCorrection | None, on: date, english: bool) -> RuleRow:
    common = RULES[name.key].at(on)
    return RuleRow(
        key=name.key,
        name=name.en if english else name.vi,
        value=own.value if own else common.value,
        unit=name.unit,
        source=own.source if own else common.source,
        corrected_by=own.organization.name if own else "",
        confirmed=own is not None or common.confirmed,
    )


def rules_at(keys: Collection[str], organizations: Iterable[Organization], *, on: date) -> dict[int, dict[str, Any]]:
    """Several rules in force at several organizations, by their ids. One query, however many there are."""
    common = {key: RULES[key].at(on).value for key in keys}
    corrections = RuleCorrection.objects.filter(key__in=keys, since__lte=on).exclude(until__lt=on).select_related("organization")
    ordered = sorted(corrections, key=lambda c: (len(c.organization.path), c.since))
    found = {}
    for place in organizations:
        found[place.pk] = common | {row.key: row.value for row in ordered if place.path.startswith(row.organization.path)}
    return found


def quiet_hours(at: datetime) -> bool:
    """Whether this instant lies in the evening or the night, when nobody is reminded or written to."""
    local, today = timezone.localtime(at), timezone.localdate(at)
    return not int(rule("urging_quiet_to", on=today)) <= local.hour < int(rule("urging_quiet_from", on=today))
