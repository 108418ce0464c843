"""Bảng tính: đi một vòng không đổi gì, sai thì không nhập dòng nào. / Sheets: the round trip, faults, all or nothing."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dondoc.server.journal import queries as journal
from dondoc.server.organizations import access, actions
from dondoc.server.organizations.import_rows import PEOPLE, PLACES, Checked
from dondoc.server.organizations.importing import check
from dondoc.server.organizations.models import ImportBatch, Organization, Person, Placement, Term
from dondoc.server.organizations.papers import organizations_sheet
from dondoc.sheets.parsing import book

Sheets = dict[str, list[list[str]]]


@pytest.fixture
def sheets(cast: Any) -> Sheets:
    """The branch of Đông Lĩnh as its own export, read back."""
    return {name: [list(row) for row in rows] for name, rows in book(organizations_sheet(actions.standing(cast.province))).sheets.items()}


def checked(cast: Any, sheets: Sheets) -> Checked:
    return check(sheets, actions.standing(cast.province), on=cast.noon.date())


def carry(cast: Any, sheets: Sheets) -> ImportBatch:
    batch = actions.hold_import(cast.province, name="a.xlsx", file_hash="0" * 64, sheets=sheets, by=cast.phuc, at=cast.noon)
    return actions.carry_import(batch, basis="Danh sách số 5", by=cast.fresh("phuc"), at=cast.noon)


def place_row(name: str, parent: str, **more: str) -> list[str]:
    said = {"short": "", "symbol": "", "code": "", "line": "Đảng", "kind": "Chi bộ", "level": "Chi bộ", "category": "Khác", "founded": ""}
    said |= more
    head = ["", name, said["short"], said["symbol"], said["code"], parent]
    return [*head, said["line"], said["kind"], said["level"], said["category"], "1", said["founded"]]


def person_row(
    name: str, place: str, title: str, since: str = "01/07/2026", until: str = "", *, marks: tuple[str, str, str] = ("", "", "")
) -> list[str]:
    return ["", "", name, place, title, *marks, since, until]


def test_what_leaves_comes_back_unchanged(cast: Any, sheets: Sheets) -> None:
    found = checked(cast, sheets)
    assert (found.faults, found.changes, found.founded, found.seated) == ([], [], [], [])
    assert found.unchanged == len(sheets[PLACES]) + len(sheets[PEOPLE]) - 2
    assert found.unchanged == 18


def test_new_bodies_and_people_go_in_whole_with_one_entry(cast: Any, sheets: Sheets) -> None:
    sheets[PLACES] += [
        place_row("Chi bộ thôn Hai", "Đảng ủy xã Mới"),
        place_row("Đảng ủy xã Mới", "Tỉnh ủy Đông Lĩnh", kind="Cấp ủy", level="Trên trực tiếp cơ sở", category="Xã", code="000.00.07.H05"),
    ]
    sheets[PEOPLE] += [
        person_row("Lý Văn Mới", "Đảng ủy xã Mới", "Bí thư Đảng ủy xã", marks=("x", "", "")),
        person_row("Lý Văn Mới", "Chi bộ thôn Hai", "Bí thư chi bộ", marks=("x", "", "x")),
        person_row("Tô Thị Một", "Chi bộ thôn Hai", "Đảng viên"),
        person_row("Tô Thị Hai", "Chi bộ thôn Hai", "Đảng viên"),
    ]
    size = journal.head()[0]
    batch = carry(cast, sheets)
    assert journal.head()[0] == size + 2  # held, carried
    new = Organization.objects.get(name="Đảng ủy xã Mới")
    cell = Organization.objects.get(name="Chi bộ thôn Hai")
    assert (new.code, cell.path) == ("H05.07", f"{new.path}{cell.pk}/")
    assert Placement.objects.get(organization=cell).parent == new
    head = Person.objects.get(full_name="Lý Văn Mới")
    assert {term.post.title for term in head.terms.all()} == {"Bí thư Đảng ủy xã", "Bí thư chi bộ"}
    members = Term.objects.filter(post__title="Đảng viên", post__organization=cell)
    assert members.count() == 2
    assert members.values("post").distinct().count() == 1
    assert batch.rows == ""
    assert {row["name"] for row in json.loads(batch.changes)["founded"]} == {"Đảng ủy xã Mới", "Chi bộ thôn Hai"}


def test_faults_name_the_row_the_reason_and_the_way_out(cast: Any, sheets: Sheets) -> None:
    rows = len(sheets[PLACES])
    codes = {row[1]: at for at, row in enumerate(sheets[PLACES])}
    sheets[PLACES][codes["Chi bộ thôn Một"]][5] = "Đảng ủy xã Bình Minh"
    sheets[PLACES] += [
        place_row("Vòng A", "Vòng B"),
        place_row("Vòng B", "Vòng A"),
        place_row("Ban X", "Không có"),
        place_row("Ban Y", "Tỉnh ủy Đông Lĩnh", kind="Thứ lạ"),
        place_row("Ban Z", "Tỉnh ủy Đông Lĩnh", founded="01/01/2019"),
        place_row("Ban Một", "Tỉnh ủy Đông Lĩnh", code="H05.9A"),
        place_row("Ban Hai", "Tỉnh ủy Đông Lĩnh", code="H05.9A"),
    ]
    sheets[PEOPLE] += [
        person_row("Lý A", "Đảng ủy xã An Bình", "Bí thư Đảng ủy xã", marks=("x", "", "")),
        person_row("Lý B", "Chi bộ thôn Một", "Đảng viên", "02/07/2026", "01/07/2026"),
        person_row("", "Chi bộ thôn Một", "Đảng viên"),
    ]
    found = checked(cast, sheets)
    told = {(fault.sheet, fault.row): fault.reason for fault in found.faults}
    assert "Chuyển cơ quan cấp trên là việc sắp xếp" in told[PLACES, codes["Chi bộ thôn Một"] + 1]
    for offset, words in enumerate(
        ("thành vòng", "thành vòng", "Không tìm thấy", "không có trong danh mục", "trước cơ quan cấp trên"), start=1
    ):
        assert words in told[PLACES, rows + offset], words
    assert "đã dùng cho Ban Một" in told[PLACES, rows + 7]
    people = [fault.reason for fault in found.faults if fault.sheet == PEOPLE]
    assert any("do Đặng Thị Hoa giữ từ 01/01/2020" in reason for reason in people)
    assert any("Đến ngày trước từ ngày" in reason for reason in people)
    assert any("Thiếu nội dung" in reason for reason in people)
    before = Organization.objects.count()
    with pytest.raises(ValidationError, match="chưa nhập dòng nào"):
        carry(cast, sheets)
    assert Organization.objects.count() == before


def test_a_code_of_a_namesake_and_a_code_of_before_are_used_already(cast: Any, sheets: Sheets) -> None:
    day = cast.noon.date()
    told: dict[str, Any] = {"source": "Công văn 3", "by": cast.founder, "at": cast.noon}
    actions.give_code(cast.commune, code="A05.12.07", since=day - timedelta(days=9), **told)
    actions.give_code(cast.commune, code="A05.12.08", since=day - timedelta(days=2), **told)
    rows = len(sheets[PLACES])
    sheets[PLACES] += [
        place_row("Đảng ủy xã An Bình", "Tỉnh ủy Đông Lĩnh", code="A05.12.08"),
        place_row("Chi bộ Chợ", "Tỉnh ủy Đông Lĩnh", code="A05.12.30"),
        place_row("Chi bộ Chợ", "Đảng ủy xã Bình Minh", code="A05.12.30"),
        place_row("Ban Ba", "Tỉnh ủy Đông Lĩnh", code="A05.12.07"),
    ]
    faults = [(fault.row - rows, fault.reason) for fault in checked(cast, sheets).faults if fault.column == "Mã định danh"]
    assert [row for row, _reason in faults] == [1, 3, 4]
    assert {reason for _row, reason in faults} == {
        "Mã A05.12.08 đã dùng cho Đảng ủy xã An Bình. Mỗi mã chỉ dùng cho một cơ quan.",
        "Mã A05.12.30 đã dùng cho Chi bộ Chợ. Mỗi mã chỉ dùng cho một cơ quan.",
        "Mã A05.12.07 đã dùng cho Đảng ủy xã An Bình. Mỗi mã chỉ dùng cho một cơ quan.",
    }


def test_ten_thousand_wrong_rows_are_a_few_kinds_of_mistake(cast: Any, sheets: Sheets, signed_in: Any) -> None:
    sheets[PLACES] += [place_row(f"Ban {n}", "Không có") for n in range(10_000)]
    batch = actions.hold_import(cast.province, name="a.xlsx", file_hash="0" * 64, sheets=sheets, by=cast.phuc, at=cast.noon)
    page = signed_in("phuc").get(reverse("organizations:held", args=[batch.uid])).content.decode()
    assert "10000 chỗ sai, chưa nhập dòng nào" in page.replace(".000", "000")
    assert "Cơ quan 15" in page
    assert len(page) < 60_000
    assert signed_in("an").get(reverse("organizations:held", args=[batch.uid])).status_code == 404


def test_the_pages_lead_a_file_through(cast: Any, sheets: Sheets, signed_in: Any) -> None:
    browser, page = signed_in("phuc"), reverse("organizations:sheets", args=[cast.commune.uid])
    for who in ("an", "hoa", "xuan"):
        assert signed_in(who).get(page).status_code == 404
        assert signed_in(who).post(reverse("organizations:export", args=[cast.commune.uid]), {"reason": "x"}).status_code == 404
    data = browser.post(reverse("organizations:export", args=[cast.commune.uid]), {"reason": "Rà soát danh sách"}).content
    opened = openpyxl.load_workbook(io.BytesIO(data))
    sheet = opened[PLACES]
    assert sheet.column_dimensions["A"].hidden
    assert {next(iter(rule.sqref.ranges)).min_col for rule in sheet.data_validations.dataValidation} == {6, 7, 8, 9, 10}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == "Chi bộ thôn Một")
    row[2].value = "Thôn Một"
    out = io.BytesIO()
    opened.save(out)
    answer = browser.post(page, {"file": SimpleUploadedFile("a.xlsx", out.getvalue())})
    assert "1 ô thay đổi" in browser.get(answer.url).content.decode()
    assert browser.post(answer.url, {"basis": "Danh sách số 5", "act": "carry"}).status_code == 302
    assert Organization.objects.get(pk=cast.cell.pk).short_name == "Thôn Một"
    refused = browser.post(page, {"file": SimpleUploadedFile("a.xlsx", b"PK nothing")})
    assert refused.status_code == 422


@pytest.mark.endurance
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice: apt-get install libreoffice-calc")
def test_through_libreoffice_three_cells_are_three_changes(cast: Any, tmp_path: Path) -> None:
    given = tmp_path / "a.xlsx"
    given.write_bytes(organizations_sheet(actions.standing(cast.province)))
    opened = openpyxl.load_workbook(given)
    cells = {row[1].value: row for row in opened[PLACES].iter_rows(min_row=2)}
    people = {row[2].value: row for row in opened[PEOPLE].iter_rows(min_row=2)}
    cells["Chi bộ thôn Một"][2].value = "Thôn Một"
    cells["Đảng ủy xã An Bình"][4].value = "H05.07"
    people["Cao Thị Thu"][2].value = "Cao Thị Thủ"
    opened.save(given)
    folder = tmp_path / "out"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(given)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    if "could not be loaded" in said.stderr:
        pytest.skip("LibreOffice is here without Calc: apt-get install libreoffice-calc")
    sheets = book((folder / "a.xlsx").read_bytes()).sheets
    found = checked(cast, sheets)
    assert found.faults == []
    assert {(change.field, change.old, change.new) for change in found.changes} == {
        ("short_name", "", "Thôn Một"),
        ("code", "", "H05.07"),
        ("full_name", "Cao Thị Thu", "Cao Thị Thủ"),
    }
    assert len(found.changes) == 3
    carry(cast, sheets)
    assert access.allowed(cast.fresh("thu"), "report.submit", cast.cell)
