"""Việc lặp lại, đối chiếu với đếm từng ngày. / Recurring work against a count day by day."""

from __future__ import annotations

import calendar as months_of
from datetime import date, timedelta

import pytest

from dondoc.worktime import Recurrence, calendar_from

OFF = {date(2026, 9, 2), date(2026, 9, 1), date(2027, 1, 1)}
DAYS = calendar_from(off=OFF)
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def _moved(day: date) -> date:
    while day.weekday() > 4 or day in OFF:
        day += timedelta(days=1)
    return day


def _naive(every: str) -> list[tuple[date, date]]:
    """(first, due) of each period of two years, found by walking every day."""
    found, day = [], FIRST
    while day <= LAST:
        begins = {
            "daily": day.weekday() < 5 and day not in OFF,
            "weekly": day.weekday() == 0,
            "monthly": day.day == 1,
            "quarterly": day.day == 1 and day.month in (1, 4, 7, 10),
            "half-yearly": day.day == 1 and day.month in (1, 7),
            "yearly": day.day == 1 and day.month == 1,
        }[every]
        if begins:
            length = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}.get(every)
            end = day if every == "daily" else day + timedelta(days=4)
            if length:
                year, month = divmod(day.year * 12 + day.month - 1 + length - 1, 12)
                end = date(year, month + 1, months_of.monthrange(year, month + 1)[1])
            found.append((day, _moved(end)))
        day += timedelta(days=1)
    return found


@pytest.mark.parametrize("every", ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"])
def test_every_period_of_two_years_is_as_counted_by_hand(every: str) -> None:
    found = list(Recurrence(every).between(FIRST, LAST, DAYS))
    assert [(one.first, one.due) for one in found] == _naive(every)
    assert len({one.key for one in found}) == len(found)
    # asked day by day, the same come, each once
    by_day = [one for offset in range(730) for one in Recurrence(every).between(*[FIRST + timedelta(days=offset)] * 2, DAYS)]
    assert by_day == found


@pytest.mark.parametrize(
    ("every", "at", "due"),
    [
        ("monthly", "25", [date(2026, 11, 25), date(2026, 12, 25)]),
        ("monthly", "<25", [date(2026, 11, 24), date(2026, 12, 24)]),
        ("monthly", "+05", [date(2026, 12, 7), date(2027, 1, 5)]),
        ("monthly", "31", [date(2026, 11, 30), date(2026, 12, 31)]),
        ("weekly", "1", [date(2026, 11, 2)]),
        ("yearly", "11-30", []),
        ("on-dates", "12-15 <06-15 2026-11-20", [date(2026, 11, 20), date(2026, 12, 15)]),
    ],
)
def test_the_day_in_a_period_is_kept(every: str, at: str, due: list[date]) -> None:
    last = date(2026, 11, 8) if every == "weekly" else date(2026, 12, 31)
    assert [one.due for one in Recurrence(every, at).between(date(2026, 10 if every == "on-dates" else 11, 1), last, DAYS)][
        : len(due) or None
    ] == due


def test_the_29th_of_february_comes_each_year_on_the_last_day() -> None:
    due = [one.due for one in Recurrence("on-dates", "02-29").between(date(2026, 12, 1), date(2028, 12, 31), DAYS)]
    assert due == [date(2027, 3, 1), date(2028, 2, 29)]  # the 28th of 2027 is a Sunday


@pytest.mark.parametrize(("every", "at"), [("weekly", "8"), ("monthly", "32"), ("monthly", "11-30"), ("yearly", "02-30"), ("on-dates", "")])
def test_a_day_that_does_not_exist_is_refused(every: str, at: str) -> None:
    with pytest.raises(ValueError, match="no day"):
        Recurrence(every, at)
