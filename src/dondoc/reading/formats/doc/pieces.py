"""Chữ của tệp .doc và thuộc tính từng khoảng. / The characters of a .doc by its piece table, and the properties of each stretch.

A document is kept in pieces, of one byte (windows-1252) or two (UTF-16) a character; properties are kept by place in the file, not in the
text.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass

from dondoc.reading.formats import legacy
from dondoc.reading.formats.doc import fib
from dondoc.reading.formats.doc.files import DocFile, positions
from dondoc.reading.formats.doc.sprms import HUGE, TABLE_HUGE, operations

_PAGE = 512
_NARROW = 0x40000000
_PLACE_MASK = 0x3FFFFFFF
_LIST_OF_PIECES, _PROPERTIES = 2, 1
_NO_STYLE = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` stand at byte `place` of the file, `width` bytes each; `extra`: properties of the whole piece."""

    start: int
    end: int
    place: int
    width: int
    extra: bytes


class Text:
    """All characters of the document, its stories one after another."""

    def __init__(self, file: DocFile, most: int) -> None:
        self._file = file
        self.pieces = _pieces(file, most)
        self.text = "".join(_characters(file.main, piece) for piece in self.pieces)
        self._starts = [piece.start for piece in self.pieces]
        self._runs = _Pages(file.main, file.part(fib.CHARACTER_PAGES))
        self._paragraphs = _ParagraphPages(file.main, file.part(fib.PARAGRAPH_PAGES))

    def runs(self, start: int, end: int) -> list[tuple[int, int, bytes]]:
        """Stretches of the text between two places that have one list of properties."""
        out: list[tuple[int, int, bytes]] = []
        at = start
        while at < end:
            piece = self._piece(at)
            if piece is None:
                break
            properties, reach = self._runs.at(piece.place + (at - piece.start) * piece.width)
            upto = min(end, piece.end, max(at + 1, piece.start + (reach - piece.place) // piece.width))
            out.append((at, upto, properties + piece.extra))
            at = upto
        return out

    def paragraph(self, mark: int) -> tuple[int, bytes]:
        """Style number and properties of the paragraph whose mark stands at this place."""
        piece = self._piece(mark)
        if piece is None:
            return _NO_STYLE, b""
        found, _ = self._paragraphs.at(piece.place + (mark - piece.start) * piece.width)
        style = int.from_bytes(found[:2], "little")
        return style, self._whole(found[2:]) + piece.extra

    def _whole(self, properties: bytes) -> bytes:
        """Properties too long for their page stand in the data stream; those of the paragraph itself win over them."""
        for code, value in operations(properties):
            if code in (HUGE, TABLE_HUGE):
                at = int.from_bytes(value, "little")
                size = int.from_bytes(self._file.data[at : at + 2], "little")
                properties = self._file.data[at + 2 : at + 2 + size] + properties
        return properties

    def _piece(self, at: int) -> Piece | None:
        found = bisect_right(self._starts, at) - 1
        return self.pieces[found] if found >= 0 and at < self.pieces[found].end else None


def _pieces(file: DocFile, most: int) -> list[Piece]:
    """The piece table; at most `most` characters. ValueError when it contradicts itself."""
    extras: list[bytes] = []
    table, at = file.part(fib.PIECES), 0
    while at < len(table) and table[at] == _PROPERTIES:
        size = int.from_bytes(table[at + 1 : at + 3], "little")
        extras.append(table[at + 3 : at + 3 + size])
        at += 3 + size
    if at >= len(table) or table[at] != _LIST_OF_PIECES:
        raise ValueError("no piece table")
    places, records = positions(table[at + 5 : at + 5 + int.from_bytes(table[at + 1 : at + 5], "little")], 8)
    found: list[Piece] = []
    for number, record in enumerate(records):
        start, end = places[number], min(places[number + 1], most)
        if start != (found[-1].end if found else 0) or end < start:
            break
        found.append(_piece(start, end, record, extras, len(file.main)))
    if not found:
        raise ValueError("no pieces")
    return found


def _piece(start: int, end: int, record: bytes, extras: list[bytes], size: int) -> Piece:
    place, modifier = struct.unpack_from("<IH", record, 2)
    width = 1 if place & _NARROW else 2
    place = (place & _PLACE_MASK) // (2 if width == 1 else 1)
    end = min(end, start + max(0, size - place) // width)
    number = modifier >> 1
    return Piece(start, end, place, width, extras[number] if modifier & 1 and number < len(extras) else b"")


def _characters(main: bytes, piece: Piece) -> str:
    data = main[piece.place : piece.place + (piece.end - piece.start) * piece.width]
    if piece.width == 1:
        return legacy.latin(data)
    # one character for each unit: halves of a pair are put together where the words are taken out
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data)))


class _Pages:
    """Pages of properties (FKP): which list of properties holds at a byte of the file. Each page is read once, when needed."""

    def __init__(self, main: bytes, index: bytes) -> None:
        self._main = main
        self._places, records = positions(index, 4)
        self._numbers = [int.from_bytes(record, "little") & 0x3FFFFF for record in records]
        self._read: dict[int, tuple[list[int], list[int], bytes, int]] = {}

    def at(self, place: int) -> tuple[bytes, int]:
        """The properties at a byte, and up to where they hold."""
        found = bisect_right(self._places, place) - 1
        if found < 0 or found >= len(self._numbers):
            return b"", place + 1 if found < 0 and self._places else 1 << 31
        starts, offsets, page, width = self._page(self._numbers[found])
        run = bisect_right(starts, place) - 1
        if run < 0 or run >= len(offsets):
            return b"", self._places[found + 1] if run >= 0 else (starts[0] if starts else 1 << 31)
        return _properties(page, offsets[run] * 2, width), starts[run + 1]

    def _page(self, number: int) -> tuple[list[int], list[int], bytes, int]:
        if number not in self._read:
            page = self._main[_PAGE * number : _PAGE * (number + 1)]
            self._read[number] = _unpacked(page, self._record) if len(page) == _PAGE else ([], [], b"", 1)
        return self._read[number]

    _record = 1


class _ParagraphPages(_Pages):
    """Pages of paragraphs, whose records have thirteen bytes and begin with the offset."""

    _record = 13


def _unpacked(page: bytes, record: int) -> tuple[list[int], list[int], bytes, int]:
    count = page[-1]
    starts = list(struct.unpack_from(f"<{count + 1}I", page, 0))
    first = 4 * (count + 1)
    return starts, [page[first + record * at] for at in range(count)], page, record


def _properties(page: bytes, at: int, record: int) -> bytes:
    """The list at an offset of the page: one byte of length for runs; for paragraphs half the length, or a zero and then half of it."""
    if not at:
        return b""
    size = page[at]
    if record == 1:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]
