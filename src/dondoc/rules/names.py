"""Tên gọi của quy định. / What rules are called on pages, and in which unit they count."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Name:
    """A rule an office can correct: its name in both languages, its unit (days, working days, times, seconds, hours, yes or no)."""

    key: str
    vi: str
    en: str
    unit: str


@cache
def names() -> dict[str, Name]:
    """By key, in the order in which pages show them."""
    table = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))["names"]
    return {key: Name(key, **row) for key, row in table.items()}
