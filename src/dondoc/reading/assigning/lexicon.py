"""Tra từ: cụm từ nào của một danh sách đứng tại chỗ này. / Looking up which phrase of a list stands at a place.

Lists of the language are long. As one regular expression they cost a tenth of a second to compile each time the program starts; as a table
by first word they cost nothing and a miss is one look.
"""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.reading.patterns import lazy

WORD = lazy(r"\w+")
#: the further words of phrases: with single blanks before them, how long that is, and one by one
_Further = Iterable[tuple[str, int, tuple[str, ...]]]
_Rests = dict[str, list[tuple[str, int, tuple[str, ...]]]]


class Lexicon:
    """The phrases of some lists, in lower case or, with `capital`, each with a capital at its head («Tài chính»)."""

    def __init__(self, *lists: str, capital: bool = False) -> None:
        #: first word -> its phrases as they are listed, until a text holds the word; then, in `_rests`, spelled out
        self._listed: dict[str, list[str]] = {}
        self._rests: dict[str, _Rests] = {}
        self._longest = 2
        for phrase in ",".join(lists).replace("\n", ",").split(","):
            if words := phrase.strip():
                first = words.partition(" ")[0]
                self._listed.setdefault(first[0].upper() + first[1:] if capital else first, []).append(words)
                self._longest = max(self._longest, len(words))
        self.firsts = frozenset(self._listed)
        #: the first two letters of each, and the words of one letter: most places begin with none of them
        self.heads = frozenset(word[:2] for word in self.firsts)
        self.lone = frozenset(word for word in self.firsts if len(word) == 1)

    def _spelled(self, first: str) -> _Rests:
        """The phrases of a first word: first letter of the second word -> the further words of each, longest first; under "" where the
        word alone is a phrase."""
        found: _Rests = {}
        self._rests[first] = found
        for rest in {tuple(phrase.split()[1:]) for phrase in self._listed[first]}:
            joined = " " + " ".join(rest) if rest else ""
            found.setdefault(joined[1:2], []).append((joined, len(joined), rest))
        for further in found.values():
            further.sort(key=lambda one: (-len(one[2]), -one[1]))
        return found

    def reach(self, text: str, at: int, end: int) -> int:
        """Where the longest phrase that begins at `at` ends (any run of blanks stands for one); 0 when none does."""
        if text[at : at + 2] not in self.heads and text[at : at + 1] not in self.lone:
            return 0
        stop = text.find(" ", at, end)
        word = text[at:stop] if stop >= 0 else ""
        rests = self._rests.get(word)
        if rests is None:
            if word not in self.firsts:
                return 0 if word.isalnum() else self._before_a_stop(text, at, end)
            rests = self._spelled(word)
        return self._reach(rests, text, stop, end)

    def _before_a_stop(self, text: str, at: int, end: int) -> int:
        """As `reach`, where a stop or nothing follows the first word."""
        first = WORD.match(text, at, end)
        if first is None or first[0] not in self.firsts:
            return 0
        return self._reach(self._rests.get(first[0]) or self._spelled(first[0]), text, first.end(), end)

    def _reach(self, rests: _Rests, text: str, at: int, end: int) -> int:
        """As `reach`, after the first word."""
        if at + 1 < end and text[at] == " " and text[at + 1] != " " and (candidates := rests.get(text[at + 1])):
            spread = text.find("  ", at, at + self._longest) >= 0
            if reached := (_widely if spread else _closely)(text, at, end, candidates):
                return reached
        elif text.startswith("  ", at, end):
            return self._spread(rests, text, at, end)
        return at if "" in rests else 0

    @staticmethod
    def _spread(rests: _Rests, text: str, at: int, end: int) -> int:
        """As `reach`, where several blanks follow the first word."""
        after = at
        while after < end and text[after] == " ":
            after += 1
        candidates = rests.get(text[after], ()) if after < end else ()
        return _widely(text, at, end, candidates) or (at if "" in rests else 0)


def _closely(text: str, at: int, end: int, candidates: _Further) -> int:
    """Where the first that stands here ends, or 0; single blanks part its words."""
    for joined, length, _words in candidates:
        if text.startswith(joined, at, end) and not _goes_on(text, at + length, end):
            return at + length
    return 0


def _widely(text: str, at: int, end: int, candidates: _Further) -> int:
    """The same where any run of blanks may part the words."""
    return next((reached for _, _, words in candidates if (reached := _rest(text, at, end, words))), 0)


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether the word is longer than that."""
    return at < end and (text[at].isalnum() or text[at] == "_")


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
    return 0 if _goes_on(text, at, end) else at
