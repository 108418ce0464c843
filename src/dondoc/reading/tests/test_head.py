"""Phần đầu, phần cuối: các trường hợp viết bằng YAML, và những điều luôn đúng. / Heads: cases in YAML, and what always holds."""

from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dondoc.reading.contract import Cell, Head, Table
from dondoc.reading.head import head
from dondoc.reading.kinds import kind_name, kind_of, kind_of_symbol, kind_that_begins
from dondoc.reading.lines import Lines, flat, mostly_upper

CORPUS = Path(__file__).parents[4] / "tests" / "corpus" / "heads.yml"
CASES = yaml.safe_load(CORPUS.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_cases(case):
    found = head(case["text"])
    signer = case["head"].pop("signer", {})
    wanted = {key: tuple(value) if isinstance(value, list) else value for key, value in case["head"].items()}
    assert {key: getattr(found, key) for key in wanted} == wanted
    assert {key: getattr(found.signer, key) for key in signer} == signer
    for key, span in found.spans.items():
        assert 0 <= span.start < span.end <= len(case["text"]), key
        assert span.rule.startswith(("head.", "foot."))


def test_there_are_cases_enough():
    assert len(CASES) >= 25


def test_spans_hold_the_words_of_their_fields():
    text = next(case["text"] for case in CASES if case["case"].startswith("kế hoạch của Ủy ban"))
    found = head(text)
    printed = {key: " ".join(text[span.start : span.end].replace("*", "").split()) for key, span in found.spans.items()}
    assert printed["symbol"] == "Số: 136/KH-UBND"
    assert printed["kind"] == "KẾ HOẠCH"
    assert printed["date"] == "Đông Lĩnh, ngày 19 tháng 11 năm 2025"
    assert printed["place"] == "Đông Lĩnh"
    assert printed["subject"] == found.subject
    assert printed["issuer"] == found.issuer
    assert printed["recipients"].startswith("Nơi nhận:")
    assert printed["signer"].endswith("Bùi Xuân Khang")


def test_cells_of_a_known_table_are_kept_apart():
    """Word files give the cells one after the other, without bars; the tables tell where each ends."""
    cells = [
        "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG LĨNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Số: 12/UBND-NC\nV/v trực lễ",
    ]
    cells.append("Đông Lĩnh, ngày 02 tháng 9 năm 2025")
    text, spans = "", []
    for cell in cells:
        spans.append(Cell(len(text), len(text) + len(cell)))
        text += cell + "\n"
    table = Table(0, len(text) - 1, ((spans[0], spans[1]), (spans[2], spans[3])))
    found = head(text + "Kính gửi: Công an tỉnh\nĐề nghị bố trí lực lượng.\n", (table,))
    assert (found.kind, found.symbol, found.subject, found.place) == ("CV", "12/UBND-NC", "trực lễ", "Đông Lĩnh")
    assert found.issuer == "ỦY BAN NHÂN DÂN TỈNH ĐÔNG LĨNH"
    assert found.addressees == ("Công an tỉnh",)


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("214-TB/VPTU", "TB"),
        ("634/TB-VPCP", "TB"),
        ("30/2020/NĐ-CP", "NĐ"),
        ("/KH-SCT", "KH"),
        ("-CTr/TU", "CTr"),
        ("1234/UBND-NC", None),
        ("", None),
        ("24/2018/QH14", None),
    ],
)
def test_a_symbol_tells_the_kind(symbol, kind):
    assert kind_of_symbol(symbol) == kind


def test_kinds_by_their_names():
    assert kind_of("Thông báo:") == ("TB", "THÔNG BÁO")
    assert kind_of("THONG BAO") == ("TB", "THÔNG BÁO")
    assert kind_of("C Ô N G  Đ I Ệ N") == ("CĐ", "CÔNG ĐIỆN")
    assert kind_of("THÔNG BÁO KẾT LUẬN") is None
    assert kind_that_begins("CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA TỈNH") == ("CTr", "CHƯƠNG TRÌNH HÀNH ĐỘNG", 4)
    assert kind_that_begins("SỞ TÀI CHÍNH") is None
    assert kind_name("KH") == "Kế hoạch"
    assert kind_name(None) is None


def test_lines_pass_over_emphasis():
    lines = Lines("  **1\\.** *Mục  đích* \n|\n-----\n** **\n\n")
    assert [line.bare for line in lines][:1] == ["1. Mục đích"]
    assert lines[1].bar
    assert lines[2].rule
    assert lines[3].empty
    assert not lines.blank(3)
    assert lines.blank(4)
    assert lines.text[lines[0].word_start : lines[0].word_end] == "1\\.** *Mục  đích"
    assert [lines.number_at(offset) for offset in (0, lines.text.index("|"), 10_000)] == [0, 1, 5]


def test_letters():
    assert flat("ĐẢNG ỦY") == "dang uy"
    assert len(flat("Ǆ ﬁ İ đ")) == len("Ǆ ﬁ İ đ")
    assert mostly_upper("UBND TỈNH và TTg")
    assert not mostly_upper("Ủy ban")
    assert not mostly_upper("123 -")


PIECES = [
    *("TỈNH ỦY ĐÔNG LĨNH", "VĂN PHÒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    *(
        "Số:",
        "Số 21-TB/VPTU",
        "Số: 634/TB-VPCP",
        "Đông Lĩnh, ngày 05 tháng 3 năm 2026",
        "ngày … tháng",
        "THÔNG BÁO",
        "V/v rà soát",
        "Kính gửi:",
    ),
    *(
        "Căn cứ",
        "1. Sở Nội vụ",
        "- Như trên;",
        "Nơi nhận:",
        "Nơi\nnhận:",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ),
    *(
        "Trần Văn Minh",
        "T/M",
        "|",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "**",
        "*",
        "-----",
        "điện:",
        "\u0301",
        "“",
        "KHẨN",
        "\\",
        "_",
        "HỎA TỐC",
        "PHỤ LỤC I",
    ),
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), st.lists(st.sampled_from(PIECES)).map("\n".join), st.text())


@given(TEXTS)
@example("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM      TM. ỦY BAN NHÂN DÂN \n TỈNH ỦY ĐÔNG LĨNH")
def test_any_text_gives_a_head_whose_spans_lie_in_it(text):
    found = head(text)
    assert found == head(text)
    for span in found.spans.values():
        assert 0 <= span.start <= span.end <= len(text)
    for field in fields(Head):
        value = getattr(found, field.name)
        assert value != ""
        if isinstance(value, tuple):
            assert all(value)


def test_a_text_of_signatures_alone_costs_no_more_than_a_page():
    """Each line begins like a signature and none has a name: only the first few are looked at."""
    assert head("KT. CHỦ TỊCH\n" * 20_000).signer.name is None
