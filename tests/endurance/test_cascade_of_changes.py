"""Giao tiếp ba cấp, giữa chừng đổi chủ trì, gia hạn, tạm dừng, nhập đơn vị. / Three levels, and everything that may change in between.

The province's figure is the same before and after the merger, and explains itself down to the evidence.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import ENDED_STATES, Assignment
from dondoc.server.custody import actions as custody
from dondoc.server.custody.plans import NewBody, Plan
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Organization
from dondoc.server.reports import actions as reports
from dondoc.server.reports import rollups
from dondoc.server.reports.models import Evidence
from dondoc.server.reports.tests.conftest import give, month

pytestmark = pytest.mark.django_db


def passed_to_an_binh(cast: Any) -> Assignment:
    """Given to Bình Minh, which proposes An Bình instead; the secretary agrees."""
    order = give(cast, "Rà soát nguyện vọng của cử tri", cast.other_commune)
    first = Assignment.objects.get(order=order)
    first = actions.receive(first, by=cast.lan, at=cast.noon)
    change = actions.propose_lead(first, organization=cast.commune, reason="Việc thuộc địa bàn An Bình", by=cast.lan, at=cast.noon)
    actions.decide_lead(change, agree=True, words="Đồng ý", by=cast.an, at=cast.noon)
    return Assignment.objects.exclude(state__in=ENDED_STATES).get(order=order)


def given_further_down(cast: Any, work: Assignment) -> tuple[Assignment, Assignment]:
    """To the cell with weight 2, to a person of the commune with weight 1."""
    organizations.grant(
        post=cast.hoa_post,
        role="unit_leader",
        organization=cast.commune,
        reach="both",
        since=cast.noon.date(),
        by=cast.founder,
        at=cast.noon,
    )
    hoa, told = cast.fresh("hoa"), {"product": "Danh mục", "criteria": ("Có biên bản",)}
    cell = actions.Below(task="Họp thôn, lập danh mục", bodies=(cast.cell,), weight=2, **told)
    person = actions.Below(task="Tổng hợp ý kiến", bodies=(), person=cast.khanh, weight=1, **told)
    for below in (cell, person):
        actions.cascade(work, below=below, opened_at=cast.noon, by=hoa, at=cast.noon)
    return Assignment.objects.get(organization=cast.cell), Assignment.objects.get(doer=cast.khanh, order__above=work)


def told(cast: Any, cell: Assignment, person: Assignment) -> None:
    """The cell is done, with its minutes as evidence; the person has come to 41 percent."""
    period, hoa = month(cast, "2026-11", cast.noon.date()), cast.fresh("hoa")
    done = reports.enter(cell, period=period, progress="done", percent=100, result="Đã họp", by=cast.thu, at=cast.noon)
    reports.add_evidence(done, name="bb.txt", data=b"bien ban", media_type="text/plain", by=cast.thu, at=cast.noon)
    reports.submit([done], by=cast.thu, at=cast.noon)
    reports.decide(done, verdict="accept", completes=True, by=hoa, at=cast.noon)
    half = reports.enter(person, period=period, progress="in_hand", percent=41, result="Đang làm", by=cast.khanh, at=cast.noon)
    reports.submit([half], by=hoa, at=cast.noon)


def test_the_figure_explains_itself_through_every_change(cast: Any, signed_in: Any) -> None:
    work = passed_to_an_binh(cast)
    printed = work.first_deadline_on
    cell, person = given_further_down(cast, work)
    work.refresh_from_db()
    assert work.deadline_on is not None
    asked = actions.ask_extension(
        work, until=work.deadline_on + timedelta(days=14), reason="Chờ số liệu", by=cast.fresh("hoa"), at=cast.noon
    )
    actions.decide_extension(asked, agree=True, words="Đồng ý", by=cast.an, at=cast.noon)
    told(cast, cell, person)
    actions.suspend(work, waits_for="guidance", reason="Chờ hướng dẫn", by=cast.an, at=cast.noon)
    actions.resume(work, by=cast.an, at=cast.noon + timedelta(days=2))
    today = cast.noon.date()
    before = rollups.of_assignment(Assignment.objects.select_related("order").get(pk=work.pk), cast.an, today)
    assert (before.percent, before.sum) == (80, "(2 × 100 + 1 × 41) / 3 = 80")

    body = NewBody(
        "new:1", "Đảng ủy xã An Minh", str(cast.province.uid), category="commune", head=str(cast.hoa.uid), head_title="Bí thư Đảng ủy xã"
    )
    sources = (str(cast.commune.uid), str(cast.other_commune.uid))
    merger = Plan(kind="merge", on=today, basis="Nghị quyết số 9", sources=sources, founded=(body,), successors=("new:1",), by="territory")
    custody.carry_out(merger, by=cast.founder, at=cast.noon)
    an, merged = cast.fresh("an"), Organization.objects.get(name="Đảng ủy xã An Minh")
    (after,) = rollups.of_order(work.order, an, today)
    assert (after.percent, after.sum) == (before.percent, before.sum)
    assert after.row.organization == merged.called
    assert {child.own_percent: child.evidence for child in after.below} == {100: 1, 41: 0}
    standing = Assignment.objects.exclude(state__in=ENDED_STATES).get(order=work.order)
    assert (standing.organization, standing.head) == (merged, cast.hoa)
    assert standing.first_deadline_on == printed  # both dates stay
    assert standing.deadline_on is not None
    assert printed is not None
    assert standing.deadline_on >= printed + timedelta(days=14)
    page = signed_in("an").get(f"/nhiem-vu/lenh/{work.order.uid}/tong-hop/").content.decode()
    assert "Tiến độ 80%" in page
    assert "(2 × 100 + 1 × 41) / 3 = 80%" in page
    proof = Evidence.objects.get()  # from the figure to the report, from the report to the file
    assert f"/bao-cao/phieu/{proof.report.uid}/" in page
    assert f"/bao-cao/minh-chung/{proof.uid}/" in signed_in("an").get(f"/bao-cao/phieu/{proof.report.uid}/").content.decode()
    file = signed_in("an").get(f"/bao-cao/minh-chung/{proof.uid}/")
    assert b"".join(file.streaming_content) == b"bien ban"
    stranger = signed_in("xuan").get(f"/nhiem-vu/lenh/{work.order.uid}/tong-hop/")
    assert stranger.status_code == 404
