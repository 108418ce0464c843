"""Điều nên nhìn lại. / What a person should look at twice: invisible characters, foreign look-alikes, another language."""

from __future__ import annotations

from dondoc.reading.contract import Reason
from dondoc.reading.formats.reasons import reason
from dondoc.reading.formats.syllables import vietnamese
from dondoc.reading.patterns import lazy

_INVISIBLE = lazy("[\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069]")
#: a Greek or Cyrillic letter beside a Latin one, in one word
_LOOKALIKE = lazy(r"[A-Za-zÀ-ỹ][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-zÀ-ỹ]")
_WORD_AROUND = 20


def oddities(text: str, invisible: int = 0) -> list[Reason]:
    """Reasons that do not change the status. `invisible`: how many were already taken out of the text."""
    found = []
    count = invisible + sum(1 for _ in _INVISIBLE.finditer(text))
    if count:
        found.append(reason("invisible-characters", count=count))
    if mixed := _LOOKALIKE.search(text):
        found.append(reason("lookalike-letters", word=_word_at(text, mixed.start())))
    if not vietnamese(text):
        found.append(reason("language"))
    return found


def _word_at(text: str, place: int) -> str:
    before = text[max(0, place - _WORD_AROUND) : place].split()
    after = text[place : place + _WORD_AROUND].split()
    left = "" if place and text[place - 1].isspace() else (before[-1] if before else "")
    return left + (after[0] if after else "")
