"""T-A5 và tách bạch nhiệm vụ. / Rights taken away end with the next request; who proposes never approves, whatever roles are held."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from dondoc.server.organizations import access
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Grant, Organization, Placement
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.reports import actions as reports
from dondoc.server.rights import actions as rights
from dondoc.server.rights.separation import pairs
from tests.architecture.house.source import sources

LONG_AGO = date(2020, 1, 1)


def both_sides(cast: Any, name: str) -> Any:
    """The person, holding every role there is at the province and below."""
    for role in set(access.roles()) - access.NEVER_GIVEN:
        Grant.objects.get_or_create(
            post=cast.posts[f"{name}_post"], role=role, organization=cast.province, reach="both", until=None, defaults={"since": LONG_AGO}
        )
    return cast.fresh(name)


def test_who_proposes_does_not_approve_even_with_both_rights(cast: Any, work: dict[str, Any]) -> None:  # noqa: F811
    one = both_sides(cast, "binh")
    report = work["bao-cao"]
    reports.submit([report], by=cast.fresh("hoa"), at=cast.noon)
    reports.propose_verdict(report, verdict="accept", by=one, at=cast.noon)
    with pytest.raises(ValidationError, match="không tự quyết định"):
        reports.decide(report, verdict="accept", by=one, at=cast.noon)
    told = {"post": cast.khanh_post, "role": "inspector", "organization": cast.commune, "reach": "own", "until": None}
    row = rights.propose_grant(**told, since=timezone.localdate(cast.noon), reason="Công văn", by=one, at=cast.noon)
    with pytest.raises(PermissionDenied, match="không tự xác nhận"):
        rights.confirm(row, shown=row.frozen_hash, by=one, at=cast.noon)
    reporter = both_sides(cast, "khanh")
    with pytest.raises(ValidationError, match="không tự xác nhận báo cáo"):
        reports.decide(report, verdict="accept", by=reporter, at=cast.noon)
    assert {pair.first for pair in pairs()} <= access.acts().keys()
    assert {pair.second for pair in pairs()} <= access.acts().keys()


@pytest.mark.parametrize("how", ["grant", "term", "post", "account"])
def test_what_is_taken_away_is_gone_with_the_next_request(cast: Any, work: dict[str, Any], signed_in: Any, how: str) -> None:  # noqa: F811
    browser, page = signed_in("oanh"), reverse("documents:page", kwargs={"uid": work["van-ban"].uid})
    assert browser.get(page).status_code == 200
    yesterday = timezone.localdate(cast.noon) - timedelta(days=1)
    if how == "grant":
        rights.take_back_grant(cast.oanh_post.grants.get(), reason="Chuyển việc", by=cast.fresh("phuc"), at=cast.noon)
    elif how == "term":
        organizations.end_term(cast.oanh.terms.get(), until=yesterday, by=cast.founder, at=cast.noon)
    elif how == "post":
        cast.oanh_post.until = yesterday
        cast.oanh_post.save()
    else:
        account = cast.oanh.account
        account.is_active = False
        account.save()
    assert browser.get(page).status_code == (302 if how == "account" else 404)


def test_a_body_that_moves_takes_its_sight_along(cast: Any, work: dict[str, Any], signed_in: Any) -> None:  # noqa: F811
    """Whoever looked at it from above does so no more; whoever stands above it now does."""
    browser, page = signed_in("oanh"), reverse("rights:grants", kwargs={"uid": cast.commune.uid})
    assert browser.get(page).status_code == 200
    moved = Organization.objects.get(pk=cast.commune.pk)
    Placement.objects.filter(organization=moved, until=None).update(parent=cast.foreign_province)
    moved.parent, moved.path = cast.foreign_province, f"{cast.foreign_province.path}{moved.pk}/"
    moved.save()
    assert browser.get(page).status_code == 404
    assert not access.allowed(cast.fresh("an"), "document.see", moved)


def test_a_path_that_begins_alike_is_another_place(cast: Any) -> None:
    """The prefix trap: /1/2/ is no part of /1/20/."""
    Organization.objects.filter(pk=cast.commune.pk).update(path="/1/2/")
    Organization.objects.filter(pk=cast.other_commune.pk).update(path="/1/20/")
    other = Organization.objects.get(pk=cast.other_commune.pk)
    assert access.allowed(cast.fresh("hoa"), "document.see", Organization.objects.get(pk=cast.commune.pk))
    assert not access.allowed(cast.fresh("hoa"), "document.see", other)
    assert not access.covers(cast.fresh("hoa"), "grant.confirm", other, "below")


def test_every_grant_is_given_by_two() -> None:
    """No room calls the primitive act but the one whose second person has confirmed, and the makers of an instance."""
    calls = re.compile(r"\b(?:organizations|actions|tree)\.grant\(")
    callers = {file.path for file in sources("src/dondoc/server") if calls.search(file.text)}
    makers = {"src/dondoc/server/site/operating/starting.py"}
    assert {path for path in callers if "/site/demo/" not in path} - makers == {"src/dondoc/server/rights/actions/granting.py"}
