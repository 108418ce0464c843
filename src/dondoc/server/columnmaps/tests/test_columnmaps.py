"""Bảng nối cột: xuất ra rồi nhập lại. / Column maps: what leaves comes back the same, and what changed is an act with who and when."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dondoc.server.assignments.models import Assignment, Extension, Order
from dondoc.server.columnmaps import actions, papers, queries
from dondoc.server.columnmaps.fields import CODES, FIELDS
from dondoc.server.columnmaps.guessing import guessed
from dondoc.server.columnmaps.models import ColumnMap, ExternalRef, MapVersion, TableImport
from dondoc.server.journal.models import Entry
from dondoc.server.reports import actions as reports
from dondoc.server.reports.models import Report
from dondoc.server.reports.tests.conftest import give, month
from dondoc.sheets.parsing import xlsx
from dondoc.sheets.writing import Sheet, workbook

HOSTILE = "=1+1\r\n\t'@SUM(A1)  \n_x000D_ _x0041_ \u00a0e\u0302\u0323 🙂 <b>&amp; \x07"
THEIRS = {"progress": {"in_hand": "01", "done": "02"}, "outcome": {"open_within": "TH", "open_overdue": "QH"}}
Table = list[list[str]]


def set_map(cast: Any, place: Any, by: str, *fields: str, system: str = "Hệ thống của Trung ương", **more: Any) -> MapVersion:
    columns = [{"field": key, "title": f"Cột {FIELDS[key].title}", "takes": FIELDS[key].takes} for key in fields or FIELDS]
    told = {"columns": columns, "codes": THEIRS, "days": "iso"} | more
    return actions.set_map(place, system=system, by=cast.fresh(by), at=cast.noon, **told)


def exported(version: MapVersion, cast: Any, who: str) -> Table:
    """What this person's export holds once it is opened again, titles first."""
    person, day = cast.fresh(who), cast.noon.date()
    work = Assignment.objects.visible_to(person).order_by("pk")
    data, _rows = papers.table(version, queries.lines(work, version.column_map, person, day))
    return [list(row) for row in xlsx(data).rows]


def held(version: MapVersion, table: Table, cast: Any, who: str) -> TableImport:
    return actions.hold(version, name="bang.xlsx", file_hash="0" * 64, rows=table, by=cast.fresh(who), at=cast.noon)


def put(table: Table, row: int, field: str, text: str) -> Table:
    """A copy with one cell changed."""
    made = [list(one) for one in table]
    place = made[0].index(f"Cột {FIELDS[field].title}")
    made[row] += [""] * (place + 1 - len(made[row]))
    made[row][place] = text
    return made


@pytest.fixture
def work(cast: Any) -> list[Assignment]:
    """Two pieces of work of An Bình, one reported on in hostile words, and one of Bình Minh."""
    period = month(cast, "2026-11", cast.noon.date() - timedelta(days=3))
    give(cast, f"Rà soát {HOSTILE}", cast.commune, cast.other_commune)
    give(cast, "Báo cáo số liệu", cast.commune)
    parts = list(Assignment.objects.order_by("pk"))
    reports.enter(
        parts[0], period=period, progress="in_hand", percent=40, quantity="1250.5", result=HOSTILE, by=cast.fresh("khanh"), at=cast.noon
    )
    return parts


def test_what_leaves_comes_back_without_a_difference(cast: Any, work: list[Assignment]) -> None:
    """Every field, each way of writing days, in words that spreadsheets and XML take badly, of both sides."""
    for days in ("cell", "dmy", "iso", "dashes", "dots"):
        for place, by, count in ((cast.commune, "khanh", 2), (cast.province, "binh", 3)):
            version = set_map(cast, place, by, days=days)
            table = exported(version, cast, by)
            assert len(table) == count + 1
            assert held(version, table, cast, by).found == {"unchanged": count, "changes": [], "faults": [], "notes": []}, (days, by)
    row = dict(zip(table[0], table[1], strict=False))
    assert row["Cột Tình trạng"] == ""  # entered and not sent: the office does not see it yet


def test_a_changed_cell_is_an_act_of_who_brought_it(cast: Any, work: list[Assignment]) -> None:
    version = set_map(cast, cast.commune, "khanh")
    table = exported(version, cast, "khanh")
    changed = put(put(put(table, 1, "progress", "02"), 2, "external_ref", "TW-77"), 2, "percent", "15%")
    brought = held(version, changed, cast, "khanh")
    told = [(one["row"], [(cell["field"], cell["old"], cell["new"]) for cell in one["cells"]]) for one in brought.found["changes"]]
    assert told == [
        (2, [("progress", "Đang thực hiện", "Hoàn thành")]),
        (3, [("external_ref", "–", "TW-77"), ("percent", "–", "15")]),
    ]
    assert brought.found["faults"] == []
    before = Entry.objects.count()
    assert not ExternalRef.objects.exists()  # tried and undone
    carried = actions.carry(brought, by=cast.fresh("khanh"), at=cast.noon)
    assert carried.state == "carried"
    assert carried.rows == ""
    acts = list(Entry.objects.order_by("seq").values_list("action", flat=True))[before:]
    assert [act for act in acts if act.startswith(("report", "external", "column"))] == [
        "report.enter", "external_ref.set", "report.enter", "column_map.import",
    ]  # fmt: skip
    first = Report.objects.get(assignment=work[0])
    assert (first.progress, first.percent, str(first.quantity), first.state) == ("done", 40, "1250.50", "entered")
    assert Report.objects.get(assignment=work[2]).percent == 15
    again = held(version, exported(version, cast, "khanh"), cast, "khanh")
    assert again.found["changes"] == again.found["faults"] == []
    by_ref = [[cell for place, cell in enumerate(row) if place] for row in exported(version, cast, "khanh")]  # our code left out
    assert [fault["row"] for fault in held(version, by_ref, cast, "khanh").found["faults"]] == [2]  # one has no code there


def test_a_deadline_moves_only_by_asking(cast: Any, work: list[Assignment]) -> None:
    deadline = work[2].deadline_on
    assert deadline is not None
    later = (deadline + timedelta(days=10)).isoformat()
    fixed = [{"field": key, "title": f"Cột {FIELDS[key].title}", "takes": False} for key in ("code", "deadline")]
    version = set_map(cast, cast.commune, "khanh", columns=fixed)
    table = put(exported(version, cast, "khanh"), 2, "deadline", later)
    (fault,) = held(version, table, cast, "khanh").found["faults"]
    assert "chỉ đổi bằng gia hạn" in fault["reason"]
    version = set_map(cast, cast.commune, "khanh")
    table = put(exported(version, cast, "khanh"), 2, "deadline", later)
    # the officer may not ask, and without a reason nobody may
    (fault,) = held(version, table, cast, "khanh").found["faults"]
    assert "chưa được giao quyền" in fault["reason"]
    assert "lý do" in held(version, table, cast, "hoa").found["faults"][0]["reason"]
    brought = held(version, put(table, 2, "extension_reason", "Chờ số liệu của thôn"), cast, "hoa")
    actions.carry(brought, by=cast.fresh("hoa"), at=cast.noon)
    asked = Extension.objects.get()
    assert (asked.state, asked.reason, asked.asked_by) == ("asked", "Chờ số liệu của thôn", cast.hoa)
    assert Assignment.objects.get(pk=work[2].pk).deadline_on == deadline


def test_nothing_is_done_by_halves(cast: Any, work: list[Assignment]) -> None:
    version = set_map(cast, cast.commune, "khanh")
    table = put(put(exported(version, cast, "khanh"), 1, "percent", "50"), 2, "percent", "130")
    brought = held(version, table, cast, "khanh")
    (fault,) = brought.found["faults"]
    assert (fault["row"], fault["column"]) == (3, "Cột Tỷ lệ")
    with pytest.raises(ValidationError, match="chưa nhập dòng nào"):
        actions.carry(brought, by=cast.fresh("khanh"), at=cast.noon)
    # right when it was held, no more when it is carried: the second row's report was sent meanwhile, so the first stays too
    brought = held(version, put(put(table, 2, "percent", "60"), 2, "progress", "01"), cast, "khanh")
    assert brought.found["faults"] == []
    sent = reports.enter(work[2], period=Report.objects.get().period, progress="nothing", by=cast.fresh("khanh"), at=cast.noon)
    reports.submit([sent], by=cast.fresh("hoa"), at=cast.noon)
    with pytest.raises(ValidationError, match="Dòng 3"):
        actions.carry(brought, by=cast.fresh("khanh"), at=cast.noon)
    assert Report.objects.get(assignment=work[0]).percent == 40


def test_a_row_one_may_not_see_is_like_one_that_is_not_there(cast: Any, work: list[Assignment]) -> None:
    version = set_map(cast, cast.commune, "khanh")
    hidden, made_up = str(work[1].uid), "00000000-0000-4000-8000-000000000000"
    ours = exported(version, cast, "khanh")
    found = [held(version, put(ours, 1, "code", code), cast, "khanh").found for code in (hidden, made_up, "không phải mã")]
    assert found[0] == found[1] == found[2]
    assert found[0]["faults"][0]["reason"] == "Không tìm thấy nhiệm vụ có mã này."
    # nor by the other system's code, which their own map holds
    actions.set_ref(work[1], column_map=set_map(cast, cast.province, "binh").column_map, code="B-1", by=cast.fresh("binh"), at=cast.noon)
    short = [["Cột Mã ngoài", "Cột Tỷ lệ"], ["B-1", "10"]]
    assert held(version, short, cast, "khanh").found["faults"] == found[0]["faults"]


def test_rows_that_cannot_be_told_apart_are_said_by_their_number(cast: Any, work: list[Assignment]) -> None:
    version = set_map(cast, cast.commune, "khanh")
    table = exported(version, cast, "khanh")
    table = [*put(put(table, 1, "task", "Việc khác"), 1, "unit", "Đơn vị khác"), list(table[1]), [""] * 3 + ["lạ"]]
    table[0].append("Ghi chú")
    found = held(version, table, cast, "khanh").found
    assert [(one["row"], one["reason"]) for one in found["faults"]] == [
        (4, "Cùng nhiệm vụ với dòng 2."),
        (5, "Dòng không có mã nào để biết là nhiệm vụ nào."),
    ]
    assert [(one["row"], one["column"]) for one in found["notes"]] == [
        (1, "Ghi chú"), (2, "Cột Nội dung nhiệm vụ"), (2, "Cột Đơn vị thực hiện"),
    ]  # fmt: skip
    assert held(version, [["STT", "Tên"], ["1", "2"]], cast, "khanh").found["faults"][0]["row"] == 1


def test_work_of_the_other_system_comes_in_once(cast: Any, work: list[Assignment]) -> None:
    version = set_map(cast, cast.province, "binh", "external_ref", "task", "deadline", adds=True)
    day = (cast.noon.date() + timedelta(days=40)).isoformat()
    rows = [["Cột Mã ngoài", "Cột Nội dung nhiệm vụ", "Cột Thời hạn"], ["TW-1", "Việc của Trung ương", day], ["TW-1", "Hai lần", day]]
    brought = held(version, rows, cast, "binh")
    actions.carry(brought, by=cast.fresh("binh"), at=cast.noon)
    order = Order.objects.get(external_ref="Hệ thống của Trung ương:TW-1")
    assert (order.task, order.source, order.state, order.deadline_on and order.deadline_on.isoformat()) == (
        "Việc của Trung ương", "above", "drafted", day,
    )  # fmt: skip
    assert held(version, rows, cast, "binh").found["changes"] == []
    without = set_map(cast, cast.province, "binh", "external_ref", "task", system="Khác")
    assert held(without, [["Cột Mã ngoài", "Cột Nội dung nhiệm vụ"], ["TW-9", "x"]], cast, "binh").found["faults"]


def test_a_map_is_kept_in_versions_and_whole(cast: Any) -> None:
    first = set_map(cast, cast.province, "binh", "code", "task")
    assert set_map(cast, cast.province, "binh", "code", "task") == first
    second = set_map(cast, cast.province, "binh", "code", "task", "unit")
    assert (first.number, second.number, ColumnMap.objects.count()) == (1, 2, 1)
    two = [{"field": "code", "title": "Mã", "takes": True}, {"field": "task", "title": "MÃ", "takes": False}]
    for wrong in ({"columns": []}, {"columns": two}, {"codes": {"progress": {"done": "1", "in_hand": "1"}}}, {"system": " "},
                  {"codes": {"progress": {"done": str(CODES["progress"]["in_hand"])}}}):  # fmt: skip
        with pytest.raises(ValidationError):
            set_map(cast, cast.province, "binh", **({"system": "Mới"} | wrong))
    assert not MapVersion.objects.get(pk=first.pk).columns[0]["takes"]  # our own code never comes back as another


@pytest.mark.parametrize("who", ["lan", "xuan", "thu", "oanh"])
def test_a_stranger_finds_no_map_and_changes_nothing(cast: Any, work: list[Assignment], signed_in: Any, who: str) -> None:
    version, browser = set_map(cast, cast.commune, "khanh"), signed_in(who)
    table = held(version, exported(version, cast, "khanh"), cast, "khanh")
    for name, uid in (("map", version.column_map.uid), ("edit", version.column_map.uid), ("table", table.uid)):
        assert browser.get(reverse(f"columnmaps:{name}", args=[uid])).status_code == 404
    assert browser.post(reverse("columnmaps:export", args=[version.column_map.uid])).status_code == 404
    person = cast.fresh(who)
    with pytest.raises(PermissionDenied):
        actions.hold(version, name="a", file_hash="", rows=[], by=person, at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.carry(table, by=person, at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.set_ref(work[1], column_map=version.column_map, code="1", by=cast.fresh("khanh"), at=cast.noon)  # not seen


def test_titles_of_another_system_are_recognised() -> None:
    titles = ["STT", "Mã nhiệm vụ", "Tên nhiệm vụ", "Đơn vị chủ trì", "Số, ký hiệu văn bản", "Hạn hoàn thành", "Trạng thái", "Tiến độ (%)",
              "Kết quả thực hiện", "Khó khăn, vướng mắc"]  # fmt: skip
    assert guessed(titles) == {
        "external_ref": "Mã nhiệm vụ", "task": "Tên nhiệm vụ", "unit": "Đơn vị chủ trì", "document": "Số, ký hiệu văn bản",
        "deadline": "Hạn hoàn thành", "progress": "Trạng thái", "percent": "Tiến độ (%)", "result": "Kết quả thực hiện",
        "difficulties": "Khó khăn, vướng mắc",
    }  # fmt: skip


def file(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("bang.xlsx", data)


def test_the_pages_lead_a_table_out_and_back(cast: Any, work: list[Assignment], signed_in: Any) -> None:
    browser, new = signed_in("khanh"), reverse("columnmaps:new")
    sample = workbook([Sheet("Mẫu", ["Mã nhiệm vụ", "Tên nhiệm vụ", "Tình trạng", "Ghi chú riêng"], [])])
    proposed = browser.post(new, {"look": "1", "system": "Trục của tỉnh", "days": "cell", "sample": file(sample)}).content.decode()
    assert "Nhận ra 3 cột" in proposed
    assert "Ghi chú riêng" in proposed
    assert 'value="Trục của tỉnh"' in proposed
    form = {"system": "Trục của tỉnh", "organization": cast.commune.pk, "days": "cell", "title_code": "Mã nhiệm vụ", "place_code": "1"}
    form |= {"title_percent": "Tiến độ", "takes_percent": "on", "place_percent": "2", "code_progress_done": "X"}
    assert browser.post(new, {**form, "title_code": ""}).status_code == 422
    page = browser.post(new, form).url
    assert page == reverse("columnmaps:map", args=[ColumnMap.objects.get().uid])
    assert "Trục của tỉnh" in browser.get(reverse("columnmaps:maps")).content.decode()
    listed = browser.get("/nhiem-vu/?status=open").content.decode()
    assert f'formaction="{page}xuat/"' in listed
    assert "csrfmiddlewaretoken" in listed.split("Xuất danh mục này")[1].split("</form>")[0]  # a panel with a form of its own
    answer = browser.post(f"{page}xuat/", {"query": "status=open&q=số liệu"})
    assert answer["Content-Type"].endswith("sheet")
    assert len(xlsx(answer.content).rows) == 2
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert (entry.action, json.loads(entry.content.payload)["rows"]) == ("column_map.export", 1)
    table = browser.post(page, {"file": file(answer.content)}).url
    assert "Bảng giống hệ thống" in browser.get(table).content.decode()
    changed = workbook([Sheet("x", ["Mã nhiệm vụ", "Tiến độ"], [[str(work[2].uid), 35]])])
    table = browser.post(page, {"file": file(changed)}).url
    shown = browser.get(table).content.decode()
    assert "1 nhiệm vụ có ô thay đổi" in shown
    assert browser.post(table, {"act": "carry"}).status_code == 302
    assert Report.objects.get(assignment=work[2]).percent == 35
    assert browser.post(table, {"act": "carry"}).status_code == 422
    assert browser.post(page, {"file": file(b"not a sheet")}).status_code == 422
    again = browser.post(page, {"file": file(io.BytesIO(changed).getvalue())}).url
    assert browser.post(again, {"act": "drop"}).status_code == 302
    assert browser.get(page.rstrip("/") + "/sua/").status_code == 200
