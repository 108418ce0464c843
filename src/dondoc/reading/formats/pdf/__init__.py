"""Tệp PDF có lớp chữ. / Born-digital PDFs by PDFium: words, lines, columns, paragraphs; page numbers and running heads set aside.

A page without letters under a picture is a scan; a text layer without a character map, or an invisible one that makes no Vietnamese, is
never passed on as text. Filled-in number, date and signature often stand in form fields and annotations: they are drawn into the page
first.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dondoc.confine.protocol import step
from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats import legacy
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.oddities import oddities
from dondoc.reading.formats.pdf.bombs import refuse_bombs
from dondoc.reading.formats.pdf.grids import Grid, grids, share_out
from dondoc.reading.formats.pdf.lines import Line, in_reading_order, rows_of
from dondoc.reading.formats.pdf.ruling import rules_of
from dondoc.reading.formats.pdf.words import Page, Word, page_words
from dondoc.reading.formats.pdf.writer import write
from dondoc.reading.formats.reasons import NotUnderstood
from dondoc.reading.formats.syllables import share
from dondoc.rules.limits import LIMITS, Limits

#: a page with fewer letters is a picture with a stamp, where it holds a picture
_FEW_LETTERS = 250
#: shares beyond which a text layer is not believed
_BROKEN, _UNSEEN, _SENSE = 0.1, 0.5, 0.75
_PICTURE = 0.4  # of the page
_MOST_OBJECTS = 2_000  # looked at for pictures
_PARTIAL = {"pages-left", "characters-left", "scanned-pages", "cells-left"}


@dataclass
class _Found:
    """What the pages gave: lines and tables in reading order for each page that could be read, and the numbers of those that could not."""

    pages: list[list[Line | Grid]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    cut: bool = False
    scans: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    encoding: str | None = None


def pdf(data: bytes, limits: Limits = LIMITS) -> Paper:
    """A PDF as paper. NotUnderstood when it is encrypted, damaged, a scan, or its letters cannot be trusted."""
    refuse_bombs(data, limits)
    with _opened(data) as document:
        count = len(document)
        manuscript = Manuscript(limits)
        if count > limits.pages:
            manuscript.note("pages-left", limit=limits.pages, count=count)
        found = _pages(document, min(count, limits.pages), limits)
    if not any(found.pages):
        raise NotUnderstood("bad-text-layer" if found.broken else "scan" if found.scans else "no-text")
    missing = sorted(found.scans + found.broken)
    if missing:
        manuscript.note("scanned-pages", pages=_ranges(missing))
    if found.cut:
        manuscript.note("characters-left", limit=limits.characters)
    if found.encoding:
        manuscript.note("legacy-encoding", encoding=found.encoding)
    aside, starts = write(found.pages, found.widths, manuscript)
    text = manuscript.text()
    return Paper(
        text=text,
        status=Status.PARTIAL if _PARTIAL & manuscript.reasons.keys() else Status.READ,
        reasons=(*manuscript.reasons.values(), *oddities(text, manuscript.steering)),
        tables=manuscript.placed_tables(len(text)),
        encoding=found.encoding,
        pages=tuple(min(start, len(text)) for start in starts),
        aside=aside,
    )


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


def _pages(document: pdfium.PdfDocument, count: int, limits: Limits) -> _Found:
    found = _Found()
    left = limits.characters
    for number in range(count):
        if number and number % limits.step_pages == 0:
            step()
        page, picture = _page(document, number, left)
        left -= 0 if page is None else page.letters
        verdict = "scan" if page is None else _verdict(page, picture)
        if verdict == "scan":
            found.scans.append(number + 1)
        elif verdict == "broken":
            found.broken.append(number + 1)
        words = page.words if page and verdict == "read" else []
        words = _unicode(document, number, words, found) if words else words
        found.widths.append(page.width if page else 0.0)
        found.pages.append(_laid_out(words, grids(page.rules)) if page and words else [])
        if left <= 0:
            found.cut = True
            break
    return found


def _laid_out(words: list[Word], tables: list[Grid]) -> list[Line | Grid]:
    """Lines and tables from the top; a table stands where its upper edge is."""
    out: list[Line | Grid] = []
    rest = share_out(words, tables)
    for table in tables:
        above = [word for word in rest if word.base > table.ys[0]]
        rest = [word for word in rest if word.base <= table.ys[0]]
        out += [*in_reading_order(rows_of(above)), table]
    return [*out, *in_reading_order(rows_of(rest))]


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


def _unicode(document: pdfium.PdfDocument, number: int, words: list[Word], found: _Found) -> list[Word]:
    """Letters of an old encoding made Unicode. Which one is told by the text; which letters are capitals, by the fonts."""
    old = legacy.detect(" ".join(word.text for word in words))
    if not old:
        return words
    found.encoding = found.encoding or old
    page, _ = _page(document, number, sum(len(word.text) for word in words) * 3 + 1000, fonts=True)
    for word in page.words if page else ():
        word.text = legacy.decode(word.text, legacy.of_font(word.font) or old)
    return page.words if page else words


def _ranges(numbers: list[int]) -> str:
    """«1-3, 7»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
