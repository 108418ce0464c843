"""Năm nghìn thời hạn, đếm từng ngày. / Five thousand deadlines of 2014 to 2030 against a count on the fingers, Tết included.

And instants about midnight: the day and the period they belong to, and whether a report is late (T-T3).
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import holidays
import pytest
from django.db.models import F, Value
from django.db.models.fields import DateField
from django.db.models.functions import TruncDate
from django.utils import timezone

from dondoc.server.reports import matrix
from dondoc.server.reports.models import Period
from dondoc.server.rulebook.seed import known_days
from dondoc.worktime import PeriodKey, add_working_days, calendar_from, from_event, last_day, subtract_working_days, working_days_between

SEED, ONE = 2026, timedelta(days=1)
YEARS = range(2014, 2031)


def sizes(short: int, full: int) -> Any:
    return pytest.mark.parametrize("cases", [short, pytest.param(full, marks=pytest.mark.endurance)])


class Fingers:
    """Counts one day after another; days off straight from the library, worked Saturdays from the table's exchange days."""

    def __init__(self, worked: set[date]) -> None:
        self.off, self.worked = set(holidays.country_holidays("VN", years=YEARS)), worked

    def open(self, day: date) -> bool:
        return day in self.worked or (day.isoweekday() <= 5 and day not in self.off)

    def on_or_after(self, day: date) -> date:
        while not self.open(day):
            day += ONE
        return day

    def after(self, day: date, count: int) -> date:
        while count:
            day += ONE
            count -= self.open(day)
        return day

    def before(self, day: date, count: int) -> date:
        while count:
            day -= ONE
            count -= self.open(day)
        return day

    def between(self, first: date, last: date) -> int:
        count = 0
        while first <= last:
            count += self.open(first)
            first += ONE
        return count


@sizes(400, 5000)
def test_deadlines_are_as_counted_on_the_fingers(cases: int) -> None:
    rows = list(known_days(YEARS))
    off, worked = {row.day for row in rows if not row.worked}, {row.day for row in rows if row.worked}
    calendar, fingers = calendar_from(off=off, worked=worked), Fingers(worked)
    draw, tet, moved, wrong = random.Random(SEED), 0, 0, []
    for number in range(cases):
        day = date(2014, 1, 1) + ONE * draw.randrange(365 * 17 - 60)
        if number % 4 == 0:  # near a Tết
            day = date(draw.choice(YEARS), draw.choice((1, 2)), draw.randint(15, 28))
        count, bound = draw.randint(1, 30), draw.choice(("by", "before"))
        printed = last_day(day, bound, calendar).day
        asked = {
            "last": (printed, fingers.on_or_after(day - ONE if bound == "before" else day)),
            "after": (add_working_days(day, count, calendar), fingers.after(day, count)),
            "before": (subtract_working_days(day, count, calendar), fingers.before(day, count)),
            "working": (from_event(day, count, "working", calendar).day, fingers.after(day, count)),
            "calendar": (from_event(day, count, "calendar", calendar).day, fingers.on_or_after(day + ONE * count)),
            "between": (working_days_between(day, day + ONE * count, calendar), fingers.between(day, day + ONE * count)),
        }
        wrong += [(day, count, bound, name, found) for name, found in asked.items() if found[0] != found[1]]
        tet += any(
            not fingers.open(day + ONE * n) and (day + ONE * n).isoweekday() <= 5 and (day + ONE * n).month <= 2 for n in range(count)
        )
        moved += printed != (day - ONE if bound == "before" else day)
    assert not wrong, wrong[:5]
    assert tet > cases / 20
    naive = calendar_from()  # the control: without the table the counts differ
    day = date(2026, 2, 13)
    assert add_working_days(day, 3, naive) != fingers.after(day, 3)
    sys.stdout.write(f"\nseed {SEED}: {cases} deadlines 2014 to 2030, {tet} over a day off of Tết, {moved} moved, 0 differ\n")


@sizes(300, 5000)
@pytest.mark.django_db
def test_instants_about_midnight_belong_to_the_right_day_and_period(cases: int, cast: Any) -> None:
    """T-T3: the last and the first tenth of a second of days, months, quarters, leap days and Tết; in Python and in the database."""
    draw, wrong, late = random.Random(SEED), [], 0
    for number in range(cases):
        last = date(draw.choice(YEARS), draw.randint(1, 12), 1) - ONE if number % 3 else date(draw.choice((2016, 2020, 2024, 2028)), 2, 29)
        before = number % 2 == 0
        midnight = datetime(last.year, last.month, last.day, tzinfo=UTC) + ONE - timedelta(hours=7)  # 00:00 in Việt Nam of the next day
        at = midnight - timedelta(milliseconds=100) if before else midnight + timedelta(milliseconds=100)
        day = last if before else last + ONE
        month = PeriodKey.parse(f"{day:%Y-%m}")
        period = Period(opens_on=last.replace(day=1), due_on=last, key=f"{last:%Y-%m}")
        how = matrix._how(matrix._Told(first=at, standing=True), period, last + ONE, timezone.get_current_timezone())
        right = (timezone.localdate(at), month.first <= timezone.localdate(at) <= month.last, how)
        if right != (day, True, matrix.ON_TIME if before else matrix.LATE):
            wrong.append((at, right))
        late += not before
        if number % 25 == 0:
            found = type(cast.province).objects.annotate(at=Value(at), day=TruncDate(F("at"), output_field=DateField())).first()
            assert found is not None
            assert found.day == day, at
    assert not wrong, wrong[:3]
    sys.stdout.write(f"\nT-T3, seed {SEED}: {cases} instants 0.1 s about midnight, {late} late, all in the right period\n")
