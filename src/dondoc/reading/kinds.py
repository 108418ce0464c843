"""Loại văn bản (kinds.toml). / Kinds of document: names, abbreviations, and what a symbol says of the kind."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))


@cache
def names() -> dict[str, str]:
    """«THÔNG BÁO» -> «TB»."""
    return _data()["kinds"]


def kind_of(line: str) -> tuple[str, str] | None:
    """(abbreviation, name) when a line is the name of a kind and nothing else; spaced letters («K Ế  H O Ạ C H») are not meant."""
    name = " ".join(line.upper().split()).strip(" .:*_-")
    abbreviation = names().get(name)
    return (abbreviation, name) if abbreviation else None


_PARTY = re.compile(r"^\d*[a-zA-Z]?\s*-\s*([A-ZĐ][A-Za-zĐđ]{0,5})\s*/")
_STATE = re.compile(r"^\d*[a-zA-Z]?\s*/(?:\d{4}/)?\s*([A-ZĐ][A-Za-zĐđ]{0,5})(?:[-/]|$)")


def kind_of_symbol(symbol: str) -> str | None:
    """The kind a symbol names: «214-TB/VPTU» TB, «634/TB-VPCP» TB; «1234/UBND-NC» names none (a công văn)."""
    match = _PARTY.match(symbol) or _STATE.match(symbol)
    return _data()["symbols"].get(match[1]) if match else None


def kind_name(abbreviation: str | None) -> str | None:
    """«TB» -> «Thông báo»."""
    found = next((name for name, short in names().items() if short == abbreviation), None)
    return found.capitalize() if found else None
