"""Quy tắc và cửa chặn, mỗi cái một thói quen. / Rules and gates, each with the habit of the language that it states.

The English sentence is the first of the function's own docstring, so that what is explained cannot drift from what is written where the
decision is made; the Vietnamese one stands in habits.toml. A rule that is a pattern and no function has both there.
"""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import Any

from dondoc.reading.patterns import lazy

_SENTENCE = lazy(r"(?:[^.]|\.(?!\s|$))*")


class Stage(StrEnum):
    """Which question a decision answers."""

    HEAD = "head"
    OUTLINE = "outline"
    CITATION = "citation"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True)
class Habit:
    """A habit of the language in both languages."""

    vi: str
    en: str


@dataclass(frozen=True)
class Gate:
    """A function that lets a candidate pass or refuses it.

    `place` names the local that says which words are judged; `refuses` is the answer that turns them away: "true", "false" or "keep",
    the last for functions whose result is only remembered. `reaches` tells that the answer is the last line it holds for.
    """

    of: str
    stage: Stage
    place: str
    refuses: str
    habit: Habit
    reaches: bool = False

    @property
    def name(self) -> str:
        """«symbols._of_a_form»: module and function, as an engineer looks it up."""
        module, function = self.of.split(":")
        return f"{module.rsplit('.', 1)[1]}.{function}"


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("habits.toml").read_text("utf-8"))


def function(of: str) -> Callable[..., Any]:
    """The function behind «package.module:name» or «package.module:Class.name». AttributeError or ImportError when it is gone."""
    module, path = of.split(":")
    found: Any = import_module(module)
    for name in path.split("."):
        found = getattr(found, name)
    unwrapped: Callable[..., Any] = inspect.unwrap(found)
    return unwrapped


def first_sentence(of: str) -> str:
    """The first sentence of a function's docstring, without the full stop; "" when it has none.

    >>> first_sentence("dondoc.reading.explaining.habits:first_sentence")
    "The first sentence of a function's docstring, without the full stop; «» when it has none"
    """
    words = " ".join((inspect.getdoc(function(of)) or "").split("\n\n")[0].split())
    match = _SENTENCE.match(words)
    return (match[0] if match else words).rstrip(" .").replace('""', "«»")


@cache
def gates() -> dict[CodeType, Gate]:
    """All gates by the code of their functions. One whose function is gone is left out here; a test finds it."""
    known: dict[CodeType, Gate] = {}
    for row in _tables()["gate"]:
        try:
            code = function(row["of"]).__code__
        except (ImportError, AttributeError):
            continue
        habit = Habit(row["vi"], row.get("en") or first_sentence(row["of"]))
        known[code] = Gate(row["of"], Stage(row["stage"]), row["place"], row["refuses"], habit, row.get("reaches", False))
    return known


def habit_of(stage: Stage, rule: str) -> Habit | None:
    """The habit of a named rule; for a rule with additions («body-deed-inherited») that of the whole, what was added included."""
    rows: dict[str, dict[str, str]] = _tables()["rule"][stage]
    whole = rows.get(rule)
    if whole is not None:
        return Habit(whole["vi"], whole.get("en") or first_sentence(whole["of"]))
    added = next((name for name in _tables()["added"] if rule.endswith(f"-{name}")), None)
    base = habit_of(stage, rule.removesuffix(f"-{added}")) if added else None
    if base is None or added is None:
        return None
    more = _tables()["added"][added]
    return Habit(f"{base.vi}; {more['vi']}", f"{base.en}; {more['en']}")


def named() -> set[tuple[Stage, str]]:
    """Every rule that has its habit written down."""
    return {(Stage(stage), name) for stage, rows in _tables()["rule"].items() for name in rows}
