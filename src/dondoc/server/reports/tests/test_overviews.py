"""Bảng theo kỳ, lịch, bản in, bộ lọc, diễn biến, thu hồi: đếm tay khớp, người ngoài không thấy. / Overviews equal a hand count; hidden."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import docx
import pytest
from django.test import Client
from django.utils import timezone

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.reports import actions, agenda, gathered, matrix, narrowing, queries
from dondoc.server.reports.models import Report, SavedFilter
from dondoc.server.reports.tests.conftest import give, month

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
STRANGERS = ("xuan", "lan", "phuc", "chi")


def noon_of(day: date) -> datetime:
    return datetime.combine(day, time(12), ZONE)


@pytest.fixture
def months(cast: Any) -> list[Any]:
    """Two periods: one past its day and not locked, one open now. Four pieces of work at two communes, reported differently."""
    today = timezone.localdate(cast.noon)
    made = [month(cast, "2026-10", today - timedelta(days=15), locks_after=40), month(cast, "2026-11", today - timedelta(days=3))]
    for task in ("Việc một", "Việc hai", "Việc ba"):
        give(cast, task, cast.commune, cast.other_commune)
    Assignment.objects.update(issued_at=noon_of(today - timedelta(days=30)))
    one, two, three = Assignment.objects.filter(organization=cast.commune).order_by("pk")
    days = {"in time": today - timedelta(days=8), "late": today - timedelta(days=2)}
    for part, when in ((one, days["in time"]), (two, days["late"])):
        report = actions.enter(part, period=made[0], progress="in_hand", result="Đã làm", by=cast.khanh, at=noon_of(when))
        actions.submit([report], by=cast.hoa, at=noon_of(when))
    back = Report.objects.get(assignment=one)
    actions.decide(back, verdict="return", reason="Thiếu số liệu", by=cast.dung, at=cast.noon)
    assignments.name_doer(three, person=cast.khanh, by=cast.hoa, at=cast.noon)
    three.refresh_from_db()
    assignments.suspend(three, waits_for="money", reason="Chờ kinh phí", by=cast.an, at=cast.noon)
    return made


def naive(person: Any, organization: Any, period: Any, on: date) -> dict[str, int]:
    """The same figures by hand: one piece of work after the other."""
    found = dict.fromkeys((matrix.ON_TIME, matrix.LATE, matrix.RETURNED, matrix.WAITING, matrix.MISSING), 0)
    for part in Assignment.objects.visible_to(person).filter(organization=organization):
        sent = [r for r in Report.objects.filter(assignment=part, period=period).order_by("version") if r.submitted_at]
        if not sent:
            if part.state in ("suspended", "withdrawn", "cancelled", "passed_on") or timezone.localdate(part.issued_at) > period.opens_on:
                continue
            found[matrix.MISSING if on > period.due_on else matrix.WAITING] += 1
        elif sent[-1].state == "returned":
            found[matrix.RETURNED] += 1
        else:
            found[matrix.ON_TIME if timezone.localdate(sent[0].submitted_at) <= period.due_on else matrix.LATE] += 1
    return found


def test_the_matrix_equals_a_count_by_hand_and_opens_what_it_counts(cast: Any, months: list[Any], signed_in: Any) -> None:
    today = timezone.localdate(cast.noon)
    made = matrix.by_unit(queries.the_list(cast.an, "given"), cast.an, today)
    assert [period.key for period in made.periods] == ["2026-11", "2026-10"]
    lines = {line.uid: line for line in made.lines}
    for place in (cast.commune, cast.other_commune):
        for period, cell in zip(made.periods, lines[place.uid].cells, strict=True):
            assert vars(cell) == naive(cast.an, place, period, today)
            opened = signed_in("an").get(f"/nhiem-vu/bang-theo-doi/{period.key}/{place.uid}/?ds=given")
            assert opened.content.decode().count('<div class="tk">') == cell.owed
    first = lines[cast.commune.uid].cells[1]
    assert (first.late, first.returned, first.missing, first.look) == (1, 1, 0, "lacking")
    assert made.total[1].owed == sum(line.cells[1].owed for line in made.lines)
    own = matrix.by_work(queries.the_list(cast.hoa, "received"), cast.hoa, today)
    assert sum(line.cells[1].owed for line in own.lines) == first.owed
    page = signed_in("an").get("/nhiem-vu/bang-theo-doi/?ds=given").content.decode()
    assert "trả lại" in page
    assert "Xã Xa Lạ" not in page
    for who in STRANGERS:
        hidden = signed_in(who).get(f"/nhiem-vu/bang-theo-doi/2026-10/{cast.commune.uid}/?ds=given")
        assert hidden.status_code == 404
        assert "An Bình" not in signed_in(who).get("/nhiem-vu/bang-theo-doi/?ds=given").content.decode()


def test_each_day_of_the_calendar_opens_the_work_it_counts(cast: Any, months: list[Any], signed_in: Any) -> None:
    today = timezone.localdate(cast.noon)
    give(cast, "Việc khác hạn", cast.commune, deadline_on=today + timedelta(days=9))
    work = queries.the_list(cast.an, "given")
    for first in {part.deadline_on.replace(day=1) for part in work if part.deadline_on}:
        for day in agenda.month(work, cast.province, first, today).busy:
            for status, key in (("late", "open_overdue"), ("within", "open_within"), ("done_late", "done_late")):
                wanted = narrowing.Wanted(status=status, since=day.day, until=day.day)
                assert day.counts.get(key, 0) == narrowing.narrowed(work, today, wanted).count()
    browser = signed_in("an")
    deadline = work.filter(deadline_on__isnull=False).first().deadline_on
    page = browser.get(f"/nhiem-vu/lich/?ds=given&thang={deadline:%Y-%m}").content.decode()
    link = re.search(r'href="(/nhiem-vu/\?ds=given&amp;status=within[^"]+)"', page)
    assert link is not None
    listed = browser.get(link[1].replace("&amp;", "&")).content.decode()
    assert "nhiệm vụ khớp" in listed
    assert "status=within" not in signed_in("xuan").get(f"/nhiem-vu/lich/?ds=given&thang={deadline:%Y-%m}").content.decode()


def test_the_figures_above_a_list_open_what_they_count(cast: Any, months: list[Any]) -> None:
    today = timezone.localdate(cast.noon) + timedelta(days=60)
    work = queries.the_list(cast.an, "given")
    cells = queries.outcomes(work, today)
    for status, name in narrowing.OUTCOMES.items():
        assert narrowing.narrowed(work, today, narrowing.Wanted(status=status)).count() == getattr(cells, name), status
    assert cells.suspended == 1


def test_a_filter_is_kept_by_its_owner_alone_and_leads_nowhere_else(cast: Any, signed_in: Any) -> None:
    browser: Client = signed_in("binh")
    kept = browser.post("/nhiem-vu/bo-loc/", {"name": "Quá hạn", "query": "ds=given&status=late&next=//xau.example&trang=4"})
    assert kept.url == "/nhiem-vu/?ds=given&status=late"
    assert "Quá hạn</a>" in browser.get("/nhiem-vu/?ds=given").content.decode()
    row = SavedFilter.objects.get()
    assert row.name not in signed_in("dung").get("/nhiem-vu/").content.decode().split("<form")[0]
    assert signed_in("dung").post(f"/nhiem-vu/bo-loc/{row.uid}/bo/").status_code == 404
    assert browser.post("/nhiem-vu/bo-loc/", {"name": "Quá hạn", "query": "ds=mine"}).status_code == 302  # the same name replaces
    assert SavedFilter.objects.get().query == "ds=mine"
    browser.post(f"/nhiem-vu/bo-loc/{row.uid}/bo/")
    assert not SavedFilter.objects.exists()


def test_the_history_tells_both_days_of_an_extension(cast: Any, task: Assignment, signed_in: Any) -> None:
    assignments.name_doer(task, person=cast.khanh, by=cast.hoa, at=cast.noon)
    task.refresh_from_db()
    before = task.deadline_on
    after = before + timedelta(days=14)
    asked = assignments.ask_extension(task, until=after, reason="Mưa lũ", so_far="Xong một nửa", by=cast.hoa, at=cast.noon)
    assignments.decide_extension(asked, agree=True, by=cast.an, at=cast.noon)
    task.refresh_from_db()
    page = signed_in("hoa").get(f"/nhiem-vu/viec/{task.uid}/dien-bien/").content.decode()
    for told in ("Đồng ý gia hạn", "Mưa lũ", "Đặng Thị Hoa", "Trần Văn An", f"{before:%d/%m/%Y}", f"{task.deadline_on:%d/%m/%Y}"):
        assert told in page, told
    sheet = signed_in("hoa").get(f"/nhiem-vu/ban-in/{cast.commune.uid}/").content.decode()
    assert f"hạn cũ {before:%d/%m/%Y}" in " ".join(sheet.split())
    for address in (f"viec/{task.uid}/dien-bien/", f"ban-in/{cast.commune.uid}/", f"lenh/{task.order.uid}/thu-hoi/"):
        assert {signed_in(who).get(f"/nhiem-vu/{address}").status_code for who in ("xuan", "phuc", "chi")} == {404}


def test_withdrawing_shows_who_has_reported(cast: Any, sent: Report, signed_in: Any) -> None:
    page = signed_in("an").get(f"/nhiem-vu/lenh/{sent.assignment.order.uid}/thu-hoi/").content.decode()
    assert "Thu hồi nhiệm vụ này ở 2 đơn vị" in page
    assert "1 đơn vị đã báo cáo, kết quả vẫn được lưu." in page


def by_hand(person: Any, on: date) -> dict[str, list[int]]:
    """The four cells of each unit by a plain walk, without the application's queries."""
    found: dict[str, list[int]] = {}
    for part in Assignment.objects.visible_to(person):
        if part.state in ("suspended", "withdrawn", "cancelled", "passed_on"):
            continue
        cells = found.setdefault(part.organization.name, [0, 0, 0, 0])
        if part.state == "accepted":
            cells[0 if part.deadline_on is None or part.done_on <= part.deadline_on else 1] += 1
            continue
        sent = [r for r in part.reports.all() if r.progress == "done" and r.state == "submitted"]
        judged = timezone.localdate(max(r.submitted_at for r in sent)) if sent else on
        cells[3 if part.deadline_on and part.deadline_on < judged else 2] += 1
    return found


def test_the_annex_for_a_briefing_equals_a_count_by_hand(cast: Any, months: list[Any], signed_in: Any) -> None:
    today = timezone.localdate(cast.noon)
    give(cast, "Việc quá hạn lâu", cast.other_commune, cast.cell)
    Assignment.objects.filter(order__task="Việc quá hạn lâu").update(deadline_on=today - timedelta(days=12))
    late_done = Assignment.objects.get(organization=cast.cell)
    done = actions.enter(late_done, period=months[1], progress="done", result="Đã xong", by=cast.thu, at=cast.noon)
    actions.submit([done], by=cast.thu, at=cast.noon)
    actions.decide(done, verdict="accept", completes=True, reason="", by=cast.an, at=cast.noon)
    answer = signed_in("an").get("/nhiem-vu/ket-qua/phu-luc-giao-ban.docx?ds=given")
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(io.BytesIO(answer.content)).tables]
    table = next(rows for rows in tables if rows[0][-1] == "Chưa hoàn thành, quá hạn")
    hand = by_hand(cast.an, today)
    assert {row[1]: [int(cell) for cell in row[3:]] for row in table[1:-1] if sum(map(int, row[3:]))} == hand
    sums = [sum(cells[place] for cells in hand.values()) for place in range(4)]
    assert [int(cell) for cell in table[-1][2:]] == [sum(sums), *sums]
    assert sums[1] == 1
    assert sums[3] == 1
    late = next(rows for rows in tables if rows[0][-1] == "Số ngày quá hạn")
    assert [(row[1], row[2], row[5]) for row in late[1:]] == [("Đảng ủy xã Bình Minh", "Việc quá hạn lâu", "12")]
    page = signed_in("an").get("/nhiem-vu/ket-qua/?ds=given").content.decode()
    for link, figure in re.findall(r'<a href="(/nhiem-vu/\?ds=given&amp;status=[^"]+)">(\d+)</a>', page):
        assert f"{figure} nhiệm vụ khớp." in signed_in("an").get(link.replace("&amp;", "&")).content.decode()
    assert signed_in("xuan").get("/nhiem-vu/ket-qua/phu-luc-giao-ban.docx?ds=given").status_code == 404
    assert "An Bình" not in signed_in("lan").get("/nhiem-vu/ket-qua/?ds=given").content.decode()


def test_one_order_at_many_bodies_is_one_line_whose_figures_open_what_they_count(cast: Any, months: list[Any], signed_in: Any) -> None:
    today = timezone.localdate(cast.noon)
    work = queries.the_list(cast.an, "given")
    lines = list(gathered.orders(work))
    assert sum(line["units"] for line in lines) == work.count()
    assert len(lines) == work.values("order").distinct().count() < work.count()
    over = [line["over"] for line in lines]
    assert over == sorted(over)
    first = [line["first_open"] for line in lines if line["first_open"]]
    assert first == sorted(first)
    for line in gathered.gathered(work, lines, cast.an, today):
        here = work.filter(order=line.order)
        assert (line.units == 1) == (line.only is not None)
        assert line.outcomes == queries.outcomes(here, today)
        assert line.soon == narrowing.narrowed(here, today, narrowing.Wanted(status="soon")).count()
        assert line.soon + line.within == line.outcomes.open_within
    browser = signed_in("an")
    page = browser.get("/nhiem-vu/?ds=given").content.decode()
    shared = next(line for line in lines if line["units"] > 1)
    uid = Order.objects.get(pk=shared["order"]).uid
    assert f"?gom=khong&amp;ds=given&amp;lenh={uid}" in page
    assert len(re.findall(r'href="/nhiem-vu/viec/', browser.get(f"/nhiem-vu/?ds=given&lenh={uid}").content.decode())) == shared["units"]
    for who in STRANGERS:
        assert str(uid) not in signed_in(who).get("/nhiem-vu/?ds=given&gom=co").content.decode()
        assert "/nhiem-vu/viec/" not in signed_in(who).get(f"/nhiem-vu/?ds=given&lenh={uid}").content.decode()
