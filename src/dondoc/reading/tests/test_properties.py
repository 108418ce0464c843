"""Chữ gì cũng cho một kết quả đúng chỗ. / Any text gives a reading whose offsets are true; the same each time; the same composed or not."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.asjson import to_json
from dondoc.reading.contract import Clause, Reading
from dondoc.reading.reader import read, read_text

#: heads, markers, orders, citations, layout and signs that break offsets, in any order
PIECES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số: 12/KH-UBND", "Đông Lĩnh, ngày 02 tháng 3 năm 2025",
    "KẾ HOẠCH", "Kính gửi: Sở Nội vụ;", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Minh", "HỎA TỐC", "Điều 1. ",
    "I. ", "1. ", "a) ", "- ", "+ ", "Phụ lục 1", "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính", "rà soát",
    "trước ngày 15/4/2025", "hằng tháng", "31/02/2025", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
    "Quyết định này", "Nghị quyết Trung ương 4 (khóa XI)", "khoản 2 Điều 5", "“", "”", "(", ")", ":", ";", ".", "./.", ",", "\n",
    "\n\n", "\t", "    ", "|", "**", "__", "\\", "İ", "ﬁ", "\u00a0", "\u200b", "\ufeff", "\u0301", "e\u0323\u0302", "𝐀",
    "\r\n", "\u2028", "\x0c", "\x00",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=50).map(" ".join)


def clauses(outline: tuple[Clause, ...]) -> Iterator[Clause]:
    for clause in outline:
        yield clause
        yield from clauses(clause.children)


def spans(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Every span that quotes its words."""
    for citation in reading.citations:
        yield citation.start, citation.end, citation.text
    for work in reading.assignments:
        pieces = [work, *work.lead, *work.support, *work.quantity, *work.criteria, work.deadline, work.cadence, work.product]
        yield from ((piece.start, piece.end, piece.text) for piece in pieces if piece is not None)


def check(reading: Reading) -> None:
    """Offsets count in the text of the reading, and quoted words stand there."""
    text = reading.text
    assert unicodedata.is_normalized("NFC", text)
    for start, end, words in spans(reading):
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == words
    for place in (*reading.head.spans.values(), *reading.findings):
        assert 0 <= place.start <= place.end <= len(text)
    for clause in clauses(reading.outline):
        assert 0 <= clause.start < clause.end <= len(text)
        assert text[clause.start :].startswith(clause.marker[:1])
        assert all(clause.start <= child.start and child.end <= clause.end for child in clause.children)


def bare(data: dict[str, Any]) -> dict[str, Any]:
    """A reading without what tells one file from another."""
    return {**data, "source": None}


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_reading_whose_offsets_are_true(text: str) -> None:
    check(read_text(text))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_text_is_read_the_same_each_time_composed_or_not_and_once_more(text: str) -> None:
    first = to_json(read_text(text))
    assert to_json(read_text(text)) == first
    forms = [read(unicodedata.normalize(form, text).encode("utf-8", "replace"), "a.txt") for form in ("NFC", "NFD")]
    composed, parted = (bare(to_json(found)) for found in forms)
    assert parted == composed
    if forms[0].status == "read" and not forms[0].reasons:  # a text read, written out and read again is the same text
        again = bare(to_json(read(forms[0].text.encode(), "a.txt")))
        assert again == composed


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | TEXTS.map(lambda text: text.encode("utf-16")) | TEXTS.map(lambda text: b"PK\x03\x04" + text.encode()))
def test_any_bytes_give_a_reading_with_a_reason_or_a_text(data: bytes) -> None:
    found = read(data, "tệp.bin")
    check(found)
    assert found.text or found.reasons
    json.dumps(to_json(found)).encode()
