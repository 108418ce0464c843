"""Các việc cần hai người, theo khóa. / The acts that take two persons, by key; each room registers its own when it starts.

Rows store the key, never a path of code. What was proposed is frozen: canonical JSON (strings, whole numbers, booleans, null,
lists, objects with ASCII keys) and its SHA-256, which the journal keeps too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from dondoc.server.journal import chain

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Preview:
    """A frozen act in plain words: a sentence, its particulars (label, value), what to think of before confirming."""

    sentence: str
    lines: tuple[tuple[str, str], ...] = ()
    warning: str = ""


def _nobody(arguments: Arguments) -> Collection[int]:
    return ()


@dataclass(frozen=True)
class TwoPersonAct:
    """One act that takes two persons.

    name: its sentence. propose, confirm: keys of the acts one must hold at the organization to propose it and to confirm it.
    check(arguments, *, person, right): raise `PermissionDenied` or `ValidationError` when it cannot be done now, or not by this
    person with this right; asked of the proposer when proposing, and of both when it takes effect.
    perform(arguments, *, by, at): the effect, an act of its room in the name of the proposer, inside the confirming transaction.
    preview(arguments): what the confirming person reads. concerned(arguments): primary keys of persons whom it concerns, who
    can therefore neither propose nor confirm it.
    """

    name: str | Promise
    propose: str
    confirm: str
    check: Callable[..., None]
    perform: Callable[..., object]
    preview: Callable[[Arguments], Preview]
    concerned: Callable[[Arguments], Collection[int]] = _nobody


_registered: dict[str, TwoPersonAct] = {}


def register(key: str, act: TwoPersonAct) -> None:
    """Called from `AppConfig.ready`. The same key twice, for another act, is a mistake of ours."""
    if _registered.get(key, act) != act:
        raise LookupError(f"two-person act {key} is registered twice")
    _registered[key] = act


def registered() -> Mapping[str, TwoPersonAct]:
    """Every two-person act by its key."""
    return _registered


def freeze(arguments: Arguments) -> tuple[str, str]:
    """(canonical JSON, its SHA-256 in hex). TypeError for what has no canonical form: write it as text first."""
    text = chain.canonical(dict(arguments))
    return text, hashlib.sha256(text.encode()).hexdigest()


def thaw(text: str) -> Arguments:
    """The arguments again."""
    found: Arguments = json.loads(text)
    return found
