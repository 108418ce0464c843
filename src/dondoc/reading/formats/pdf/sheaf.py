"""Xấp trang đã đọc. / The pages that were read, recognised or missed, and how they become one paper. For PDFs and for images."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from statistics import mean
from typing import Any

from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats import ocr
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.oddities import oddities
from dondoc.reading.formats.pdf.grids import Grid, share_out
from dondoc.reading.formats.pdf.lines import Line, in_reading_order, rows_of
from dondoc.reading.formats.pdf.words import Word
from dondoc.reading.formats.pdf.writer import write
from dondoc.reading.formats.reasons import NotUnderstood
from dondoc.rules.limits import Limits

_PARTIAL = {"pages-left", "characters-left", "scanned-pages", "cells-left", "frames-left"}
#: loaded only when a page must be recognised
_SHEETS = "dondoc.reading.formats.ocr.sheets"


@dataclass
class Sheaf:
    """What the pages gave: lines and tables in reading order for each page that could be read, and the numbers of those that could not."""

    pages: list[list[Line | Grid]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    cut: bool = False
    scans: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    encoding: str | None = None
    confidences: list[float] = field(default_factory=list)
    tried: int = 0  # pages given to the recogniser
    marks: list[str] = field(default_factory=list)

    def add(self, items: list[Line | Grid], width: float) -> None:
        """A page that was read."""
        self.pages.append(items)
        self.widths.append(width)

    def miss(self, number: int, *, broken: bool = False) -> None:
        """A page, counted from 0, that could not be read: a scan, or letters that cannot be trusted."""
        (self.broken if broken else self.scans).append(number + 1)
        self.add([], 0.0)

    def may_recognise(self, limits: Limits) -> bool:
        """Whether a recogniser is installed and has pages left."""
        return self.tried < limits.ocr_pages and ocr.available()

    def recognise(self, image: Any, dots: float, number: int, *, broken: bool = False) -> int:
        """Recognise the image (PIL) of a page; how many letters it has."""
        found = import_module(_SHEETS).sheet(image, dots, first=self.tried == 0)
        self.tried += 1
        self.marks.append(found.marks)
        if found.page is None:
            self.miss(number, broken=broken)
            return 0
        if found.page.words:
            self.confidences.append(found.confidence)
        self.add(laid_out(found.page.words, []), found.page.width)
        return int(found.page.letters)


def laid_out(words: list[Word], tables: list[Grid]) -> list[Line | Grid]:
    """Lines and tables from the top; a table stands where its upper edge is."""
    out: list[Line | Grid] = []
    rest = share_out(words, tables)
    for table in tables:
        above = [word for word in rest if word.base > table.ys[0]]
        rest = [word for word in rest if word.base <= table.ys[0]]
        out += [*in_reading_order(rows_of(above)), table]
    return [*out, *in_reading_order(rows_of(rest))]


def compose(found: Sheaf, manuscript: Manuscript) -> Paper:
    """The pages as paper. NotUnderstood when none could be read."""
    if not any(found.pages):
        raise NotUnderstood(_why_nothing(found))
    missing = sorted(found.scans + found.broken)
    if missing:
        manuscript.note("scanned-pages", pages=_ranges(missing))
    if found.cut:
        manuscript.note("characters-left", limit=manuscript.limits.characters)
    if found.confidences:
        manuscript.note("recognised", confidence=round(mean(found.confidences)))
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
        ocr=bool(found.confidences),
        aside="\n".join([aside, *filter(None, found.marks)]),
    )


def _why_nothing(found: Sheaf) -> str:
    if found.tried:
        return "unreadable-scan"
    return "bad-text-layer" if found.broken else "scan" if found.scans else "no-text"


def _ranges(numbers: list[int]) -> str:
    """«1-3, 7»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
