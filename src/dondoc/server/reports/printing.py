"""Bản in của đơn vị: gồm gì, còn khớp không, đang chờ gì. / The unit's print: what is in it, whether it still stands, what it waits for."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports.models import Report, ReportState, UnitReport
from dondoc.server.reports.unit_month import Item
from dondoc.server.rulebook.queries import rules_at

_TOLD = (ReportState.ENTERED, ReportState.SUBMITTED, ReportState.ACCEPTED)
_SAID = ("progress", "percent", "quantity", "result", "difficulties", "requests")


def told(items: Iterable[Item]) -> list[Item]:
    """Those whose report the paper prints: what was entered, submitted or accepted."""
    return [item for item in items if item.report and item.report.state in _TOLD]


def digest(items: Sequence[Item]) -> str:
    """SHA-256 of what the paper says of each piece of work, whatever their order."""
    rows = [[str(item.assignment.uid), *(_text(item.report, field) for field in _SAID)] for item in items if item.report]
    return hashlib.sha256(json.dumps(sorted(rows), ensure_ascii=False).encode()).hexdigest()


def _text(report: Report, field: str) -> str:
    value = getattr(report, field)
    return "" if value is None else f"{value:.2f}" if field == "quantity" else str(value)


#: How the signed report of a unit stands.
STANDS: dict[str, str | Promise] = {
    "none": _("chưa lập bản in"),
    "waiting": _("đang chờ bản ký"),
    "optional": _("đã in, không bắt buộc bản ký"),
    "closed": _("đã chốt bằng bản ký"),
}


def needs_scan(places: Iterable[Organization], on: date) -> dict[int, bool]:
    """Whether the report of each body (by key) is closed by a signed scan, as its office has set it. One query."""
    return {pk: bool(int(values["signed_scan_needed"])) for pk, values in rules_at(["signed_scan_needed"], places, on=on).items()}


def stands(made: UnitReport | None, needed: bool) -> str:
    """A key of `STANDS` for the last print of a unit in a period."""
    if made is None:
        return "none"
    if made.scan_id is not None:
        return "closed"
    return "waiting" if needed else "optional"


@dataclass(frozen=True)
class Signed:
    """One unit in the table of signed reports."""

    unit: Organization
    reports: int  # submitted in the period
    last: UnitReport | None
    stands: str
    needed: bool
    later: int  # reports submitted after the paper that closed it was printed
    opens: bool  # whether this person may open the paper and the unit's own page

    @property
    def said(self) -> str | Promise:
        """How it stands, in words."""
        return STANDS[self.stands]


def table(key: str, person: Person, on: date) -> list[Signed]:
    """The units that submitted reports to this person in the periods of this key, and how their signed report stands. Five queries.

    Who follows a unit's work is told that its paper has come, from whom and under which number; the paper itself speaks of all work of
    the unit, whoever gave it, and opens to those who see its reports (`Signed.opens`).
    """
    sent = Report.objects.visible_to(person).filter(period__key=key, submitted_at__isnull=False)
    moments: defaultdict[int, list[datetime]] = defaultdict(list)
    for place, moment in sent.order_by().values_list("assignment__organization", "submitted_at"):
        if moment is not None:
            moments[place].append(moment)
    units = list(Organization.objects.visible_to(person).filter(pk__in=moments).order_by("path"))
    made = _last_prints(UnitReport.objects.filter(period__key=key, organization__in=units))
    needed = needs_scan(units, on)
    inside = set(organizations_where(person, "report.see").filter(pk__in=moments).values_list("pk", flat=True))
    return [_signed(unit, moments[unit.pk], made.get(unit.pk), needed[unit.pk], unit.pk in inside) for unit in units]


def _signed(unit: Organization, moments: Sequence[datetime], last: UnitReport | None, needed: bool, opens: bool) -> Signed:
    later = sum(moment > last.made_at for moment in moments) if last and last.scan_id else 0
    return Signed(unit, len(moments), last, stands(last, needed), needed, later, opens)


def _last_prints(found: QuerySet[UnitReport]) -> dict[int, UnitReport]:
    """By unit: the last print that was signed, else the last one."""
    made: dict[int, UnitReport] = {}
    for row in found.select_related("scanned_by", "period").order_by("made_at", "pk"):
        before = made.get(row.organization_id)
        if before is None or row.scan_id is not None or before.scan_id is None:
            made[row.organization_id] = row
    return made
