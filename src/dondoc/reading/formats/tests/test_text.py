"""Tệp chữ và HTML: bảng mã, không bỏ gì. / Text files and HTML: encodings, nothing removed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats import legacy, paper
from dondoc.reading.formats.syllables import is_syllable, share, vietnamese

TEXT = (
    "Từng tổ chức và cá nhân phải phấn đấu hoàn thành thật tốt nhiệm vụ được giao; kiểm tra, đánh giá kết quả thực hiện công việc "
    "theo định kỳ hằng tháng. Nghị quyết, Chỉ thị số 27-CT/TU; cử tri, đảng ủy, ủy ban, ỷ lại, lũy kế, quỹ, khuỷu tay, nghiêng ngả."
)
_TCVN3 = {after: before for before, after in legacy._TCVN3.items() if before in legacy.latin(bytes(range(0xA0, 0x100)))}


def codes(found: Paper) -> list[str]:
    return [reason.code for reason in found.reasons]


def as_tcvn3(text: str) -> bytes:
    return "".join(_TCVN3.get(char, char) for char in text).encode("latin-1")


def as_vni(text: str) -> bytes:
    letters = {after: before for before, after in legacy._VNI_LETTERS.items()}
    marks = {signs: mark for mark, signs in legacy._VNI_MARKS.items() if mark.islower()}
    out = ""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        if char in letters:
            out += letters[char]
        elif parts[0] in "uUoO" and "\u031b" in parts:
            horn = letters[unicodedata.normalize("NFC", parts[0] + "\u031b")]
            out += horn + marks.get(parts.replace(parts[0], "").replace("\u031b", ""), "")
        else:
            signs = "".join(sorted(parts[1:], key=lambda sign: sign not in "\u0302\u0306"))
            out += parts[0] + (marks[signs] if signs else "")
    return out.encode("latin-1")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (as_tcvn3(TEXT), "TCVN3"),
        (as_vni(TEXT), "VNI"),
        (as_tcvn3(TEXT).decode("latin-1").encode(), "TCVN3"),
        (as_vni(TEXT).decode("latin-1").encode(), "VNI"),
    ],
)
def test_one_text_in_every_encoding(data: bytes, encoding: str) -> None:
    found = paper(data)
    assert found.text == TEXT
    assert found.encoding == encoding
    assert found.status is Status.READ
    assert ("legacy-encoding" in codes(found)) == (encoding in ("TCVN3", "VNI"))


def test_windows_1258_and_viscii() -> None:
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    apart = "".join(
        unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(c for c in parts if c in tones)
        for parts in (unicodedata.normalize("NFD", char) for char in TEXT)
    )
    assert paper(apart.encode("cp1258")).text == TEXT
    table = {letter: byte for byte, letter in legacy._VISCII.items()}
    assert paper(bytes(table.get(char, ord(char) if ord(char) < 128 else 0x3F) for char in TEXT)).text == TEXT


def test_nothing_is_removed_from_a_text() -> None:
    text = "**THÔNG BÁO**\t\n\n  * a  \u200b b\u00a0\n\n\n| x |\n"
    assert paper(text.encode(), "a.md").text == text
    assert paper(text.replace("\n", "\r\n").encode()).text == text
    assert paper(text.replace("\n", "\r").encode()).text == text


def test_a_few_broken_bytes_are_told() -> None:
    found = paper(TEXT.encode() * 3 + b"\xe1\xbb")
    assert found.status is Status.PARTIAL
    assert codes(found) == ["bytes-lost"]


def test_bytes_of_no_encoding_are_unread() -> None:
    assert codes(paper(bytes(range(0x80, 0x100)) * 20)) == ["encoding"]


def test_odd_letters_are_flagged_and_kept() -> None:
    found = paper("Nguyễn V\u0430n An \u202eđảo".encode())
    assert "V\u0430n" in found.text
    assert set(codes(found)) == {"invisible-characters", "lookalike-letters"}


def test_another_language_is_told() -> None:
    words = b"The committee decided that every department shall report its progress before the end of each month without any delay at all."
    assert codes(paper(words)) == ["language"]


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "khuỷu", "giữa", "oằn", "ướt", "Đôn", "đốc", "yêu", "ngoéo", "thuở"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["strength", "report", "VĂNPHÒNG", "hoaxa", "hoaïch", "nghquyt"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_shares() -> None:
    assert share(TEXT) > 0.95
    assert share("") == 1.0
    assert vietnamese(TEXT * 2)
    assert not vietnamese("the quick brown fox jumps over the lazy dog " * 5)


@given(st.text(max_size=200))
def test_any_text_comes_back_whole(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    found = paper(b"\xef\xbb\xbf" + data)
    if found.media_type == "text/plain" and found.status is Status.READ:
        whole = data.decode().replace("\r\n", "\n").replace("\r", "\n")
        assert found.text == unicodedata.normalize("NFC", whole)


def test_html_keeps_blocks_and_tables_and_drops_code() -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body><script>alert(1)</script>
    <p>Giao <b>Sở
    Nội vụ</b> chủ trì<br>báo cáo</p><p style="display: none">ẩn</p>
    <table><caption>Phân công</caption><tr><th>STT<th>Việc</tr>
    <tr><td rowspan=2>1<td>Rà soát</tr><tr><td>Tổng hợp</tr><tr><td colspan=2>Hết</tr></table></body></html>"""
    found = paper(page.encode())
    assert found.text.split("\n") == ["Giao Sở Nội vụ chủ trì", "báo cáo", "Phân công", "STT", "Việc", "1", "Rà soát", "Tổng hợp", "Hết"]
    shown = [[found.text[cell.start : cell.end] for cell in row] for row in found.tables[0].rows]
    assert shown == [["STT", "Việc"], ["1", "Rà soát"], ["1", "Tổng hợp"], ["Hết", "Hết"]]
    assert codes(found) == ["hidden-text"]


@pytest.mark.parametrize("text", ["Điều 1. ", "GÖ", "Sở Y tế"])
def test_few_parted_letters_are_no_old_encoding(text: str) -> None:
    composed, parted = (paper(unicodedata.normalize(form, text).encode(), "a.txt") for form in ("NFC", "NFD"))
    assert (parted.text, parted.encoding) == (composed.text, composed.encoding)
