"""Danh sách đánh số của tệp .doc. / Numbered lists of a .doc as a numbering.xml element. [MS-DOC] 2.9.131, 2.9.147, 2.9.150."""

from __future__ import annotations

import struct

from lxml import etree

from dondoc.reading.formats.doc import fib
from dondoc.reading.formats.doc.files import DocFile
from dondoc.reading.formats.doc.sprms import look_maker
from dondoc.reading.formats.word.older import Letters, add, root, run_properties

_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 22: "decimalZero", 23: "bullet",
    255: "none",
}  # fmt: skip
_LIST_BYTES, _OVERRIDE_BYTES, _LEVEL_BYTES = 28, 16, 28
_SIMPLE, _LEGAL = 0x01, 0x04
_STARTS, _FORMATTED = 0x10, 0x20
_LEVELS = 9


def numbering(file: DocFile, names: tuple[str, ...]) -> etree._Element:
    """The lists and their overrides; a list that contradicts itself ends the table."""
    made = root("numbering")
    start, length = file.fib.place(fib.LISTS)
    if length < 2:
        return made
    try:
        _lists(made, file.table, start, length, names)
        _overrides(made, file.part(fib.LIST_OVERRIDES), names)
    except (struct.error, IndexError):
        pass  # the words are whole without the numbers of a damaged table
    return made


def _lists(made: etree._Element, table: bytes, start: int, length: int, names: tuple[str, ...]) -> None:
    """The heads of the lists, then behind them the levels of all lists in order."""
    (count,) = struct.unpack_from("<H", table, start)
    at = start + 2 + _LIST_BYTES * count if length >= 2 + _LIST_BYTES * count else start + length
    for number in range(min(count, (length - 2) // _LIST_BYTES)):
        head = start + 2 + _LIST_BYTES * number
        key = struct.unpack_from("<I", table, head)[0]
        abstract = add(made, "abstractNum", abstractNumId=str(key))
        for depth in range(1 if table[head + 26] & _SIMPLE else _LEVELS):
            at += _level(abstract, depth, table, at, names)


def _level(parent: etree._Element, depth: int, data: bytes, at: int, names: tuple[str, ...]) -> int:
    """One level as an lvl element; how many bytes it takes."""
    start, kind, flags = struct.unpack_from("<iBB", data, at)
    places = data[at + 6 : at + 15]
    letters_size, shape_size, restart = data[at + 24], data[at + 25], data[at + 26]
    letters_at = at + _LEVEL_BYTES + shape_size
    text_at = letters_at + letters_size
    (length,) = struct.unpack_from("<H", data, text_at)
    text = data[text_at + 2 : text_at + 2 + 2 * length].decode("utf-16-le", "replace")
    level = add(parent, "lvl", ilvl=str(depth))
    add(level, "start", val=str(start))
    add(level, "numFmt", val=_FORMATS.get(kind, "decimal"))
    if flags & 0x08:  # begins anew only after the level that `restart` names
        add(level, "lvlRestart", val=str(restart))
    if flags & _LEGAL:
        add(level, "isLgl")
    add(level, "lvlText", val=_pattern(text, places))
    font = look_maker(names).of(data[letters_at:text_at]).letters.font
    if font:
        run_properties(level, Letters(font=font))
    return int(text_at + 2 + 2 * length - at)


def _pattern(text: str, places: bytes) -> str:
    """«%1.%2.»: the characters at these places, counted from 1, are numbers of levels."""
    numbers = {place - 1 for place in places if place}
    return "".join(f"%{ord(char) + 1}" if at in numbers and ord(char) < _LEVELS else char for at, char in enumerate(text))


def _overrides(made: etree._Element, data: bytes, names: tuple[str, ...]) -> None:
    """The lists as paragraphs use them, counted from 1, with the starts and levels they change."""
    if len(data) < 4:
        return
    (count,) = struct.unpack_from("<I", data, 0)
    count = min(count, (len(data) - 4) // _OVERRIDE_BYTES)
    at = 4 + _OVERRIDE_BYTES * count
    for number in range(count):
        head = 4 + _OVERRIDE_BYTES * number
        listed = add(made, "num", numId=str(number + 1))
        add(listed, "abstractNumId", val=str(struct.unpack_from("<I", data, head)[0]))
        at += 4
        for _ in range(data[head + 12]):
            at += _override(listed, data, at, names)


def _override(listed: etree._Element, data: bytes, at: int, names: tuple[str, ...]) -> int:
    start, flags = struct.unpack_from("<iI", data, at)
    made = add(listed, "lvlOverride", ilvl=str(flags & 0xF))
    if flags & _STARTS:
        add(made, "startOverride", val=str(start))
    return 8 + (_level(made, flags & 0xF, data, at + 8, names) if flags & _FORMATTED else 0)
