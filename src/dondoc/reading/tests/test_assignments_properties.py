"""Chữ gì cũng đọc được, vị trí luôn đúng. / Any text is read; offsets always hold; the time grows with the length."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.assignments import assignments, directs
from dondoc.reading.contract import Assignment, Cell, Clause, Head, Table

#: pieces of the language of giving work, and of layout, in any order
PIECES = (
    "Giao Sở Nội vụ", "chủ trì, phối hợp với", "các sở, ban, ngành", "yêu cầu", "đề nghị", ":", ";", ". ", ", ", "\n",
    "\n\n", "|", "\t", "**", "trước ngày 15/4", "hằng tháng", "thường xuyên", "trong quý III", "1. ", "a) ", "- ", "+ ",
    "Điều 5. ", "Nơi nhận:", "“", "”", "(", ")", "Cơ quan chủ trì:", "Thời gian:", "rà soát", "phải", "nếu có vướng mắc",
    "Trong quá trình thực hiện", "như sau", "các tỉnh: Đông Lĩnh, Hải Triều", "STT", "Nội dung", "Ghi nhận",
    "ĐÁNH GIÁ CHUNG", "Mục đích", "Yêu cầu", "İ", "\u00a0", "31/02/2026", "và", "của", "Ủy ban nhân dân",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map(" ".join)
HEADS = st.builds(
    Head,
    kind=st.sampled_from([None, "TB", "KH", "QĐ", "CV", "CT", "KL", "BC", "NQ"]),
    date=st.sampled_from([None, date(2026, 3, 5)]),
    subject=st.sampled_from([None, "kết luận của Thường trực Tỉnh ủy"]),
    issuer=st.sampled_from([None, "Tỉnh ủy Đông Lĩnh"]),
)


@st.composite
def clauses(draw: st.DrawFn, text: str, low: int, high: int, depth: int = 0) -> tuple[Clause, ...]:
    """Clauses that nest as an outline does, over any offsets of a text."""
    cuts = sorted(draw(st.lists(st.integers(low, high), max_size=6)))
    found = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        inner = draw(st.integers(start, end))
        children = draw(clauses(text, inner, end, depth + 1)) if depth < 2 else ()
        stop = children[0].start if children else inner
        found.append(Clause(start, end, f"{depth}-{start}", "-", depth + 1, start, stop, children=children))
    return tuple(found)


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, Head, tuple[Clause, ...], tuple[Table, ...]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=9)))
    cells = tuple(Cell(a, b) for a, b in pairwise(cuts))
    tables = (Table(cuts[0], cuts[-1], (cells[:3], cells[3:6], cells[6:])),) if cells and draw(st.booleans()) else ()
    return text, draw(HEADS), draw(clauses(text, 0, len(text))), tables


def spans(work: Assignment) -> list[tuple[int, int, str]]:
    """Every quoted piece of an assignment."""
    pieces = [work, *work.lead, *work.support, *work.quantity, *work.criteria, work.deadline, work.cadence, work.product]
    return [(piece.start, piece.end, piece.text) for piece in pieces if piece is not None]


@given(papers())
@settings(max_examples=300, deadline=None)
def test_nothing_is_raised_and_offsets_hold(paper: tuple[str, Head, tuple[Clause, ...], tuple[Table, ...]]) -> None:
    text, head, outline, tables = paper
    found = assignments(text, head, outline, tables)
    for work in found:
        assert work.rule
        assert 0.0 <= work.confidence <= 1.0
        for start, end, words in spans(work):
            assert text[start:end] == words
            assert 0 <= start < end <= len(text)
    assert [work.start for work in found] == sorted(work.start for work in found)
    assert len(directs(outline, found)) == len(outline)


def seconds(text: str) -> float:
    began = time.process_time()
    assignments(text, Head(kind="KH", date=date(2026, 3, 5)), ())
    return time.process_time() - began


def test_hostile_repetition_stays_linear() -> None:
    """Ten times the text takes about ten times as long, whatever is repeated: a generous factor, not a benchmark."""
    for piece in (
        "Trong Sở A, ",
        "giao Sở A; ",
        "1. ",
        "(a",
        "của các sở, ",
        "Thông báo ",
        "hằng năm ",
        "|\na\n",
        "a\tb\tc\n",
        "trước ngày 1/1/2026 ",
    ):
        short, long = seconds(piece * (2_000 // len(piece))), seconds(piece * (20_000 // len(piece)))
        assert long < 40 * short + 0.4, piece


@pytest.mark.parametrize("piece", ["| ", "|\n", "\n", "\n*"])
def test_layout_alone_takes_no_more_than_its_length(piece: str) -> None:
    spent = []
    for length in (4_000, 32_000):
        began = time.process_time()
        assignments(piece * (length // len(piece)), Head(), ())
        spent.append(time.process_time() - began)
    assert spent[1] < 30 * max(spent[0], 0.01)
