"""Bảng tính vô hại, đọc lại được. / Sheets: harmless cells, typed numbers, pasted rows and files."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.sheets.confined import xlsx_confined
from dondoc.sheets.harmless import csv_cell, csv_text, harmless
from dondoc.sheets.parsing import csv_file, pasted, xlsx
from dondoc.sheets.writing import Sheet, assignment_sheet, workbook


def package(files: dict[str, bytes | str]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"]
BEFORE = ["", " ", "\u00a0", "\ufeff", "\u200b", "\u202e", "\t", "\u3000"]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", BEFORE)
def test_nothing_begins_a_formula(start: str, before: str) -> None:
    cell = csv_cell(f"{before}{start}HYPERLINK(1)")
    assert cell.startswith("\"'")
    assert next(csv.reader(io.StringIO(cell, newline="")))[0] == f"'{before}{start}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["Sở Tài chính", "12-TB/TU", "a=b", "", "(=1)", "5 + 3", "|x"])
def test_harmless_text_stays(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, '"-5"'),
        (1.5, '"1.5"'),
        (Decimal("-0.1"), '"-0.1"'),
        (None, '""'),
        (date(2026, 3, 5), '"2026-03-05"'),
        ('a"b', '"a""b"'),
        ("-5", '"\'-5"'),
    ],
)
def test_numbers_stay_numbers(value: object, cell: str) -> None:
    assert csv_cell(value) == cell  # type: ignore[arg-type]  # one table of all kinds of values


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=4), max_size=5))
def test_csv_keeps_rows_and_begins_no_formula(rows: list[list[str]]) -> None:
    back = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert [len(row) for row in back] == [len(row) for row in rows]
    for before, after in zip(rows, back, strict=True):
        for typed, cell in zip(before, after, strict=True):
            assert cell.removeprefix("'") == typed.replace("\0", "") or cell == typed.replace("\0", "")
            assert not cell or cell.lstrip(" \u00a0\ufeff\u200b")[:1] not in set(STARTS)


def test_a_workbook_holds_text_numbers_and_days_never_formulas() -> None:
    rows = [("=1+1", -5, Decimal("2.5"), date(2026, 3, 5), None), ("http://a.b", 0, "'x", "a\x00\x0bb", "x" * 40_000)]
    data = workbook(
        [Sheet("A/B: phân công rất dài và còn dài nữa", ("a", "b", "c", "d", "e"), rows), Sheet("A", (), ()), Sheet("a", (), ())]
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert len({name.casefold() for name in book.sheetnames}) == 3
    page = book.worksheets[0]
    first, second = list(page.iter_rows(min_row=2, max_row=3))
    assert [cell.data_type for cell in first] == ["s", "n", "n", "d", "n"]
    assert [cell.value for cell in first[:3]] == ["=1+1", -5, 2.5]
    assert [cell.hyperlink for cell in second] == [None] * 5
    assert second[3].value == "ab"
    assert len(str(second[4].value)) == 32_767


def test_the_assignment_sheet_without_rows_is_a_sheet_too() -> None:
    page = openpyxl.load_workbook(io.BytesIO(assignment_sheet(("STT", "Nhiệm vụ"), [], "=Thông báo"))).active
    assert page is not None
    assert (page["A1"].value, page["A1"].data_type, page["B3"].value) == ("=Thông báo", "s", "Nhiệm vụ")


def test_pasted_cells_with_breaks_and_quotes() -> None:
    found = pasted('1\tRà soát\tSở A\r\n2\t"Tổng hợp,\nbáo ""cáo"""\t Sở B \r\n\r\n')
    assert found.rows == (("1", "Rà soát", "Sở A"), ("2", 'Tổng hợp,\nbáo "cáo"', "Sở B"))
    assert pasted("  \n").rows == ()


def test_pasted_with_a_quotation_mark_never_closed() -> None:
    assert [reason.code for reason in pasted('"' + "x\t" * 100_000).reasons] == ["cell-too-long"]


def test_too_many_rows_are_cut_and_told() -> None:
    found = pasted("a\n" * 20_010)
    assert len(found.rows) == 20_000
    assert [reason.code for reason in found.reasons] == ["rows-left"]


def test_csv_files_by_their_separator() -> None:
    assert csv_file("\ufeffa;b\n1;2,5".encode()).rows == (("a", "b"), ("1", "2,5"))
    assert csv_file(b"a,b\n1,2").rows == (("a", "b"), ("1", "2"))


def test_xlsx_rows_as_a_person_reads_them() -> None:
    data = workbook([Sheet("A", ("STT", "Hạn"), [(1, date(2026, 3, 5)), (2.5, "x"), (None, None)]), Sheet("B", ("b",), ())])
    found = xlsx(data)
    assert found.rows == (("STT", "Hạn"), ("1", "05/03/2026"), ("2.5", "x"))
    assert [reason.code for reason in found.reasons] == ["sheets-left"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04", "damaged"),
        (package({"[Content_Types].xml": "<a/>"}), "damaged"),
        (package({"xl/sharedStrings.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "damaged"),
        (package({"xl/a.xml": b" " * 3_000_000}), "too-large"),
    ],
)
def test_damaged_and_hostile_files_give_a_reason(data: bytes, code: str) -> None:
    found = xlsx(data)
    assert (found.rows, [reason.code for reason in found.reasons]) == ((), [code])


@given(st.binary(max_size=300), st.integers(0, 10_000))
def test_no_mutant_of_a_workbook_raises(noise: bytes, place: int) -> None:
    data = bytearray(workbook([Sheet("A", ("a",), [("b",)])]))
    at = place % len(data)
    data[at : at + len(noise)] = noise
    assert isinstance(xlsx(bytes(data)).rows, tuple)


def test_codes_are_hidden_and_choices_offered() -> None:
    data = workbook([Sheet("Kỳ", ("Mã", "Tình trạng"), [("a1", "")], (8, 20), choices={1: ("Xong", "Chưa")}, hidden=(0,))])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sheet.column_dimensions["A"].hidden
    assert not sheet.column_dimensions["B"].hidden
    (offered,) = sheet.data_validations.dataValidation
    assert str(offered.sqref).startswith("B2")
    assert xlsx(data).rows[1][0] == "a1"
    assert xlsx(data).reasons == ()  # the hidden sheet of the lists is not missed


def test_a_strange_workbook_is_read_in_the_child() -> None:
    data = workbook([Sheet("A", ("Tên", "Số"), [("An Bình", 3)])])
    assert xlsx_confined(data) == xlsx(data)
    assert xlsx_confined(data).rows[1] == ("An Bình", "3")
    assert [reason.code for reason in xlsx_confined(data[:200]).reasons] == ["damaged"]
