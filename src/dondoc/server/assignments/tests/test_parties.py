"""Phụ trách, theo dõi, để biết, phối hợp. / In charge, following up, for information, supporting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from dondoc.server.assignments import actions
from dondoc.server.assignments.actions import Parties
from dondoc.server.assignments.models import Assignment, Order, Part
from dondoc.server.notices.models import Notice
from dondoc.server.reports.queries import the_list
from dondoc.server.rulebook.queries import calendar
from dondoc.worktime import last_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast: Any) -> Order:
    """Drafted for An Bình to lead and Bình Minh to support, due in 30 days."""
    made = actions.draft(
        organization=cast.province,
        authority=cast.province,
        task="Rà soát nguyện vọng của cử tri",
        deadline_on=cast.noon.date() + timedelta(days=30),
        by=cast.binh,
        at=cast.noon,
    )
    lead, support = [str(cast.commune.uid)], [str(cast.other_commune.uid)]
    return actions.set_targets(made, lead=lead, support=support, by=cast.binh, at=cast.noon)


def test_parties_hear_of_the_work_see_it_and_no_more_than_they_should(cast: Any, order: Order) -> None:
    cell = cast.cell
    early = cast.noon.date() + timedelta(days=10)
    named = Parties(oversees=cast.an, monitors=cast.dung, informed=(cell,), support_on=early)
    actions.set_parties([order], parties=named, by=cast.binh, at=cast.noon)
    assert not Order.objects.visible_to(cast.fresh("thu")).exists()  # a draft is nobody's information
    actions.issue([order], by=cast.an, at=cast.noon)
    seen = Order.objects.visible_to(cast.fresh("thu"))
    assert list(seen) == [order]
    assert not Assignment.objects.visible_to(cast.fresh("thu")).exists()  # the order, not what the bodies make of it
    told = set(Notice.objects.filter(key__in=("order.oversees", "order.monitors", "order.informed")).values_list("key", "person"))
    assert told == {("order.monitors", cast.dung.pk), ("order.informed", cast.thu.pk)}  # who issues it needs not be told
    assert the_list(cast.fresh("dung"), "followed").count() == 2
    support = Assignment.objects.get(order=order, part=Part.SUPPORT)
    assert support.deadline_on is not None
    assert support.deadline_on == last_day(early, "by", calendar()).day
    actions.set_parties([order], parties=Parties(oversees=cast.an), by=cast.binh, at=cast.noon)
    assert not Order.objects.visible_to(cast.fresh("thu")).exists()
    assert not Notice.objects.filter(key="order.oversees").exists()  # who stays is not told again
    assert not Order.objects.visible_to(cast.fresh("xuan")).exists()


def test_who_may_be_named_and_by_whom(cast: Any, order: Order) -> None:
    late: date = cast.noon.date() + timedelta(days=31)
    for wrong in (Parties(oversees=cast.khanh), Parties(monitors=cast.xuan), Parties(support_on=late)):
        with pytest.raises(ValidationError):
            actions.set_parties([order], parties=wrong, by=cast.binh, at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.set_parties([order], parties=Parties(), by=cast.fresh("khanh"), at=cast.noon)


def test_the_page_names_them_and_a_stranger_finds_none(cast: Any, order: Order, signed_in: Any) -> None:
    address = f"{reverse('assignments:parties')}?o={order.uid}"
    officer = signed_in("binh")
    assert "Lãnh đạo phụ trách" in officer.get(address).content.decode()
    sent = {"o": str(order.uid), "oversees": str(cast.an.uid), "monitors": str(cast.binh.uid), "informed": [str(cast.cell.uid)]}
    assert officer.post(address, {**sent, "support_on": "31/12/2099"}).status_code == 422
    assert officer.post(address, sent).status_code == 302
    shown = officer.get(reverse("assignments:order", args=[order.uid])).content.decode()
    assert cast.an.full_name in shown
    assert cast.cell.called in shown
    for other in ("khanh", "xuan"):
        assert signed_in(other).get(address).status_code == 404
        assert signed_in(other).post(address, sent).status_code == 404
