"""Tác động của một quyết định lên thời hạn, nói thành câu. / What a decision does to a deadline, in sentences of both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.worktime import Arithmetic, Calendar, Step, add_working_days, last_day, working_days_between


def _d(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def extended(before: date, to: date, asked_on: date, calendar: Calendar) -> Arithmetic:
    """A deadline moved to `to` (a day off moves on). Asked after the deadline, the days late by then are told and stay."""
    found = last_day(to, "by", calendar)
    late = (asked_on - before).days
    if late > 0:
        first = Step(
            f"Đề nghị ngày {_d(asked_on)}, khi đã quá hạn {late} ngày: số ngày này vẫn được ghi.",
            f"Asked on {_d(asked_on)}, {late} days after the deadline: these days stay on record.",
        )
    else:
        left = working_days_between(asked_on + timedelta(days=1), before, calendar)
        first = Step(
            f"Đề nghị ngày {_d(asked_on)}, trước hạn {left} ngày làm việc.",
            f"Asked on {_d(asked_on)}, {left} working days before the deadline.",
        )
    return Arithmetic(
        found.day,
        (
            first,
            *found.steps[1:],
            Step(f"Hạn cũ {_d(before)}, hạn mới {_d(found.day)}.", f"Old deadline {_d(before)}, new deadline {_d(found.day)}."),
        ),
    )


@dataclass(frozen=True)
class Waited:
    """Working days that a suspension took, and the deadline they lead to (None where there is none)."""

    days: int
    deadline: date | None
    steps: tuple[Step, ...]


def resumed(deadline: date | None, since: date, until: date, calendar: Calendar) -> Waited:
    """Working days from `since` up to the day before `until` are given back to the deadline; days late before `since` stay late."""
    last = until - timedelta(days=1)
    days = working_days_between(since, last, calendar)
    steps = [
        Step(
            f"Tạm dừng từ {_d(since)}, thực hiện lại từ {_d(until)}: {days} ngày làm việc không tính cho đơn vị.",
            f"Suspended from {_d(since)}, taken up again on {_d(until)}: {days} working days are not the unit's.",
        )
    ]
    if deadline is None:
        return Waited(days, None, tuple(steps))
    moved = add_working_days(deadline, days, calendar)
    if deadline < since:
        late = (since - deadline).days
        steps.append(
            Step(f"Khi tạm dừng đã quá hạn {late} ngày: vẫn tính là quá hạn.", f"Already {late} days late when suspended: still late.")
        )
    steps.append(
        Step(f"Hạn {_d(deadline)} cộng {days} ngày làm việc là {_d(moved)}.", f"{_d(deadline)} plus {days} working days is {_d(moved)}.")
    )
    return Waited(days, moved, tuple(steps))


def set_anew(before: date | None, day: date, calendar: Calendar) -> Arithmetic:
    """A deadline set by whom it belongs to, when work is passed on or reopened."""
    found = last_day(day, "by", calendar)
    told = Step(
        f"Hạn cũ {_d(before)}, hạn mới {_d(found.day)} do người có thẩm quyền ấn định."
        if before
        else f"Hạn {_d(found.day)} do người có thẩm quyền ấn định.",
        f"Old deadline {_d(before)}, new deadline {_d(found.day)}, set by the authority."
        if before
        else f"Deadline {_d(found.day)}, set by the authority.",
    )
    return Arithmetic(found.day, (*found.steps[1:], told))
