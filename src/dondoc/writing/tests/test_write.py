"""Văn bản viết ra mở được, đúng thể thức, giữ nguyên chữ người dùng gõ. / Papers open, follow the layout, keep what was typed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from dondoc.writing import Heading, Paper, Signature, Table, Text, write
from dondoc.writing.layout import layout

REPORT = Paper(
    system="party",
    issuer="Đảng ủy xã Hoài Viên",
    parent="Tỉnh ủy Đông Lĩnh",
    kind="BC",
    kind_name="Báo cáo",
    symbol="ĐU",
    number="12",
    subject="kết quả thực hiện nhiệm vụ tháng 11 năm 2026",
    place="Hoài Viên",
    day=date(2026, 2, 3),
    on=date(2026, 2, 3),
    signature=Signature(power="T/M BAN THƯỜNG VỤ", post="Bí thư", name="Nguyễn Văn Kiên"),
    body=(Heading("I. KẾT QUẢ THỰC HIỆN"), Text("Đã rà soát 12 nguyện vọng của cử tri, giải quyết xong 9 việc.")),
    recipients=("Văn phòng Tỉnh ủy", "Lưu Văn phòng Đảng ủy"),
    annexes=(
        Table(
            head=("STT", "Nhiệm vụ", "Kết quả"),
            rows=(("1", "Rà soát", "12"),),
            widths=(1, 6, 3),
            right=(0,),
            title="PHỤ LỤC",
            landscape=True,
        ),
    ),
)


def words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def test_a_party_report_has_every_part_of_its_layout() -> None:
    text = words(write(REPORT))
    for part in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "TỈNH ỦY ĐÔNG LĨNH",
        "ĐẢNG ỦY XÃ HOÀI VIÊN",
        "Số 12-BC/ĐU",
        "Hoài Viên, ngày 03 tháng 02 năm 2026",
        "BÁO CÁO",
        "Nơi nhận:",
        "- Văn phòng Tỉnh ủy;",
        "- Lưu Văn phòng Đảng ủy.",
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "Nguyễn Văn Kiên",
        "PHỤ LỤC",
    ):
        assert part in text


def test_columns_have_their_widths_for_every_program() -> None:
    table = next(table for table in docx.Document(io.BytesIO(write(REPORT))).tables if len(table.columns) == 3)
    grid = [column.width.mm for column in table.columns]
    cells = [cell.width.mm for cell in table.rows[1].cells]
    assert grid == pytest.approx(cells, abs=0.2)
    assert grid[1] == pytest.approx(6 * grid[0], rel=0.02)


def test_a_state_report_follows_the_decree() -> None:
    text = words(write(replace(REPORT, system="state", issuer="Sở Nội vụ", parent="UBND tỉnh Đông Lĩnh", symbol="SNV", number="")))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "Số:      /BC-SNV" in text


def test_margins_and_sizes_are_those_of_the_day() -> None:
    document = docx.Document(io.BytesIO(write(REPORT)))
    form = layout("party", date(2026, 2, 3))
    assert form.source.startswith("Hướng dẫn số 36-HD/VPTW")
    section = document.sections[0]
    assert [round(margin.mm) for margin in (section.left_margin, section.right_margin)] == [30, 15]
    body = next(p for p in document.paragraphs if p.text.startswith("Đã rà soát"))
    assert body.runs[0].font.size == docx.shared.Pt(14)
    assert document.sections[1].page_width > document.sections[1].page_height


@pytest.mark.parametrize(
    "typed", ["{{ 7*7 }}", "{% debug %}", "[[name]]", "<w:p/>", "a & b < c", "=1+1", "\u202egnud", "một\x0bhai", "Ỗ Ặ Ẵ ữ"]
)
def test_what_was_typed_appears_as_typed(typed: str) -> None:
    text = words(write(replace(REPORT, body=(Text(typed),), subject=typed)))
    kept = typed.replace("\u202e", "").replace("\x0b", "")
    assert text.count(kept) >= 2
    assert "49" not in text


def test_an_unknown_system_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        write(replace(REPORT, system="church"))


def test_the_layout_in_force_is_chosen_by_the_day() -> None:
    assert layout("party", date(2020, 1, 1)).since == date(2018, 4, 3)
    assert layout("party", date(2026, 11, 24)).since == date(2026, 5, 27)
    assert layout("party", date(1999, 1, 1)).since == date(2018, 4, 3)


def test_the_name_of_the_state_and_rows_stay_whole() -> None:
    """Programs that go by the grid, and those that go by the cells, give the head the same columns; no row breaks over a page."""
    document = docx.Document(io.BytesIO(write(replace(REPORT, system="state", number="07/BC-SNV"))))
    head = document.tables[0]
    assert [round(column.width.mm) for column in head.columns] == [round(cell.width.mm) for cell in head.rows[0].cells] == [65, 101]
    assert "Số: 07/BC-SNV" in head.rows[0].cells[0].text  # given with its symbol, it is not given another
    annex = next(table for table in document.tables if len(table.columns) == 3)
    assert all(row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in annex.rows[1:])


def test_no_column_is_narrower_than_its_least() -> None:
    narrow = replace(REPORT.annexes[0], widths=(1, 60, 39), landscape=False)
    table = docx.Document(io.BytesIO(write(replace(REPORT, annexes=(narrow,))))).tables[-1]
    widths = [column.width.mm for column in table.columns]
    assert widths[0] == pytest.approx(14, abs=0.1)
    assert sum(widths) == pytest.approx(165, abs=0.5)
