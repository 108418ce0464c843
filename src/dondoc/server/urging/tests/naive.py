"""Cách tính thô của một năm công việc: đếm từng ngày trên đầu ngón tay. / A naive account of a year of work, apart from the application.

It shares no line with the application: days are counted one after another, weights are fractions, everything is looked for in one list.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any
from uuid import UUID

ONE = timedelta(days=1)
#: Days off in the span, and a Saturday worked in exchange.
OFF = {date(2026, 2, 16) + ONE * n for n in range(5)} | {date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 2)}
WORKED = {date(2026, 2, 28)}


@dataclass
class Sent:
    """One sending of a report."""

    month: str
    day: date
    percent: int
    standing: str = "waits"  # waits, accepted, returned


@dataclass
class Item:
    """One piece of work as the naive account has it."""

    unit: int
    deadline: date
    given: date
    order: UUID
    weight: int = 1
    above: UUID | None = None  # the work it was given further down for
    cell: bool = False  # cells are only reminded
    state: str = "held"  # held, review, suspended, done, ended
    submitted: date | None = None
    sent: list[Sent] = field(default_factory=list)
    since: date | None = None  # of a suspension
    asked: Any = None  # an open request for an extension
    granted: int = 0
    steps: set[tuple[str, date]] = field(default_factory=set)


class Naive:
    """Counts one day after another."""

    def __init__(self) -> None:
        self.items: dict[UUID, Item] = {}
        self.last_letter: dict[int, date] = {}
        self.open_list: date | None = None

    def office_open(self, day: date) -> bool:
        return day in WORKED or (day.isoweekday() < 6 and day not in OFF)

    def first_open(self, day: date) -> date:
        while not self.office_open(day):
            day += ONE
        return day

    def open_days(self, first: date, last: date) -> int:
        """Both days counted."""
        total = 0
        while first <= last:
            total += self.office_open(first)
            first += ONE
        return total

    def later(self, day: date, count: int) -> date:
        while count:
            day += ONE
            count -= self.office_open(day)
        return day

    def outcome(self, item: Item, on: date) -> str:
        if item.state in ("ended", "suspended"):
            return item.state
        if item.state == "done":
            return "done_on_time" if item.submitted and item.submitted <= item.deadline else "done_late"
        judged = item.submitted if item.state == "review" and item.submitted else on
        return "open_overdue" if item.deadline < judged else "open_within"

    def urge(self, on: date) -> tuple[set[tuple[UUID, str]], dict[int, bool]]:
        """What the clock should do on a working day: steps, and letters that should wait, by unit: whether the second."""
        due: set[tuple[UUID, str]] = set()
        held = {uid: item for uid, item in self.items.items() if item.state == "held"}
        late = {uid: self.open_days(item.deadline + ONE, on) if item.deadline < on else 0 for uid, item in held.items()}
        for uid, item in held.items():
            left = self.open_days(on + ONE, item.deadline)
            step = self._step(late[uid], item.deadline < on, left)
            done = {name for name, day in item.steps if day == item.deadline}
            if step and step not in done and not (step == "remind_first" and "remind_last" in done):
                due.add((uid, step))
        written = {uid: item for uid, item in held.items() if not item.cell and item.asked is None and late[uid] >= 1}
        listed = {uid for uid, item in written.items() if late[uid] >= 15 and ("list", item.deadline) not in item.steps}
        if listed and self.open_list is None:
            due |= {(uid, "list") for uid in listed}
            self.open_list = self.later(on, 2)
        return due, self._letters(written, late, on)

    def _step(self, late: int, passed: bool, left: int) -> str:
        if late >= 1:
            return "remind_late"
        if passed or left > 5:
            return ""
        return "remind_last" if left <= 2 else "remind_first"

    def _letters(self, written: dict[UUID, Item], late: dict[UUID, int], on: date) -> dict[int, bool]:
        first, second = set(), set()
        for uid, item in written.items():
            one, two = ("letter", item.deadline) in item.steps, ("second", item.deadline) in item.steps
            first |= {item.unit} if late[uid] >= 5 and not one and not two else set()
            second |= {item.unit} if late[uid] >= 10 and one and not two else set()
        free = {unit for unit in first | second if unit not in self.last_letter or (on - self.last_letter[unit]).days >= 7}
        return {unit: unit in second for unit in free}

    def wrote(self, unit: int, second: bool, on: date) -> set[tuple[UUID, str]]:
        """A letter went to a unit: what it names, by step."""
        named = set()
        for uid, item in self.items.items():
            late = self.open_days(item.deadline + ONE, on) if item.deadline < on else 0
            if item.unit != unit or item.cell or item.state != "held" or item.asked is not None or late < 1:
                continue
            again = second and late >= 10 and ("letter", item.deadline) in item.steps
            named.add((uid, "second" if again else "letter"))
        for uid, step in named:
            self.items[uid].steps.add((step, self.items[uid].deadline))
        self.last_letter[unit] = on
        return named

    def end(self, uid: UUID) -> None:
        """Nobody's duty any more, nor is what was given further down for it, as far down as it went."""
        self.items[uid].state, self.items[uid].asked = "ended", None
        for below, item in self.items.items():
            if item.above == uid and item.state not in ("ended", "done"):
                self.end(below)

    def progress(self, uid: UUID) -> int:
        """How far one piece of work has come, in percent."""
        item = self.items[uid]
        below = [one for one, child in self.items.items() if child.above == uid and child.state != "ended"]
        if item.state == "done":
            return 100
        if below:
            return self.mean(below)
        return item.sent[-1].percent if item.sent else 0

    def mean(self, uids: list[UUID]) -> int:
        """By weights, half a percent up."""
        weights = sum(self.items[uid].weight for uid in uids)
        return floor(sum(Fraction(self.items[uid].weight * self.progress(uid), weights) for uid in uids) + Fraction(1, 2))

    def reported(self, month: str, on: date) -> Counter[tuple[int, str]]:
        """How each unit reported in a month, whose reports were due on its 25th: by unit and how."""
        opens, due = date.fromisoformat(f"{month}-01"), date.fromisoformat(f"{month}-25")
        found: Counter[tuple[int, str]] = Counter()
        for item in self.items.values():
            sent = [one for one in item.sent if one.month == month]
            closed_before = item.state == "done" and item.submitted is not None and item.submitted < opens
            if sent and sent[-1].standing == "returned":
                found[item.unit, "returned"] += 1
            elif sent:
                found[item.unit, "on_time" if sent[0].day <= due else "late"] += 1
            elif item.given <= opens and item.state not in ("ended", "suspended") and not closed_before:
                found[item.unit, "missing" if on > due else "waiting"] += 1
        return found
