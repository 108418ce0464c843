"""Trường nào cũng có trong bảng kê dữ liệu cá nhân. / Every field of every table stands in the inventory of personal data."""

from __future__ import annotations

from typing import Any

import pytest

from dondoc.server.privacy import inventory


def test_every_field_of_every_table_is_in_the_inventory() -> None:
    assert inventory.faults() == []


def changed(table: inventory.Table, **parts: Any) -> inventory.Table:
    return inventory.Table(**{**table.__dict__, **parts})


def test_a_field_without_an_entry_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    told = dict(inventory.load())
    table = told["documents.minute"]
    fewer = {name: words for name, words in table.personal.items() if name != "words"}
    cases = {
        "documents.minute.words: say": {**told, "documents.minute": changed(table, personal=fewer)},
        "documents.minute: say purpose": {label: row for label, row in told.items() if label != "documents.minute"},
        "documents.minute.gone: is no field": {**told, "documents.minute": changed(table, other=table.other | {"gone"})},
        "leads to a person": {**told, "documents.minute": changed(table, other=table.other | {"leader"})},
        "is no table any more": {**told, "documents.gone": table},
        "its purpose says nothing": {**told, "documents.minute": changed(table, purpose="")},
    }
    for words, bad in cases.items():
        monkeypatch.setattr(inventory, "load", lambda bad=bad: bad)
        assert any(words in fault for fault in inventory.faults()), words
