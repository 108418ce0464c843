"""Việc quá hạn để thử. / Late work to try the ladder on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.urging import actions, jobs
from dondoc.server.urging.models import Letter

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
#: A Friday far from any holiday.
DEADLINE = date(2026, 10, 16)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def late(count: int) -> date:
    """The working day on which DEADLINE is this many working days late."""
    day = DEADLINE
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def issued(cast: Any, *places: Any, deadline: date = DEADLINE, task: str = "Rà soát hồ sơ", **more: Any) -> Any:
    start = at(date(2026, 9, 1))
    order = assignments.draft(
        organization=cast.province, authority=cast.province, task=task, deadline_on=deadline, by=cast.binh, at=start, **more
    )
    assignments.set_targets(order, lead=[str(place.uid) for place in places or (cast.commune,)], by=cast.binh, at=start)
    assignments.issue([order], by=cast.an, at=start)
    for part in order.assignments.exclude(organization__in=(cast.inspection, cast.province)):
        assignments.receive(part, by=part.head, at=start)
    return order


def part_of(order: Any) -> Assignment:
    return Assignment.objects.get(order=order)


def run(day: date, hour: int = 9) -> int:
    return jobs.run(at(day, hour))


def proposed(cast: Any) -> Letter:
    run(late(5))
    return Letter.objects.get(state="proposed")


def twice_written_to(cast: Any) -> Letter:
    """The second letter to An Bình, issued."""
    issued(cast)
    actions.issue_letter(proposed(cast), number="1", by=cast.dung, at=at(late(5)))
    run(late(10))
    return actions.issue_letter(Letter.objects.get(state="proposed"), number="2", by=cast.dung, at=at(late(10)))
