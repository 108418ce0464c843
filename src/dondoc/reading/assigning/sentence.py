"""Một câu đã đọc. / A sentence, read: what it does, who is named, where the doing begins."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from dondoc.reading.contract import Force


class Kind(StrEnum):
    """What a sentence does."""

    ORDERED = "ordered"  # an order word names the body
    NAMED = "named"  # the body is the subject
    BARE = "bare"  # the deed alone
    TOPIC = "topic"  # a thing must be so: «Phong trào phải được triển khai …»
    HEADING = "heading"  # only a body: whoever stands above
    NONE = "none"


class Statement(NamedTuple):
    """One sentence, read: `lead` is the span of the noun phrase, `deed` where the doing begins."""

    kind: Kind
    start: int
    end: int
    lead: tuple[int, int] | None = None
    deed: int = 0
    force: Force | None = None
    modal: bool = False
    rule: str = ""
    also: tuple[tuple[int, int], ...] = ()  # further noun phrases of doers, where they do not stand together
