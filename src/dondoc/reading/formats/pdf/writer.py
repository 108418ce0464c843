"""Chép trang thành văn bản. / Pages into the manuscript: paragraphs joined over lines and pages, tables cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.reading.contract import Cell
from dondoc.reading.formats.manuscript import Manuscript, tidy
from dondoc.reading.formats.pdf.furniture import furniture
from dondoc.reading.formats.pdf.grids import Grid, Place
from dondoc.reading.formats.pdf.lines import Line, in_reading_order, rows_of
from dondoc.reading.formats.pdf.paragraphs import MARKER, Margins, margins, runs_on
from dondoc.reading.formats.pdf.words import Word
from dondoc.reading.patterns import lazy

_HALF = lazy(r"[^\W_][-/]$")
#: columns of a table that goes on over a page stand where they stood, in points
_SAME_COLUMN = 6.0

Item = Line | Grid


def write(pages: Sequence[Sequence[Item]], widths: Sequence[float], manuscript: Manuscript) -> tuple[str, list[int]]:
    """Write the pages; what stood aside of the text, and where each page begins."""
    lined = [[item for item in items if isinstance(item, Line)] for items in pages]
    beside = furniture([lines for lines in lined if lines])
    aside = [line.text for lines in lined for line in lines if id(line) in beside]
    writer = _Writer(manuscript)
    for items, width in zip(pages, widths, strict=True):
        kept = [item for item in items if id(item) not in beside]
        writer.page(kept, margins([item for item in kept if isinstance(item, Line)], width))
    writer.close()
    return "\n".join(aside), writer.starts


class _Writer:
    """Joins lines into paragraphs and tables into tables, over the ends of pages too. `starts`: where each page begins."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._paragraph: list[Line] = []
        self._xs: list[float] = []  # columns of the table that is open
        self._rows: list[tuple[Cell, ...]] = []
        self._head: list[str] = []
        self.starts: list[int] = []

    def page(self, items: Sequence[Item], page: Margins) -> None:
        """The lines and tables of one page."""
        for position, item in enumerate(items):
            if isinstance(item, Grid):
                self._flush()
                self._start(position)
                self._table(item)
                continue
            self._end_table()
            if self._paragraph and not runs_on(self._paragraph[0], self._paragraph[-1], item, page, same_page=position > 0):
                ended = self._paragraph[-1]
                self._flush()
                # a foot and what the next page begins with are as far apart as on paper
                if ended.column and (position == 0 or not item.column):
                    self._manuscript.line("")
            self._start(position)
            self._paragraph.append(item)
        if not items:
            self._start(0)

    def close(self) -> None:
        """End what is open."""
        self._flush()
        self._end_table()

    def _start(self, position: int) -> None:
        if position == 0:
            pending = tidy(joined([line.text for line in self._paragraph])) if self._paragraph else ""
            self.starts.append(self._manuscript.length + (len(pending) + 1 if pending else 0))

    def _flush(self) -> None:
        if self._paragraph:
            self._manuscript.line(joined([line.text for line in self._paragraph]))
        self._paragraph = []

    def _table(self, grid: Grid) -> None:
        """A table; one that begins a page with the columns of the last goes on with it, its repeated head left out."""
        goes_on = bool(self._rows) and _same_columns(self._xs, grid.xs)
        if not goes_on:
            self._end_table()
            self._head = _first_row(grid)
        room = self._manuscript.limits.table_cells - sum(len(row) for row in self._rows)
        for number in range(len(grid.cells)):
            if goes_on and number == 0 and self._is_head(grid):
                continue
            if room < len(grid.cells[number]):
                self._manuscript.note("cells-left", limit=self._manuscript.limits.table_cells)
                break
            room -= len(grid.cells[number])
            self._rows.append(self._row(grid, number))
        self._xs = grid.xs

    def _is_head(self, grid: Grid) -> bool:
        return _first_row(grid) == self._head

    def _row(self, grid: Grid, number: int) -> tuple[Cell, ...]:
        made: dict[Place, Cell] = {}
        cells: list[Cell] = []
        for column, place in enumerate(grid.cells[number]):
            if place[0] < number and self._rows:
                cells.append(self._above(column))
                continue
            if place not in made:
                start = self._manuscript.length
                for line in _lines(grid.words.get(place, [])):
                    self._manuscript.line(line)
                made[place] = self._manuscript.cell(start)
            cells.append(made[place])
        return tuple(cells)

    def _above(self, column: int) -> Cell:
        row = self._rows[-1]
        return row[min(column, len(row) - 1)]

    def _end_table(self) -> None:
        self._manuscript.table(self._rows)
        self._rows, self._xs = [], []


def _first_row(grid: Grid) -> list[str]:
    return [" ".join(_lines(grid.words.get(place, []))) for place in grid.cells[0]]


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME_COLUMN for a, b in zip(one, other, strict=True))


def _lines(words: list[Word]) -> list[str]:
    """The words of a cell: lines joined, but before a marker."""
    out: list[list[str]] = []
    for line in in_reading_order(rows_of(words)):
        if not out or MARKER.match(line.text):
            out.append([])
        out[-1].append(line.text)
    return [tidy(joined(lines)) for lines in out]


def joined(lines: list[str]) -> str:
    """Lines as one paragraph; «UBND-» at the end of a line is half of «UBND-KGVX», which is written without a blank."""
    out = lines[0]
    for line in lines[1:]:
        out += line if _HALF.search(out[-3:]) and line[:1].isalnum() else f" {line}"
    return out
