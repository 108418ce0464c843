"""T-A2: nơi được làm, trên cây bất kỳ, so với đi từng cấp. / Where one may act, over trees of any shape, against a plain walk.

Trees of up to twelve levels with two roots and ids that begin alike (9001, 90010, 90011), grants of every reach.
"""

from __future__ import annotations

import random
import sys
import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dondoc.server.organizations import access
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Grant, Organization, Person, Post, Reach, Term
from dondoc.terms.vietnamese import fold
from tests.access.test_naive import LONG_AGO

SEED, DEEPEST = 20261124, 12
#: ids of which one is often the beginning of another
IDS = [begin * 10**zeros + last for begin in range(9001, 9012) for zeros, last in ((0, 0), (1, 0), (1, 1), (2, 0), (2, 11))]
Parents = dict[int, int | None]


def shape(dice: random.Random) -> Parents:
    """id -> id of the parent; two roots, parents before children."""
    ids = dice.sample(IDS, dice.randint(4, 30))
    parents: Parents = {ids[0]: None, ids[1]: None}
    depth = {ids[0]: 1, ids[1]: 1}
    for one in ids[2:]:
        deep = [pk for pk in parents if depth[pk] < DEEPEST]
        above = deep[-1] if dice.random() < 0.4 else dice.choice(deep)  # long branches are not left to chance
        parents[one], depth[one] = above, depth[above] + 1
    return parents


def above(pk: int, parents: Parents) -> list[int]:
    """Everything above, step by step."""
    found, at = [], parents[pk]
    while at is not None:
        found.append(at)
        at = parents[at]
    return found


def plant(parents: Parents) -> None:
    """The tree as rows; the path is what `move` and `found` derive."""
    rows = []
    for pk in parents:
        path = "/".join(["", *map(str, reversed(above(pk, parents))), str(pk), ""])
        rows.append(Organization(pk=pk, name=f"Cơ quan {pk}", folded=str(pk), line="party", kind="committee", level="province", path=path))
        rows[-1].parent_id = parents[pk]
    Organization.objects.bulk_create(rows)


def seated(dice: random.Random, parents: Parents) -> tuple[Person, list[tuple[str, int, str]]]:
    """Somebody with a few grants: (role, where, reach)."""
    person = Person.objects.create(full_name="Người thử", sort_key="nguoi thu", folded=fold("Người thử"))
    post = Post.objects.create(organization_id=dice.choice(list(parents)), title="Chức vụ", since=LONG_AGO)
    Term.objects.create(person=person, post=post, since=LONG_AGO)
    given = {
        (dice.choice(sorted(access.roles())), dice.choice(list(parents)), dice.choice(Reach.values)) for _ in range(dice.randint(1, 3))
    }
    Grant.objects.bulk_create(
        Grant(post=post, role=role, organization_id=where, reach=reach, since=LONG_AGO) for role, where, reach in sorted(given)
    )
    return person, sorted(given)


def walked(act: str, given: list[tuple[str, int, str]], parents: Parents) -> set[int]:
    """Where the act is held: at home, or below, from parent to parent."""
    found = set()
    for role, where, reach in given:
        if act in access.roles()[role].acts:
            found |= {where} if reach != Reach.BELOW else set()
            found |= {pk for pk in parents if where in above(pk, parents)} if reach != Reach.OWN else set()
    return found


def compare(dice: random.Random) -> int:
    """One tree: the set and the yes/no, for each act of the roles given and one of another. Returns how many answers."""
    parents = shape(dice)
    plant(parents)
    person, given = seated(dice, parents)
    acts = dice.sample(sorted({act for role, _where, _reach in given for act in access.roles()[role].acts}) or ["document.see"], 1)
    places = Organization.objects.in_bulk(list(parents))
    for act in [*acts, dice.choice(sorted(access.acts()))]:
        told = walked(act, given, parents)
        assert set(access.organizations_where(person, act).values_list("pk", flat=True)) == told, (act, given, parents)
        assert {pk for pk, place in places.items() if access.allowed(person, act, place)} == told, (act, given, parents)
    return 2 * len(parents)


def _compare_many(dice: random.Random, many: int) -> int:
    answers = 0
    for _ in range(many):
        with transaction.atomic():
            answers += compare(dice)
            transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("many", [40, pytest.param(10_000, marks=pytest.mark.endurance)])
def test_trees_of_any_shape_against_the_walk(cast: Any, many: int) -> None:
    dice, began = random.Random(SEED), time.process_time()
    answers = _compare_many(dice, many)
    deepest = max(len(above(pk, parents)) + 1 for parents in (shape(dice) for _ in range(40)) for pk in parents)
    assert deepest == DEEPEST
    if many > 1000:
        sys.stdout.write(f"{many} trees, seed {SEED}: {answers} answers as walked, {time.process_time() - began:.0f} s CPU\n")


@pytest.mark.parametrize("many", [3, pytest.param(300, marks=pytest.mark.endurance)])
def test_paths_follow_parents_after_any_moves(cast: Any, many: int) -> None:
    """The act that moves a branch keeps every path as the parents say, also of branches moved before."""
    dice, day, moved = random.Random(SEED), timezone.localdate(cast.noon), 0
    for _ in range(many):
        with transaction.atomic():
            parents = shape(dice)
            plant(parents)
            root = max(parents, key=lambda pk: sum(pk in above(other, parents) for other in parents))
            Grant.objects.create(post=_post_of(cast.founder), role="founder", organization_id=root, reach="both", since=LONG_AGO)
            for _move in range(6):
                here = [pk for pk in parents if root in above(pk, parents)]
                if len(here) > 2:
                    moved += _try_to_move(cast, dice, here, parents, day)
            told = dict(Organization.objects.filter(pk__in=parents).values_list("pk", "path"))
            assert told == {pk: "/".join(["", *map(str, reversed(above(pk, parents))), str(pk), ""]) for pk in parents}
            transaction.set_rollback(True)
    assert moved >= many


def _post_of(person: Person) -> Post:
    return Post.objects.get(terms__person=person)


def _try_to_move(cast: Any, dice: random.Random, here: list[int], parents: Parents, day: Any) -> int:
    what, under = dice.sample(here, 2)
    places = Organization.objects.in_bulk([what, under])
    round_trip = what in above(under, parents) or parents[what] == under
    try:
        organizations.move(places[what], parent=places[under], on=day, by=cast.fresh("founder"), at=cast.noon)
    except ValidationError:
        assert round_trip
        return 0
    assert not round_trip
    parents[what] = under
    return 1


def test_a_path_compared_without_its_slash_is_found(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with paths that end without a slash, /1/2 holds /1/20, and the comparison says so."""
    dice = random.Random(SEED)
    monkeypatch.setattr(access, "allowed", _without_slash)
    with pytest.raises(AssertionError):
        _compare_many(dice, 200)


def _without_slash(person: Person, act: str, place: Organization) -> bool:
    found = access.rights(person)
    return place.pk in found.own.get(act, ()) or any(
        place.path.startswith(path.rstrip("/")) and place.pk != top for top, path in found.below.get(act, {}).items()
    )
