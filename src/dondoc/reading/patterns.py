"""Biểu thức chính quy, biên dịch khi dùng tới. / Regular expressions, compiled when first used.

To compile all the patterns of the rules takes several times as long as to read a short document, and a document uses half of them. A
nursery, whose children share what it has, has them all compiled once (`compile_all`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

_late: list[_Late] = []
_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern", "flags", "groups", "groupindex")


class _Made:
    """Holds the methods of a pattern."""


class _Late(_Made):
    """Stands for a pattern until one of its methods is asked for; from then on only holds them, which costs least."""

    def __init__(self, make: Callable[[], re.Pattern[Any]]) -> None:
        self._make = make
        _late.append(self)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        made = self._make()
        for method in _METHODS:
            setattr(self, method, getattr(made, method))
        self.__class__ = _Made  # type: ignore[assignment]  # to be asked for what is not there would slow every call
        return getattr(made, name)


def lazy(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off until the pattern is first used."""
    return later(lambda: re.compile(expression, flags))


def later(make: Callable[[], re.Pattern[AnyStr]]) -> re.Pattern[AnyStr]:
    """What `make` gives, made when first used."""
    return cast("re.Pattern[AnyStr]", _Late(make))


def compile_all() -> None:
    """Have every pattern of the modules loaded so far ready."""
    for one in _late:
        getattr(one, "match")  # noqa: B009 - asking for it compiles it
