"""Không biên dịch biểu thức nào khi nạp. / No pattern is compiled when a module is loaded: to start must stay quick."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from dondoc.reading.patterns import compile_all, later, lazy

READING = Path(__file__).parents[1]


def eager(source: str) -> list[int]:
    """The lines on which a module compiles a pattern when it is loaded."""
    outside = [node for node in ast.parse(source).body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    calls = [call for node in outside for call in ast.walk(node) if isinstance(call, ast.Call)]
    return [call.lineno for call in calls if ast.unparse(call.func) in ("re.compile", "compile")]


def test_no_module_of_the_reader_compiles_when_loaded() -> None:
    assert eager("import re\nX = {1: re.compile('a')}") == [2]
    own = {"patterns.py": 0, "words.py": 2}  # the two that make the others
    for file in READING.rglob("*.py"):
        if "tests" not in file.parts and "explaining" not in file.parts:
            assert len(eager(file.read_text("utf-8"))) <= own.get(file.name, 0), file


def test_a_pattern_is_made_once_and_when_asked() -> None:
    made: list[int] = []

    def make() -> re.Pattern[str]:
        made.append(1)
        return re.compile("(a)b", re.IGNORECASE)

    pattern = later(make)
    assert not made
    assert pattern.match("AB")
    assert pattern.sub("c", "xab") == "xc"
    assert pattern.groups == 1
    assert made == [1]
    with pytest.raises(AttributeError):
        pattern.nothing  # type: ignore[attr-defined]  # noqa: B018
    assert lazy(rb"\d").search(b"a1")


def test_all_are_ready_at_once() -> None:
    """Also those of the rules, so that a slip in one is found here."""
    for file in READING.rglob("*.py"):
        if "tests" not in file.parts and "ocr" not in file.parts and file.name not in ("ready.py", "__init__.py"):
            import_module(f"dondoc.reading.{'.'.join(file.relative_to(READING).with_suffix('').parts)}")
    made: list[int] = []
    later(lambda: made.append(1) or re.compile("x"))  # type: ignore[func-returns-value]
    compile_all()
    assert made == [1]
