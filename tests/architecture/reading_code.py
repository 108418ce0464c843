"""Đọc mã nguồn của chính mình. / Reading our own source: what the house tests look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dondoc"
SERVER = SOURCE / "server"
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "acreate"}


def modules(*, tests: bool = False) -> list[Path]:
    """Every module of ours, without migrations."""
    found = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
    return sorted(path for path in found if tests or "tests" not in path.parts)


def name(path: Path) -> str:
    """The path as a person says it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def tree(path: Path) -> ast.Module:
    """The module as a syntax tree."""
    return ast.parse(path.read_text("utf-8"))


def is_actions(path: Path) -> bool:
    """`actions.py`, or a module of a package `actions/`."""
    return path.name == "actions.py" or path.parent.name == "actions"


def writes(path: Path) -> Iterator[str]:
    """Calls by a writing method's name on something that looks like rows."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            base = ast.unparse(node.func.value)
            if ".objects" in base or node.func.attr in {"save", "bulk_create", "get_or_create"} or base.endswith(("_set", ")")):
                yield f"{name(path)}:{node.lineno} {base[:50]}.{node.func.attr}"


def clocks(path: Path) -> Iterator[str]:
    """Calls that ask the time."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = ast.unparse(node.func)
            bare = asked in {"timezone.localdate", "timezone.localtime"} and not node.args
            if bare or asked.endswith((".now", ".today", ".utcnow")):
                yield f"{name(path)}:{node.lineno} {asked}()"


def inner_imports(path: Path) -> Iterator[str]:
    """Imports inside functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for inner in ast.walk(node):
                if isinstance(inner, (ast.Import, ast.ImportFrom)):
                    yield f"{name(path)}:{inner.lineno}"


def long_functions(path: Path, most: int = 50) -> Iterator[str]:
    """Functions longer than the house allows."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno and node.end_lineno - node.lineno + 1 > most:
            yield f"{name(path)}:{node.lineno} {node.name} {node.end_lineno - node.lineno + 1}"


def unscoped_reads(path: Path, models: set[str]) -> Iterator[str]:
    """`Model.objects` followed by anything but `visible_to` (or `living`, of the tree everybody sees)."""
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects"):
            continue
        model = ast.unparse(node.value.value)
        if model in models and node.attr != "visible_to":
            yield f"{name(path)}:{node.lineno} {model}.objects.{node.attr}"
