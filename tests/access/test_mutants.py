"""T-A6: mã quyền bị làm hỏng phải bị phát hiện. / Every mutant of `rights.seeing` is found by the comparisons, or explained.

`survivors.toml` holds the explanations, each with the reason why the change can be seen by nobody.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dondoc.server.assignments.models import Party, Role
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.reports.models import Report
from dondoc.server.rights import seeing
from tests.access import checks
from tests.access.mutants import Mutant, living, mutants
from tests.access.naive import World
from tests.access.test_naive import SEED, everything, shuffle

SURVIVORS = tomllib.loads(Path(__file__).with_name("survivors.toml").read_text("utf-8"))


def _found(mutant: Mutant, module: ModuleType, looks: list[Callable[[], None]]) -> bool:
    with living(mutant, module):
        for look in looks:
            try:
                with transaction.atomic():
                    look()
                    transaction.set_rollback(True)
            except Exception:
                return True
    return False


def _survivors(module: ModuleType, looks: list[Callable[[], None]]) -> tuple[int, set[str]]:
    every = list(mutants(module))
    return len(every), {mutant.name for mutant in every if not _found(mutant, module, looks)}


@pytest.mark.endurance
def test_every_mutant_is_found_or_explained(cast: Any, work: dict[str, Any]) -> None:  # noqa: F811
    shuffle(cast, random.Random(SEED))
    looks = [*everything(cast, work), _submitted(cast, work), _with_parties(cast, work)]
    for look in looks:
        with transaction.atomic():
            look()  # the code as it is passes
            transaction.set_rollback(True)
    tried, alive = _survivors(seeing, looks)
    assert alive - SURVIVORS.keys() == set(), f"{tried} mutants, {len(alive)} alive"
    assert SURVIVORS.keys() - alive == set(), "explained, but found: take it out of survivors.toml"


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


def _submitted(cast: Any, work: dict[str, Any]) -> Callable[[], None]:  # noqa: F811
    """The same report once submitted: then those who follow the work see it too, and nobody else."""

    def look() -> None:
        told = {"state": "submitted", "submitted_by": cast.hoa, "submitted_at": cast.noon}
        Report.objects.filter(pk=work["bao-cao"].pk).update(**told)
        checks.check_sight(World(timezone.localdate(cast.noon)), {"bao-cao": work["bao-cao"]})

    return look


def test_a_mutant_that_opens_submitted_reports_to_all_is_found(cast: Any, work: dict[str, Any]) -> None:  # noqa: F811
    """The short form: one mutant, the worst there could be, is found and leaves nothing behind."""
    wide = next(m for m in mutants(seeing) if m.name.startswith("Through.of: drop keyword") and "self.forward" in m.name)
    assert _found(wide, seeing, [_submitted(cast, work)])
    _submitted(cast, work)()
