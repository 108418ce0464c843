"""Việc lặp lại: mỗi kỳ một lần phải làm. / Recurring work: each period its own occurrence with a last day of its own."""

from __future__ import annotations

import calendar as months_of
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.worktime.days import ONE, Calendar, last_day

#: How many months a period has.
MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
#: Those whose days the calendar gives; «continuous» follows the office's own periods, «each-issue» what somebody tells.
COUNTED = ("daily", "weekly", *MONTHS, "on-dates")

_DAY = r"(?P<month>\d\d)-(?P<day>\d\d)"
#: `[<][+][MM-]DD`: «<» before that day, «+» of the month after the period
_WITHIN = re.compile(r"(?P<before><?)(?P<next>\+?)(?:(?P<month>\d\d)-)?(?P<day>\d\d)")
_DATED = re.compile(rf"(?P<before><?)(?:(?P<year>\d{{4}})-)?{_DAY}")


@dataclass(frozen=True)
class Occurrence:
    """One time that recurring work is due: the days it covers and the last day that counts."""

    key: str  # 2026-11-24, 2026-W48, 2026-11, 2026-Q4, 2026-H2, 2026
    first: date
    last: date
    due: date


@dataclass(frozen=True)
class Recurrence:
    """How often, and by when in each period.

    at: "" for the period's last day, else weekly "1" (Monday) to "7"; by months `[<][+][MM-]DD` with «<» for before that day and «+» for
    the month after the period («+05»: the 5th of the next month, «<11-30»: before 30 November); on-dates days `[<][YYYY-]MM-DD` with a
    space between. ValueError where it is not so.

    >>> from dondoc.worktime import calendar_from
    >>> week = calendar_from(off=set(), worked=set())
    >>> [str(o.due) for o in Recurrence("quarterly", "20").between(date(2026, 7, 1), date(2026, 12, 31), week)]
    ['2026-09-21', '2026-12-21']
    >>> [o.key for o in Recurrence("weekly").between(date(2026, 11, 23), date(2026, 12, 6), week)]
    ['2026-W48', '2026-W49']
    """

    every: str
    at: str = ""

    def __post_init__(self) -> None:
        if not self._well_formed():
            raise ValueError(f"{self.at!r} is no day of {self.every}")

    def _well_formed(self) -> bool:
        if self.every == "on-dates":
            return bool(self.at) and all((found := _DATED.fullmatch(one)) and _exists(found) for one in self.at.split())
        if not self.at:
            return True
        if self.every == "weekly":
            return self.at in "1234567" and len(self.at) == 1
        found = _WITHIN.fullmatch(self.at)
        if self.every not in MONTHS or found is None or not 1 <= int(found["day"]) <= 31:
            return False
        return found["month"] is None or (self.every == "yearly" and _exists(found))

    def between(self, first: date, last: date, calendar: Calendar) -> Iterator[Occurrence]:
        """The occurrences that begin from one day to another, both included, in order. None for what the calendar does not give.

        A last day that is off moves to the next working day; daily work comes on working days only.
        """
        if self.every == "daily":
            yield from _daily(first, last, calendar)
        elif self.every == "weekly":
            yield from self._weekly(first, last, calendar)
        elif self.every in MONTHS:
            yield from self._by_months(first, last, calendar)
        elif self.every == "on-dates":
            yield from self._on_dates(first, last, calendar)

    def _weekly(self, first: date, last: date, calendar: Calendar) -> Iterator[Occurrence]:
        monday = first + timedelta(days=-first.weekday() % 7)
        while monday <= last:
            year, week, _day = monday.isocalendar()
            end = monday + timedelta(days=6)
            due = last_day(monday + timedelta(days=int(self.at or "5") - 1), "by", calendar).day
            yield Occurrence(f"{year}-W{week:02d}", monday, end, due)
            monday += timedelta(days=7)

    def _by_months(self, first: date, last: date, calendar: Calendar) -> Iterator[Occurrence]:
        size = MONTHS[self.every]
        index = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // size) * size
        while (begins := date(index // 12, index % 12 + 1, 1)) <= last:
            yield Occurrence(_key(self.every, begins), begins, _month_end(index + size - 1), self._due(index, size, calendar))
            index += size

    def _due(self, index: int, size: int, calendar: Calendar) -> date:
        found = _WITHIN.fullmatch(self.at)
        if found is None:
            return last_day(_month_end(index + size - 1), "by", calendar).day
        month = index + size - 1 + bool(found["next"])
        if found["month"]:
            month = index + int(found["month"]) - 1 + (12 if found["next"] else 0)
        day = min(int(found["day"]), _month_end(month).day)
        return last_day(date(month // 12, month % 12 + 1, day), "before" if found["before"] else "by", calendar).day

    def _on_dates(self, first: date, last: date, calendar: Calendar) -> Iterator[Occurrence]:
        found = []
        for one in filter(None, (_DATED.fullmatch(text) for text in self.at.split())):
            for year in [int(one["year"])] if one["year"] else range(first.year - 1, last.year + 2):
                day = date(year, int(one["month"]), min(int(one["day"]), months_of.monthrange(year, int(one["month"]))[1]))
                found.append((day, last_day(day, "before" if one["before"] else "by", calendar).day))
        before = None
        for day, due in sorted(found):
            # what is due on a day begins the day after the one before it; the first of all a month ahead
            begins = day - timedelta(days=30) if before is None else max(before + ONE, day - timedelta(days=30))
            if first <= begins <= last:
                yield Occurrence(day.isoformat(), begins, day, due)
            before = day


def _daily(first: date, last: date, calendar: Calendar) -> Iterator[Occurrence]:
    day = first
    while day <= last:
        if calendar.works(day):
            yield Occurrence(day.isoformat(), day, day, day)
        day += ONE


def _exists(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    month, day = int(groups["month"]), int(groups["day"])
    return 1 <= month <= 12 and 1 <= day <= months_of.monthrange(int(groups.get("year") or 2024), month)[1]


def _month_end(index: int) -> date:
    year, month = index // 12, index % 12 + 1
    return date(year, month, months_of.monthrange(year, month)[1])


def _key(every: str, begins: date) -> str:
    if every == "monthly":
        return f"{begins:%Y-%m}"
    if every == "quarterly":
        return f"{begins.year}-Q{(begins.month + 2) // 3}"
    return f"{begins.year}-H{1 if begins.month == 1 else 2}" if every == "half-yearly" else str(begins.year)
