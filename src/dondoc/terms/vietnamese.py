"""Chữ Việt: bỏ dấu để tìm, khóa để xếp tên. / Vietnamese letters: folding for search, keys for sorting.

The order is that of the dictionaries and of ICU's `vi`: a ă â, d đ, e ê …, then the tones level, huyền, hỏi, ngã, sắc,
nặng. Names sort by given name first, then family name, then the middle.
"""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index for index, letter in enumerate(_LETTERS, start=1)}
#: level, huyền, hỏi, ngã, sắc, nặng
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def nfc(text: str) -> str:
    """Composed form; macOS, some phones and old keyboards send decomposed letters."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks, đ as d: «Đôn đốc» -> «don doc». White space runs become one space."""
    bare = unicodedata.normalize("NFD", nfc(text).lower().replace("đ", "d"))
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def sort_key(text: str) -> str:
    """A text that sorts bytewise in the Vietnamese order: letters first, tones only between equal letters."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", nfc(text).lower()):
        if char in _TONES:
            tones[-1:] = [str(_TONES[char])]
        elif char in _SHAPES and letters:
            letters[-1] = _shaped(letters[-1], char)
        elif not unicodedata.combining(char):
            letters.append(_code(char))
            tones.append("0")
    return "".join(letters) + "\x01" + "".join(tones)


def _code(char: str) -> str:
    rank = _RANK.get(char)
    return chr(0x60 + rank) if rank else char if char.isascii() and not char.isalpha() else chr(0x60 + len(_RANK) + 1) + char


def _shaped(code: str, mark: str) -> str:
    base = _LETTERS[ord(code[0]) - 0x61] if len(code) == 1 and 0x61 <= ord(code) < 0x61 + len(_RANK) else ""
    return _code(unicodedata.normalize("NFC", base + mark)) if base else code


def name_key(full_name: str) -> str:
    """Sort key of a person's name: given name, family name, middle names."""
    words = full_name.split()
    ordered = [words[-1], words[0], *words[1:-1]] if len(words) > 1 else words
    return "\x02".join(sort_key(word) for word in ordered)
