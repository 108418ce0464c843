"""Hợp đồng JSON, hai chiều, mọi trạng thái. / The contract as JSON both ways in every status; the chain never raises."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.confine.parent import Outcome
from dondoc.reading import asjson, read, read_text
from dondoc.reading.confined import confined, read_confined
from dondoc.reading.contract import Clause, Reading, Status
from dondoc.reading.formats.tests.making import p, tbl, tc, word
from dondoc.rules.limits import LIMITS

NOTICE = """TỈNH ỦY ĐÔNG LĨNH
Số 12-TB/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Đông Lĩnh, ngày 05 tháng 3 năm 2026
THÔNG BÁO
kết luận của Thường trực Tỉnh ủy

I. NHIỆM VỤ
1. Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ báo cáo trước ngày 15/4/2026 theo Chỉ thị số 27-CT/TU, ngày 01/10/2012.
- Ủy ban nhân dân các xã rà soát, báo cáo hằng tháng.

Nơi nhận:
- Các đảng ủy trực thuộc;
- Lưu Văn phòng Tỉnh ủy.
T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
Trần Văn Minh
"""
KEYS = ["schema", "reader", "status", "reasons", "source", "text", "head", "head_spans", "outline", "citations", "assignments", "findings"]
HEAD = {
    "kind", "kind_name", "symbol", "number", "date", "issuer", "issuer_parent", "place", "subject", "signer", "recipients", "addressees",
    "authority", "urgency", "system",
}  # fmt: skip
ENDS = [NOTICE.encode(), b"", b"{\\rtf1}", b"MZ\0", "MẬT\nSố 1".encode(), word(p("a"), extra={"../x": ""})]


def everything(reading: Reading) -> list[tuple[int, int, str | None]]:
    """Every span of a reading with the words it claims."""
    spans: list[tuple[int, int, str | None]] = [(span.start, span.end, None) for span in reading.head.spans.values()]
    spans += [(citation.start, citation.end, citation.text) for citation in reading.citations]
    for item in reading.assignments:
        spans.append((item.start, item.end, item.text))
        pieces = [*item.lead, *item.support, *item.quantity, *item.criteria]
        pieces += [piece for piece in (item.deadline, item.cadence, item.product) if piece]
        spans += [(piece.start, piece.end, piece.text) for piece in pieces]
    todo: list[Clause] = list(reading.outline)
    while todo:
        clause = todo.pop()
        spans.append((clause.start, clause.end, None))
        todo.extend(clause.children)
    return spans + [(finding.start, finding.end, None) for finding in reading.findings]


def test_a_notice_is_read_through_every_stage() -> None:
    found = read(NOTICE.encode(), "tb.txt")
    assert found.status is Status.READ
    assert (found.head.kind, found.head.symbol, str(found.head.date)) == ("TB", "12-TB/TU", "2026-03-05")
    assert [citation.symbol for citation in found.citations] == ["27-CT/TU"]
    assert [actor.text for actor in found.assignments[0].lead] == ["Sở Tài chính"]
    assert str(found.assignments[0].deadline and found.assignments[0].deadline.date) == "2026-04-15"
    assert found.source.bytes == len(NOTICE.encode())
    assert any(clause.directs or any(child.directs for child in clause.children) for clause in found.outline)


def test_a_table_of_tasks_in_word_is_read() -> None:
    rows = [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"], ["1", "Rà soát hồ sơ tồn đọng", "Sở Nội vụ", "30/6/2026"]]
    table = tbl(*[[tc(p(cell)) for cell in row] for row in rows])
    found = read(word(p("KẾ HOẠCH") + p("Phân công nhiệm vụ như sau:") + table))
    assert [(item.source, item.lead[0].text) for item in found.assignments] == [("table", "Sở Nội vụ")]


@pytest.mark.parametrize("data", ENDS)
def test_all_keys_are_present_in_every_status(data: bytes) -> None:
    found = asjson.to_json(read(data, "a"))
    assert list(found) == KEYS
    assert set(found["head"]) == HEAD
    assert set(found["source"]) == {"name", "sha256", "media_type", "bytes", "pages", "encoding", "ocr"}
    if found["status"] in ("unread", "refused"):
        assert found["text"] == ""
        assert not any(found[key] for key in ("head_spans", "outline", "citations", "assignments", "findings"))
        assert not any(value for key, value in found["head"].items() if key != "signer")
        assert found["reasons"]


@pytest.mark.parametrize("data", ENDS)
def test_json_comes_back_as_it_was(data: bytes) -> None:
    reading = read(data, "a")
    assert asjson.from_json(json.loads(json.dumps(asjson.to_json(reading)))) == reading


@pytest.mark.parametrize(
    "data", [{}, [], None, {"schema": "dondoc.reading/2"}, {"schema": "dondoc.reading/1"}, {"schema": "dondoc.reading/1", "status": "odd"}]
)
def test_what_is_no_reading_is_refused(data: object) -> None:
    with pytest.raises(asjson.NotAReading):
        asjson.from_json(data)  # type: ignore[arg-type]  # the point of the test


def test_keys_of_a_later_version_are_passed_over() -> None:
    data = asjson.to_json(read(NOTICE.encode()))
    data["citations"][0]["later"] = 1
    data["later"] = 2
    assert asjson.from_json(data).citations[0].symbol == "27-CT/TU"


PIECES = [*NOTICE.split("\n"), "|", "\t", "II.", "a)", "Điều 1.", "\u0301", "\x00", "𝔘", "trước ngày 99/99/2026"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_the_chain_raise_and_spans_are_true(pieces: list[str]) -> None:
    reading = read_text("\n".join(pieces))
    for start, end, words in everything(reading):
        assert 0 <= start <= end <= len(reading.text)
        assert words is None or reading.text[start:end] == words
    assert asjson.from_json(asjson.to_json(reading)) == reading


def test_the_confined_reading_is_the_same() -> None:
    assert read_confined(NOTICE.encode(), "tb.txt") == json.loads(json.dumps(asjson.to_json(read(NOTICE.encode(), "tb.txt"))))


@pytest.mark.parametrize(
    ("outcome", "status", "code"),
    [
        (Outcome("killed", limit="memory"), "refused", "killed"),
        (Outcome("killed", limit="wall"), "refused", "killed"),
        (Outcome("crashed"), "unread", "crashed"),
        (Outcome("failed", error="KeyError"), "unread", "crashed"),
    ],
)
def test_a_file_that_kills_its_reader_is_an_answer_too(outcome: Outcome, status: str, code: str) -> None:
    found = confined(b"%PDF-1.4\n", "a.pdf", runner=lambda *_, **__: outcome).data
    assert (found["status"], found["reasons"][0]["code"]) == (status, code)
    assert found["source"]["media_type"] == "application/pdf"


def test_too_large_a_file_is_not_even_opened() -> None:
    found = confined(b"x" * (LIMITS.command_bytes + 1), "a.txt")
    assert found.outcome is None
    assert found.data["reasons"][0]["code"] == "too-large"
