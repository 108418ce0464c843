"""Cơ sở dữ liệu từ chối điều nửa vời. / The database refuses half-truths, whatever the code above it does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dondoc.server.assignments.models import Assignment, Criterion, Order, Submission, Target


def refused(change: Any) -> bool:
    """Whether the database refuses the change."""
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "wished"},
        {"force": "nhờ"},
        {"bound": "", "deadline_on": date(2026, 12, 1)},
        {"deadline_source": "", "deadline_on": date(2026, 12, 1)},
        {"state": "issued"},
        {"state": "withdrawn", "ended_reason": ""},
    ],
    ids=str,
)
def test_an_order_is_whole(orders: list[Order], fields: dict[str, Any]) -> None:
    assert refused(lambda: Order.objects.filter(pk=orders[0].pk).update(**fields))


@pytest.mark.parametrize(
    "fields", [{"product": ""}, {"issued_at": None}, {"issued_by": None}, {"deadline_on": None, "cadence": ""}], ids=str
)
def test_an_issued_order_stays_whole(given: Assignment, fields: dict[str, Any]) -> None:
    assert refused(lambda: Order.objects.filter(pk=given.order_id).update(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "dreamt"},
        {"part": "watch"},
        {"received_at": "2026-11-24T00:00Z"},
        {"state": "accepted"},
        {"done_on": date(2026, 11, 24)},
        {"state": "withdrawn"},
    ],
    ids=str,
)
def test_an_assignment_is_whole(given: Assignment, fields: dict[str, Any]) -> None:
    assert refused(lambda: Assignment.objects.filter(pk=given.pk).update(**fields))


def test_a_body_has_one_part_of_an_order(given: Assignment, cast: Any) -> None:
    again = Assignment(order=given.order, organization=given.organization, head=given.head, issued_at=cast.noon)
    assert refused(again.save)
    Assignment.objects.filter(pk=given.pk).update(state="withdrawn", ended_reason="nhầm")
    assert not refused(again.save)


def test_a_lead_helps_nobody_and_nothing_cascades_from_itself(given: Assignment) -> None:
    assert refused(lambda: Assignment.objects.filter(pk=given.pk).update(helps=given))
    assert refused(lambda: Assignment.objects.filter(pk=given.pk).update(parent=given))


def test_a_target_is_one_thing_once(orders: list[Order], cast: Any) -> None:
    assert refused(lambda: Target.objects.create(order=orders[0], part="lead"))
    assert refused(lambda: Target.objects.create(order=orders[0], part="near", organization=cast.office))
    assert refused(lambda: Target.objects.create(order=orders[0], part="lead", organization=cast.commune))


def test_a_criterion_has_words(orders: list[Order]) -> None:
    assert refused(lambda: Criterion.objects.create(order=orders[0], position=9, text=""))


@pytest.mark.parametrize("fields", [{"state": "approved"}, {"state": "seen"}, {"decided_at": "2026-11-24T00:00Z"}], ids=str)
def test_an_answer_to_a_submission_is_whole(orders: list[Order], cast: Any, fields: dict[str, Any]) -> None:
    sent = Submission.objects.create(organization=cast.province, post=cast.an_post, submitted_by=cast.binh, submitted_at=cast.noon)
    assert refused(lambda: Submission.objects.filter(pk=sent.pk).update(**fields))
