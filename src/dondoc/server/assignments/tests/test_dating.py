"""Thời hạn tính từ sự kiện; lịch thay đổi. / Deadlines that count from an event, and a calendar that changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions, jobs, queries
from dondoc.server.assignments.models import Assignment, DeadlineChange, Order
from dondoc.server.rulebook.models import Holiday

MONDAY = datetime(2026, 10, 5, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def issued(cast: Any, **fields: Any) -> Order:
    order = actions.draft(organization=cast.province, authority=cast.province, task="Rà soát", by=cast.binh, at=MONDAY, **fields)
    actions.set_targets(order, lead=[str(cast.commune.uid)], support=[str(cast.office.uid)], by=cast.binh, at=MONDAY)
    actions.issue([order], by=cast.an, at=MONDAY)
    return Order.objects.get(pk=order.pk)


def lead() -> Assignment:
    return Assignment.objects.get(part="lead")


def test_days_from_the_issue_are_known_at_once(cast: Any) -> None:
    order = issued(cast, relative_days=10, relative_unit="working", relative_to="issue")
    assert (lead().deadline_on, lead().first_deadline_on) == (date(2026, 10, 19), date(2026, 10, 19))
    assert Assignment.objects.get(part="support").deadline_on == date(2026, 10, 14)
    assert order.timing == "10 ngày làm việc kể từ ngày giao"


def test_days_from_receipt_begin_when_it_is_received(cast: Any) -> None:
    issued(cast, relative_days=5, relative_unit="working", relative_to="receipt")
    assert lead().deadline_on is None
    actions.receive(lead(), by=cast.hoa, at=MONDAY + timedelta(days=2))
    assert (lead().deadline_on, lead().first_deadline_on) == (date(2026, 10, 14), date(2026, 10, 14))
    assert "5 ngày làm việc kể từ ngày 07/10/2026" in DeadlineChange.objects.get().steps[0]["vi"]


def test_silence_begins_the_count_too(cast: Any) -> None:
    issued(cast, relative_days=5, relative_unit="calendar", relative_to="receipt")
    assert jobs.run(MONDAY + timedelta(days=3)) == 2
    assert lead().deadline_on == date(2026, 10, 13)


def test_another_event_is_told_once(cast: Any) -> None:
    order = issued(cast, relative_days=3, relative_unit="working", relative_to="event", relative_event="ngày có kết luận")
    with pytest.raises(PermissionDenied):
        actions.tell_event(order, on=MONDAY.date(), by=cast.hoa, at=MONDAY)
    with pytest.raises(ValidationError):
        actions.tell_event(order, on=MONDAY.date() + timedelta(days=1), by=cast.binh, at=MONDAY)
    assert actions.tell_event(order, on=MONDAY.date(), by=cast.binh, at=MONDAY) == 2
    assert lead().deadline_on == date(2026, 10, 8)
    with pytest.raises(NotNow):
        actions.tell_event(order, on=MONDAY.date(), by=cast.binh, at=MONDAY)


def test_an_event_needs_words_and_a_day_takes_its_place(cast: Any) -> None:
    with pytest.raises(ValidationError):
        issued(cast, relative_days=3, relative_to="event")
    order = issued(cast, relative_days=3, relative_to="issue", deadline_on=date(2026, 10, 30))
    assert (order.relative_days, order.timing) == (None, "")


def test_the_event_is_told_on_the_page(cast: Any, signed_in: Any) -> None:
    order = issued(cast, relative_days=3, relative_unit="working", relative_to="event", relative_event="ngày có kết luận")
    address = f"/quy-dinh/lenh/{order.uid}/moc/"
    assert "ngày có kết luận" in signed_in("binh").get(f"/nhiem-vu/lenh/{order.uid}/").content.decode()
    for who in ("lan", "xuan", "chi"):
        assert signed_in(who).post(address, {"on": "05/10/2026"}).status_code == 404
    assert signed_in("hoa").post(address, {"on": "05/10/2026"}).status_code == 403
    assert signed_in("binh").post(address, {"on": "hôm nay"}).status_code == 302
    assert lead().deadline_on is None
    assert signed_in("binh").post(address, {"on": "05/10/2026"}).status_code == 302
    assert lead().deadline_on == date(2026, 10, 8)


FRIDAY = date(2026, 10, 16)


def test_a_day_off_is_previewed_then_moves_later_and_never_shortens(cast: Any, signed_in: Any) -> None:
    order = issued(cast, deadline_on=FRIDAY)
    extended = issued(cast, deadline_on=FRIDAY)
    part = extended.assignments.get(part="lead")
    asked = actions.ask_extension(part, until=date(2026, 10, 30), reason="x", by=cast.hoa, at=MONDAY)
    actions.decide_extension(asked, agree=True, by=cast.an, at=MONDAY)
    browser = signed_in("dung")
    form = {"day": "16/10/2026", "worked": "0", "name": "Nghỉ bù", "source": "TB 9"}
    page = browser.post("/quy-dinh/lich/ngay/", form).content.decode()
    assert "1 thời hạn sẽ lùi" in page
    assert "16/10/2026 (Nghỉ bù) là ngày nghỉ, chuyển sang 19/10/2026" in page
    assert not Holiday.objects.exists()
    assert browser.post("/quy-dinh/lich/ngay/", {**form, "confirm": "1"}).status_code == 302
    part = order.assignments.get(part="lead")
    assert (part.deadline_on, part.first_deadline_on) == (date(2026, 10, 19), FRIDAY)
    assert extended.assignments.get(part="lead").deadline_on == date(2026, 10, 30)
    assert DeadlineChange.objects.filter(cause="calendar").count() == 1
    moved = queries.moved_by((FRIDAY, True, "làm việc"))
    assert [row.after for row in moved] == [FRIDAY]
    assert (
        actions.set_day(day=FRIDAY, name="Làm việc", worked=True, source="TB 10", organization=cast.province, by=cast.dung, at=MONDAY) == []
    )
    assert order.assignments.get(part="lead").deadline_on == date(2026, 10, 19)


@pytest.mark.parametrize("who", ["hoa", "lan", "binh", "phuc"])
def test_who_may_not_correct_the_calendar(cast: Any, signed_in: Any, who: str) -> None:
    assert signed_in(who).get("/quy-dinh/lich/ngay/").status_code == 404
    form = {"day": "16/10/2026", "worked": "0", "name": "x", "source": "x", "confirm": "1"}
    assert signed_in(who).post("/quy-dinh/lich/ngay/", form).status_code == 404
    assert not Holiday.objects.exists()
