"""Bảng nối cột trên trang của phòng dưới. / Column maps on the pages of lower rooms: a list leaves by one, work has codes elsewhere."""

from __future__ import annotations

from dondoc.server.assignments.models import Assignment
from dondoc.server.columnmaps.models import ExternalRef
from dondoc.server.columnmaps.queries import usable
from dondoc.server.organizations.models import Person
from dondoc.server.reports.narrowing import Shown
from dondoc.server.urging.panels import Panel


def of_list(shown: Shown, person: Person) -> Panel | None:
    """Above a list: send it out by one of the maps this person uses."""
    maps = list(usable(person)[:6])
    return Panel("columnmaps/export.html", {"maps": maps, "query": shown.query}) if maps else None


def of_assignment(assignment: Assignment, person: Person) -> Panel | None:
    """The codes of a piece of work in other systems."""
    refs = ExternalRef.objects.visible_to(person).filter(assignment=assignment).select_related("column_map")
    return Panel("columnmaps/refs.html", {"refs": list(refs)}) if refs else None
