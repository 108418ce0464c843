"""Đồng hồ bị vặn lùi, vặn tới khi đang làm việc. / The clock set back a day, forward a day, back ten minutes, under load (T-T1)."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.custody import jobs
from dondoc.server.custody.actions import tell_clock_set
from dondoc.server.journal import chain, queries
from dondoc.server.journal.models import Entry
from dondoc.server.notices.models import Notice
from dondoc.server.reports import actions
from dondoc.server.reports.models import Period, Report
from dondoc.server.reports.queries import outcomes
from dondoc.server.reports.tests.conftest import give, month
from tests.endurance import apart
from tests.endurance.scene import ON_FILES, TASKS, Say, counts, person, prepare

#: How the clock is set, and back again.
STEPS = {"a day back": timedelta(days=-1), "a day forward": timedelta(days=1), "ten minutes back": timedelta(minutes=-10)}


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.delete(jobs.KEY)


def looked(cast: Any, wall: datetime, counted: float, start: str = "one") -> int:
    """What a look of the clock says: 1 when it was set."""
    return jobs.look(wall, counted=counted, start=start, by=cast.fresh("founder"))


@pytest.mark.django_db
def test_a_clock_that_was_set_is_told_once(cast: Any) -> None:
    """By the count since the start, both ways; a clock that is led slowly, or a machine started anew, tells nothing."""
    wall, counted = cast.noon, 1000.0
    for minute in range(60):
        assert looked(cast, wall + timedelta(seconds=60.5 * minute), counted + 60 * minute) == 0  # half a second a minute is led
    assert looked(cast, wall + timedelta(hours=2), 5.0, "another start") == 0
    now = wall + timedelta(hours=2)
    for number, step in enumerate(STEPS.values(), start=1):
        now += step
        assert looked(cast, now, 5.0 + number, "another start") == 1
        assert looked(cast, now, 5.0 + number, "another start") == 0
    said = Entry.objects.filter(action="clock.set").order_by("seq")
    assert [queries.acts([entry])[0].payload for entry in said] == [{"seconds": seconds} for seconds in (-86401, 86399, -601)]
    assert set(Notice.objects.filter(key__startswith="clock.").values_list("key", flat=True)) == {"clock.back", "clock.forward"}
    assert set(Notice.objects.filter(key__startswith="clock.").values_list("person", flat=True)) == {cast.oanh.pk}
    with pytest.raises(PermissionDenied):
        tell_clock_set(-600, by=cast.phuc, at=now)


@pytest.mark.django_db
def test_a_clock_set_back_while_the_machine_was_off_is_told_by_the_entries(cast: Any) -> None:
    """The control: without the entries that lie ahead, nothing tells it after a start."""
    newest = Entry.objects.order_by("-seq").first()
    assert newest is not None
    assert looked(cast, newest.at + timedelta(seconds=1), 9.0, "first start") == 0
    assert looked(cast, newest.at - timedelta(minutes=10), 1.0, "next start") == 1
    assert looked(cast, newest.at - timedelta(minutes=9), 61.0, "next start") == 0  # once
    assert looked(cast, newest.at + timedelta(minutes=9), 1.0, "third start") == 0  # the control: forward over a start is not seen


def working(say: Say, cast: Any, number: int, drift: float) -> None:
    """A piece of the month's work by a machine whose clock stands so many seconds elsewhere."""
    with time_machine.travel(cast.noon + timedelta(seconds=drift)):
        part, period = Assignment.objects.order_by("pk")[number % TASKS], Period.objects.get()
        made = actions.enter(part, period=period, progress="done", result="Xong", by=person(cast, "khanh"), at=timezone.now())
        with time_machine.travel(cast.noon + timedelta(seconds=drift - 600)):
            actions.submit([made], by=person(cast, "hoa"), at=timezone.now())
        say(uid=str(made.uid))


def told(say: Say, cast: Any) -> None:
    seqs = list(Entry.objects.order_by("seq").values_list("seq", "at", "action", "object_id"))
    verdict = chain.verify(queries.export_lines("x"))
    order = {(action, str(thing)): seq for seq, _at, action, thing in seqs}
    reports = [str(uid) for uid in Report.objects.filter(state="submitted").values_list("uid", flat=True)]
    back = sum(later[1] < earlier[1] for earlier, later in pairwise(seqs))
    say(
        chain=verdict.ok,
        gapless=[seq for seq, *_ in seqs] == list(range(1, len(seqs) + 1)),
        ordered=all(order["report.enter", uid] < order["report.submit", uid] for uid in reports),
        reports=len(reports),
        back=back,
    )


def alarmed(say: Say, cast: Any) -> None:
    cache.delete(jobs.KEY)
    say(told=jobs.look(cast.noon, counted=1.0, start="one", by=person(cast, "founder")))


@ON_FILES
@counts(1, 25)
def test_under_load_the_order_is_kept_and_the_clock_is_told(world: apart.World, built: Any, rounds: int, tmp_path: Any) -> None:
    """Six at once, each by a clock of its own; each submits ten minutes before it entered. Control: by the times the order is lost."""
    drifts, back, done = [0.0, *(step.total_seconds() for step in STEPS.values())], 0, 0
    for turn in range(rounds):
        home = world if turn == 0 else apart.made(tmp_path / f"w{turn}")
        if turn:
            apart.run(home, prepare, built)
        lines = apart.together(home, [(working, built, number, drifts[(number + turn) % 4]) for number in range(6)])
        assert all("uid" in line for said in lines for line in said), lines
        (found,) = apart.run(home, told, built)
        assert (found["chain"], found["gapless"], found["ordered"], found["reports"]) == (True, True, True, 6), found
        assert apart.run(home, alarmed, built) == [{"told": 1}]
        back, done = back + found["back"], done + 6
    assert back >= done  # the control: ordered by the clock, every submission would stand before its entering
    sys.stdout.write(
        f"\nT-T1: {done} submissions under 4 clocks at once, order of the journal kept, {back} times go back, {rounds} alarms\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", STEPS)
def test_no_deadline_changes_its_verdict(cast: Any, name: str) -> None:
    """What was late, in time, or open stays so: its day, its verdict and the counts of any later day are as before the clock was set."""
    day = timezone.localdate(cast.noon)
    for number, deadline in enumerate((-9, 3, 40)):
        give(cast, f"Việc {number}", cast.commune, deadline_on=day + timedelta(days=max(deadline, 1)))
        if deadline < 0:
            Assignment.objects.filter(order__task=f"Việc {number}").update(deadline_on=day + timedelta(days=deadline))
    period, parts = month(cast, "2026-11", day - timedelta(days=3)), list(Assignment.objects.order_by("pk"))
    for part in parts[:2]:
        made = actions.enter(part, period=period, progress="done", result="Xong", by=cast.khanh, at=cast.noon)
        actions.submit([made], by=cast.hoa, at=cast.noon)
        actions.decide(made, verdict="accept", completes=True, by=cast.an, at=cast.noon)
    kept = list(Assignment.objects.order_by("pk").values())
    days = [day + timedelta(days=more) for more in (0, 2, 60)]
    before = [outcomes(Assignment.objects.all(), on) for on in days]
    with time_machine.travel(cast.noon + STEPS[name]):
        at = timezone.now()
        assert looked(cast, at, 1.0) in (0, 1)
        other = give(cast, "Việc trong lúc đồng hồ sai", cast.other_commune)
        asked = assignments.ask_extension(
            other.assignments.get(), until=day + timedelta(days=50), reason="Chờ số liệu", so_far="Đã làm một nửa", by=cast.lan, at=at
        )
        assert asked.pk
    assert list(Assignment.objects.filter(pk__in=[part.pk for part in parts]).order_by("pk").values()) == kept
    mine = Assignment.objects.filter(pk__in=[part.pk for part in parts])
    assert [outcomes(mine, on) for on in days] == before
    assert len({str(found) for found in before}) > 1  # the control: the count can tell days apart
