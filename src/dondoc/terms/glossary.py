"""Đọc bảng thuật ngữ. / Reading the glossary."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Term:
    """A term of the field. `never` are synonyms that no name in the code may use."""

    key: str
    vi: str
    en: str
    meaning: str
    source: str = ""
    never: tuple[str, ...] = ()


@cache
def glossary() -> dict[str, Term]:
    """Every term by its key, in the order of the file."""
    rows = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text("utf-8"))
    return {key: Term(key=key, **{**row, "never": tuple(row.get("never", ()))}) for key, row in rows.items()}
