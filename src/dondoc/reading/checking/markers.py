"""Thứ tự đánh số. / The sequence of clause markers: 1, 2, 4 is broken, and so is 1, 2, 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dondoc.reading.checking.sentences import finding
from dondoc.reading.contract import Clause, Finding
from dondoc.reading.patterns import lazy

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
#: Điều 7 lettering (format-state 8); lists that use f or j go by the Latin order
_LETTERS = ("abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
_NUMBERED = lazy(r"(?P<word>điều|chương|mục|phần)?\s*\(?(?P<lead>(?:\d{1,3}\.)*)(?P<number>\d{1,3})(?P<close>\s?[.)\-/:]?)")
_ROMAN = lazy(r"(?P<word>chương|mục|phần)?\s*\(?(?P<roman>[IVXL]{1,7})(?P<close>\s?[.)\-:]?)", re.IGNORECASE)
_LETTER = lazy(r"(?P<letter>[a-zđ])(?P<close>\s?[.)\-/])")
#: the number or letter of a marker: the «2» of «1.2.», the «IV» of «Mục IV.», the «a» of «a)»
_LAST_NUMBER = lazy(r"\d{1,3}(?=\D*$)|[IVXL]+(?=[^\w]*$)|^[a-zđ](?=[^\w]*$)")
#: a jump further than this is another list or a quotation, not a forgotten clause
_FORGOTTEN = 2


def broken(text: str, outline: Sequence[Clause]) -> Iterator[Finding]:
    """One finding for each clause that skips or repeats a number among its siblings; articles run through the whole text.

    A number that stands in the text between the two, though the outline has no clause of it, is not missing.
    """
    yield from _siblings(text, [clause for clause in _all(outline) if _is_article(clause)])
    yield from _below(text, outline)


def _below(text: str, clauses: Sequence[Clause]) -> Iterator[Finding]:
    yield from _siblings(text, [clause for clause in clauses if not _is_article(clause)])
    for clause in clauses:
        yield from _below(text, clause.children)


def _siblings(text: str, clauses: Sequence[Clause]) -> Iterator[Finding]:
    last: dict[str, tuple[tuple[int, ...], str, int]] = {}
    for clause in clauses:
        marker = " ".join(clause.marker.replace("*", "").replace("_", "").split())
        place = _place(marker)
        if place is None:
            continue
        sort, values = place
        before = last.get(sort)
        if before and not _follows(before[0], values) and not _stands(text, before, clause.start):
            yield finding("marker-sequence-broken", clause.start, clause.text_start, before=before[1], marker=marker)
        last[sort] = (values, marker, clause.text_start)


def _stands(text: str, before: tuple[tuple[int, ...], str, int], end: int) -> bool:
    """Whether the marker that should come next stands at the beginning of a line or cell in between."""
    (value, *_), marker, start = before
    number = _LAST_NUMBER.search(marker)
    written = str(value + 1) if number and number[0].isdigit() else _LETTERS[0][value : value + 1] if number else ""
    if number and number[0].isupper():
        written = _in_roman(value + 1)
    if not number or not written:
        return False
    missing = marker[: number.start()] + written
    pattern = r"(?:^|[|\n])[\s|*_#>(]*" + r"[\s*_]+".join(map(re.escape, missing.split())) + r"(?!\w)"
    return re.compile(pattern, re.IGNORECASE).search(text, start, end) is not None


def _in_roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _follows(before: tuple[int, ...], values: tuple[int, ...]) -> bool:
    """Whether one of the readings of the marker goes on from the one before, starts anew, or jumps too far to be a slip."""
    steps = [value - last for last, value in zip(before, values, strict=True)]
    return any(step == 1 or value == 1 or step < 0 or step > 1 + _FORGOTTEN for step, value in zip(steps, values, strict=True))


@lru_cache(maxsize=1024)  # «1.», «a)», «-» stand again and again
def _place(marker: str) -> tuple[str, tuple[int, ...]] | None:
    """(sort of marker, its place in the sequence, one for each way to count); None for bullets and words."""
    lower = marker.lower()
    number = _NUMBERED.fullmatch(lower)
    if number:
        close = number["close"].strip()
        return f"{number['word'] or ''}{number['lead']}#{close}", (int(number["number"]),)
    letter = _LETTER.fullmatch(marker)
    if letter:
        orders = tuple(order.find(letter["letter"]) + 1 for order in _LETTERS)
        return f"letter{letter['close'].strip()}", orders
    roman = _ROMAN.fullmatch(marker) if marker.upper() == marker or not marker.islower() else None
    if roman:
        return f"{(roman['word'] or '').lower()}roman{roman['close'].strip()}", (_roman(roman["roman"].upper()),)
    return None


def _roman(digits: str) -> int:
    values = [_VALUES[digit] for digit in digits]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _is_article(clause: Clause) -> bool:
    marker = clause.marker
    return not marker[:1].isdigit() and marker.replace("*", "").strip().lower().startswith("điều")


def _all(clauses: Sequence[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        yield clause
        yield from _all(clause.children)
