"""Bỏ những gì không phải chữ của văn bản. / What a recogniser sees that is no word of the document: specks, incoming stamps, handwriting.

A number or day written by hand is seldom recognised right, and a wrong one is worse than none: what does not read plainly as digits becomes
«…», as a draft leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from dondoc.reading.formats.ocr.seen import Seen
from dondoc.reading.formats.syllables import is_syllable
from dondoc.reading.patterns import lazy

#: words the recogniser hardly believes itself are specks, rules and pieces of stamps, unless they are Vietnamese syllables
_NOISE, _SIGN_NOISE = 30.0, 70.0
_SIGNS = set("-–+•*.:;,/()&%“”\"'")
_RULES = lazy(r"[|_¦\[\]{}~=—\\^.ˆ]+$")
_LETTERS = lazy(r"[^\W\d_]+")
_CODE = lazy(r"/?[A-ZĐ]{2,}[-/][A-ZĐ]{2,}\W?$")
_SAME_SIGNS = str.maketrans({"⁄": "/", "∕": "/", "`": "'", "´": "'"})

#: the frame that a registry stamps at the left edge: «ĐẾN», «Số: …», «Ngày: …», «Chuyển: …»
_STAMP = lazy(r"[ĐD][ẾÉÊEỀ]N$")
_STAMP_REACH, _STAMP_WIDTH, _STAMP_TRUST = 5.0, 0.14, 60.0
_STAMP_AT = 0.3  # of the width of the page: further right «ĐẾN» is a word

_HEAD = 0.4  # of the height of the page
_NUMBER = lazy(r"(?P<label>S[ốôóỐÔ]\s*[:.;]?)(?P<rest>.*)$")
_DAY = lazy(r"(?P<label>ngày)(?P<rest>.*)$", re.IGNORECASE)
_MONTH = lazy(r"(?P<label>tháng)(?P<rest>.*)$", re.IGNORECASE)
_LATER = lazy(r"tháng|năm", re.IGNORECASE)
_DATE = lazy(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\W*$")
_NEAR = 3.0  # heights of the label between it and what is filled in
_SYMBOL = lazy(r"(?P<number>.*?)(?P<rest>(?:[/-](?:\d{4}/)?[A-ZĐ]\S*)?)$")
_DIGITS = lazy(r"\d{1,5}[a-z]?$")
_DAY_DIGITS = lazy(r"\d{1,2}$")
#: how far digits are believed, those by themselves and those printed in one with the symbol
_PLAIN, _PLAIN_IN_SYMBOL = 70.0, 60.0
_OPEN = "…"


def cleaned(seen: Sequence[Seen], width: int, height: int, *, first: bool) -> list[Seen]:
    """The words of the document among those seen; on the first page what was filled in by hand is left open."""
    words = [replace(word, text=word.text.translate(_SAME_SIGNS)) for word in seen]
    words = [word for word in words if _is_word(word)]
    if not words:
        return []
    words = _without_stamp(words, width)
    return _filled_in(words, height) if first else words


def _is_word(word: Seen) -> bool:
    if _RULES.match(word.text):
        return False
    letters = _LETTERS.findall(word.text)
    if word.confidence < _NOISE and not _CODE.search(word.text):
        return bool(letters) and all(map(is_syllable, letters)) and len("".join(letters)) > 1
    return any(char.isalnum() for char in word.text) or (word.confidence >= _SIGN_NOISE and set(word.text) <= _SIGNS)


def _without_stamp(words: list[Seen], width: int) -> list[Seen]:
    """Without the incoming stamp: what stands left of the text beside «ĐẾN», its own lines, and what under it cannot be believed."""
    margin = _margin(words)
    stamp = next((word for word in words if _STAMP.match(word.text) and word.left < min(margin, _STAMP_AT * width)), None)
    if stamp is None:
        return words
    reach = _STAMP_REACH * (stamp.bottom - stamp.top)
    near = [word for word in words if abs(word.top - stamp.top) <= reach]
    own = {line for line in {word.line for word in near} if _inside([word for word in near if word.line == line], margin, width)}
    return [word for word in words if abs(word.top - stamp.top) > reach or not (word.line in own or _stamped(word, margin, width))]


def _inside(line: Sequence[Seen], margin: float, width: int) -> bool:
    """Whether a line begins left of the text and ends within the frame of the stamp."""
    return (
        min(word.left for word in line) < margin - 0.02 * width and max(word.right for word in line) < margin + 1.5 * _STAMP_WIDTH * width
    )


def _stamped(word: Seen, margin: float, width: int) -> bool:
    if word.left > margin + _STAMP_WIDTH * width:
        return False
    return word.right < margin or word.confidence < _STAMP_TRUST


def _margin(words: Sequence[Seen]) -> float:
    """Where most lines begin."""
    firsts: dict[int, float] = {}
    for word in words:
        firsts[word.line] = min(firsts.get(word.line, word.left), word.left)
    return median(firsts.values())


def _filled_in(words: list[Seen], height: int) -> list[Seen]:
    """Number, day and month, each where it first stands in the head, as far as they are plainly digits."""
    out = list(words)
    for label, digits in ((_NUMBER, _DIGITS), (_DAY, _DAY_DIGITS), (_MONTH, _DAY_DIGITS)):
        at = next((at for at, word in enumerate(out) if word.top <= _HEAD * height and label.match(word.text)), None)
        if at is not None:
            _fill(out, at, label, digits)
    return out


def _fill(words: list[Seen], at: int, label: re.Pattern[str], digits: re.Pattern[str]) -> None:
    """Look at what stands behind a label, in its own word or in the next one beside it."""
    word = words[at]
    match = label.match(word.text)
    rest = match["rest"] if match else ""
    if match and rest:
        words[at] = replace(word, text=f"{match['label']} {_open(rest, word, digits)}")
    elif at + 1 < len(words) and _beside(word, after := words[at + 1]) and not _LATER.match(after.text):
        words[at + 1] = replace(after, text=_open(after.text, after, digits))


def _beside(word: Seen, after: Seen) -> bool:
    return after.line == word.line and after.left - word.right < _NEAR * (word.bottom - word.top)


def _open(text: str, word: Seen, digits: re.Pattern[str]) -> str:
    """The text where its number is plainly one, else with «…» in its place."""
    parts = _SYMBOL.match(text)
    if parts is None or _DATE.match(text):
        return text
    number, rest = parts["number"], parts["rest"]
    if (not number and rest) or (digits.match(number.rstrip(",.")) and word.confidence >= (_PLAIN_IN_SYMBOL if rest else _PLAIN)):
        return text
    return f"{_OPEN}{rest}"
