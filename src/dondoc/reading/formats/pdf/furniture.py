"""Thứ lặp lại trên các trang. / What repeats on pages and is not the text: page numbers, running heads, stamps of digital signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dondoc.reading.formats.pdf.lines import Line
from dondoc.reading.patterns import lazy

_NUMBER = lazy(r"[-–—\s]*(?:trang|page)?\s*\d{1,4}(?:\s*[/|]\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
_DIGITS = lazy(r"\d+")
#: what a signing program prints into its frame: «Người ký: …», «Thời gian ký: 08/01/2025 10:11:12 +07:00»
_SIGNED = lazy(
    r"(?:Người ký|Ký bởi|Ký số bởi|Thời gian ký|Ngày ký|Giờ ký|Email|Cơ quan|Tổ chức|Digitally signed|Signature|Date)\s*:\s|DN:\s"
    r"|.*\d\d[:.]\d\d[:.]\d\d\s*\+07"
)
_ZONE = 2  # lines at the top and at the bottom that may be furniture


def furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The id() of lines that are page numbers, running heads or frames of signatures."""
    found: set[int] = set()
    repeated = _repeated(pages)
    for lines in pages:
        for line in _edges(lines):
            text = line.text
            if (_NUMBER.match(text) and len(pages) > 1) or _shape(text) in repeated:
                found.add(id(line))
        found |= _signature(lines)
    return found


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The highest and lowest lines of a page."""
    ordered = sorted(lines, key=lambda line: -line.base)
    return [*ordered[:_ZONE], *ordered[max(_ZONE, len(ordered) - _ZONE) :]]


def _repeated(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Shapes of lines that stand at the edge of three pages and more, and of most."""
    if len(pages) < 3:
        return set()
    counts = Counter(shape for lines in pages for shape in {_shape(line.text) for line in _edges(lines)})
    return {shape for shape, count in counts.items() if count >= 3 and count > 0.5 * len(pages) and len(shape) > 2}


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()).casefold())


def _signature(lines: Sequence[Line]) -> set[int]:
    """Small lines of the frame of a digital signature: one names signer or time, its neighbours of the same size go with it."""
    telling = [line for line in lines if _SIGNED.match(line.text)]
    if not telling or min(line.size for line in telling) >= max(line.size for line in lines):
        return set()
    frame, others = telling, [line for line in lines if line not in telling]
    while grown := [line for line in others if any(_beside(line, one) for one in frame)]:
        frame = frame + grown
        others = [line for line in others if line not in grown]
    return {id(line) for line in frame}


def _beside(line: Line, one: Line) -> bool:
    same_size = abs(line.size - one.size) < 0.5
    return same_size and abs(line.base - one.base) < 1.8 * one.size and line.left < one.right and one.left < line.right
