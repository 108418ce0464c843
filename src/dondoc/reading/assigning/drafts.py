"""Bản nháp của một việc trước khi đủ các trường. / A piece of work before its time, quantity and product are read."""

from __future__ import annotations

from typing import NamedTuple

from dondoc.reading.contract import Actor, Force


class Draft(NamedTuple):
    """Who must do what words; `time` and `product` are spans of a plan's line or a table's cell when these say it."""

    start: int
    end: int
    clause: str | None
    lead: tuple[Actor, ...] = ()
    support: tuple[Actor, ...] = ()
    force: Force | None = None
    source: str = "prose"
    rule: str = ""
    modal: bool = False
    time: tuple[int, int] | None = None
    product: tuple[int, int] | None = None
    reach: tuple[int, int] | None = None  # where deadline and cadence are looked for, when wider than the words


class Charge(NamedTuple):
    """Who stands above: what a heading or chapeau hands down."""

    lead: tuple[Actor, ...] = ()
    support: tuple[Actor, ...] = ()
    force: Force | None = None
    expects: bool = False  # a title or empty chapeau: what stands below can only be its deeds
    helped_by: bool = False  # «Chủ trì, phối hợp» stands above a list: the bodies below are those who help


def inherited(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The same bodies, marked as named above."""
    return tuple(Actor(a.start, a.end, a.text, True) for a in actors)
