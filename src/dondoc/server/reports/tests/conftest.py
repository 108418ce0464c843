"""Một nhiệm vụ đã giao, một kỳ đang mở. / One assignment given to the commune, one period open."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.organizations.models import Organization
from dondoc.server.reports import actions
from dondoc.server.reports.models import Period, Report


def give(cast: Any, task: str, *places: Organization, deadline_on: date | None = None) -> Order:
    """Work drafted by the officer and issued by the leader whose own direction it is."""
    order = assignments.draft(
        organization=cast.province,
        authority=cast.province,
        task=task,
        product="Báo cáo",
        criteria=["Có số liệu của từng thôn"],
        deadline_on=deadline_on or cast.noon.date() + timedelta(days=30),
        by=cast.binh,
        at=cast.noon,
    )
    assignments.set_targets(order, lead=[str(place.uid) for place in places], by=cast.binh, at=cast.noon)
    assignments.issue([order], by=cast.an, at=cast.noon)
    order.refresh_from_db()
    return order


def month(cast: Any, key: str, opens: date, *, locks_after: int = 20) -> Period:
    """A period of the province: due ten days after it opens, reviewed two days later."""
    return actions.open_period(
        organization=cast.province,
        key=key,
        opens_on=opens,
        due_on=opens + timedelta(days=10),
        review_by=opens + timedelta(days=12),
        lock_on=opens + timedelta(days=locks_after),
        by=cast.dung,
        at=cast.noon,
    )


@pytest.fixture
def task(cast: Any) -> Assignment:
    give(cast, "Rà soát nguyện vọng của cử tri", cast.commune, cast.other_commune)
    return Assignment.objects.select_related("order", "organization").get(organization=cast.commune)


@pytest.fixture
def period(cast: Any) -> Period:
    return month(cast, "2026-11", cast.noon.date() - timedelta(days=3))


@pytest.fixture
def entered(cast: Any, task: Assignment, period: Period) -> Report:
    return actions.enter(task, period=period, progress="done", percent=100, result="Đã rà soát 12 ý kiến.", by=cast.khanh, at=cast.noon)


@pytest.fixture
def sent(cast: Any, entered: Report) -> Report:
    return actions.submit([entered], by=cast.hoa, at=cast.noon)[0]


def moments_later(at: datetime) -> datetime:
    return at + timedelta(minutes=5)
