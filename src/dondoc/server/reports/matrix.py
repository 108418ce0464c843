"""Bảng theo dõi: đơn vị theo kỳ báo cáo. / The matrix: units, or pieces of work, by reporting periods.

Owed in a period is work given before it opened and not finished before then; what is suspended, withdrawn, cancelled or passed on is
owed only where it was reported all the same. The first sending of a report is judged by the day it was due: late stays late.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from django.db.models import Q, QuerySet
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

    def add(self, how: str, count: int) -> None:
        """Count so many more."""
        setattr(self, how, getattr(self, how) + count)


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


@dataclass(frozen=True, slots=True)
class Owed:
    """One piece of work in one period: what a cell counts."""

    assignment: int
    organization: int
    period: int
    how: str
    sent_at: datetime | None


@dataclass(slots=True)
class _Told:
    """What was sent for one piece of work in one period."""

    first: datetime
    standing: bool = True  # the last version was not sent back


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
    """Every piece of work in every period in which it was owed or told. Three queries; none of what was over before all of them."""
    if not kept:
        return []
    told, zone = _told(work, kept, person), timezone.get_current_timezone()  # asked once: looking it up costs more than a cell
    due = [(period, period.pk, period.opens_on) for period in kept]
    rows = work.order_by().values_list("pk", "organization", "issued_at", "done_on", "state")
    asked = list(rows.filter(Q(done_on=None) | Q(done_on__gte=min(opens for _period, _pk, opens in due))))
    over = {assignment for assignment, _period in told} - {row[0] for row in asked}  # told of after it was done
    found = []
    for pk, place, issued_at, done_on, state in [*asked, *(rows.filter(pk__in=over) if over else ())]:
        issued = issued_at.astimezone(zone).date()
        for period, key, opens in due:
            said = told.get((pk, key))
            if said or (issued <= opens and state not in _NOT_OWED and (done_on is None or done_on >= opens)):
                found.append(Owed(pk, place, key, _how(said, period, on, zone), said.first if said else None))
    return found


def _told(work: QuerySet[Assignment], kept: Sequence[Period], person: Person) -> dict[tuple[int, int], _Told]:
    sent = (
        Report.objects.visible_to(person)
        .filter(assignment__in=work.order_by().values("pk"), period__in=kept, submitted_at__isnull=False)
        .order_by("version")
        .values_list("assignment", "period", "state", "submitted_at")
    )
    found: dict[tuple[int, int], _Told] = {}
    for assignment, period, state, at in sent:
        if at:  # always: only what was submitted is asked for
            found.setdefault((assignment, period), _Told(at)).standing = state != ReportState.RETURNED
    return found


def _how(said: _Told | None, period: Period, on: date, zone: tzinfo) -> str:
    if said is None:
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
    names = {place.pk: (place.uid, place.called) for place in shown}
    return _matrix([(one.organization, one) for one in owed(here, kept, person, on)], kept, names, places.count())


def by_work(work: QuerySet[Assignment], person: Person, on: date, *, start: int = 0) -> Matrix:
    """Pieces of work by periods."""
    shown = list(work.select_related("order", "organization")[start : start + MOST_ROWS])
    kept = periods({part.organization_id: part.organization for part in shown}.values(), person, on)
    here = Assignment.objects.visible_to(person).filter(pk__in=[part.pk for part in shown])
    names = {part.pk: (part.uid, part.order.task) for part in shown}
    return _matrix([(one.assignment, one) for one in owed(here, kept, person, on)], kept, names, work.count())


def _matrix(found: Iterable[tuple[int, Owed]], kept: Sequence[Period], names: Mapping[int, tuple[UUID, str]], in_all: int) -> Matrix:
    """`found`: which line each belongs to; `names`: the lines."""
    cells: defaultdict[tuple[int, int], Cell] = defaultdict(Cell)
    total: defaultdict[int, Cell] = defaultdict(Cell)
    for (line, period, how), count in Counter((line, one.period, one.how) for line, one in found).items():
        cells[line, period].add(how, count)
        total[period].add(how, count)
    lines = tuple(Line(uid, name, tuple(cells[pk, period.pk] for period in kept)) for pk, (uid, name) in names.items())
    return Matrix(tuple(kept), lines, tuple(total[period.pk] for period in kept), in_all)
