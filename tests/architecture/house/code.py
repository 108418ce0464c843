"""Luật về mã Python. / Rules about Python code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from tests.architecture.house.source import Fault, Source, enclosing, functions

WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
CLOCKS = {"now", "today", "utcnow"}
#: with an argument they only turn an instant into a day; without one they ask the clock
CLOCKS_ALONE = {"localdate", "localtime"}
#: modules that open connections to elsewhere
CALLERS = ("requests", "urllib3", "smtplib", "socket", "http.client", "urllib.request", "ftplib", "httpx", "aiohttp")
STARTS = {"visible_to", "none"}
ATTICS = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST_FUNCTION, LONGEST_MODULE = 50, 400
#: what a door may import of its own app: only doors of a smaller rank, and its own
RANKS = {"lifecycle": 0, "models": 1, "access": 2, "queries": 3, "actions": 4, "forms": 5, "views": 6, "api": 6, "urls": 7}


def writes_outside_actions(source: Source) -> Iterator[Fault]:
    """Only actions write. It goes by the method's name, so `dict.update` elsewhere is spelled `|=`."""
    if not source.app or source.door == "actions":
        return
    names = enclosing(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.removeprefix("a") in WRITES:
            yield Fault(source.path, f"{names[node]}:{node.func.attr}", node.lineno)


def reads_not_begun_at_visible_to(source: Source) -> Iterator[Fault]:
    """Plain `objects` only in actions, models, organizations/access. A subquery bound by OuterRef is as narrow as what is around it."""
    if not source.app or source.door in {"actions", "models"} or source.path.endswith("organizations/access.py"):
        return
    names, parents = enclosing(source.tree), _parents(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            following = parents.get(node)
            if isinstance(following, ast.Attribute) and (following.attr in STARTS or _bound(parents.get(following))):
                continue
            yield Fault(source.path, f"{names[node]}:{ast.unparse(node.value)}", node.lineno)


def _parents(tree: ast.AST) -> dict[ast.AST, ast.AST]:
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def _bound(call: ast.AST | None) -> bool:
    """Whether the call's own arguments name OuterRef."""
    if not isinstance(call, ast.Call):
        return False
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(isinstance(node, ast.Name) and node.id == "OuterRef" for value in given for node in ast.walk(value))


def asks_the_clock(source: Source) -> Iterator[Fault]:
    """Time is told, not asked: `now()` and `today()` only at the edge: views, the same for machines, the command and its operations."""
    if source.door in {"views", "api"} or source.path.endswith("dondoc/cli.py") or "/site/operating/" in source.path:
        return
    names = enclosing(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
            if name in CLOCKS or (name in CLOCKS_ALONE and not node.args and not node.keywords):
                yield Fault(source.path, f"{names[node]}:{name}", node.lineno)


def beside_the_door(source: Source) -> Iterator[Fault]:
    """Nothing of the server opens a connection but `outbound`; what serves pages listens, which is another thing."""
    if not source.app or source.app == "outbound":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for module in _modules(node):
                if any(f"{module}.".startswith(f"{caller}.") for caller in CALLERS):
                    yield Fault(source.path, f"imports {module}", node.lineno)


def attics(source: Source) -> Iterator[Fault]:
    """No module named for not knowing what it is."""
    for part in source.parts:
        if part.removesuffix(".py") in ATTICS:
            yield Fault(source.path, part)


def imports_inside_functions(source: Source) -> Iterator[Fault]:
    """A cycle is a boundary drawn wrong; the command alone loads its parts late."""
    if source.path.endswith("dondoc/cli.py"):
        return
    for function in functions(source.tree):
        for node in ast.walk(function):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                yield Fault(source.path, function.name, node.lineno)


def long_functions(source: Source) -> Iterator[Fault]:
    """Functions of at most 50 lines."""
    for function in functions(source.tree):
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION:
            yield Fault(source.path, function.name, function.lineno)


def long_modules(source: Source) -> Iterator[Fault]:
    """Modules of at most 400 lines."""
    if (lines := source.text.count("\n")) > LONGEST_MODULE:
        yield Fault(source.path, "module", lines)


def forbidden_synonyms(source: Source, never: Mapping[str, str]) -> Iterator[Fault]:
    """`never`: synonym -> the term to use. Names of modules, classes, functions, arguments and variables."""
    for line, name in _names(source):
        words = f"_{re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '_', name).lower()}_"
        for synonym, term in never.items():
            if f"_{synonym}_" in words or f"_{synonym}s_" in words:
                yield Fault(source.path, f"{name}: say {term}", line)


def _names(source: Source) -> Iterator[tuple[int, str]]:
    yield 0, source.parts[-1].removesuffix(".py")
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


def private_doors(source: Source) -> Iterator[Fault]:
    """Another app's views, urls and forms are never imported, but urls by site; inside an app, doors import only lower doors."""
    if not source.app:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        for module in _modules(node):
            other, door = _room(module)
            if other not in ("", source.app) and door in {"views", "api", "urls", "forms"} and (source.app, door) != ("site", "urls"):
                yield Fault(source.path, f"imports {other}.{door}", node.lineno)
            if other == source.app and RANKS.get(door, -1) > RANKS.get(source.door, 99):
                yield Fault(source.path, f"{source.door} imports {door}", node.lineno)


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names]


def _room(module: str) -> tuple[str, str]:
    parts = module.split(".")
    if parts[:2] != ["dondoc", "server"] or len(parts) < 4:
        return "", ""
    name = parts[3]
    return parts[2], "views" if name.endswith("_views") else "urls" if name.endswith("_urls") else name


def acts(source: Source) -> Iterator[Fault]:
    """An act says who and when, keyword-only, is one transaction, and its journal entry is in it."""
    if source.door != "actions":
        return
    for function in source.tree.body:
        if not isinstance(function, ast.FunctionDef) or function.name.startswith("_") or not _writes(function):
            continue
        told = {argument.arg for argument in function.args.kwonlyargs}
        decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
        for lack in sorted({"by", "at"} - told):
            yield Fault(source.path, f"{function.name} lacks {lack}", function.lineno)
        if "transaction.atomic" not in decorators:
            yield Fault(source.path, f"{function.name} is not atomic", function.lineno)


def _writes(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in WRITES or ast.unparse(node.func) == "journal.write")
        for node in ast.walk(function)
    )
