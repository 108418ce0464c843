"""Ai được làm gì, ở đâu. / Who may do what, where."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.server.organizations import access, actions
from dondoc.server.organizations.models import Organization
from dondoc.server.organizations.queries import members_by, members_of


def test_a_grant_below_does_not_hold_at_its_node(cast: Any) -> None:
    before = cast.noon.date() - timedelta(days=1)
    post = actions.open_post(organization=cast.commune, title="Chi ủy viên", since=before, by=cast.founder, at=cast.noon)
    person = actions.enroll(full_name="Lý Văn Em", organization=cast.commune, by=cast.founder, at=cast.noon)
    actions.appoint(person=person, post=post, since=cast.noon.date() - timedelta(days=1), by=cast.founder, at=cast.noon)
    actions.grant(
        post=post,
        role="unit_head",
        organization=cast.commune,
        reach="below",
        since=cast.noon.date() - timedelta(days=1),
        by=cast.founder,
        at=cast.noon,
    )
    assert set(access.organizations_where(person, "assignment.see")) == {cast.cell}
    assert not access.allowed(person, "assignment.see", cast.commune)
    assert access.allowed(person, "assignment.see", cast.cell)


def test_the_yes_or_no_is_membership_of_the_set(cast: Any) -> None:
    places = list(Organization.objects.all())
    for act in access.acts():
        holders = {place.pk: set(access.holders(act, place)) for place in places}
        many = access.holders_by(act, places)
        for who, person in cast.people.items():
            where = {place.pk for place in access.organizations_where(person, act)}
            assert where == {place.pk for place in places if access.allowed(person, act, place)}, (act, who)
            assert where == {pk for pk, persons in holders.items() if person in persons}, (act, who)
            assert where == {pk for pk, persons in many.items() if person in persons}, (act, who)


def test_a_stranger_may_nothing_here(cast: Any) -> None:
    for act in access.acts():
        assert not access.organizations_where(cast.xuan, act).under(cast.province).exists()


def test_many_organizations_are_asked_in_four_queries(cast: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        found = access.holders_by("assignment.receive", [cast.commune, cast.cell])
    assert set(found[cast.commune.pk]) == {cast.hoa, cast.khanh}
    assert set(found[cast.cell.pk]) == {cast.hoa, cast.thu}


def test_work_is_sent_up_to_posts_that_may_approve(cast: Any) -> None:
    assert list(access.posts_with("order.approve", cast.province)) == [cast.an_post]
    assert list(access.posts_with("order.approve", cast.commune)) == [cast.an_post]
    assert not access.posts_with("order.approve", cast.foreign_province).exists()


def test_rights_end_with_the_term(cast: Any) -> None:
    assert access.allowed(cast.hoa, "assignment.see", cast.commune)
    term = cast.hoa.terms.get()
    actions.end_term(term, until=cast.noon.date() - timedelta(days=1), by=cast.founder, at=cast.noon)
    assert not access.organizations_where(cast.fresh("hoa"), "assignment.see").exists()
    assert cast.fresh("hoa") not in access.holders("assignment.see", cast.commune)


def test_a_right_lent_is_held_for_its_time(cast: Any) -> None:
    today = cast.noon.date()
    actions.delegate(
        post=cast.hoa_post,
        person=cast.khanh,
        role="unit_head",
        since=today - timedelta(days=2),
        until=today + timedelta(days=3),
        basis="Giấy ủy quyền số 01",
        by=cast.founder,
        at=cast.noon,
    )
    assert access.allowed(cast.fresh("khanh"), "report.submit", cast.commune)
    assert cast.fresh("khanh") in access.holders("report.submit", cast.commune)
    assert cast.khanh in access.holders_by("report.submit", [cast.commune])[cast.commune.pk]


def test_a_right_lent_ends_by_itself(cast: Any) -> None:
    today = cast.noon.date()
    actions.delegate(
        post=cast.hoa_post,
        person=cast.khanh,
        role="unit_head",
        since=today - timedelta(days=9),
        until=today - timedelta(days=2),
        basis="Giấy ủy quyền số 01",
        by=cast.founder,
        at=cast.noon,
    )
    assert not access.allowed(cast.fresh("khanh"), "report.submit", cast.commune)
    assert cast.fresh("khanh") not in access.holders("report.submit", cast.commune)
    assert cast.khanh not in access.holders_by("report.submit", [cast.commune])[cast.commune.pk]


def test_a_path_is_no_prefix_of_a_longer_number(cast: Any) -> None:
    two, twenty = cast.commune, cast.other_commune
    Organization.objects.filter(pk=two.pk).update(path="/1/2/")
    Organization.objects.filter(pk=twenty.pk).update(path="/1/20/")
    two.refresh_from_db()
    assert twenty.pk not in Organization.objects.under(two).values_list("pk", flat=True)


def test_who_may_not_grant_is_told_what_is_missing(cast: Any) -> None:
    with pytest.raises(PermissionDenied, match="Đặng Thị Hoa chưa được giao quyền “Giao và thu quyền”"):
        actions.grant(
            post=cast.khanh_post,
            role="unit_head",
            organization=cast.commune,
            reach="own",
            since=cast.noon.date(),
            by=cast.hoa,
            at=cast.noon,
        )


def test_members_of_a_body_are_those_with_a_post_in_it(cast: Any, django_assert_num_queries: Any) -> None:
    assert members_of(cast.commune) == [cast.hoa, cast.khanh]
    with django_assert_num_queries(1):
        assert members_by([cast.commune, cast.cell, cast.headless]) == {cast.commune.pk: [cast.hoa, cast.khanh], cast.cell.pk: [cast.thu]}


def test_a_right_lent_goes_no_further_than_who_lends_it(cast: Any) -> None:
    day = cast.noon.date()
    actions.grant(
        post=cast.khanh_post,
        role="administrator",
        organization=cast.office,
        reach="own",
        since=day - timedelta(days=1),
        by=cast.founder,
        at=cast.noon,
    )
    with pytest.raises(PermissionDenied):  # nam's post types for the leader of the whole province
        actions.delegate(
            post=cast.nam_post,
            person=cast.khanh,
            role="assistant",
            since=day,
            until=None,
            basis="Giấy",
            by=cast.fresh("khanh"),
            at=cast.noon,
        )


@pytest.mark.parametrize("held", ["own", "below", "both"])
@pytest.mark.parametrize("wanted", ["own", "below", "both"])
def test_a_reach_covers_what_it_holds(cast: Any, held: str, wanted: str) -> None:
    day = cast.noon.date() - timedelta(days=1)
    actions.grant(
        post=cast.khanh_post, role="administrator", organization=cast.commune, reach=held, since=day, by=cast.founder, at=cast.noon
    )
    person = cast.fresh("khanh")
    assert access.covers(person, "grant.manage", cast.commune, wanted) is (held in (wanted, "both"))
    assert access.covers(person, "grant.manage", cast.cell, wanted) is (held != "own")
    assert not access.covers(person, "grant.manage", cast.province, wanted)
    assert not access.covers(person, "grant.manage", cast.other_commune, wanted)


def test_an_ended_post_gives_nobody_a_right(cast: Any) -> None:
    post = cast.khanh_post
    post.until = cast.noon.date() - timedelta(days=2)
    post.save()
    assert not access.allowed(cast.fresh("khanh"), "report.enter", cast.commune)
    assert cast.fresh("khanh") not in access.holders("report.enter", cast.commune)
    assert cast.khanh not in access.holders_by("report.enter", [cast.commune])[cast.commune.pk]
