"""Ngày nghỉ theo luật từ thư viện `holidays`. / Public holidays of Việt Nam as the `holidays` library knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays

#: How the source of a day begins that nobody has compared yet.
LIBRARY = "thư viện holidays"


@dataclass(frozen=True)
class Day:
    """A day that differs from the week's order."""

    day: date
    name: str
    worked: bool
    source: str


def known_days(years: Iterable[int]) -> Iterator[Day]:
    """Days off, then Saturdays and Sundays worked in exchange. Years to come are rules, not yet the yearly decision."""
    table = holidays.country_holidays("VN", years=list(years), language="vi")
    source = f"{LIBRARY} {version('holidays')}; cơ quan đối chiếu với thông báo nghỉ hằng năm"
    for day, name in sorted(table.items()):
        yield Day(day, name, False, source)
    for day in sorted(getattr(table, "weekend_workdays", ())):
        if day.year in set(years):
            yield Day(day, "Ngày làm bù", True, source)
