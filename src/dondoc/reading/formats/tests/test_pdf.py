"""PDF: hai cột, nối dòng, số trang. / PDFs: two columns, joined lines, page numbers and running heads."""

from __future__ import annotations

from dondoc.reading.contract import Status
from dondoc.reading.formats import paper
from dondoc.reading.formats.pdf.writer import joined
from dondoc.reading.formats.tests.making import Placed, pdf

FULL = "words that fill the line to its very end so that no other word could ever follow it here"


def lines(*pages: list[Placed]) -> list[str]:
    return paper(pdf(*pages)).text.split("\n")


def test_full_lines_run_on_and_short_ones_end() -> None:
    page = [(108, 700, FULL), (72, 684, FULL + " or there"), (72, 668, "and end."), (108, 652, FULL), (72, 636, "second end.")]
    assert lines(page) == [f"{FULL} {FULL} or there and end.", f"{FULL} second end."]


def test_a_marker_after_a_stop_begins_a_paragraph() -> None:
    end = FULL[:-4] + "now."
    page = [(72, 700, f"1. {end}"), (72, 684, f"2. {end}"), (72, 668, "3. short")]
    assert lines(page) == [f"1. {end}", f"2. {end}", "3. short"]


def test_a_paragraph_goes_on_over_a_page() -> None:
    first = [(72, 700, FULL), (72, 684, FULL)]
    assert lines(first, [(72, 700, "goes on"), (72, 684, "Then another.")])[0] == f"{FULL} {FULL} goes on"


def test_the_head_is_read_column_by_column() -> None:
    page = [
        (90, 780, "UBND TINH"), (330, 780, "CONG HOA XA HOI"), (90, 764, "SO NOI VU"), (340, 764, "Doc lap"),
        (95, 740, "So: 12/TB"), (330, 740, "Ha Noi, ngay 5"), (250, 700, "THONG BAO"), (72, 660, FULL), (72, 644, "end."),
    ]  # fmt: skip
    assert lines(page)[:7] == ["UBND TINH", "SO NOI VU", "So: 12/TB", "CONG HOA XA HOI", "Doc lap", "Ha Noi, ngay 5", "THONG BAO"]


def test_the_order_of_drawing_does_not_matter() -> None:
    page = [(72, 660, "third"), (72, 700, "first"), (72, 680, "second")]
    assert lines(page) == ["first", "second", "third"]


def test_page_numbers_and_running_heads_stand_aside() -> None:
    pages = [
        [(290, 810, str(number)), (72, 790, "Running head"), (72, 700, f"Body {letter}"), (72, 40, "foot")]
        for number, letter in enumerate("abcd", start=1)
    ]
    found = paper(pdf(*pages))
    assert found.text.split("\n") == ["Body a", "Body b", "Body c", "Body d"]
    assert "Running head" in found.aside
    assert [found.text[start : start + 6] for start in found.pages] == ["Body a", "Body b", "Body c", "Body d"]


def test_the_foot_is_two_columns_though_no_line_stands_beside_another() -> None:
    page = [(72, 700, FULL), (72, 684, "end."), (380, 640, "GIAM DOC"), (72, 632, "Noi nhan:"), (72, 616, "- A;"), (380, 560, "Tran Van B")]
    assert lines(page)[1:] == ["Noi nhan:", "- A;", "GIAM DOC", "Tran Van B"]


def test_the_frame_of_a_digital_signature_stands_aside() -> None:
    small = [(400, 830, "OFFICE OF PAPERS"), (400, 823, "a@b.vn"), (400, 816, "09.01.2025 10:21:11 +07:00")]
    found = paper(pdf([(72, 700, FULL), (72, 684, "end.")], small=small))
    assert found.text == f"{FULL} end."
    assert "OFFICE OF PAPERS" in found.aside


def test_half_a_symbol_is_joined_without_a_blank() -> None:
    assert joined(["số 12/UBND-", "KGVX và kinh tế -", "xã hội"]) == "số 12/UBND-KGVX và kinh tế - xã hội"


def ruled(xs: list[float], ys: list[float], *, without: int = -1) -> str:
    """Rules of a table; `without`: the vertical rule that is missing in the first row."""
    across = [f"{xs[0]} {y} {xs[-1] - xs[0]} 0.5 re f" for y in ys]
    down = [f"{x} {ys[-1]} 0.5 {(ys[0] if at != without else ys[1]) - ys[-1]} re f" for at, x in enumerate(xs)]
    return "\n".join(across + down)


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    xs, ys = [72, 110, 330, 520], [700, 680, 640]
    cells: list[Placed] = [(75, 685, "STT"), (115, 685, "Task"), (335, 685, "Lead")]
    cells += [(75, 665, "1"), (115, 665, "Review the"), (335, 665, "Office A"), (115, 648, "files")]
    found = paper(pdf([(72, 760, "before"), *cells, (72, 600, "after")], rules=ruled(xs, ys)))
    assert found.text.split("\n") == ["before", "STT", "Task", "Lead", "1", "Review the files", "Office A", "after"]
    shown = [[found.text[cell.start : cell.end] for cell in row] for row in found.tables[0].rows]
    assert shown == [["STT", "Task", "Lead"], ["1", "Review the files", "Office A"]]


def test_a_missing_rule_merges_two_cells() -> None:
    cells = [(75, 685, "Group of all"), (75, 660, "1"), (300, 660, "x")]
    found = paper(pdf(cells, rules=ruled([72, 290, 520], [700, 680, 640], without=1)))
    shown = [[found.text[cell.start : cell.end] for cell in row] for row in found.tables[0].rows]
    assert shown == [["Group of all", "Group of all"], ["1", "x"]]


def test_a_table_goes_on_over_a_page_and_its_head_is_not_repeated() -> None:
    first = [(75, 685, "No"), (300, 685, "Task"), (75, 660, "1"), (300, 660, "one")]
    second = [(75, 685, "No"), (300, 685, "Task"), (75, 660, "2"), (300, 660, "two")]
    found = paper(pdf(first, second, rules=ruled([72, 290, 520], [700, 680, 640])))
    assert len(found.tables) == 1
    shown = [[found.text[cell.start : cell.end] for cell in row] for row in found.tables[0].rows]
    assert shown == [["No", "Task"], ["1", "one"], ["2", "two"]]


def test_an_empty_page_is_no_words() -> None:
    assert paper(pdf([])).status is Status.UNREAD
