"""Các phép so mã quyền với cách thô sơ. / The comparisons of the access code with the plain way, each small, each on its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from dondoc.server.assignments.models import ASSIGNMENT_WAYS
from dondoc.server.files import actions as files
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.privacy.queries import KINDS
from dondoc.server.reports.models import Evidence, Report
from dondoc.server.rights.seeing import Through, Ways
from tests.access.naive import World

ACTS = ("document.see", "assignment.see", "order.approve", "grant.manage", "report.submit")


def _fresh(pk: int) -> Person:
    return Person.objects.get(pk=pk)


def check_yes_and_no(world: World) -> None:
    """allowed, organizations_where, require, anywhere, covers, grounds: for every person, act and place."""
    places = list(world.places.values())
    for one in world.persons:
        person = _fresh(one.pk)
        for act in ACTS:
            told = {place.pk for place in places if world.holds(person, act, place)}
            assert {place.pk for place in places if access.allowed(person, act, place)} == told
            assert set(access.organizations_where(person, act).values_list("pk", flat=True)) == told
            if told:  # a grant «below» of a body with nothing below it may hold nowhere yet
                assert access.anywhere(person, "no.such", act)
    nobody = Person()
    assert not access.anywhere(nobody, *ACTS)
    assert not access.organizations_where(nobody, "document.see").exists()


def check_refusals(world: World) -> None:
    """require and require_reach speak, or stay silent, as they should."""
    places = list(world.places.values())[:6]
    for one in world.persons:
        person = _fresh(one.pk)
        for place in places:
            assert _refused(access.require, person, "grant.manage", place) is not world.holds(person, "grant.manage", place)
            for reach in ("own", "below", "both"):
                right = world.covers(person, "grant.manage", place, reach)
                assert access.covers(person, "grant.manage", place, reach) is right
                assert _refused(access.require_reach, person, "grant.manage", place, reach) is not right


def check_serving(world: World) -> None:
    """serves: whoever holds nothing any more has left."""
    for one in world.persons:
        assert access.serves(_fresh(one.pk)) is world.serves(one), one
    assert not access.serves(Person())


def _refused(ask: Any, *told: Any) -> bool:
    try:
        ask(*told)
    except PermissionDenied:
        return True
    return False


def check_holders(world: World) -> None:
    """holders, holders_by, posts_with, grounds: the same from the other side."""
    places = list(world.places.values())
    for act in ACTS[:4]:
        many = access.holders_by(act, places)
        for place in places:
            told = {person.pk for person in world.persons if world.holds(person, act, place)}
            assert {person.pk for person in access.holders(act, place)} == told
            assert access.holders(act, place).count() == len(told)
            assert [person.pk for person in many[place.pk]] == sorted(told)
            assert set(access.posts_with(act, place).values_list("pk", flat=True)) == world.posts(act, place)
            assert access.posts_with(act, place).count() == len(world.posts(act, place))
    for person in world.persons:
        for place in places[:4]:
            found = access.grounds(person, "document.see", place)
            assert [ground.grant.pk for ground in found] == _ordered(world, world.by(person, "document.see", place))
            lent = {row.basis for row in world.lent}
            assert all(ground.lent == "" or ground.lent in lent for ground in found)
            assert all(ground.role == access.roles()[ground.grant.role].name for ground in found)


def _ordered(world: World, found: set[int]) -> list[int]:
    rows = [grant for grant in world.grants if grant.pk in found]
    return [grant.pk for grant in sorted(rows, key=lambda grant: (grant.organization.path, grant.pk))]


def check_sight(world: World, work: dict[str, Any], among: list[Person] | None = None) -> None:
    """visible_to, why and who of each thing, against the rules in words; of everybody, or of some."""
    everybody = world.persons if among is None else among
    of_these = {person.pk for person in everybody}
    rules = {"van-ban": world.sees_document, "lenh": world.sees_order, "nhiem-vu": world.sees_assignment, "bao-cao": world.sees_report}
    for name, thing in work.items():
        kind, sees = KINDS[name.removesuffix("-2")], rules[name.removesuffix("-2")]
        one = type(thing).objects.filter(pk=thing.pk)
        thing = one.get()
        told = {person.pk for person in everybody if sees(person, thing)}
        entrances = kind.ways.who(one)
        assert all(entrance.persons for entrance in entrances)
        assert {person.pk for entrance in entrances for person in entrance.persons} & of_these == told, name
        for one_person in everybody:
            person = _fresh(one_person.pk) if among is None else one_person
            assert kind.visible_to(person).filter(pk=thing.pk).count() == (person.pk in told), (name, person)
            reasons = kind.ways.why(one, person)
            assert bool(reasons) is (person.pk in told), (name, person)
            for reason in reasons:
                assert reason.place is None or {ground.grant.pk for ground in reason.grounds} == world.by(person, reason.act, reason.place)
        assert kind.ways.why(one, Person()) == []
        assert not kind.visible_to(Person()).exists()
        assert not [entrance for entrance in entrances if entrance.act and not isinstance(entrance.place, Organization)]


def check_children(world: World, children: list[tuple[Any, Callable[[Person], bool]]], among: list[Person]) -> None:
    """visible_to of what hangs on a thing: rows with who sees them, by the rules in words."""
    for row, sees in children:
        rows = type(row).objects
        for person in among:  # loaded anew by the caller, once for all rows: the rights stay as they are
            assert rows.visible_to(person).filter(pk=row.pk).exists() == sees(person), (row, person)
        assert not rows.visible_to(Person()).exists(), row


def same_from_evidence(cast: Any, report: Report) -> None:
    """Any condition of a way, also of several parts and turned round, says the same of a report and, from evidence, of its report."""
    proof = files.keep(b"minh chung", media_type="text/plain", at=cast.noon)
    evidence = Evidence.objects.create(report=report, file=proof, name="a", added_by=cast.khanh, added_at=cast.noon)
    shapes = [
        Q(),
        Q(state="entered"),
        ~Q(state="entered"),
        Q(state="entered") | Q(state="submitted"),
        Q(state="entered") & Q(version=2),
        ~(Q(state="open") | Q(state="entered", version=1)),
        ~(Q(state="entered") & Q(version=2)),
    ]
    told, binh = [], cast.fresh("binh")
    for when in shapes:
        kind = Ways((Through("assignments.Assignment", ASSIGNMENT_WAYS, forward="assignment", when=when),))
        sees = Report.objects.filter(kind.of(binh), pk=report.pk).exists()
        told.append(sees)
        assert Evidence.objects.filter(kind.of(binh, "report__"), pk=evidence.pk).exists() is sees, when
        assert bool(kind.why(Report.objects.filter(pk=report.pk), binh)) is sees, when
    assert told == [True, True, False, True, False, False, True]
