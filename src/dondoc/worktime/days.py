"""Ngày làm việc và thời hạn. / Working days and deadlines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

ONE = timedelta(days=1)


class Calendar(Protocol):
    """Which days are worked; `why` names the holiday, "" for an ordinary day."""

    def works(self, day: date) -> bool:
        """Whether the offices work on this day."""
        ...


@dataclass(frozen=True)
class WeekCalendar:
    """Monday to Friday, less the days off, plus the days worked in exchange."""

    off: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        """Whether the offices work on this day."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)


def calendar_from(*, off: Collection[date] = (), worked: Collection[date] = ()) -> WeekCalendar:
    """A calendar from a table of days off and days worked in exchange.

    >>> calendar_from(off=[date(2026, 9, 2)]).works(date(2026, 9, 2))
    False
    """
    return WeekCalendar(frozenset(off), frozenset(worked))


@dataclass(frozen=True)
class Step:
    """One step of a computation, in both languages."""

    vi: str
    en: str


@dataclass(frozen=True)
class Arithmetic:
    """A computed day and how it came about."""

    day: date
    steps: tuple[Step, ...]


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The day `count` working days after `start`, `start` itself not counted.

    >>> add_working_days(date(2026, 11, 27), 1, WeekCalendar())   # a Friday
    datetime.date(2026, 11, 30)
    """
    if count < 0:
        return subtract_working_days(start, -count, calendar)
    day = start
    while count:
        day += ONE
        count -= calendar.works(day)
    return day


def subtract_working_days(end: date, count: int, calendar: Calendar) -> date:
    """The day `count` working days before `end`, `end` itself not counted.

    >>> subtract_working_days(date(2026, 11, 30), 1, WeekCalendar())
    datetime.date(2026, 11, 27)
    """
    day = end
    while count:
        day -= ONE
        count -= calendar.works(day)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days from `start` to `end`, both counted; 0 when `end` is before `start`.

    >>> working_days_between(date(2026, 11, 24), date(2026, 11, 30), WeekCalendar())
    5
    """
    return sum(calendar.works(start + ONE * place) for place in range((end - start).days + 1))


def next_working_day(day: date, calendar: Calendar) -> date:
    """This day when it is worked, else the next that is (Civil Code 2015, article 148).

    >>> next_working_day(date(2026, 11, 28), WeekCalendar())   # a Saturday
    datetime.date(2026, 11, 30)
    """
    while not calendar.works(day):
        day += ONE
    return day


def last_day(printed: date, bound: str, calendar: Calendar) -> Arithmetic:
    """The last day that still counts. "before": «trước ngày» ends the day before; "by": «chậm nhất ngày» ends that day.

    A last day that is off moves to the next working day. ValueError for another bound.
    """
    if bound not in ("by", "before"):
        raise ValueError(f"bound is by or before, not {bound!r}")
    steps = []
    day = printed
    if bound == "before":
        day -= ONE
        steps.append(Step(f"“trước ngày {_vi(printed)}”: ngày cuối là {_vi(day)}", f"“before {_vi(printed)}”: the last day is {_vi(day)}"))
    else:
        steps.append(Step(f"“chậm nhất ngày {_vi(printed)}”: ngày cuối là {_vi(day)}", f"“by {_vi(printed)}”: the last day is {_vi(day)}"))
    moved = next_working_day(day, calendar)
    if moved != day:
        steps.append(Step(f"{_vi(day)} là ngày nghỉ, chuyển sang {_vi(moved)}", f"{_vi(day)} is a day off, moved to {_vi(moved)}"))
    return Arithmetic(moved, tuple(steps))


def _vi(day: date) -> str:
    return day.strftime("%d/%m/%Y")
