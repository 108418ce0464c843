"""Từ byte thành chữ. / Bytes to characters: UTF-8, UTF-16, windows-1258, TCVN3, VNI, VISCII; told by content."""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from dondoc.reading.formats import legacy
from dondoc.reading.formats.kinds import looks_utf16
from dondoc.reading.formats.reasons import NotUnderstood
from dondoc.reading.formats.syllables import share

_PROBE = 100_000
#: an 8-bit encoding is believed when this share of its marked words are Vietnamese syllables
_BELIEVED = 0.7
#: a damaged UTF-8 text is still one when most of its bytes beyond ASCII decode
_MOSTLY = 0.9


class Decoded(NamedTuple):
    """Characters, the name of the encoding, and how many places could not be decoded."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes) -> Decoded:
    """Decode a text file. NotUnderstood("encoding") when no encoding makes sense of it."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _replaced(data[len(mark) :], name)
    if looks_utf16(data):
        return _replaced(data, "utf-16-be" if data[:2000:2].count(0) > data[1:2000:2].count(0) else "utf-16-le")
    try:
        return _unmasked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _eight_bit(data)


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _unmasked(text: str) -> Decoded:
    """Valid UTF-8 may still hold the letters of an old font, saved as the Latin-1 characters they sit on.

    Letters are put together first: parted ones are no syllables, and would make any other encoding look better.
    """
    text = unicodedata.normalize("NFC", text)
    old = legacy.detect(text[:_PROBE])
    return Decoded(legacy.decode(text, old), old) if old else Decoded(text, "utf-8")


def _mostly_utf8(data: bytes) -> Decoded | None:
    """A UTF-8 text cut or damaged in a few places."""
    decoded = _replaced(data, "utf-8")
    beyond = sum(not char.isascii() for char in decoded.text)
    return decoded if beyond and decoded.lost <= (1 - _MOSTLY) * beyond else None


def _eight_bit(data: bytes) -> Decoded:
    probe = data[:_PROBE]
    latin = legacy.latin(probe)
    candidates = {
        "windows-1258": unicodedata.normalize("NFC", probe.decode("cp1258", "replace")),
        "TCVN3": legacy.decode(latin, "TCVN3"),
        "VNI": legacy.decode(latin, "VNI"),
        "viscii": legacy.viscii(probe),
    }
    shares = {name: share(text, marked=True) for name, text in candidates.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < _BELIEVED or not _has_marked_word(candidates[best]):
        return _western(data)
    return Decoded(_whole(data, best), best)


def _has_marked_word(text: str) -> bool:
    return any(not char.isascii() and char.isalpha() for char in text)


def _whole(data: bytes, encoding: str) -> str:
    if encoding == "viscii":
        return legacy.viscii(data)
    return data.decode("cp1258", "replace") if encoding == "windows-1258" else legacy.decode(legacy.latin(data), encoding)


def _western(data: bytes) -> Decoded:
    """No Vietnamese encoding fits: a text mostly of ASCII letters is read as windows-1252, anything else is not understood."""
    probe = data[:_PROBE]
    beyond = sum(byte >= 0x80 for byte in probe)
    if beyond > 0.1 * len(probe):
        raise NotUnderstood("encoding")
    return Decoded(legacy.latin(data), "windows-1252")
