"""Biểu thức chỉ khớp nơi có một từ mốc. / Patterns that can only match where one of some words stands.

Most sentences hold none of the words a rule turns on. To look for these costs nearly nothing, the pattern itself many times more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


class Cued:
    """A pattern and its cues: whatever it matches holds one of them, letter for letter."""

    __slots__ = ("cues", "pattern")

    def __init__(self, pattern: re.Pattern[str], *cues: str) -> None:
        self.pattern, self.cues = pattern, cues

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.pattern.search(text, start, end) if stands(self.cues, text, start, end) else None

    def finditer(self, text: str, start: int, end: int) -> Iterable[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.pattern.finditer(text, start, end) if stands(self.cues, text, start, end) else ()


def stands(cues: Iterable[str], text: str, start: int, end: int) -> bool:
    """Whether one of the words stands in text[start:end]."""
    find = text.find
    for cue in cues:  # noqa: SIM110 - `any` would make a generator for each of very many calls
        if find(cue, start, end) >= 0:
            return True
    return False
