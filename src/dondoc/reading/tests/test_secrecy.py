"""Dấu độ mật. / The mark of secrecy: a mark by itself, never the word in a sentence."""

from __future__ import annotations

import pytest

from dondoc.reading import read
from dondoc.reading.contract import Source, Status
from dondoc.reading.formats.tests.making import p, pdf, r, tbl, tc, word
from dondoc.reading.secrecy import secret_mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("MẬT\nTỈNH ỦY ĐÔNG LĨNH", "MẬT"),
        ("TỈNH ỦY\n**TỐI MẬT**\nSố 1", "TỐI MẬT"),
        ("TỈNH ỦY\n| TUYỆT MẬT |\n", "TUYỆT MẬT"),
        ("M Ậ T", "MẬT"),
        ("T Ố I  M Ậ T", "TỐI MẬT"),
        ("[MẬT]", "MẬT"),
        ("HỎA TỐC - MẬT", "MẬT"),
        ("MẬT - KHẨN", "MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Số: 12-BC/TU (MẬT)", "MẬT"),
        ("Số 12-BC/TU    TUYỆT MẬT", "TUYỆT MẬT"),
        ("UBND TỈNH\tMẬT", "MẬT"),
        ("MA\u0323\u0302T", "MẬT"),
    ],
)
def test_marks(text: str, mark: str) -> None:
    assert secret_mark(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "Bảo vệ bí mật nhà nước",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT",
        "VỀ CÔNG TÁC BẢO MẬT",
        "Mật độ dân số",
        "mật",
        "QUY ĐỊNH VỀ ĐỘ MẬT",
        "Kính gửi: Sở A\n" * 10 + "1. Nội dung\nMẬT",
        "a\n" * 100 + "MẬT",
        "",
    ],
)
def test_no_marks(text: str) -> None:
    assert secret_mark(text) is None


def test_a_mark_outside_the_text_counts() -> None:
    assert secret_mark("TỈNH ỦY", aside="1\nTỐI MẬT\n") == "TỐI MẬT"
    assert secret_mark("trang một\n" + "dài " * 99 + "\nMẬT\ntrang hai", pages=(0, 407)) == "MẬT"


@pytest.mark.parametrize(
    "data",
    [
        "TỈNH ỦY ĐÔNG LĨNH\nMẬT\nSố 99-BC/TU\nBÁO CÁO".encode(),
        word(tbl([tc(p("TỈNH ỦY"), p("Số 99-BC/TU"), p("MẬT")), tc(p("ĐẢNG CỘNG SẢN VIỆT NAM"))]) + p("BÁO CÁO")),
        word(p("BÁO CÁO Số 99-BC/TU"), header=p("MẬT")),
        word(p("BÁO CÁO Số 99-BC/TU", f"<w:r><w:pict><w:txbxContent>{p('MẬT')}</w:txbxContent></w:pict></w:r>")),
        word(p(r("M", "<w:b/>"), r("ẬT")) + p("Số 99-BC/TU")),
        "<p>TỈNH ỦY</p><table><tr><td>MẬT<td>Số 99-BC/TU</table>".encode(),
    ],
)
def test_of_a_secret_document_nothing_remains(data: bytes) -> None:
    found = read(data, "bao-cao-99.docx")
    assert found.status is Status.REFUSED
    assert found.source == Source()
    assert [reason.code for reason in found.reasons] == ["secret"]
    assert "99" not in repr(found)


def test_the_control_without_a_mark_is_read() -> None:
    assert read("TỈNH ỦY ĐÔNG LĨNH\nSố 99-BC/TU\nBÁO CÁO".encode()).status is Status.READ
    assert read(pdf([(72, 700, "MAT"), (72, 600, "So 99")])).status is Status.READ
