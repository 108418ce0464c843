"""Tiêu chí của kỳ và số đạt được. / The criteria a period is judged by, and what the unit says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dondoc.server.assignments.measures import Measure, in_force, of_row, shown
from dondoc.server.assignments.models import Order
from dondoc.server.organizations.models import Organization
from dondoc.server.reports.models import Period, Report
from dondoc.server.reports.periods import periods_for

#: What a line of a checklist is answered with.
YES, NO = "yes", "no"


def answered(order: Order, period: Period, said: Mapping[str, str]) -> list[dict[str, str]]:
    """`Report.measures`: the criteria in force when the period opened, with what is said of them by their place («0», «1», …)."""
    found = []
    for place, measure in enumerate(in_force(order, period.opens_on)):
        text = str(said.get(str(place), "")).strip()
        if measure.measured and text:
            text = f"{Decimal(text):.2f}"
        elif text not in (YES, NO, ""):
            raise ValidationError(_("Tiêu chí không đo được thì ghi đạt hoặc chưa đạt."))
        found.append({**measure.kept, "said": text})
    return found


@dataclass(frozen=True)
class Answer:
    """One criterion as a page shows it: unit, base, target, actual; or met, not met, nothing said."""

    measure: Measure
    said: str  # as kept

    @property
    def actual(self) -> str:
        """The figure reached, in the reader's way of writing; "" for none."""
        return shown(Decimal(self.said)) if self.measure.measured and self.said else ""

    @property
    def met(self) -> bool | None:
        """Whether it is met: a figure by its target, a line by what was said; None where nothing tells."""
        if not self.said:
            return None
        if not self.measure.measured:
            return self.said == YES
        return Decimal(self.said) >= self.measure.target if self.measure.target is not None else None

    @property
    def words(self) -> str:
        """As a paper of the office says it: «135 / 150 hộ (gốc 120), chưa đạt», «đạt»."""
        met = {True: "đạt", False: "chưa đạt", None: ""}[self.met]
        return ", ".join(part for part in (self.figures if self.measure.measured else "", met) if part)

    @property
    def figures(self) -> str:
        """«135 / 150 hộ (gốc 120)»."""
        one = self.measure
        top = f"{self.actual or '–'} / {shown(one.target)}" if one.target is not None else self.actual or "–"
        base = " (" + _("gốc %(n)s") % {"n": shown(one.base)} + ")" if one.base is not None else ""
        return f"{top} {one.unit}{base}"


def answers(report: Report) -> list[Answer]:
    """What a report says of its criteria; where it says nothing, the criteria of its period alone."""
    if report.measures:
        return [Answer(of_row(row), row.get("said", "")) for row in report.measures]
    return [Answer(measure, "") for measure in in_force(report.assignment.order, report.period.opens_on)]


def next_opening(place: Organization, today: date) -> date:
    """The day the next period of this body opens: from then on changed criteria count. By its periods, else the next month."""
    coming = periods_for(place).filter(opens_on__gt=today).order_by("opens_on").first()
    return coming.opens_on if coming else (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def said_of(measures: Sequence[Measure], report: Report | None) -> dict[int, str]:
    """What a report says so far, by place; only while its criteria are still those of the period."""
    rows = report.measures if report else []
    if [of_row(row) for row in rows] != list(measures):
        return {}
    return {place: row.get("said", "") for place, row in enumerate(rows)}
