"""T-A6: mã quyền bị làm hỏng phải bị phát hiện. / Every mutant of the access code is found by the comparisons, or explained.

`survivors.toml` holds the explanations, each with the reason why the change can be seen by nobody.
"""

from __future__ import annotations

import random
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from dondoc.server.assignments.models import Assignment, Party, Role
from dondoc.server.documents.models import Document
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Grant, Person
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.reports.models import Report
from dondoc.server.rights import seeing
from dondoc.server.site.roles import ACTS, ROLES
from tests.access import checks
from tests.access.mutants import Mutant, living, mutants
from tests.access.naive import World
from tests.access.test_naive import LONG_AGO, SEED, edges, everything, shuffle
from tests.access.test_trees import compare
from tests.access.world import seat

SURVIVORS = tomllib.loads(Path(__file__).with_name("survivors.toml").read_text("utf-8"))


def _found(mutant: Mutant, module: ModuleType, looks: list[Callable[[], None]]) -> bool:
    with living(mutant, module):
        for look in looks:
            try:
                with transaction.atomic():
                    look()
                    transaction.set_rollback(True)
            except (Exception, pytest.fail.Exception):
                return True
    return False


def _survivors(module: ModuleType, looks: list[Callable[[], None]]) -> tuple[int, set[str]]:
    every = list(mutants(module))
    return len(every), {mutant.name for mutant in every if not _found(mutant, module, looks)}


@pytest.mark.endurance
@pytest.mark.parametrize("module", [seeing, access], ids=lambda module: module.__name__)
def test_every_mutant_is_found_or_explained(cast: Any, work: dict[str, Any], module: ModuleType) -> None:  # noqa: F811
    began = time.process_time()
    shuffle(cast, random.Random(SEED))
    compared = everything(cast, work)
    looks = (
        [*compared, _submitted(cast, work), _with_parties(cast, work), _by_name(cast, work), _from_evidence(cast, work)]
        if module is seeing
        else [*_doors(cast), *compared[:4]]
    )
    for look in looks:
        with transaction.atomic():
            look()  # the code as it is passes
            transaction.set_rollback(True)
    explained = SURVIVORS.get(module.__name__.rsplit(".", 1)[-1], {})
    tried, alive = _survivors(module, looks)
    told = f"{tried} mutants, {tried - len(alive)} found, {len(alive)} alive"
    sys.stdout.write(f"{module.__name__}: {told}, {time.process_time() - began:.0f} s CPU\n")
    sys.stdout.writelines(f"  alive: {name}\n" for name in sorted(alive))
    assert alive - explained.keys() == set(), told
    assert explained.keys() - alive == set(), "explained, but found: take it out of survivors.toml"


def _with_parties(cast: Any, work: dict[str, Any]) -> Callable[[], None]:  # noqa: F811
    """A stranger put in charge sees the order and its parts; a body for information the order alone, once it was told."""

    def look() -> None:
        Party.objects.create(order=work["lenh"], role=Role.OVERSEES, person=cast.xuan)
        informed = Party.objects.create(order=work["lenh"], role=Role.INFORMED, organization=cast.cell)
        world, seen = World(timezone.localdate(cast.noon)), {name: work[name] for name in ("lenh", "nhiem-vu")}
        checks.check_sight(world, seen)
        Party.objects.filter(pk=informed.pk).update(told_at=cast.noon)
        checks.check_sight(world, seen)

    return look


def _by_name(cast: Any, work: dict[str, Any]) -> Callable[[], None]:  # noqa: F811
    """Whoever is named and holds nothing there at all: by name alone, told so to the person and to who asks."""

    def look() -> None:
        alone = seat("Không giữ quyền gì", cast.foreign_commune)
        Document.objects.filter(pk=work["van-ban"].pk).update(taken_in_by=alone)
        Assignment.objects.filter(pk=work["nhiem-vu"].pk).update(doer=alone)
        seen = {name: work[name] for name in ("van-ban", "nhiem-vu")}
        checks.check_sight(World(timezone.localdate(cast.noon)), seen)

    return look


def _from_evidence(cast: Any, work: dict[str, Any]) -> Callable[[], None]:  # noqa: F811
    """The same from what hangs on a report, whatever the condition of the way."""
    return lambda: checks.same_from_evidence(cast, work["bao-cao"])


def _doors(cast: Any) -> list[Callable[[], None]]:
    """What the comparisons do not ask: the tables of roles and acts, who needs a second factor, what a refusal says."""

    def tables() -> None:
        assert access.roles().keys() == ROLES.keys()
        assert access.acts().keys() == ACTS.keys()
        kept = dict(access._roles), dict(access._acts)
        try:
            with pytest.raises(LookupError, match=r"no room has: nothing\.known"):
                access.register({"odd": access.Role("Lạ", frozenset({"nothing.known"}))}, ACTS)
            access.register({"one": access.Role("Một", frozenset({"document.see"}))}, {"document.see": "Xem"})
            assert (set(access.roles()), set(access.acts())) == ({"one"}, {"document.see"})
        finally:
            for table, rows in zip((access._roles, access._acts), kept, strict=True):
                table.clear()
                table.update(rows)  # type: ignore[attr-defined]

    def factors() -> None:
        for one in Person.objects.all():
            held = {grant.role for grant in Grant.objects.all() if World(timezone.localdate(cast.noon)).holder(one, grant)}
            wanted = any(access.roles()[role].second_factor for role in held if role in access.roles())
            assert access.needs_second_factor(Person.objects.get(pk=one.pk)) is wanted, one

    def words() -> None:
        with pytest.raises(PermissionDenied, match="chưa được giao quyền “Giao và thu quyền”"):
            access.require_reach(cast.fresh("khanh"), "grant.manage", cast.commune, "both")
        with pytest.raises(PermissionDenied, match=r"Khánh chưa được giao quyền “Giao và thu quyền” tại Đảng ủy xã An Bình\."):
            access.require(cast.fresh("khanh"), "grant.manage", cast.commune)
        with pytest.raises(PermissionDenied, match="không phủ hết phạm vi"):
            access.require_reach(cast.fresh("khanh"), "report.see", cast.commune, "below")

    def once() -> None:
        person = cast.fresh("an")
        assert access.rights(person) is access.rights(person)  # kept for the life of the object

    return [tables, factors, words, once, _below(cast), _bounds(cast), _trees]


def _below(cast: Any) -> Callable[[], None]:
    """Somebody whose right holds below a body and not there."""

    def look() -> None:
        one = seat("Chỉ ở dưới", cast.province)
        Grant.objects.create(post=one.terms.get().post, role="administrator", organization=cast.commune, reach="below", since=LONG_AGO)
        one = Person.objects.get(pk=one.pk)
        access.require_reach(one, "grant.manage", cast.commune, "below")
        access.require_reach(one, "grant.manage", cast.cell, "both")
        for reach in ("own", "both"):
            with pytest.raises(PermissionDenied):
                access.require_reach(one, "grant.manage", cast.commune, reach)

    return look


def _bounds(cast: Any) -> Callable[[], None]:
    """The somebodies of `edges`, from both sides, without the others: quick, since every mutant meets it."""

    def look() -> None:
        edges(cast)
        world, act = World(timezone.localdate(cast.noon)), "document.see"
        made = [person for person in world.persons if person.folded == "nguoi"]
        for place in (cast.commune, cast.cell):
            told = {person.pk for person in made if world.holds(person, act, place)}
            fresh = [Person.objects.get(pk=person.pk) for person in made]
            assert {person.pk for person in fresh if access.allowed(person, act, place)} == told
            assert {person.pk for person in fresh if access.grounds(person, act, place)} == told
            assert {person.pk for person in fresh if access.serves(person)} == {person.pk for person in made if world.serves(person)}
            for found in (access.holders(act, place), access.holders_by(act, [place])[place.pk]):
                assert {person.pk for person in found if person.folded == "nguoi"} == told
            assert set(access.posts_with(act, place).values_list("pk", flat=True)) == world.posts(act, place)

    return look


def _trees() -> None:
    """Trees of any shape, as in `test_trees`."""
    dice = random.Random(SEED)
    for _ in range(12):
        with transaction.atomic():
            compare(dice)
            transaction.set_rollback(True)


def _submitted(cast: Any, work: dict[str, Any]) -> Callable[[], None]:  # noqa: F811
    """The same report once submitted: then those who follow the work see it too, and nobody else."""

    def look() -> None:
        told = {"state": "submitted", "submitted_by": cast.hoa, "submitted_at": cast.noon}
        Report.objects.filter(pk=work["bao-cao"].pk).update(**told)
        checks.check_sight(World(timezone.localdate(cast.noon)), {"bao-cao": work["bao-cao"]})

    return look


def test_a_mutant_that_opens_submitted_reports_to_all_is_found(cast: Any, work: dict[str, Any]) -> None:  # noqa: F811
    """The short form: one mutant, the worst there could be, is found and leaves nothing behind."""
    wide = next(m for m in mutants(seeing) if m.name.startswith("Through.of: flip in «_through("))
    assert _found(wide, seeing, [_submitted(cast, work)])
    _submitted(cast, work)()
