"""Những phần mà phòng trên đặt lên trang của phòng dưới. / What higher rooms show on the pages of lower things.

A room's `panels.py` says what it shows of which thing; here they are gathered, and a page prints them by `{% panels thing %}`.
Access is asked inside each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dondoc.server.assignments.models import Assignment
from dondoc.server.columnmaps import panels as columnmaps
from dondoc.server.organizations.models import Person
from dondoc.server.reports.narrowing import Shown
from dondoc.server.urging import panels as urging
from dondoc.server.urging.panels import Panel

#: kind of thing -> what shows something of it, in the order of the page
PANELS: dict[type, tuple[Callable[[Any, Person], Panel | None], ...]] = {
    Assignment: (urging.of_assignment, columnmaps.of_assignment),
    Shown: (urging.of_late, columnmaps.of_list),
}


def gathered(thing: Any, person: Person) -> list[Panel]:
    """The panels of a thing that have something to show to this person."""
    return [panel for show in PANELS.get(type(thing), ()) if (panel := show(thing, person)) is not None]
