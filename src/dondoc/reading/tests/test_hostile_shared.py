"""Tệp độc và tệp thật đặt cạnh dự án. / The hostile and the real files beside the project: each ends in an answer with a reason."""

from __future__ import annotations

import csv
import random
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from dondoc.reading.confined import confined
from dondoc.reading.formats import ocr, paper
from dondoc.reading.formats.kinds import IMAGES, Kind, kind_of
from dondoc.reading.formats.syllables import share

SHARED = Path(__file__).parents[4].parent / "shared"
HOSTILE = SHARED / "adversarial"
FILES = SHARED / "reading" / "files"
ENDS = {"read", "partial", "unread", "refused"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile and real files are not beside the project (../shared)"),
]


def hostile() -> list[Path]:
    return [file for file in sorted(HOSTILE.rglob("*")) if file.is_file() and file.name != "index.tsv"]


def some(files: list[Path], one_of: int) -> list[Path]:
    """A seeded part, of every kind of name; the long form takes all."""
    return sorted(random.Random(2026).sample(files, max(1, len(files) // one_of)))


def made(pattern: str) -> list[Path]:
    return sorted((HOSTILE / "generated").glob(pattern))


def check(data: dict[str, object]) -> None:
    assert data["status"] in ENDS
    if data["status"] in ("unread", "refused"):
        assert data["text"] == ""
        assert data["reasons"]


@pytest.mark.parametrize("one_of", [5, pytest.param(1, marks=pytest.mark.endurance)], ids=["some", "all"])
def test_bombs_and_tricks_end_in_the_child(one_of: int) -> None:
    """PDFium aborts on one of them: the child dies, the answer does not."""
    for file in some([*made("*bomb*"), *made("pdf_*"), *made("zip_lying*"), *made("secret*")], one_of):
        started = time.monotonic()
        found = confined(file)
        check(found.data)
        assert found.outcome is None or found.outcome.ended != "failed", file.name
        assert time.monotonic() - started < 60, file.name


@pytest.mark.parametrize("one_of", [5, pytest.param(1, marks=pytest.mark.endurance)], ids=["some", "all"])
def test_no_hostile_file_but_pdfs_makes_a_reader_raise(one_of: int) -> None:
    """In this process, so that an exception would be seen; PDFs, whose reader can abort, and pictures, one of which takes seconds, are
    read in the child."""
    counts: Counter[str] = Counter()
    for file in some(hostile(), one_of):
        data = file.read_bytes()
        if kind_of(data) not in {Kind.PDF, *IMAGES}:
            found = paper(data, file.name)
            counts[found.status] += 1
            assert found.text or found.reasons, file.name
    assert counts["read"] > 100 // one_of
    assert counts["refused"] >= 10 // one_of


def test_one_text_in_nine_disguises_gives_one_text() -> None:
    texts = {
        name: paper((HOSTILE / "generated" / name).read_bytes()).text.strip()
        for name in ("nfc.docx", "nfd.docx", "tcvn3.txt", "vni.txt", "viscii.txt", "vni_font.docx", "xml_utf16_declared_utf8.docx")
    }
    assert len(set(texts.values())) == 1, texts


def test_real_word_files_are_read_whole() -> None:
    for file in FILES.glob("*.docx"):
        found = paper(file.read_bytes(), file.name)
        assert (found.status, file.name) == ("read", file.name)
        assert len(found.text) > 500, file.name
        assert not any("\ue000" <= char <= "\uf8ff" for char in found.text), file.name


SCANS = {"0256", "0275", "0317", "0418", "0420", "0422", "0425", "0427", "0432"}
BROKEN = {"0302", "0304", "0429"}


def test_real_pdfs_are_read_or_say_that_they_are_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    ended = {file.stem: paper(file.read_bytes(), file.name) for file in FILES.glob("*.pdf")}
    assert {stem for stem, found in ended.items() if found.reasons and found.reasons[0].code == "scan"} == SCANS
    assert {ended[stem].reasons[0].code for stem in BROKEN} == {"bad-text-layer"}
    assert all(ended[stem].status == "read" for stem in ("0288", "0331", "0333", "0337", "0339", "0341", "0385", "0414", "0416"))


@pytest.mark.endurance
@pytest.mark.skipif(not ocr.available(), reason="needs Tesseract's Vietnamese model: apt-get install tesseract-ocr-vie")
def test_real_scans_are_recognised() -> None:
    """Kind and body by their words; a number is right or open, for a wrong one is worse than none."""
    index = {row["file"].partition(".")[0]: row for row in csv.DictReader((FILES / "index.tsv").open(encoding="utf-8"), delimiter="\t")}
    for stem in sorted(SCANS | BROKEN):
        data = confined(FILES / f"{stem}.pdf").data
        assert (data["status"], data["source"]["ocr"]) == ("read", True), stem
        assert data["head"]["kind_name"] == index[stem]["kind"], stem
        assert data["head"]["number"] in (None, index[stem]["number"].partition("/")[0]), stem
        assert share(data["text"]) > 0.9, stem


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold()))


def test_old_encodings_match_their_twins() -> None:
    """Two twins spell the VNI letter «ë» as «ẵ» («hoẵc»), so agreement with them ends below one."""
    for twin in FILES.glob("*.twin.txt"):
        file = next(file for file in FILES.glob(f"{twin.name[:4]}.*") if file.suffix != ".txt")
        if file.stem in BROKEN:
            continue
        read, wanted = words(paper(file.read_bytes(), file.name).text), words(twin.read_text("utf-8"))
        both = (read & wanted).total()
        assert 2 * both / (read.total() + wanted.total()) >= (0.993 if file.stem in ("0345", "0349") else 0.995), file.name
