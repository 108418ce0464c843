"""Dòng của văn bản, dấu nhấn của bộ chuyển đổi được bỏ qua mà không xóa. / Lines of a text; emphasis marks are passed over, never deleted.

Texts come from files of many kinds. Converters leave `**bold**`, `*italic*`, `__underline__`, `1\\.`, bars of tables and rows of dashes;
all offsets still count in the text as it is.
"""

from __future__ import annotations

import codecs
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from dondoc.reading.patterns import lazy

#: what may stand around the words of a line and means nothing: blanks and the marks of emphasis and of quoted mail
MARKS = "".join(char for code in range(0x3001) if (char := chr(code)).isspace()) + "\u200b\u200e\u200f\ufeff*_#>"
#: the letters of Vietnamese, for patterns: ranges of code points would mix great and small
UPPER = "A-ZĐÐ" + "".join(
    unicodedata.normalize("NFC", base + tone) for base in "AĂÂEÊIOÔƠUƯY" for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
)
LOWER = UPPER.lower()
_RULE = lazy(r"[\s\-–—_*=~.•+|\\]{2,}$|[*–—]$")
_WITHIN = lazy(r"\*+|__+|\\(?=[-.()*_#+!|>\[\]])")


class Line(NamedTuple):
    """One line: where it and its bare words begin and end, and those words without emphasis, blanks folded."""

    number: int
    start: int
    end: int  # its newline excluded
    word_start: int
    word_end: int
    bare: str

    @property
    def empty(self) -> bool:
        """Nothing but blanks and emphasis."""
        return not self.bare

    @property
    def bar(self) -> bool:
        """A bar alone: the edge of a cell that a converter left."""
        return self.bare == "|"

    @property
    def rule(self) -> bool:
        """A row of dashes, stars or dots: an ornament under a name or a title."""
        return not self.bare[:1].isalnum() and not self.bar and _RULE.match(self.bare) is not None


class Lines:
    """The lines of a text, each made when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._raw = text.split("\n")
        self._starts: list[int] = []
        at = 0
        for raw in self._raw:
            self._starts.append(at)
            at += len(raw) + 1
        self._made: list[Line | None] = [None] * len(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __getitem__(self, number: int) -> Line:
        line = self._made[number]
        if line is None:
            line = self._made[number] = _line(number, self._starts[number], self._raw[number])
        return line

    def __iter__(self) -> Iterator[Line]:
        return (self[number] for number in range(len(self._raw)))

    def number_at(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def tabular(self) -> bool:
        """Whether there is any bar or tab, without which a text holds no table."""
        return "|" in self.text or "\t" in self.text

    def blank(self, number: int) -> bool:
        """No words and no marks at all; a line with lonely emphasis marks is empty, but parts nothing."""
        return not self._raw[number].strip()

    def raw(self, number: int) -> str:
        """The line as it is."""
        return self._raw[number]


def _line(number: int, start: int, raw: str) -> Line:
    left = len(raw) - len(raw.lstrip(MARKS))
    right = max(left, len(raw.rstrip(MARKS)))
    bare = raw[left:right]
    if "*" in bare or "_" in bare or "\\" in bare:
        bare = _WITHIN.sub("", bare)
    elif bare and bare.isprintable() and "  " not in bare:
        return Line(number, start, start + len(raw), start + left, start + right, bare)  # as nearly all lines: nothing to fold
    folded = " ".join(bare.split())
    if folded != bare:  # else no second copy of the line is kept
        bare = folded
    elif not bare and raw.strip() == "*":
        bare = "*"
    return Line(number, start, start + len(raw), start + left, start + right, bare)


def mostly_upper(text: str) -> bool:
    """Whether the letters are capitals; some small ones between them are allowed («TTg», «và»)."""
    try:
        letters = codecs.charmap_encode(text, "strict", _USUAL)[0].translate(None, _NO_LETTERS)
        count, capitals = len(letters), len(letters.translate(None, _SMALL))
    except UnicodeEncodeError:
        unusual = [char for char in text if char.isalpha()]
        count, capitals = len(unusual), sum(char.isupper() for char in unusual)
    return count > 0 and capitals >= 0.75 * count


def flat(text: str) -> str:
    """Small letters without marks, one for one: «ĐẢNG CỘNG SẢN» -> «dang cong san». Offsets stay; scans lose marks of letters."""
    try:
        return codecs.charmap_decode(codecs.charmap_encode(text, "strict", _USUAL)[0], "strict", _FLAT)[0]
    except UnicodeEncodeError:
        return "".join(map(_flat, text))


def lowered(text: str) -> str:
    """Lower case, letter by letter where a letter would change its length, so that offsets stay true."""
    try:  # Python's own takes twelve bytes a letter for it
        return codecs.charmap_decode(codecs.charmap_encode(text, "strict", _USUAL)[0], "strict", _LOW)[0]
    except UnicodeEncodeError:
        low = text.lower()
        return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@lru_cache(maxsize=1024)  # a text has few letters, each again and again
def _flat(char: str) -> str:
    base = "d" if char in "đĐÐð" else unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


#: the signs of nearly every document, fewer than 256: as bytes they are counted and changed many times faster than one by one
_PRINTED = "".join(map(chr, (0, 9, 10, *range(32, 127)))) + UPPER[3:] + LOWER[3:] + "ð\u00a0“”‘’–—…•«»°·≥≤×§+−"
_SIGNS = "".join(list(dict.fromkeys(_PRINTED + "".join(map(chr, range(0xE000, 0xE010)))))[:256])
_USUAL = codecs.charmap_build(_SIGNS)
_FLAT = "".join(map(_flat, _SIGNS))
_LOW = _SIGNS.lower()
_NO_LETTERS = bytes(code for code, char in enumerate(_SIGNS) if not char.isalpha())
_SMALL = bytes(code for code, char in enumerate(_SIGNS) if not char.isupper())
