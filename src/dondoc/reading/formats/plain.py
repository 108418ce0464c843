"""Tệp chữ .txt, .md. / Text files: decoded, NFC, newlines as \\n, nothing else removed."""

from __future__ import annotations

import unicodedata

from dondoc.reading.contract import Paper, Reason, Status
from dondoc.reading.formats.encodings import decode
from dondoc.reading.formats.oddities import oddities
from dondoc.reading.formats.reasons import reason
from dondoc.rules.limits import LIMITS, Limits

_OLD = {"TCVN3", "VNI", "viscii"}


def plain(data: bytes, limits: Limits = LIMITS) -> Paper:
    """A text file. NotUnderstood for an unknown encoding."""
    decoded = decode(data)
    text = whole_lines(decoded.text)
    left_out: list[Reason] = []
    if len(text) > limits.characters:
        text = text[: limits.characters]
        left_out.append(reason("characters-left", limit=limits.characters))
    if decoded.lost:
        left_out.append(reason("bytes-lost", count=decoded.lost))
    notes = [reason("legacy-encoding", encoding=decoded.encoding)] if decoded.encoding in _OLD else []
    return Paper(
        text=text,
        status=Status.PARTIAL if left_out else Status.READ,
        reasons=(*left_out, *notes, *oddities(text)),
        encoding=decoded.encoding,
    )


def whole_lines(text: str) -> str:
    """NFC with \\n for every line break."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
