"""Danh mục loại sản phẩm (products.toml). / The catalogue of kinds of product."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Product:
    """A kind of product, the words by which it is recognised, and what it is judged by unless somebody says otherwise."""

    key: str
    vi: str
    en: str
    words: tuple[str, ...]
    criterion: str
    criterion_en: str


@cache
def products() -> tuple[Product, ...]:
    """The catalogue in its order."""
    rows = tomllib.loads(Path(__file__).with_name("products.toml").read_text("utf-8"))["products"]
    return tuple(Product(key=key, **{**row, "words": tuple(row["words"])}) for key, row in rows.items())


def product(key: str) -> Product:
    """One kind of product; KeyError when the catalogue has none of that key."""
    return {row.key: row for row in products()}[key]


def recognised(text: str) -> Product:
    """The kind whose word stands first in the text; «Việc được giải quyết» when none does."""
    folded = " ".join(text.lower().split())
    places = [(match.start(), row) for row in products() for word in row.words if (match := re.search(rf"\b{re.escape(word)}\b", folded))]
    return min(places, key=lambda found: found[0])[1] if places else products()[-1]
