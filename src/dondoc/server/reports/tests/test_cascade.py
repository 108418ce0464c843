"""Giao tiếp ba cấp và tổng hợp tự giải thích. / Three levels of cascade, and a roll-up that explains itself to the evidence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.assignments.tests.conftest import TEXT, reading
from dondoc.server.documents import actions as documents
from dondoc.server.journal.models import Entry
from dondoc.server.organizations import actions as organizations
from dondoc.server.reports import actions as reports
from dondoc.server.reports import periods, rollups


@pytest.fixture
def lead(cast: Any) -> Any:
    """The head of An Bình may give further down."""
    organizations.grant(
        post=cast.hoa_post,
        role="unit_leader",
        organization=cast.commune,
        reach="both",
        since=cast.noon.date(),
        by=cast.founder,
        at=cast.noon,
    )
    return cast.fresh("hoa")


@pytest.fixture
def work(cast: Any) -> Assignment:
    """Work of the commune, due in thirty days."""
    order = actions.draft(
        organization=cast.province,
        authority=cast.province,
        task="Rà soát nguyện vọng của cử tri",
        deadline_on=cast.noon.date() + timedelta(days=30),
        by=cast.binh,
        at=cast.noon,
    )
    actions.set_targets(order, lead=[str(cast.commune.uid)], by=cast.binh, at=cast.noon)
    actions.issue([order], by=cast.an, at=cast.noon)
    return Assignment.objects.get()


def below(cast: Any, **more: Any) -> actions.Below:
    told = {
        "task": "Họp thôn, lập danh mục việc",
        "criteria": ("Có biên bản",),
        "product": "Danh mục",
        "bodies": (cast.cell,),
    }
    return actions.Below(**(told | more))


def give(cast: Any, part: Assignment, by: Any, **more: Any) -> Order:
    return actions.cascade(part, below=below(cast, **more), opened_at=cast.noon, by=by, at=cast.noon)


def test_a_unit_gives_its_work_further_down_as_its_own_order(cast: Any, lead: Any, work: Assignment) -> None:
    order = give(cast, work, lead, weight=3)
    part = Assignment.objects.get(organization=cast.cell)
    work.refresh_from_db()
    assert (order.organization, order.authority, order.above, order.product) == (cast.commune, cast.commune, work, "Danh mục")
    assert [c.text for c in order.criteria.all()] == ["Có biên bản"]
    assert (part.parent, part.head, part.deadline_on, work.state) == (work, cast.thu, work.deadline_on, "received")
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert entry.action == "assignment.cascade"


def test_work_that_comes_from_a_document_of_another_office_is_given_further_down(cast: Any, lead: Any, work: Assignment) -> None:
    paper = documents.take_in(cast.province, main=documents.Upload("tb.txt", TEXT.encode(), reading()), by=cast.chi, at=cast.noon)
    Order.objects.filter(pk=work.order_id).update(document=paper)
    order = give(cast, Assignment.objects.get(pk=work.pk), lead)
    assert (order.document, order.words) == (paper, work.order.words)


def test_not_after_the_deadline_it_comes_from_without_a_recorded_exception(cast: Any, lead: Any, work: Assignment) -> None:
    assert work.deadline_on is not None
    later = work.deadline_on + timedelta(days=10)
    with pytest.raises(ValidationError, match="ngoại lệ"):
        give(cast, work, lead, deadline_on=later)
    order = give(cast, work, lead, deadline_on=later, exception="Thôn họp định kỳ ngày cuối tháng")
    assert order.past_above == "Thôn họp định kỳ ngày cuối tháng"
    part = Assignment.objects.get(organization=cast.cell)
    asked = actions.ask_extension(part, until=later + timedelta(days=30), reason="x", by=cast.thu, at=cast.noon)
    with pytest.raises(ValidationError, match="cấp trên giao"):
        actions.decide_extension(asked, agree=True, by=lead, at=cast.noon)


def test_the_same_words_at_once_are_warned_of(cast: Any, lead: Any, work: Assignment) -> None:
    with pytest.raises(actions.Unchanged):
        give(cast, work, lead, task="RÀ SOÁT nguyện vọng của cử tri")
    actions.cascade(
        work, below=below(cast, task=work.order.task), opened_at=cast.noon - timedelta(minutes=2), by=lead, at=cast.noon
    )  # two minutes of thought
    give(cast, work, lead, task=work.order.task, confirmed=True)


def test_inside_the_body_the_person_is_named_at_once(cast: Any, lead: Any, work: Assignment) -> None:
    order = give(cast, work, lead, bodies=(), person=cast.khanh)
    part = order.assignments.get()
    assert (part.organization, part.doer, part.state) == (cast.commune, cast.khanh, "received")
    with pytest.raises(ValidationError):
        give(cast, work, lead, bodies=(), person=cast.lan)


def test_only_below_and_only_who_may(cast: Any, lead: Any, work: Assignment) -> None:
    for places in ((cast.other_commune,), (cast.commune,), ()):
        with pytest.raises(ValidationError):
            give(cast, work, lead, bodies=places)
    with pytest.raises(PermissionDenied):
        give(cast, work, cast.khanh)
    with pytest.raises(PermissionDenied):
        give(cast, work, cast.lan)


def test_what_was_given_for_it_ends_with_it(cast: Any, lead: Any, work: Assignment) -> None:
    order = give(cast, work, lead)
    actions.withdraw(work.order, reason="Kế hoạch mới thay thế", by=cast.an, at=cast.noon)
    order.refresh_from_db()
    assert (order.state, order.ended_reason) == ("withdrawn", "Kế hoạch mới thay thế")
    assert Assignment.objects.get(organization=cast.cell).state == "withdrawn"


def test_another_lead_does_not_leave_work_behind_that_nobody_asked_for(cast: Any, lead: Any, work: Assignment) -> None:
    order = give(cast, work, lead)
    made = actions.hand_over(work, organization=cast.other_commune, reason="Đúng chức năng", by=cast.an, at=cast.noon)
    order.refresh_from_db()
    part = Assignment.objects.get(organization=cast.cell)
    assert (order.state, order.ended_reason, part.state) == ("withdrawn", "Đúng chức năng", "withdrawn")
    assert rollups.of_assignment(made, cast.an, cast.noon.date()).below == ()


def test_what_the_old_lead_gave_goes_along_to_a_lead_that_stands_above_it(cast: Any, lead: Any, work: Assignment) -> None:
    order = give(cast, work, lead)
    made = actions.hand_over(work, organization=cast.province, reason="Tỉnh chủ trì", by=cast.dung, at=cast.noon)
    order.refresh_from_db()
    part = Assignment.objects.get(organization=cast.cell)
    assert (order.state, order.above, part.state, part.parent) == ("issued", made, "issued", made)
    (child,) = rollups.of_assignment(made, cast.an, cast.noon.date()).below
    assert child.row.uid == part.uid


@pytest.fixture
def three_levels(cast: Any, lead: Any, work: Assignment) -> dict[str, Assignment]:
    """Province, commune, and in it a cell (weight 2) and a person (weight 1)."""
    give(cast, work, lead, weight=2)
    give(cast, work, lead, bodies=(), person=cast.khanh, weight=1)
    return {"cell": Assignment.objects.get(organization=cast.cell), "person": Assignment.objects.get(doer=cast.khanh), "work": work}


def reported(cast: Any, part: Assignment, by: Any, percent: int, progress: str = "in_hand") -> Any:
    day = cast.noon.date()
    period = periods.periods_for(cast.province).first() or reports.open_period(
        organization=cast.province, key=f"{day:%Y-%m}", opens_on=day, due_on=day, review_by=day, lock_on=day, by=cast.founder, at=cast.noon
    )
    return reports.enter(part, period=period, progress=progress, percent=percent, result="Đã làm", by=by, at=cast.noon)


def test_the_figure_explains_itself_down_to_the_evidence(cast: Any, lead: Any, three_levels: dict[str, Assignment], signed_in: Any) -> None:
    done = reported(cast, three_levels["cell"], cast.thu, 100, "done")
    reports.add_evidence(done, name="bb.txt", data=b"bien ban", media_type="text/plain", by=cast.thu, at=cast.noon)
    reports.submit([done], by=cast.thu, at=cast.noon)
    reports.decide(done, verdict="accept", completes=True, by=lead, at=cast.noon)
    half = reported(cast, three_levels["person"], cast.khanh, 41)
    reports.submit([half], by=lead, at=cast.noon)
    today = cast.noon.date()
    node = rollups.of_assignment(three_levels["work"], cast.an, today)
    assert (node.percent, node.sum) == (80, "(2 × 100 + 1 × 41) / 3 = 80")
    assert {child.row.organization: (child.percent, child.evidence) for child in node.below} == {
        cast.cell.called: (100, 1),
        cast.commune.called: (41, 0),
    }
    (top,) = rollups.of_order(three_levels["work"].order, cast.an, today)
    assert top.percent == 80
    page = signed_in("an").get(f"/nhiem-vu/lenh/{three_levels['work'].order.uid}/tong-hop/").content.decode()
    assert "Tiến độ 80%" in page
    assert f"/bao-cao/phieu/{half.uid}/" in page
    # withdrawn work does not count: the person's part alone is left
    actions.withdraw(half.assignment.order, reason="Không cần nữa", by=lead, at=cast.noon)
    assert rollups.of_assignment(three_levels["work"], cast.an, today).percent == 100


def test_a_rollup_takes_a_constant_number_of_queries(cast: Any, lead: Any, work: Assignment, django_assert_max_num_queries: Any) -> None:
    counts = []
    for _ in range(3):
        give(cast, work, lead)
        with django_assert_max_num_queries(12) as caught:
            rollups.of_assignment(work, cast.an, cast.noon.date())
        counts.append(len(caught))
    assert counts[1] == counts[2]


def test_silence_of_a_supporter_shows_on_the_card_of_the_lead(cast: Any, signed_in: Any) -> None:
    order = actions.draft(organization=cast.province, authority=cast.province, task="Rà soát", by=cast.binh, at=cast.noon)
    actions.set_targets(order, lead=[str(cast.commune.uid)], support=[str(cast.office.uid)], by=cast.binh, at=cast.noon)
    actions.issue([order], by=cast.an, at=cast.noon)
    page = signed_in("an").get(f"/nhiem-vu/viec/{Assignment.objects.get(part='lead').uid}/").content.decode()
    assert "hạn riêng" in page
    assert "chưa trả lời" in page


@pytest.mark.parametrize("who", ["lan", "xuan", "phuc", "chi"])
def test_a_stranger_finds_nothing(cast: Any, work: Assignment, signed_in: Any, who: str) -> None:
    browser = signed_in(who)
    for address in (f"viec/{work.uid}/giao-tiep/", f"viec/{work.uid}/tong-hop/", f"lenh/{work.order.uid}/tong-hop/"):
        assert browser.get(f"/nhiem-vu/{address}").status_code == 404


def test_who_may_not_give_further_down_has_no_such_page(cast: Any, work: Assignment, signed_in: Any) -> None:
    for who in ("khanh", "hoa", "an"):
        assert signed_in(who).get(f"/nhiem-vu/viec/{work.uid}/giao-tiep/").status_code == 404, who


def test_the_page_gives_and_warns(cast: Any, lead: Any, work: Assignment, signed_in: Any) -> None:
    browser, address = signed_in("hoa"), f"/nhiem-vu/viec/{work.uid}/giao-tiep/"
    page = browser.get(address).content.decode()
    assert cast.cell.name in page
    form = {
        "product": "Danh mục",
        "criteria": "Có biên bản",
        "weight": "1",
        "body": str(cast.cell.uid),
        "opened": str(cast.noon.timestamp()),
    }
    answer = browser.post(address, {**form, "task": work.order.task})
    assert answer.status_code == 422
    assert "Vẫn giao nguyên văn" in answer.content.decode()
    assert browser.post(address, {**form, "task": "Họp thôn"}).status_code == 302
    assert Assignment.objects.get(organization=cast.cell).order.task == "Họp thôn"
    assert "Đã giao tiếp 1 việc" in browser.get(f"/nhiem-vu/viec/{work.uid}/").content.decode()
