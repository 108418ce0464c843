"""Bảng kê dữ liệu cá nhân. / The inventory of personal data: for each table why it is held, on what basis, who sees it, how long.

`data_inventory.toml` names every field of every table: those that say something of a person (each with a sentence) and the
others. A field that is in neither list fails the tests; a link to a person cannot be among the others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, Model

from dondoc.rules import RULES


@dataclass(frozen=True)
class Table:
    """One table as the inventory tells it. `personal`: field -> what it says of the person; `retention`: words or a rule's key."""

    label: str
    purpose: str
    basis: str
    viewers: str
    retention: str
    personal: dict[str, str]
    other: frozenset[str]


@cache
def load() -> dict[str, Table]:
    """The inventory by «app.model»."""
    tables = tomllib.loads((Path(__file__).parent / "data_inventory.toml").read_text("utf-8"))
    return {
        label: Table(
            label,
            row["purpose"],
            row["basis"],
            row["viewers"],
            row["retention"],
            dict(row.get("personal", {})),
            frozenset(row.get("other", ())),
        )
        for label, row in tables.items()
    }


def columns(model: type[Model]) -> dict[str, bool]:
    """Fields of a table -> whether they lead to a person or an account, which is always personal."""
    return {
        field.name: isinstance(field, ForeignKey) and field.related_model._meta.label_lower in ("organizations.person", "accounts.account")
        for field in model._meta.get_fields()
        if field.concrete and not (field.auto_created and field.primary_key)
    }


def tables() -> list[type[Model]]:
    """Tables the inventory must tell of: all of ours, with sessions and what signs people in; not Django's own lists of rights."""
    left_out = {"auth", "contenttypes"}
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label not in left_out]


def faults() -> list[str]:
    """What the inventory lacks, has too much, or puts on the wrong side; a line each that says what to do."""
    told, ours = load(), {model._meta.label_lower: columns(model) for model in tables()}
    found = [f"{label} is no table any more, take it out" for label in told.keys() - ours.keys()]
    for label, fields in ours.items():
        if label not in told:
            found.append(f"{label}: say purpose, basis, viewers, retention in data_inventory.toml and sort its fields: {', '.join(fields)}")
        else:
            found += [f"{label}{fault}" for fault in _faults(told[label], fields)]
    return sorted(found)


def _faults(table: Table, fields: dict[str, bool]) -> Iterator[str]:
    known = table.personal.keys() | table.other
    yield from (f".{name}: say in data_inventory.toml whether it is personal or other" for name in fields.keys() - known)
    yield from (f".{name}: is no field any more, take it out" for name in known - fields.keys())
    yield from (f".{name}: is in both lists" for name in table.personal.keys() & table.other)
    yield from (f".{name}: leads to a person, so it is personal" for name, links in fields.items() if links and name in table.other)
    yield from (f".{name}: say in words what it tells of the person" for name, words in table.personal.items() if len(words) < 4)
    for part in ("purpose", "basis", "viewers", "retention"):
        if len(getattr(table, part).split()) < 2 and not (part == "retention" and table.retention in RULES):
            yield f": its {part} says nothing"
