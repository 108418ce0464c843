"""Dấu bị lẫn. / Accents the recogniser confused: «kiêm tra», «tô chức», «bồ trí».

Its small model sees one word at a time, and «kiêm» is a word. Two words beside each other that differ from a compound of official prose
(compounds.txt) by the marks of one word alone, or have lost marks in both, are that compound. A syllable that ends in p, t, c or ch has the
tone sắc or nặng («xuât» is none): the sign above is the one that gets lost. Nothing else is touched: no number, no name, no letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from dondoc.reading.formats.ocr.seen import Seen
from dondoc.reading.formats.syllables import is_syllable
from dondoc.reading.patterns import lazy

_LETTERS = lazy(r"[^\W\d_]+")
#: an unmarked syllable that a stop closes, and whose vowel bears a sign of its own
_TONELESS = lazy(r"([^\W\d_]*?)([âăêôơư])(p|t|c|ch)$", re.IGNORECASE)
_ACUTE = "\u0301"
_ALONE = {"vê": "về", "sô": "số"}
_BARE = str.maketrans("đĐ", "dD")

Pair = tuple[str, str]


def spelled(words: Sequence[Seen]) -> list[Seen]:
    """The words with the accents of known compounds."""
    out = [replace(word, text=_closed(word.text)) for word in words]
    for at in range(len(out) - 1):
        for place, text in _mended(out[at].text, out[at + 1].text):
            out[at + place] = replace(out[at + place], text=text)
    return out


def _mended(first: str, second: str) -> list[tuple[int, str]]:
    """Which of two words is to be written how: (0 or 1, text)."""
    cores = (_core(first, last=True), _core(second, last=False))
    if cores[0] is None or cores[1] is None:
        return []
    pair = (cores[0].lower(), cores[1].lower())
    known = _compounds().get((_bare(pair[0]), _bare(pair[1])), ())
    near = [one for one in known if (one[0] == pair[0]) != (one[1] == pair[1]) or (_lost(pair[0], one[0]) and _lost(pair[1], one[1]))]
    if pair in known or len(near) != 1:
        return []
    places = [place for place in (0, 1) if near[0][place] != pair[place]]
    return [(place, (first, second)[place].replace(cores[place] or "", _as(cores[place] or "", near[0][place]))) for place in places]


def _lost(seen: str, meant: str) -> bool:
    """Whether a word is another that lost marks and gained none: «thâm» of «thẩm»."""
    return set(unicodedata.normalize("NFD", seen)) < set(unicodedata.normalize("NFD", meant))


def _closed(text: str) -> str:
    """One word with the tone its form demands."""
    core = text.strip(".,;:()")
    match = _TONELESS.fullmatch(core)
    if match and is_syllable(core):
        mended = unicodedata.normalize("NFC", match[1] + match[2] + _ACUTE + match[3])
    else:
        mended = _as(core, _ALONE[core.lower()]) if core.lower() in _ALONE else core
    return text.replace(core, mended) if core else text


def _core(text: str, *, last: bool) -> str | None:
    """The letters of a word, when nothing stands between it and its neighbour."""
    match = (re.search(r"[^\W\d_]+$", text) if last else _LETTERS.match(text)) if text else None
    return match[0] if match and len(_LETTERS.findall(text)) == 1 else None


def _as(model: str, word: str) -> str:
    """In capitals as the model is."""
    return word.upper() if model.isupper() and len(model) > 1 else word.capitalize() if model[0].isupper() else word


def _bare(word: str) -> str:
    """Without marks."""
    apart = unicodedata.normalize("NFD", word.translate(_BARE))
    return "".join(char for char in apart if not unicodedata.combining(char))


@cache
def _compounds() -> dict[Pair, tuple[Pair, ...]]:
    """The compounds by their letters without marks."""
    found: dict[Pair, tuple[Pair, ...]] = {}
    for line in Path(__file__).with_name("compounds.txt").read_text("utf-8").splitlines():
        for compound in () if line.startswith("#") else line.split(","):
            first, second = compound.split()
            key = (_bare(first), _bare(second))
            found[key] = (*found.get(key, ()), (first, second))
    return found
