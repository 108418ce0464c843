"""Nối dòng thành đoạn. / Lines joined into paragraphs where the layout says that the writer did not break them.

A line runs on into the next when it is full: the first word of the next would not have fitted into it. An indented line, a wider gap,
another size of letters, a marker after a stop, or a centred line begin a new paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dondoc.reading.formats.pdf.lines import Line
from dondoc.reading.patterns import lazy

#: how a clause begins: «Điều 5.», «Chương II», «IV.», «1.», «1.2.», «a)», «-», «+», «•»
MARKER = lazy(
    r"(?:(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+[\dIVXLC]+\b"
    r"|[IVXLC]{1,6}[.\-)/]|\d{1,2}(?:\.\d{1,2}){0,3}[.)\-]|[a-zđ][).]|[-–—+•▪○➢✓*])(?:\s|$)"
)
_ITEM_END = lazy(r"[;.:]\s*$")
_STOP = lazy(r"[.:;!?…,]['\"”’»)\]]*$|/\.$")
#: in points, beyond what drawing is inexact by
_SLACK = 2.0
_INDENT = 8.0
#: next line further down than this many usual distances is apart
_APART = 1.45
_CENTRED = 6.0
_SHORTEST_HEADING = 20


@dataclass(frozen=True)
class Margins:
    """Where the words of a page begin and end, and the usual distance of its lines, in points."""

    left: float
    right: float
    pitch: float


def margins(lines: Sequence[Line], width: float) -> Margins:
    """The margins a page really uses: the left edge, the right edge that full lines reach, the middle distance of lines.

    A page of short lines does not show its right margin; official papers never have one wider than the left (30 mm against 15 to 20).
    """
    whole = [line for line in lines if line.column == 0] or list(lines)
    if not whole:
        return Margins(0.0, 0.0, 0.0)
    rights = sorted(line.right for line in whole)
    lefts = sorted(line.left for line in whole)
    steps = sorted(a.base - b.base for a, b in pairwise(whole) if 0 < a.base - b.base < 4 * a.size)
    left = lefts[len(lefts) // 8]
    return Margins(left, max(rights[-1 - len(rights) // 8], width - left - _INDENT), steps[len(steps) // 2] if steps else 0.0)


def runs_on(first: Line, before: Line, line: Line, page: Margins, *, same_page: bool = True) -> bool:
    """Whether `line` continues the paragraph that begins with `first` and now ends with `before`."""
    if before.column != line.column or abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return False
    if same_page and page.pitch and before.base - line.base > max(_APART * page.pitch, _APART * 1.15 * line.size):
        return False
    if before.column:
        return _item_runs_on(first, before, line)
    if centred(before, page) or centred(line, page) or _capitals(before) != _capitals(line):
        return False
    if not _full(before, line, page):
        return False
    return not _begins(before, line, first is before)


def _capitals(line: Line) -> bool:
    """Whether a line is a heading in capitals; a short one («UBND») tells nothing."""
    text = line.text
    return len(text) > _SHORTEST_HEADING and text.isupper()


def _item_runs_on(first: Line, before: Line, line: Line) -> bool:
    """In columns every line stands by itself, but for items of the recipients: «- Các bộ (để phối» «hợp);», or of the addressees."""
    item = MARKER.match(first.text) and not MARKER.match(line.text)
    return bool(item) and not _ITEM_END.search(before.text)


def centred(line: Line, page: Margins) -> bool:
    """Whether a line stands in the middle, away from both margins by about as much."""
    left, right = line.left - page.left, page.right - line.right
    return left > 2.2 * line.size and right > 2.2 * line.size and abs(left - right) < max(_CENTRED, 0.12 * (left + right))


def _full(before: Line, line: Line, page: Margins) -> bool:
    """Whether the first word of the next line would not have fitted behind the line before."""
    first = line.words[0]
    blank = 0.25 * line.size
    return before.right + blank + (first.right - first.left) > page.right - _SLACK


def _begins(before: Line, line: Line, opened: bool) -> bool:
    """Whether a line begins a paragraph by its own look, though the line before is full."""
    indent = line.left - before.left
    if indent > _INDENT:
        return True
    if opened and abs(indent) <= _SLACK and MARKER.match(line.text):
        return True
    return bool(MARKER.match(line.text) and _STOP.search(before.text))
