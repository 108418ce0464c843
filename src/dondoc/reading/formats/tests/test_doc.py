"""Tệp .doc: mảnh chữ, phông từng đoạn, bảng, đánh số, chú thích. / .doc files: pieces, fonts of runs, tables, numbers, notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats import paper
from dondoc.reading.formats.tests.making_doc import (
    DELETED,
    IN_TABLE,
    INSERTED,
    SPECIAL,
    VANISH,
    Level,
    Par,
    Word,
    font,
    listed,
    row_of,
)  # fmt: skip

FONTS = ("Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times", "Symbol")


def par(text: str, look: bytes = b"", **more: bytes | str) -> Par:
    return Par([(text, look)], **more)  # type: ignore[arg-type]


def read(*pars: Par, **more: object) -> Paper:
    return paper(Word(list(pars), fonts=FONTS, **more).bytes(), "a.doc")  # type: ignore[arg-type]


def lines(*pars: Par, **more: object) -> list[str]:
    return read(*pars, **more).text.split("\n")


def codes(found: Paper) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize("wide", [False, True])
def test_words_of_one_and_of_two_bytes(wide: bool) -> None:
    found = read(par("Giao S\xf2 ban", b""), par("th\xe0ng 3"), wide=wide)
    assert (found.status, found.text, found.media_type) == (Status.READ, "Giao Sò ban\nthàng 3", "application/msword")


def test_unicode_stands_in_two_bytes() -> None:
    assert lines(par("Giao Sở Nội vụ chủ trì"), wide=True) == ["Giao Sở Nội vụ chủ trì"]


def test_old_fonts_are_decoded_run_by_run() -> None:
    found = read(
        Par([("KÕ ho¹ch sö", font(1)), ("a \xd6", font(0)), (" uû ban", font(2))]), par("Keá hoaïch", font(3)), par("d\xfc", font(0))
    )
    assert found.text.split("\n") == ["Kế hoạch sửa Ö UỶ BAN", "Kế hoạch", "dü"]
    assert found.encoding == "TCVN3+VNI"
    assert codes(found) == ["legacy-encoding"]


def test_unicode_in_an_old_font_stays() -> None:
    assert lines(par("Kế hoạch đã có, ô tô", font(1)), wide=True) == ["Kế hoạch đã có, ô tô"]


def test_hidden_words_and_tracked_changes() -> None:
    found = read(Par([("thay ", b""), ("an", VANISH), ("bo", DELETED), ("them", INSERTED)]), Par([("mot ", b"")], look=DELETED), par("hai"))
    assert found.text.split("\n") == ["thay them", "mot hai"]
    assert codes(found) == ["tracked-changes", "hidden-text"]


def test_fields_show_their_result() -> None:
    field = [("truoc ", b""), ("\x13", SPECIAL), (" PAGE ", b""), ("\x14", SPECIAL), ("7", b""), ("\x15", SPECIAL), (" sau", b"")]
    assert lines(Par(field)) == ["truoc 7 sau"]


def test_numbers_of_lists_are_computed() -> None:
    made = [[Level("\x00.", 1), Level("\x01)", 4)], [Level("-", 23)]]
    clauses = [par("A", shape=listed(1)), par("b", shape=listed(1, 1)), par("c", shape=listed(1, 1)), par("D", shape=listed(1))]
    assert lines(*clauses, par("e", shape=listed(2)), lists=made) == ["I. A", "a) b", "b) c", "II. D", "- e"]


def cell(text: str, mark: str = "\x07") -> Par:
    return par(text, shape=IN_TABLE, mark=mark)


def end(edges: tuple[int, ...], flags: tuple[int, ...] = ()) -> Par:
    return Par([], shape=row_of(edges, flags), mark="\x07")


def test_tables_with_merged_cells() -> None:
    edges = (0, 1000, 5000, 9000)
    found = read(
        cell("STT"), cell("Viec"), cell("Chu tri"), end(edges),
        cell("Nhom mot"), cell("So A"), end((0, 5000, 9000), (0, 0x60)),
        cell("1"), cell("Ra soat", "\r"), cell("va bao cao"), cell(""), end(edges, (0, 0, 0x20)),
        par("sau bang"),
    )  # fmt: skip
    shown = [[found.text[one.start : one.end] for one in row] for row in found.tables[0].rows]
    assert shown == [["STT", "Viec", "Chu tri"], ["Nhom mot", "Nhom mot", "So A"], ["1", "Ra soat\nva bao cao", "So A"]]
    assert found.text.endswith("sau bang")


def test_footnotes_follow_and_running_heads_stand_aside() -> None:
    found = read(Par([("Theo chi thi", b""), ("\x02", SPECIAL), (" nay", b"")]), notes=[par(" So 27-CT/TU")], head=[par("MAT")])
    assert found.text.split("\n") == ["Theo chi thi nay", "", "[1] So 27-CT/TU"]
    assert found.aside.strip() == "MAT"


@pytest.mark.parametrize(
    ("more", "code"),
    [({"flags": 0x0100}, "encrypted"), ({"version": 0x68}, "kind-old"), ({"storages": ("Macros",)}, "macro")],
)
def test_what_is_not_read_says_why(more: dict[str, object], code: str) -> None:
    found = read(par("a"), **more)
    assert (found.status, codes(found), found.text) == (Status.UNREAD, [code], "")


def test_embedded_files_are_told() -> None:
    found = read(par("a"), storages=("ObjectPool",))
    assert codes(found) == []  # an empty pool is what Word leaves behind


SEED = Word([par("Giao"), cell("a"), cell("b"), end((0, 10, 900)), par("x", shape=listed(1))], lists=[[Level("\x00.")]]).bytes()


@given(st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.integers(0, 255)), max_size=8), st.floats(0.3, 1.0))
@settings(max_examples=150, deadline=None)
def test_no_mutant_raises(flips: list[tuple[int, int]], kept: float) -> None:
    data = bytearray(SEED[: int(len(SEED) * kept)])
    for place, value in flips:
        if place < len(data):
            data[place] = value
    found = paper(bytes(data))
    assert found.text if found.status in (Status.READ, Status.PARTIAL) else found.reasons
