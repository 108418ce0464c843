"""Bảng chọn cơ quan, đơn vị. / The picker: groups as chips, the tree as branches, what was chosen, what was searched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from dondoc.server.assignments.models import Order
from dondoc.server.organizations.models import Group, Organization, Person
from dondoc.server.organizations.queries import heads_of, uids
from dondoc.terms.vietnamese import fold, sort_key

#: What a search outside the list shows at most.
MOST = 40


@dataclass(frozen=True)
class Choice:
    """A body or a group that can be chosen, and as what it is chosen now."""

    uid: str
    name: str
    lead: bool
    support: bool
    left_out: bool
    size: int = 0  # of a group: how many bodies it means today
    headless: bool = False


@dataclass(frozen=True)
class Branch:
    """Bodies that stand under one body, in their customary order; the groups come first, as a branch of their own."""

    name: str
    places: tuple[Choice, ...]
    groups: bool = False


@dataclass(frozen=True)
class Picker:
    """Everything that can be chosen for an order of one giver."""

    branches: tuple[Branch, ...]
    counts: Mapping[str, int]  # by part, how many bodies are chosen, groups by their size
    words: str = ""  # of the search
    found: int = 0


def picker(giver: Organization, person: Person, *, chosen: Mapping[str, Collection[str]], words: str = "") -> Picker:
    """What an order of this giver can go to: those directly below it and those of its own level below it; when searched, what was found.

    A province lists its boards, departments and communes, not every cell of every commune: these are found by searching. What is
    chosen stays in the list.
    """
    seen = Organization.objects.visible_to(person).living().select_related("parent")
    below = seen.filter(path__below=giver.path)
    folded = fold(words)
    shown = list(below.named(folded)[:MOST]) if folded else list(below.filter(Q(parent=giver) | Q(level=giver.level)))
    kept = seen.filter(uid__in=uids(uid for said in chosen.values() for uid in said))
    places = {place.pk: place for place in [*shown, *kept]}
    heads = heads_of(places.values())
    every = Group.objects.visible_to(person)
    wanted = every.offered_at(giver) | every.filter(uid__in=uids(uid for said in chosen.values() for uid in said))
    groups = {group: group.members().filter(path__below=giver.path).count() for group in wanted}
    sizes = {str(group.uid): size for group, size in groups.items()}
    counts = {part: sum(sizes.get(uid, 1) for uid in said) for part, said in chosen.items()}
    first = Branch("", tuple(_choice(group, chosen, size=size) for group, size in groups.items()), groups=True)
    branches = _branches(places.values(), set(heads), chosen)
    return Picker((first, *branches) if groups else branches, counts, words, len(shown) if folded else 0)


def _choice(what: Group | Organization, chosen: Mapping[str, Collection[str]], *, size: int = 0, headless: bool = False) -> Choice:
    uid = str(what.uid)
    return Choice(
        uid=uid,
        name=what.name,
        lead=uid in chosen.get("lead", ()),
        support=uid in chosen.get("support", ()),
        left_out=uid in chosen.get("left_out", ()),
        size=size,
        headless=headless,
    )


def _branches(places: Iterable[Organization], headed: set[int], chosen: Mapping[str, Collection[str]]) -> tuple[Branch, ...]:
    under: dict[int | None, list[Organization]] = {}
    parents: dict[int | None, Organization | None] = {}
    for place in places:
        under.setdefault(place.parent_id, []).append(place)
        parents[place.parent_id] = place.parent
    ordered = sorted(under, key=lambda pk: parent.path if (parent := parents[pk]) else "")
    return tuple(
        Branch(
            parent.name if (parent := parents[pk]) else "",
            tuple(
                _choice(place, chosen, headless=place.pk not in headed)
                for place in sorted(under[pk], key=lambda p: (p.position, sort_key(p.name)))
            ),
        )
        for pk in ordered
    )


def chosen_of(order: Order) -> dict[str, list[str]]:
    """The bodies chosen so far, by public id, as the form names them."""
    found: dict[str, list[str]] = {"lead": [], "support": [], "left_out": []}
    for target in order.targets.select_related("organization", "group"):
        what = target.group or target.organization
        if what is not None:
            found["left_out" if target.left_out else str(target.part)].append(str(what.uid))
    return found
