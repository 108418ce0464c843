"""Bản chép: ghép từng dòng thành một văn bản NFC có vị trí. / The manuscript: lines put together into one NFC text with known places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from dondoc.reading.contract import Cell, Reason, Table
from dondoc.reading.formats.reasons import reason
from dondoc.reading.patterns import lazy
from dondoc.rules.limits import LIMITS, Limits

#: blanks of layout become one kind; what has no width or only steers the printing goes (it is counted before)
_BLANKS = dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000), " ")
_NOTHING = dict.fromkeys((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x00AD, 0xFFFE, 0xFFFF))
_STEERING = (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
_TIDY = {**_BLANKS, **_NOTHING, **dict.fromkeys(_STEERING)}
_STEERS, _UNTIDY = (lazy(f"[{re.escape(''.join(map(chr, codes)))}]") for codes in (_STEERING, _TIDY))
#: somebody set two columns with blanks: «UBND TỈNH      CỘNG HÒA …» keeps its gap as a tab
_GAP = lazy(r"[ \t]*(?: {4,}|\t)[ \t]*")
_SPACES = lazy(r" {2,}")

Place = Callable[[], None]


class Manuscript:
    """Lines in reading order. `line` adds one, `table` records where the cells of a table came to stand."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.reasons: dict[str, Reason] = {}
        self.tables: list[Table] = []
        self.full = False
        self.steering = 0
        self._lines: list[str] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Where the next line will start."""
        return self._length

    def note(self, code: str, **values: object) -> None:
        """Remember a reason; a code is kept once."""
        self.reasons.setdefault(code, reason(code, **values))

    def line(self, text: str) -> None:
        """Add one line: NFC, blanks of layout made plain, control characters out, ends trimmed. Line breaks inside make more lines."""
        for piece in text.split("\n"):
            self._add(tidy(piece))
            self.steering += 0 if piece.isascii() else len(_STEERS.findall(piece))

    def _add(self, line: str) -> None:
        if not line and (not self._lines or not self._lines[-1]):
            return
        if self._length + len(line) > self.limits.characters:
            line = line[: max(0, self.limits.characters - self._length)]
            self.full = True
            self.note("characters-left", limit=self.limits.characters)
        if line or not self.full:
            self._lines.append(line)
            self._length += len(line) + 1

    def cell(self, start: int) -> Cell:
        """The cell whose lines were added since `start`; empty when none were."""
        return Cell(start, max(start, self._length - 1))

    def table(self, rows: list[tuple[Cell, ...]]) -> None:
        """Record a table by its cells; a table without cells is none."""
        cells = [cell for row in rows for cell in row]
        if cells:
            self.tables.append(Table(min(cell.start for cell in cells), max(cell.end for cell in cells), tuple(rows)))

    def text(self) -> str:
        """The whole text, without blank lines at its end."""
        return "\n".join(self._lines).rstrip("\n")

    def placed_tables(self, end: int) -> tuple[Table, ...]:
        """The tables in the order of the text, cells clamped to its end."""
        return tuple(sorted((_clamped(table, end) for table in self.tables), key=lambda table: (table.start, -table.end)))


def tidy(text: str) -> str:
    """A line as it is kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = (text.translate(_TIDY) if _UNTIDY.search(text) else text).strip()
    return _SPACES.sub(" ", _GAP.sub("\t", text)) if "  " in text or "\t" in text else text


def _clamped(table: Table, end: int) -> Table:
    if table.end <= end:
        return table
    rows = tuple(tuple(Cell(min(cell.start, end), min(cell.end, end)) for cell in row) for row in table.rows)
    return Table(min(table.start, end), end, rows)
