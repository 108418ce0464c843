"""Chỗ khác nhau giữa hai bản, từng chữ. / What differs between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
#: Texts with more words than this are marked whole: comparing them word by word costs more than a page may.
MOST_WORDS = 3000


@dataclass(frozen=True)
class Piece:
    """A run of words, and whether the other text lacks it."""

    text: str
    changed: bool


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces; put together again, the pieces of each are the text itself."""
    if before == after:
        return _whole(before, False), _whole(after, False)
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _whole(before, True), _whole(after, True)
    left: list[Piece] = []
    right: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left += _whole("".join(old[a:b]), what != "equal")
        right += _whole("".join(new[c:d]), what != "equal")
    return tuple(left), tuple(right)


def _whole(text: str, changed: bool) -> tuple[Piece, ...]:
    return (Piece(text, changed),) if text else ()
