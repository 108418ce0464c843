"""Đánh số tự động của Word. / Word's automatic numbering, computed: numbers that are on the page but not in the text.

Counters belong to the abstract list, shared by all lists made of it; a list that overrides a start restarts once, when first used.
A level begins anew after a higher level was used (or after the level `lvlRestart` names; 0: never).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from dondoc.reading.formats.word.names import Names
from dondoc.reading.formats.word.styles import switched_on, whole

_LEVELS = 9
#: what Word draws for the glyphs of its symbol fonts
SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf0e8": "➔", "\uf02d": "-", "\uf02b": "+", "\uf02a": "*",
    "·": "•", "§": "▪", "Ø": "➢", "ü": "✓", "v": "❖", "o": "○", "\uf06f": "○",
}  # fmt: skip
_ROMAN_WORTH = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_LETTERS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


class Level(NamedTuple):
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    symbol_font: bool = False


@dataclass
class _Counters:
    values: dict[int, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)


class Numbering:
    """The lists of a document. `marker(num, level)` must be called for each numbered paragraph in order."""

    def __init__(self, root: etree._Element | None, names: Names) -> None:
        self._names = names
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}  # abstract list -> style that holds the true list
        self._lists: dict[str, tuple[str, dict[int, int], dict[int, Level]]] = {}
        self._counters: dict[str, _Counters] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        name = self._names
        styled: dict[str, str] = {}
        for abstract in root.iterchildren(name.abstractNum):
            key = abstract.get(name.abstractNumId, "")
            self._abstract[key] = dict(self._level(level) for level in abstract.iterchildren(name.lvl))
            if (link := abstract.find(name.styleLink)) is not None:
                styled[link.get(name.val, "")] = key
            if (link := abstract.find(name.numStyleLink)) is not None:
                self._links[key] = link.get(name.val, "")
        self._links = {key: styled[style] for key, style in self._links.items() if style in styled}
        for number in root.iterchildren(name.num):
            self._load_list(number)

    def _load_list(self, number: etree._Element) -> None:
        name = self._names
        base = number.find(name.abstractNumId)
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        for override in number.iterchildren(name.lvlOverride):
            depth = whole(override.get(name.ilvl)) or 0
            start = override.find(name.startOverride)
            if start is not None and (value := whole(start.get(name.val))) is not None:
                starts[depth] = value
            if (level := override.find(name.lvl)) is not None:
                levels[depth] = self._level(level)[1]
        key = "" if base is None else base.get(name.val, "")
        self._lists[number.get(name.numId, "")] = (self._links.get(key, key), starts, levels)

    def _level(self, level: etree._Element) -> tuple[int, Level]:
        name = self._names

        def value(tag: str) -> str | None:
            child = level.find(tag)
            return None if child is None else child.get(name.val)

        legal = level.find(name.isLgl)
        font = level.find(f"{name.rPr}/{name.rFonts}")
        start = whole(value(name.start))
        return whole(level.get(name.ilvl)) or 0, Level(
            start=1 if start is None else start,
            format=value(name.numFmt) or "decimal",
            text=value(name.lvlText) or "",
            restart=whole(value(name.lvlRestart)),
            legal=legal is not None and switched_on(legal, name),
            style=value(name.pStyle),
            symbol_font=font is not None and (font.get(name.ascii) or "").startswith(("Symbol", "Wingdings", "Courier")),
        )

    def level_of_style(self, number: str, style: str | None) -> int:
        """The level of a list that a paragraph style is tied to, 0 when to none."""
        abstract, _, changed = self._lists.get(number, ("", {}, {}))
        levels = self._abstract.get(abstract, {}) | changed
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def marker(self, number: str, depth: int) -> str:
        """The number or bullet of the next paragraph of this list at this level (0 to 8), «» when the list shows none."""
        if number not in self._lists or not 0 <= depth < _LEVELS:
            return ""
        abstract, starts, changed = self._lists[number]
        levels = self._abstract.get(abstract, {}) | changed
        if depth not in levels:
            return ""
        counters = self._counters.setdefault(abstract, _Counters())
        if number not in counters.begun:
            counters.begun.add(number)
            for at in starts:
                counters.values.pop(at, None)
        start = starts.get(depth, levels[depth].start)
        counters.values[depth] = counters.values[depth] + 1 if depth in counters.values else start
        _restart_below(counters, levels, depth)
        return _shown(levels, depth, counters.values, starts)


def _restart_below(counters: _Counters, levels: dict[int, Level], depth: int) -> None:
    for below in [at for at in counters.values if at > depth]:
        restart = levels[below].restart if below in levels else None
        if restart is None or (restart and depth < restart):
            del counters.values[below]


def _shown(levels: dict[int, Level], depth: int, values: dict[int, int], starts: dict[int, int]) -> str:
    level = levels[depth]
    if level.format == "bullet":
        return _bullet(level)
    text = level.text
    for at in range(_LEVELS):
        if (place := f"%{at + 1}") in text:
            shown = levels.get(at, Level())
            value = values.get(at, starts.get(at, shown.start))
            text = text.replace(place, spelled(value, "decimal" if level.legal else shown.format))
    return text.strip()


def _bullet(level: Level) -> str:
    text = level.text.strip()
    if text in SYMBOLS and (level.symbol_font or not text.isascii()):
        return SYMBOLS[text]
    return "•" if len(text) == 1 and "\ue000" <= text <= "\uf8ff" else text


def spelled(value: int, format_: str) -> str:
    """A number as Word prints it: decimal, letters, roman, zero-padded, Vietnamese words; unknown formats as decimal."""
    if format_ == "none":
        return ""
    if format_ in ("lowerLetter", "upperLetter") and 0 < value <= 780:
        letters = chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26)
        return letters if format_ == "lowerLetter" else letters.upper()
    if format_ in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        return _roman(value) if format_ == "lowerRoman" else _roman(value).upper()
    if format_ == "decimalZero":
        return f"{value:02d}"
    return _vietnamese(value) if format_ == "vietnameseCounting" and 0 <= value < 100 else str(value)


def _roman(value: int) -> str:
    out = ""
    for worth, letters in zip(_ROMAN_WORTH, _ROMAN_LETTERS, strict=True):
        count, value = divmod(value, worth)
        out += letters * count
    return out


def _vietnamese(value: int) -> str:
    """«mười một», «hai mươi lăm»: numbers below a hundred."""
    if value <= 10:
        return _UNITS[value]
    tens, ones = divmod(value, 10)
    word = {0: "", 1: " một" if tens == 1 else " mốt", 5: " lăm"}.get(ones, f" {_UNITS[ones]}")
    return ("mười" if tens == 1 else f"{_UNITS[tens]} mươi") + word
