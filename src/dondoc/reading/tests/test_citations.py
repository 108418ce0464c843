"""Viện dẫn: các trường hợp viết bằng YAML, và những điều luôn đúng. / Citations: cases in YAML, and what always holds."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.citations import citations, settle
from dondoc.reading.citing.grammar import squash
from dondoc.reading.contract import Head

CORPUS = Path(__file__).parents[4] / "tests" / "corpus" / "citations.yml"
CASES = yaml.safe_load(CORPUS.read_text("utf-8"))


def said(citation, field):
    value = getattr(citation, field)
    return squash(value) if isinstance(value, str) and field in {"issuer", "title"} else value


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_cases(case):
    head = Head(**case.get("head", {}))
    found = citations(case["text"], head)
    assert [" ".join(item.text.split()) for item in found] == [item["quote"] for item in case["citations"]]
    for item, wanted in zip(found, case["citations"], strict=True):
        fields = {field: value for field, value in wanted.items() if field != "quote"}
        assert {field: said(item, field) for field in fields} == fields


def test_there_are_cases_enough_both_true_and_false():
    assert len(CASES) >= 70
    assert sum(not case["citations"] for case in CASES) >= 10


PIECES = [
    *(
        "Nghị quyết",
        "Chỉ thị số",
        "Luật",
        "Bộ luật",
        "Kế hoạch",
        "số",
        "Số:",
        "các",
        "của Bộ Chính trị",
        "khóa XI",
        "(khóa XIII)",
        "và",
        ",",
        ";",
    ),
    *(
        "27-CT/TU",
        "30/2020/NĐ-CP",
        "1234/UBND-NC",
        "05",
        "ngày 05/6/2025",
        "năm 2013",
        "Đất đai",
        "Đại hội",
        "lần thứ XIII",
        "Trung ương 4",
        "\n",
        "*",
    ),
    *(
        "(",
        ")",
        "sau đây gọi tắt là",
        "sửa đổi, bổ sung một số điều của",
        "Thông báo kết luận của",
        "tại cuộc họp",
        "điểm a khoản 2 Điều 5",
        "“",
        "”",
        "TCVN",
    ),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map(" ".join))
def test_spans_hold_and_stand_apart(text):
    found = citations(text, Head())
    assert all(text[item.start : item.end] == item.text and item.text for item in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(item.alias_of is None or item.alias_of < place for place, item in enumerate(found))
    assert all(item.symbol is None or not any(char.isspace() for char in item.symbol) for item in found)


@given(
    st.integers(min_value=1, max_value=99999),
    st.sampled_from(["Nghị quyết", "Quyết định", "Chỉ thị", "Kế hoạch", "Thông báo", "Tờ trình", "Công văn"]),
    st.sampled_from(["{}/QĐ-UBND", "{}-NQ/TU", "{}/2021/NĐ-CP", "{}/SNV-VP", "{}-CV/VPTU", "{}/KH-UBND"]),
    st.dates(min_value=date(1950, 1, 1), max_value=date(2060, 1, 1)),
)
def test_every_number_reads_back(number, kind, form, day):
    symbol = form.format(number)
    (found,) = citations(f"theo {kind} số {symbol} ngày {day:%d/%m/%Y} của Ủy ban nhân dân tỉnh.", Head())
    assert (found.symbol, found.date, found.issuer) == (symbol, day, "Ủy ban nhân dân tỉnh")


def test_settle_asks_the_caller_and_follows_aliases():
    text = "Nghị quyết số 05-NQ/TU (sau đây gọi tắt là Nghị quyết 05) và Quyết định số 9/QĐ-X; Nghị quyết 05 đã xong."
    found = citations(text, Head())
    asked = []

    def lookup(key):
        asked.append(key)
        return {"5-NQ/TU": "nghị quyết"}.get(key)

    meant = settle(found, lookup)
    assert [meant.get(item) for item in found] == ["nghị quyết", "nghị quyết", None, "nghị quyết"]
    assert len(asked) == len(set(asked))


def test_the_heads_own_number_is_never_cited():
    text = "Số: 12/QĐ-UBND\nĐiều 1. Ban hành kèm theo Quyết định số 12/QĐ-UBND; thay thế Quyết định số 11/QĐ-UBND."
    (found,) = citations(text, Head(kind="QĐ", symbol="12/QĐ-UBND", number="12"))
    assert (found.symbol, found.relation) == ("11/QĐ-UBND", "replaces")


def test_settle_finds_a_document_of_a_session_by_its_words():
    found = citations("thực hiện Nghị quyết Trung ương 4\n(khóa XI)", Head())
    assert list(settle(found, {"Nghị quyết Trung ương 4 (khóa XI)": 1}.get).values()) == [1]
