"""Bảng chỉ dẫn ở đầu tệp .doc (FIB). / The file information block: where the parts of a .doc stand. [MS-DOC] 2.5."""

from __future__ import annotations

import struct

#: positions in the list of places (FibRgFcLcb97)
STYLES, NOTE_REFERENCES, NOTE_TEXTS, SECTIONS, CHARACTER_PAGES, PARAGRAPH_PAGES = 1, 2, 3, 6, 12, 13
FONTS, PIECES, SHAPES, END_REFERENCES, END_TEXTS, BOXES, LISTS, LIST_OVERRIDES = 15, 33, 40, 46, 47, 56, 73, 74

_WORD_97 = 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_LENGTHS = 64  # FibRgLw97
_PLACES = 154  # FibRgFcLcb


class Fib:
    """What the block says. struct.error when it is cut short."""

    def __init__(self, main: bytes) -> None:
        self._main = main
        magic, self.version = struct.unpack_from("<HH", main, 0)
        (flags,) = struct.unpack_from("<H", main, 10)
        if magic not in (0xA5EC, 0xA5DC):
            raise ValueError("no Word document")
        self.encrypted = bool(flags & _ENCRYPTED)
        self.too_old = self.version < _WORD_97 or magic == 0xA5DC
        self.table_stream = "1Table" if flags & _TABLE_1 else "0Table"
        if self.too_old:
            return
        lengths = struct.unpack_from("<8i", main, _LENGTHS + 12)
        if any(length < 0 for length in lengths):
            raise ValueError("a part of negative length")
        #: characters of the stories in their order: main text, footnotes, heads, macros, remarks, endnotes, boxes, boxes of heads
        self.stories = lengths

    def place(self, number: int) -> tuple[int, int]:
        """Where a part stands in the table stream, and its length in bytes."""
        start, length = struct.unpack_from("<II", self._main, _PLACES + 8 * number)
        return start, length
