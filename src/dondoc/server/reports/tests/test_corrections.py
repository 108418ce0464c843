"""Đính chính báo cáo đã chốt: cả hai số cùng còn, muộn vẫn là muộn. / Corrections: both values stay, late stays late."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.models import Assignment
from dondoc.server.journal.models import Entry
from dondoc.server.notices.models import Notice
from dondoc.server.reports import actions, corrections, papers, printing, queries, rollups, unit_month
from dondoc.server.reports.models import Report, ReportCorrection
from dondoc.server.reports.tests.conftest import give, month
from dondoc.server.reports.wording import marked

GROUND = "Biên bản rà soát: cộng trùng thôn 3"


@pytest.fixture
def late(cast: Any) -> Report:
    """Submitted after it was due; its period is locked two days later."""
    give(cast, "Rà soát", cast.commune)
    period = month(cast, "2026-10", cast.noon.date() - timedelta(days=15), locks_after=16)
    part = Assignment.objects.get(order__task="Rà soát")
    told = {"progress": "in_hand", "percent": 60, "quantity": Decimal("12.50"), "result": "Đã rà soát 12 ý kiến của cử tri."}
    report = actions.enter(part, period=period, by=cast.khanh, at=cast.noon, **told)
    return actions.submit([report], by=cast.hoa, at=cast.noon)[0]


@pytest.fixture
def locked(cast: Any) -> Any:
    """A moment at which the period is locked."""
    return cast.noon + timedelta(days=2)


@pytest.fixture
def mend(cast: Any, late: Report, locked: Any) -> ReportCorrection:
    values = {"percent": 40, "quantity": Decimal("12.5"), "result": "Đã rà soát 10 ý kiến của cử tri."}
    return actions.enter_correction(late, values=values, ground=GROUND, by=cast.khanh, at=locked)


def test_what_still_changes_by_a_report_is_not_corrected(cast: Any, late: Report, locked: Any) -> None:
    told = {"values": {"percent": 1}, "ground": GROUND, "by": cast.khanh}
    with pytest.raises(ValidationError, match="kỳ chưa khóa"):
        actions.enter_correction(late, at=cast.noon, **told)
    for values, ground, said in (({"percent": 60}, GROUND, "Chưa có nội dung nào khác"), ({"percent": 1}, " ", "căn cứ")):
        with pytest.raises(ValidationError, match=said):
            actions.enter_correction(late, values=values, ground=ground, by=cast.khanh, at=locked)
    actions.decide(late, verdict="accept", by=cast.an, at=cast.noon)
    late.refresh_from_db()
    assert actions.enter_correction(late, at=cast.noon, **told)  # once accepted, at any time
    with pytest.raises(ValidationError, match="đang có một đính chính"):
        actions.enter_correction(late, at=cast.noon, **told)


def test_each_step_asks_its_own_person(cast: Any, mend: ReportCorrection, late: Report, locked: Any) -> None:
    assert mend.changes == {
        "percent": {"before": "60", "after": "40"},
        "result": {"before": "Đã rà soát 12 ý kiến của cử tri.", "after": "Đã rà soát 10 ý kiến của cử tri."},
    }
    for who in ("an", "binh", "xuan", "lan", "thu", "phuc", "chi"):
        with pytest.raises(PermissionDenied):
            actions.enter_correction(late, values={"percent": 1}, ground=GROUND, by=cast.people[who], at=locked)
    for who in ("khanh", "an", "binh", "lan", "xuan"):
        with pytest.raises(PermissionDenied):
            actions.sign_correction(mend, by=cast.people[who], at=locked)
    with pytest.raises(NotNow):
        actions.decide_correction(mend, accept=True, by=cast.an, at=locked)
    actions.sign_correction(mend, by=cast.hoa, at=locked)
    assert Notice.objects.filter(person=cast.an, key="report_correction.signed").exists()
    for who in ("hoa", "khanh", "binh", "xuan", "lan"):
        with pytest.raises(PermissionDenied):
            actions.decide_correction(mend, accept=True, by=cast.people[who], at=locked)
    with pytest.raises(ValidationError, match="lý do không chấp nhận"):
        actions.decide_correction(mend, accept=False, by=cast.an, at=locked)
    done = actions.decide_correction(mend, accept=True, by=cast.an, at=locked)
    assert done.state == "accepted"
    with pytest.raises(NotNow):
        actions.drop_correction(mend, by=cast.hoa, at=locked)
    assert [entry.action for entry in Entry.objects.filter(action__startswith="report_correction").order_by("seq")] == [
        "report_correction.enter",
        "report_correction.sign",
        "report_correction.decide",
    ]


def test_both_values_show_and_no_date_moves(cast: Any, mend: ReportCorrection, late: Report, locked: Any) -> None:
    before = queries.row(late.assignment, locked.date())
    stood = Report.objects.values().get(pk=late.pk)
    actions.sign_correction(mend, by=cast.hoa, at=locked)
    assert rollups.of_assignment(late.assignment, cast.an, locked.date()).percent == 60  # not before it is accepted
    actions.decide_correction(mend, accept=True, by=cast.an, at=locked)
    assert Report.objects.values().get(pk=late.pk) == stood
    assert late.submitted_at is not None
    assert late.submitted_at.date() > late.period.due_on  # late stays late
    assert queries.row(late.assignment, locked.date()) == before
    node = rollups.of_assignment(late.assignment, cast.an, locked.date())
    assert (node.percent, node.reported_percent) == (40, 60)
    found = corrections.mended([late], cast.hoa)[late.pk]["percent"]
    assert (found.before, found.value) == ("60%", "40%")
    assert corrections.mended([late], cast.xuan) == {}
    items = printing.told(unit_month.unit_items(cast.commune, late.period, locked.date()))
    mends = corrections.mended([late], cast.khanh)
    (annex,) = papers.annex_rows(items, mends)
    assert annex[4] == f"60% (đính chính ngày {locked:%d/%m/%Y}: 40%)"
    again = actions.enter_correction(late, values={"percent": 45}, ground=GROUND, by=cast.khanh, at=locked)
    assert again.changes == {"percent": {"before": "40", "after": "45"}}  # a second one goes on from the first


def test_refused_or_dropped_it_changes_nothing(cast: Any, mend: ReportCorrection, late: Report, locked: Any) -> None:
    actions.sign_correction(mend, by=cast.hoa, at=locked)
    actions.decide_correction(mend, accept=False, words="Chưa có biên bản", by=cast.an, at=locked)
    assert corrections.standing(late)["percent"] == "60"
    other = actions.enter_correction(late, values={"percent": 1}, ground=GROUND, by=cast.khanh, at=locked)
    with pytest.raises(PermissionDenied):
        actions.drop_correction(other, by=cast.lan, at=locked)
    assert actions.drop_correction(other, by=cast.khanh, at=locked).state == "dropped"
    wrong: tuple[dict[str, Any], ...] = ({"state": "accepted"}, {"ground": ""}, {"state": "lost"}, {"signed_at": locked})
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportCorrection.objects.filter(pk=other.pk).update(**values)


def test_the_pages_from_the_officer_to_the_leader(cast: Any, late: Report, locked: Any, signed_in: Any) -> None:
    with time_machine.travel(locked):
        _from_the_officer_to_the_leader(cast, late, signed_in)


def _from_the_officer_to_the_leader(cast: Any, late: Report, signed_in: Any) -> None:
    address = f"/bao-cao/phieu/{late.uid}/dinh-chinh/"
    assert "Đính chính" in signed_in("khanh").get(f"/bao-cao/phieu/{late.uid}/").content.decode()
    told = {"percent": "40", "quantity": "12,5", "result": late.result, "ground": GROUND}
    assert signed_in("khanh").post(address, told | {"ground": ""}).status_code == 422
    answer = signed_in("khanh").post(address, told)
    row = ReportCorrection.objects.get()
    assert row.changes == {"percent": {"before": "60", "after": "40"}}
    page = answer["Location"]
    for who in ("an", "binh"):  # before the head signs it, it is the unit's own
        assert signed_in(who).get(page).status_code == 404
    assert "chờ thủ trưởng ký" in signed_in("hoa").get(f"/bao-cao/{late.period.key}/{cast.commune.uid}/").content.decode()
    signed_in("hoa").post(page, {"act": "sign"})
    for who in ("xuan", "lan", "thu", "phuc", "chi"):
        assert signed_in(who).get(page).status_code == 404, who
        assert signed_in(who).post(page, {"act": "accept"}).status_code == 404, who
        assert signed_in(who).get(address).status_code == 404, who
        assert GROUND not in signed_in(who).get("/bao-cao/dinh-chinh/").content.decode(), who
    assert GROUND in signed_in("an").get("/bao-cao/dinh-chinh/").content.decode()
    shown = signed_in("an").get(page).content.decode()
    assert "<del>60%</del>" in shown
    assert "<ins>40%</ins>" in shown
    assert signed_in("an").post(page, {"act": "burn"}).status_code == 404
    signed_in("an").post(page, {"act": "accept"})
    report = signed_in("hoa").get(f"/bao-cao/phieu/{late.uid}/").content.decode()
    assert "<s>60%</s>" in report
    assert "Quyết định về đính chính" in signed_in("binh").get(f"/nhiem-vu/viec/{late.assignment.uid}/").content.decode()


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [("a b c", "a x c", ["b"], ["x"]), ("", "x", [], ["x"]), ("một  hai", "một hai", ["  "], [" "]), ("như nhau", "như nhau", [], [])],
)
def test_the_words_that_differ_are_marked(before: str, after: str, gone: list[str], new: list[str]) -> None:
    left, right = marked(before, after)
    assert [piece.text for piece in left if piece.changed] == gone
    assert [piece.text for piece in right if piece.changed] == new
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after
