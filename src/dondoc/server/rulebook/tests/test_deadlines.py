"""Thời hạn 2014–2030 so với đếm từng ngày. / Deadlines of 2014 to 2030 against a naive count of days, Tết included."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from dondoc.server.rulebook.seed import Day, known_days
from dondoc.worktime import Calendar, add_working_days, calendar_from, from_event, last_day, subtract_working_days, working_days_between

CASES, SEED = 5_000, 20141
YEARS = range(2014, 2032)
ONE = timedelta(days=1)


def table() -> list[Day]:
    return list(known_days(YEARS))


def made(days: list[Day]) -> Calendar:
    return calendar_from(off=[d.day for d in days if not d.worked], worked=[d.day for d in days if d.worked], years=YEARS)


class Naive:
    """Counts on its fingers, from the table alone; shares no line with `worktime`."""

    def __init__(self, days: list[Day]) -> None:
        self.kind = {d.day: d.worked for d in days}

    def office_open(self, day: date) -> bool:
        return self.kind[day] if day in self.kind else day.isoweekday() not in (6, 7)

    def after(self, start: date, count: int) -> date:
        days = (start + timedelta(days=n) for n in range(1, 500))
        return next(islice((d for d in days if self.office_open(d)), count - 1, None))

    def earlier(self, end: date, count: int) -> date:
        days = (end - timedelta(days=n) for n in range(1, 500))
        return next(islice((d for d in days if self.office_open(d)), count - 1, None))

    def first_open(self, day: date) -> date:
        return next(d for d in (day + timedelta(days=n) for n in range(60)) if self.office_open(d))


def cases(most: int) -> Iterator[tuple[date, int, str]]:
    draw = random.Random(SEED)
    first = date(2014, 1, 1)
    span = (date(2030, 12, 31) - first).days
    for _ in range(most):
        yield first + timedelta(days=draw.randrange(span)), draw.randint(1, 45), draw.choice(("by", "before"))


def disagreements(calendar: Calendar, naive: Naive, most: int = CASES) -> int:
    wrong = 0
    for day, count, bound in cases(most):
        printed = day - ONE if bound == "before" else day
        wrong += (
            last_day(day, bound, calendar).day != naive.first_open(printed)
            or add_working_days(day, count, calendar) != naive.after(day, count)
            or subtract_working_days(day, count, calendar) != naive.earlier(day, count)
            or from_event(day, count, "working", calendar).day != naive.after(day, count)
            or from_event(day, count, "calendar", calendar).day != naive.first_open(day + timedelta(days=count))
            or working_days_between(day, day + timedelta(days=count), calendar)
            != sum(naive.office_open(day + timedelta(days=n)) for n in range(count + 1))
        )
    return wrong


def test_five_thousand_deadlines_agree_with_a_naive_count() -> None:
    days = table()
    assert disagreements(made(days), Naive(days)) == 0


def test_without_tet_the_same_cases_disagree() -> None:
    """The negative control: the cases do cross Tết, every year, and worked Saturdays."""
    days = table()
    tet = {d.day for d in days if not d.worked and d.day.month in (1, 2) and d.day.day != 1}
    assert {day.year for day in tet} >= set(range(2014, 2031))
    without = [d for d in days if d.day not in tet]
    assert disagreements(made(without), Naive(days), most=500) > 30


def test_a_deadline_over_tet_names_the_days_it_passed_over() -> None:
    days = table()
    calendar = calendar_from(off=[d.day for d in days if not d.worked], names={d.day: d.name for d in days}, years=YEARS)
    worked = from_event(date(2026, 2, 12), 3, "working", calendar)
    told = " ".join(step.vi for step in worked.steps)
    assert "3 ngày làm việc kể từ ngày 12/02/2026" in told
    assert "17/02/2026" in told  # mồng một Tết Bính Ngọ
    assert worked.day == Naive(days).after(date(2026, 2, 12), 3)


def test_a_year_without_a_table_says_so() -> None:
    calendar = calendar_from(off=[date(2026, 1, 1)], years=[2026])
    assert "Chưa có bảng ngày nghỉ năm 2031" in last_day(date(2031, 5, 2), "by", calendar).steps[-1].vi
    assert len(last_day(date(2026, 5, 4), "by", calendar).steps) == 1


def test_the_twenty_ninth_of_february() -> None:
    calendar = calendar_from()
    assert from_event(date(2028, 2, 28), 1, "calendar", calendar).day == date(2028, 2, 29)
    assert from_event(date(2027, 2, 27), 2, "calendar", calendar).day == date(2027, 3, 1)
    assert last_day(date(2028, 2, 29), "before", calendar).day == date(2028, 2, 28)
