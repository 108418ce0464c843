"""Từ trên trang PDF cùng chỗ đứng. / The words of a PDF page with their places, by PDFium.

Only the first and the last character of a word are measured: a call for each character would take longer than all the rest.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from dondoc.reading.formats.pdf.plainly import address, char_angle, char_box, char_origin, font_size
from dondoc.reading.formats.pdf.ruling import Rules
from dondoc.reading.patterns import lazy

#: PDFium's mark for a hyphen at the end of a line, and its own line breaks
_HYPHEN = 0x02
_BLANK = {0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000}
#: a word whose letters rise more steeply than this is a watermark (radians); a number or day put in by hand may stand a little askew
_ASKEW = 0.35
_INVISIBLE = 3  # text rendering mode: neither filled nor drawn
_SMALLEST = 4.0
_ROOM_TO_SIZE = 1.15
_NO_UNICODE = {0, 0xFFFE, 0xFFFF}
#: what stands between blanks; what is not spelled as it stands
_RUN = lazy(f"[^{''.join(map(chr, _BLANK))}]+")
_ODD = lazy(r"[\0\x02\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Word:
    """A word: its text, left and right edge, baseline and font size, in points; y grows upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str = ""


@dataclass(slots=True)
class Page:
    """What a page holds. `broken`: share of its letters without a character map; `unseen`: share drawn invisibly (an OCR layer)."""

    words: list[Word]
    width: float
    height: float
    letters: int
    broken: float
    unseen: float
    rules: Rules = field(default_factory=lambda: Rules([], []))


class _Meter:
    """Measures characters of one text page; the buffers are made once."""

    def __init__(self, text_page: pdfium.FPDF_TEXTPAGE) -> None:
        self._page, self._place = text_page, address(text_page)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = [ctypes.c_double() for _ in range(4)]
        self._edges = [ctypes.addressof(value) for value in self._box]
        self._room = pdfium.FS_RECTF()
        self._origin = ctypes.addressof(self._x), ctypes.addressof(self._y)

    def origin(self, index: int) -> tuple[float, float]:
        """Left end of the baseline."""
        char_origin(self._place, index, *self._origin)
        return self._x.value, self._y.value

    def edges(self, index: int) -> tuple[float, float]:
        """Left and right edge of the drawn letter."""
        char_box(self._place, index, *self._edges)
        return self._box[0].value, self._box[1].value

    def upright(self, index: int) -> bool:
        """Whether the letter stands straight."""
        angle: float = char_angle(self._place, index)
        return angle == 0.0 or min(angle % 6.283, -angle % 6.283) <= _ASKEW

    def size(self, index: int) -> float:
        """Font size as drawn; some programs write size 1 and enlarge by the matrix, then the height of the letter's room tells."""
        size: float = font_size(self._place, index)
        if size >= _SMALLEST:
            return size
        pdfium.FPDFText_GetLooseCharBox(self._page, index, ctypes.byref(self._room))
        return abs(float(self._room.top) - float(self._room.bottom)) / _ROOM_TO_SIZE

    def font(self, index: int) -> str:
        """Name of the font."""
        length = pdfium.FPDFText_GetFontInfo(self._page, index, None, 0, None)
        buffer = ctypes.create_string_buffer(max(1, min(length, 200)))
        pdfium.FPDFText_GetFontInfo(self._page, index, buffer, len(buffer), None)
        return buffer.value.decode("utf-8", "replace").rpartition("+")[2]


def page_words(page: pdfium.FPDF_PAGE, most: int, *, fonts: bool = False) -> Page:
    """The words of an open page, at most `most` characters of it; with the names of their fonts when asked."""
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, min(pdfium.FPDFText_CountChars(text_page), most))
        codes = _codes(text_page, count)
        words = _words(_Meter(text_page), codes, fonts)
        broken, unseen = _trust(text_page, codes)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return Page(
        words=words,
        width=float(pdfium.FPDF_GetPageWidthF(page)),
        height=float(pdfium.FPDF_GetPageHeightF(page)),
        letters=sum(code not in _BLANK for code in codes),
        broken=broken,
        unseen=unseen,
    )


def _codes(text_page: pdfium.FPDF_TEXTPAGE, count: int) -> list[int]:
    """The codes of the characters. PDFium gives the whole text at once, which may leave characters out: then they are asked for singly, as
    are hyphens, which it gives as no character."""
    room = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page, 0, count, room) != count + 1:
        return [pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    codes = room[:count]
    if _NO_UNICODE.isdisjoint(codes):
        return codes
    return [pdfium.FPDFText_GetUnicode(text_page, index) if code in _NO_UNICODE else code for index, code in enumerate(codes)]


def _words(meter: _Meter, codes: list[int], fonts: bool) -> list[Word]:
    text = "".join(map(chr, codes))
    plain = _ODD.search(text) is None
    words: list[Word] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        words += _word(meter, codes, start, end, fonts, match[0] if plain else _spelled(codes[start:end]))
    return words


def _word(meter: _Meter, codes: list[int], start: int, end: int, fonts: bool, text: str) -> list[Word]:
    if not text or not meter.upright(start):
        return []
    left, base = meter.origin(start)
    right = meter.edges(end - 1)[1]
    font = meter.font(start) if fonts else ""
    if right >= left:
        return [Word(text, left, right, base, meter.size(start), font)]
    # PDFium drew two ends of lines together: letter by letter, then
    pieces = []
    for at in range(start, end):
        if char := _spelled(codes[at : at + 1]):
            pieces.append(Word(char, *meter.edges(at), meter.origin(at)[1], meter.size(at), font))
    return pieces


def _spelled(codes: list[int]) -> str:
    """Characters of UTF-16 units; a hyphen at the end of a line is a hyphen."""
    text = "".join("-" if code == _HYPHEN else chr(code) for code in codes if code not in _NO_UNICODE)
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _trust(text_page: pdfium.FPDF_TEXTPAGE, codes: list[int]) -> tuple[float, float]:
    """Shares of a sample of letters that have no character map, and that are drawn invisibly."""
    sample = [index for index, code in enumerate(codes) if code not in _BLANK][:: max(1, len(codes) // 200)]
    if not sample:
        return 0.0, 0.0
    broken = sum(pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1 or codes[index] in _NO_UNICODE for index in sample)
    objects = [pdfium.FPDFText_GetTextObject(text_page, index) for index in sample[:20]]
    unseen = sum(pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE for item in objects if item)
    return broken / len(sample), unseen / max(1, len(objects))
