"""Ảnh quét: màu mực, trang nghiêng, dấu công văn đến, chữ viết tay; cả trang khi có bộ nhận dạng. / Scans, part by part and whole."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from dondoc.reading.confined import confined
from dondoc.reading.contract import Status
from dondoc.reading.formats import ocr, paper
from dondoc.reading.formats.ocr import ink
from dondoc.reading.formats.ocr.cleaning import cleaned
from dondoc.reading.formats.ocr.seen import Seen
from dondoc.reading.formats.ocr.spelling import spelled
from dondoc.reading.formats.pdf import _opened, _sharpness
from dondoc.reading.formats.tests.making import pdf
from dondoc.rules.limits import LIMITS

FONTS = Path("/usr/share/fonts/truetype")
#: fonts that have all Vietnamese letters
FONT = next((f for f in (FONTS / "liberation2/LiberationSerif-Regular.ttf", FONTS / "dejavu/DejaVuSans.ttf") if f.exists()), None)
NEEDS = "needs Tesseract's Vietnamese model and a font with Vietnamese letters: apt-get install tesseract-ocr-vie fonts-dejavu-core"
DOTS = 150
HEAD = ["Số: 12/TB-UBND", "THÔNG BÁO", "Về việc rà soát nhiệm vụ được giao"]
BODY = [
    "1. Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan rà soát",
    "tiến độ thực hiện, báo cáo trước ngày 15 tháng 3 năm 2026.",
    "2. Văn phòng theo dõi, đôn đốc và tổng hợp kết quả hằng tháng.",
]


def seen(text: str, left: float = 400, top: float = 1000, line: int = 1, confidence: float = 95.0) -> Seen:
    return Seen(text, left, top, left + 20 * len(text), top + 40, top + 40, 0.0, line, confidence)


def row(words: str, top: float, line: int, left: float = 400, **own: float) -> list[Seen]:
    out = []
    for word in words.split():
        out.append(seen(word, left, top, line, own.get(word, 95.0)))
        left = out[-1].right + 15
    return out


def texts(words: list[Seen], *, first: bool = True) -> str:
    return " ".join(word.text for word in cleaned(words, 2480, 3508, first=first))


def test_coloured_ink_is_no_text() -> None:
    page = Image.new("RGB", (40, 10), "white")
    for at, colour in enumerate(((20, 20, 20), (210, 30, 40), (30, 60, 200), (120, 120, 120))):
        page.paste(colour, (10 * at, 0, 10 * at + 10, 10))
    assert [ink.black(page).getpixel((10 * at + 5, 5)) for at in range(4)] == [20, 210, 200, 120]
    assert ink.black(page.convert("L")).getpixel((15, 5)) != 210  # a grey scan cannot tell


def test_red_ink_at_the_head_is_seen_apart() -> None:
    page = Image.new("RGB", (400, 400), "white")
    page.paste((0, 0, 0), (50, 50, 90, 60))
    assert ink.red_head(page) is None
    page.paste((220, 20, 30), (150, 50, 190, 60))
    found = ink.red_head(page)
    assert found is not None
    assert (found.getpixel((170, 55)), found.getpixel((70, 55))) == (0, 255)


def test_a_page_askew_is_turned_level() -> None:
    page = Image.new("L", (450, 600), 255)
    for at in range(50, 550, 20):
        page.paste(0, (50, at, 400, at + 4))
    askew = page.rotate(2.3, Image.Resampling.BICUBIC, fillcolor=255)
    assert ink._levelness(ink.straight(askew), 0.0) > 3 * ink._levelness(askew, 0.0)
    assert ink.straight(page) is page


def test_images_are_brought_to_the_usual_resolution() -> None:
    small, dots = ink.fitted(Image.new("L", (827, 1169)), 100)
    assert (small.size, dots) == ((2481, 3507), 300)
    assert max(ink.fitted(Image.new("L", (9000, 300)), 300)[0].size) <= 4000


def test_specks_go_and_syllables_stay() -> None:
    words = [*row("giao Sở", 1000, 1), seen("|", 700), seen("§€", 740, confidence=12), seen("truyền", 800, confidence=3), seen("...", 900)]
    assert texts(words) == "giao Sở truyền"


@pytest.mark.parametrize(
    ("line", "own", "left_open"),
    [
        ("Số: 44 /CT-UBND", {"44": 62.0}, "Số: … /CT-UBND"),
        ("Số: 660 /CT-UBND", {"660": 76.0}, "Số: 660 /CT-UBND"),
        ("Số:⁄11 /CT-UBND", {}, "Số: … /CT-UBND"),
        ("Số: /7{/STTTT-CNTT", {}, "Số: …/STTTT-CNTT"),
        ("Số: 1105⁄KH-ĐKT", {"1105⁄KH-ĐKT": 65.0}, "Số: 1105/KH-ĐKT"),
        ("Số: /SCT-CN", {}, "Số: /SCT-CN"),
        ("ngày 3| tháng 12 năm", {}, "ngày … tháng 12 năm"),
        ("ngày/4} tháng 9", {}, "ngày … tháng 9"),
        ("ngày tháng năm 2026", {}, "ngày tháng năm 2026"),
        ("kể từ ngày 19/10/2020 của", {}, "kể từ ngày 19/10/2020 của"),
    ],
)
def test_what_was_filled_in_by_hand_is_left_open(line: str, own: dict[str, float], left_open: str) -> None:
    assert texts(row(line, 400, 1, **own)) == left_open
    assert texts(row(line, 400, 1, **own), first=False) == line.replace("⁄", "/")


def test_an_incoming_stamp_is_no_text() -> None:
    page = [*row("Thực hiện chương trình", 600, 1), *row("công tác năm", 700, 2), *row("của Ủy ban", 800, 4)]
    stamp = [*row("ĐẾN Số: 2770", 690, 3, left=60), *row("Ngày: 09/4", 760, 5, left=120)]
    assert texts([*page, *stamp]) == "Thực hiện chương trình công tác năm của Ủy ban"
    assert "ĐẾN" in texts([*page, *row("THỜI GIAN ĐẾN", 690, 3)])


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("Tô chức kiêm tra,", "Tổ chức kiểm tra,"),
        ("BỒ TRÍ kinh phí", "BỐ TRÍ kinh phí"),
        ("chỉ tiêu, chi tiêu", "chỉ tiêu, chi tiêu"),
        ("phân bô kinh phí", "phân bô kinh phí"),
        ("Thâm quyên câp huyện", "Thẩm quyền cấp huyện"),
        ("vê sản xuât (CHÂT)", "về sản xuất (CHẤT)"),
        ("bà Tô, Chức năng", "bà Tô, Chức năng"),
        ("ông Kiêm Tran", "ông Kiêm Tran"),
    ],
)
def test_accents_of_known_compounds(line: str, mended: str) -> None:
    """Two compounds that differ by marks alone are left as they are seen; a sign between two words parts them."""
    assert " ".join(word.text for word in spelled(row(line, 1000, 1))) == mended


def scan(lines: list[str], *, mark: str = "", askew: float = 0.0, grey: bool = False) -> Image.Image:
    """A page of A4 as a scanner gives it; `mark` is stamped in red at its head."""
    font = ImageFont.truetype(str(FONT), 28)
    page = Image.new("RGB", (1240, 760), "white")
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        pen.text((180, 160 + 48 * number), line, font=font, fill=(15, 15, 15))
    if mark:
        pen.text((700, 110), mark, font=ImageFont.truetype(str(FONT), 44), fill=(215, 25, 35))
    pen.ellipse((760, 480, 1000, 720), outline=(215, 25, 35), width=8)
    turned = page.rotate(askew, Image.Resampling.BICUBIC, fillcolor="white")
    return turned.convert("L") if grey else turned


def as_file(page: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    page.save(out, kind, dpi=(DOTS, DOTS))
    return out.getvalue()


@pytest.fixture
def recogniser() -> None:
    if ocr.available() and FONT:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(NEEDS)
    pytest.skip(NEEDS)


@pytest.mark.usefixtures("recogniser")
def test_a_scan_is_read_behind_the_fences() -> None:
    found = confined(as_file(scan([*HEAD, *BODY], askew=1.4), "JPEG"), "a.jpg")
    assert found.outcome is not None
    assert {"network", "memory", "cpu", "files", "calls"} <= set(found.outcome.holds)
    data = found.data
    assert (data["status"], data["source"]["ocr"], data["reasons"][0]["code"]) == ("read", True, "recognised")
    words = data["text"].split()
    wanted = " ".join([*HEAD, *BODY]).split()
    assert sum(word in words for word in wanted) >= 0.95 * len(wanted)
    assert (data["head"]["kind"], data["head"]["symbol"]) == ("TB", "12/TB-UBND")


@pytest.mark.usefixtures("recogniser")
def test_a_secret_mark_stamped_in_red_is_seen() -> None:
    data = confined(as_file(scan([*HEAD, *BODY], mark="MẬT")), "a.png").data
    assert (data["status"], data["reasons"][0]["code"], data["text"]) == ("refused", "secret", "")


@pytest.mark.usefixtures("recogniser")
def test_pages_of_a_tiff_and_a_limit() -> None:
    out = io.BytesIO()
    small = scan(BODY[:1]).crop((0, 0, 1240, 400))
    small.save(out, "TIFF", save_all=True, append_images=[small, small], dpi=(DOTS, DOTS))
    found = paper(out.getvalue(), "a.tif", replace(LIMITS, ocr_pages=2))
    assert (found.status, len(found.pages)) == (Status.PARTIAL, 2)
    assert {reason.code for reason in found.reasons} >= {"pages-left", "recognised"}
    told = confined(out.getvalue(), "a.tif", asked={"ocr_pages": 1}).data  # as where somebody waits
    assert "Chỉ đọc 1 trang đầu trong 3 trang." in [reason["message"] for reason in told["reasons"]]


def test_without_a_recogniser_a_scan_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    found = paper(as_file(Image.new("L", (400, 600), 255)))
    assert (found.status, [reason.code for reason in found.reasons]) == (Status.UNREAD, ["scan"])


@pytest.mark.usefixtures("recogniser")
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"II*\0\x08\0\0\0\xff\xff", "damaged"),
        (as_file(Image.new("L", (20, 20), 255)), "unreadable-scan"),
        (as_file(Image.new("1", (30_000, 20_000), 1)), "image-large"),
    ],
)
def test_images_that_cannot_be_read_say_why(data: bytes, code: str) -> None:
    found = paper(data)
    assert (found.status, [reason.code for reason in found.reasons]) == (Status.UNREAD, [code])


def test_a_pdf_without_words_is_no_scan() -> None:
    assert [reason.code for reason in paper(pdf([])).reasons] == ["no-text"]


def test_a_coarse_picture_is_drawn_as_it_is_and_enlarged_afterwards() -> None:
    def drawn_at(dots: int) -> float:
        page = Image.new("L", (8 * dots, 11 * dots), "white")
        held = io.BytesIO()
        page.save(held, "PDF", resolution=dots)
        with _opened(held.getvalue()) as document:
            return _sharpness(document[0])

    assert [round(drawn_at(dots)) for dots in (90, 150, 300)] == [90, 300, 300]
