"""Gửi cùng lúc, quyết cùng lúc. / Sent at once, decided at once (T-X1, T-X2, T-X3).

Each defence has its control, the same without it, which must fail.
"""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.models import Assignment
from dondoc.server.journal import chain, queries
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Grant, Organization
from dondoc.server.reports import actions
from dondoc.server.reports.models import Evidence, Period, Report, Review
from tests.endurance import apart
from tests.endurance.scene import ON_FILES, TASKS, Say, counts, keyed, once, person, prepare

pytestmark = ON_FILES
FILES = (actions.Upload("a.txt", b"x" * 999, "text/plain"),)


def sending(say: Say, cast: Any, key: int) -> None:
    """One submission of a page with its key; `key` 0: a form without any."""
    khanh = person(cast, "khanh")
    part, period = Assignment.objects.order_by("pk").first(), Period.objects.get()
    assert part is not None
    if key:
        keyed(key, khanh)
    entry = actions.Entry(part, {"progress": "in_hand", "result": "Đã làm"}, None, FILES)
    say(done=once(lambda: actions.enter_all([entry], period=period, by=khanh, at=timezone.now())))


def stands(say: Say) -> None:
    say(reports=Report.objects.count(), evidence=Evidence.objects.count(), chain=chain.verify(queries.export_lines("x")).ok)


@counts(8, 50)
def test_the_same_submission_many_times_at_once_is_one(world: apart.World, built: Any, rounds: int) -> None:
    """T-X1: one row; without the key the evidence is there as often as it was sent."""
    said = apart.together(world, [(sending, built, 77)] * rounds)
    assert sum(line[0]["done"] for line in said) == 1, said
    (told,) = apart.run(world, stands)
    assert told == {"reports": 1, "evidence": 1, "chain": True}
    apart.run(world, sending, built, 77)  # after a lost answer
    assert apart.run(world, stands) == [told]
    apart.together(world, [(sending, built, 0)] * 3)
    (control,) = apart.run(world, stands)
    assert control["evidence"] == 4
    sys.stdout.write(f"\nT-X1: {rounds} at once and once after a lost answer, 1 row; control without key: 3 more\n")


def deciding(say: Say, cast: Any, who: str, verdict: str) -> None:
    report = Report.objects.order_by("-pk").first()
    assert report is not None
    try:
        actions.decide(report, verdict=verdict, reason="Thiếu số liệu", by=person(cast, who), at=timezone.now())
    except NotNow as late:
        say(won=False, state=late.state)
    else:
        say(won=True, state=verdict)


def sent(say: Say, cast: Any, number: int) -> None:
    """A fresh report, submitted."""
    part = Assignment.objects.order_by("pk")[number % TASKS]
    made = actions.enter(part, period=Period.objects.get(), progress="in_hand", result="x", by=person(cast, "khanh"), at=timezone.now())
    actions.submit([made], by=person(cast, "hoa"), at=timezone.now())


def back(say: Say, cast: Any) -> None:
    """Whatever was decided: what stands, then the period's reports out of the way, so that the next round has room."""
    report = Report.objects.order_by("-pk").first()
    assert report is not None
    decided = list(Review.objects.filter(report=report, decides=True).values_list("verdict", flat=True))
    say(decided=decided, state=report.state)


@counts(4, 500)
def test_two_deciders_two_verdicts_one_wins(world: apart.World, built: Any, rounds: int, tmp_path: Path) -> None:
    """T-X2 on SQLite. The control, without the look at the state under a lock, loses an update each time."""
    won = {"an": 0, "dung": 0}
    for number in range(rounds):
        if number and number % TASKS == 0:
            world = apart.made(tmp_path / f"w{number}")
            apart.run(world, prepare, built)
        apart.run(world, sent, built, number)
        said = apart.together(world, [(deciding, built, "an", "accept"), (deciding, built, "dung", "return")])
        lines = [line[0] for line in said]
        assert not [line for line in lines if "failed" in line], lines
        assert sum(line["won"] for line in lines) == 1, lines
        (told,) = apart.run(world, back, built)
        verdict = "accept" if lines[0]["won"] else "return"
        assert told == {"decided": [verdict], "state": {"accept": "accepted", "return": "returned"}[verdict]}
        loser = lines[1] if lines[0]["won"] else lines[0]
        assert loser["state"] == told["state"]  # the other sees what the winner decided
        won["an" if lines[0]["won"] else "dung"] += 1
    assert lost_without_the_lock(world, built)
    sys.stdout.write(f"\nT-X2: {rounds} rounds, one winner each ({won}), 0 lost; control without the lock: 1 of 1 lost\n")


def lost_without_the_lock(world: apart.World, cast: Any) -> bool:
    """Two who look first and write afterwards, the state looked at outside the transaction: the later overwrites the earlier."""
    looked, wrote = os.pipe(), os.pipe()

    def looking(say: Say, verdict: str, first: bool) -> None:
        report = Report.objects.order_by("-pk").first()
        assert report is not None
        before = report.state
        if first:
            os.read(looked[0], 1)  # the other has looked as well
            Report.objects.filter(pk=report.pk).update(state=verdict)
            os.write(wrote[1], b"x")
        else:
            os.write(looked[1], b"x")
            os.read(wrote[0], 1)
            Report.objects.filter(pk=report.pk).update(state=verdict)
        say(before=before, after=verdict)

    said = apart.together(world, [(looking, "returned", False), (looking, "accepted", True)])
    for end in (*looked, *wrote):
        os.close(end)
    return said[0][0]["before"] == said[1][0]["before"] and said[0][0]["after"] != said[1][0]["after"]


# --- decided while the ground moves --------------------------------------------------------------------------------------------------


def withdrawing(say: Say, cast: Any) -> None:
    found = Evidence.objects.order_by("-pk").first()
    assert found is not None
    try:
        actions.withdraw_evidence(found, by=person(cast, "khanh"), at=timezone.now())
    except (NotNow, ValidationError):
        say(done=False)
    else:
        say(done=True)


def handing_in(say: Say, cast: Any) -> None:
    report = Report.objects.order_by("-pk").first()
    assert report is not None
    try:
        actions.submit([report], by=person(cast, "hoa"), at=timezone.now())
    except (NotNow, ValidationError, PermissionDenied):
        say(done=False)
    else:
        say(done=True)


def entered(say: Say, cast: Any, number: int) -> None:
    part, khanh = Assignment.objects.order_by("pk")[number % TASKS], person(cast, "khanh")
    made = actions.enter(part, period=Period.objects.get(), progress="in_hand", result="x", by=khanh, at=timezone.now())
    data = hashlib.sha256(str(number).encode()).digest()
    actions.add_evidence(made, name="a.bin", data=data, media_type="application/octet-stream", by=khanh, at=timezone.now())


def revoking(say: Say, cast: Any) -> None:
    """The leader's role ends yesterday, as an administrator's act would end it."""
    post = cast.posts["an_post"].pk
    with transaction.atomic():
        Grant.objects.filter(post=post).update(until=timezone.localdate() - timedelta(days=1))
    say(done=True)


def given_back(say: Say, cast: Any) -> None:
    Grant.objects.filter(post=cast.posts["an_post"].pk).update(until=None)


def accepting(say: Say, cast: Any) -> None:
    report = Report.objects.order_by("-pk").first()
    assert report is not None
    try:
        actions.decide(report, verdict="accept", by=person(cast, "an"), at=timezone.now())
    except (NotNow, PermissionDenied):
        say(done=False)
    else:
        say(done=True)


def moving(say: Say, cast: Any, number: int) -> None:
    """The commune to and fro under the office and the province, while its report is handed in."""
    place = Organization.objects.get(pk=cast.commune.pk)
    parent = Organization.objects.get(pk=(cast.office if place.parent_id == cast.province.pk else cast.province).pk)
    organizations.move(place, parent=parent, on=timezone.localdate(), by=person(cast, "founder"), at=timezone.now())
    say(done=True)


def illegal(say: Say) -> None:
    """What must never stand, by the order of the journal, since a clock read before a lock tells none.

    Evidence taken out of a report after it was submitted; a decision without a journal entry; two decisions; a path that does not follow
    the parents.
    """
    with connection.cursor() as cursor:
        asked = {
            "withdrawn_later": "SELECT COUNT(*) FROM reports_evidence e JOIN reports_report r ON r.id = e.report_id "
            "WHERE e.withdrawn_at IS NOT NULL AND r.state NOT IN ('open', 'entered') AND NOT EXISTS (SELECT 1 FROM journal_entry w, "
            "journal_entry s WHERE w.object_id = e.uid AND w.action = 'evidence.withdraw' AND s.object_id = r.uid "
            "AND s.action = 'report.submit' AND w.seq < s.seq)",
            "undecided": "SELECT COUNT(*) FROM reports_report r WHERE r.state IN ('accepted', 'returned') AND (SELECT COUNT(*) FROM "
            "reports_review v WHERE v.report_id = r.id AND v.decides) <> 1",
            "unwritten": "SELECT COUNT(*) FROM reports_review v WHERE v.decides AND NOT EXISTS "
            "(SELECT 1 FROM journal_entry j WHERE j.object_id = v.uid)",
            "paths": "SELECT COUNT(*) FROM organizations_organization o JOIN organizations_organization p ON p.id = o.parent_id "
            "WHERE o.path <> p.path || o.id || '/'",
        }
        say(**{name: cursor.execute(sql).fetchone()[0] for name, sql in asked.items()}, chain=chain.verify(queries.export_lines("x")).ok)


LEGAL = {"withdrawn_later": 0, "undecided": 0, "unwritten": 0, "paths": 0, "chain": True}


@counts(3, 500)
@pytest.mark.parametrize("what", ["evidence", "role", "move"])
def test_decided_while_the_ground_moves_nothing_illegal_stands(
    world: apart.World, built: Any, what: str, rounds: int, tmp_path: Path
) -> None:
    """T-X3."""
    both = 0
    for number in range(rounds):
        if number and number % TASKS == 0:
            (told,) = apart.run(world, illegal)
            assert told == LEGAL, told
            world = apart.made(tmp_path / f"{what}{number}")
            apart.run(world, prepare, built)
        apart.run(world, entered if what != "role" else sent, built, number)
        pairs: dict[str, list[tuple[Any, ...]]] = {
            "evidence": [(handing_in, built), (withdrawing, built)],
            "role": [(accepting, built), (revoking, built)],
            "move": [(handing_in, built), (moving, built, number)],
        }
        lines = [line[0] for line in apart.together(world, pairs[what])]
        assert not [line for line in lines if "failed" in line], lines
        both += lines[0]["done"] and lines[1]["done"]
        if what == "role":
            apart.run(world, given_back, built)
    (told,) = apart.run(world, illegal)
    assert told == LEGAL, told
    sys.stdout.write(f"\nT-X3 {what}: {rounds} rounds, both took effect in {both}, 0 illegal states\n")


def spoiled(say: Say, cast: Any) -> None:
    """The control: evidence taken out past the act, after submission."""
    report = Report.objects.order_by("-pk").first()
    assert report is not None
    actions.submit([report], by=person(cast, "hoa"), at=timezone.now())
    Evidence.objects.filter(report=report).update(withdrawn_at=timezone.now() + timedelta(seconds=5))


def test_control_the_count_of_illegal_states_can_count(world: apart.World, built: Any) -> None:
    apart.run(world, entered, built, 0)
    apart.run(world, spoiled, built)
    (told,) = apart.run(world, illegal)
    assert told["withdrawn_later"] == 1
