"""Dòng của văn bản, dấu nhấn của bộ chuyển đổi được bỏ qua mà không xóa. / Lines of a text; emphasis marks are passed over, never deleted.

Texts come from files of many kinds. Converters leave `**bold**`, `*italic*`, `__underline__`, bars of tables and rows of dashes; all
offsets still count in the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dondoc.reading.contract import Span, Table

_MARKS = " \t\u00a0\u200b\u200e\u200f\ufeff*_"
_RULE = re.compile(r"[\s\-–—_*=~.•+|\\]*$")


@dataclass(frozen=True)
class Line:
    """One line: where its bare words begin and end, and those words with emphasis marks taken out."""

    number: int
    start: int  # of the line
    end: int  # of the line, its newline excluded
    word_start: int
    word_end: int
    bare: str

    @property
    def empty(self) -> bool:
        """Nothing but space and emphasis marks."""
        return not self.bare

    @property
    def bar(self) -> bool:
        """A bar alone: the edge of a cell that a converter left."""
        return self.bare == "|"

    @property
    def rule(self) -> bool:
        """A row of dashes, stars or dots, an ornament."""
        return bool(self.bare) and not self.bar and _RULE.match(self.bare) is not None


class Lines:
    """The lines of a text, and the tables in it."""

    def __init__(self, text: str, tables: Sequence[Table] = ()) -> None:
        self.text = text
        self.tables = tuple(tables)
        self.all = tuple(self._split(text))
        self._starts = [line.start for line in self.all]

    @staticmethod
    def _split(text: str) -> list[Line]:
        found, at = [], 0
        for number, raw in enumerate(text.split("\n")):
            left = len(raw) - len(raw.lstrip(_MARKS))
            right = len(raw.rstrip(_MARKS))
            bare = raw[left:right].replace("**", "").replace("__", "").replace("*", "") if left < right else ""
            found.append(Line(number, at, at + len(raw), at + left, at + max(left, right), " ".join(bare.split())))
            at += len(raw) + 1
        return found

    def at(self, offset: int) -> Line:
        """The line that holds an offset."""
        return self.all[max(0, bisect_right(self._starts, offset) - 1)]

    @cached_property
    def cells(self) -> tuple[tuple[Span, ...], ...]:
        """Rows of cells: those the format knew, else those a converter left between bars alone on their lines."""
        if self.tables:
            return tuple(tuple(Span(cell.start, cell.end) for cell in row) for table in self.tables for row in table.rows)
        return tuple(row for table in barred(self.all) for row in table)

    @cached_property
    def in_tables(self) -> tuple[Span, ...]:
        """Spans of whole tables, in order."""
        if self.tables:
            return tuple(Span(table.start, table.end) for table in self.tables)
        return tuple(Span(rows[0][0].start, rows[-1][-1].end) for rows in barred(self.all) if rows and rows[0])

    def inside_table(self, offset: int) -> bool:
        """Whether an offset lies in a table."""
        spans = self.in_tables
        place = bisect_right([span.start for span in spans], offset) - 1
        return place >= 0 and offset < spans[place].end


def barred(lines: Sequence[Line]) -> list[list[tuple[Span, ...]]]:
    """Tables a converter wrote with a bar alone on a line before, between and after the cells of each row.

    «| a | b |» a row, at once followed by the bar that opens the next. The first row tells how many cells a row has; a table ends
    where the bar that closes a whole row is followed by something else than a bar.
    """
    tables: list[list[tuple[Span, ...]]] = []
    place = 0
    while place < len(lines):
        if not lines[place].bar:
            place += 1
            continue
        rows, place = _table(lines, place)
        if rows:
            tables.append(rows)
    return tables


def _table(lines: Sequence[Line], place: int) -> tuple[list[tuple[Span, ...]], int]:
    rows: list[tuple[Span, ...]] = []
    width = 0
    while place < len(lines) and lines[place].bar:
        row, after, closed = _row(lines, place, width)
        if not row:
            place = after
            continue
        rows.append(row)
        width, place = max(width, len(row)), after
        if not closed:
            break
    return rows, max(place, 1)


def _row(lines: Sequence[Line], place: int, width: int) -> tuple[tuple[Span, ...], int, bool]:
    """(cells, line after the row, whether the row was closed by a bar). `place` is the bar that opens it."""
    cells: list[Span] = []
    at = place + 1
    while at < len(lines):
        closing = at
        while closing < len(lines) and not lines[closing].bar and closing - at < 400:
            closing += 1
        if closing >= len(lines) or not lines[closing].bar:
            return tuple(cells), at, False
        if closing > at:
            cells.append(Span(lines[at].start, lines[closing - 1].end))
        after = closing + 1
        ended = (
            after >= len(lines)
            or lines[after].bar
            or (lines[after].empty and len(cells) >= max(width, 1))
            or (width and len(cells) >= width)
        )
        if ended:
            return tuple(cells), after, True
        at = after
    return tuple(cells), at, False


def mostly_upper(text: str) -> bool:
    """Whether the letters of a line are capitals (a short lower-case word between them is allowed)."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.75 * len(letters)
