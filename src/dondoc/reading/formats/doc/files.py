"""Dữ liệu của tệp .doc và các dãy số trong đó. / The streams of a .doc, and the tables of positions (PLC) in them."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from dondoc.reading.formats.doc.fib import Fib


@dataclass(frozen=True)
class DocFile:
    """The streams of a document. `embedded`: other files are kept inside."""

    main: bytes
    table: bytes
    data: bytes
    fib: Fib
    embedded: bool = False

    def part(self, number: int) -> bytes:
        """A part of the table stream by its position in the list of places, empty when there is none."""
        start, length = self.fib.place(number)
        return self.table[start : start + length]

    def positions(self, number: int, size: int) -> tuple[list[int], list[bytes]]:
        """A table of positions: one position more than there are records, and the records of `size` bytes."""
        return positions(self.part(number), size)


def positions(data: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """A PLC: n + 1 positions of four bytes, then n records."""
    count = (len(data) - 4) // (4 + size)
    if count <= 0:
        return [], []
    places = list(struct.unpack_from(f"<{count + 1}I", data, 0))
    start = 4 * (count + 1)
    return places, [data[start + size * at : start + size * (at + 1)] for at in range(count)]
