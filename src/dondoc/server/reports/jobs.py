"""Việc của đồng hồ ở phòng báo cáo. / What the clock does in this room."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.server.obligations import actions as obligations
from dondoc.server.obligations.opening import Periods
from dondoc.server.organizations.models import Organization, Person, PersonKind
from dondoc.server.reports.models import Period
from dondoc.worktime import Occurrence


def run(at: datetime) -> int:
    """Open what has fallen due of recurring work, in the name of the system's actor. Returns how many pieces of work were looked at."""
    system = Person.objects.filter(kind=PersonKind.SYSTEM).first()
    if system is None:
        return 0
    periods, count = reporting_periods(system), 0
    while done := obligations.open_due(periods=periods, by=system, at=at):
        count += done
    return count


def reporting_periods(person: Person) -> Periods:
    """The periods of reporting as occurrences of standing duties, by body; the table is read once."""
    rows = list(Period.objects.visible_to(person).order_by("opens_on"))

    def of(place: Organization, first: date, last: date) -> list[Occurrence]:
        above = {int(part) for part in place.path.strip("/").split("/")}
        return [
            Occurrence(row.key, row.opens_on, row.due_on, row.due_on)
            for row in rows
            if first <= row.opens_on <= last and row.organization_id in above
        ]

    return of
