"""Thể thức có hiệu lực vào một ngày. / The layout in force on a day (layout.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Layout:
    """Sizes in points, margins and first line in millimetres."""

    since: date
    source: str
    confirmed: bool
    margins: dict[str, float]
    title: str
    title_size: float
    motto: str
    motto_size: float
    parent_size: float
    issuer_size: float
    number_size: float
    date_size: float
    kind_size: float
    subject_size: float
    body_size: float
    first_line: float
    space_after: float
    line_exact: float
    authority_size: float
    post_size: float
    post_bold: bool
    name_size: float
    recipients_head_size: float
    recipients_head: str
    recipients_size: float
    number_form: str
    issuer_mark: str
    subject_mark: str


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("layout.toml").read_text("utf-8"))


def layout(system: str, on: date) -> Layout:
    """The layout of a system ("party", "state") in force on a day; for days before the first known one, the first.

    Raises KeyError for an unknown system.
    """
    rows = [Layout(**row) for row in _table()[system]]
    return max((row for row in rows if row.since <= on), key=lambda row: row.since, default=rows[0])
