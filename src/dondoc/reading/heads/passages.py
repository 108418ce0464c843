"""Đoạn chữ của một ô hay một cột. / The words of one cell or column, put together, each letter knowing where it stands.

Heads come in cells (a table of the file, bars a converter left, columns set by blanks or tabs) or as plain lines. Whatever the form, what
belongs together is put into one passage, its lines parted by a newline, emphasis marks out, blanks folded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from dondoc.reading.contract import Table
from dondoc.reading.grids import left_over
from dondoc.reading.lines import Lines
from dondoc.reading.patterns import lazy

#: columns are set apart by a tab or by four blanks and more
_GAP = lazy(r"\t[ \t]*| {4,}")
#: no column ends after «Số:», «ngày», «tháng», nor begins with what is filled in by hand around them
_BEFORE_BLANK = lazy(r"(?:[Ss]ố\s*:?|ngày|tháng|năm|/)[\s.…_]*$")
_AFTER_BLANK = lazy(r"(?:tháng|năm)\b|[/\-–]\s?[A-ZĐ]{2}|/\d{4}\b")
_ESCAPED = frozenset("-.()*_#+!|>[]")
_LONGEST = 4000  # of one line that is looked at: the whole head may stand on one line, a body seldom needs more


class Parted(IntEnum):
    """What stands before a passage or row."""

    LINE = 0
    BLANK = 1
    RULE = 2
    CELL = 3


class Origin:
    """Where each letter of a passage stands in the text, kept as runs of neighbours: a line without marks is one run."""

    __slots__ = ("_first", "_letters", "_offsets")

    def __init__(self, letters: list[int], offsets: list[int], first: int = 0) -> None:
        self._letters, self._offsets, self._first = letters, offsets, first

    def __getitem__(self, letter: int) -> int:
        letter += self._first
        run = bisect_right(self._letters, letter) - 1
        return self._offsets[run] + letter - self._letters[run]

    def after(self, letter: int) -> Origin:
        """The same from this letter on."""
        return Origin(self._letters, self._offsets, self._first + letter) if letter else self


class Passage(NamedTuple):
    """`words` with newlines between lines; letter i stands at `origin[i]` of the text."""

    words: str
    origin: Origin
    parted: Parted = Parted.LINE
    cell: int = 0
    framed: bool = False  # stood in a cell or column, not in plain lines

    @property
    def start(self) -> int:
        """Offset of the first letter."""
        return self.origin[0]

    @property
    def end(self) -> int:
        """Offset after the last letter."""
        return self.origin[len(self.words) - 1] + 1

    def part(self, a: int, b: int) -> Passage | None:
        """The words from a to b without blanks around; None when nothing is left."""
        piece = self.words[a:b]
        words = piece.strip()
        if not words:
            return None
        begin = a + piece.find(words)
        parted = self.parted if not a or not self.words[:begin].strip() else Parted.LINE
        return Passage(words, self.origin.after(begin), parted, self.cell, self.framed)


class _Fragment(NamedTuple):
    start: int
    end: int
    column: int
    bare: bool = False  # known to hold neither marks nor blanks to fold


class _Maker:
    """Collects fragments into columns and gives passages out when a cell, a blank line or a rule ends them."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.left: list[_Fragment] = []
        self.right: list[_Fragment] = []
        self.right_from = 0
        self.parted = Parted.CELL
        self.cell = 0
        self.framed = False
        self.shared = False  # a line of this block holds both columns

    def close(self, parted: Parted) -> Iterator[Passage]:
        """Give out what is open; the next passage is parted from it so."""
        two = bool(self.right) and self.shared
        for column in (self.left, self.right) if two else _runs(self.left, self.right):
            passage = _passage(self.lines.text, column, self.parted, self.cell, self.framed or two)
            if passage is not None:
                yield passage
                self.parted = Parted.LINE
                self.cell += two
        self.parted = max(parted, self.parted) if not (self.left or self.right) else parted
        self.cell += parted is Parted.CELL
        self.left, self.right, self.shared = [], [], False
        if parted is Parted.CELL:
            self.right_from = 0

    def add(self, fragments: list[_Fragment]) -> None:
        """Fragments of one line."""
        first, rest = fragments[0], fragments[1:]
        (self.right if self._is_right(first, rest) else self.left).append(first)
        if rest:
            self.right_from = rest[0].column
            self.shared = True
            self.right += rest

    def _is_right(self, first: _Fragment, rest: Sequence[_Fragment]) -> bool:
        return bool(self.right_from and not rest and first.column >= 12 and first.column >= self.right_from - 12)


def _runs(left: Sequence[_Fragment], right: Sequence[_Fragment]) -> Iterator[Sequence[_Fragment]]:
    """Columns of which no line holds both are no columns: their lines in the order they stand, parted where the side changes."""
    run: list[_Fragment] = []
    rights = {fragment.start for fragment in right}
    for fragment in sorted([*left, *right], key=lambda one: one.start):
        if run and (run[-1].start in rights) != (fragment.start in rights):
            yield run
            run = []
        run.append(fragment)
    yield run


def passages(lines: Lines, numbers: range, tables: Sequence[Table] = ()) -> Iterator[Passage]:
    """The passages of these lines, in reading order."""
    maker = _Maker(lines)
    edges = _edges(lines, numbers, tables)
    bars = {number for grid in left_over(lines, numbers) for number in range(grid.first, grid.last + 1)} if not tables else set()
    for number in numbers:
        if number in edges:
            yield from maker.close(Parted.CELL)
            maker.framed = edges[number]
        elif not tables and maker.framed != (number in bars):
            yield from maker.close(Parted.CELL)
            maker.framed = number in bars
        yield from _take(maker, number)
    yield from maker.close(Parted.LINE)


def _take(maker: _Maker, number: int) -> Iterator[Passage]:
    line = maker.lines[number]
    if maker.lines.blank(number):
        yield from maker.close(Parted.BLANK)
    elif line.bar:
        yield from maker.close(Parted.CELL)
    elif line.rule or line.bare.startswith("---"):  # «--- PAGE BREAK ---» of a scan
        yield from maker.close(Parted.RULE)
    elif line.bare.startswith("|") and line.bare.count("|") > 1:
        yield from _row(maker, number)
    elif not line.empty:
        raw = maker.lines.raw(number)
        if raw.startswith("\f"):  # a new page begins
            yield from maker.close(Parted.RULE)
        if line.bare == raw and len(raw) <= _LONGEST and "_" not in raw and "\\" not in raw:  # as nearly always
            maker.add([_Fragment(line.start, line.end, 0, bare=True)])
        else:
            maker.add(list(_fragments(raw[:_LONGEST], line.start)))


def _row(maker: _Maker, number: int) -> Iterator[Passage]:
    """A row of Markdown: each cell between two bars is a passage."""
    yield from maker.close(Parted.CELL)
    line, raw = maker.lines[number], maker.lines.raw(number)[:_LONGEST]
    at = 0
    maker.framed = True
    for piece in raw.split("|"):
        if piece.strip(" -:*_\t"):
            maker.left = [_Fragment(line.start + at, line.start + at + len(piece), 0)]
            yield from maker.close(Parted.CELL)
        at += len(piece) + 1
    maker.framed = False


def _edges(lines: Lines, numbers: range, tables: Sequence[Table]) -> dict[int, bool]:
    """Lines where a cell of a known table begins (True) or a table ends (False)."""
    edges: dict[int, bool] = {}
    for table in tables:
        first, last = lines.number_at(table.start), lines.number_at(max(table.start, table.end - 1))
        if last < numbers.start or first >= numbers.stop:
            continue
        edges.setdefault(last + 1, False)
        edges |= {lines.number_at(cell.start): True for row in table.rows for cell in row if cell.start < cell.end}
    return edges


def _fragments(raw: str, start: int) -> Iterator[_Fragment]:
    """The pieces of a line between wide gaps, with the column each begins in (a tab counts as eight)."""
    at = len(raw) - len(raw.lstrip(" \t\u00a0"))
    tabs = raw[:at].count("\t")
    for gap in _GAP.finditer(raw, at):
        if _BEFORE_BLANK.search(raw, max(at, gap.start() - 12), gap.start()) or _AFTER_BLANK.match(raw, gap.end()):
            continue
        if gap.start() > at and raw[at : gap.start()].strip(" *_"):
            yield _Fragment(start + at, start + gap.start(), at + 7 * tabs)
        at = gap.end()
        tabs += 5 * gap[0].count("\t")
    if raw[at:].strip():
        yield _Fragment(start + at, start + len(raw), at + 7 * tabs)


def _passage(text: str, fragments: Sequence[_Fragment], parted: Parted, cell: int, framed: bool) -> Passage | None:
    written = _Written()
    for fragment in fragments:
        _write(text, fragment, written)
    return Passage("".join(written.words), Origin(written.letters, written.offsets), parted, cell, framed) if written.words else None


class _Written:
    """Words put together so far, and where the runs of their letters begin, there and in the text."""

    __slots__ = ("count", "end", "letters", "offsets", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.letters: list[int] = []
        self.offsets: list[int] = []
        self.count = self.end = 0

    def add(self, words: str, at: int) -> None:
        """Words that stand together at `at` in the text."""
        if at != self.end or not self.letters:
            self.letters.append(self.count)
            self.offsets.append(at)
        self.words.append(words)
        self.count += len(words)
        self.end = at + len(words)

    def line(self, begin: int) -> None:
        """A new line, if words stand before: the break stands right after them."""
        if begin:
            self.add("\n", self.end)


#: blanks, a sign that may be a mark, or a run of letters that are neither
_RUN = lazy(r"[^\s*_\\]+|\s+|[*_\\]")
_MARK = lazy(r"[*_\\]")


def _write(text: str, fragment: _Fragment, written: _Written) -> None:
    """Add the letters of a fragment: no emphasis, no escapes, one blank for many, none at the ends."""
    piece = text[fragment.start : fragment.end]
    begin = written.count
    bare = piece.strip()
    if fragment.bare or (" ".join(bare.split()) == bare and _MARK.search(bare) is None):  # nothing to leave out, as nearly always
        if bare:
            written.line(begin)
            written.add(bare, fragment.start + piece.find(bare))
        return
    pending = begun = False
    for run in _RUN.finditer(piece):
        letters, at = run[0], run.start()
        if letters.isspace():
            pending = begun
            continue
        if letters in "*_\\" and _is_mark(piece, at, letters):
            continue
        at += fragment.start
        if not begun:
            written.line(begin)
        if pending:
            written.add(" ", at - 1)
        pending, begun = False, True
        written.add(letters, at)


def _is_mark(piece: str, index: int, char: str) -> bool:
    if char == "*":
        return True
    if char == "_":
        beside = piece[max(0, index - 1) : index + 2]
        return "__" in beside or not (len(beside) == 3 and beside[0].isalnum() and beside[2].isalnum())
    return char == "\\" and piece[index + 1 : index + 2] in _ESCAPED
