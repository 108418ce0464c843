"""Tên người, tên xã, phường do chúng tôi đặt (names.toml). / Invented names of people and communes."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))


def _places(key: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in str(_DATA[key]).replace("\n", " ").split(",") if name.strip())


#: 96 communes, 27 wards and one special zone, none of which exists.
COMMUNES, WARDS, SPECIAL_ZONES = _places("communes"), _places("wards"), _places("special_zones")


def _words(key: str) -> list[str]:
    return str(_DATA[key]).split()


def persons(seed: int) -> Iterator[str]:
    """Full names without end, never the same one twice; a third are women's."""
    draw, seen = random.Random(seed), set()  # noqa: S311  # invented names, not secrets
    while True:
        sex = "women" if draw.random() < 0.34 else "men"
        family, middle, given = (draw.choice(_words(key)) for key in ("families", f"{sex}_middle", f"{sex}_given"))
        name = f"{family} {middle} {given}"
        if name not in seen and middle != given:
            seen.add(name)
            yield name


def upland_persons(seed: int) -> Iterator[str]:
    """Names as in the mountain communes."""
    draw, seen = random.Random(seed), set()  # noqa: S311  # invented names, not secrets
    while True:
        family, given = draw.choice(_words("upland_family")), draw.choice(_words("upland_given"))
        name = f"{family}{given}" if family.endswith("’") else f"{family} {given}"
        name = f"{name} {draw.choice(_words('upland_given'))}" if name in seen else name
        if name not in seen:
            seen.add(name)
            yield name
