"""Tách bạch nhiệm vụ: người đề nghị không duyệt. / Separation of duties: who proposes does not approve the same thing.

The rooms' acts refuse it; here the pairs are named, so that one page shows them, and shows who holds both sides somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Pair:
    """Two acts nobody does on the same thing, and the sentence of the rule."""

    first: str
    second: str
    sentence: str | Promise


_pairs: list[Pair] = []


def register(pairs: Iterable[Pair]) -> None:
    """Called once by the top floor when the server starts."""
    _pairs[:] = list(pairs)


def pairs() -> tuple[Pair, ...]:
    """Every pair."""
    return tuple(_pairs)
