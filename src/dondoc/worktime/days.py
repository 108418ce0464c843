"""Ngày làm việc và thời hạn. / Working days and deadlines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

ONE = timedelta(days=1)


class Calendar(Protocol):
    """Which days are worked; `why` names the holiday, "" for an ordinary day."""

    def works(self, day: date) -> bool:
        """Whether the offices work on this day."""
        ...

    def why(self, day: date) -> str:
        """What the table calls this day, "" for a day like every other."""
        ...

    def knows(self, year: int) -> bool:
        """Whether the table has this year's days; without them only weekends are counted off."""
        ...


@dataclass(frozen=True)
class WeekCalendar:
    """Monday to Friday, less the days off, plus the days worked in exchange. `years`: those the table covers, None for all."""

    off: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)
    names: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] | None = None

    def why(self, day: date) -> str:
        """What the table calls this day, "" for a day like every other."""
        return self.names.get(day, "")

    def knows(self, year: int) -> bool:
        """Whether the table has this year's days."""
        return self.years is None or year in self.years

    def works(self, day: date) -> bool:
        """Whether the offices work on this day."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)


def calendar_from(
    *,
    off: Collection[date] = (),
    worked: Collection[date] = (),
    names: Mapping[date, str] | None = None,
    years: Collection[int] | None = None,
) -> WeekCalendar:
    """A calendar from a table of days off and days worked in exchange, with what they are called and the years it covers.

    >>> calendar_from(off=[date(2026, 9, 2)]).works(date(2026, 9, 2))
    False
    """
    return WeekCalendar(frozenset(off), frozenset(worked), dict(names or {}), None if years is None else frozenset(years))


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
    return _moved(day, steps, calendar)


def from_event(event: date, count: int, unit: str, calendar: Calendar) -> Arithmetic:
    """The last day of `count` days from an event, whose own day is not counted (Civil Code 2015, articles 147 and 148).

    unit: "working" counts working days, "calendar" all days; a last day that is off moves on. ValueError for another unit, or a
    count below 1.
    """
    if unit not in ("working", "calendar") or count < 1:
        raise ValueError(f"at least one working or calendar day, not {count} {unit!r}")
    if unit == "calendar":
        day = event + ONE * count
        told = Step(
            f"{count} ngày kể từ ngày {_vi(event)}, không tính ngày đó: ngày cuối là {_vi(day)}",
            f"{count} days from {_vi(event)}, that day not counted: the last day is {_vi(day)}",
        )
        return _moved(day, [told], calendar)
    day = add_working_days(event, count, calendar)
    steps = [
        Step(
            f"{count} ngày làm việc kể từ ngày {_vi(event)}, không tính ngày đó: ngày cuối là {_vi(day)}",
            f"{count} working days from {_vi(event)}, that day not counted: the last day is {_vi(day)}",
        )
    ]
    steps += _passed_over(event + ONE, day, calendar)
    return Arithmetic(day, (*steps, *_unknown(day, calendar)))


def _passed_over(first: date, last: date, calendar: Calendar) -> list[Step]:
    """Which days between two were not counted, holidays by name; and weekend days that were, being worked in exchange."""
    days = [first + ONE * place for place in range((last - first).days + 1)]
    ends = [day for day in days if not calendar.works(day) and not calendar.why(day)]
    named = [day for day in days if not calendar.works(day) and calendar.why(day)]
    worked = [day for day in days if calendar.works(day) and day.weekday() >= 5]
    steps = []
    if ends:
        steps.append(Step(f"Không tính {len(ends)} ngày thứ Bảy, Chủ nhật", f"{len(ends)} Saturdays and Sundays are not counted"))
    if named:
        told = ", ".join(f"{_vi(day)} ({calendar.why(day)})" for day in named)
        steps.append(Step(f"Không tính {len(named)} ngày nghỉ: {told}", f"{len(named)} days off are not counted: {told}"))
    if worked:
        told = ", ".join(_vi(day) for day in worked)
        steps.append(Step(f"Có tính ngày làm bù: {told}", f"Days worked in exchange are counted: {told}"))
    return steps


def _moved(day: date, steps: list[Step], calendar: Calendar) -> Arithmetic:
    """A last day that is off moves to the next that is worked."""
    moved = next_working_day(day, calendar)
    if moved != day:
        name = f" ({calendar.why(day)})" if calendar.why(day) else ""
        steps.append(
            Step(f"{_vi(day)}{name} là ngày nghỉ, chuyển sang {_vi(moved)}", f"{_vi(day)}{name} is a day off, moved to {_vi(moved)}")
        )
    return Arithmetic(moved, (*steps, *_unknown(moved, calendar)))


def _unknown(day: date, calendar: Calendar) -> tuple[Step, ...]:
    """A table that lacks the year is told, not hidden."""
    if calendar.knows(day.year):
        return ()
    return (
        Step(
            f"Chưa có bảng ngày nghỉ năm {day.year}: mới trừ thứ Bảy, Chủ nhật",
            f"The table of holidays of {day.year} is missing: only weekends are counted off",
        ),
    )


def _vi(day: date) -> str:
    return day.strftime("%d/%m/%Y")
