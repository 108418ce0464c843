"""Bảng nhiệm vụ. / Tables of tasks: each row one piece of work, with columns for who leads, who helps, by when, with what product.

Only a table whose head names a task and either a doer or a time is read. Group rows («I. Kiện toàn …») name no doer of their own and give
no work; an empty doer under a merged cell takes the doer of the row above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.reading.assigning.actors import listed, phrase_at, split
from dondoc.reading.assigning.drafts import Draft
from dondoc.reading.assigning.fields import Field, column
from dondoc.reading.assigning.grids import CellSpan, Grid
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.support import supports
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor
from dondoc.reading.patterns import lazy

_ORDINAL = spaced(r"[\dIVXLCa-zđ.)(\-–+*\s]{0,8}$")
#: roman numeral or capital letter: the number of a group of tasks
_LONGEST_HEAD = 80
_GROUP_NUMBER = spaced(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)]?$")


@dataclass(frozen=True)
class Row:
    """A row of a table of tasks: the span of the task's cell and the cells that say the rest."""

    task: CellSpan
    cells: dict[Field, CellSpan] = field(default_factory=dict)


def task_rows(prose: Prose, grid: Grid) -> Iterator[Row]:
    """The rows of work of a table, none when it is no table of tasks."""
    found = _head(prose, grid)
    if found is None:
        return
    number, columns = found
    carried: dict[Field, CellSpan] = {}
    for row in grid.rows[number + 1 :]:
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        task = cells.pop(Field.TASK, None)
        if task is None or not _is_task(prose, row, task, cells):
            carried = {}
            continue
        filled = {name: span for name, span in cells.items() if span[0] < span[1]}
        if Field.LEAD in columns and Field.LEAD not in filled and Field.LEAD in carried:
            filled[Field.LEAD] = carried[Field.LEAD]
        carried = {name: span for name, span in filled.items() if name is Field.LEAD}
        yield Row(task, filled)


def _head(prose: Prose, grid: Grid) -> tuple[int, dict[Field, int]] | None:
    """The row that heads the columns (among the first three), and the place of each field."""
    for number, row in enumerate(grid.rows[:3]):
        columns = _columns(prose, row)
        if _heads_tasks(columns):
            return number, columns
    return None


def is_head(prose: Prose, row: tuple[CellSpan, ...]) -> bool:
    """Whether a row heads a table of tasks."""
    return _heads_tasks(_columns(prose, row))


def _columns(prose: Prose, row: tuple[CellSpan, ...]) -> dict[Field, int]:
    """The place of each field in a head."""
    columns: dict[Field, int] = {}
    overseer: int | None = None
    for at, (start, end) in enumerate(row):
        name = column(prose.flat[start:end]) if 0 < end - start <= _LONGEST_HEAD else Field.OTHER
        if name is Field.LEAD and _OVERSEES.search(prose.low, start, end):
            overseer = at
        elif name is not Field.OTHER and name not in columns:
            columns[name] = at
    if overseer is not None:
        columns.setdefault(Field.LEAD, overseer)
    return columns


#: «Lãnh đạo phụ trách», «Đồng chí chỉ đạo»: who oversees, not who does, where another column names the doer
_OVERSEES = spaced(r"(?<![\w])(?:lãnh đạo|đồng chí|cá nhân|người) (?:trực tiếp )?(?:phụ trách|chỉ đạo|theo dõi|đôn đốc)")


def _heads_tasks(columns: dict[Field, int]) -> bool:
    return Field.TASK in columns and bool(columns.keys() & {Field.LEAD, Field.TIME, Field.SUPPORT})


def _is_task(prose: Prose, row: tuple[CellSpan, ...], task: CellSpan, cells: dict[Field, CellSpan]) -> bool:
    """A row whose task cell has words and that is no title of a group."""
    start, end = task
    if start >= end or _ORDINAL.match(prose.flat[start:end]):
        return False
    spans = {span for span in row if span[0] < span[1]}
    others = [span for name, span in cells.items() if name is not Field.NUMBER and span[0] < span[1] and span != task]
    if others:
        return True
    first = prose.flat[row[0][0] : row[0][1]].strip()
    return len(spans) > 2 and not _GROUP_NUMBER.match(first)


#: «Văn phòng Đảng ủy (chủ trì), Ban Xây dựng Đảng (phối hợp)» in one cell
_HELPS = spaced(r" *\((?:cơ quan |đơn vị )?phối hợp")


def row_drafts(prose: Prose, grid: Grid) -> Iterator[Draft]:
    """The work of a table of tasks."""
    for row in task_rows(prose, grid):
        named = _bodies(prose, row.cells.get(Field.LEAD))
        lead = tuple(actor for actor in named if not _HELPS.match(prose.low, actor.end))
        help_ = _bodies(prose, row.cells.get(Field.SUPPORT)) or tuple(actor for actor in named if actor not in lead)
        if not help_ and Field.LEAD in row.cells:
            help_ = supports(prose, *row.cells[Field.LEAD], lead)
        yield Draft(
            *row.task,
            None,
            lead,
            help_ or supports(prose, *row.task, lead),
            source="table",
            rule="table-row" if lead else "table-row-without-doer",
            time=row.cells.get(Field.TIME),
            product=row.cells.get(Field.PRODUCT),
        )


#: with what the next body of a cell begins: «Sở Khoa học và Công nghệ⏎Sở Công Thương»
_NEXT_BODY = lazy(
    r"(?:Sở|Bộ|UBND|Ủy ban nhân dân|Công an|Bộ Chỉ huy|Cục|Chi cục|Ban Quản lý|Ban Chỉ đạo|Trung tâm|Thanh tra|Mặt trận|Ủy ban Mặt trận"
    r"|Kho bạc|Thuế tỉnh|Các (?:sở|bộ|ban|cơ quan|đơn vị|xã|địa phương))(?!\w)"
)
_WHOLE_NAME = 4


def _one_a_line(prose: Prose, start: int, end: int) -> list[tuple[int, int]] | None:
    """The lines of a cell that names one body a line without any sign between them; None where it does not."""
    if prose.text.find("\n", start, end) < 0:
        return None
    lines: list[tuple[int, int]] = []
    for a, b in _lines(prose, start, end):
        before = prose.flat[slice(*lines[-1])].split() if lines else []
        if len(before) >= _WHOLE_NAME and before[-1] not in {"và", "của", "các", "với", "thuộc"} and _NEXT_BODY.match(prose.flat, a, b):
            lines.append((a, b))
        else:
            lines[-1:] = [(lines[-1][0] if lines else a, b)]
    return lines if len(lines) > 1 else None


def _bodies(prose: Prose, cell: CellSpan | None) -> tuple[Actor, ...]:
    """The bodies of a cell. A name that no pattern knows («Đỗ Văn Minh», a line of its own) is kept as written."""
    if cell is None or cell[0] >= cell[1]:
        return ()
    start, end = cell
    if (lines := _one_a_line(prose, start, end)) is not None:
        return tuple(actor for a, b in lines for actor in listed(prose, a, b))
    span = phrase_at(prose, start, end)
    if span and prose.flat[span[1] : end].strip(" .;,") == "":
        return split(prose, *span)
    found: list[Actor] = []
    for a, b in _lines(prose, start, end):
        named = tuple(listed(prose, a, b)) if phrase_at(prose, a, b) else ()
        if named:
            found += named
        elif b - a <= 60:
            found += (Actor(x, y, prose.text[x:y]) for x, y in _persons(prose, a, b))
    return tuple(found)


_AND = spaced(r" *[,;] *| và ")


def _persons(prose: Prose, start: int, end: int) -> Iterator[CellSpan]:
    """«Trần Văn An, Lê Thị Bình»: each person, where every word has a capital; else the words as they are."""
    at, spans = start, []
    for cut in _AND.finditer(prose.flat, start, end):
        spans.append((at, cut.start()))
        at = cut.end()
    spans.append((at, end))
    each = all(a < b and all(word[0].isupper() for word in prose.flat[a:b].split()) for a, b in spans)
    yield from spans if each else [(start, end)]


def _lines(prose: Prose, start: int, end: int) -> Iterator[CellSpan]:
    """The lines of a cell that holds a list; a line that begins small goes on the one before."""
    at = start
    for match in re.finditer(r"[\n;]", prose.text[start:end]):
        cut = start + match.start()
        ahead = prose.flat[cut + 1 : end].lstrip()
        if match.group() == "\n" and ahead[:1].islower():
            continue
        yield from _unmarked(prose, at, cut)
        at = cut + 1
    yield from _unmarked(prose, at, end)


def _unmarked(prose: Prose, start: int, end: int) -> Iterator[CellSpan]:
    """The words of a line without the dash of a list."""
    a, b = prose.trim(start, end)
    while a < b and prose.flat[a] in "-–+•* ":
        a += 1
    if a < b:
        yield a, b
