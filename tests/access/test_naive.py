"""Mã quyền so với cách thô sơ. / The access code against the plain way, over grants of every kind of validity."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dondoc.server.organizations import access
from dondoc.server.organizations.models import Delegation, Grant, Organization, Person, Post, Reach, Term
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.reports.models import Report
from tests.access import checks
from tests.access.naive import World

SEED = 20261124
LONG_AGO = date(2020, 1, 1)


def shuffle(cast: Any, dice: random.Random, many: int = 14) -> None:
    """Grants, terms and delegations of every kind of validity, by hand: also such as no act would make."""
    day = cast.noon.date()
    posts, places, persons = list(Post.objects.all()), list(Organization.objects.all()), list(Person.objects.all())
    ends = [None, None, day - timedelta(days=3), day + timedelta(days=3)]
    starts = [LONG_AGO, LONG_AGO, day + timedelta(days=3)]
    roles = [*access.roles(), "role_of_yesterday"]
    for _ in range(many):
        since, until = dice.choice(starts), dice.choice(ends)
        if until and until < since:
            continue
        post, place = dice.choice(posts), dice.choice(places)
        Grant.objects.get_or_create(
            post=post, role=dice.choice(roles), organization=place, reach=dice.choice(Reach.values), until=until, defaults={"since": since}
        )
        held = dice.choice(list(post.grants.all()) or list(Grant.objects.all()))
        Delegation.objects.create(
            post=held.post, person=dice.choice(persons), role=held.role, since=since, until=until, basis="Giấy ủy quyền"
        )
        if not Term.objects.filter(post=post, until=None).exists():
            Term.objects.create(post=post, person=dice.choice(persons), since=since, until=until)
    for post in dice.sample(posts, 3):
        Post.objects.filter(pk=post.pk).update(until=dice.choice(ends))
    over = day - timedelta(days=2)
    begun = list(Term.objects.filter(since__lte=over))  # a term of the days to come cannot be over: the tables refuse it
    Term.objects.filter(pk=dice.choice(begun).pk).update(until=over)


def edges(cast: Any) -> None:
    """Somebody for each way in which a right is held or not: every bound of every row the day before, on, and after it."""
    day = timezone.localdate(cast.noon)
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    bounds = [{"since": after}, {"until": before}, {"since": day, "until": day}]
    cases: list[dict[str, Any]] = [{kind: bound} for kind in ("term", "grant", "lent") for bound in bounds]
    cases += [{"post": {"until": end}, **more} for end in (before, day) for more in ({}, {"lent": {}})]
    cases += [
        {"lent": {}},
        {"lent": {"role": "inspector"}},
        {"grant": {"role": "role_of_yesterday"}},
        {"lent": {}, "grant": {"until": before}},
    ]
    for number, case in enumerate(cases):
        place = cast.commune if number % 2 else cast.cell
        post = Post.objects.create(organization=place, title=f"Chức vụ {number}", since=LONG_AGO, **case.get("post", {}))
        named = [Person.objects.create(full_name=f"Người {number}{who}", sort_key=f"{number}{who}", folded="nguoi") for who in "abc"]
        grant = {"role": "leader", "reach": Reach.values[number % 3], "since": LONG_AGO}
        Grant.objects.create(post=post, organization=place, **(grant | case.get("grant", {})))
        Term.objects.create(post=post, person=named[0], **({"since": LONG_AGO} | case.get("term", {})))
        Term.objects.create(post=post, person=named[1], since=LONG_AGO, until=before)  # one who held it before
        if "lent" in case:
            Delegation.objects.create(post=post, person=named[2], basis="Giấy", **({"role": "leader", "since": LONG_AGO} | case["lent"]))


def everything(cast: Any, work: dict[str, Any]) -> list[Callable[[], None]]:  # noqa: F811
    world = World(timezone.localdate(cast.noon))
    return [
        lambda: checks.check_yes_and_no(world),
        lambda: checks.check_refusals(world),
        lambda: checks.check_holders(world),
        lambda: checks.check_serving(world),
        lambda: checks.check_sight(world, work),
    ]


@pytest.mark.parametrize("rounds", [1, pytest.param(40, marks=pytest.mark.endurance)])
def test_the_access_code_agrees_with_the_plain_way(cast: Any, work: dict[str, Any], rounds: int) -> None:  # noqa: F811
    dice, began, report = random.Random(SEED), time.process_time(), Report.objects.filter(pk=work["bao-cao"].pk)
    sent = {"state": "submitted", "submitted_by": cast.hoa, "submitted_at": cast.noon}
    edges(cast)
    for round_ in range(rounds):
        with transaction.atomic():
            shuffle(cast, dice, 14 * (1 + round_ % 3))
            for check in everything(cast, work):
                check()
            report.update(**sent)  # an entered report is the unit's own; once submitted those who follow the work see it too
            checks.check_sight(World(timezone.localdate(cast.noon)), {"bao-cao": work["bao-cao"]})
            transaction.set_rollback(True)
    if rounds > 1:
        sys.stdout.write(f"{rounds} worlds, seed {SEED}: the access code as the plain way, {time.process_time() - began:.0f} s CPU\n")
