"""Thân văn bản Word theo thứ tự đọc. / The body of a Word document in reading order: paragraphs with their numbers, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dondoc.reading.contract import Cell
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.word.names import Names, local
from dondoc.reading.formats.word.numbering import Numbering
from dondoc.reading.formats.word.runs import Runs
from dondoc.reading.formats.word.styles import Styles, number_of, whole

#: wrappers around blocks, rows and cells that add nothing
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_NO_COLUMNS = 63  # Word itself allows no more


class Body:
    """Walks blocks and writes them into the manuscript."""

    def __init__(self, names: Names, styles: Styles, numbering: Numbering, manuscript: Manuscript) -> None:
        self._names, self._styles, self._numbering, self._manuscript = names, styles, numbering, manuscript
        self.runs = Runs(names, styles, manuscript)
        self._carried = ""  # words of paragraphs whose end was deleted: they run on into the next
        self._tables = 0  # how deep in tables we are

    def blocks(self, parent: etree._Element) -> None:
        """All blocks of a body, cell, text box or note."""
        for child in parent:
            name = local(child.tag)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name in _WRAPPERS:
                self.blocks(child)
            elif name == "altChunk":
                self._manuscript.note("embedded")
            if self._manuscript.full:
                return

    def _paragraph(self, paragraph: etree._Element) -> None:
        name = self._names
        properties = paragraph.find(name.pPr)
        style = self._style(properties)
        base = self._styles.look_of_paragraph(style)
        found = self.runs.words(paragraph, base, self._tables > 0)
        text = self._carried + found.text()
        self._carried = ""
        if properties is not None and properties.find(f"{name.rPr}/{name['del']}") is not None:
            self._carried = text
            return
        marker = self._marker(properties, style)
        self._manuscript.line(f"{marker} {text.lstrip()}" if marker and text.strip() else text)
        for box in found.boxes:
            self.blocks(box)

    def _style(self, properties: etree._Element | None) -> str | None:
        style = None if properties is None else properties.find(self._names.pStyle)
        return self._styles.default_paragraph if style is None else style.get(self._names.val)

    def _marker(self, properties: etree._Element | None, style: str | None) -> str:
        own = None if properties is None else number_of(properties, self._names)
        inherited = self._styles.look(style).number
        if own is None and inherited is None:
            return ""
        key = (own[0] if own else None) or (inherited[0] if inherited else None)
        if not key or key == "0":
            return ""
        level = own[1] if own else None
        if level is None and inherited:
            level = inherited[1] if inherited[1] is not None else self._numbering.level_of_style(key, style)
        return self._numbering.marker(key, level or 0)

    def _table(self, table: etree._Element) -> None:
        rows: list[tuple[Cell, ...]] = []
        above: dict[int, Cell] = {}
        room = self._manuscript.limits.table_cells
        self._tables += 1
        for row in _inside(table, "tr"):
            if self._is_deleted(row):
                continue
            cells = self._row(row, above, room)
            room -= len(cells)
            rows.append(cells)
            if room <= 0:
                self._manuscript.note("cells-left", limit=self._manuscript.limits.table_cells)
                break
        self._tables -= 1
        self._manuscript.table(rows)

    def _is_deleted(self, row: etree._Element) -> bool:
        name = self._names
        gone = row.find(f"{name.trPr}/{name['del']}") is not None
        if gone:
            self._manuscript.note("tracked-changes")
        return gone

    def _row(self, row: etree._Element, above: dict[int, Cell], room: int) -> tuple[Cell, ...]:
        """One row; `above` holds for each column the cell that a vertical merge carries down, and is brought up to date."""
        name = self._names
        cells: list[Cell] = []
        for _ in range(self._count(row.find(f"{name.trPr}/{name.gridBefore}"), most=_NO_COLUMNS, least=0)):
            cells.append(self._manuscript.cell(self._manuscript.length))
        for element in _inside(row, "tc"):
            properties = element.find(name.tcPr)
            span = 1 if properties is None else self._count(properties.find(name.gridSpan), most=_NO_COLUMNS, least=1)
            cell = self._cell(element, properties, above.get(len(cells)))
            for _ in range(span):
                above[len(cells)] = cell
                cells.append(cell)
            if len(cells) >= room:
                break
        return tuple(cells[:room])

    def _cell(self, element: etree._Element, properties: etree._Element | None, carried: Cell | None) -> Cell:
        merge = None if properties is None else properties.find(self._names.vMerge)
        if merge is not None and merge.get(self._names.val, "continue") == "continue" and carried is not None:
            return carried
        start = self._manuscript.length
        self.blocks(element)
        return self._manuscript.cell(start)

    def _count(self, element: etree._Element | None, *, most: int, least: int) -> int:
        value = None if element is None else whole(element.get(self._names.val))
        return least if value is None else max(least, min(most, value))

    def note_text(self, note: etree._Element) -> str:
        """A footnote as one line."""
        base = self._styles.defaults
        pieces = (self.runs.words(paragraph, base, False).text() for paragraph in note.iter(self._names.p))
        return " ".join(piece.strip() for piece in pieces if piece.strip())


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Children of one name, wrappers opened."""
    for child in parent:
        name = local(child.tag)
        if name == wanted:
            yield child
        elif name in _WRAPPERS:
            yield from _inside(child, wanted)
