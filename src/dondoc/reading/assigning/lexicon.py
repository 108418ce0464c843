"""Tra từ: cụm từ nào của một danh sách đứng tại chỗ này. / Looking up which phrase of a list stands at a place.

Lists of the language are long. As one regular expression they cost a tenth of a second to compile each time the program starts; as a table
by first word they cost nothing and a miss is one look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dondoc.reading.assigning.words import phrases

WORD = re.compile(r"\w+")


class Lexicon:
    """The phrases of some lists, in lower case or, with `capital`, each with a capital at its head («Tài chính»)."""

    def __init__(self, *lists: str, capital: bool = False) -> None:
        known = phrases(",".join(lists))
        self._rests: dict[str, list[tuple[str, ...]]] = {}
        for words in self._split((p[0].upper() + p[1:] for p in known) if capital else known):
            self._rests.setdefault(words[0], []).append(words[1:])
        for rests in self._rests.values():
            rests.sort(key=lambda rest: (-len(rest), -sum(map(len, rest))))
        self.firsts = frozenset(self._rests)

    @staticmethod
    def _split(known: Iterable[str]) -> Iterable[tuple[str, ...]]:
        return (tuple(phrase.split(" ")) for phrase in known)

    def reach(self, text: str, at: int, end: int) -> int:
        """Where the longest phrase that begins at `at` ends (any run of blanks stands for one); 0 when none does."""
        first = WORD.match(text, at, end)
        if first is None:
            return 0
        for rest in self._rests.get(first.group(), ()):
            reached = _rest(text, first.end(), end, rest)
            if reached:
                return reached
        return 0


def _rest(text: str, at: int, end: int, words: tuple[str, ...]) -> int:
    """Where the further words end, or 0."""
    for word in words:
        start = at
        while start < end and text[start] == " ":
            start += 1
        if start == at:
            return 0
        at = start + len(word)
        if at > end or not text.startswith(word, start):
            return 0
    if words and at < end and (text[at].isalnum() or text[at] == "_"):
        return 0
    return at
