"""Tệp độc: từ chối, không bung ra. / Hostile packages and pages: refused before they unpack."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats import paper
from dondoc.reading.formats.pdf.bombs import refuse_bombs
from dondoc.reading.formats.reasons import Unsafe
from dondoc.reading.formats.tests.making import p, package, pdf, tbl, tc, word
from dondoc.rules.limits import LIMITS

SEED = word(p("Giao Sở Tài chính rà soát") + tbl([tc(p("a")), tc(p("b"))]))
SEEDS = [SEED, pdf([(72, 700, "Hello there"), (72, 680, "again")]), "<p>Giao Sở <b>Nội vụ</b></p>".encode(), "Kế hoạch".encode()]


def code(found: Paper) -> str:
    return found.reasons[0].code


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    assert len(old) == len(new)
    return data.replace(old, new)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (word(p("a"), extra={"../../evil": "x"}), "entry-name"),
        (word(p("a"), extra={"/etc/evil": "x"}), "entry-name"),
        (word(p("a"), extra={"C:/evil": "x"}), "entry-name"),
        (patched(word(p("a"), extra={"word/eQvil.bin": "x"}), b"eQvil", b"e\\vil"), "entry-name"),
        (word(p("a"), extra={"WORD/Document.xml": "x"}), "entry-twice"),
        (word(p("a"), extra={"word/big.xml": b" " * 3_000_000}), "bomb"),
        (word(p("a"), extra={"docProps/core.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "doctype"),
        (word(p("a"), extra={"word/x.xml": "<!DOCTYPE a>".encode("utf-16-le")}), "doctype"),
        (word(p("a"), extra={"word/x.xml": '<?xml version="1.0" encoding="utf-7"?><a/>'}), "doctype"),
        (word("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200), "too-deep"),
        (package({f"{number}.txt": "" for number in range(2_001)}), "many-entries"),
        (b"<p " + b" ".join(b"a%d=1" % number for number in range(5_000)) + b">x</p>", "long-tag"),
        (b"<html>" + b"<div>" * 5_000 + b"x", "too-deep"),
        (b"<!DOCTYPE html [<!ENTITY a 'b'>]><html>&a;</html>", "doctype"),
    ],
)
def test_tricks_are_refused(data: bytes, expected: str) -> None:
    found = paper(data)
    assert (found.status, code(found), found.text) == (Status.REFUSED, expected, "")


def test_a_link_is_refused() -> None:
    out = io.BytesIO(SEED)
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert code(paper(out.getvalue())) == "entry-name"


def test_a_lie_about_a_size_is_refused() -> None:
    # the size after unpacking stands in the directory; one that is too small would hide the end of the text
    data = word(p("a" * 50_000))
    size = next(info.file_size for info in zipfile.ZipFile(io.BytesIO(data)).infolist() if info.filename == "word/document.xml")
    assert code(paper(data.replace(size.to_bytes(4, "little"), (size - 40_000).to_bytes(4, "little")))) == "size-lie"


def test_the_whole_package_has_one_budget() -> None:
    parts = {f"word/{number}.xml": bytes([65 + number]) * 400_000 for number in range(4)}
    limits = replace(LIMITS, unpacked_bytes=1_000_000)
    assert code(paper(word(p("a"), extra=parts), limits=limits)) == "bomb"


def test_too_large_a_file_is_refused_whatever_it_is() -> None:
    assert code(paper(b"x" * 101, limits=replace(LIMITS, command_bytes=100))) == "too-large"


def test_an_encrypted_entry_is_unread() -> None:
    data = bytearray(SEED)
    data[data.find(b"PK\x01\x02") + 8] |= 1
    found = paper(bytes(data))
    assert (found.status, code(found)) == (Status.UNREAD, "encrypted")


def test_past_the_soft_limits_the_reading_is_partial() -> None:
    few = replace(LIMITS, characters=50, table_cells=6, pages=2)
    long_text = paper(word("".join(p("mười chữ cái") for _ in range(20))), limits=few)
    assert (long_text.status, code(long_text)) == (Status.PARTIAL, "characters-left")
    assert len(long_text.text) <= 50
    wide = paper(word(tbl(*[[tc(p(str(row))), tc(p("x"))] for row in range(9)])), limits=few)
    assert (wide.status, code(wide)) == (Status.PARTIAL, "cells-left")
    assert sum(len(row) for row in wide.tables[0].rows) <= 6
    plain = paper(b"x" * 60, limits=few)
    assert (plain.status, plain.text) == (Status.PARTIAL, "x" * 50)
    pages = paper(pdf(*[[(72, 700, f"page {number} words")] for number in range(4)]), limits=replace(LIMITS, pages=2))
    assert (pages.status, code(pages)) == (Status.PARTIAL, "pages-left")
    html = paper(b"<table>" + b"<tr><td>a<td>b" * 9 + b"</table>", limits=few)
    assert code(html) == "cells-left"


@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8), st.floats(0.2, 1.0))
@settings(max_examples=150, deadline=None)
def test_no_mutant_raises(seed: bytes, flips: list[tuple[int, int]], kept: float) -> None:
    data = bytearray(seed[: int(len(seed) * kept)])
    for place, value in flips:
        if data:
            data[place % len(data)] = value
    found = paper(bytes(data))
    assert found.text if found.status in (Status.READ, Status.PARTIAL) else found.reasons


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise(data: bytes) -> None:
    found = paper(data)
    for table in found.tables:
        assert all(0 <= cell.start <= cell.end <= len(found.text) for row in table.rows for cell in row)


def with_stream(packed: bytes, filters: str, look: str = "") -> bytes:
    """A PDF of one page whose contents are this stream."""
    sound = pdf([(70.0, 700.0, "Giao So Noi vu.")])
    start, end = sound.index(b"<< /Length"), sound.index(b"endstream")
    return sound[:start] + f"<< /Filter [{filters}] {look} /Length {len(packed)} >>\nstream\n".encode() + packed + b"\n" + sound[end:]


@pytest.mark.parametrize(
    ("packed", "filters", "look", "refused"),
    [
        (zlib.compress(b" " * 3_000_000, 9), "/FlateDecode", "", False),  # too small to harm, as pages of dots are
        (zlib.compress(b" " * 30_000_000, 9), "/FlateDecode", "", True),
        (zlib.compress(zlib.compress(b" " * 30_000_000, 9), 9), "/FlateDecode /FlateDecode", "", True),
        (zlib.compress(random.Random(1).randbytes(300_000)), "/FlateDecode", "", False),
        (zlib.compress(b"\xff" * 30_000_000, 9), "/FlateDecode", "/Subtype /Image", False),
        (b"no deflate at all " * 900, "/FlateDecode", "", False),
    ],
)
def test_streams_of_pdfs_that_grow_beyond_measure(packed: bytes, filters: str, look: str, refused: bool) -> None:
    data = with_stream(packed, filters, look)
    if refused:
        with pytest.raises(Unsafe):
            refuse_bombs(data, LIMITS)
    else:
        refuse_bombs(data, LIMITS)


def test_many_streams_together_are_a_bomb_too() -> None:
    half = zlib.compress(random.Random(1).randbytes(20_000) * 40, 9)
    one = b"1 0 obj << /Filter /FlateDecode >>\nstream\n" + half + b"\nendstream\n"
    refuse_bombs(one * 10, LIMITS)
    with pytest.raises(Unsafe):
        refuse_bombs(one * 10, replace(LIMITS, unpacked_bytes=5_000_000))
