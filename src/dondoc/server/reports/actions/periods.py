"""Kỳ báo cáo. / Periods."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports.models import Period


@transaction.atomic
def open_period(
    *, organization: Organization, key: str, opens_on: date, due_on: date, review_by: date, lock_on: date, by: Person, at: datetime
) -> Period:
    """Set a period with its four dates for an organization and all below it."""
    access.require(by, "period.set", organization)
    period = Period(organization=organization, key=key, opens_on=opens_on, due_on=due_on, review_by=review_by, lock_on=lock_on)
    period.full_clean(exclude=["uid"])
    period.save()
    journal.write(
        "period.open",
        period,
        by=by,
        at=at,
        payload={"key": key, "opens_on": opens_on, "due_on": due_on, "review_by": review_by, "lock_on": lock_on},
    )
    return period
