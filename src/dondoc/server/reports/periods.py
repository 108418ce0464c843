"""Kỳ báo cáo của một cơ quan. / The periods that hold for an organization."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dondoc.server.organizations.models import Organization
from dondoc.server.reports.models import Period
from dondoc.server.rulebook.queries import calendar
from dondoc.worktime import working_days_between


def periods_for(organization: Organization) -> QuerySet[Period]:
    """The periods that hold for an organization: its own and those of the bodies above it."""
    above = [int(part) for part in organization.path.strip("/").split("/")]
    return Period.objects.filter(organization__in=above)


def current_period(organization: Organization, on: date) -> Period | None:
    """The period now open for an organization, else the one that opens next, else the last one."""
    found = periods_for(organization)
    return (
        found.filter(opens_on__lte=on, lock_on__gte=on, key__regex=r"^\d{4}-\d{2}$").order_by("opens_on").first()
        or found.filter(opens_on__gt=on).order_by("opens_on").first()
        or found.order_by("-opens_on").first()
    )


def working_days_left(period: Period, on: date) -> int:
    """Working days from this day to the day a period's reports are due, that day included; 0 when it has passed."""
    return working_days_between(on, period.due_on, calendar()) if on <= period.due_on else 0
