"""Danh sách xem xét: chậm bao lâu, sửa gì, làm nhiều một lượt, bằng bàn phím. / The queue: own delay, what changed, many at once, keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import time_machine

from dondoc.server.accounts.models import Account
from dondoc.server.assignments.models import Assignment
from dondoc.server.reports import actions, queries, versions
from dondoc.server.reports.models import Report, Review
from dondoc.server.reports.tests.conftest import give
from dondoc.server.rulebook.queries import calendar
from dondoc.worktime import working_days_between


def test_versions_stand_side_by_side(cast: Any, sent: Report, signed_in: Any) -> None:
    actions.decide(sent, verdict="return", reason="Thiếu số liệu thôn 3", by=cast.an, at=cast.noon)
    told = {"progress": "done", "percent": 100, "result": "Đã rà soát 14 ý kiến."}
    again = actions.enter(sent.assignment, period=sent.period, by=cast.khanh, at=cast.noon, **told)
    assert versions.steps(again, cast.an) == []  # what is not submitted is the unit's own
    actions.submit([again], by=cast.hoa, at=cast.noon)
    (step,) = versions.steps(again, cast.an)
    assert step.verdict is not None
    assert step.verdict.reason == "Thiếu số liệu thôn 3"
    assert [str(field.label) for field in step.changed] == ["Kết quả trong kỳ"]
    assert [piece.text for piece in step.changed[0].after if piece.changed] == ["14"]
    assert versions.steps(again, cast.xuan) == []
    page = signed_in("an").get(f"/bao-cao/phieu/{again.uid}/").content.decode()
    assert "<del>12</del>" in page
    assert "<ins>14</ins>" in page
    assert "Thiếu số liệu thôn 3" in page


def test_the_office_is_told_its_own_delay(cast: Any, sent: Report, signed_in: Any) -> None:
    """The count agrees with a plain walk over the days, and with the rows."""
    days, queue = calendar(), queries.review_queue(cast.an, [], [cast.province])
    for after in range(12):
        day = cast.noon.date() + timedelta(days=after)
        lain = working_days_between(cast.noon.date(), day, days) - days.works(cast.noon.date())
        (row,) = versions.waiting(list(queue), day, days, 3)
        assert (row.days, row.over) == (lain, max(0, lain - 3)), day
        assert versions.over(queue, day, days, 3) == (lain > 3), day
    with time_machine.travel(cast.noon + timedelta(days=9)):
        assert "để quá 3 ngày làm việc" in signed_in("an").get("/bao-cao/xem-xet/").content.decode()


def test_many_are_returned_or_proposed_at_once(cast: Any, sent: Report, signed_in: Any) -> None:
    give(cast, "Việc thứ hai", cast.commune)
    part = Assignment.objects.get(order__task="Việc thứ hai")
    other = actions.enter(part, period=sent.period, progress="in_hand", result="x", by=cast.khanh, at=cast.noon)
    actions.submit([other], by=cast.hoa, at=cast.noon)
    both = {"r": [str(sent.uid), str(other.uid)]}
    for who in ("khanh", "hoa", "xuan", "lan", "binh"):
        signed_in(who).post("/bao-cao/xem-xet/tra-lai/", both | {"reason": "Thiếu"})
    for who in ("khanh", "hoa", "xuan", "lan", "phuc"):
        signed_in(who).post("/bao-cao/xem-xet/de-nghi/", both)
    assert not Review.objects.exists()
    assert signed_in("xuan").post("/bao-cao/xem-xet/tra-lai/", both).status_code in (302, 404)
    signed_in("binh").post("/bao-cao/xem-xet/de-nghi/", both)
    assert Review.objects.filter(decides=False, verdict="accept", by=cast.binh).count() == 2
    refused = signed_in("an").post("/bao-cao/xem-xet/tra-lai/", both | {"reason": " "}, follow=True)
    assert "ghi rõ nội dung cần bổ sung" in refused.content.decode()
    assert not Review.objects.filter(decides=True).exists()
    signed_in("an").post("/bao-cao/xem-xet/tra-lai/", both | {"reason": "Thiếu số liệu"})
    assert set(Review.objects.filter(decides=True).values_list("verdict", "reason")) == {("return", "Thiếu số liệu")}
    assert set(Report.objects.values_list("state", flat=True)) == {"returned"}


def test_one_after_another(cast: Any, sent: Report, signed_in: Any) -> None:
    give(cast, "Việc thứ hai", cast.commune)
    part = Assignment.objects.get(order__task="Việc thứ hai")
    other = actions.enter(part, period=sent.period, progress="in_hand", result="x", by=cast.khanh, at=cast.noon)
    actions.submit([other], by=cast.hoa, at=cast.noon + timedelta(minutes=1))
    page = f"/bao-cao/phieu/{sent.uid}/"
    assert f'/bao-cao/phieu/{other.uid}/" data-next' in signed_in("an").get(page).content.decode()
    answer = signed_in("an").post(page, {"verdict": "accept", "act": "decide_next"})
    assert answer["Location"] == f"/bao-cao/phieu/{other.uid}/"


def test_single_keys_are_off_until_one_switches_them_on(cast: Any, signed_in: Any) -> None:
    browser = signed_in("an")
    assert "data-keys" not in browser.get("/bao-cao/xem-xet/").content.decode()
    browser.post("/phim-tat/", {"keys": "1"})
    assert 'data-keys="1"' in browser.get("/bao-cao/xem-xet/").content.decode()
    assert Account.objects.filter(single_keys=True).count() == 1
    browser.post("/phim-tat/", {"keys": "0"})
    assert not Account.objects.get(person=cast.an).single_keys
