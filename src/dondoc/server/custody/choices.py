"""Cơ quan, người, việc để chọn trong một phương án. / What a plan can name: bodies near a body or found by words, heads, open items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from dondoc.server.assignments.models import Assignment
from dondoc.server.custody.plans import END, Plan
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import members_by
from dondoc.terms.vietnamese import fold

#: What a search adds to the choice at most.
MOST = 40


def near(person: Person, place: Organization, words: str, kept: Iterable[str]) -> list[Organization]:
    """Living bodies a plan about this one may name: beside it, above it, beside what is above, those found by words, those chosen."""
    seen = Organization.objects.visible_to(person).living().select_related("parent")
    above = [int(part) for part in place.path.strip("/").split("/")[:-1]]
    beside = Q(parent=place.parent) if place.parent else Q(parent=None)
    higher = Q(parent__in=above[:-1]) if above else Q(pk=None)
    found = list(seen.filter(beside | higher | Q(pk__in=above) | Q(uid__in=list(kept)) | Q(pk=place.pk)))
    if fold(words):
        there = {one.pk for one in found}
        found += [one for one in seen.named(words)[:MOST] if one.pk not in there]
    return sorted(found, key=lambda one: (one.level != place.level, one.path.count("/"), one.position, one.pk))


def members(places: Sequence[Organization]) -> list[Person]:
    """Those who hold a post in these bodies: one of them may head the body that follows."""
    by_place = members_by(places)
    return list(dict.fromkeys(person for place in places for person in by_place.get(place.pk, [])))


@dataclass(frozen=True)
class Item:
    """Something of a source that goes somewhere: its key in the form, its words, where it goes by the plan so far."""

    key: str
    words: str
    note: str
    goes: str


@dataclass(frozen=True)
class Items:
    """All that can be chosen item by item."""

    work: tuple[Item, ...]
    children: tuple[Item, ...]
    posts: tuple[Item, ...]


def items(person: Person, plan: Plan, sources: Sequence[Organization]) -> Items:
    """Open work, bodies below and posts of the sources that end."""
    going = {ref for ref in plan.successors if not ref.startswith("new:")}
    ending = [place for place in sources if str(place.uid) not in going]
    split = bool(len(plan.successors) > 1 or going & {str(place.uid) for place in sources})
    default = plan.successors[0] if plan.successors else ""
    open_work = Assignment.objects.visible_to(person).open().filter(organization__in=sources).select_related("order", "organization")
    stays = {place.pk for place in sources} - {place.pk for place in ending}
    work = [
        Item(key, part.order.task, part.organization.called, plan.work.get(key, "" if part.organization_id in stays else default))
        for part in open_work.order_by("organization", "deadline_on", "pk")
        for key in [str(part.uid)]
    ]
    below = Organization.objects.visible_to(person).living().filter(parent__in=ending).order_by("parent", "position", "pk")
    children = [Item(str(one.uid), one.name, "", plan.children.get(str(one.uid), default or END)) for one in below]
    posts = [
        Item(str(post.uid), post.title, place.called, plan.posts.get(str(post.uid), ""))
        for place in ending
        for post in place.posts.filter(until=None, is_head=False, ex_officio=None).order_by("position", "pk")
    ]
    return Items(tuple(work if split else ()), tuple(children), tuple(posts))
