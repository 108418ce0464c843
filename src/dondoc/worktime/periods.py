"""Kỳ báo cáo. / Periods of work: 2026-11, 2026-Q4, 2026-H2, 2026."""

from __future__ import annotations

import calendar as months_of
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.worktime.days import ONE, Calendar

_KEY = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|H(?P<half>[12])))?")


@dataclass(frozen=True)
class PeriodKey:
    """A period: its first and last day."""

    key: str
    first: date
    last: date

    @classmethod
    def parse(cls, key: str) -> PeriodKey:
        """«2026-11», «2026-Q4», «2026-H2», «2026»; ValueError for anything else.

        >>> PeriodKey.parse("2026-Q4").last
        datetime.date(2026, 12, 31)
        """
        match = _KEY.fullmatch(key)
        if match is None:
            raise ValueError(f"{key!r} is no period")
        year = int(match["year"])
        if match["month"]:
            first, count = int(match["month"]), 1
        elif match["quarter"]:
            first, count = 3 * int(match["quarter"]) - 2, 3
        elif match["half"]:
            first, count = 6 * int(match["half"]) - 5, 6
        else:
            first, count = 1, 12
        last = first + count - 1
        return cls(key, date(year, first, 1), date(year, last, months_of.monthrange(year, last)[1]))


@dataclass(frozen=True)
class PeriodDates:
    """The four dates of a period, and the day to which its figures run."""

    key: str
    opens_on: date
    figures_to: date
    due_on: date
    review_by: date
    lock_on: date


def month_dates(year: int, month: int, preset: Mapping[str, Any], calendar: Calendar) -> PeriodDates:
    """The dates of a month by a preset of rules/periods.toml. A due day that is off stays: the office moves it if it wants to."""

    def day(offset: int, number: int) -> date:
        index = year * 12 + month - 1 + offset
        at, of = divmod(index, 12)
        return date(at, of + 1, min(number, months_of.monthrange(at, of + 1)[1]))

    lock = preset["lock_on"]
    if lock == "last working day":
        lock_on = day(0, 31)
        while not calendar.works(lock_on):
            lock_on -= ONE
    else:
        lock_on = day(*lock)
    review = min(day(*preset["review_by"]), lock_on)
    return PeriodDates(
        f"{year}-{month:02d}", day(*preset["opens"]), day(*preset["figures_to"]), min(day(*preset["due"]), review), review, lock_on
    )


def months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """(year, month) of every month from one day's to another's, both included.

    >>> list(months(date(2026, 11, 30), date(2027, 1, 1)))
    [(2026, 11), (2026, 12), (2027, 1)]
    """
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield index // 12, index % 12 + 1
