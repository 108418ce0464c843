"""Gia hạn, tạm dừng, đổi chủ trì, chuyển giao, tách, hủy, mở lại. / Acts that change given work, and what they do to its dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions
from dondoc.server.assignments.models import (
    Assignment,
    DeadlineChange,
    Extension,
    LeadChange,
    Order,
    Suspension,
)
from dondoc.server.journal.models import Entry
from dondoc.server.notices.models import Notice
from dondoc.server.reports import queries as reports

#: A Friday with a weekend after it, far from any holiday.
DEADLINE = date(2026, 10, 23)


def on(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


ISSUED = on(date(2026, 10, 1))
EARLY = on(date(2026, 10, 14))  # seven working days before the deadline
LATE = on(date(2026, 10, 27))  # four days after it


@pytest.fixture
def work(cast: Any) -> Assignment:
    order = actions.draft(
        organization=cast.province, authority=cast.province, task="Rà soát hồ sơ", deadline_on=DEADLINE, by=cast.binh, at=ISSUED
    )
    actions.set_targets(order, lead=[str(cast.commune.uid)], by=cast.binh, at=ISSUED)
    actions.issue([order], by=cast.an, at=ISSUED)
    part = Assignment.objects.get()
    return actions.receive(part, by=cast.hoa, at=ISSUED)


def again(part: Assignment) -> Assignment:
    return Assignment.objects.get(pk=part.pk)


def last_entry() -> Entry:
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    return entry


# extension


def test_an_extension_shows_both_days_and_its_arithmetic(cast: Any, work: Assignment) -> None:
    asked = actions.ask_extension(work, until=date(2026, 10, 31), reason="Chờ số liệu của thôn", by=cast.hoa, at=EARLY)
    assert (asked.days_late, again(work).deadline_on) == (0, DEADLINE)
    assert Notice.objects.filter(key="adjustment.asked", person=cast.an).exists()
    actions.decide_extension(asked, agree=True, by=cast.dung, at=EARLY)
    part = again(work)
    assert (part.first_deadline_on, part.deadline_on, part.late_before) == (DEADLINE, date(2026, 11, 2), 0)
    change = DeadlineChange.objects.get()
    assert (change.before, change.after, change.cause) == (DEADLINE, date(2026, 11, 2), "extended")
    told = " ".join(step["vi"] for step in change.steps)
    assert "trước hạn 7 ngày làm việc" in told
    assert "31/10/2026 là ngày nghỉ, chuyển sang 02/11/2026" in told
    assert "Hạn cũ 23/10/2026, hạn mới 02/11/2026" in told
    assert last_entry().action == "extension.agree"


def test_asked_late_the_days_late_stay(cast: Any, work: Assignment) -> None:
    asked = actions.ask_extension(work, until=date(2026, 11, 10), reason="Mưa lũ", by=cast.hoa, at=LATE)
    actions.decide_extension(asked, agree=True, until=date(2026, 11, 6), words="Đồng ý", by=cast.dung, at=LATE)
    part = again(work)
    assert (part.deadline_on, part.late_before) == (date(2026, 11, 6), 4)
    assert "khi đã quá hạn 4 ngày" in DeadlineChange.objects.get().steps[0]["vi"]


def test_the_office_grants_once_then_the_authority_in_person_then_nobody(cast: Any, work: Assignment) -> None:
    for place, (until, who) in enumerate([(date(2026, 11, 2), cast.dung), (date(2026, 11, 16), cast.an)]):
        asked = actions.ask_extension(work, until=until, reason="Chờ số liệu", by=cast.hoa, at=EARLY + timedelta(days=place))
        if place:
            with pytest.raises(PermissionDenied):
                actions.decide_extension(asked, agree=True, by=cast.dung, at=EARLY)
        actions.decide_extension(asked, agree=True, by=who, at=EARLY)
    with pytest.raises(ValidationError, match="2 lần"):
        actions.ask_extension(work, until=date(2026, 12, 30), reason="Nữa", by=cast.hoa, at=EARLY)


def test_what_is_wrong_with_asking_is_said(cast: Any, work: Assignment) -> None:
    later = date(2026, 11, 2)
    for until, reason, words in ((DEADLINE, "x", "sau hạn"), (later, " ", "căn cứ")):
        with pytest.raises(ValidationError, match=words):
            actions.ask_extension(work, until=until, reason=reason, by=cast.hoa, at=EARLY)
    actions.ask_extension(work, until=later, reason="Chờ", by=cast.hoa, at=EARLY)
    with pytest.raises(ValidationError, match="đang chờ quyết định"):
        actions.ask_extension(work, until=later, reason="Chờ", by=cast.hoa, at=EARLY)
    with pytest.raises(PermissionDenied):
        actions.ask_extension(work, until=later, reason="x", by=cast.khanh, at=EARLY)
    assert Extension.objects.count() == 1


def test_a_refusal_says_why_and_the_deadline_stands(cast: Any, work: Assignment) -> None:
    asked = actions.ask_extension(work, until=date(2026, 11, 2), reason="Chờ", by=cast.hoa, at=EARLY)
    with pytest.raises(ValidationError):
        actions.decide_extension(asked, agree=False, by=cast.an, at=EARLY)
    actions.decide_extension(asked, agree=False, words="Việc gấp", by=cast.an, at=EARLY)
    with pytest.raises(NotNow):
        actions.decide_extension(asked, agree=True, by=cast.an, at=EARLY)
    assert again(work).deadline_on == DEADLINE
    assert Notice.objects.filter(key="extension.refused", person=cast.hoa).exists()


def test_a_request_can_be_taken_back(cast: Any, work: Assignment) -> None:
    asked = actions.ask_extension(work, until=date(2026, 11, 2), reason="Chờ", by=cast.hoa, at=EARLY)
    with pytest.raises(PermissionDenied):
        actions.drop_request(asked, by=cast.lan, at=EARLY)
    assert actions.drop_request(asked, by=cast.hoa, at=EARLY).state == "dropped"
    with pytest.raises(NotNow):
        actions.decide_extension(asked, agree=True, by=cast.an, at=EARLY)


# suspension


def test_confirmed_waiting_gives_its_working_days_back(cast: Any, work: Assignment) -> None:
    asked = actions.ask_suspension(work, waits_for="guidance", reason="Đã hỏi Sở ngày 12/10", by=cast.hoa, at=EARLY)
    assert again(work).state == "received"  # the clock goes on until it is confirmed
    actions.decide_suspension(asked, agree=True, by=cast.dung, at=on(date(2026, 10, 16)))
    part = again(work)
    assert part.state == "suspended"
    row = reports.row(part, date(2026, 10, 30))
    assert (row.status, row.waits_for) == ("suspended", "guidance")
    actions.resume(part, by=cast.hoa, at=on(date(2026, 10, 21)))  # Wed 14 to Tue 20: five working days
    part = again(work)
    assert (part.state, part.deadline_on, part.first_deadline_on) == ("in_hand", date(2026, 10, 30), DEADLINE)
    assert "5 ngày làm việc không tính cho đơn vị" in DeadlineChange.objects.get().steps[0]["vi"]


def test_late_before_waiting_is_late_after(cast: Any, work: Assignment) -> None:
    actions.suspend(work, waits_for="money", reason="Chờ bố trí kinh phí", by=cast.an, at=LATE)
    part = actions.resume(again(work), by=cast.an, at=LATE + timedelta(days=7))  # five working days
    assert part.deadline_on == date(2026, 10, 30)
    assert reports.row(part, date(2026, 11, 3)).status == "late"
    assert "đã quá hạn 4 ngày" in DeadlineChange.objects.get().steps[1]["vi"]


def test_who_may_not_suspend(cast: Any, work: Assignment) -> None:
    with pytest.raises(PermissionDenied):
        actions.suspend(work, waits_for="money", reason="x", by=cast.hoa, at=EARLY)
    with pytest.raises(PermissionDenied):
        actions.suspend(work, waits_for="money", reason="x", by=cast.binh, at=EARLY)  # never «the office» by itself
    with pytest.raises(ValidationError):
        actions.ask_suspension(work, waits_for="ai", reason="x", by=cast.hoa, at=EARLY)
    with pytest.raises(NotNow):
        actions.resume(work, by=cast.an, at=EARLY)
    asked = actions.ask_suspension(work, waits_for="leader", reason="x", by=cast.hoa, at=EARLY)
    with pytest.raises(PermissionDenied):
        actions.decide_suspension(asked, agree=True, by=cast.binh, at=EARLY)
    actions.decide_suspension(asked, agree=False, words="Không phải chờ", by=cast.an, at=EARLY)
    assert again(work).state == "received"


# another lead, handing over, splitting


def test_the_duty_stands_until_another_lead_is_decided(cast: Any, work: Assignment) -> None:
    asked = actions.propose_lead(work, organization=cast.other_commune, reason="Địa bàn của xã Bình Minh", by=cast.hoa, at=EARLY)
    assert again(work).state == "received"
    assert reports.row(work, DEADLINE).waits_for == "decision"
    actions.decide_lead(asked, agree=True, by=cast.an, at=EARLY)
    old, new = again(work), Assignment.objects.get(organization=cast.other_commune)
    assert (old.state, old.ended_reason) == ("passed_on", "Địa bàn của xã Bình Minh")
    assert (new.state, new.succeeds, new.head, new.deadline_on) == ("issued", old, cast.lan, DEADLINE)
    assert reports.outcomes(Assignment.objects.all(), DEADLINE).passed_on == 1
    assert Notice.objects.filter(key="order.issued", person=cast.lan).exists()


def test_a_lead_that_was_refused_stands(cast: Any, work: Assignment) -> None:
    for place in (cast.commune, cast.headless):
        with pytest.raises(ValidationError):
            actions.decide_lead(
                actions.propose_lead(work, organization=place, reason="x", by=cast.hoa, at=EARLY), agree=True, by=cast.an, at=EARLY
            )
    LeadChange.objects.all().delete()
    asked = actions.propose_lead(work, organization=cast.other_commune, reason="x", by=cast.hoa, at=EARLY)
    actions.decide_lead(asked, agree=False, words="Đúng địa bàn của xã", by=cast.an, at=EARLY)
    assert again(work).state == "received"


def test_handing_over_sets_a_new_deadline_only_when_told(cast: Any, work: Assignment) -> None:
    with pytest.raises(PermissionDenied):
        actions.hand_over(work, organization=cast.other_commune, reason="x", by=cast.binh, at=EARLY)
    new = actions.hand_over(work, organization=cast.other_commune, reason="Sáp nhập", deadline_on=date(2026, 11, 13), by=cast.an, at=EARLY)
    assert (new.first_deadline_on, new.deadline_on) == (DEADLINE, date(2026, 11, 13))
    assert "Hạn cũ 23/10/2026, hạn mới 13/11/2026" in DeadlineChange.objects.get(assignment=new).steps[-1]["vi"]
    with pytest.raises(NotNow):
        actions.hand_over(again(work), organization=cast.office, reason="x", by=cast.an, at=EARLY)


def test_a_split_names_each_share_and_may_keep_the_first_body(cast: Any, work: Assignment) -> None:
    shares = [actions.Share(cast.commune, "Ba thôn phía đông"), actions.Share(cast.other_commune, "Hai thôn phía tây", date(2026, 10, 30))]
    with pytest.raises(ValidationError):
        actions.split(work, shares=shares[:1], reason="x", by=cast.an, at=EARLY)
    with pytest.raises(ValidationError):
        actions.split(work, shares=[shares[0], actions.Share(cast.other_commune)], reason="x", by=cast.an, at=EARLY)
    made = actions.split(work, shares=shares, reason="Chia theo địa bàn", by=cast.an, at=EARLY)
    assert [(row.organization, row.share, row.deadline_on) for row in made] == [
        (cast.commune, "Ba thôn phía đông", DEADLINE),
        (cast.other_commune, "Hai thôn phía tây", date(2026, 10, 30)),
    ]
    assert again(work).state == "passed_on"
    cells = reports.outcomes(Assignment.objects.all(), EARLY.date())
    assert (cells.total, cells.passed_on) == (2, 1)  # the whole is not counted beside its parts


def test_supporters_help_the_new_lead(cast: Any) -> None:
    order = actions.draft(organization=cast.province, authority=cast.province, task="Rà soát", by=cast.binh, at=ISSUED)
    actions.set_targets(order, lead=[str(cast.commune.uid)], support=[str(cast.office.uid)], by=cast.binh, at=ISSUED)
    actions.issue([order], by=cast.an, at=ISSUED)
    lead = Assignment.objects.get(part="lead")
    new = actions.hand_over(lead, organization=cast.other_commune, reason="x", by=cast.an, at=EARLY)
    assert Assignment.objects.get(part="support").helps == new


# cancelling and reopening


def test_cancelled_on_a_ground_takes_what_was_asked_with_it(cast: Any, work: Assignment) -> None:
    asked = actions.ask_extension(work, until=date(2026, 11, 2), reason="Chờ", by=cast.hoa, at=EARLY)
    with pytest.raises(ValidationError):
        actions.cancel(work.order, reason=" ", by=cast.an, at=EARLY)
    with pytest.raises(PermissionDenied):
        actions.cancel(work.order, reason="x", by=cast.binh, at=EARLY)
    assert actions.cancel(work.order, reason="Kết luận số 5 ngày 10/10", by=cast.an, at=EARLY) == 1
    asked.refresh_from_db()
    part = again(work)
    assert (part.state, part.ended_reason, Order.objects.get().state) == ("cancelled", "Kết luận số 5 ngày 10/10", "cancelled")
    assert asked.state == "dropped"
    assert Notice.objects.filter(key="order.cancelled", person=cast.hoa).exists()
    assert last_entry().action == "order.cancel"


def test_withdrawing_ends_the_running_suspension(cast: Any, work: Assignment) -> None:
    actions.suspend(work, waits_for="leader", reason="x", by=cast.an, at=EARLY)
    actions.withdraw(work.order, reason="Thay bằng kế hoạch mới", by=cast.an, at=LATE)
    assert Suspension.objects.get().until == LATE.date()


def test_reopened_is_late_by_the_old_deadline_unless_a_new_one_is_set(cast: Any, work: Assignment) -> None:
    actions.report_done(work, by=cast.hoa, at=EARLY)
    actions.accept(again(work), done_on=EARLY.date(), by=cast.an, at=EARLY)
    with pytest.raises(PermissionDenied):
        actions.reopen(again(work), reason="x", by=cast.hoa, at=LATE)
    part = actions.reopen(again(work), reason="Người dân chưa đồng thuận", by=cast.an, at=LATE)
    assert (part.state, part.done_on, reports.row(part, LATE.date()).status) == ("in_hand", None, "late")
    actions.report_done(part, by=cast.hoa, at=LATE)
    actions.accept(again(part), done_on=LATE.date(), by=cast.an, at=LATE)
    assert reports.row(again(part), LATE.date()).status == "done_late"
    with pytest.raises(ValidationError):
        actions.reopen(again(part), reason="x", deadline_on=DEADLINE, by=cast.an, at=LATE)
    assert actions.reopen(again(part), reason="x", deadline_on=date(2026, 11, 20), by=cast.an, at=LATE).deadline_on == date(2026, 11, 20)


# pages


ADDRESS = "/nhiem-vu/viec/{uid}/dieu-chinh/"


@pytest.mark.parametrize("who", ["lan", "xuan", "thu", "phuc", "chi"])
def test_a_stranger_finds_nothing(cast: Any, work: Assignment, signed_in: Any, who: str) -> None:
    asked = actions.ask_extension(work, until=date(2026, 11, 2), reason="Chờ", by=cast.hoa, at=EARLY)
    browser = signed_in(who)
    assert browser.get(ADDRESS.format(uid=work.uid)).status_code == 404
    assert browser.post(ADDRESS.format(uid=work.uid), {"act": "cancel", "reason": "x"}).status_code == 404
    assert browser.get("/nhiem-vu/de-nghi/").status_code == 404
    assert browser.post(f"/nhiem-vu/de-nghi/gia-han/{asked.uid}/", {"agree": "1"}).status_code == 404
    assert browser.post(f"/nhiem-vu/de-nghi/gia-han/{asked.uid}/rut/").status_code == 404
    assert again(work).state == "received"


def test_who_sees_but_may_not_is_told_so(cast: Any, work: Assignment, signed_in: Any) -> None:
    asked = actions.ask_extension(work, until=date(2026, 11, 2), reason="Chờ", by=cast.hoa, at=EARLY)
    for who in ("binh", "oanh", "hoa"):
        assert signed_in(who).post(f"/nhiem-vu/de-nghi/gia-han/{asked.uid}/", {"agree": "1"}).status_code == 403, who
    assert signed_in("binh").get(ADDRESS.format(uid=work.uid)).status_code == 404  # nothing for them to do there


def test_the_unit_asks_and_the_leader_answers_in_two_taps(cast: Any, signed_in: Any) -> None:
    order = actions.draft(organization=cast.province, authority=cast.province, task="Rà soát hồ sơ", by=cast.binh, at=cast.noon)
    actions.set_targets(order, lead=[str(cast.commune.uid)], by=cast.binh, at=cast.noon)
    actions.issue([order], by=cast.an, at=cast.noon)
    part = Assignment.objects.get()
    address, until = ADDRESS.format(uid=part.uid), part.deadline_on + timedelta(days=20)  # type: ignore[operator]
    browser = signed_in("hoa")
    assert "Đề nghị gia hạn" in browser.get(address).content.decode()
    form = {"act": "extension", "until": until.strftime("%d/%m/%Y"), "reason": "Chờ số liệu"}
    seen = browser.post(address, {**form, "preview": "1"}).content.decode()
    assert "Hạn cũ" in seen
    assert not Extension.objects.exists()
    assert browser.post(address, {**form, "reason": ""}).status_code == 422
    assert browser.post(address, form).status_code == 302
    assert "quyết định về đề nghị của đơn vị" in browser.get("/nhiem-vu/?ds=received").content.decode()
    leader = signed_in("an")
    page = leader.get("/nhiem-vu/de-nghi/").content.decode()
    assert "Chờ số liệu" in page
    asked = Extension.objects.get()
    assert leader.post(f"/nhiem-vu/de-nghi/gia-han/{asked.uid}/", {"agree": "1", "until": ""}).status_code == 302
    card = signed_in("hoa").get(f"/nhiem-vu/viec/{part.uid}/").content.decode()
    assert "Gia hạn" in card
    assert "<s " in card


@pytest.mark.parametrize(
    ("who", "form", "state"),
    [
        ("hoa", {"act": "suspension", "waits_for": "money", "reason": "Chờ cấp kinh phí"}, "received"),
        ("hoa", {"act": "lead", "organization": "dang uy xa binh minh", "reason": "Sai địa bàn"}, "received"),
        ("an", {"act": "suspend", "waits_for": "leader", "reason": "Chờ Thường trực"}, "suspended"),
        ("an", {"act": "hand_over", "organization": "Đảng ủy xã Bình Minh", "reason": "Chuyển"}, "passed_on"),
        ("an", {"act": "cancel", "reason": "Kết luận mới"}, "cancelled"),
        (
            "an",
            {
                "act": "split",
                "reason": "Chia",
                "organization_1": "Đảng ủy xã An Bình",
                "share_1": "Một",
                "organization_2": "Đảng ủy xã Bình Minh",
                "share_2": "Hai",
            },
            "passed_on",
        ),
    ],
    ids=lambda value: value["act"] if isinstance(value, dict) else "",
)
def test_each_form_does_its_act(cast: Any, work: Assignment, signed_in: Any, who: str, form: dict[str, str], state: str) -> None:
    answer = signed_in(who).post(ADDRESS.format(uid=work.uid), form)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert again(work).state == state


def test_a_body_nobody_knows_is_an_error_on_its_field(cast: Any, work: Assignment, signed_in: Any) -> None:
    answer = signed_in("an").post(ADDRESS.format(uid=work.uid), {"act": "hand_over", "organization": "Sở Không Có", "reason": "x"})
    assert answer.status_code == 422
    assert "Không có đúng một cơ quan" in answer.content.decode()


def test_requests_take_a_constant_number_of_queries(cast: Any, signed_in: Any, many: list[Any], django_assert_max_num_queries: Any) -> None:
    order = actions.draft(organization=cast.province, authority=cast.province, task="Rà soát", by=cast.binh, at=cast.noon)
    actions.set_targets(order, lead=[str(place.uid) for place in many[:12]], by=cast.binh, at=cast.noon)
    actions.issue([order], by=cast.an, at=cast.noon)
    for part in Assignment.objects.all():
        until = part.deadline_on + timedelta(days=20)  # type: ignore[operator]
        actions.ask_extension(part, until=until, reason="Chờ", by=part.head, at=cast.noon)
    browser = signed_in("an")
    with django_assert_max_num_queries(24):
        assert browser.get("/nhiem-vu/de-nghi/").content.decode().count("Gia hạn đến ngày") == 12
