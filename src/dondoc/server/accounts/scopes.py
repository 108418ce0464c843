"""Phạm vi của mã truy cập: máy được hỏi gì, làm gì thay người. / Scopes of tokens: what a machine may ask and do as a person.

Named by the room that offers the operations (`exchange`), kept here since an account is where its owner chooses them.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

_scopes: dict[str, str | Promise] = {}


def register(offered: Mapping[str, str | Promise]) -> None:
    """Called once when the server starts: scope key -> its sentence."""
    for key, sentence in offered.items():
        _scopes[key] = sentence


def scopes() -> Mapping[str, str | Promise]:
    """Every scope by its key, with its sentence."""
    return _scopes
