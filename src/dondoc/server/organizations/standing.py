"""Cây tổ chức của một ngày, tên của ngày đó, ai kế thừa ai. / The tree as of a day, names of that day, who follows whom.

Reads start from what the person may see. Today is a day like any other: the page of 30 June 2025 is made by the same code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dondoc.server.organizations.models import FormerName, Organization, Person, Placement
from dondoc.terms.vietnamese import fold

#: What a search shows at most.
MOST = 100
#: What a branch shows at once: a province with all its communes and boards; a country's 3,321 come in parts.
AT_ONCE = 200


@dataclass
class Node:
    """A body in the tree of a day: its name of that day, how many stand right below, those of them that are shown open."""

    place: Organization
    name: str
    size: int = 0
    below: Below | None = None
    open: bool = False


@dataclass
class Below:
    """A part of what stands right below a body: the nodes, those before them, how many come after."""

    nodes: list[Node]
    parent: Organization | None = None
    before: int = 0
    left: int = 0

    @property
    def next(self) -> int:
        """Where the next part begins."""
        return self.before + len(self.nodes)


def placed(day: date, prefix: str = "") -> Q:
    """Conditions on a placement that covers the day."""
    return Q(**{f"{prefix}since__lte": day}) & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": day}))


def named(rows: QuerySet[Organization], day: date) -> QuerySet[Organization]:
    """`name_then`: what each was called that day."""
    then = FormerName.objects.filter(organization=OuterRef("pk"), until__gt=day).order_by("until").values("name")[:1]
    return rows.annotate(name_then=Coalesce(Subquery(then), F("name")))


def name_on(place: Organization, day: date) -> str:
    """What a body was called on a day; the caller has seen it."""
    former = place.former_names.filter(until__gt=day).order_by("until").first()
    return former.name if former else place.name


def children(person: Person, parent: Organization | None, day: date, start: int = 0) -> Below:
    """What stood right below a body that day (None: the tops), in customary order, from `start` on; four queries, however many."""
    seen = Organization.objects.visible_to(person)
    there = seen.filter(placed(day, "placements__"), placements__parent=parent)
    rows = list(named(there, day).order_by("position", "pk")[start : start + AT_ONCE])
    parents = seen.filter(pk__in=[row.pk for row in rows]).filter(placed(day, "placed__"))
    sizes = dict(parents.values("pk").annotate(size=Count("placed")).values_list("pk", "size"))
    nodes = [Node(row, str(getattr(row, "name_then", row.name)), sizes.get(row.pk, 0)) for row in rows]
    left = there.count() - start - len(rows) if len(rows) == AT_ONCE else 0
    return Below(nodes, parent, start, left)


def tree(person: Person, day: date, opened: Organization | None = None, start: int = 0) -> Below:
    """The tops with what stands right below them; `opened`: open down to this body, whose own are shown from `start` on."""
    tops = children(person, None, day)
    line = [*line_above(person, opened, day), opened] if opened else []
    wanted = {node.place.pk for node in tops.nodes} | {place.pk for place in line}
    level = tops.nodes
    while opening := [node for node in level if node.place.pk in wanted]:
        level = []
        for node in opening:
            below = children(person, node.place, day, start if node.place == opened else 0)
            node.open, node.below = True, below
            level += below.nodes
    return tops


def line_above(person: Person, place: Organization, day: date) -> list[Organization]:
    """What stood above a body that day, the top first."""
    seen, now = Organization.objects.visible_to(person), place
    found: list[Organization] = []
    while True:
        parent = seen.filter(placed(day, "placed__"), placed__organization=now).first()
        if parent is None or parent in found:
            return found[::-1]
        found.append(parent)
        now = parent


@dataclass(frozen=True)
class Found:
    """What a search found: the body, the former name that fitted where today's does not, who follows it today where it ended."""

    place: Organization
    formerly: str
    today: tuple[Organization, ...]


def search(person: Person, words: str, *, living: bool = False, most: int = MOST) -> list[Found]:
    """By name without marks, today's or a former one, or by code; living bodies first."""
    rows = Organization.objects.visible_to(person).named(words)
    rows = rows.living() if living else rows
    ordered = rows.select_related("parent").prefetch_related("former_names").order_by(F("ended_on").desc(nulls_first=True), "path")
    places = list(ordered[:most])
    follows = successors_today(person, [place for place in places if place.ended_on is not None])
    return [Found(place, _formerly(place, words), follows.get(place.pk, ())) for place in places]


def _formerly(place: Organization, words: str) -> str:
    wanted = fold(words)
    if wanted in place.folded:
        return ""
    return next((name.name for name in place.former_names.all() if wanted in name.folded), "")


def successors_today(person: Person, ended: Iterable[Organization]) -> dict[int, tuple[Organization, ...]]:
    """By id of a body that ended, the living bodies that follow it today, through as many changes as there were."""
    seen = Organization.objects.visible_to(person)
    start = {place.pk for place in ended}
    edges: dict[int, list[Organization]] = {}
    asked, wanted = set(), start
    while wanted:
        asked |= wanted
        rows = seen.filter(follows__predecessor__in=wanted).annotate(before=F("follows__predecessor")).order_by("position", "pk")
        wanted = set()
        for row in rows:
            edges.setdefault(int(getattr(row, "before", 0)), []).append(row)
            if row.ended_on is not None and row.pk not in asked:
                wanted.add(row.pk)
    return {pk: tuple(dict.fromkeys(_last(pk, edges, set()))) for pk in start}


def _last(pk: int, edges: dict[int, list[Organization]], been: set[int]) -> list[Organization]:
    if pk in been:
        return []
    been.add(pk)
    found: list[Organization] = []
    for place in edges.get(pk, []):
        found += [place] if place.ended_on is None else _last(place.pk, edges, been)
    return found


def former_bodies(person: Person, under: str) -> dict[str, tuple[Organization, ...]]:
    """What a name of before means today, by folded name: bodies that ended to their successors, former names to who bore them.

    `under`: path of the top of the tree.
    """
    seen = Organization.objects.visible_to(person).filter(path__below=under)
    ended = list(seen.exclude(ended_on=None))
    today = successors_today(person, ended)
    found: dict[str, tuple[Organization, ...]] = {}
    for place in ended:
        for name in (place.name, place.short_name):
            if name and today.get(place.pk):
                found[fold(name)] = today[place.pk]
    for place in seen.living().exclude(former_names=None).prefetch_related("former_names"):
        for former in place.former_names.all():
            found.setdefault(fold(former.name), (place,))
    return found


@dataclass(frozen=True)
class Moment:
    """One dated thing in a body's history."""

    day: date
    kind: str
    words: str
    other: Organization | None = None
    basis: str = ""


def history(place: Organization) -> list[Moment]:
    """Founded, placed, renamed, followed, ended: newest first. The caller has seen the body."""
    moments = [Moment(place.founded_on, "founded", "")] if place.founded_on else []
    placements: list[Placement] = list(place.placements.select_related("parent").order_by("since"))
    moments += [Moment(row.since, "placed", "", row.parent, row.basis) for row in placements[1:]]
    moments += [Moment(row.until, "renamed", row.name, None, row.basis) for row in place.former_names.all()]
    moments += [
        Moment(row.since, "follows", row.get_kind_display(), row.predecessor) for row in place.follows.select_related("predecessor")
    ]
    moments += [
        Moment(row.since, "followed", row.get_kind_display(), row.successor) for row in place.followed_by.select_related("successor")
    ]
    if place.ended_on:
        moments.append(Moment(place.ended_on, "ended", ""))
    return sorted(moments, key=lambda moment: moment.day, reverse=True)
