"""Bảng theo dõi: đơn vị theo kỳ báo cáo. / The matrix: units, or pieces of work, by reporting periods.

Owed in a period is work given before it opened and not finished before then; what is suspended, withdrawn, cancelled or passed on is
owed only where it was reported all the same. The first sending of a report is judged by the day it was due: late stays late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from dondoc.server.assignments.models import ENDED_STATES, Assignment, AssignmentState
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports.models import Period, Report, ReportState

#: How many periods a page shows, and how many rows.
PERIODS, MOST_ROWS = 6, 160
#: How a cell's period went for one piece of work.
ON_TIME, LATE, RETURNED, WAITING, MISSING = "on_time", "late", "returned", "waiting", "missing"
_NOT_OWED = (*ENDED_STATES, AssignmentState.SUSPENDED)


@dataclass
class Cell:
    """One row and one period: how many reports were owed and how each went."""

    on_time: int = 0
    late: int = 0
    returned: int = 0  # sent back, not answered yet
    waiting: int = 0  # not sent, the day has not come
    missing: int = 0  # not sent, the day has passed

    @property
    def owed(self) -> int:
        """All of them."""
        return self.on_time + self.late + self.returned + self.waiting + self.missing

    @property
    def sent(self) -> int:
        """Sent, whenever."""
        return self.on_time + self.late

    @property
    def look(self) -> str:
        """none, full, tardy, waiting, lacking: one look each, told by shape and word too."""
        if not self.owed:
            return "none"
        if self.missing or self.returned:
            return "lacking"
        if self.waiting:
            return "waiting"
        return "tardy" if self.late else "full"

    def add(self, how: str) -> None:
        """Count one more."""
        setattr(self, how, getattr(self, how) + 1)


@dataclass(frozen=True)
class Line:
    """A unit, or a piece of work, with its cells in the order of the periods."""

    uid: UUID
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """What the page shows. `total`: the sums of all its lines."""

    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    total: tuple[Cell, ...]
    rows_in_all: int


@dataclass(frozen=True)
class Owed:
    """One piece of work in one period: what a cell counts."""

    assignment: int
    period: int
    how: str
    sent_at: datetime | None


@dataclass
class _Told:
    """What was sent for one piece of work in one period."""

    first: datetime | None = None
    standing: bool = False  # a version that was not sent back
    versions: list[str] = field(default_factory=list)


def periods(organizations: Iterable[Organization], person: Person, on: date, *, count: int = PERIODS) -> list[Period]:
    """The last monthly periods that have opened, of the bodies above these; newest first. A key is taken once, from the nearest body."""
    above = {int(part) for place in organizations for part in place.path.strip("/").split("/")}
    found = (
        Period.objects.visible_to(person)
        .filter(organization__in=above, opens_on__lte=on, key__regex=r"^\d{4}-\d{2}$")
        .order_by("-opens_on", "-pk")
    )
    by_key: dict[str, Period] = {}
    for period in found[: count * 8]:
        by_key.setdefault(period.key, period)
    return list(by_key.values())[:count]


def owed(work: QuerySet[Assignment], kept: Sequence[Period], person: Person, on: date) -> list[Owed]:
    """Every piece of work in every period in which it was owed or told. Two queries."""
    told, zone = _told(work, kept, person), timezone.get_current_timezone()  # asked once: looking it up costs more than a cell
    found = []
    for pk, issued_at, done_on, state in work.order_by().values_list("pk", "issued_at", "done_on", "state"):
        issued = issued_at.astimezone(zone).date()
        for period in kept:
            said = told.get((pk, period.pk))
            if said or _is_owed(issued, done_on, state, period):
                found.append(Owed(pk, period.pk, _how(said, period, on, zone), said.first if said else None))
    return found


def _is_owed(issued: date, done_on: date | None, state: str, period: Period) -> bool:
    return issued <= period.opens_on and state not in _NOT_OWED and (done_on is None or done_on >= period.opens_on)


def _told(work: QuerySet[Assignment], kept: Sequence[Period], person: Person) -> dict[tuple[int, int], _Told]:
    sent = (
        Report.objects.visible_to(person)
        .filter(assignment__in=work.order_by().values("pk"), period__in=kept, submitted_at__isnull=False)
        .order_by("version")
        .values_list("assignment", "period", "state", "submitted_at")
    )
    found: defaultdict[tuple[int, int], _Told] = defaultdict(_Told)
    for assignment, period, state, at in sent:
        told = found[assignment, period]
        told.first = told.first or at
        told.standing = state != ReportState.RETURNED
    return dict(found)


def _how(said: _Told | None, period: Period, on: date, zone: tzinfo) -> str:
    if said is None or said.first is None:
        return MISSING if on > period.due_on else WAITING
    if not said.standing:
        return RETURNED
    return ON_TIME if said.first.astimezone(zone).date() <= period.due_on else LATE


def by_unit(work: QuerySet[Assignment], person: Person, on: date, *, start: int = 0) -> Matrix:
    """Units by periods, in the order of the tree."""
    places = Organization.objects.visible_to(person).filter(pk__in=work.order_by().values("organization")).order_by("path")
    shown = list(places[start : start + MOST_ROWS])
    kept = periods(shown, person, on)
    here = work.filter(organization__in=shown)
    rows = dict(here.order_by().values_list("pk", "organization"))
    names = {place.pk: (place.uid, place.called) for place in shown}
    return _matrix(owed(here, kept, person, on), kept, rows, names, places.count())


def by_work(work: QuerySet[Assignment], person: Person, on: date, *, start: int = 0) -> Matrix:
    """Pieces of work by periods."""
    shown = list(work.select_related("order", "organization")[start : start + MOST_ROWS])
    kept = periods({part.organization_id: part.organization for part in shown}.values(), person, on)
    here = Assignment.objects.visible_to(person).filter(pk__in=[part.pk for part in shown])
    names = {part.pk: (part.uid, part.order.task) for part in shown}
    return _matrix(owed(here, kept, person, on), kept, {part.pk: part.pk for part in shown}, names, work.count())


def _matrix(
    found: Iterable[Owed], kept: Sequence[Period], rows: Mapping[int, int], names: Mapping[int, tuple[UUID, str]], in_all: int
) -> Matrix:
    cells: defaultdict[tuple[int, int], Cell] = defaultdict(Cell)
    total: defaultdict[int, Cell] = defaultdict(Cell)
    for one in found:
        cells[rows[one.assignment], one.period].add(one.how)
        total[one.period].add(one.how)
    lines = tuple(Line(uid, name, tuple(cells[pk, period.pk] for period in kept)) for pk, (uid, name) in names.items())
    return Matrix(tuple(kept), lines, tuple(total[period.pk] for period in kept), in_all)
