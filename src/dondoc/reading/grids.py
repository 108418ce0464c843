"""Chỗ nào là bảng. / Where tables stand, as ranges of lines.

Formats tell their tables. Text files keep what a converter left: Markdown rows, tabs between cells, or a bar alone on a line before,
between and after the cells of each row. Of the last the end must be found: bars count the cells, and a row that is whole ends a table
unless a further bar opens the next row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dondoc.reading.contract import Table
from dondoc.reading.lines import Lines
from dondoc.reading.patterns import lazy

_LONGEST_CELL = 1500
#: what never stands in a cell of a table of words
_OUTSIDE = lazy(r"(?:PHỤ LỤC|Phụ lục \d|Nơi nhận|CHƯƠNG |Chương [IVX\d]|PHẦN |Điều \d+\.|ĐIỀU \d|QUY CHẾ$|KẾ HOẠCH$|QUY ĐỊNH$)")
#: tables of two cells whatever they look like: the foot, the addressees
_OF_TWO = lazy(r"(?:\W{0,4}N[ơo]i\s*nhận|\W{0,4}Kính\s*gửi)", re.IGNORECASE)


class Grid(NamedTuple):
    """Lines from `first` up to and including `last`."""

    first: int
    last: int


def grids(lines: Lines, tables: Sequence[Table]) -> list[Grid]:
    """The tables in order. A frame of one cell is no table, its words are read like any."""
    if tables:
        many = [table for table in tables if any(len(row) > 1 for row in table.rows)]
        return sorted(
            (Grid(lines.number_at(table.start), lines.number_at(max(table.start, table.end - 1))) for table in many),
            key=lambda grid: grid.first,
        )
    return list(left_over(lines, range(len(lines))))


def left_over(lines: Lines, numbers: range) -> Iterator[Grid]:
    """The tables a converter left among these lines."""
    if not lines.tabular:
        return
    number, count = numbers.start, numbers.stop
    while number < count:
        raw = lines.raw(number)
        if raw.strip() == "|":
            last = _barred(lines, number, count)
            yield Grid(number, last)
            number = last + 1
            continue
        if _is_row(raw):
            yield Grid(number, number)
        number += 1


def _is_row(raw: str) -> bool:
    """A row of Markdown, or cells with tabs between them."""
    if raw.lstrip()[:1] == "|" and raw.count("|") > 1:
        return True
    return raw.count("\t") > 1 and len([cell for cell in raw.strip().split("\t") if cell.strip()]) > 2


@dataclass
class _Bars:
    """How many cells of the row may be closed by now, of `width`: several counts where cells are empty or merged."""

    closed: set[int]
    width: int | None = None

    def cell(self) -> None:
        """A cell with words, closed by its bar."""
        self.closed = {count + 1 for count in self.closed if self.width is None or count < self.width}

    def bar(self) -> None:
        """A bar right after a bar: an empty cell, or the next row."""
        if self.width is None:
            self.width = max(max(self.closed), 1)
        further = {count + 1 for count in self.closed if count < self.width}
        self.closed = further | ({0} if any(self.closed) else set())

    def whole(self) -> bool:
        """The row is whole whichever way the cells are counted."""
        return self.width is not None and self.closed <= {self.width}

    def may_be_whole(self) -> bool:
        """One way of counting makes the row whole."""
        return self.width is None or self.width in self.closed


def _barred(lines: Lines, first: int, count: int) -> int:
    """The last line of the table whose first row the bar on line `first` opens."""
    bars = _Bars({0})
    last, number = first, first + 1
    while number < count:
        end = _piece(lines, number, count)
        if end >= count:
            return last
        words = _words(lines, number, end)
        if bars.width is None and bars.closed == {0} and _OF_TWO.match(words):
            bars.width = 2
        elif not any(bars.closed) and bars.width is None and _outside(lines, number, end, words):
            return last
        if words or end > number:
            if bars.whole() or (bars.may_be_whole() and any(bars.closed) and _outside(lines, number, end, words)):
                return last
            bars.cell()
        else:
            bars.bar()
        last, number = end, end + 1
    return last


def _piece(lines: Lines, number: int, count: int) -> int:
    """The line of the next bar, at or after `number`, or `count`."""
    while number < count and lines.raw(number).strip() != "|":
        number += 1
    return number


def _words(lines: Lines, first: int, end: int) -> str:
    """The first words between two bars."""
    return next((lines[number].bare for number in range(first, end) if not lines[number].empty), "")


def _outside(lines: Lines, first: int, end: int, words: str) -> bool:
    """Whether a piece between two bars is text between two tables."""
    return _OUTSIDE.match(words) is not None or sum(len(lines.raw(number)) for number in range(first, end)) > _LONGEST_CELL
