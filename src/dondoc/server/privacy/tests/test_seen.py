"""Danh sách, “vì sao tôi xem được” và “ai xem được” luôn nói như nhau. / Lists and both explanations always agree."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from dondoc.server.organizations import access
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Grant, Organization, Person, Post, Reach
from dondoc.server.privacy.queries import KINDS
from dondoc.server.reports import actions as reports

SEED = 20261124
LONG_AGO = date(2020, 1, 1)


def shuffle(cast: Any, dice: random.Random) -> None:
    """Grants at random nodes and reaches, some over, some lent, some ended."""
    posts, places = list(Post.objects.all()), list(Organization.objects.all())
    roles = sorted(set(access.roles()) - {"founder"})
    day = cast.noon.date()
    for _ in range(6):
        Grant.objects.get_or_create(
            post=dice.choice(posts),
            role=dice.choice(roles),
            organization=dice.choice(places),
            reach=dice.choice(Reach.values),
            until=dice.choice([None, None, day - timedelta(days=3), day + timedelta(days=3)]),
            defaults={"since": LONG_AGO},
        )
    given = dice.choice(
        list(
            Grant.objects.exclude(role="founder").filter(
                post__organization__path__startswith=cast.province.path, organization__path__startswith=cast.province.path
            )
        )
    )
    organizations.delegate(
        post=given.post,
        person=dice.choice(list(Person.objects.filter(kind="human"))),
        role=given.role,
        since=day - timedelta(days=9),
        until=dice.choice([None, day - timedelta(days=2)]),
        basis="Giấy ủy quyền",
        by=cast.fresh("founder"),
        at=cast.noon,
    )
    ended = dice.choice(posts)
    Post.objects.filter(pk=ended.pk).update(until=dice.choice([None, day - timedelta(days=2)]))


def answers(work: dict[str, Any]) -> list[tuple[str, str, bool, bool, bool]]:
    """(thing, person, in the list, has a reason, is named among who sees it), the last three must be equal."""
    found = []
    for name, thing in work.items():
        kind = KINDS[name.removesuffix("-2")]
        one = type(thing).objects.filter(pk=thing.pk)
        named = {person.pk for entrance in kind.ways.who(one) for person in entrance.persons}
        for person in Person.objects.all():
            listed = kind.visible_to(person).filter(pk=thing.pk).exists()
            reasons = kind.ways.why(one, person)
            assert all(reason.grounds or reason.place is None for reason in reasons), "a reason by place without its grant"
            found.append((name, person.full_name, listed, bool(reasons), person.pk in named))
    return found


@pytest.mark.parametrize("rounds", [pytest.param(20, marks=pytest.mark.endurance)])
def test_a_list_and_both_explanations_agree_for_everybody(cast: Any, work: dict[str, Any], rounds: int) -> None:
    dice = random.Random(SEED)
    asked, yes = 0, 0
    for round_ in range(rounds):
        if round_ == rounds // 2:
            reports.submit([work["bao-cao"]], by=cast.fresh("hoa"), at=cast.noon)
        found = answers(work)
        assert [row for row in found if len(set(row[2:])) != 1] == [], f"seed {SEED}, round {round_}"
        asked, yes = asked + len(found), yes + sum(row[2] for row in found)
        shuffle(cast, dice)
    assert asked >= 60 * rounds, f"seed {SEED}: {asked} questions"
    assert 0.1 < yes / asked < 0.9, f"seed {SEED}: {yes} of {asked}"


def test_a_grant_out_of_reach_is_no_reason(cast: Any, work: dict[str, Any]) -> None:
    """Control: were the reach not asked, the two answers would differ here."""
    kind = KINDS["van-ban"]
    one = type(work["van-ban"]).objects.filter(pk=work["van-ban"].pk)
    organizations.grant(
        post=cast.thu_post, role="inspector", organization=cast.province, reach="below", since=LONG_AGO, by=cast.founder, at=cast.noon
    )
    thu = cast.fresh("thu")
    assert [str(reason.sentence) for reason in kind.ways.why(one, thu)] == ["Văn bản được gửi đến cơ quan này"] * 2
    assert {reason.place for reason in kind.ways.why(one, thu)} == {cast.commune, cast.other_commune}


def test_nobody_sees_nothing(work: dict[str, Any]) -> None:
    for name, thing in work.items():
        kind = KINDS[name.removesuffix("-2")]
        one = type(thing).objects.filter(pk=thing.pk)
        assert kind.ways.why(one, Person()) == []
        assert not kind.visible_to(Person()).exists()


def test_the_administrator_reads_no_content(cast: Any, work: dict[str, Any]) -> None:
    acts = access.roles()["administrator"].acts
    assert not {act for act in acts if act.split(".")[0] in {"document", "order", "assignment", "report", "journal"}}
    for name, thing in work.items():
        kind = KINDS[name.removesuffix("-2")]
        assert not kind.visible_to(cast.fresh("phuc")).exists(), name
        who = kind.ways.who(type(thing).objects.filter(pk=thing.pk))
        assert cast.phuc not in [person for entrance in who for person in entrance.persons]


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_page_says_it_to_who_sees_the_thing(cast: Any, work: dict[str, Any], signed_in: Any, kind: str) -> None:
    reports.submit([work["bao-cao"]], by=cast.fresh("hoa"), at=cast.noon)
    address = reverse("privacy:seen", kwargs={"kind": kind, "uid": work[kind].uid})
    page = signed_in("binh").get(address).content.decode()
    assert "Vai trò “Chuyên viên tổng hợp, theo dõi”" in page
    assert "Trần Văn An" in page
    assert "Ngô Hữu Phúc" not in page
    assert signed_in("xuan").get(address).status_code == 404
    assert signed_in("phuc").get(address).status_code == 404
    assert signed_in("binh").get(reverse("privacy:seen", kwargs={"kind": "khac", "uid": work[kind].uid})).status_code == 404
