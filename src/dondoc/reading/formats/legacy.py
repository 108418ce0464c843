"""Bảng mã cũ: TCVN3 (ABC), VNI, VISCII. / Encodings of before Unicode.

Their letters come as Latin-1 or windows-1252 characters, in bytes or inside Unicode files. In Word files the name of the font
tells; elsewhere the candidate whose words are Vietnamese syllables wins.
"""

from __future__ import annotations

import re
import unicodedata

from dondoc.reading.formats.syllables import share
from dondoc.reading.patterns import lazy

#: TCVN 5712:1993 as the ABC fonts use it; capitals with tones exist only as fonts whose small letters look like capitals
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
#: capitals with tones of the older form of the standard, where windows-1252 has a letter; its other places are quotation marks
_TCVN3 |= dict(zip("ŠŒŽšœžŸ", "ÉỆỈỠỢỦŨ", strict=True))
#: PDF programs that took the font for Greek or mathematics
_TCVN3 |= {"\u03bc": "à", "\u2219": "ã", "\u2212": "ư"}
_TCVN3_TABLE = str.maketrans(_TCVN3)

#: VNI: a vowel followed by a mark. Mark -> combining characters (shape, then tone)
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HAT = {"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323"}
_VNI_BREVE = {"ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323"}
_VNI_MARKS = _VNI_TONES | _VNI_HAT | _VNI_BREVE
_VNI_MARKS |= {mark.upper(): signs for mark, signs in _VNI_MARKS.items()}
_VNI_LETTERS = dict(zip("ñÑôÔöÖíÍìÌæÆóÓòÒîÎ", "đĐơƠưƯíÍìÌỉỈĩĨịỊỵỴ", strict=True))
_VNI_PAIR = lazy(rf"([AEOUYaeouyÔÖôö])([{''.join(_VNI_MARKS)}])|([{''.join(_VNI_LETTERS)}])")

#: VISCII 1.1 (RFC 1456): 0x80 to 0xFF in order, and six capitals among the controls
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII = {0x80 + place: letter for place, letter in enumerate(_VISCII_HIGH)}
_VISCII |= {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

#: Windows programs put 0x80 to 0x9F through windows-1252; what it lacks stays as it is
_CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}

_TCVN3_FONT = lazy(r"\.?Vn[A-Z]")
_CAPITALS_FONT = lazy(r"\.?Vn[A-Z][A-Za-z]*?H(?![a-z])")
_VNI_FONT = lazy(r"VNI[ -]?")
#: letters that no old font has: the text is Unicode already
_UNICODE = lazy("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
#: a text is taken for an old encoding only when it is clearly better Vietnamese than the text as it stands
_SURE = 0.7
_BETTER = 0.25


def of_font(font: str | None) -> str | None:
    """The old encoding a font stands for: «.VnTime» TCVN3, «.VnTimeH» TCVN3 in capitals, «VNI-Times» VNI."""
    if not font:
        return None
    if _CAPITALS_FONT.match(font):
        return "TCVN3-H"
    return "TCVN3" if _TCVN3_FONT.match(font) else "VNI" if _VNI_FONT.match(font) else None


def decode(text: str, encoding: str) -> str:
    """A text in an old encoding as Unicode NFC. `encoding`: TCVN3, TCVN3-H or VNI."""
    if encoding == "VNI":
        return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni, text))
    plain = text.translate(_TCVN3_TABLE)
    return plain.upper() if encoding == "TCVN3-H" else plain


def decode_run(text: str, encoding: str) -> str:
    """The words of a run in an old font. A text that was typed or converted in Unicode and kept its font is left as it is."""
    return text if _UNICODE.search(text) else decode(text, encoding)


def _vni(match: re.Match[str]) -> str:
    vowel, mark, letter = match.groups()
    return _VNI_LETTERS[letter] if letter else _VNI_LETTERS.get(vowel, vowel) + _VNI_MARKS[mark]


def viscii(data: bytes) -> str:
    """Bytes in VISCII."""
    return data.decode("latin-1").translate(_VISCII)


def latin(data: bytes) -> str:
    """Bytes as the characters an old font shows them by: windows-1252, what it lacks as it is."""
    return data.decode("latin-1").translate(_CP1252)


def detect(text: str) -> str | None:
    """The old encoding (TCVN3 or VNI) in which a text makes much better Vietnamese than as it stands, else None."""
    if text.isascii():
        return None
    as_is = share(text, marked=True)
    if as_is + _BETTER > 1:
        return None  # none can be so much better: nearly every text ends here
    best, name = max((share(decode(text, name), marked=True), name) for name in ("TCVN3", "VNI"))
    return name if best >= _SURE and best >= as_is + _BETTER else None
