"""Luồng nén nở quá mức. / Streams that grow beyond measure when unpacked, found before PDFium unpacks them whole.

Pictures are left out: a white page is small when packed, and to read letters no picture is unpacked.
"""

from __future__ import annotations

import zlib

from dondoc.reading.formats.reasons import Unsafe
from dondoc.reading.patterns import lazy
from dondoc.rules.limits import Limits

_STREAM = lazy(rb"stream\r?\n")
_PICTURE = lazy(rb"/Subtype\s*/Image")
#: how far before its stream a dictionary is looked for
_DICTIONARY = 1000
#: deflate makes a thousand bytes of one at most: what is smaller than this cannot harm
_HARMLESS = 4_000
_PIECE, _ROOM = 1 << 14, 1 << 20


def refuse_bombs(data: bytes, limits: Limits) -> None:
    """Unsafe when a stream or all together unpack to more than the limits allow; nothing of it is kept."""
    left = limits.unpacked_bytes
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        times = dictionary.count(b"FlateDecode")
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end >= 0 else len(data)]
        if not times or _PICTURE.search(dictionary) or (times == 1 and len(packed) < _HARMLESS):
            continue
        left -= _grown(packed, times, min(left, limits.unpacked_bytes), limits)


def _grown(packed: bytes, times: int, left: int, limits: Limits) -> int:
    """How many bytes come of it; filters may stand one upon the other, of which all but the last must stay small."""
    while times > 1:
        packed = _unpacked(packed, limits.ratio_from_bytes)
        times -= 1
    unpacking, total = zlib.decompressobj(), 0
    for at in range(0, len(packed), _PIECE):
        rest = packed[at : at + _PIECE]
        while rest:
            try:
                total += len(unpacking.decompress(rest, _ROOM))
            except zlib.error:  # damaged or encrypted: not ours to unpack
                return total
            rest = unpacking.unconsumed_tail
            if total > limits.ratio_from_bytes and total > limits.ratio * (at + _PIECE):
                raise Unsafe("bomb", what=f"1 : {total // (at + _PIECE)}")
            if total > left:
                raise Unsafe("bomb", what=f"> {limits.unpacked_bytes // 1_000_000} MB")
        if unpacking.eof:
            break
    return total


def _unpacked(packed: bytes, most: int) -> bytes:
    """One layer; Unsafe when it alone is large."""
    unpacking = zlib.decompressobj()
    try:
        inner = unpacking.decompress(packed, most + 1)
    except zlib.error:
        return b""
    if len(inner) > most:
        raise Unsafe("bomb", what=f"> {most // 1_000_000} MB")
    return inner
