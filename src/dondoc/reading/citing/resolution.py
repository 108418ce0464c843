"""Viện dẫn nào là văn bản nào. / Which document each citation means; the caller brings the register as a function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dondoc.reading.citing.grammar import bare, squash
from dondoc.reading.contract import Citation

Found = TypeVar("Found")


def keys(citation: Citation) -> tuple[str, ...]:
    """What to look a citation up by, best first: its symbol as printed, with one spelling of Đ, with and without the leading zero.

    A document without symbol is looked up by its words: «Nghị quyết Trung ương 4 (khóa XI)».
    """
    if not citation.symbol:
        return (squash(citation.text),)
    printed = bare(citation.symbol)
    plain = printed.replace("\u00d0", "Đ")
    stripped = plain.lstrip("0")
    padded = stripped if len(stripped) > 1 and stripped[1].isdigit() else f"0{stripped}"
    return tuple(dict.fromkeys((printed, plain, stripped, padded)))


def settle(citations: Sequence[Citation], lookup: Callable[[str], Found | None]) -> dict[Citation, Found]:
    """Say which document each citation means; `lookup` is the caller's: a dict's get, a query of a register.

    `citations` are those of one reading, in order (`alias_of` counts in them). An alias means what it stands for. Citations
    of documents the register does not hold are left out. `lookup` is asked once for each key.
    """
    asked: dict[str, Found | None] = {}
    meant: dict[Citation, Found] = {}
    for citation in citations:
        named = citation if citation.alias_of is None else citations[citation.alias_of]
        for key in keys(named):
            if key not in asked:
                asked[key] = lookup(key)
            found = asked[key]
            if found is not None:
                meant[citation] = found
                break
    return meant
