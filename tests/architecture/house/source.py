"""Tệp nguồn và danh sách ngoại lệ. / Sources, and the list of exceptions, which may only shrink."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "dondoc"
EXCEPTIONS = Path(__file__).resolve().parents[1] / "exceptions.toml"


@dataclass(frozen=True)
class Fault:
    """One thing against a rule: `where` is the file, `what` a name that survives moving lines, `line` for the reader."""

    where: str
    what: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.what}"


@dataclass(frozen=True)
class Source:
    """One file: its path from the root of the project, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed module."""
        return ast.parse(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and name."""
        return Path(self.path).parts

    @property
    def app(self) -> str:
        """The server app this belongs to, "" for none."""
        return self.parts[3] if self.parts[:3] == ("src", "dondoc", "server") and len(self.parts) > 4 else ""

    @property
    def door(self) -> str:
        """Which door of its app: models, access, queries, views … ; a folder of a door is that door."""
        if not self.app:
            return ""
        name = self.parts[4].removesuffix(".py")
        return "views" if name.endswith("_views") else "urls" if name.endswith("_urls") else name


def sources(*folders: str, suffix: str = ".py", tests: bool = False) -> list[Source]:
    """Files of these folders, made by hand: no migrations, nothing vendored; tests only when asked."""
    left_out = {"migrations", "vendor", "node_modules"} | (set() if tests else {"tests"})
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob(f"*{suffix}")))
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for path in paths
        if not left_out & set(path.relative_to(ROOT).parts[2:])
    ]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, the nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def enclosing(tree: ast.Module) -> dict[ast.AST, str]:
    """The name of the innermost function (or class) around each node; "module" for none."""
    names: dict[ast.AST, str] = {}

    def walk(node: ast.AST, name: str) -> None:
        for child in ast.iter_child_nodes(node):
            inner = child.name if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else name
            names[child] = inner
            walk(child, inner)

    walk(tree, "module")
    return names


def excepted(rule: str) -> dict[str, str]:
    """`path::what` -> reason, of one rule."""
    return dict(tomllib.loads(EXCEPTIONS.read_text("utf-8")).get(rule, {}))


def unexcused(rule: str, faults: Iterable[Fault]) -> list[str]:
    """Faults nobody has argued for, and arguments for faults that are gone: that list may only shrink."""
    allowed, found = excepted(rule), list(faults)
    keys = {f"{fault.where}::{fault.what}" for fault in found}
    wrong = [str(fault) for fault in found if f"{fault.where}::{fault.what}" not in allowed]
    return wrong + [f"exceptions.toml, {rule}: {key} is not needed any more, take it out" for key in sorted(allowed.keys() - keys)]


def each(rule: Callable[[Source], Iterable[Fault]], files: Iterable[Source]) -> list[Fault]:
    """All faults of all files."""
    return [fault for file in files for fault in rule(file)]


def tracked() -> list[Path]:
    """Files under version control; everything but the ignored where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    left_out = {".venv", "instance", "build", "dist", ".git", "__pycache__"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not left_out & set(path.relative_to(ROOT).parts)]
