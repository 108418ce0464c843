"""Bảng trong văn bản chữ. / Tables that a converter left in plain text, as rows of cell spans.

Three forms are known: a bar alone on a line between cells, a bar between cells on one line (Markdown), and a tab between cells. Merged
cells leave shorter rows; a row of one or two cells in a wide table is a group title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dondoc.reading.assigning.prose import Prose
from dondoc.reading.contract import Table
from dondoc.reading.patterns import lazy

CellSpan = tuple[int, int]
IsHead = Callable[[tuple[CellSpan, ...]], bool]

#: a piece between two bars that is longer than this is text between two tables
_LONGEST_CELL = 4000
_LONGEST_HEAD = 80
_ORDINAL = lazy(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zđA-ZĐ])[.)]?$")
_MARKDOWN_RULE = lazy(r"\|[\s:|-]+\|\s*$")


class Grid(NamedTuple):
    """A table: its span and its rows of cells, each cell a span of the text (empty cells have start == end)."""

    start: int
    end: int
    rows: tuple[tuple[CellSpan, ...], ...]


def grids(prose: Prose, tables: Sequence[Table], is_head: IsHead) -> list[Grid]:
    """The tables that formats found, else those a converter left in the text."""
    if tables:
        return [Grid(t.start, t.end, tuple(tuple(prose.trim(c.start, c.end) for c in row) for row in t.rows)) for t in tables]
    barred = [*_barred(prose, is_head), *_markdown(prose)] if "|" in prose.text else []
    return sorted([*barred, *(_tabbed(prose) if "\t" in prose.text else ())], key=lambda grid: grid.start)


def _barred(prose: Prose, is_head: IsHead) -> Iterator[Grid]:
    """«|» alone on a line closes each cell; between two rows stand two bars with nothing between them.

    The head is the run of full cells that `is_head` knows; the table ends where a piece is too long to be a cell.
    """
    cells = list(_cells(prose))
    at = 0
    while at < len(cells):
        run = _run(cells, at)
        head = _short_tail(cells[at : at + run])
        width = len(head)
        at += run
        if width < 2 or not is_head(tuple(head)):
            at += run == 0
            continue
        stop = at
        while stop < len(cells) and cells[stop][1] - cells[stop][0] <= _LONGEST_CELL:
            stop += 1
        yield Grid(head[0][0], cells[stop - 1][1], (tuple(head), *_rows(prose, cells[at + 1 : stop], width)))
        at = stop


def _cells(prose: Prose) -> Iterator[CellSpan]:
    """What stands between two bars, in order."""
    opened: int | None = None
    for start, end in prose.lines:
        if prose.text[start:end].strip() != "|":
            continue
        if opened is not None:
            yield prose.trim(opened, start) if prose.flat[opened:start].strip() else (start, start)
        opened = end


def _short_tail(cells: list[CellSpan]) -> list[CellSpan]:
    """The last cells of a run that are short enough to head columns: text before a table is longer."""
    longest = max((number + 1 for number, (start, end) in enumerate(cells) if end - start > _LONGEST_HEAD), default=0)
    return cells[longest:]


def _run(cells: list[CellSpan], at: int) -> int:
    """How many full cells follow one another from `at`."""
    stop = at
    while stop < len(cells) and cells[stop][0] < cells[stop][1] and stop - at < 30:
        stop += 1
    return stop - at


def _rows(prose: Prose, cells: list[CellSpan], width: int) -> Iterator[tuple[CellSpan, ...]]:
    """Rows of a bar table. Between rows stands one empty piece; a group title closes early, before the next ordinal."""
    row: list[CellSpan] = []
    at = 0
    while at < len(cells):
        start, end = cells[at]
        empty = start == end
        if empty and not row:
            at += 1
            continue
        if empty and len(row) < width and _next_is_ordinal(prose, cells, at + 1) and len(row) <= 2:
            yield tuple(row)
            row = []
        else:
            row.append((start, end))
            if len(row) == width:
                yield tuple(row)
                row = []
                at += 1  # the gap
        at += 1
    if row:
        yield tuple(row)


def _next_is_ordinal(prose: Prose, cells: list[CellSpan], at: int) -> bool:
    return at < len(cells) and bool(_ORDINAL.match(prose.flat[cells[at][0] : cells[at][1]].strip()))


def _markdown(prose: Prose) -> Iterator[Grid]:
    """«| a | b |» on each line."""
    block: list[tuple[int, int]] = []
    for start, end in [*prose.lines, (len(prose.text), len(prose.text))]:
        line = prose.text[start:end].strip()
        if line.startswith("|") and line.count("|") >= 3:
            block.append((start, end))
            continue
        if len(block) >= 2:
            rows = [_line_cells(prose, *span, "|") for span in block if not _MARKDOWN_RULE.match(prose.text[span[0] : span[1]])]
            yield Grid(block[0][0], block[-1][1], tuple(row for row in rows if row))
        block = []


def _line_cells(prose: Prose, start: int, end: int, mark: str) -> tuple[CellSpan, ...]:
    """The cells of one line."""
    line = prose.text[start:end]
    bounds = [i for i, c in enumerate(line) if c == mark]
    if mark == "\t":
        bounds = [-1, *bounds, len(line)]
    return tuple(prose.trim(start + a + 1, start + b) if line[a + 1 : b].strip() else (start + b, start + b) for a, b in pairwise(bounds))


def _tabbed(prose: Prose) -> Iterator[Grid]:
    """A head of three or more cells between tabs, then rows; a cell may hold line breaks, so a row ends when its tabs are complete."""
    lines = prose.lines
    at = 0
    while at < len(lines):
        start, end = lines[at]
        head = prose.text[start:end]
        tabs = head.count("\t")
        if tabs >= 2 and all(cell.strip() for cell in head.split("\t")[1:-1]) and head.split("\t")[0].strip():
            rows, after = _tab_rows(prose, at + 1, tabs)
            if len(rows) >= 2:
                yield Grid(start, lines[after - 1][1], (_tab_cells(prose, start, end), *rows))
                at = after
                continue
        at += 1


def _tab_rows(prose: Prose, at: int, tabs: int) -> tuple[list[tuple[CellSpan, ...]], int]:
    """Rows from line `at` on, and the line after the last."""
    lines, rows = prose.lines, []
    while at < len(lines):
        start, count, reach = lines[at][0], 0, at
        while reach < len(lines) and reach - at < 40 and count < tabs:
            count += prose.text.count("\t", *lines[reach])
            if count == 0:
                break
            reach += 1
        if count != tabs:
            break
        rows.append(_tab_cells(prose, start, lines[reach - 1][1]))
        at = reach
    return rows, at


def _tab_cells(prose: Prose, start: int, end: int) -> tuple[CellSpan, ...]:
    return _line_cells(prose, start, end, "\t")
