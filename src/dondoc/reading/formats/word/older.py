"""Đưa tệp Word cũ về dạng .docx. / Older Word files brought to the form of .docx: runs, paragraphs, tables as WordprocessingML elements.

The builder takes what .doc and .rtf have in common: paragraphs in order, each at a depth of tables, ends of cells and of rows, and for each
row where its cells end. From the edges of all rows of a table it works out how many columns a cell spans, as .docx tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from dondoc.reading.formats.word.names import TRANSITIONAL, Names
from dondoc.reading.patterns import lazy

NAMES = Names(TRANSITIONAL)
#: edges of cells that are as good as one, in twentieths of a point
_SAME_EDGE = 40
_DEEPEST = 12
#: what XML cannot hold: controls, lone surrogates, non-characters
_NO_XML = lazy("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Letters:
    """How a run looks, as far as reading needs it; None is inherited. `size` in half points, `color` RRGGBB."""

    font: str | None = None
    hidden: bool | None = None
    color: str | None = None
    size: int | None = None
    shaded: bool | None = None
    style: str | None = None
    deleted: bool = False
    inserted: bool = False


PLAIN = Letters()


@dataclass(frozen=True)
class CellForm:
    """A cell of a row: its right edge (twentieths of a point), and how it is merged. down: "restart" or "continue"."""

    edge: int
    down: str | None = None
    into_left: bool = False


@dataclass(frozen=True)
class RowForm:
    """A row as its definition says: left edge and cells."""

    left: int = 0
    cells: tuple[CellForm, ...] = ()


def root(tag: str) -> etree._Element:
    """A new element of WordprocessingML."""
    return etree.Element(NAMES[tag], nsmap={"w": TRANSITIONAL})


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A child with attributes."""
    child = etree.SubElement(parent, NAMES[tag])
    for name, value in attributes.items():
        child.set(NAMES[name.rstrip("_")], clean(value))
    return child


def clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return text if text.isascii() and text.isprintable() else _NO_XML.sub("", text)


def run_properties(parent: etree._Element, look: Letters) -> None:
    """An rPr element, when the look says anything."""
    if look in (PLAIN, _INSERTED):
        return
    properties = add(parent, "rPr")
    if look.style is not None:
        add(properties, "rStyle", val=look.style)
    if look.font:
        add(properties, "rFonts", ascii=look.font, hAnsi=look.font)
    if look.hidden is not None:
        add(properties, "vanish", val="1" if look.hidden else "0")
    if look.color:
        add(properties, "color", val=look.color)
    if look.size is not None:
        add(properties, "sz", val=str(look.size))
    if look.shaded is not None:
        add(properties, "shd", val="clear", fill="808080" if look.shaded else "auto")


_INSERTED = replace(PLAIN, inserted=True)


class Paragraph:
    """A paragraph being made: runs are added, then it is given to a `Story`."""

    def __init__(self) -> None:
        self.element = root("p")

    def run(self, look: Letters) -> etree._Element:
        """A new run, inside the mark of a tracked change where it is one."""
        parent = self.element
        if look.deleted:
            parent = add(parent, "del")
        elif look.inserted:
            parent = add(parent, "ins")
        made = add(parent, "r")
        run_properties(made, look)
        return made

    def text(self, words: str, look: Letters = PLAIN) -> None:
        """Words; tabs and line breaks are kept in the text, for the walker takes them as they are."""
        if words := clean(words):
            add(self.run(look), "t").text = words

    def properties(
        self, *, style: str | None = None, number: tuple[str | None, int | None] | None = None, mark_deleted: bool = False
    ) -> None:
        """What the paragraph mark says: style, list (numId, level), and whether the mark itself was deleted."""
        if style is None and number is None and not mark_deleted:
            return
        made = etree.Element(NAMES.pPr)
        self.element.insert(0, made)
        if style is not None:
            add(made, "pStyle", val=style)
        if number is not None:
            numbered(made, number)
        if mark_deleted:
            add(add(made, "rPr"), "del")


def numbered(parent: etree._Element, number: tuple[str | None, int | None]) -> None:
    """A numPr element: (numId, level), each None when not said."""
    listed = add(parent, "numPr")
    key, level = number
    if level is not None:
        add(listed, "ilvl", val=str(level))
    if key is not None:
        add(listed, "numId", val=key)


@dataclass
class _Level:
    """An open table: its rows with their forms, the cells of the open row, the blocks of the open cell."""

    rows: list[tuple[RowForm, list[list[etree._Element]]]] = field(default_factory=list)
    cells: list[list[etree._Element]] = field(default_factory=list)
    blocks: list[etree._Element] = field(default_factory=list)


class Story:
    """Paragraphs in order, each at a depth of tables (0: none), put together into blocks."""

    def __init__(self) -> None:
        self._levels = [_Level()]

    def paragraph(self, element: etree._Element, depth: int = 0) -> None:
        """Add a paragraph at this depth."""
        self._at(depth).blocks.append(element)

    def end_cell(self, depth: int) -> None:
        """The open cell at this depth ends."""
        level = self._at(depth)
        level.cells.append(level.blocks)
        level.blocks = []

    def end_row(self, depth: int, form: RowForm) -> None:
        """The open row at this depth ends; `form` says where its cells stand."""
        level = self._at(depth)
        if level.blocks:
            level.cells.append(level.blocks)
        level.rows.append((form, level.cells))
        level.cells, level.blocks = [], []

    def blocks(self) -> list[etree._Element]:
        """Everything so far, open tables closed."""
        return self._at(0).blocks

    def into(self, parent: etree._Element) -> etree._Element:
        """Everything so far as children of an element."""
        parent.extend(self.blocks())
        return parent

    def _at(self, depth: int) -> _Level:
        depth = min(depth, _DEEPEST)
        while len(self._levels) > depth + 1:
            closed = self._levels.pop()
            self._levels[-1].blocks.extend(_closed(closed))
        while len(self._levels) < depth + 1:
            self._levels.append(_Level())
        return self._levels[-1]


def _closed(level: _Level) -> list[etree._Element]:
    """A table, and what stood in a row that never ended."""
    rest = [block for cell in [*level.cells, level.blocks] for block in cell]
    if not level.rows:
        return rest
    return [_table(level.rows), *rest]


def _table(rows: Sequence[tuple[RowForm, list[list[etree._Element]]]]) -> etree._Element:
    grid = _edges([form.left, *(cell.edge for cell in form.cells)] for form, _ in rows if form.cells)
    table = root("tbl")
    for form, cells in rows:
        _row(add(table, "tr"), form, cells, grid)
    return table


def _edges(rows: Iterable[Sequence[int]]) -> list[int]:
    """All edges of a table from the left, those that are as good as one made one."""
    out: list[int] = []
    for edge in sorted({edge for row in rows for edge in row}):
        if not out or edge - out[-1] > _SAME_EDGE:
            out.append(edge)
    return out


def _column(grid: Sequence[int], edge: int) -> int:
    """Which edge of the grid this is."""
    return min(range(len(grid)), key=lambda at: abs(grid[at] - edge)) if grid else 0


def _row(row: etree._Element, form: RowForm, cells: list[list[etree._Element]], grid: Sequence[int]) -> None:
    at = _column(grid, form.left)
    if form.cells and at:
        add(add(row, "trPr"), "gridBefore", val=str(at))
    made: etree._Element | None = None
    for number, blocks in enumerate(cells):
        shape = form.cells[number] if number < len(form.cells) else None
        ends = _column(grid, shape.edge) if shape else at + 1
        span, at = max(1, ends - at), max(at + 1, ends)
        if shape and shape.into_left and made is not None:
            _widen(made, span)
            made.extend(blocks if _has_words(blocks) else [])
            continue
        made = add(row, "tc")
        properties = add(made, "tcPr")
        add(properties, "gridSpan", val=str(span))
        if shape and shape.down:
            add(properties, "vMerge", val=shape.down)
        made.extend(blocks)


def _widen(cell: etree._Element, by: int) -> None:
    span = cell.find(f"{NAMES.tcPr}/{NAMES.gridSpan}")
    if span is not None:
        span.set(NAMES.val, str(int(span.get(NAMES.val, "1")) + by))


def _has_words(blocks: list[etree._Element]) -> bool:
    return any((text.text or "").strip() for block in blocks for text in block.iter(NAMES.t))
