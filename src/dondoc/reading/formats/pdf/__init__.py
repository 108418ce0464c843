"""Tệp PDF có lớp chữ. / Born-digital PDFs by PDFium: words, lines, columns, paragraphs; page numbers and running heads set aside.

A page without letters under a picture is a scan; a text layer without a character map, or an invisible one that makes no Vietnamese, is
never passed on as text: such pages are recognised where that is installed, else told. Filled-in number, date and signature often stand in
form fields and annotations: they are drawn into the page first.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dondoc.confine.protocol import step
from dondoc.reading.contract import Paper
from dondoc.reading.formats import legacy
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.pdf.bombs import refuse_bombs
from dondoc.reading.formats.pdf.grids import grids
from dondoc.reading.formats.pdf.ruling import rules_of
from dondoc.reading.formats.pdf.sheaf import Sheaf, compose, laid_out
from dondoc.reading.formats.pdf.words import Page, Word, page_words
from dondoc.reading.formats.reasons import NotUnderstood
from dondoc.reading.formats.syllables import share
from dondoc.reading.patterns import lazy
from dondoc.rules.limits import LIMITS, Limits

#: a page with fewer letters is a picture with a stamp, where it holds a picture
_FEW_LETTERS = 250
#: shares beyond which a text layer is not believed
_BROKEN, _UNSEEN, _SENSE = 0.1, 0.5, 0.75
_PICTURE = 0.4  # of the page
_MOST_OBJECTS = 2_000  # looked at for pictures
#: of images that pages are drawn to for recognising
_DOTS, _LONGEST = 300, 4_000
_PAPER = (255, 255, 255)
_FILLED_IN = lazy(r"\d{1,5}$")


def pdf(data: bytes, limits: Limits = LIMITS) -> Paper:
    """A PDF as paper. NotUnderstood when it is encrypted, damaged, a scan, or its letters cannot be trusted."""
    refuse_bombs(data, limits)
    with _opened(data) as document:
        count = len(document)
        manuscript = Manuscript(limits)
        if count > limits.pages:
            manuscript.note("pages-left", limit=limits.pages, count=count)
        found = _pages(document, min(count, limits.pages), limits)
    return compose(found, manuscript)


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "assword" in str(error)
        raise (NotUnderstood("encrypted") if encrypted else NotUnderstood("damaged", kind="PDF")) from None
    try:
        yield document
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument, count: int, limits: Limits) -> Sheaf:
    found = Sheaf()
    left = limits.characters
    for number in range(count):
        if number and number % limits.step_pages == 0:
            step()
        page, picture = _page(document, number, left)
        verdict = "scan" if page is None else _verdict(page, picture)
        if verdict == "read" and page:
            left -= page.letters
            words = _unicode(document, number, page.words, found) if page.words else []
            found.add(laid_out(words, grids(page.rules)), page.width)
        elif found.may_recognise(limits):
            stamped = page.words if page and verdict == "scan" else []
            left -= _recognised(document, number, stamped, found, broken=verdict == "broken")
        else:
            found.miss(number, broken=verdict == "broken")
        if left <= 0:
            found.cut = True
            break
    return found


def _recognised(document: pdfium.PdfDocument, number: int, stamped: list[Word], found: Sheaf, *, broken: bool) -> int:
    """Draw a page and recognise it; how many letters it had. The few words a scan has in its text layer are the stamp of a signature."""
    step()  # a page may take as long as a whole file of text
    try:
        page = document[number]
        scale = min(_sharpness(page) / 72, _LONGEST / max(page.get_width(), page.get_height(), 1.0))
        image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    except pdfium.PdfiumError:
        found.miss(number, broken=broken)
        return 0
    return found.recognise(_without(image, stamped, scale), scale * 72, number, broken=broken)


#: so coarse a picture is drawn as it is and smoothly enlarged afterwards; PDFium would only make its dots larger
_FEWEST_DOTS, _COARSE = 40, 120


def _sharpness(page: pdfium.PdfPage) -> float:
    """At how many dots an inch to draw a page: those of its own picture where one coarse picture covers it."""
    area, own = page.get_width() * page.get_height(), 0.0
    for picture in islice(page.get_objects(max_depth=3), _MOST_OBJECTS):
        if picture.type != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= _PICTURE * area:
            own = max(own, picture.get_px_size()[0] * 72 / max(1.0, right - left))
    return own if _FEWEST_DOTS < own < _COARSE else _DOTS


def _without(image: Any, words: list[Word], scale: float) -> Any:
    """The image (PIL) with these words painted over; digits stay, for a number may have been put in over the scan."""
    for word in words:
        if not _FILLED_IN.match(word.text):
            top, bottom = image.height - (word.base + word.size) * scale, image.height - (word.base - 0.35 * word.size) * scale
            image.paste(_PAPER, tuple(round(edge) for edge in (word.left * scale - 2, top, word.right * scale + 2, bottom)))
    return image


def _page(document: pdfium.PdfDocument, number: int, most: int, *, fonts: bool = False) -> tuple[Page | None, bool]:
    """The words of a page with its annotations drawn in, and whether a picture covers much of it; None for a page PDFium cannot open."""
    handle = raw.FPDF_LoadPage(document.raw, number)
    if not handle:
        return None, False
    try:
        if raw.FPDFPage_GetAnnotCount(handle) > 0 and raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            raw.FPDF_ClosePage(handle)
            handle = raw.FPDF_LoadPage(document.raw, number)
            if not handle:
                return None, False
        page = page_words(handle, most, fonts=fonts)
        page.rules = rules_of(handle)
        return page, page.letters < _FEW_LETTERS and _covered(handle, page.width * page.height)
    finally:
        if handle:
            raw.FPDF_ClosePage(handle)


def _covered(handle: raw.FPDF_PAGE, area: float) -> bool:
    """Whether one picture covers much of the page."""
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(handle), _MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(handle, index)
        if raw.FPDFPageObj_GetType(item) in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges))
            left, bottom, right, top = (edge.value for edge in edges)
            if (right - left) * (top - bottom) >= _PICTURE * area:
                return True
    return False


def _verdict(page: Page, picture: bool) -> str:
    """Whether the letters of a page may be passed on: read, scan (a picture) or broken."""
    if page.letters < _FEW_LETTERS and picture:
        return "scan"
    if page.broken > _BROKEN:
        return "broken"
    if page.unseen > _UNSEEN and share(" ".join(word.text for word in page.words)) < _SENSE:
        return "broken"  # letters that a scanner guessed, in another language
    return "read"


def _unicode(document: pdfium.PdfDocument, number: int, words: list[Word], found: Sheaf) -> list[Word]:
    """Letters of an old encoding made Unicode. Which one is told by the text; which letters are capitals, by the fonts."""
    old = legacy.detect(" ".join(word.text for word in words))
    if not old:
        return words
    found.encoding = found.encoding or old
    page, _ = _page(document, number, sum(len(word.text) for word in words) * 3 + 1000, fonts=True)
    for word in page.words if page else ():
        word.text = legacy.decode(word.text, legacy.of_font(word.font) or old)
    return page.words if page else words
