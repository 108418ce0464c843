"""Tệp RTF: phông và bộ chữ, bảng, danh sách, chú thích, khung chữ. / RTF: fonts and character sets, tables, lists, notes, boxes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats import paper

FONTS = (
    r"{\fonttbl{\f0\fnil\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}{\f2\fcharset0{\*\panose 02}.VnTimeH{\*\falt Arial};}"
    r"{\f3\fcharset0 VNI-Times;}{\f4\ftech\fcharset2 Symbol;}{\f5\fcharset163 Arial;}{\f6\fcharset204 Arial Cyr;}}"
)


def read(body: str) -> Paper:
    return paper(
        rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}}{body}}}".encode("latin-1")
    )


def lines(body: str) -> list[str]:
    return read(body).text.split("\n")


def codes(found: Paper) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_words_and_signs() -> None:
    found = read(r"Giao \b S\'f2\b0  ban\par th\u7901\'3f\uc2\u7913 xxng\line hai\tab ba\~b\_n \{\}\\\emdash\par")
    assert found.text.split("\n") == ["Giao Sò ban", "thờứng", "hai\tba b-n {}\\—"]
    assert found.media_type == "application/rtf"


def test_old_fonts_are_decoded_run_by_run() -> None:
    found = read(r"{\f1 K\'d5 ho\'b9ch s\-} {\f2 u\'fb ban} {\f3 Kea\'f9} \u272\'3f\par{\f5 S\'ea\'ec} {\f6 \'c0}")
    assert found.text.split("\n") == ["Kế hoạch sư UỶ BAN Keá Đ", "Sế А"]
    assert found.encoding == "TCVN3+VNI"


def test_the_default_font_counts() -> None:
    made = rb"{\rtf1\ansi\deff1{\fonttbl{\f1 .VnTime;}}K\'d5 ho\'b9ch\par{\plain\'ae\'b7}}"
    assert paper(made).text == "Kế hoạch\nđã"


def test_hidden_white_and_deleted_words() -> None:
    found = read(r"th\'e0y {\v an}{\deleted bo}{\revised them}{\cf1 trang}\par")
    assert found.text == "thày them"
    assert codes(found) == ["tracked-changes", "hidden-text"]


def test_numbers_of_lists_are_as_printed() -> None:
    body = r"{\listtext\pard\plain I.\tab}A\par{\pntext\f4\'b7\tab}b\par{\listtext 2.\tab}\par c\par"
    assert lines(body) == ["I. A", "• b", "", "c"]


def test_tables_with_merged_cells() -> None:
    found = read(
        r"\trowd\cellx1000\cellx5000\cellx9000\intbl STT\cell Viec\cell Chu tri\cell\row"
        r"\trowd\cellx5000\clvmgf\cellx9000\intbl Nhom mot\cell So A\cell\row"
        r"\trowd\cellx1000\cellx5000\clvmrg\cellx9000\intbl 1\cell Ra soat\par va bao cao\cell\cell\row\pard sau bang\par"
    )
    shown = [[found.text[one.start : one.end] for one in row] for row in found.tables[0].rows]
    assert shown == [["STT", "Viec", "Chu tri"], ["Nhom mot", "Nhom mot", "So A"], ["1", "Ra soat\nva bao cao", "So A"]]
    assert found.text.endswith("sau bang")


def test_tables_inside_tables() -> None:
    inner = r"\itap2 trong\nestcell nua\nestcell{\*\nesttableprops\trowd\cellx200\cellx400\nestrow}{\nonesttables\par}"
    found = read(rf"\trowd\cellx900\intbl ngoai\par {inner}\itap1 cuoi\cell\row\pard")
    assert found.text.split("\n") == ["ngoai", "trong", "nua", "cuoi"]
    assert len(found.tables) == 2


def test_notes_heads_boxes_and_fields() -> None:
    body = (
        r"{\header TOI MAT\par}Theo{\footnote  So 27-CT/TU} chi thi {\field{\*\fldinst{ PAGE }}{\fldrslt 7}}\par"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt HOA TOC\par}}{\shprslt bo}}duoi\par"
        r"{\field{\*\fldinst DDEAUTO cmd}{\fldrslt x}}{\*\unknown bo}{\pict\bin3 }}}{\info{\title bo}}"
    )
    found = read(body)
    assert found.text.split("\n") == ["Theo chi thi 7", "duoi", "HOA TOC", "x", "", "[1] So 27-CT/TU"]
    assert found.aside == "TOI MAT"
    assert codes(found) == ["active-field"]


def test_nesting_without_end_is_refused() -> None:
    found = paper(b"{\\rtf1 " + b"{" * 5_000)
    assert (found.status, codes(found)) == (Status.REFUSED, ["too-deep"])


@pytest.mark.parametrize("data", [b"{\\rtf", b"{\\rtf1 a", rb"{\rtf1 a\'", rb"{\rtf1}}}} b", rb"{\rtf1\u99999999 a\cellx\row\cell}"])
def test_damaged_files_end_in_an_answer(data: bytes) -> None:
    found = paper(data)
    assert found.text or found.reasons


WORDS = st.sampled_from([
    "{", "}", "\\par ", "\\cell ", "\\row ", "\\trowd", "\\cellx900", "\\intbl ", "\\itap2", "\\nestcell ", "{\\footnote ", "\\f1 ",
    "\\u-10", "{\\shptxt ", "{\\header ", "{\\*\\fldinst ", "{\\listtext ", "\\bin9 ", "chữ",
    "\\'e0", "{\\fonttbl", "\\clmrg", "\\v ", "\\pard ",
])  # fmt: skip


@given(st.lists(WORDS, max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_mixture_is_read(words: list[str]) -> None:
    found = paper(("{\\rtf1 " + "".join(words)).encode("utf-8"))
    assert all(0 <= one.start <= one.end <= len(found.text) for table in found.tables for row in table.rows for one in row)
