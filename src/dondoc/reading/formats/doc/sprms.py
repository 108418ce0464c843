"""Thuộc tính trong tệp .doc (SPRM). / Properties in a .doc: a list of (operation, operand). [MS-DOC] 2.6."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache

from dondoc.reading.formats.word.older import PLAIN, CellForm, Letters, RowForm

_DELETED, _INSERTED, _SPECIAL, _SYMBOL, _VANISH = 0x0800, 0x0801, 0x0855, 0x6A09, 0x083C
_COLOR_NUMBER, _COLOR, _SIZE, _FONT, _FONT_OTHER, _STYLE = 0x2A42, 0x6870, 0x4A43, 0x4A4F, 0x4A51, 0x4A30
_HIGHLIGHT, _SHADE_80, _SHADE = 0x2A0C, 0x4866, 0xCA71
_LEVEL, _LIST, _IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW_END = 0x260A, 0x460B, 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_STYLE_OF_PARAGRAPH = 0x4600
_CELLS, _CELLS_OLD, _TABS = 0xD608, 0xD606, 0xC615
HUGE, TABLE_HUGE = 0x6646, 0x646B
_BYTES = (1, 1, 2, 4, 2, 2, 0, 3)  # by the three highest bits; 0: the operand tells its own length
_WHITE = 8
#: 0x7FF and above is «no list any more»; lists are counted from 1
_MOST_LISTS = 0x7FE
_CELL_BYTES = 20


def operations(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The operations of a list, as far as it is whole."""
    at = 0
    while at + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _BYTES[code >> 13]
        if not size:
            skip, size = _own_size(code, data, at)
            at += skip
        if at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


def _own_size(code: int, data: bytes, at: int) -> tuple[int, int]:
    """How many bytes tell the length, and the length."""
    if code in (_CELLS, _CELLS_OLD):
        return 2, max(0, int.from_bytes(data[at : at + 2], "little") - 1)
    size = data[at] if at < len(data) else 0
    if code == _TABS and size == 255 and at + 1 < len(data):
        deleted = data[at + 1]
        added = data[at + 2 + 4 * deleted] if at + 2 + 4 * deleted < len(data) else 0
        return 1, 2 + 4 * deleted + 3 * added
    return 1, size


class Look:
    """The properties of a run."""

    __slots__ = ("letters", "special", "symbol")

    def __init__(self, letters: Letters, special: bool, symbol: tuple[int, int] | None) -> None:
        self.letters, self.special, self.symbol = letters, special, symbol


def look_maker(fonts: tuple[str, ...]) -> _Looks:
    """Reads properties of runs, each different list once."""
    return _Looks(fonts)


class _Looks:
    def __init__(self, fonts: tuple[str, ...]) -> None:
        self._fonts = fonts
        self.of = lru_cache(maxsize=20_000)(self._of)

    def _of(self, properties: bytes) -> Look:
        found: dict[str, object] = {}
        special, symbol = False, None
        for code, value in operations(properties):
            if code == _SPECIAL:
                special = value[0] == 1
            elif code == _SYMBOL:
                symbol = (int.from_bytes(value[:2], "little"), int.from_bytes(value[2:], "little"))
            else:
                found |= self._setting(code, value)
        return Look(Letters(**found) if found else PLAIN, special, symbol)  # type: ignore[arg-type]

    def font(self, number: int) -> str | None:
        """The name of a font by its number."""
        return self._fonts[number] if number < len(self._fonts) else None

    def _setting(self, code: int, value: bytes) -> dict[str, object]:
        number = int.from_bytes(value, "little")
        if code in (_FONT, _FONT_OTHER):
            # letters beyond ASCII, which are what an old encoding is about, are drawn in the font for the others
            return {"font": self.font(number)} if self.font(number) else {}
        if code == _VANISH:
            return {"hidden": True} if number in (1, 0x81) else {"hidden": False} if number == 0 else {}
        if code in (_DELETED, _INSERTED):
            return {"deleted" if code == _DELETED else "inserted": number == 1}
        if code in (_COLOR, _COLOR_NUMBER):
            white = number == _WHITE if code == _COLOR_NUMBER else value == b"\xff\xff\xff\0"
            return {"color": "FFFFFF" if white else "000000"}
        if code in (_HIGHLIGHT, _SHADE, _SHADE_80):
            return {"shaded": _shaded(code, value)}
        return {"size": number} if code == _SIZE else {"style": str(number)} if code == _STYLE else {}


def _shaded(code: int, value: bytes) -> bool:
    if code == _SHADE:
        return len(value) >= 8 and value[4:8] not in (b"\0\0\0\xff", b"\xff\xff\xff\0")
    number = int.from_bytes(value, "little")
    return number not in (0, 0xFFFF) if code == _HIGHLIGHT else number >> 5 & 0x1F not in (0, _WHITE)


class Shape:
    """The properties of a paragraph: style, list (numId, level), depth of tables, ends of cells and rows, form of the row."""

    __slots__ = ("depth", "inner_cell", "number", "row", "row_end", "style")

    def __init__(self) -> None:
        self.style: str | None = None
        self.number: tuple[str | None, int | None] | None = None
        self.depth = 0
        self.inner_cell = self.row_end = False
        self.row = RowForm()


def shape_of(style: int, properties: bytes) -> Shape:
    """The shape a list of operations gives, over the style of this number."""
    shape = Shape()
    shape.style = str(style)
    key: str | None = None
    level: int | None = None
    in_table, deep = False, 0
    for code, value in operations(properties):
        number = int.from_bytes(value, "little")
        if code == _LEVEL:
            level = number
        elif code == _LIST:
            key = str(number) if number <= _MOST_LISTS else "0"
        elif code == _IN_TABLE:
            in_table = number == 1
        elif code == _DEPTH:
            deep = number if number < 1000 else 0
        else:
            _mark(shape, code, value)
    shape.depth = max(deep, int(in_table))
    if key is not None or level is not None:
        shape.number = (key, level)
    return shape


def _mark(shape: Shape, code: int, value: bytes) -> None:
    if code == _STYLE_OF_PARAGRAPH:
        shape.style = str(int.from_bytes(value, "little"))
    elif code in (_ROW_END, _INNER_ROW_END):
        shape.row_end = value[0] == 1 or shape.row_end
    elif code == _INNER_CELL:
        shape.inner_cell = value[0] == 1
    elif code == _CELLS:
        shape.row = _row(value)


def _row(value: bytes) -> RowForm:
    """The definition of a row: edges of its cells, then for each how it is merged."""
    count = value[0] if value else 0
    if len(value) < 1 + 2 * (count + 1):
        return RowForm()
    edges = struct.unpack_from(f"<{count + 1}h", value, 1)
    start = 1 + 2 * (count + 1)
    cells = []
    for at in range(count):
        flags = int.from_bytes(value[start + _CELL_BYTES * at : start + _CELL_BYTES * at + 2], "little")
        down = {1: "continue", 3: "restart"}.get(flags >> 5 & 3)
        cells.append(CellForm(edge=edges[at + 1], down=down, into_left=flags & 3 == 1))
    return RowForm(edges[0], tuple(cells))
