"""Giao cho 200 đơn vị: số câu hỏi tới cơ sở dữ liệu không theo số đơn vị. / Issuing to 200 bodies in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.documents.models import Document
from dondoc.server.notices.models import Notice


def counted(act: Callable[[], Any]) -> tuple[int, Any]:
    with CaptureQueriesContext(
        connection,
    ) as context:
        result = act()
    return len(context), result


def aim(order: Order, places: list[Any], cast: Any) -> Order:
    return actions.set_targets(order, lead=[str(place.uid) for place in places], by=cast.binh, at=cast.noon)


def test_issuing_taking_back_and_withdrawing_do_not_count_bodies(cast: Any, orders: list[Order], many: list[Any]) -> None:
    few, all_of_them = aim(orders[0], many[:3], cast), aim(orders[1], many, cast)
    small, _done = counted(lambda: actions.issue([few], by=cast.an, at=cast.noon))
    large, done = counted(lambda: actions.issue([all_of_them], by=cast.an, at=cast.noon))
    assert (done.assignments, done.units) == (200, 200)
    assert Notice.objects.filter(key="order.issued").count() == 203
    assert large <= small + 4  # rows go in batches
    back_small, _n = counted(lambda: actions.take_back([few], by=cast.an, at=cast.noon + timedelta(seconds=5)))
    back_large, n = counted(lambda: actions.take_back([all_of_them], by=cast.an, at=cast.noon + timedelta(seconds=5)))
    assert n == 200
    assert back_large <= back_small + 2
    actions.issue([all_of_them], by=cast.an, at=cast.noon)
    away, n = counted(lambda: actions.withdraw(all_of_them, reason="Văn bản thay thế", by=cast.an, at=cast.noon + timedelta(hours=1)))
    assert n == 200
    assert away < 40


def test_the_gate_does_not_count_bodies_nor_orders(cast: Any, orders: list[Order], many: list[Any]) -> None:
    aim(orders[0], many[:2], cast)
    one, _gate = counted(lambda: queries.gate(list(Order.objects.filter(pk=orders[0].pk))))
    aim(orders[1], many, cast)
    two, found = counted(lambda: queries.gate(list(Order.objects.all())))
    assert found.units == 200
    assert two == one


@pytest.mark.parametrize("page", ["table", "order", "inbox", "submit"])
def test_pages_do_not_count_rows(cast: Any, document: Document, orders: list[Order], many: list[Any], signed_in: Any, page: str) -> None:
    person = {"inbox": "hoa"}.get(page, "binh")
    for order in orders:
        aim(order, [cast.commune, many[0]], cast)
    if page in ("order", "inbox"):
        actions.issue([orders[0]], by=cast.an, at=cast.noon)
    address = {
        "table": f"/nhiem-vu/phan-cong/{document.uid}/",
        "order": f"/nhiem-vu/lenh/{orders[0].uid}/",
        "inbox": "/nhiem-vu/tiep-nhan/",
        "submit": f"/nhiem-vu/phan-cong/{document.uid}/trinh/",
    }[page]
    browser = signed_in(person)
    browser.get(address)
    few, answer = counted(lambda: browser.get(address))
    assert answer.status_code == 200
    more_of(page, cast, orders, many)
    several, answer = counted(lambda: browser.get(address))
    assert answer.status_code == 200
    assert several <= few + 1


def test_choosing_bodies_does_not_count_drafts(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    browser = signed_in("binh")
    one, several = (f"/nhiem-vu/don-vi/?{'&'.join(f'o={order.uid}' for order in chosen)}" for chosen in (orders[:1], orders))
    browser.get(one)
    few, _page = counted(lambda: browser.get(one))
    more, answer = counted(lambda: browser.get(several))
    assert answer.status_code == 200
    assert more <= few + 1


def more_of(page: str, cast: Any, orders: list[Order], many: list[Any]) -> None:
    """Ten more rows of what the page lists."""
    if page == "order":
        heads = {part.organization_id for part in Assignment.objects.all()}
        Assignment.objects.bulk_create(
            Assignment(order=orders[0], organization=place, head=cast.an, issued_at=cast.noon) for place in many if place.pk not in heads
        )
        return
    made = [
        actions.draft(
            organization=cast.province,
            authority=cast.province,
            task=f"Việc thứ {n}",
            document=orders[0].document,
            by=cast.binh,
            at=cast.noon,
        )
        for n in range(10)
    ]
    actions.set_bodies(made, lead=[str(cast.commune.uid)], by=cast.binh, at=cast.noon)
    if page == "inbox":
        actions.issue(made, by=cast.an, at=cast.noon)
