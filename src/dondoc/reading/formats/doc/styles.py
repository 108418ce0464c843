"""Phông chữ và kiểu của tệp .doc. / Fonts and styles of a .doc, the styles as a styles.xml element. [MS-DOC] 2.9.271, 2.9.275."""

from __future__ import annotations

import struct
from dataclasses import replace

from lxml import etree

from dondoc.reading.formats.doc import fib
from dondoc.reading.formats.doc.files import DocFile
from dondoc.reading.formats.doc.sprms import look_maker, shape_of
from dondoc.reading.formats.word.older import NAMES, Letters, add, numbered, root, run_properties

_NAME_AT = 39  # in a font record
_PARAGRAPH, _CHARACTER = 1, 2
_NO_BASE = 0xFFF
_DEFAULT_FONT_AT = 14  # in the header of the style sheet: fonts for ASCII, East Asian, other letters


def fonts(file: DocFile) -> tuple[str, ...]:
    """The names of the fonts by number."""
    data = file.part(fib.FONTS)
    found: list[str] = []
    at = 4
    for _ in range(int.from_bytes(data[:2], "little")):
        if at >= len(data):
            break
        size = data[at]
        name = data[at + 1 + _NAME_AT : at + 1 + size]
        found.append(name.decode("utf-16-le", "replace").partition("\0")[0])
        at += 1 + size
    return tuple(found)


def style_sheet(file: DocFile, names: tuple[str, ...]) -> etree._Element:
    """The styles: what each is based on, its letters, its list."""
    sheet = root("styles")
    data = file.part(fib.STYLES)
    if len(data) < 4:
        return sheet
    header = int.from_bytes(data[:2], "little")
    count, base = struct.unpack_from("<HH", data, 2)
    if header >= _DEFAULT_FONT_AT:
        # the records below speak of what differs from the font of the whole document
        number = int.from_bytes(data[2 + header - 2 : 2 + header], "little") if header <= 18 else struct.unpack_from("<H", data, 18)[0]
        if number < len(names):
            run_properties(add(add(sheet, "docDefaults"), "rPrDefault"), Letters(font=names[number]))
    at = 2 + header
    for number in range(count):
        if at + 2 > len(data):
            break
        size = int.from_bytes(data[at : at + 2], "little")
        if size >= base >= 8:
            _style(sheet, number, data[at + 2 : at + 2 + size], base, names)
        at += 2 + size + size % 2
    return sheet


def _style(sheet: etree._Element, number: int, record: bytes, base: int, names: tuple[str, ...]) -> None:
    word, count = struct.unpack_from("<HH", record, 2)
    kind, based_on = word & 0xF, word >> 4
    if kind not in (_PARAGRAPH, _CHARACTER):
        return
    made = add(sheet, "style", type="paragraph" if kind == _PARAGRAPH else "character", styleId=str(number))
    if number == 0:
        made.set(NAMES.default, "1")
    if based_on != _NO_BASE:
        add(made, "basedOn", val=str(based_on))
    parts = _parts(record, base, count & 0xF)
    if kind == _PARAGRAPH and parts:
        # after the number of the style itself
        if (listed := shape_of(number, parts[0][2:]).number) is not None:
            numbered(add(made, "pPr"), listed)
        parts = parts[1:]
    if parts:
        look = look_maker(names).of(parts[0]).letters
        run_properties(made, replace(look, style=None, deleted=False, inserted=False))


def _parts(record: bytes, base: int, count: int) -> list[bytes]:
    """The lists of properties of a style, which follow its name; each begins at an even place."""
    length = int.from_bytes(record[base : base + 2], "little")
    at = base + 2 + 2 * length + 2
    found = []
    for _ in range(count):
        at += at % 2
        size = int.from_bytes(record[at : at + 2], "little")
        found.append(record[at + 2 : at + 2 + size])
        at += 2 + size
    return found
