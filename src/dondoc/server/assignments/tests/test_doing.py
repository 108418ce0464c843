"""Tiếp nhận, phân công, thực hiện, xác nhận. / Receiving, naming the doer, doing, confirming."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions, jobs
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.notices.models import Notice
from dondoc.server.organizations import actions as organizations


def draft(cast: Any, **fields: Any) -> Order:
    return actions.draft(
        organization=cast.province, authority=cast.province, task="Rà soát, báo cáo kết quả", by=cast.binh, at=cast.noon, **fields
    )


def lead(order: Order, cast: Any, *places: Any) -> Order:
    return actions.set_targets(order, lead=[str(p.uid) for p in places or (cast.commune,)], by=cast.binh, at=cast.noon)


# receiving and naming


def test_many_are_taken_up_at_once_all_or_none(cast: Any) -> None:
    orders = [lead(draft(cast), cast), lead(draft(cast), cast)]
    actions.issue(orders, by=cast.an, at=cast.noon)
    first, second = Assignment.objects.order_by("pk")
    with pytest.raises(ValidationError):
        actions.take_up([first, second], doers={second.uid: cast.lan}, by=cast.khanh, at=cast.noon)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"issued"}
    assert actions.take_up([first, second], doers={second.uid: cast.khanh}, by=cast.khanh, at=cast.noon) == 2
    assert list(Assignment.objects.order_by("pk").values_list("state", "doer")) == [("received", None), ("received", cast.khanh.pk)]
    assert Notice.objects.filter(key="assignment.doer", person=cast.khanh).count() == 1


def test_the_doer_may_be_changed_while_the_work_is_open(cast: Any, given: Assignment) -> None:
    actions.name_doer(given, person=cast.khanh, by=cast.hoa, at=cast.noon)
    assert actions.name_doer(given, person=cast.hoa, by=cast.hoa, at=cast.noon).doer == cast.hoa
    actions.report_done(given, by=cast.hoa, at=cast.noon)
    with pytest.raises(NotNow):
        actions.name_doer(given, person=cast.khanh, by=cast.hoa, at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.name_doer(given, person=cast.lan, by=cast.lan, at=cast.noon)


def test_the_doer_works_and_the_authority_confirms(cast: Any, given: Assignment) -> None:
    actions.name_doer(given, person=cast.khanh, by=cast.hoa, at=cast.noon)
    assert actions.start(given, by=cast.khanh, at=cast.noon).state == "in_hand"
    with pytest.raises(PermissionDenied):
        actions.report_done(given, by=cast.lan, at=cast.noon)
    assert actions.report_done(given, by=cast.khanh, at=cast.noon).state == "reported_done"
    assert actions.send_back(given, reason="Thiếu số liệu", by=cast.an, at=cast.noon).state == "in_hand"
    actions.report_done(given, by=cast.khanh, at=cast.noon)
    done = actions.accept(given, done_on=cast.noon.date(), by=cast.an, at=cast.noon)
    assert (done.state, done.accepted_by, done.done_on) == ("accepted", cast.an, cast.noon.date())
    with pytest.raises(NotNow):
        actions.accept(given, done_on=cast.noon.date(), by=cast.an, at=cast.noon)


def test_one_does_not_confirm_own_work(cast: Any) -> None:
    order = lead(draft(cast), cast, cast.office)
    organizations.grant(
        post=cast.dung_post,
        role="unit_head",
        organization=cast.office,
        reach="own",
        since=cast.noon.date() - timedelta(days=1),
        by=cast.founder,
        at=cast.noon,
    )
    actions.issue([order], by=cast.an, at=cast.noon)
    part = Assignment.objects.get()
    dung = cast.fresh("dung")
    actions.report_done(part, by=dung, at=cast.noon)
    with pytest.raises(ValidationError, match="không tự xác nhận"):
        actions.accept(part, done_on=cast.noon.date(), by=dung, at=cast.noon)


def test_the_clock_receives_in_the_name_of_the_system(cast: Any, given: Assignment) -> None:
    assert jobs.run(cast.noon) == 0
    assert jobs.run(cast.noon + timedelta(days=7)) == 3
    given.refresh_from_db()
    assert (given.state, given.received_by) == ("received", cast.founder)
