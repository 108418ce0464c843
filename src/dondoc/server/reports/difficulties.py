"""Khó khăn, kiến nghị chờ trả lời. / Difficulties and proposals that wait to be answered, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models import Reply, Report, ReportState
from dondoc.server.rulebook.queries import calendar
from dondoc.worktime import working_days_between


def unanswered(person: Person) -> QuerySet[Report]:
    """Submitted reports that ask for something and which this person may answer, oldest first."""
    places, authorities = organizations_where(person, "report.review"), organizations_where(person, "report.confirm")
    asks = ~Q(difficulties="") | ~Q(requests="")
    replied = Exists(Reply.objects.filter(report=OuterRef("pk")))
    # what waits is found first, by its small index: sight is asked of few rows
    waits = Report.objects.filter(asks, ~replied, state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED)).order_by()
    return (
        Report.objects.visible_to(person)
        .filter(pk__in=waits.values("pk"))
        .filter(Q(assignment__order__organization__in=places) | Q(assignment__order__authority__in=authorities))
        .select_related("assignment__order", "assignment__organization", "period")
        .order_by("submitted_at", "pk")
    )


@dataclass(frozen=True)
class Asked:
    """One report that waits for an answer: for how many working days."""

    report: Report
    days: int


def waiting(reports: Sequence[Report], on: date) -> list[Asked]:
    """How long each has waited, the day it was submitted not counted."""
    days = calendar()
    return [
        Asked(report, max(0, working_days_between(timezone.localdate(report.submitted_at), on, days) - 1))
        for report in reports
        if report.submitted_at is not None
    ]
