"""Giá trị có ngày và nguồn. / Dated values with their sources, read from the TOML tables beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Dated:
    """A value in force from a day on. `confirmed` is False while its source is practice or memory, not a text somebody checked."""

    since: date
    value: Any
    source: str
    confirmed: bool = False


@dataclass(frozen=True)
class Rule:
    """All values a rule has had, oldest first."""

    key: str
    values: tuple[Dated, ...]

    def at(self, day: date) -> Dated:
        """The value in force on a day; LookupError when the rule began later."""
        found = [value for value in self.values if value.since <= day]
        if not found:
            raise LookupError(f"rule {self.key} has no value on {day.isoformat()}; the first begins on {self.values[0].since.isoformat()}")
        return found[-1]


class _Rules(Mapping[str, Rule]):
    """Rules by key, read once when first asked."""

    @cached_property
    def _table(self) -> dict[str, Rule]:
        table: dict[str, Rule] = {}
        for path in sorted(Path(__file__).parent.glob("*.toml")):
            for key, rows in tomllib.loads(path.read_text("utf-8")).items():
                if isinstance(rows, list) and rows and "since" in rows[0]:
                    if key in table:
                        raise ValueError(f"rule {key} stands in two files, the second is {path.name}")
                    table[key] = Rule(key, tuple(sorted((Dated(**row) for row in rows), key=lambda row: row.since)))
        return table

    def __getitem__(self, key: str) -> Rule:
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


RULES = _Rules()
