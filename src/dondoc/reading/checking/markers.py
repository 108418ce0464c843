"""Thứ tự đánh số. / The sequence of clause markers: 1, 2, 4 is broken, and so is 1, 2, 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.reading.checking.sentences import finding
from dondoc.reading.contract import Clause, Finding

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
#: Điều 7 lettering (format-state 8); lists that use f or j go by the Latin order
_LETTERS = ("abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
_NUMBERED = re.compile(r"(?P<word>điều|chương|mục|phần)?\s*\(?(?P<lead>(?:\d{1,3}\.)*)(?P<number>\d{1,3})(?P<close>\s?[.)\-/:]?)")
_ROMAN = re.compile(r"(?P<word>chương|mục|phần)?\s*\(?(?P<roman>[IVXL]{1,7})(?P<close>\s?[.)\-/:]?)", re.IGNORECASE)
_LETTER = re.compile(r"(?P<letter>[a-zđ])(?P<close>\s?[.)\-/])")
#: a jump further than this is another list or a quotation, not a forgotten clause
_FORGOTTEN = 2


def broken(outline: Sequence[Clause]) -> Iterator[Finding]:
    """One finding for each clause that skips or repeats a number among its siblings; articles run through the whole text."""
    yield from _siblings([clause for clause in _all(outline) if _is_article(clause)])
    yield from _below(outline)


def _below(clauses: Sequence[Clause]) -> Iterator[Finding]:
    yield from _siblings([clause for clause in clauses if not _is_article(clause)])
    for clause in clauses:
        yield from _below(clause.children)


def _siblings(clauses: Sequence[Clause]) -> Iterator[Finding]:
    last: dict[str, tuple[tuple[int, ...], str]] = {}
    for clause in clauses:
        marker = " ".join(clause.marker.replace("*", "").replace("_", "").split())
        place = _place(marker)
        if place is None:
            continue
        sort, values = place
        before = last.get(sort)
        if before and not _follows(before[0], values):
            yield finding("marker-sequence-broken", clause.start, clause.text_start, before=before[1], marker=marker)
        last[sort] = (values, marker)


def _follows(before: tuple[int, ...], values: tuple[int, ...]) -> bool:
    """Whether one of the readings of the marker goes on from the one before, starts anew, or jumps too far to be a slip."""
    steps = [value - last for last, value in zip(before, values, strict=True)]
    return any(step == 1 or value == 1 or step < 0 or step > 1 + _FORGOTTEN for step, value in zip(steps, values, strict=True))


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
    return clause.marker.replace("*", "").strip().lower().startswith("điều")


def _all(clauses: Sequence[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        yield clause
        yield from _all(clause.children)
