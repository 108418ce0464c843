"""Ai xem được tất cả thì không hỏi từng thứ: vẫn đúng những gì hỏi từng thứ sẽ thấy. / Who sees all is not asked of each; sees the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model, QuerySet

from dondoc.server.assignments.models import ASSIGNMENT_WAYS, ORDER_WAYS, Assignment, Order
from dondoc.server.documents.models import DOCUMENT_WAYS, Document
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.reports.models import REPORT_WAYS, Report
from dondoc.server.reports.models.corrections import REPORT_CORRECTION_WAYS, ReportCorrection
from dondoc.server.rights import seeing

WAYS: dict[type[Model], seeing.Ways] = {
    Order: ORDER_WAYS,
    Assignment: ASSIGNMENT_WAYS,
    Document: DOCUMENT_WAYS,
    Report: REPORT_WAYS,
    ReportCorrection: REPORT_CORRECTION_WAYS,
}


def empties(model: type[Model], ways: seeing.Ways) -> Iterator[str]:
    """Links said to be filled in every row which may be empty in one."""
    for way in ways.ways:
        if isinstance(way, seeing.ByPlace) and way.filled and _may_be_empty(model, way.link):
            yield f"{model.__name__}.{way.link}"
        elif isinstance(way, seeing.Through):
            other: Any = apps.get_model(way.model)
            yield from empties(other, way.ways)
            if way.forward and _may_be_empty(model, way.forward):
                yield f"{model.__name__}.{way.forward}"


def _may_be_empty(model: Any, link: str) -> bool:
    for step in link.split("__"):
        field = model._meta.get_field(step)
        if field.null:
            return True
        model = field.related_model
    return False


def everything_seen() -> dict[tuple[str, str], set[int]]:
    """What each person sees of each kind."""
    found = {}
    for model in WAYS:
        rows: Any = model._default_manager
        for person in Person.objects.all():
            seen: QuerySet[Model] = rows.visible_to(person)
            found[model.__name__, person.full_name] = set(seen.values_list("pk", flat=True))
    return found


def test_what_is_said_to_be_filled_is() -> None:
    assert [gap for model, ways in WAYS.items() for gap in empties(model, ways)] == []
    loose = seeing.Ways((seeing.ByPlace("", "document.see", "handed_from", filled=True),))
    assert list(empties(Assignment, loose)) == ["Assignment.handed_from"], "a link that may be empty is named"


@pytest.fixture
def one_top(cast: Any) -> None:
    """The cast has two provinces, each a top of its own; here the other one stands below ours, so that who leads ours leads all."""
    top, below = cast.foreign_province, cast.foreign_commune
    Organization.objects.filter(pk=top.pk).update(parent=cast.province, path=f"{cast.province.path}{top.pk}/")
    Organization.objects.filter(pk=below.pk).update(path=f"{cast.province.path}{top.pk}/{below.pk}/")


@pytest.mark.usefixtures("one_top")
def test_sight_of_all_is_what_asking_of_each_would_show(work: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    at_once = everything_seen()
    shown = sum(seeing.Ways.all(ways, person) for ways in WAYS.values() for person in Person.objects.all())
    assert shown >= 4, "several persons see all of a kind"
    monkeypatch.setattr(seeing, "everywhere", lambda _person, _act: False)
    assert everything_seen() == at_once
    monkeypatch.setattr(seeing, "everywhere", lambda _person, _act: True)
    assert everything_seen() != at_once, "whoever is wrongly held to see all sees more"


def _everywhere(cast: Any, name: str) -> set[str]:
    person = cast.fresh(name)
    return {act for act in access.acts() if access.everywhere(person, act)}


def test_beside_another_top_nobody_of_the_first_is_everywhere(cast: Any) -> None:
    assert not any(_everywhere(cast, name) for name in cast.people)


@pytest.mark.usefixtures("one_top")
def test_who_leads_the_only_top_is_everywhere_and_who_stands_lower_nowhere(cast: Any) -> None:
    assert "assignment.see" in _everywhere(cast, "an")
    assert not _everywhere(cast, "chi"), "rights at the top itself, not below it"
    assert not _everywhere(cast, "hoa"), "rights at a commune"
    assert not any(access.everywhere(Person(), act) for act in access.acts())
