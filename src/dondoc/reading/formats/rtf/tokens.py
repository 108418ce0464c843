"""Tách RTF thành mảnh. / RTF as tokens: groups, control words, bytes and text. Linear in the length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dondoc.reading.patterns import lazy

_TOKEN = lazy(
    rb"\\(?:(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})|(?P<sign>[^A-Za-z']))"
    rb"|(?P<group>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\'?"
)


class Token(NamedTuple):
    """kind: "{" or "}", "word" (name, number), "sign" (\\~ …) or "bytes" (a piece of text in the encoding of its font)."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; binary data that a control word announces is passed over."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        kind = match.lastgroup
        if kind in ("word", "number"):
            number = int(match["number"]) if match["number"] else None
            name = match["word"].decode("ascii")
            if name == "bin":
                at += max(0, number or 0)
                continue
            yield Token("word", name, number)
        elif kind == "hex":
            yield Token("bytes", data=bytes.fromhex(match["hex"].decode("ascii")))
        elif kind == "group":
            yield Token(match["group"].decode("ascii"))
        elif kind == "text":
            yield Token("bytes", data=match["text"])
        elif kind == "sign":
            yield Token("sign", match["sign"].decode("latin-1"))
