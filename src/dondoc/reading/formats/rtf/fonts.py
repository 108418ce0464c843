"""Phông chữ và màu của RTF. / The fonts of an RTF file with their character sets, and its colours."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from dondoc.reading.formats import legacy

#: character set of a font -> code page
_PAGES = {
    0: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257,
    204: 1251, 222: 874, 238: 1250,
}  # fmt: skip
_SYMBOLS, _DEFAULT = 2, 1


@dataclass
class Font:
    """A font of the table."""

    name: str = ""
    charset: int | None = None
    page: int | None = None


class Fonts:
    """The table of fonts, filled as it is read. `page` is the code page of the whole file."""

    def __init__(self) -> None:
        self.page = 1252
        self._known: dict[int, Font] = {}
        self._open = Font()

    def begin(self, number: int) -> None:
        """The entry of this number begins."""
        self._open = self._known.setdefault(number, Font())

    def say(self, word: str, number: int) -> None:
        """A property of the open entry."""
        if word == "fcharset":
            self._open.charset = number
        elif word == "cpg":
            self._open.page = number

    def named(self, data: bytes) -> None:
        """A piece of the name of the open entry, which ends with a semicolon."""
        self._open.name += data.decode("latin-1").replace(";", "")

    def name(self, number: int | None) -> str | None:
        """The name of a font."""
        font = self._known.get(-1 if number is None else number)
        return font.name.strip() if font else None

    def decode(self, data: bytes, number: int | None) -> str:
        """Bytes in the encoding of a font. Letters of an old Vietnamese font stay the Latin characters they sit on."""
        font = self._known.get(-1 if number is None else number, Font())
        if legacy.of_font(font.name.strip()):
            return legacy.latin(data)
        if font.charset == _SYMBOLS:
            return "".join(chr(0xF000 + byte) if byte > 0x20 else chr(byte) for byte in data)
        page = font.page or (self.page if font.charset in (None, _DEFAULT) else _PAGES.get(font.charset, self.page))
        return data.decode(_codec(page), "replace")


def _codec(page: int) -> str:
    if page in (1252, 0):
        return "cp1252"
    for name in ("mac_roman",) if page == 10000 else ("utf-8",) if page == 65001 else (f"cp{page}",):
        try:
            return codecs.lookup(name).name
        except LookupError:
            break
    return "cp1252"


class Colours:
    """The table of colours: RRGGBB by number; 0 is usually the automatic one."""

    def __init__(self) -> None:
        self._known: list[str | None] = []
        self._open: dict[str, int] = {}

    def say(self, word: str, number: int) -> None:
        """A part of the open colour."""
        if word in ("red", "green", "blue"):
            self._open[word] = number & 0xFF

    def end(self, data: bytes) -> None:
        """Each semicolon ends a colour."""
        for _ in range(data.count(b";")):
            parts = self._open
            self._known.append("".join(f"{parts.get(name, 0):02X}" for name in ("red", "green", "blue")) if parts else None)
            self._open = {}

    def colour(self, number: int) -> str | None:
        """The colour of this number, None for the automatic one."""
        return self._known[number] if 0 <= number < len(self._known) else None
