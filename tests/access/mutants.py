"""Làm hỏng mã quyền từng chỗ một. / Break the access code one place at a time, inside the running process.

Each mutant is the module compiled with one change in one function; its code objects are put into the real functions, so that whoever
imported them runs the mutant, and taken out again.
"""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from types import CodeType, FunctionType, ModuleType
from typing import Any

from django.db.models import Q

from dondoc.server.rights.seeing import ByPlace, Through, Ways

FLIPS: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Mutant:
    """One change: where, what, and the module's tree with it."""

    function: str
    line: int
    what: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """What the list of explained survivors calls it; lines move, so they are not in it."""
        return f"{self.function}: {self.what}"


def mutants(module: ModuleType) -> Iterator[Mutant]:
    """Every change of every function of a module."""
    source = ast.parse(inspect.getsource(module))
    for path, function in _functions(source):
        for number, (what, line) in enumerate(_changes(function)):
            tree = copy.deepcopy(source)
            target = dict(_functions(tree))[path]
            _apply(target, number)
            yield Mutant(path, line, what, ast.fix_missing_locations(tree))


def _functions(tree: ast.Module) -> list[tuple[str, ast.FunctionDef]]:
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found.append((node.name, node))
        elif isinstance(node, ast.ClassDef):
            found += [(f"{node.name}.{inner.name}", inner) for inner in node.body if isinstance(inner, ast.FunctionDef)]
    return found


#: a place that can be changed: what is done there, in words, and the doing of it
Site = tuple[ast.AST, str, Callable[[], None]]


def _sites(function: ast.FunctionDef) -> Iterator[Site]:
    """Every place of a function that can be changed, in a fixed order."""
    for node in _walked(function):
        for kind, sites in _BY_KIND.items():
            if isinstance(node, kind):
                yield from sites(node)


def _walked(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Every node that runs: annotations do not."""
    todo: list[ast.AST] = [*function.body, *function.args.defaults]
    while todo:
        node = todo.pop(0)
        yield node
        todo += [child for child in ast.iter_child_nodes(node) if not (isinstance(node, ast.AnnAssign) and child is node.annotation)]


def _flips(node: ast.Compare) -> Iterator[Site]:
    for place, op in enumerate(node.ops):
        if type(op) in FLIPS:
            yield node, f"flip {place}", partial(node.ops.__setitem__, place, FLIPS[type(op)]())


def _flip(node: ast.BoolOp | ast.BinOp) -> Iterator[Site]:
    if type(node.op) in FLIPS:
        yield node, "flip", partial(setattr, node, "op", FLIPS[type(node.op)]())


def _no_not(node: ast.UnaryOp) -> Iterator[Site]:
    if isinstance(node.op, (ast.Not, ast.Invert)):
        yield node, "no not", partial(_become_constant, node)


def _become_constant(node: ast.UnaryOp) -> None:
    node.op, node.operand = ast.Not(), ast.Constant(False)


def _conditions(node: ast.Call) -> Iterator[Site]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
    if name in {"filter", "exclude", "Q"}:
        yield from ((node, f"drop argument {place}", partial(node.args.pop, place)) for place in range(len(node.args)))
        yield from ((node, f"drop keyword {place}", partial(node.keywords.pop, place)) for place in range(len(node.keywords)))


def _nothing(node: ast.Return) -> Iterator[Site]:
    if node.value is not None:
        yield node, "return nothing", partial(setattr, node, "value", ast.Constant(None))


def _branches(node: ast.If) -> Iterator[Site]:
    yield node.test, "never", partial(setattr, node, "test", ast.Constant(False))
    yield node.test, "always", partial(setattr, node, "test", ast.Constant(True))


def _silence(node: ast.Raise) -> Iterator[Site]:
    yield node, "raise something else", partial(setattr, node, "exc", ast.Name("KeyError", ast.Load()))


def _no_end(node: ast.Slice) -> Iterator[Site]:
    if node.upper is not None:
        yield node, "no end", partial(setattr, node, "upper", None)


_BY_KIND: dict[Any, Callable[[Any], Iterator[Site]]] = {
    ast.Compare: _flips,
    (ast.BoolOp, ast.BinOp): _flip,
    ast.UnaryOp: _no_not,
    ast.Call: _conditions,
    ast.Return: _nothing,
    ast.If: _branches,
    ast.Raise: _silence,
    ast.Slice: _no_end,
}


def _changes(function: ast.FunctionDef) -> list[tuple[str, int]]:
    return [(f"{what} in «{ast.unparse(node)[:90]}»", getattr(node, "lineno", function.lineno)) for node, what, _do in _sites(function)]


def _apply(function: ast.FunctionDef, number: int) -> None:
    _node, _what, do = list(_sites(function))[number]
    do()


@contextmanager
def living(mutant: Mutant, module: ModuleType) -> Iterator[None]:
    """The mutant's code in the real functions, until the end of the block. The module is compiled anew, not run anew."""
    owner, _, method = mutant.function.rpartition(".")
    real = _function(getattr(module, owner) if owner else module, method)
    kept = real.__code__
    real.__code__ = _code(compile(mutant.tree, str(module.__file__), "exec"), mutant.function)
    try:
        yield
    finally:
        real.__code__ = kept


def _code(whole: CodeType, name: str) -> CodeType:
    inner = [const for const in whole.co_consts if isinstance(const, CodeType)]
    return next(code if code.co_qualname == name else _code(code, name) for code in inner if f"{name}.".startswith(f"{code.co_qualname}."))


@contextmanager
def ways(kind: Ways, changed: tuple[Any, ...]) -> Iterator[None]:
    """Other ways to a kind of thing, until the end of the block."""
    kept = kind.ways
    object.__setattr__(kind, "ways", changed)
    try:
        yield
    finally:
        object.__setattr__(kind, "ways", kept)


def other_ways(kind: Ways) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each way left out, each by place asking for another act, each through another thing without its condition."""
    for place, way in enumerate(kind.ways):
        before, after = kind.ways[:place], kind.ways[place + 1 :]
        told = f"{place} {type(way).__name__} {getattr(way, 'link', '')}"
        yield f"without {told}", before + after
        if isinstance(way, ByPlace):
            yield f"another act in {told}", (*before, replace(way, act="grant.manage"), *after)
        if isinstance(way, Through) and way.when:
            yield f"no condition in {told}", (*before, replace(way, when=Q()), *after)


def _function(owner: object, name: str) -> FunctionType:
    found = inspect.getattr_static(owner, name)
    while isinstance(found, (staticmethod, classmethod)):
        found = found.__func__
    assert isinstance(found, FunctionType), name
    return found
