"""Từng việc: đúng quyền, sai quyền, sai trạng thái, sai dữ liệu. / Each act: right, wrong right, wrong state, wrong data."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.actions import Concrete
from dondoc.server.assignments.models import Assignment, Order, OrderState, Submission
from dondoc.server.documents.models import Document
from dondoc.server.journal.models import Content, Entry
from dondoc.server.notices.models import Notice

NOBODY = ("chi", "phuc", "oanh", "hoa", "lan", "xuan")


def draft(cast: Any, **fields: Any) -> Order:
    return actions.draft(
        organization=cast.province, authority=cast.province, task="Rà soát, báo cáo kết quả", by=cast.binh, at=cast.noon, **fields
    )


def lead(order: Order, cast: Any, *places: Any) -> Order:
    return actions.set_targets(order, lead=[str(p.uid) for p in places or (cast.commune,)], by=cast.binh, at=cast.noon)


# drafting


def test_work_drafted_by_hand_is_filled_and_marked(cast: Any) -> None:
    order = draft(cast)
    assert (order.product_kind, order.product, order.default_product) == ("bao_cao", "Báo cáo", True)
    assert (order.default_criteria, order.default_deadline, order.deadline_source, order.bound) == (True, True, "approved", "by")
    assert order.deadline_on is not None
    assert order.deadline_on >= cast.noon.date() + timedelta(days=29)
    assert order.deadline_on.weekday() < 5
    assert order.words == order.task


def test_what_a_person_says_is_no_default(cast: Any) -> None:
    order = draft(
        cast, product_kind="ke_hoach", product="Kế hoạch năm", deadline_on=date(2099, 12, 20), criteria=["Có ký duyệt"], words="lời"
    )
    assert (order.default_product, order.default_criteria, order.default_deadline) == (False, False, False)
    assert (order.words, order.deadline_source) == ("lời", "approved")
    assert draft(cast, cadence="monthly").deadline_on is None


@pytest.mark.parametrize("who", NOBODY)
def test_only_who_drafts_drafts(cast: Any, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.draft(organization=cast.province, authority=cast.province, task="Việc", by=cast.people[who], at=cast.noon)


def test_work_needs_words_and_known_fields(cast: Any) -> None:
    with pytest.raises(ValidationError):
        actions.draft(organization=cast.province, authority=cast.province, task="  ", by=cast.binh, at=cast.noon)
    with pytest.raises(TypeError):
        draft(cast, state="issued")
    with pytest.raises(ValidationError):
        draft(cast, product="x" * 301)


def test_a_quantity_of_the_words_becomes_a_measured_criterion(cast: Any, document: Document) -> None:
    proposal = document.proposals.first()
    assert proposal is not None
    proposal.quantity = [{"value": 2, "unit": "mô hình", "text": "ít nhất 02 mô hình"}]
    proposal.save()
    order = actions.take(proposal, by=cast.binh, at=cast.noon)
    criterion = order.criteria.get()
    assert (criterion.text, criterion.unit, criterion.target) == ("Ít nhất 02 mô hình", "mô hình", Decimal(2))
    assert not order.default_criteria


def test_a_clause_is_made_concrete_for_each_kind_of_body(cast: Any, document: Document) -> None:
    clause = document.clauses.get(path="1")
    parts = [
        Concrete("Xã rà soát, lập danh mục", lead=(str(cast.commune.uid),), product_kind="ke_hoach", deadline_on=date(2099, 12, 10)),
        Concrete("Văn phòng tổng hợp", lead=(str(cast.office.uid),), cadence="monthly"),
    ]
    first, second = actions.concretise(clause, parts=parts, by=cast.binh, at=cast.noon)
    assert (first.product_kind, first.deadline_on, first.default_deadline) == ("ke_hoach", date(2099, 12, 10), False)
    assert (second.cadence, second.deadline_on) == ("monthly", None)
    assert first.words == document.text[clause.text_start : clause.text_end].strip()
    assert {d.kind for d in clause.dispositions.all()} == {"concretised"}
    with pytest.raises(ValidationError):
        actions.concretise(clause, parts=[], by=cast.binh, at=cast.noon)


def test_a_draft_is_divided(cast: Any, orders: list[Order]) -> None:
    whole = actions.edit(orders[0], version=orders[0].version, weight=3, by=cast.binh, at=cast.noon)
    parts = [Concrete("Việc của xã", lead=(str(cast.commune.uid),)), Concrete("Việc của văn phòng", lead=(str(cast.office.uid),))]
    made = actions.divide(whole, parts=parts, by=cast.binh, at=cast.noon)
    whole.refresh_from_db()
    assert whole.state == OrderState.DISCARDED
    assert {(row.words, row.weight, row.force, row.proposal_id) for row in made} == {(whole.words, 3, whole.force, whole.proposal_id)}
    standing = whole.clause.dispositions.filter(ended_at=None)
    assert {d.covers for d in standing} == {row.uid for row in made}
    assert {d.kind for d in standing} == {"concretised"}
    with pytest.raises(ValidationError):
        actions.divide(made[0], parts=parts[:1], by=cast.binh, at=cast.noon)
    with pytest.raises(NotNow):
        actions.divide(whole, parts=parts, by=cast.binh, at=cast.noon)


# shaping


def test_editing_lifts_the_marks_of_what_was_changed(cast: Any) -> None:
    order = draft(cast)
    edited = actions.edit(
        order, version=1, product="Báo cáo chuyên đề", deadline_on=date(2099, 12, 25), criteria=["Đủ 12 biểu"], by=cast.binh, at=cast.noon
    )
    assert (edited.default_product, edited.default_deadline, edited.default_criteria, edited.version) == (False, False, False, 2)
    same = actions.edit(edited, version=2, product="Báo cáo chuyên đề", by=cast.binh, at=cast.noon)
    assert (same.product, same.version) == ("Báo cáo chuyên đề", 3)
    away = actions.edit(same, version=3, deadline_on=None, cadence="monthly", by=cast.binh, at=cast.noon)
    assert (away.bound, away.deadline_source) == ("", "")


def test_a_criterion_keeps_its_measure_when_its_words_stay(cast: Any) -> None:
    order = draft(cast)
    actions.set_criteria(order, criteria=[("Có 02 mô hình", "mô hình", Decimal(2))], by=cast.binh, at=cast.noon)
    actions.edit(order, version=2, criteria=["Có 02 mô hình", "Có minh chứng", " "], by=cast.binh, at=cast.noon)
    assert list(order.criteria.values_list("text", "unit", "target")) == [
        ("Có 02 mô hình", "mô hình", Decimal(2)),
        ("Có minh chứng", "", None),
    ]
    with pytest.raises(ValidationError):
        actions.edit(order, version=3, criteria=[], by=cast.binh, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.set_criteria(order, criteria=[], by=cast.binh, at=cast.noon)


@pytest.mark.parametrize("who", NOBODY)
def test_only_who_drafts_shapes(cast: Any, who: str) -> None:
    order, by = draft(cast), cast.people[who]
    for act in (
        lambda: actions.edit(order, version=1, task="khác", by=by, at=cast.noon),
        lambda: actions.set_targets(order, lead=[], by=by, at=cast.noon),
        lambda: actions.set_criteria(order, criteria=[("a", "", None)], by=by, at=cast.noon),
        lambda: actions.set_deadlines([order], deadline_on=date(2099, 12, 9), by=by, at=cast.noon),
        lambda: actions.discard(order, by=by, at=cast.noon),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_stale_choice_of_bodies_overwrites_nothing(cast: Any) -> None:
    order = lead(draft(cast), cast)
    with pytest.raises(actions.Stale) as stale:
        actions.set_targets(order, lead=[str(cast.office.uid)], version=1, by=cast.binh, at=cast.noon)
    assert stale.value.now.version == 2
    assert [target.organization for target in order.targets.all()] == [cast.commune]


def test_a_body_that_ended_or_never_was_is_refused(cast: Any) -> None:
    order = draft(cast)
    cast.other_commune.ended_on = cast.noon.date()
    cast.other_commune.save()
    for uid in (str(cast.other_commune.uid), str(order.uid)):
        with pytest.raises(ValidationError, match="không còn trong danh mục"):
            actions.set_targets(order, lead=[uid], by=cast.binh, at=cast.noon)
    assert not order.targets.exists()


def test_bodies_and_deadlines_of_several_at_once_all_or_none(cast: Any) -> None:
    orders = [draft(cast), draft(cast)]
    actions.set_bodies(orders, lead=[str(cast.commune.uid)], support=[str(cast.office.uid)], by=cast.binh, at=cast.noon)
    assert [order.targets.count() for order in orders] == [2, 2]
    with pytest.raises(actions.Stale):
        actions.set_bodies(orders, lead=[str(cast.office.uid)], versions={str(orders[1].uid): 1}, by=cast.binh, at=cast.noon)
    assert {t.organization for t in orders[0].targets.filter(part="lead")} == {cast.commune}
    fresh = list(Order.objects.all())
    done = actions.set_deadlines(fresh, deadline_on=date(2099, 12, 22), by=cast.binh, at=cast.noon)
    assert {(order.deadline_on, order.deadline_source, order.default_deadline) for order in done} == {
        (date(2099, 12, 22), "approved", False)
    }
    with pytest.raises(ValidationError):
        actions.set_deadlines(done, deadline_on=None, by=cast.binh, at=cast.noon)
    monthly = actions.set_deadlines(done, deadline_on=None, cadence="monthly", by=cast.binh, at=cast.noon)
    assert {(order.deadline_on, order.cadence) for order in monthly} == {(None, "monthly")}


def test_a_draft_dropped_frees_its_clause(cast: Any, orders: list[Order]) -> None:
    actions.discard(orders[0], by=cast.binh, at=cast.noon)
    assert not orders[0].clause.dispositions.filter(ended_at=None).exists()
    with pytest.raises(NotNow):
        actions.discard(orders[0], by=cast.binh, at=cast.noon)
    with pytest.raises(NotNow):
        actions.edit(orders[0], version=1, task="khác", by=cast.binh, at=cast.noon)


# sending up and deciding


def test_sending_up_needs_somebody_who_may_approve(cast: Any) -> None:
    order = lead(draft(cast), cast)
    with pytest.raises(ValidationError, match="không có quyền duyệt"):
        actions.submit([order], post=cast.dung_post, by=cast.binh, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.submit([], post=cast.an_post, by=cast.binh, at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.submit([order], post=cast.an_post, by=cast.hoa, at=cast.noon)
    assert not Submission.objects.exists()


def test_what_lacks_something_is_not_sent_up(cast: Any) -> None:
    with pytest.raises(ValidationError, match="còn thiếu: đơn vị chủ trì"):
        actions.submit([draft(cast)], post=cast.an_post, by=cast.binh, at=cast.noon)


def test_the_leader_is_told_and_the_office_of_the_answer(cast: Any) -> None:
    sent = actions.submit([lead(draft(cast), cast)], post=cast.an_post, by=cast.binh, at=cast.noon)
    assert {notice.person for notice in Notice.objects.filter(key="submission.made")} == {cast.an, cast.nam}
    done = actions.decide(sent, approve=True, words="", given_on=cast.noon.date(), by=cast.an, at=cast.noon)
    assert done.minute is not None
    assert done.minute.words == "Đồng ý."
    assert [notice.person for notice in Notice.objects.filter(key="submission.approve")] == [cast.binh]
    with pytest.raises(NotNow):
        actions.decide(sent, approve=True, words="", given_on=cast.noon.date(), by=cast.an, at=cast.noon)
    with pytest.raises(NotNow):
        actions.submit([sent.orders.get()], post=cast.an_post, by=cast.binh, at=cast.noon)


# issuing


def test_nobody_without_the_right_issues(cast: Any, approved: list[Order]) -> None:
    for who in (*NOBODY, "nam"):
        with pytest.raises(PermissionDenied):
            actions.issue(approved, by=cast.people[who], at=cast.noon)
    with pytest.raises(ValidationError):
        actions.issue([], by=cast.binh, at=cast.noon)
    assert not Assignment.objects.exists()


def test_issue_is_all_or_none(cast: Any) -> None:
    ready, bare = lead(draft(cast), cast), draft(cast)
    with pytest.raises(ValidationError):
        actions.issue([ready, bare], by=cast.an, at=cast.noon)
    assert not Assignment.objects.exists()
    assert set(Order.objects.values_list("state", flat=True)) == {"drafted"}


def test_the_journal_of_an_issue_names_every_assignment(cast: Any, approved: list[Order]) -> None:
    actions.issue(approved, by=cast.binh, at=cast.noon)
    entries = Entry.objects.filter(action="order.issue")
    told = "".join(Content.objects.filter(entry__in=entries).values_list("payload", flat=True))
    assert entries.count() == len(approved)
    assert all(str(uid) in told for uid in Assignment.objects.values_list("uid", flat=True))


def test_before_and_a_day_off_make_the_last_day(cast: Any) -> None:
    order = lead(draft(cast, deadline_on=date(2099, 12, 14), bound="before"), cast)  # a Monday: the day before is Sunday
    actions.issue([order], by=cast.an, at=cast.noon)
    assert order.assignments.get().deadline_on == date(2099, 12, 14)


def test_a_supporter_of_several_leads_helps_the_order(cast: Any) -> None:
    order = draft(cast, deadline_on=date(2099, 12, 18))
    actions.set_targets(
        order, lead=[str(cast.commune.uid), str(cast.other_commune.uid)], support=[str(cast.office.uid)], by=cast.binh, at=cast.noon
    )
    actions.issue([order], by=cast.an, at=cast.noon)
    support = order.assignments.get(part="support")
    assert (support.helps, support.deadline_on) == (None, date(2099, 12, 15))


def test_direct_work_without_a_document_goes_the_same_way(cast: Any) -> None:
    order = lead(draft(cast), cast)
    sent = actions.submit([order], post=cast.an_post, by=cast.binh, at=cast.noon)
    actions.decide(sent, approve=True, words="Nhất trí", given_on=cast.noon.date(), by=cast.an, at=cast.noon)
    assert actions.issue([order], by=cast.dung, at=cast.noon).units == 1


def test_who_answers_and_who_may_receive_are_told_once(cast: Any, approved: list[Order]) -> None:
    lead(approved[1], cast)
    actions.issue(list(Order.objects.all()), by=cast.an, at=cast.noon)
    told = {notice.person: notice.words["count"] for notice in Notice.objects.filter(key="order.issued")}
    assert told == {cast.hoa: 2, cast.khanh: 2, cast.lan: 1}


# taking back and withdrawing


def test_withdrawing_at_some_bodies_leaves_the_others(cast: Any, given: Assignment, approved: list[Order]) -> None:
    order = approved[0]
    with pytest.raises(PermissionDenied):
        actions.withdraw(order, reason="x", only=[given], by=cast.hoa, at=cast.noon)
    assert actions.withdraw(order, reason="Chuyển sang đợt sau", only=[given], by=cast.binh, at=cast.noon) == 1
    order.refresh_from_db()
    assert order.state == OrderState.ISSUED
    assert order.assignments.get(organization=cast.other_commune).state == "issued"
    assert Notice.objects.filter(key="order.withdrawn", person=cast.hoa).exists()
    assert not Notice.objects.filter(key="order.withdrawn", person=cast.lan).exists()
    with pytest.raises(ValidationError, match="ít nhất một đơn vị"):
        actions.withdraw(order, reason="lần nữa", only=[given], by=cast.binh, at=cast.noon)


def test_sending_on_does_not_give_back_what_was_withdrawn(cast: Any, given: Assignment, approved: list[Order]) -> None:
    order = approved[0]
    with pytest.raises(ValidationError, match="không còn đơn vị nào chưa gửi"):
        actions.issue([order], by=cast.binh, at=cast.noon)
    actions.withdraw(order, reason="Nhầm đơn vị", only=[given], by=cast.binh, at=cast.noon)
    assert queries.order_page(order, cast.binh, whole=True).to_send == 0
    with pytest.raises(ValidationError, match="không còn đơn vị nào chưa gửi"):
        actions.issue([order], by=cast.binh, at=cast.noon)


def test_who_helps_a_withdrawn_lead_is_withdrawn_with_it(cast: Any) -> None:
    order = draft(cast)
    actions.set_targets(order, lead=[str(cast.commune.uid)], support=[str(cast.office.uid)], by=cast.binh, at=cast.noon)
    actions.issue([order], by=cast.an, at=cast.noon)
    part = actions.withdraw_at(order.assignments.get(part="lead"), reason="Nhầm đơn vị", by=cast.an, at=cast.noon)
    assert part.state == "withdrawn"
    assert set(order.assignments.values_list("state", "ended_reason")) == {("withdrawn", "Nhầm đơn vị")}
    with pytest.raises(NotNow):
        actions.withdraw_at(part, reason="Nhầm đơn vị", by=cast.an, at=cast.noon)


def test_taking_back_is_for_who_may_issue(cast: Any, given: Assignment, approved: list[Order]) -> None:
    for who in NOBODY:
        with pytest.raises(PermissionDenied):
            actions.take_back(approved, by=cast.people[who], at=cast.noon)
    given.refresh_from_db()
    assert given.state == "issued"


# the gate


def test_the_gate_holds_back_who_has_no_head(cast: Any) -> None:
    order = lead(draft(cast), cast, cast.commune, cast.headless)
    found = queries.gate([order])
    assert (found.passes, found.units, found.assignments, found.held) == (True, 1, 1, (cast.headless,))
    alone = lead(draft(cast), cast, cast.headless)
    assert [missing.what for missing in queries.gate([alone]).missing] == ["đơn vị chủ trì"]
