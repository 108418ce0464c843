"""Tiêu chí theo kỳ, trở ngại khách quan. / Criteria frozen with the period, measured; obstacles beside lateness, never over it."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.measures import Measure, in_force, of_criterion, parsed, product_in_force
from dondoc.server.assignments.models import Assignment, CriteriaVersion, Obstacle
from dondoc.server.notices.models import Notice
from dondoc.server.reports import actions, measuring, queries, standing
from dondoc.server.reports.models import Period, Report
from dondoc.server.reports.papers import unit_report
from dondoc.server.reports.period_sheet import filled, period_sheet
from dondoc.server.reports.standing_papers import briefing_annex
from dondoc.server.reports.tests.conftest import give, month
from dondoc.server.reports.unit_month import unit_items
from dondoc.sheets.parsing import Rows, xlsx

NEW = ["Có số liệu của từng thôn", "Số hộ được cấp nước | hộ | 120 | 1.150,5"]


def test_a_line_with_bars_is_measured() -> None:
    with translation.override("vi"):
        whole = parsed(NEW[1])
        assert whole == Measure("Số hộ được cấp nước", "hộ", Decimal("120.00"), Decimal("1150.50"))
        assert parsed(whole.line) == whole
        assert whole.said == "Số hộ được cấp nước (hộ): gốc 120, chỉ tiêu 1.150,5"
        assert parsed("Tỷ lệ | % | 95") == Measure("Tỷ lệ", "%", None, Decimal("95.00"))
        assert parsed("Đủ hồ sơ") == Measure("Đủ hồ sơ")
        for wrong in ("a | hộ | nhiều", "a | | 5", "| hộ | 5", "a | hộ | 1 | 2 | 3", "a | hộ | -4", "a | hộ | 9999999999999"):
            with pytest.raises(ValidationError):
                parsed(wrong)


def test_a_change_counts_from_the_next_period_and_both_versions_stay(cast: Any, task: Assignment, period: Period) -> None:
    order, day = task.order, cast.noon.date()
    nxt = month(cast, "2026-12", day + timedelta(days=9))
    assert measuring.next_opening(order.organization, day) == nxt.opens_on
    told = {"lines": NEW, "since": nxt.opens_on, "reason": "Kế hoạch mới"}
    for who in ("binh", "hoa", "khanh", "xuan", "lan"):
        with pytest.raises(PermissionDenied):
            assignments.revise_criteria(order, **told, by=cast.people[who], at=cast.noon)
    for wrong, said in (
        ({"since": day}, "kỳ đã mở"),
        ({"lines": []}, "ít nhất một"),
        ({"reason": " "}, "lý do"),
        ({"lines": NEW[:1]}, "chưa có gì"),
    ):
        with pytest.raises(ValidationError, match=said):
            assignments.revise_criteria(order, **told | wrong, by=cast.an, at=cast.noon)
    assert not CriteriaVersion.objects.exists()
    assignments.revise_criteria(order, **told, by=cast.an, at=cast.noon)
    order.refresh_from_db()
    old, new = (Measure("Có số liệu của từng thôn"),), tuple(parsed(line) for line in NEW)
    assert (in_force(order, period.opens_on), in_force(order, nxt.opens_on)) == (old, new)
    assert tuple(of_criterion(row) for row in order.criteria.all()) == new
    assert [(row.number, row.since) for row in order.criteria_versions.all()] == [(1, None), (2, nxt.opens_on)]
    assert Notice.objects.filter(person=task.head, key="order.criteria").exists()
    report = actions.enter(task, period=period, progress="in_hand", result="x", measures={"0": "yes"}, by=cast.khanh, at=cast.noon)
    assert [(row["text"], row["said"]) for row in report.measures] == [("Có số liệu của từng thôn", "yes")]
    with pytest.raises(IntegrityError), transaction.atomic():
        CriteriaVersion.objects.filter(number=2).update(reason="")


def test_figures_are_kept_with_the_period_and_judged_by_their_target(cast: Any, period: Period, signed_in: Any) -> None:
    give(cast, "Cấp nước", cast.commune)
    part = Assignment.objects.select_related("order").get(order__task="Cấp nước")
    assignments.revise_criteria(
        part.order, lines=NEW, since=cast.noon.date() + timedelta(days=1), reason="Đo được", by=cast.an, at=cast.noon
    )
    CriteriaVersion.objects.filter(number=2).update(since=period.opens_on)  # as if it had been changed a period ago
    browser, base = signed_in("khanh"), f"/bao-cao/{period.key}/{cast.commune.uid}/"
    assert "chỉ tiêu 1.150,5" in browser.get(base).content.decode()
    sent = {"progress": "in_hand", "saves": "0", "result": "Đã cấp", "m0": "no", "m1": "1.135,25"}
    browser.post(base, {f"{part.uid}-{name}": value for name, value in sent.items()})
    report = Report.objects.get()
    assert [row["said"] for row in report.measures] == ["no", "1135.25"]
    assert [answer.met for answer in measuring.answers(report)] == [False, False]
    report = actions.enter(part, period=period, measures={"1": "1150.50"}, by=cast.khanh, at=cast.noon)
    assert [answer.met for answer in measuring.answers(report)] == [None, True]
    with pytest.raises(ValidationError):
        actions.enter(part, period=period, measures={"0": "maybe"}, by=cast.khanh, at=cast.noon)
    actions.submit([report], by=cast.hoa, at=cast.noon)
    page = signed_in("an").get(f"/bao-cao/phieu/{report.uid}/").content.decode()
    assert "1.150,5 / 1.150,5 hộ (gốc 120)" in page


def test_the_page_of_versions(cast: Any, task: Assignment, period: Period, signed_in: Any) -> None:
    address = f"/nhiem-vu/lenh/{task.order.uid}/tieu-chi/"
    for who in ("xuan", "thu", "phuc", "chi"):
        assert signed_in(who).get(address).status_code == 404, who
        assert signed_in(who).post(address, {}).status_code == 404, who
    assert signed_in("hoa").get(address).status_code == 200
    assert signed_in("hoa").post(address, {"criteria": "x", "reason": "y"}).status_code == 403
    assert signed_in("an").post(address, {"criteria": "a | hộ | nhiều", "reason": "y"}).status_code == 422
    signed_in("an").post(address, {"criteria": "\n".join(NEW), "reason": "Kế hoạch mới"})
    page = signed_in("hoa").get(address).content.decode()
    for part in ("Bản 2", "tính từ kỳ mở ngày 01/12/2026", "Kế hoạch mới", "chỉ tiêu 1.150,5", "Bản 1"):
        assert part in page


def test_an_obstacle_stands_beside_lateness(cast: Any, task: Assignment, signed_in: Any) -> None:
    day = cast.noon.date()
    Assignment.objects.filter(pk=task.pk).update(deadline_on=day - timedelta(days=4), state="in_hand")
    before = queries.row(task, day)
    told = {"since": day - timedelta(days=8), "until": day - timedelta(days=6), "reason": "Mưa lũ chia cắt"}
    for who in ("an", "binh", "xuan", "lan", "khanh"):
        with pytest.raises(PermissionDenied):
            assignments.ask_obstacle(task, **told, by=cast.people[who], at=cast.noon)
    for wrong in ({"since": day + timedelta(days=1)}, {"until": day - timedelta(days=9)}, {"until": day + timedelta(days=1)}):
        with pytest.raises(ValidationError, match="đã xảy ra"):
            assignments.ask_obstacle(task, **told | wrong, by=cast.hoa, at=cast.noon)
    asked = assignments.ask_obstacle(task, **told, by=cast.hoa, at=cast.noon)
    with pytest.raises(ValidationError, match="đang chờ"):
        assignments.ask_obstacle(task, **told, by=cast.hoa, at=cast.noon)
    assert "Mưa lũ chia cắt" in signed_in("an").get("/nhiem-vu/de-nghi/").content.decode()
    for who in ("binh", "hoa", "xuan"):
        with pytest.raises((PermissionDenied, ValidationError)):
            assignments.decide_obstacle(asked, agree=True, by=cast.people[who], at=cast.noon)
    signed_in("an").post(f"/nhiem-vu/de-nghi/khach-quan/{asked.uid}/", {"agree": "1"})
    with pytest.raises(NotNow):
        assignments.decide_obstacle(asked, agree=False, words="x", by=cast.an, at=cast.noon)
    after = queries.row(task, day)
    assert (
        (after.status, after.days, after.deadline_on)
        == (before.status, before.days, before.deadline_on)
        == ("late", 4, day - timedelta(days=4))
    )
    assert (before.obstacle, after.obstacle) == (False, True)
    assert queries.outcomes(Assignment.objects.filter(pk=task.pk), day).open_overdue == 1
    card = signed_in("hoa").get(f"/nhiem-vu/viec/{task.uid}/").content.decode()
    assert "số ngày quá hạn không thay đổi" in card
    assert Obstacle.objects.visible_to(cast.xuan).count() == 0
    assert "có trở ngại khách quan" in signed_in("hoa").get("/nhiem-vu/?ds=received").content.decode()


def test_the_product_changes_like_the_criteria(cast: Any, task: Assignment, period: Period, signed_in: Any) -> None:
    order, day = task.order, cast.noon.date()
    told = {"lines": ["Có số liệu của từng thôn"], "since": day + timedelta(days=9), "reason": "Kế hoạch mới"}
    with pytest.raises(ValidationError, match="chưa có gì"):
        assignments.revise_criteria(order, **told, product="Báo cáo", by=cast.an, at=cast.noon)
    with pytest.raises(ValidationError, match="sản phẩm"):
        assignments.revise_criteria(order, **told, product=" ", by=cast.an, at=cast.noon)
    assignments.revise_criteria(order, **told, product="Đề án", by=cast.an, at=cast.noon)
    order.refresh_from_db()
    assert (order.product, product_in_force(order, period.opens_on), product_in_force(order, told["since"])) == (
        "Đề án",
        "Báo cáo",
        "Đề án",
    )
    page = signed_in("khanh").get(f"/bao-cao/{period.key}/{cast.commune.uid}/").content.decode()
    assert "Sản phẩm: Báo cáo" in page  # what has opened keeps what it opened with
    versions = signed_in("hoa").get(f"/nhiem-vu/lenh/{order.uid}/tieu-chi/").content.decode()
    assert versions.index("Sản phẩm: <b>Đề án") < versions.index("Sản phẩm: <b>Báo cáo")


def test_what_is_said_of_criteria_goes_through_the_sheet_and_onto_the_papers(cast: Any, task: Assignment, period: Period) -> None:
    CriteriaVersion.objects.create(order=task.order, number=1, rows=[parsed(line).kept for line in NEW], by=cast.an, at=cast.noon)
    items = unit_items(cast.commune, period, cast.noon.date())
    rows = [list(row) for row in xlsx(period_sheet(items, period, "An Bình")).rows]
    titles = rows[2]
    assert titles[-3:] == ["Tiêu chí", "Tiêu chí 1", "Tiêu chí 2"]
    assert rows[3][titles.index("Tiêu chí")] == "1. Có số liệu của từng thôn\n2. Số hộ được cấp nước (hộ): gốc 120, chỉ tiêu 1.150,5"
    rows[3] += [""] * (len(titles) - len(rows[3]))
    rows[3][-2:] = ["đạt", "1150.5"]
    said = filled(Rows(tuple(tuple(row) for row in rows)), items, plain=True)
    assert said.problems == ()
    assert said.values[str(task.uid)] == {"m0": "yes", "m1": "1.150,5"}
    rows[3][-2:] = ["gần đạt", "1.200"]
    wrong = filled(Rows(tuple(tuple(row) for row in rows)), items, plain=True)
    assert wrong.problems == ("Dòng 4: tiêu chí 1 ghi “đạt” hoặc “chưa đạt”.",)
    assert wrong.values[str(task.uid)] == {"m1": "1.200"}  # typed as text: as it is written here
    report = actions.enter(
        task, period=period, progress="in_hand", result="Đã rà", measures={"0": "yes", "1": "900"}, by=cast.khanh, at=cast.noon
    )
    again = [list(row) for row in xlsx(period_sheet(unit_items(cast.commune, period, cast.noon.date()), period, "An Bình")).rows]
    assert again[3][-2:] == ["Đạt", "900"]
    work = Assignment.objects.filter(order=task.order)
    assert standing.told_criteria(work, cast.an) == ()  # entered and not sent: nobody outside the unit sees it
    actions.submit([report], by=cast.hoa, at=cast.noon)
    told = standing.told_criteria(work, cast.an)
    words = [(one.unit, one.answer.measure.text, one.answer.words) for one in told]
    assert words == [
        (cast.commune.called, "Có số liệu của từng thôn", "đạt"),
        (cast.commune.called, "Số hộ được cấp nước", "900 / 1.150,5 hộ (gốc 120), chưa đạt"),
    ]
    assert standing.told_criteria(work, cast.xuan) == ()
    found = standing.standing(work, cast.an, cast.noon.date())
    paper = docx.Document(io.BytesIO(briefing_annex(found, (), told, office=cast.office, title="đã giao")))
    assert "PHỤ LỤC 2: KẾT QUẢ THEO TIÊU CHÍ" in "\n".join(one.text for one in paper.paragraphs)
    assert [cell.text for cell in paper.tables[-1].rows[2].cells][-1] == words[1][2]
    unit_paper = docx.Document(
        io.BytesIO(unit_report(cast.commune, period, unit_items(cast.commune, period, cast.noon.date()), number="1", on=cast.noon.date()))
    )
    assert "- Số hộ được cấp nước: 900 / 1.150,5 hộ (gốc 120), chưa đạt" in unit_paper.tables[-1].rows[1].cells[-1].text
