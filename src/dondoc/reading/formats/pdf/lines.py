"""Dòng và cột. / Lines and columns: words on one baseline, cut where a gap is too wide for a blank.

The head and the foot of an official document stand in two columns («UBND TỈNH …» | «CỘNG HÒA …», «Nơi nhận:» | «CHỦ TỊCH»); they are read
left column first, then right. Everything else is one column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dondoc.reading.formats.pdf.words import Word
from dondoc.reading.patterns import lazy

#: baselines closer than this share of the font size are one line: a raised footnote number stays in its line
_SAME_BASE = 0.45
#: a gap wider than this many font sizes parts two columns; justified lines stretch a blank to about one
_COLUMN_GAP = 2.0
#: in a block of columns, lines further apart than this many font sizes belong to different blocks (a signature needs room)
_BLOCK_GAP = 9.0
#: the motto begins the right column of the head, however near the left one comes
_MOTTO = lazy(r"(?:cộng hòa xã hội|cộng hoà xã hội|đảng cộng sản việt|độc lập [-–] tự do)", re.IGNORECASE)
_MOTTO_STARTS = {"cộng", "đảng", "độc"}
#: what opens the foot of a document, in its left column
_FOOT = lazy(r"n[ơo]i\s+nh[ậa]n", re.IGNORECASE)
#: what begins a block of its own, below the head
_ADDRESSED = lazy(r"k[íi]nh\s+g[ửu]i", re.IGNORECASE)
#: how many lines above the first that has both columns may belong to the block
_LOOK_BACK = 6
#: more pieces than this in a row are cells of a table
_MOST_PIECES = 4


@dataclass(slots=True)
class Line:
    """A piece of a line: its words in order, its edges, baseline and font size; `text` is the words with blanks between, but none
    inside what was drawn in pieces."""

    words: list[Word] = field(default_factory=list)
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    column: int = 0  # 0: the whole width; 1, 2: left and right column of a block


def _joined(words: list[Word]) -> str:
    first = words[0]
    out, right, size = first.text, first.right, first.size
    for word in words[1:]:
        near = word.left - right < 0.12 * (size if size > 1.0 else 1.0)
        out += word.text if near else " " + word.text
        right, size = word.right, word.size
    return out


def make_line(words: list[Word]) -> Line:
    """The line these words make, which stand in order from the left."""
    return Line(words, _joined(words), words[0].left, max(word.right for word in words), words[0].base, max(word.size for word in words))


def rows_of(words: list[Word]) -> list[list[Line]]:
    """Rows from the top of the page; each row holds the pieces that stand beside each other."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.base, word.left)):
        if rows and rows[-1][0].base - word.base <= _SAME_BASE * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_pieces(sorted(row, key=lambda word: word.left)) for row in rows]


def _pieces(row: list[Word]) -> list[Line]:
    pieces: list[list[Word]] = [[row[0]]]
    before = row[0]
    for word in row[1:]:
        gap = word.left - before.right
        if gap > 0 and gap > _COLUMN_GAP * max(word.size, before.size):
            pieces.append([])
        pieces[-1].append(word)
        before = word
    return [make_line(part) for piece in pieces for part in _at_motto(piece)]


def _at_motto(piece: list[Word]) -> list[list[Word]]:
    """Cut before the motto where it follows the name of the body without a wide gap."""
    for place in range(1, len(piece)):
        if piece[place].text.lower() in _MOTTO_STARTS and _MOTTO.match(_joined(piece[place:])):
            return [piece[:place], piece[place:]]
    return [piece]


def in_reading_order(rows: list[list[Line]]) -> list[Line]:
    """Lines in reading order: a block of two columns left first, everything else from the top."""
    out: list[Line] = []
    at = 0
    for start, end, parted in _blocks(rows):
        for row in rows[at:start]:
            out.extend(_across(row))
        for column in (1, 2):
            for row in rows[start:end]:
                if pieces := [piece for piece in row if _side(piece, parted) == column]:
                    line = _across(pieces)[0]
                    line.column = column
                    out.append(line)
        at = end
    for row in rows[at:]:
        out.extend(_across(row))
    return out


def _blocks(rows: list[list[Line]]) -> list[tuple[int, int, float]]:
    """Blocks of two columns: first row, row after the last, and the place that parts them."""
    found: list[tuple[int, int, float]] = []
    at = 0
    while at < len(rows):
        pair = rows[at] if len(rows[at]) == 2 else _foot_pair(rows, at)
        if pair:
            end, parted = _block(rows, at, pair)
            found.append((_earlier(rows, found[-1][1] if found else 0, at, parted), end, parted))
            at = end
        else:
            at += 1
    return found


def _earlier(rows: list[list[Line]], least: int, start: int, parted: float) -> int:
    """The block may begin above its first double row: with «Nơi nhận:», or with the first line of the right column."""
    first = start
    for at in range(start - 1, max(least, start - _LOOK_BACK) - 1, -1):
        row = rows[at]
        if len(row) > 1 or row[0].left < parted < row[0].right:
            break
        if row[0].left >= parted or _FOOT.match(row[0].text):
            first = at
    return first


def _across(row: list[Line]) -> list[Line]:
    """A row of one piece, or of three and more, which is read across."""
    return row if len(row) == 1 else [make_line([word for piece in row for word in piece.words])]


def _foot_pair(rows: list[list[Line]], at: int) -> list[Line]:
    """«Nơi nhận:» with no line beside it: its columns are shown by a line of the right one, a little above or below; else nothing."""
    foot = rows[at][0]
    if len(rows[at]) > 1 or not _FOOT.match(foot.text):
        return []
    near = [row[0] for row in rows[max(0, at - _LOOK_BACK) : at + 2 * _LOOK_BACK] if len(row) == 1]
    across = (min(line.left for line in near) + max(line.right for row in rows for line in row)) / 2
    right = [line for line in near if line.left > max(across - 4 * foot.size, foot.right + _COLUMN_GAP * foot.size)]
    return [foot, right[0]] if right else []


def _block(rows: list[list[Line]], start: int, pair: list[Line]) -> tuple[int, float]:
    """Where a block of two columns ends, and the place that parts them. pair: a line of each column."""
    left, right = pair
    low, high = left.right, right.left
    end = start + 1
    while end < len(rows):
        row = rows[end]
        if rows[end - 1][0].base - row[0].base > _BLOCK_GAP * row[0].size or len(row) > _MOST_PIECES or _ADDRESSED.match(row[0].text):
            break
        narrowed = _narrowed(row, low, high)
        if narrowed is None:
            break
        low, high = narrowed
        end += 1
    while end - 1 > start and len(rows[end - 1]) == 1 and not _follows(rows, end - 1, (low + high) / 2):
        end -= 1
    return end, (low + high) / 2


def _narrowed(row: list[Line], low: float, high: float) -> tuple[float, float] | None:
    """The strip that parts the columns after this row, None when the row crosses it."""
    for line in row:
        if line.right <= high and line.left < low:
            low = max(low, line.right)
        elif line.left >= low and line.right > high:
            high = min(high, line.left)
        elif line.left < low and line.right > high:
            return None
    return (low, high) if low < high else None


def _follows(rows: list[list[Line]], at: int, parted: float) -> bool:
    """Whether a single piece at the end of a block belongs to it: it is in the right column, or near the line above it in the left one."""
    line = rows[at][0]
    if line.left >= parted:
        return True
    above = [piece for row in rows[max(0, at - 3) : at] for piece in row if _side(piece, parted) == 1]
    return bool(above) and above[-1].base - line.base < 2.2 * line.size


def _side(line: Line, parted: float) -> int:
    return 1 if line.left < parted else 2
