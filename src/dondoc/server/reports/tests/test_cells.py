"""Bốn ô đếm theo chỉ mục bằng đúng đếm từng việc; tháng của đơn vị đếm nhanh bằng đọc kỹ. / Cells and a unit's month, counted two ways."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from dondoc.server.assignments.models import Assignment, AssignmentState, Order
from dondoc.server.reports import queries, unit_month
from dondoc.server.reports.models import Report
from dondoc.server.reports.tests.conftest import give, month

SEED = 20261125


@pytest.fixture
def many(cast: Any) -> Any:
    """Two hundred pieces of work in every state, due before, on and after the day, some with a result under review."""
    give(cast, "Việc gốc", cast.commune)
    part, order = Assignment.objects.get(), Order.objects.get()
    dice, day = random.Random(SEED), timezone.localdate(cast.noon)
    period = month(cast, "2026-11", day)
    for _ in range(200):
        order.pk, order.uid, part.pk, part.uid, part.order = None, uuid4(), None, uuid4(), order
        order.save()
        part.order, part.state = order, dice.choice(AssignmentState.values)
        part.deadline_on = dice.choice([None, *(day + timedelta(days=n) for n in (-9, -1, 0, 1, 9))])
        done = part.state == "accepted"
        part.done_on, part.accepted_by, part.accepted_at = (
            (day - timedelta(days=dice.randrange(12)), cast.dung, cast.noon) if done else (None,) * 3
        )
        part.ended_reason = "Văn bản khác thay" if part.state in ("withdrawn", "cancelled", "passed_on") else ""
        part.save()
        if dice.random() < 0.5:
            sent = cast.noon - timedelta(days=dice.choice((0, 1, 2, 9, 10)))
            Report.objects.create(
                assignment=part,
                period=period,
                progress=dice.choice(("done", "in_hand")),
                state=dice.choice(("submitted", "returned", "accepted")),
                result="Đã làm",
                entered_by=cast.khanh,
                entered_at=sent,
                submitted_by=cast.hoa,
                submitted_at=sent,
            )
    return period


def test_cells_by_index_are_the_cells_of_each(cast: Any, many: Any) -> None:
    day = timezone.localdate(cast.noon)
    for on in (day, day + timedelta(days=5)):
        each = Counter(queries.counted(Assignment.objects.all(), on).values_list("outcome", flat=True))
        assert len(each) == 8
        assert queries.outcomes(Assignment.objects.all(), on) == queries.Outcomes.of(each)
    late = queries.counted(Assignment.objects.all(), day).filter(outcome="open_overdue")
    assert set(queries.overdue(Assignment.objects.all(), day)) == set(late)


def test_a_page_of_a_list_is_that_part_of_it(cast: Any, many: Any) -> None:
    day = timezone.localdate(cast.noon)
    listed = Assignment.objects.order_by("-deadline_on", "pk")
    whole = queries.rows(listed, day)
    assert queries.rows(listed[20:70], day) == whole[20:70]
    assert queries.rows(listed, day, limit=7) == whole[:7]
    assert queries.rows(listed[500:510], day) == []


def test_figures_of_a_month_are_those_of_its_page(cast: Any, many: Any) -> None:
    items = unit_month.unit_items(cast.commune, many, timezone.localdate(cast.noon))
    states = Counter(item.report.state for item in items if item.report)
    assert unit_month.told(cast.commune, many) == unit_month.Told(
        items=len(items),
        entered=states["entered"],
        submitted=states["submitted"] + states["accepted"],
        returned=sum(item.returned is not None and item.report is None for item in items),
    )
    assert states["submitted"]
    before = [item for item in items if item.before]
    assert not before, "nothing was said before this month"
    later = month(cast, "2026-12", timezone.localdate(cast.noon) + timedelta(days=30))
    found = unit_month.unit_items(cast.commune, later, timezone.localdate(cast.noon))
    said = {report.assignment_id: report for report in Report.objects.filter(period=many)}
    assert {item.assignment.pk: item.before for item in found if item.before} == {
        item.assignment.pk: said[item.assignment.pk] for item in found if item.assignment.pk in said
    }
