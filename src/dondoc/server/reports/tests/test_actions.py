"""Từ nhập đến xác nhận: đúng người, đúng lúc, không mất gì. / From entering to confirming: by whom, when, and nothing lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.models import Assignment
from dondoc.server.journal.models import Entry as JournalEntry
from dondoc.server.notices.models import Notice
from dondoc.server.reports import actions, unit_month
from dondoc.server.reports.lifecycle import REPORT
from dondoc.server.reports.models import Evidence, Period, Report, ReportState
from dondoc.server.reports.tests.conftest import give, month

STRANGERS = ("xuan", "lan", "thu", "phuc", "chi")


def test_the_table_names_the_states_of_the_rows() -> None:
    assert REPORT.states() == set(ReportState.values) == REPORT.reachable()


def test_entering_starts_the_work_and_counts_saves(cast: Any, entered: Report, task: Assignment) -> None:
    task.refresh_from_db()
    assert (entered.state, entered.saves, entered.version, entered.entered_by) == ("entered", 1, 1, cast.khanh)
    again = actions.enter(task, period=entered.period, percent=60, by=cast.khanh, at=cast.noon, saves=1)
    assert (again.pk, again.percent, again.result, again.saves) == (entered.pk, 60, "Đã rà soát 12 ý kiến.", 2)


def test_a_stale_form_overwrites_nothing(cast: Any, entered: Report, task: Assignment) -> None:
    actions.enter(task, period=entered.period, result="Bản của Hoa", by=cast.hoa, at=cast.noon, saves=1)
    with pytest.raises(actions.Stale) as stale:
        actions.enter(task, period=entered.period, result="Bản của Khánh", by=cast.khanh, at=cast.noon, saves=1)
    assert stale.value.now.result == "Bản của Hoa"
    entered.refresh_from_db()
    assert entered.result == "Bản của Hoa"


@pytest.mark.parametrize("who", [*STRANGERS, "an", "binh", "dung", "oanh", "nam"])
def test_nobody_else_enters(cast: Any, task: Assignment, period: Period, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.enter(task, period=period, result="x", by=cast.people[who], at=cast.noon)
    assert not Report.objects.exists()


def test_the_one_who_does_it_may_enter_own_work_only(cast: Any, task: Assignment, period: Period) -> None:
    Assignment.objects.filter(pk=task.pk).update(doer=cast.thu)  # of the cell below, without a right at the commune
    task.refresh_from_db()
    actions.enter(task, period=period, progress="in_hand", result="Đang làm", by=cast.thu, at=cast.noon)
    give(cast, "Việc khác", cast.commune)
    other = Assignment.objects.get(order__task="Việc khác")
    with pytest.raises(PermissionDenied):
        actions.enter(other, period=period, result="x", by=cast.thu, at=cast.noon)


@pytest.mark.parametrize("who", [*STRANGERS, "khanh", "an", "binh", "dung"])
def test_only_the_head_submits(cast: Any, entered: Report, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.submit([entered], by=cast.people[who], at=cast.noon)
    entered.refresh_from_db()
    assert entered.state == "entered"


def test_submitting_claims_the_work_done_and_tells_the_office(cast: Any, sent: Report, task: Assignment) -> None:
    task.refresh_from_db()
    assert (sent.state, sent.submitted_by, task.state) == ("submitted", cast.hoa, "reported_done")
    assert Notice.objects.filter(person=cast.binh, key="report.submitted").exists()
    assert not Notice.objects.filter(person=cast.xuan).exists()


def test_all_or_none_is_submitted(cast: Any, entered: Report, period: Period) -> None:
    give(cast, "Việc thứ hai", cast.commune)
    second = Assignment.objects.get(order__task="Việc thứ hai", organization=cast.commune)
    empty = actions.enter(second, period=period, difficulties="Chưa có số liệu", by=cast.khanh, at=cast.noon)
    with pytest.raises(ValidationError, match="chưa ghi tình trạng"):
        actions.submit([entered, empty], by=cast.hoa, at=cast.noon)
    assert set(Report.objects.values_list("state", flat=True)) == {"entered"}
    assert not JournalEntry.objects.filter(action="report.submit").exists()


def test_what_was_submitted_does_not_change(cast: Any, sent: Report, task: Assignment) -> None:
    with pytest.raises(NotNow):
        actions.enter(task, period=sent.period, result="Sửa sau", by=cast.khanh, at=cast.noon)
    with pytest.raises(NotNow):
        actions.add_evidence(sent, name="a.txt", data=b"x", media_type="text/plain", by=cast.khanh, at=cast.noon)


def test_before_it_opens_and_after_it_is_locked_nothing_is_taken(cast: Any, task: Assignment) -> None:
    day = cast.noon.date()
    coming, past = month(cast, "2026-12", day + timedelta(days=5)), month(cast, "2026-09", day - timedelta(days=60))
    for period, said in ((coming, "mở từ ngày"), (past, "đã khóa")):
        with pytest.raises(ValidationError, match=said):
            actions.enter(task, period=period, result="x", by=cast.khanh, at=cast.noon)


def test_between_due_and_locked_a_report_is_taken_and_its_hour_stays(cast: Any, task: Assignment) -> None:
    late = month(cast, "2026-10", cast.noon.date() - timedelta(days=12))
    report = actions.enter(task, period=late, progress="in_hand", result="Muộn", by=cast.khanh, at=cast.noon)
    (report,) = actions.submit([report], by=cast.hoa, at=cast.noon)
    assert report.submitted_at == cast.noon
    assert report.submitted_at.date() > late.due_on


def test_evidence_is_kept_and_taken_out_before_submission(cast: Any, entered: Report) -> None:
    with pytest.raises(ValidationError, match="0 byte"):
        actions.add_evidence(entered, name="rỗng.txt", data=b"", media_type="text/plain", by=cast.khanh, at=cast.noon)
    shown = actions.add_evidence(entered, name="sổ.txt", data=b"12", media_type="text/plain", by=cast.khanh, at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.withdraw_evidence(shown, by=cast.lan, at=cast.noon)
    gone = actions.withdraw_evidence(shown, by=cast.khanh, at=cast.noon)
    assert gone.withdrawn_at == cast.noon
    assert Evidence.objects.get().file.sha256 == shown.file.sha256  # the bytes and the row stay


def test_the_authority_accepts_and_the_day_is_the_day_of_submission(cast: Any, sent: Report, task: Assignment) -> None:
    later = cast.noon + timedelta(days=2)
    actions.decide(sent, verdict="accept", completes=True, by=cast.dung, at=later)
    task.refresh_from_db()
    assert (task.state, task.done_on) == ("accepted", sent.submitted_at.date())
    assert Notice.objects.filter(person=cast.khanh, key="report.accept").exists()


def test_a_return_says_why_and_a_new_version_answers(cast: Any, sent: Report, task: Assignment) -> None:
    with pytest.raises(ValidationError, match="nội dung cần bổ sung"):
        actions.decide(sent, verdict="return", reason="  ", by=cast.dung, at=cast.noon)
    actions.decide(sent, verdict="return", reason="Cần số liệu của thôn 3.", by=cast.dung, at=cast.noon)
    task.refresh_from_db()
    assert task.state == "in_hand"
    again = actions.enter(task, period=sent.period, progress="done", result="Thêm thôn 3.", by=cast.khanh, at=cast.noon)
    sent.refresh_from_db()
    assert (again.version, sent.state, sent.result) == (2, "returned", "Đã rà soát 12 ý kiến.")


@pytest.mark.parametrize("who", [*STRANGERS, "hoa", "khanh", "binh", "oanh", "nam"])
def test_only_the_authority_or_whom_it_empowered_decides(cast: Any, sent: Report, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.decide(sent, verdict="accept", by=cast.people[who], at=cast.noon)


def test_who_proposed_does_not_decide(cast: Any, sent: Report) -> None:
    actions.propose_verdict(sent, verdict="accept", by=cast.dung, at=cast.noon)
    with pytest.raises(ValidationError, match="không tự quyết định"):
        actions.decide(sent, verdict="accept", by=cast.dung, at=cast.noon)
    actions.decide(sent, verdict="accept", by=cast.an, at=cast.noon)


@pytest.mark.parametrize("who", [*STRANGERS, "hoa", "khanh", "oanh"])
def test_only_the_office_proposes(cast: Any, sent: Report, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.propose_verdict(sent, verdict="accept", by=cast.people[who], at=cast.noon)


def test_two_reviewers_do_not_decide_differently(cast: Any, sent: Report) -> None:
    actions.decide(sent, verdict="accept", by=cast.dung, at=cast.noon)
    with pytest.raises(NotNow):
        actions.decide(sent, verdict="return", reason="Không đạt", by=cast.an, at=cast.noon)
    assert sent.reviews.filter(decides=True).count() == 1


def test_completion_needs_a_claim(cast: Any, task: Assignment, period: Period) -> None:
    report = actions.enter(task, period=period, progress="in_hand", result="Còn làm", by=cast.khanh, at=cast.noon)
    (report,) = actions.submit([report], by=cast.hoa, at=cast.noon)
    with pytest.raises(ValidationError, match="khi đơn vị đã báo cáo hoàn thành"):
        actions.decide(report, verdict="accept", completes=True, by=cast.an, at=cast.noon)


def test_the_head_hands_a_row_back_inside_the_unit(cast: Any, entered: Report) -> None:
    with pytest.raises(PermissionDenied):
        actions.hand_back(entered, by=cast.khanh, at=cast.noon)
    assert actions.hand_back(entered, by=cast.hoa, at=cast.noon).state == "open"


@pytest.mark.parametrize("who", [*STRANGERS, "binh", "hoa"])
def test_only_the_office_sets_a_period(cast: Any, who: str) -> None:
    day = cast.noon.date()
    with pytest.raises(PermissionDenied):
        actions.open_period(
            organization=cast.province,
            key="2026-11",
            opens_on=day,
            due_on=day,
            review_by=day,
            lock_on=day,
            by=cast.people[who],
            at=cast.noon,
        )


def test_the_database_refuses_half_truths(entered: Report) -> None:
    wrong: tuple[dict[str, Any], ...] = ({"state": "submitted"}, {"percent": 101}, {"state": "lost"})
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(pk=entered.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.update(lock_on="2020-01-01")


@pytest.mark.parametrize("act", ["enter", "submit", "decide"])
def test_every_act_is_journalled_last(cast: Any, sent: Report, act: str) -> None:
    actions.decide(sent, verdict="accept", by=cast.dung, at=cast.noon)
    assert JournalEntry.objects.filter(action=f"report.{act}").count() == 1


def test_no_change_for_the_third_time_asks_why(cast: Any, task: Assignment) -> None:
    day = cast.noon.date()
    for number in (3, 2, 1):  # three periods running, all still open to late reports
        period = month(cast, f"2026-0{9 - number}", day - timedelta(days=number * 2), locks_after=60)
        report = actions.enter(task, period=period, progress="unchanged", by=cast.khanh, at=cast.noon)
        if number > 1:
            actions.submit([report], by=cast.hoa, at=cast.noon)
    with pytest.raises(ValidationError, match="kỳ thứ 3 liên tiếp"):
        actions.submit([report], by=cast.hoa, at=cast.noon)
    report = actions.enter(task, period=period, result="Chờ kinh phí của huyện.", by=cast.khanh, at=cast.noon)
    assert actions.submit([report], by=cast.hoa, at=cast.noon)[0].state == "submitted"


def test_a_change_between_begins_the_count_anew(cast: Any, task: Assignment) -> None:
    day = cast.noon.date()
    for number, progress in ((4, "unchanged"), (3, "in_hand"), (2, "unchanged"), (1, "unchanged")):
        period = month(cast, f"2026-0{9 - number}", day - timedelta(days=number * 2), locks_after=60)
        values = {"result": "Có việc"} if progress == "in_hand" else {}
        report = actions.enter(task, period=period, progress=progress, by=cast.khanh, at=cast.noon, **values)
        actions.submit([report], by=cast.hoa, at=cast.noon)
    assert unit_month.unchanged_before([task.pk], period)[task.pk] == 1
