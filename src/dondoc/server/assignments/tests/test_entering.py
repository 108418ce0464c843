"""Việc từ nguồn khác văn bản. / Work of other origins than documents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions
from dondoc.server.assignments.actions import Entered
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.organizations.models import Grant

pytestmark = pytest.mark.django_db


def test_what_a_leader_said_goes_at_once_and_is_confirmed_afterwards(cast: Any) -> None:
    said = Entered("oral", said_by=cast.an, said_on=cast.noon.date())
    told: dict[str, Any] = {"task": "Kiểm tra kè sông", "deadline_on": cast.noon.date() + timedelta(days=9), "at": cast.noon}
    told |= {"organization": cast.province, "bodies": [str(cast.commune.uid)], "at_once": True}
    for wrong in (Entered("oral"), Entered("oral", said_by=cast.khanh, said_on=cast.noon.date()), Entered("above")):
        with pytest.raises(ValidationError):
            actions.enter(entered=wrong, by=cast.binh, **told)
    with pytest.raises(PermissionDenied):
        actions.enter(entered=Entered("duty", ref="Quy chế"), by=cast.binh, **told)  # nobody's word, so it needs approval
    order = actions.enter(entered=said, by=cast.binh, **told)
    assert Assignment.objects.get(order=order).organization == cast.commune
    assert order.confirmed is None
    with pytest.raises(PermissionDenied):
        actions.confirm_said(order, words="Đúng", by=cast.fresh("khanh"), at=cast.noon)
    with pytest.raises(ValidationError):
        actions.confirm_said(order, words="Đúng", by=cast.nam, at=cast.noon)  # who types for the leader shows the paper
    confirmed = actions.confirm_said(order, words="Đúng ý tôi.", by=cast.an, at=cast.noon).confirmed
    assert confirmed is not None
    assert confirmed.words == "Đúng ý tôi."
    with pytest.raises(NotNow):
        actions.confirm_said(order, words="Lần nữa", by=cast.an, at=cast.noon)


def test_a_unit_registers_work_of_its_own_plan_and_is_bound_by_it(cast: Any) -> None:
    own: dict[str, Any] = {"organization": cast.commune, "task": "Rà soát quy chế làm việc", "at": cast.noon}
    own |= {"entered": Entered("own", ref="Kế hoạch 12-KH/ĐU"), "deadline_on": cast.noon.date() + timedelta(days=20)}
    with pytest.raises(PermissionDenied):
        actions.enter(by=cast.fresh("hoa"), **own)
    Grant.objects.create(post=cast.hoa_post, role="unit_leader", organization=cast.commune, reach="both", since=cast.noon.date())
    order = actions.enter(by=cast.fresh("hoa"), **own)
    assert (order.state, order.deadline_source) == ("issued", "registered")
    assert Assignment.objects.get(order=order).organization == cast.commune
    assert not Order.objects.visible_to(cast.fresh("lan")).exists()


def test_the_pages_enter_and_confirm_and_a_stranger_finds_nothing(cast: Any, signed_in: Any) -> None:
    officer, address = signed_in("binh"), reverse("assignments:enter")
    assert officer.get(address).status_code == 200
    day = cast.noon.date() + timedelta(days=9)
    sent = {"source": "oral", "said_by": str(cast.an.uid), "said_on": f"{cast.noon:%d/%m/%Y}", "task": "Kiểm tra kè sông"}
    sent |= {"deadline_on": f"{day:%d/%m/%Y}", "issue": "1"}
    assert officer.post(address, sent).status_code == 422  # nobody to do it
    assert officer.post(address, {**sent, "body": [str(cast.commune.uid)]}).status_code == 302
    order = Order.objects.get(source="oral")
    waiting, confirm = reverse("assignments:said"), reverse("assignments:confirm_said", args=[order.uid])
    assert "Kiểm tra kè sông" in signed_in("an").get(waiting).content.decode()
    for who, told in (("an", True), ("nam", True), ("binh", False), ("hoa", False), ("xuan", False)):
        assert ("chỉ đạo bằng lời chờ xác nhận" in signed_in(who).get("/").content.decode()) == told, who
    assert signed_in("khanh").post(confirm, {"words": "Đúng"}).status_code == 403
    stranger = signed_in("xuan")
    assert stranger.get(address).status_code == 404
    assert stranger.post(confirm, {"words": "Đúng"}).status_code == 404
    assert "Kiểm tra kè sông" not in stranger.get(waiting).content.decode()
    assert signed_in("an").post(confirm, {"words": "Đúng ý tôi"}).status_code == 302
    assert "Đúng ý tôi" in officer.get(reverse("assignments:order", args=[order.uid])).content.decode()
