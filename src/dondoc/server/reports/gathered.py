"""Gộp danh mục theo nhiệm vụ. / A list of work gathered by order: a hundred bodies with one task are a line that says how they stand.

The most pressing first: orders with open work by their earliest open deadline, then what is over, newest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Value, When

from dondoc.server.assignments.models import OPEN_STATES, Assignment, AssignmentState, Order
from dondoc.server.organizations.models import Person
from dondoc.server.reports.queries import Outcomes, Row, counted, rows
from dondoc.server.rulebook.queries import rule


@dataclass(frozen=True)
class Gathered:
    """One order in a list: at how many bodies, how their work stands, between which days it falls due."""

    order: Order
    units: int
    outcomes: Outcomes
    soon: int  # of those open within time, due within the office's days of warning
    first_on: date | None  # of the open work; of all of it once none is open
    last_on: date | None
    only: Row | None  # the work itself where a single body has it

    @property
    def within(self) -> int:
        """Open, within time, and not due soon."""
        return self.outcomes.open_within - self.soon

    @property
    def apart(self) -> int:
        """Suspended, withdrawn, cancelled or passed on: counted apart."""
        return self.units - self.outcomes.total


def pressing_first(work: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """The same list with open work before what is over, each by deadline; what has none after what has one."""
    over = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1), output_field=IntegerField())
    return work.order_by(over, F("deadline_on").asc(nulls_last=True), "pk")


def orders(work: QuerySet[Assignment]) -> Any:
    """The orders of this work, a dictionary each (`order`, `units`, `first_on`, `last_on`), the most pressing first."""
    is_open = Q(state__in=OPEN_STATES)
    return (
        work.order_by()
        .values("order")
        .annotate(
            units=Count("*"),
            still=Count("state", filter=is_open),
            first_open=Min("deadline_on", filter=is_open),
            last_open=Max("deadline_on", filter=is_open),
            first=Min("deadline_on"),
            last=Max("deadline_on"),
        )
        .annotate(over=Case(When(still=0, then=Value(1)), default=Value(0), output_field=IntegerField()))
        .order_by("over", F("first_open").asc(nulls_last=True), F("last").desc(nulls_last=True), "order")
    )


def gathered(work: QuerySet[Assignment], lines: Sequence[dict[str, Any]], person: Person, on: date) -> list[Gathered]:
    """These lines of `orders(work)` as a page shows them. Three queries, whatever their number."""
    here = work.filter(order__in=[line["order"] for line in lines])
    cells, soon = _cells(here, on)
    alone = [line["order"] for line in lines if line["units"] == 1]
    single = {row.order: row for row in rows(here.filter(order__in=alone), on)} if alone else {}
    named = Order.objects.visible_to(person).select_related("document").in_bulk([line["order"] for line in lines])
    return [_gathered(line, named[line["order"]], cells, soon, single) for line in lines if line["order"] in named]


def _cells(work: QuerySet[Assignment], on: date) -> tuple[dict[int, dict[str, int]], dict[int, int]]:
    last = on + timedelta(days=int(rule("due_soon_days", on=on)))
    near = Q(deadline_on__gte=on, deadline_on__lte=last, state__in=OPEN_STATES, outcome="open_within")
    near &= ~Q(state=AssignmentState.REPORTED_DONE)
    cells: defaultdict[int, dict[str, int]] = defaultdict(dict)
    soon: defaultdict[int, int] = defaultdict(int)
    for cell in counted(work, on).order_by().values("order", "outcome").annotate(n=Count("*"), near=Count("state", filter=near)):
        cells[cell["order"]][cell["outcome"]] = cell["n"]
        soon[cell["order"]] += cell["near"]
    return cells, soon


def _gathered(
    line: dict[str, Any], order: Order, cells: dict[int, dict[str, int]], soon: dict[int, int], single: dict[Any, Row]
) -> Gathered:
    return Gathered(
        order=order,
        units=line["units"],
        outcomes=Outcomes.of(cells[order.pk]),
        soon=soon[order.pk],
        first_on=line["first_open"] if line["still"] else line["first"],
        last_on=line["last_open"] if line["still"] else line["last"],
        only=single.get(order.uid),
    )
