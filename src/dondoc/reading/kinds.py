"""Loại văn bản (kinds.toml). / Kinds of document: names, abbreviations, and what a symbol says of the kind."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from dondoc.reading.lines import flat
from dondoc.reading.patterns import lazy

_SPACED = lazy(r"(?:\S\s){3,}\S(?!\S)")
_GROUP = lazy(r"[A-ZĐ][A-Za-zĐđ]*")


@cache
def _table(name: str) -> dict[str, str]:
    return dict(tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))[name])


@cache
def _flat_names() -> dict[str, str]:
    return {flat(name): name for name in _table("kinds")}


def kind_of(line: str) -> tuple[str, str] | None:
    """(abbreviation, name in capitals) when a line is the name of a kind and nothing else; marks of letters may be lost (a scan)."""
    words = _unspaced(line).strip(" .:*_-–\"“”'")
    name = _flat_names().get(" ".join(flat(words).split()))
    return (_table("kinds")[name], name) if name else None


def kind_that_begins(line: str) -> tuple[str, str, int] | None:
    """(abbreviation, name, number of words) of the longest kind a line begins with."""
    words = line.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        found = kind_of(" ".join(words[:count]))
        if found:
            return (*found, count)
    return None


def _unspaced(line: str) -> str:
    """«K Ế  H O Ạ C H» -> «KẾ HOẠCH»: single letters set apart, words parted by more blanks or not at all."""
    stripped = line.strip()
    if not _SPACED.fullmatch(" ".join(stripped.split())) or len(stripped) < 5:
        return line
    joined = "".join(stripped.split())
    return next((name for name in _table("kinds") if flat(name).replace(" ", "") == flat(joined)), line)


def kind_of_symbol(symbol: str) -> str | None:
    """The kind a symbol names: «214-TB/VPTU» TB, «634/TB-VPCP» TB, «30/2020/NĐ-CP» NĐ; «1234/UBND-NC» names none (a công văn)."""
    groups = [group for group in re.split(r"[-–/]", symbol.replace(" ", ""))[1:] if not group.isdigit()]
    match = _GROUP.fullmatch(groups[0]) if groups else None
    return _table("symbols").get(match[0]) if match else None


def kind_name(abbreviation: str | None) -> str | None:
    """«TB» -> «Thông báo»."""
    found = next((name for name, short in _table("kinds").items() if short == abbreviation), None)
    return found.capitalize() if found else None
