"""Đọc việc đến kỳ. / Reads of obligations: those of one piece of work, of many, of an order as a matrix body by period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from dondoc.server.assignments.models import ENDED_STATES, Assignment, Order
from dondoc.server.obligations.models import Answer, Obligation
from dondoc.server.organizations.models import Person
from dondoc.server.rulebook.queries import calendar
from dondoc.worktime import COUNTED, Occurrence, Recurrence


def recurring(order: Order, on: date) -> bool:
    """Whether the work comes again after this day: «hoàn thành» then speaks of the period, not of the whole."""
    return bool(order.cadence) and (order.deadline_on is None or on < order.deadline_on)


@dataclass(frozen=True)
class Turn:
    """One obligation as pages show it. state: done, done_late, nothing, missed, waived, late, due."""

    uid: UUID
    key: str
    due_on: date
    state: str
    days: int  # late
    answered_on: date | None
    who: str
    words: str
    may_take_back: bool  # marked this very day, by no report

    @property
    def open(self) -> bool:
        """Still to be answered."""
        return self.state in ("late", "due")


def turns(assignments: Iterable[Assignment], person: Person, on: date, *, recent: int = 12) -> dict[int, list[Turn]]:
    """The last obligations of each piece of work this person may see, by its key, oldest first. One query."""
    rows = (
        Obligation.objects.visible_to(person)
        .filter(assignment__in=list(assignments))
        .select_related("answered_by")
        .order_by("due_on", "pk")
    )
    found: defaultdict[int, list[Turn]] = defaultdict(list)
    for row in rows:
        found[row.assignment_id].append(_turn(row, on))
    return {pk: _shown(some, recent) for pk, some in found.items()}


def _shown(some: list[Turn], recent: int) -> list[Turn]:
    """The last ones, and whatever is open before them."""
    return [turn for turn in some[:-recent] if turn.open] + some[-recent:]


def _turn(row: Obligation, on: date) -> Turn:
    late = max(0, ((row.answered_on or on) - row.due_on).days)
    state = row.answer or ("late" if late else "due")
    if row.answer == Answer.DONE and late:
        state = "done_late"
    return Turn(
        uid=row.uid,
        key=row.key,
        due_on=row.due_on,
        state=state,
        days=late,
        answered_on=row.answered_on,
        who=row.answered_by.full_name if row.answered_by else "",
        words=row.words,
        may_take_back=bool(row.answer) and row.report is None and row.answered_on == on and row.answer != Answer.WAIVED,
    )


def counted(some: Sequence[Turn]) -> Counter[str]:
    """How many of each state."""
    return Counter(turn.state for turn in some)


@dataclass(frozen=True)
class Line:
    """One body in the matrix of an order."""

    uid: UUID
    organization: str
    cells: tuple[Turn | None, ...]


@dataclass(frozen=True)
class Matrix:
    """An order's bodies by its periods, the last ones; `totals`: bodies that have answered, by period."""

    keys: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[tuple[int, int], ...]


def matrix(order: Order, person: Person, on: date, *, most: int = 8) -> Matrix:
    """One recurring order seen body by period. Two queries, whatever the number of bodies."""
    parts = list(
        Assignment.objects.visible_to(person)
        .filter(order=order)
        .exclude(state__in=ENDED_STATES)
        .select_related("organization")
        .order_by("organization__path")
    )
    found = turns(parts, person, on, recent=most)
    due: dict[str, date] = {}
    for some in found.values():
        due |= {turn.key: turn.due_on for turn in some}
    keys = tuple(sorted(due, key=lambda key: due[key])[-most:])
    lines = tuple(_line(part, found.get(part.pk, []), keys) for part in parts)
    totals = tuple(_total([line.cells[place] for line in lines]) for place in range(len(keys)))
    return Matrix(keys, lines, totals)


def _line(part: Assignment, some: Sequence[Turn], keys: Sequence[str]) -> Line:
    by_key = {turn.key: turn for turn in some}
    return Line(part.uid, part.organization.called, tuple(by_key.get(key) for key in keys))


def _total(cells: Sequence[Turn | None]) -> tuple[int, int]:
    there = [cell for cell in cells if cell is not None]
    return sum(not cell.open for cell in there), len(there)


def coming(cadence: str, at: str, on: date, *, most: int = 4) -> list[Occurrence]:
    """The next periods of a series after this day, to be looked at before it is changed; none for what no calendar gives."""
    if cadence not in COUNTED:
        return []
    return list(Recurrence(cadence, at).between(on + timedelta(days=1), on + timedelta(days=800), calendar()))[:most]
