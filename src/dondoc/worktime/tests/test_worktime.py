"""Ngày làm việc, hạn, kỳ. / Working days, deadlines, periods."""

from __future__ import annotations

import doctest
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.rules import RULES
from dondoc.worktime import (
    PeriodKey,
    WeekCalendar,
    add_working_days,
    calendar_from,
    days,
    last_day,
    month_dates,
    months,
    periods,
    subtract_working_days,
    working_days_between,
)

DAYS = st.dates(date(2014, 1, 1), date(2035, 12, 31))
#: National Day of 2026 with the day beside it, and a Saturday worked in exchange
SEPTEMBER = calendar_from(off=[date(2026, 9, 1), date(2026, 9, 2)], worked=[date(2026, 8, 22)])
CALENDARS = st.builds(
    lambda off, worked: calendar_from(off=off - worked, worked=worked),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5),
)


@pytest.mark.parametrize("module", [days, periods], ids=lambda module: module.__name__)
def test_examples_in_the_docs_hold(module: object) -> None:
    done = doctest.testmod(module)
    assert done.attempted > 0
    assert done.failed == 0


@given(DAYS, st.integers(1, 60), CALENDARS)
def test_adding_agrees_with_counting_each_day(start: date, count: int, calendar: WeekCalendar) -> None:
    end = add_working_days(start, count, calendar)
    assert calendar.works(end)
    assert working_days_between(start + timedelta(1), end, calendar) == count


@given(DAYS, st.integers(0, 60), CALENDARS)
def test_subtracting_undoes_adding_from_a_working_day(start: date, count: int, calendar: WeekCalendar) -> None:
    if calendar.works(start):
        assert subtract_working_days(add_working_days(start, count, calendar), count, calendar) == start
    assert add_working_days(start, -count, calendar) == subtract_working_days(start, count, calendar)


def test_holidays_are_passed_over_and_worked_saturdays_counted() -> None:
    assert add_working_days(date(2026, 8, 31), 1, SEPTEMBER) == date(2026, 9, 3)
    assert add_working_days(date(2026, 8, 21), 1, SEPTEMBER) == date(2026, 8, 22)


@pytest.mark.parametrize(
    ("printed", "bound", "day", "steps"),
    [
        (date(2026, 9, 10), "by", date(2026, 9, 10), 1),
        (date(2026, 9, 10), "before", date(2026, 9, 9), 1),
        (date(2026, 9, 2), "by", date(2026, 9, 3), 2),
        (date(2026, 9, 3), "before", date(2026, 9, 3), 2),  # the day before is off, and a day off moves forward
        (date(2026, 9, 6), "by", date(2026, 9, 7), 2),
    ],
)
def test_the_last_day_says_how_it_came_about(printed: date, bound: str, day: date, steps: int) -> None:
    found = last_day(printed, bound, SEPTEMBER)
    assert found.day == day
    assert len(found.steps) == steps
    assert all(step.vi and step.en and step.vi != step.en for step in found.steps)
    assert day.strftime("%d/%m/%Y") in found.steps[-1].vi


def test_another_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="bound"):
        last_day(date(2026, 9, 2), "after", SEPTEMBER)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_last_day(key: str, first: date, last: date) -> None:
    assert PeriodKey.parse(key) == PeriodKey(key, first, last)


@pytest.mark.parametrize("key", ["", "2026-13", "2026-Q5", "2026-H3", "26-01", "2026-1", "2026-01-01", " 2026"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no period"):
        PeriodKey.parse(key)


@pytest.mark.parametrize("preset", ["month_party", "month_state", "month_calendar"])
@pytest.mark.parametrize("year", [2014, 2026, 2028])
def test_four_dates_of_every_month_stand_in_order(preset: str, year: int) -> None:
    for month in range(1, 13):
        found = month_dates(year, month, RULES[preset].at(date(year, month, 1)).value, WeekCalendar())
        assert found.key == f"{year}-{month:02d}"
        assert found.opens_on <= found.figures_to <= found.lock_on
        assert found.opens_on <= found.due_on <= found.review_by <= found.lock_on


def test_the_state_month_counts_to_the_fourteenth() -> None:
    found = month_dates(2026, 11, RULES["month_state"].at(date(2026, 11, 1)).value, WeekCalendar())
    assert (found.figures_to, found.due_on) == (date(2026, 11, 14), date(2026, 11, 15))


def test_a_period_may_end_in_the_next_year() -> None:
    found = month_dates(2026, 12, RULES["month_calendar"].at(date(2026, 12, 1)).value, WeekCalendar())
    assert found.due_on == date(2027, 1, 2)


@given(DAYS, st.integers(0, 1500))
def test_months_run_without_gap(first: date, more: int) -> None:
    last = first + timedelta(more)
    found = list(months(first, last))
    assert found[0] == (first.year, first.month)
    assert found[-1] == (last.year, last.month)
    assert all(later[0] * 12 + later[1] - earlier[0] * 12 - earlier[1] == 1 for earlier, later in pairwise(found))
