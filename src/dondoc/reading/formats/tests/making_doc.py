"""Tệp .doc nhỏ làm bằng tay. / Small .doc files made by hand: an OLE container, a piece table, pages of properties, fonts, lists."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

_SECTOR = 512
_ON_PAGE = 7  # paragraphs on a page of properties
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def ole(streams: dict[str, bytes], storages: Sequence[str] = ()) -> bytes:
    """A compound file with these streams (padded, so that none is a small one) and empty storages."""
    sectors: list[bytes] = []
    chains: list[int] = []
    starts: dict[str, int] = {}

    def store(data: bytes) -> int:
        first, count = len(sectors), max(1, -(-len(data) // _SECTOR))
        for at in range(count):
            sectors.append(data[_SECTOR * at : _SECTOR * (at + 1)].ljust(_SECTOR, b"\0"))
            chains.append(first + at + 1 if at + 1 < count else _END)
        return first

    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    starts = {name: store(data) for name, data in padded.items()}
    entries = [_entry("Root Entry", 5, child=1)]
    names = [*padded, *storages]
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else _NONE
        if name in padded:
            entries.append(_entry(name, 2, right=right, start=starts[name], size=len(padded[name])))
        else:
            entries.append(_entry(name, 1, right=right))
    while len(entries) % 4:
        entries.append(b"\0" * 68 + struct.pack("<3I", _NONE, _NONE, _NONE) + b"\0" * 48)
    directory = store(b"".join(entries))
    fat_at = len(sectors)
    chains.append(_FAT)
    fat = b"".join(struct.pack("<I", link) for link in chains).ljust(_SECTOR, b"\xff")
    assert len(fat) == _SECTOR
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<9I", 1, directory, 0, 4096, _END, 0, _END, 0, fat_at)
    return head.ljust(_SECTOR, b"\xff") + b"".join(sectors) + fat


def _entry(name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int = 0, size: int = 0) -> bytes:
    text = name.encode("utf-16-le")
    out = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + struct.pack("<3I", _NONE, right, child)
    return out + b"\0" * 36 + struct.pack("<IQ", start, size)


def sprm(code: int, value: int, size: int) -> bytes:
    """One operation."""
    return struct.pack("<H", code) + value.to_bytes(size, "little")


def font(number: int) -> bytes:
    """The run is in this font."""
    return sprm(0x4A4F, number, 2) + sprm(0x4A51, number, 2)


VANISH, DELETED, INSERTED, SPECIAL = (sprm(code, 1, 1) for code in (0x083C, 0x0800, 0x0801, 0x0855))
IN_TABLE, ROW_END = sprm(0x2416, 1, 1), sprm(0x2416, 1, 1) + sprm(0x2417, 1, 1)


def row_of(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """The end of a row whose cells have these edges; flags as the format keeps them: 1 merged into the left, 0x20 and 0x60 downwards."""
    count = len(edges) - 1
    cells = b"".join(struct.pack("<H", flags[at] if at < len(flags) else 0).ljust(20, b"\0") for at in range(count))
    body = bytes([count]) + struct.pack(f"<{count + 1}h", *edges) + cells
    return ROW_END + struct.pack("<HH", 0xD608, len(body) + 1) + body


def listed(number: int, level: int = 0) -> bytes:
    """The paragraph belongs to a list."""
    return sprm(0x260A, level, 1) + sprm(0x460B, number, 2)


@dataclass
class Par:
    """A paragraph: runs of (text, properties), its own properties, the sign that ends it and the properties of that sign."""

    runs: list[tuple[str, bytes]]
    shape: bytes = b""
    mark: str = "\r"
    look: bytes = b""


@dataclass
class Level:
    """A level of a list: its text, in which characters below 9 are numbers of levels, and the format of the number."""

    text: str
    format: int = 0


@dataclass
class Word:
    """A document. `wide`: two bytes a character; `notes`: texts of footnotes; `head`: the running head."""

    pars: list[Par]
    fonts: Sequence[str] = ("Times New Roman",)
    wide: bool = False
    notes: list[Par] = field(default_factory=list)
    head: list[Par] = field(default_factory=list)
    lists: Sequence[Sequence[Level]] = ()
    flags: int = 0
    version: int = 0xC1
    storages: Sequence[str] = ()

    def bytes(self) -> bytes:
        """The file."""
        text, runs, shapes = "", [], []
        stories = []
        for pars in (self.pars, self.notes, self.head):
            begin = len(text)
            for par in pars:
                for words, look in par.runs:
                    runs.append((len(text), look))
                    text += words
                runs.append((len(text), par.look))
                text += par.mark
                shapes.append((len(text), par.shape))
            stories.append(len(text) - begin)
        base, width = 2048, 2 if self.wide else 1
        body = text.encode("utf-16-le") if self.wide else text.encode("cp1252", "strict")
        pages_at = -(-(base + len(body)) // _SECTOR)
        character = _character_page([(base + at * width, look) for at, look in runs], base + len(text) * width)
        ends = [(base + end * width, shape) for end, shape in shapes]
        firsts = [base, *(ends[at - 1][0] for at in range(_ON_PAGE, len(ends), _ON_PAGE))]
        paragraphs = [_paragraph_page(ends[_ON_PAGE * at : _ON_PAGE * (at + 1)], first) for at, first in enumerate(firsts)]
        main = self._fib(text, stories, base, pages_at, [*firsts, base + len(body)]).ljust(base, b"\0") + body
        main = main.ljust(_SECTOR * pages_at, b"\0") + character + b"".join(paragraphs)
        return ole({"WordDocument": main, "1Table": self._table}, self.storages)

    def _fib(self, text: str, stories: list[int], base: int, pages: int, firsts: list[int]) -> bytes:
        place = base * 2 | 0x40000000 if not self.wide else base
        pieces = b"\x02" + struct.pack("<I", 16) + struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, place, 0)
        references = [at for at, char in enumerate(text) if char == "\x02"]
        parts = {33: pieces, 15: self._fonts(), 1: _styles(), 73: self._lists(), 74: _overrides(len(self.lists))}
        numbers = range(pages + 1, pages + len(firsts))
        parts |= {12: struct.pack("<3I", base, firsts[-1], pages), 13: struct.pack(f"<{2 * len(firsts) - 1}I", *firsts, *numbers)}
        if self.notes:
            ends = [0]
            for par in self.notes:
                ends.append(ends[-1] + sum(len(words) for words, _ in par.runs) + 1)
            parts[2] = struct.pack(f"<{len(references) + 1}I", *references, len(text)) + b"\0\0" * len(references)
            parts[3] = struct.pack(f"<{len(ends) + 1}I", *ends, ends[-1])
        self._table = b""
        places = bytearray(8 * 93)
        for number, data in parts.items():
            length = 2 + 28 * len(self.lists) if number == 73 else len(data)
            struct.pack_into("<II", places, 8 * number, len(self._table), length)
            self._table += data
        head = struct.pack("<HHHHHH", 0xA5EC, self.version, 0, 0x409, 0, 0x0200 | self.flags).ljust(32, b"\0")
        head += struct.pack("<H", 14) + b"\0" * 28 + struct.pack("<H", 22)
        lengths = struct.pack("<3I8i", 0, 0, 0, stories[0], stories[1], stories[2], 0, 0, 0, 0, 0).ljust(88, b"\0")
        return head + lengths + struct.pack("<H", 93) + bytes(places)

    def _fonts(self) -> bytes:
        records = []
        for name in self.fonts:
            record = b"\0" * 39 + name.encode("utf-16-le") + b"\0\0"
            records.append(bytes([len(record)]) + record)
        return struct.pack("<HH", len(records), 0) + b"".join(records)

    def _lists(self) -> bytes:
        if not self.lists:
            return b""
        heads = b"".join(struct.pack("<I", 100 + number).ljust(28, b"\0") for number in range(len(self.lists)))
        levels = b""
        for made in self.lists:
            for number in range(9):
                level = made[number] if number < len(made) else Level("")
                places = bytes(at + 1 for at, char in enumerate(level.text) if ord(char) < 9)
                levels += struct.pack("<iBB", 1, level.format, 0) + places.ljust(9, b"\0") + b"\0" * 13
                levels += struct.pack("<H", len(level.text)) + level.text.encode("utf-16-le")
        return struct.pack("<H", len(self.lists)) + heads + levels


def _overrides(count: int) -> bytes:
    if not count:
        return b""
    rows = b"".join(struct.pack("<I", 100 + number).ljust(16, b"\0") for number in range(count))
    return struct.pack("<I", count) + rows + b"\xff\xff\xff\xff" * count


def _styles() -> bytes:
    head = struct.pack("<9H", 1, 10, 1, 91, 15, 0, 0, 0, 0)
    name = struct.pack("<H", 6) + "Normal".encode("utf-16-le") + b"\0\0"
    shape, letters = struct.pack("<HH", 2, 0), struct.pack("<H", 0)
    record = struct.pack("<5H", 0, 0xFFF0 | 1, 2, 0, 0) + name + shape + letters
    return struct.pack("<H", len(head)) + head + struct.pack("<H", len(record)) + record


def _character_page(runs: list[tuple[int, bytes]], end: int) -> bytes:
    page, at = bytearray(_SECTOR), _SECTOR - 2
    starts = [place for place, _ in runs]
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *starts, end)
    for number, (_, look) in enumerate(runs):
        if look:
            at = (at - len(look) - 1) & ~1
            page[at : at + 1 + len(look)] = bytes([len(look)]) + look
            page[4 * (len(runs) + 1) + number] = at // 2
    page[-1] = len(runs)
    assert at > 5 * len(runs) + 4
    return bytes(page)


def _paragraph_page(shapes: list[tuple[int, bytes]], base: int) -> bytes:
    page, at = bytearray(_SECTOR), _SECTOR - 2
    struct.pack_into(f"<{len(shapes) + 1}I", page, 0, base, *(end for end, _ in shapes))
    for number, (_, shape) in enumerate(shapes):
        record = struct.pack("<H", 0) + shape
        record += b"\0" * (len(record) % 2)
        at = (at - len(record) - 2) & ~1
        page[at : at + 2 + len(record)] = bytes([0, len(record) // 2]) + record
        page[4 * (len(shapes) + 1) + 13 * number] = at // 2
    page[-1] = len(shapes)
    assert at > 17 * len(shapes) + 4
    return bytes(page)
