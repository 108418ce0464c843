"""Từ đề xuất đến xác nhận hoàn thành. / From a proposal to confirmed work: each act, its right, its state, its data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.lifecycle import ASSIGNMENT, ORDER
from dondoc.server.assignments.models import Assignment, AssignmentState, Order, OrderState
from dondoc.server.documents.models import Document, Proposal
from dondoc.server.notices.models import Notice
from dondoc.server.organizations import actions as organizations


@pytest.mark.parametrize("table", [ORDER, ASSIGNMENT])
def test_every_state_can_be_reached(table: Any) -> None:
    assert table.reachable() == table.states()


def test_the_tables_name_the_states_of_the_rows() -> None:
    assert ORDER.states() == set(OrderState.values)
    assert ASSIGNMENT.states() == set(AssignmentState.values)


def test_taking_resolves_names_and_disposes_of_the_clause(cast: Any, document: Document, orders: list[Order]) -> None:
    first, second = orders
    assert {target.organization for target in first.targets.all()} == {cast.commune, cast.other_commune}
    assert {target.organization for target in second.targets.all()} == {cast.office}
    assert (first.deadline_on, first.bound, first.deadline_source, first.default_deadline) == (
        date(2099, 12, 15),
        "before",
        "printed",
        False,
    )
    assert second.default_deadline
    assert second.deadline_source == "approved"
    assert first.words == document.text[first.proposal.start : first.proposal.end]
    assert [d.covers for clause in document.clauses.all() for d in clause.dispositions.all()] == [first.uid, second.uid]
    assert set(Proposal.objects.values_list("state", flat=True)) == {"taken"}


def test_a_records_clerk_never_decides_tasks(cast: Any, document: Document) -> None:
    with pytest.raises(PermissionDenied):
        actions.take(document.proposals.first(), by=cast.chi, at=cast.noon)
    assert not Order.objects.exists()


def test_a_proposal_is_taken_once(cast: Any, document: Document, orders: list[Order]) -> None:
    with pytest.raises(NotNow):
        actions.take(document.proposals.first(), by=cast.binh, at=cast.noon)
    assert Order.objects.count() == 2


def test_who_sends_up_does_not_approve(cast: Any, document: Document, orders: list[Order]) -> None:
    organizations.grant(
        post=cast.binh_post,
        role="leader",
        organization=cast.province,
        reach="both",
        since=cast.noon.date() - timedelta(days=1),
        by=cast.founder,
        at=cast.noon,
    )
    binh = cast.fresh("binh")
    sent = actions.submit(orders, post=cast.binh_post, document=document, by=binh, at=cast.noon)
    with pytest.raises(ValidationError, match="không tự duyệt"):
        actions.decide(sent, approve=True, words="", given_on=cast.noon.date(), by=binh, at=cast.noon)


def test_an_assistant_types_for_the_leader_only_with_the_scan(cast: Any, document: Document, orders: list[Order]) -> None:
    sent = actions.submit(orders, post=cast.an_post, document=document, by=cast.binh, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.decide(sent, approve=True, words="Đồng ý", given_on=cast.noon.date(), by=cast.nam, at=cast.noon)
    scan = ("but-phe.png", b"\x89PNG but phe", "image/png")
    done = actions.decide(sent, approve=True, words="Đồng ý", given_on=cast.noon.date(), by=cast.nam, at=cast.noon, scan=scan)
    assert done.minute is not None
    assert (done.minute.leader, done.minute.typed_by) == (cast.an, cast.nam)


@pytest.mark.parametrize("who", ["binh", "dung", "chi", "hoa", "xuan", "phuc"])
def test_nobody_else_approves(cast: Any, document: Document, orders: list[Order], who: str) -> None:
    sent = actions.submit(orders, post=cast.an_post, document=document, by=cast.binh, at=cast.noon)
    with pytest.raises((PermissionDenied, ValidationError)):
        actions.decide(sent, approve=True, words="Đồng ý", given_on=cast.noon.date(), by=cast.people[who], at=cast.noon)


def test_returned_work_can_be_mended_and_sent_up_again(cast: Any, document: Document, orders: list[Order]) -> None:
    sent = actions.submit(orders, post=cast.an_post, document=document, by=cast.binh, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.decide(sent, approve=False, words=" ", given_on=cast.noon.date(), by=cast.an, at=cast.noon)
    actions.decide(sent, approve=False, words="Bổ sung hạn.", given_on=cast.noon.date(), by=cast.an, at=cast.noon)
    order = Order.objects.get(pk=orders[0].pk)
    assert order.state == OrderState.RETURNED
    edited = actions.edit(order, version=order.version, deadline_on=date(2099, 12, 20), by=cast.binh, at=cast.noon)
    with pytest.raises(actions.Stale):
        actions.edit(order, version=order.version, task="khác", by=cast.binh, at=cast.noon)
    assert edited.deadline_on == date(2099, 12, 20)
    actions.submit([edited], post=cast.an_post, document=document, by=cast.binh, at=cast.noon)


def test_a_draft_not_approved_is_not_issued(cast: Any, orders: list[Order]) -> None:
    with pytest.raises(PermissionDenied, match="chưa được lãnh đạo duyệt"):
        actions.issue(orders, by=cast.binh, at=cast.noon)
    assert not Assignment.objects.exists()


def test_what_was_approved_and_then_changed_is_approved_anew(cast: Any, approved: list[Order]) -> None:
    same = actions.set_targets(approved[0], lead=[str(cast.commune.uid), str(cast.other_commune.uid)], by=cast.binh, at=cast.noon)
    assert (same.state, same.version) == (OrderState.APPROVED, approved[0].version)
    changed = actions.set_targets(approved[0], lead=[str(cast.commune.uid)], by=cast.binh, at=cast.noon)
    assert (changed.state, changed.submission) == (OrderState.DRAFTED, None)
    measured = actions.set_criteria(approved[1], criteria=[("Có 01 mô hình", "mô hình", None)], by=cast.binh, at=cast.noon)
    assert measured.state == OrderState.DRAFTED
    with pytest.raises(PermissionDenied, match="chưa được lãnh đạo duyệt"):
        actions.issue(approved, by=cast.binh, at=cast.noon)


def test_a_leader_issues_without_submission(cast: Any, orders: list[Order]) -> None:
    assert actions.issue(orders, by=cast.an, at=cast.noon).assignments == 3


def test_issuing_gives_each_body_its_part(cast: Any, document: Document, approved: list[Order]) -> None:
    done = actions.issue(approved, by=cast.binh, at=cast.noon)
    assert (done.orders, done.assignments, done.units, done.held) == (2, 3, 3, ())
    part = Assignment.objects.get(organization=cast.commune)
    assert (part.head, part.deadline_on, part.state) == (cast.hoa, date(2099, 12, 14), "issued")
    assert document.distributions.count() == 3
    assert Document.objects.visible_to(cast.hoa).filter(pk=document.pk).exists()
    assert not Document.objects.visible_to(cast.xuan).exists()
    assert cast.hoa.notices.filter(key="order.issued").exists()


def test_a_unit_without_a_head_is_held_back_alone(cast: Any, approved: list[Order]) -> None:
    order = approved[0]
    uids = [str(cast.commune.uid), str(cast.headless.uid)]
    actions.set_targets(order, lead=uids, by=cast.binh, at=cast.noon)
    done = actions.issue([order], by=cast.an, at=cast.noon)
    assert (done.assignments, done.held) == (1, (cast.headless,))
    person = organizations.enroll(full_name="Lý Thị Mới", organization=cast.headless, by=cast.founder, at=cast.noon)
    post = organizations.open_post(
        organization=cast.headless, title="Bí thư", since=date(2020, 1, 1), is_head=True, by=cast.founder, at=cast.noon
    )
    organizations.appoint(person=person, post=post, since=date(2020, 1, 1), by=cast.founder, at=cast.noon)
    assert actions.issue([order], by=cast.binh, at=cast.noon).assignments == 1
    assert order.assignments.count() == 2


def test_a_group_is_expanded_when_issued_less_its_exceptions(cast: Any, approved: list[Order]) -> None:
    group = organizations.define_group(
        key="xa-phuong",
        name="Tất cả xã, phường",
        rule={"categories": ["commune", "ward"]},
        organization=cast.province,
        by=cast.founder,
        at=cast.noon,
    )
    actions.set_targets(approved[0], lead=[str(group.uid)], left_out=[str(cast.other_commune.uid)], by=cast.binh, at=cast.noon)
    actions.issue([approved[0]], by=cast.an, at=cast.noon)
    assert set(approved[0].assignments.values_list("organization", flat=True)) == {cast.commune.pk}


def test_the_gate_says_what_is_missing_and_what_is_default(cast: Any, orders: list[Order]) -> None:
    actions.set_targets(orders[1], lead=[], by=cast.binh, at=cast.noon)
    found = queries.gate(list(Order.objects.all()))
    assert not found.passes
    assert [missing.what for missing in found.missing] == ["đơn vị chủ trì"]
    assert (found.default_products, found.default_criteria, found.default_deadlines) == (2, 2, 1)


def test_supporters_answer_before_the_lead(cast: Any, approved: list[Order]) -> None:
    actions.set_targets(approved[0], lead=[str(cast.commune.uid)], support=[str(cast.other_commune.uid)], by=cast.binh, at=cast.noon)
    actions.issue([approved[0]], by=cast.an, at=cast.noon)
    lead, support = approved[0].assignments.order_by("part")
    assert (support.helps, lead.deadline_on, support.deadline_on) == (lead, date(2099, 12, 14), date(2099, 12, 9))


def test_the_unit_receives_and_names_who_does_it(cast: Any, given: Assignment) -> None:
    with pytest.raises(PermissionDenied):
        actions.receive(given, by=cast.lan, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.name_doer(given, person=cast.lan, by=cast.hoa, at=cast.noon)
    named = actions.name_doer(given, person=cast.khanh, by=cast.hoa, at=cast.noon)
    assert (named.doer, named.state, named.received_by) == (cast.khanh, "received", cast.hoa)
    with pytest.raises(NotNow):
        actions.receive(given, by=cast.hoa, at=cast.noon)


def test_silence_counts_as_received(cast: Any, given: Assignment) -> None:
    assert actions.receive_silent(by=cast.founder, at=cast.noon + timedelta(days=1)) == 0
    assert actions.receive_silent(by=cast.founder, at=cast.noon + timedelta(days=6)) == 3
    assert actions.receive_silent(by=cast.founder, at=cast.noon + timedelta(days=6)) == 0


def test_taking_back_has_its_seconds(cast: Any, given: Assignment, approved: list[Order]) -> None:
    with pytest.raises(ValidationError, match="Đã quá 10 giây"):
        actions.take_back(approved, by=cast.binh, at=cast.noon + timedelta(seconds=11))
    document = approved[0].document
    assert document.distributions.exists()
    assert Notice.objects.filter(key="order.issued").exists()
    assert Document.objects.visible_to(cast.hoa).filter(pk=document.pk).exists()
    assert actions.take_back(approved, by=cast.binh, at=cast.noon + timedelta(seconds=9)) == 3
    document.refresh_from_db()
    assert (document.state, document.distributions.count()) == ("registered", 0)
    assert not Notice.objects.filter(key="order.issued").exists()
    assert not Document.objects.visible_to(cast.hoa).filter(pk=document.pk).exists()
    assert set(Order.objects.values_list("state", flat=True)) == {"approved"}
    assert actions.issue(approved, by=cast.binh, at=cast.noon + timedelta(minutes=1)).assignments == 3


def test_received_work_is_not_taken_back(cast: Any, given: Assignment, approved: list[Order]) -> None:
    actions.receive(given, by=cast.hoa, at=cast.noon)
    with pytest.raises(NotNow):
        actions.take_back(approved, by=cast.binh, at=cast.noon + timedelta(seconds=5))


def test_withdrawing_needs_a_ground_and_keeps_what_is_done(cast: Any, given: Assignment, approved: list[Order]) -> None:
    actions.report_done(given, by=cast.hoa, at=cast.noon)
    actions.accept(given, done_on=cast.noon.date(), by=cast.dung, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.withdraw(approved[0], reason="  ", by=cast.binh, at=cast.noon)
    assert actions.withdraw(approved[0], reason="Văn bản thay thế", by=cast.binh, at=cast.noon) == 1
    given.refresh_from_db()
    assert given.state == "accepted"


def test_who_does_it_does_not_confirm_it(cast: Any, given: Assignment) -> None:
    actions.report_done(given, by=cast.hoa, at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.accept(given, done_on=cast.noon.date(), by=cast.hoa, at=cast.noon)


def test_a_sibling_sees_nothing_of_it(cast: Any, given: Assignment) -> None:
    assert not Assignment.objects.visible_to(cast.lan).filter(pk=given.pk).exists()
    assert not Assignment.objects.visible_to(cast.xuan).exists()
    assert not Order.objects.visible_to(cast.xuan).exists()
    assert not Assignment.objects.visible_to(cast.phuc).exists()
    assert Assignment.objects.visible_to(cast.oanh).count() == 3
