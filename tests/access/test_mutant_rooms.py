"""T-A6, các phòng. / Each way to a thing and each `visible_to` of the rooms, broken in turn, is found.

`seeing` says how ways work; which ways lead to a document, an order, a piece of work and a report is data of the rooms, and what hangs
on a thing follows it by a `visible_to` of its own. Here all parts of one order lie in different bodies, with somebody at each for every
distinct set of the acts of sight, and somebody named alone for each name: so that no way hides behind another.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dondoc.server.assignments.models import ORDER_WAYS, Assignment, Order, Party, Role
from dondoc.server.assignments.models import changes as changes_room
from dondoc.server.assignments.models import criteria as criteria_room
from dondoc.server.assignments.models import parties as parties_room
from dondoc.server.assignments.models import work as work_room
from dondoc.server.assignments.models.work import ASSIGNMENT_WAYS
from dondoc.server.documents import models as documents_room
from dondoc.server.documents.models import DOCUMENT_WAYS, Distribution, Document, Minute
from dondoc.server.files import actions as files
from dondoc.server.obligations import models as obligations_room
from dondoc.server.obligations.models import Obligation
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.reports.models import Evidence, Question, Reply, Report, Review, UnitReport
from dondoc.server.reports.models import reporting as reports_room
from dondoc.server.reports.models.reporting import REPORT_WAYS
from tests.access import checks
from tests.access.mutants import living, mutants, other_ways, ways
from tests.access.naive import World
from tests.access.test_mutants import SURVIVORS
from tests.access.world import seat

SIGHT = ("document.see", "order.see", "assignment.see", "report.see")
KINDS = {"DOCUMENT": DOCUMENT_WAYS, "ORDER": ORDER_WAYS, "ASSIGNMENT": ASSIGNMENT_WAYS, "REPORT": REPORT_WAYS}
ROOMS = (documents_room, work_room, changes_room, criteria_room, parties_room, obligations_room, reports_room)
#: Rows of these follow no thing and are asked elsewhere, each by its own page's test.
APART = ("PeriodQuerySet", "SavedFilterQuerySet")
Fault = tuple[str, Callable[[], AbstractContextManager[None]]]


def scattered(cast: Any, work: dict[str, Any]) -> list[Person]:  # noqa: F811
    """The parts of one order in different bodies; the people who may see by one thing alone."""
    named = [seat(f"Chỉ có tên {number}", cast.foreign_commune) for number in range(5)]
    Document.objects.filter(pk=work["van-ban"].pk).update(organization=cast.inspection, taken_in_by=named[0])
    Order.objects.filter(pk=work["lenh"].pk).update(organization=cast.office, authority=cast.headless, drafted_by=named[1])
    Assignment.objects.filter(pk=work["nhiem-vu"].pk).update(doer=named[2], head=named[3])
    Party.objects.create(order=work["lenh"], role=Role.OVERSEES, person=named[4])
    Party.objects.create(order=work["lenh"], role=Role.INFORMED, organization=cast.cell, told_at=cast.noon)
    Party.objects.create(order=work["lenh"], role=Role.INFORMED, organization=cast.foreign_province)
    sets: dict[frozenset[str], str] = {}
    for key, role in sorted(access.roles().items()):
        sets.setdefault(role.acts & set(SIGHT), key)
    places = (cast.inspection, cast.office, cast.headless, cast.commune, cast.cell, cast.other_commune, cast.foreign_province)
    return named + [seat(f"{role} {place.pk}", place, role) for place in places for acts, role in sets.items() if acts]


def hanging(cast: Any, work: dict[str, Any]) -> list[tuple[Any, Callable[[World], Callable[[Person], bool]]]]:  # noqa: F811
    """A row of what hangs on each thing, with who sees it in words."""
    part, report, order, paper = (work[name] for name in ("nhiem-vu", "bao-cao", "lenh", "van-ban"))
    day, proof = timezone.localdate(cast.noon), files.keep(b"minh chung", media_type="text/plain", at=cast.noon)

    def of(kind: str, thing: Any) -> Callable[[World], Callable[[Person], bool]]:
        model = type(thing)
        return lambda world: partial(_sees, world, kind, model.objects.get(pk=thing.pk))

    asked = changes_room.Extension.objects.create(
        assignment=part, reason="Chờ", asked_by=cast.hoa, asked_at=cast.noon, deadline_before=day, asked_to=day.replace(year=day.year + 1)
    )
    moved = changes_room.DeadlineChange.objects.create(assignment=part, cause="calendar", by=cast.an, at=cast.noon, steps=[])
    here = Distribution.objects.get(organization=cast.other_commune)
    clause = paper.clauses.first()
    disposed = documents_room.Disposition.objects.create(clause=clause, kind="no_action", reason="Để biết", by=cast.binh, at=cast.noon)
    printed = UnitReport.objects.create(organization=cast.commune, period=report.period, file=proof, made_by=cast.khanh, made_at=cast.noon)
    rows: list[tuple[Any, Callable[[World], Callable[[Person], bool]]]] = [
        (Evidence.objects.create(report=report, file=proof, name="a", added_by=cast.khanh, added_at=cast.noon), of("report", report)),
        (Review.objects.create(report=report, decides=False, verdict="accept", by=cast.binh, at=cast.noon), of("report", report)),
        (Question.objects.create(assignment=part, by_unit=True, words="?", by=cast.hoa, at=cast.noon), of("assignment", part)),
        (asked, of("assignment", part)),
        (moved, of("assignment", part)),
        (Obligation.objects.create(assignment=part, key="2026-11", first=day, last=day, due_on=day), of("assignment", part)),
        (order.parties.first(), of("order", order)),
        (clause, of("document", paper)),
        (disposed, of("document", paper)),
        (documents_room.Citation.objects.create(document=paper, start=0, end=3), of("document", paper)),
        (Reply.objects.create(report=report, words="Đã nhận", by=cast.binh, at=cast.noon), of("report", report)),
        (obligations_room.Series.objects.create(order=order, since=day, by=cast.an, at=cast.noon), of("order", order)),
        (order.criteria_versions.create(number=99, rows=[], since=day, reason="Rõ hơn", by=cast.an, at=cast.noon), of("order", order)),
        (paper.proposals.first(), of("document", paper)),
        (order.submission or work_room.Submission.objects.get(), lambda world: partial(_sees_submission, world)),
        (Minute.objects.get(), lambda world: partial(_sees_minute, world)),
        (here, lambda world: partial(_sees_receipt, world, Distribution.objects.get(pk=here.pk))),
        (printed, lambda world: lambda person: world.holds(person, "report.see", cast.commune)),
    ]
    return rows


def _sees(world: World, kind: str, thing: Any, person: Person) -> bool:
    return bool(getattr(world, f"sees_{kind}")(person, thing))


def _sees_submission(world: World, person: Person) -> bool:
    sent = work_room.Submission.objects.get()
    here = world.holds(person, "order.see", sent.organization_id) or world.holds(person, "order.see", sent.post.organization_id)
    return here or sent.submitted_by_id == person.pk


def _sees_minute(world: World, person: Person) -> bool:
    said = Minute.objects.select_related("document").get()
    here = said.document is not None and world.holds(person, "document.see", said.document.organization_id)
    return here or person.pk in (said.leader_id, said.typed_by_id)


def _sees_receipt(world: World, sent: Distribution, person: Person) -> bool:
    places = (sent.document.organization_id, sent.organization_id)
    return any(world.holds(person, "document.see", place) for place in places)


def looks(cast: Any, work: dict[str, Any], every: int = 1) -> Iterator[None]:  # noqa: F811
    """Everybody (or every so many) and everything once, the report as entered and as submitted; step by step, quick ones first."""
    among, rows = scattered(cast, work)[::every], hanging(cast, work)[::every]
    among = [Person.objects.get(pk=person.pk) for person in [*among, cast.an, cast.nam, cast.binh]]
    for state in ("entered", "submitted"):
        if state == "submitted":
            told = {"state": state, "submitted_by": cast.hoa, "submitted_at": cast.noon}
            Report.objects.filter(pk=work["bao-cao"].pk).update(**told)
        world = World(timezone.localdate(cast.noon))
        for name in ("bao-cao", "van-ban", "lenh", "nhiem-vu") if state == "entered" else ("bao-cao",):
            yield checks.check_sight(world, {name: work[name]}, among)
        for row, sees in rows:
            if state == "entered" or isinstance(row, (Evidence, Review, Reply)):
                yield checks.check_children(world, [(row, sees(world))], among)


def faults() -> Iterator[Fault]:
    """Every way left out or widened; every `visible_to` broken at each place."""
    for name, kind in KINDS.items():
        for told, changed in other_ways(kind):
            yield f"{name}: {told}", partial(ways, kind, changed)
    for module in ROOMS:
        for mutant in mutants(module):
            if mutant.function.endswith(".visible_to") and not mutant.function.startswith(APART):
                yield mutant.name, partial(living, mutant, module)


def found(fault: Fault, cast: Any, work: dict[str, Any]) -> bool:  # noqa: F811
    """Whether the look fails while the fault lives."""
    with fault[1]():
        try:
            with transaction.atomic():
                list(looks(cast, work))
                transaction.set_rollback(True)
        except (Exception, pytest.fail.Exception):
            return True
    return False


def test_a_way_left_out_or_widened_is_found(cast: Any, work: dict[str, Any]) -> None:  # noqa: F811
    """The short form: the code as it is passes; reports before submission opened to all who follow the work are found."""
    with transaction.atomic():
        list(looks(cast, work, every=4))
        transaction.set_rollback(True)
    worst = next(fault for fault in faults() if fault[0].startswith("REPORT: no condition"))
    assert found(worst, cast, work)


@pytest.mark.endurance
def test_every_fault_of_the_rooms_is_found_or_explained(cast: Any, work: dict[str, Any]) -> None:  # noqa: F811
    began, every = time.process_time(), list(faults())
    alive = {fault[0] for fault in every if not found(fault, cast, work)}
    told = f"{len(every)} faults, {len(every) - len(alive)} found, {len(alive)} alive"
    sys.stdout.write(f"rooms: {told}, {time.process_time() - began:.0f} s CPU\n")
    sys.stdout.writelines(f"  alive: {name}\n" for name in sorted(alive))
    assert len(every) > 60
    assert alive == set(SURVIVORS.get("rooms", {})), told


def test_a_condition_is_asked_of_the_thing_a_way_leads_to(cast: Any, work: dict[str, Any]) -> None:  # noqa: F811
    checks.same_from_evidence(cast, work["bao-cao"])
