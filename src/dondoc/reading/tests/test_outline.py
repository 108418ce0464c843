"""Đề cương: các trường hợp viết bằng YAML, và những điều luôn đúng. / Outlines: cases in YAML, and what always holds."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.contract import Cell, Clause, Head, Table
from dondoc.reading.grids import grids
from dondoc.reading.head import head
from dondoc.reading.lines import Lines
from dondoc.reading.outline import outline
from dondoc.reading.outlines.markers import roman

CORPUS = Path(__file__).parents[4] / "tests" / "corpus" / "outlines.yml"
CASES = yaml.safe_load(CORPUS.read_text("utf-8"))


def flatten(clauses: tuple[Clause, ...], depth: int = 0) -> Iterator[tuple[int, Clause]]:
    for clause in clauses:
        yield depth, clause
        yield from flatten(clause.children, depth + 1)


def plain(words: str) -> str:
    return " ".join(words.replace("*", "").replace("\\", "").split())


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_cases(case):
    text = case["text"]
    found = [(depth, clause) for depth, clause in flatten(outline(text, head(text)))]
    wanted = case["outline"].splitlines()
    assert [f"{'  ' * depth}{clause.marker}" for depth, clause in found] == [
        line[: len(line) - len(line.lstrip())] + marker(line.strip(), clause.marker)
        for line, (_, clause) in zip(wanted, found, strict=True)
    ]
    for line, (_, clause) in zip(wanted, found, strict=True):
        assert f"{clause.marker} {plain(text[clause.text_start : clause.text_end])}".startswith(line.strip())


def marker(line: str, found: str) -> str:
    """The marker of a line of the case: as many of its first letters as the found one has."""
    return line[: len(found)]


def test_there_are_cases_enough():
    assert len(CASES) >= 25


def test_paths_headings_and_ends():
    text = "II. NHIỆM VỤ\n\n1- Sở Nội vụ:\n\n- Tham mưu.\n\n- Tổng hợp:\n\n+ Số liệu.\n\n1- Việc trùng số.\n\nKết thúc.\n"
    found = {clause.path: clause for _, clause in flatten(outline(text, Head()))}
    assert list(found) == ["II", "II/1-", "II/1-/-1", "II/1-/-2", "II/1-/-2/+1", "II/1-~2"]
    assert found["II"].heading == "NHIỆM VỤ"
    assert found["II/1-"].heading == "Sở Nội vụ"
    assert found["II/1-/-1"].heading is None
    assert text[found["II/1-/-2"].start : found["II/1-/-2"].end] == "- Tổng hợp:\n\n+ Số liệu."
    assert text[found["II/1-/-2"].text_start : found["II/1-/-2"].text_end] == "Tổng hợp:"
    assert text[found["II/1-~2"].start : found["II/1-~2"].end] == "1- Việc trùng số.\n\nKết thúc."
    assert not any(clause.directs for clause in found.values())


def test_cells_of_known_tables_are_no_clauses_but_a_frame_of_one_cell_is_read():
    text = "1. Danh mục:\n1. Lập đề án\nSở Nội vụ\n2. Báo cáo."
    row = (Cell(13, 25), Cell(26, 35))
    table = Table(13, 35, (row,))
    assert [clause.start for clause in outline(text, Head(), (table,))] == [0, 36]
    frame = Table(0, len(text), ((Cell(0, len(text)),),))
    assert len(outline(text, Head(), (frame,))) == 3


def test_a_table_of_bars_ends_where_its_last_row_is_whole():
    text = "|\nTT\n|\nViệc\n|\n|\n1\n|\nLập đề án\n|\n|\n2\n|\n|\nHết bảng.\n1. Việc sau bảng."
    assert [(grid.first, grid.last) for grid in grids(Lines(text), ())] == [(0, 13)]


@pytest.mark.parametrize(("word", "value"), [("I", 1), ("IV", 4), ("xiv", 14), ("XXX", 30), ("A", 0), ("", 0)])
def test_roman_numbers(word, value):
    assert roman(word) == value


PIECES = [
    *(
        "Phần thứ nhất",
        "Chương I",
        "Mục 1",
        "Điều 5.",
        "I.",
        "IV-",
        "A.",
        "1.",
        "2.",
        "1-",
        "1/",
        "1)",
        "1.1.",
        "1.1.1",
        "(1)",
        "(i)",
        "a)",
        "đ)",
        "i)",
    ),
    *(
        "-",
        "+",
        "•",
        "*",
        "* ",
        "**",
        "“",
        "”",
        '"',
        "|",
        "\n",
        "\n\n",
        "\t",
        " ",
        "Sở Nội vụ báo cáo.",
        "như sau:",
        "và",
        "PHỤ LỤC II",
        "Nơi nhận:",
    ),
    *("QUY ĐỊNH CHUNG", "khoản", "(Kèm theo", "- Căn cứ Luật;", "-----", "\\", "\u0301", "CHỦ TỊCH", "Trần Văn Minh", "TT\tViệc\tChủ trì"),
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join), st.lists(st.sampled_from(PIECES)).map("\n".join), st.text())


@given(TEXTS)
def test_any_text_gives_an_outline_that_obeys(text):
    title = head(text)
    found = outline(text, title)
    assert found == outline(text, title)
    order = [clause for _, clause in flatten(found)]
    assert all(one.start < two.start for one, two in pairwise(order))
    assert len({clause.path for clause in order}) == len(order)
    for depth, clause in flatten(found):
        assert clause.level == depth + 1
        assert 0 <= clause.start <= clause.text_start <= clause.text_end <= clause.end <= len(text)
        assert clause.marker
        assert not text[clause.start].isspace()
        assert all(clause.start < child.start and child.end <= clause.end for child in clause.children)


def test_time_grows_with_length_alone():
    """Ten times the text must not take much more than ten times the steps: markers at one level, deep nests, open quotations."""
    for unit in ("1. Việc.\n", "- a\n", "“Mở ngoặc\n1. Việc\n", "|\nô\n", "* sao\n", "I. A\n1. B\na) C\n- D\n+ E\n"):
        found = outline(unit * 1500, Head())
        assert len({clause.path for _, clause in flatten(found)}) == sum(1 for _ in flatten(found))
