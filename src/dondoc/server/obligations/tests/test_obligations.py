"""Việc đến kỳ: mở, trả lời, quá hạn, đổi lịch, ai thấy. / Obligations: opened, answered, late, another series, who sees them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.assignments.timing import at_in, at_of, said
from dondoc.server.obligations import actions, queries
from dondoc.server.obligations.models import Obligation
from dondoc.server.reports import actions as reports
from dondoc.server.reports import jobs
from dondoc.server.reports.queries import row

pytestmark = pytest.mark.django_db


def give(cast: Any, cadence: str, at: str = "", **more: Any) -> Assignment:
    """Recurring work of An Bình, issued at the cast's noon (24/11/2026)."""
    order = assignments.draft(
        organization=cast.province,
        authority=cast.province,
        task=f"Báo cáo tình hình {cadence}",
        cadence=cadence,
        cadence_at=at,
        by=cast.binh,
        at=cast.noon,
        **more,
    )
    assignments.set_targets(order, lead=[str(cast.commune.uid)], by=cast.binh, at=cast.noon)
    assignments.issue([order], by=cast.an, at=cast.noon)
    return Assignment.objects.select_related("order").get(order=order)


def noon_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def tick(day: date) -> int:
    return jobs.run(noon_of(day))


def keys(part: Assignment) -> list[str]:
    return list(part.obligations.values_list("key", flat=True))


@pytest.fixture
def today(cast: Any) -> date:
    return timezone.localdate(cast.noon)


def test_each_period_opens_once_and_the_deadline_follows_the_oldest_unanswered(cast: Any, today: date) -> None:
    part = give(cast, "monthly", "25")
    assert tick(today) == 1
    assert tick(today) == 0  # twice a day changes nothing
    first = today.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    tick(after)
    tick(after + timedelta(days=40))  # a clock that stood still opens what it missed
    assert len(keys(part)) == 3 - (today >= first.replace(day=25))
    part.refresh_from_db()
    oldest = part.obligations.first()
    assert oldest is not None
    assert part.deadline_on == oldest.due_on
    late = row(part, after + timedelta(days=40))
    assert (late.status, late.days) == ("late", (after + timedelta(days=40) - oldest.due_on).days)
    for obligation in part.obligations.all():
        actions.answer(obligation, said="done", by=cast.khanh, at=noon_of(after + timedelta(days=41)))
    part.refresh_from_db()
    assert part.deadline_on is None  # nothing owed until the next period begins
    assert part.state == "in_hand"
    states = [turn.state for turn in queries.turns([part], cast.khanh, after + timedelta(days=41))[part.pk]]
    assert states[0] == "done_late"  # late stays late


def test_another_series_changes_only_what_is_to_come(cast: Any, today: date) -> None:
    part = give(cast, "monthly")
    tick(today)
    before = list(part.obligations.values("key", "due_on", "answer"))
    since = (today.replace(day=1) + timedelta(days=64)).replace(day=1)
    with pytest.raises(PermissionDenied):
        actions.change_series(part.order, cadence="quarterly", since=since, reason="x", by=cast.fresh("khanh"), at=cast.noon)
    for wrong in ({"since": today}, {"reason": " "}, {"cadence_at": "41"}):
        told: dict[str, Any] = {"cadence": "weekly", "since": since, "reason": "Giảm số kỳ", **wrong}
        with pytest.raises(ValidationError):
            actions.change_series(part.order, **told, by=cast.an, at=cast.noon)
    actions.change_series(part.order, cadence="weekly", cadence_at="5", since=since, reason="Cần nhanh hơn", by=cast.an, at=cast.noon)
    assert list(part.obligations.values("key", "due_on", "answer")) == before
    tick(since + timedelta(days=14))
    found = keys(part)
    assert found[: len(before)] == [row["key"] for row in before]
    firsts = dict(part.obligations.values_list("key", "first"))
    assert all(("W" in key) == (firsts[key] >= since) for key in found)
    assert sum("W" in key for key in found) >= 2
    actions.change_series(
        part.order, cadence="", since=since + timedelta(days=15), reason="Đã xong đợt", by=cast.an, at=noon_of(since + timedelta(days=14))
    )
    tick(since + timedelta(days=60))
    assert keys(part) == found
    assert not queries.recurring(Order.objects.get(pk=part.order_id), since + timedelta(days=60))


def test_the_report_of_a_period_answers_it_and_a_return_opens_it_again(cast: Any, today: date) -> None:
    parts = {every: give(cast, every) for every in ("monthly", "continuous", "weekly")}
    key = f"{today:%Y-%m}"
    opens, due = today - timedelta(days=5), today + timedelta(days=5)
    dates = {"opens_on": opens, "due_on": due, "review_by": due, "lock_on": due}
    period = reports.open_period(organization=cast.province, key=key, by=cast.dung, at=cast.noon, **dates)
    tick(today)
    assert keys(parts["continuous"]) == [key]
    assert parts["continuous"].obligations.get().due_on == due
    entered = [
        reports.enter(part, period=period, progress=said, result="Đã báo cáo đủ", by=cast.khanh, at=cast.noon)
        for part, said in zip(parts.values(), ("done", "in_hand", "done"), strict=True)
    ]
    reports.submit(entered, by=cast.hoa, at=cast.noon)
    answers = {every: list(part.obligations.values_list("answer", flat=True)) for every, part in parts.items()}
    assert answers["monthly"] == ["done"]
    assert answers["continuous"] == ["done"]  # a standing duty owes its report, whatever it says
    assert all(answer == "" for answer in answers["weekly"])  # Friday lies ahead
    parts["monthly"].refresh_from_db()
    assert parts["monthly"].state == "in_hand"  # the period is done, the work goes on
    with pytest.raises(ValidationError):
        reports.decide(entered[0], verdict="accept", completes=True, by=cast.an, at=cast.noon)
    reports.decide(entered[0], verdict="return", reason="Thiếu số liệu thôn 3", by=cast.an, at=cast.noon)
    assert parts["monthly"].obligations.get().answer == ""
    reports.accept_all(entered[1:], by=cast.an, at=cast.noon)
    parts["weekly"].refresh_from_db()
    assert parts["weekly"].state == "in_hand"


def test_what_falls_due_while_suspended_is_waived(cast: Any, today: date) -> None:
    part = give(cast, "weekly", "5")
    tick(today)
    assignments.receive(part, by=cast.hoa, at=cast.noon)
    assignments.suspend(part, waits_for="money", reason="Chưa cấp kinh phí", by=cast.an, at=cast.noon)
    tick(today + timedelta(days=15))
    assert len(keys(part)) == 1  # nothing opens while it stands still
    assignments.resume(part, by=cast.an, at=noon_of(today + timedelta(days=15)))
    tick(today + timedelta(days=16))
    stood = [o for o in part.obligations.all() if o.due_on < today + timedelta(days=15)]
    assert stood
    assert all(o.answer == "waived" for o in stood)
    part.refresh_from_db()
    assert part.deadline_on is None or part.deadline_on >= today + timedelta(days=15)


def test_marks_are_made_once_say_why_and_are_undone_the_same_day(cast: Any, today: date) -> None:
    part = give(cast, "weekly", "5")
    tick(today)
    row_of = part.obligations.get
    with pytest.raises(ValidationError):
        actions.answer(row_of(), said="missed", by=cast.khanh, at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.answer(row_of(), said="done", by=cast.fresh("lan"), at=cast.noon)
    actions.answer(row_of(), said="missed", words="Mất điện cả tuần", by=cast.khanh, at=cast.noon)
    with pytest.raises(NotNow):
        actions.answer(row_of(), said="done", by=cast.khanh, at=cast.noon)
    with pytest.raises(NotNow):
        actions.take_back(row_of(), by=cast.khanh, at=cast.noon + timedelta(days=1))
    assert actions.take_back(row_of(), by=cast.khanh, at=cast.noon).answer == ""
    with pytest.raises(ValidationError):
        assignments.ask_extension(part, until=today + timedelta(days=60), reason="Bận", by=cast.hoa, at=cast.noon)


def test_pages_show_the_periods_and_a_stranger_gets_nothing(cast: Any, today: date, signed_in: Any) -> None:
    part = give(cast, "each-issue")
    series, card = reverse("obligations:series", args=[part.order.uid]), reverse("work:card", args=[part.uid])
    leader = signed_in("an")
    assert "Kỳ mới mở khi có kỳ phát hành mới" in leader.get(series).content.decode()
    day = today + timedelta(days=7)
    sent = {"name": "Số 11/2026", "due_on": f"{day:%d/%m/%Y}"}
    assert leader.post(reverse("obligations:tell_issue", args=[part.order.uid]), sent).status_code == 302
    assert leader.post(reverse("obligations:tell_issue", args=[part.order.uid]), sent).status_code == 422  # told already
    look = {"cadence": "monthly", "cadence_at": "25", "since": f"{day:%d/%m/%Y}", "reason": "Gộp theo tháng"}
    assert "Các kỳ tới theo lịch mới" in leader.post(series, {**look, "look": "1"}).content.decode()
    assert leader.post(series, {**look, "cadence_at": "40"}).status_code == 422
    row_of = Obligation.objects.get(assignment=part)
    unit = signed_in("khanh")
    assert "Số 11/2026" in unit.get(card).content.decode()
    assert "Đổi lịch từ một ngày sau" not in unit.get(series).content.decode()
    address = reverse("obligations:answer", args=[row_of.uid])
    assert unit.post(address, {"said": "missed"}).status_code == 302
    row_of.refresh_from_db()
    assert row_of.answer == ""  # without a reason nothing is written
    for stranger in ("xuan", "lan"):
        browser = signed_in(stranger)
        assert browser.get(series).status_code == 404
        assert browser.post(address, {"said": "done"}).status_code == 404
        assert not Obligation.objects.visible_to(cast.fresh("xuan")).exists()
    assert unit.post(address, {"said": "done"}).status_code == 302
    assert unit.post(reverse("obligations:take_back", args=[row_of.uid])).status_code == 302
    assert leader.post(series, look).status_code == 302
    assert "Gộp theo tháng" in leader.get(series).content.decode()


def test_the_day_in_a_period_is_read_from_the_direction_and_said_again() -> None:
    for every, words, at in (
        ("monthly", "định kỳ hằng tháng, trước ngày 25, báo cáo", "<25"),
        ("monthly", "báo cáo định kỳ hằng tháng trước ngày 05 tháng sau", "<+05"),
        ("quarterly", "báo cáo hằng quý trước ngày 20 của tháng cuối quý", "<20"),
        ("yearly", "hằng năm trước ngày 30/11 gửi báo cáo", "<11-30"),
        ("weekly", "hằng tuần, vào thứ Sáu, tổng hợp", "5"),
        ("monthly", "hằng tháng họp với 25 hộ dân", ""),
        ("yearly", "hằng năm trước ngày 31/6", ""),
    ):
        assert at_in(every, words) == at
        assert at_of(every, said(every, at)) == at
    assert at_of("on-dates", "15/6, trước 15/12, 1/3/2027") == "06-15 <12-15 2027-03-01"
