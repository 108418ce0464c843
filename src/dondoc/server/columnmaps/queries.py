"""Đọc bảng nối cột; nhiệm vụ thành hàng của bảng. / Reads of maps; pieces of work as rows of a table.

A row says what its person may see: work through the lists, its last report through the rules of sight of reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from dondoc.server.assignments.measures import in_force
from dondoc.server.assignments.models import Assignment, Order, OrderState
from dondoc.server.columnmaps.fields import REPORTED
from dondoc.server.columnmaps.models import ColumnMap, ExternalRef, MapVersion
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models import Report, ReportState
from dondoc.server.reports.queries import counted

#: Rows of one table: more is neither written nor read.
MOST_ROWS = 20_000
#: Pieces of work looked up at once: under every database's limit of parameters.
AT_ONCE = 5_000


def latest(column_map: ColumnMap, person: Person) -> MapVersion:
    """The version in use."""
    found: MapVersion = (
        MapVersion.objects.visible_to(person).filter(column_map=column_map).select_related("column_map__organization").latest("number")
    )
    return found


def usable(person: Person) -> QuerySet[ColumnMap]:
    """Maps by which this person may export and import."""
    using = organizations_where(person, "column_map.use")
    return ColumnMap.objects.visible_to(person).filter(organization__in=using).select_related("organization")


@dataclass(frozen=True)
class Line:
    """One piece of work with the value of every field, as our own: keys of codes, days, numbers, words."""

    assignment: Assignment
    values: Mapping[str, Any]


def lines(work: QuerySet[Assignment], column_map: ColumnMap, person: Person, on: date) -> Iterator[Line]:
    """The rows of these pieces of work, in the order of the list. A fixed number of queries for each few thousand."""
    related = ("order__document", "order__authority", "organization", "head", "doer")
    found = counted(work, on).select_related(*related).prefetch_related("order__criteria", "order__criteria_versions")
    every = list(found[:MOST_ROWS])
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        refs, reports = codes_of(some, column_map, person), last_reports(some, person)
        for part in some:
            yield Line(part, _values(part, refs.get(part.pk) or _came_with(part, column_map), reports.get(part.pk), on))


def codes_of(parts: Iterable[Assignment], column_map: ColumnMap, person: Person) -> dict[int, str]:
    """The other system's code of each, by assignment."""
    seen = ExternalRef.objects.visible_to(person).filter(column_map=column_map, assignment__in=[part.pk for part in parts])
    return dict(seen.values_list("assignment", "code"))


def _came_with(part: Assignment, column_map: ColumnMap) -> str:
    """The code its order came in with from this very system, "" for none."""
    order, system = part.order, f"{column_map.system}:"
    own = order.organization_id == column_map.organization_id and order.external_ref.startswith(system)
    return order.external_ref.removeprefix(system) if own else ""


def last_reports(parts: Iterable[Assignment], person: Person) -> dict[int, Report]:
    """The last report of each that this person may see and that was not sent back."""
    pks = [part.pk for part in parts]
    told = Report.objects.visible_to(person).filter(assignment__in=pks).exclude(state__in=(ReportState.RETURNED, ReportState.OPEN))
    return {report.assignment_id: report for report in told.select_related("period").order_by("period__opens_on", "pk")}


def _values(part: Any, ref: str, report: Report | None, on: date) -> dict[str, Any]:
    order = part.order
    said = {name: getattr(report, name) if report else None for name in REPORTED}
    return said | {
        "code": str(part.uid),
        "external_ref": ref,
        "task": order.task,
        "unit": part.organization.name,
        "part": part.part,
        "head": part.head.full_name,
        "doer": part.doer.full_name if part.doer else "",
        "authority": order.authority.name,
        "document": order.document.symbol if order.document else "",
        "document_on": order.document.dated if order.document else None,
        "issued_on": timezone.localdate(part.issued_at),
        "deadline": part.deadline_on,
        "extension_reason": "",
        "first_deadline": part.first_deadline_on,
        "outcome": part.outcome,
        "done_on": part.done_on,
        "product": order.product,
        "criteria": "\n".join(measure.text for measure in in_force(order, on)),
        "period": report.period.key if report else "",
    }


def by_codes(codes: Sequence[str], person: Person) -> QuerySet[Assignment]:
    """Visible pieces of work with these codes of ours; a code nobody may see is like one that is not there."""
    return Assignment.objects.visible_to(person).filter(uid__in=codes)


def by_refs(refs: Sequence[str], column_map: ColumnMap, person: Person) -> dict[str, int]:
    """Visible pieces of work by the other system's codes."""
    found = ExternalRef.objects.visible_to(person).filter(column_map=column_map, code__in=refs)
    return dict(found.values_list("code", "assignment"))


def came_in(refs: Sequence[str], column_map: ColumnMap, person: Person) -> set[str]:
    """Which of these codes came in with an order that is here."""
    system = f"{column_map.system}:"
    orders = Order.objects.visible_to(person).filter(organization=column_map.organization).exclude(state=OrderState.DISCARDED)
    found = orders.filter(external_ref__in=[f"{system}{ref}" for ref in refs]).values_list("external_ref", flat=True)
    return {ref.removeprefix(system) for ref in found}
