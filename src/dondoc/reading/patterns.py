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


class _Late:
    """Stands for a pattern until one of its methods is asked for; from then on holds them all."""

    def __init__(self, make: Callable[[], re.Pattern[Any]]) -> None:
        self._make = make
        _late.append(self)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        made = self._make()
        for method in _METHODS:  # found in the instance from now on, which costs no more than the pattern's own
            setattr(self, method, getattr(made, method))
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
        one.match  # noqa: B018 - asking for it compiles it
