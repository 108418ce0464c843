"""Chết giữa chừng. / Killed in the middle, then the same forms sent again (T-C1, T-C2).

Children of this process work in a world of their own (apart.py) with a real instance's settings. Seeds and counts are printed; the
control, without the defence, must fail.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from dondoc.server.assignments.models import Assignment
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Document
from dondoc.server.documents.tests.papers import reading
from dondoc.server.files import actions as files
from dondoc.server.files import store
from dondoc.server.files.models import StoredFile
from dondoc.server.journal import chain, keys, queries
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports import actions
from dondoc.server.reports.models import Evidence, Period, Report
from tests.endurance import apart
from tests.endurance.scene import ON_FILES, TASKS, Say, counts, keyed, once, person, prepare

pytestmark = ON_FILES


def ingesting(say: Say, cast: Any, turn: int) -> None:
    """Take documents in, one after the other, and say so of each once it is acknowledged."""
    chi, place = person(cast, "chi"), Organization.objects.get(pk=cast.province.pk)
    for number in range(1000):
        keyed(turn * 1000 + number, chi)
        data = f"văn bản {turn}-{number} ".encode() * 3000
        try:
            made = documents.take_in(place, main=documents.Upload("a.txt", data, reading()), by=chi, at=timezone.now())
        except keys.AlreadyDone:
            continue
        say(uid=str(made.uid), number=turn * 1000 + number)


def submitting(say: Say, cast: Any, turn: int) -> None:
    """Enter a month's reports with evidence and submit each; what an earlier child did under the same keys is done already."""
    khanh, hoa, period = person(cast, "khanh"), person(cast, "hoa"), Period.objects.get()
    for number, part in enumerate(Assignment.objects.order_by("pk")):
        data = f"minh chứng {number} ".encode() * 4000
        entry = actions.Entry(part, {"progress": "in_hand", "result": "Đã làm"}, 0, (actions.Upload("a.txt", data, "text/plain"),))
        keyed(number * 2 + 1, khanh)
        once(lambda entry=entry: actions.enter_all([entry], period=period, by=khanh, at=timezone.now()))  # type: ignore[misc]
        report = Report.objects.get(assignment=part, period=period)
        keyed(number * 2 + 2, hoa)
        if once(lambda report=report: actions.submit([report], by=hoa, at=timezone.now())):  # type: ignore[misc]
            say(uid=str(report.uid))


def looked_at(say: Say, acknowledged: list[str]) -> None:
    """What stands after a kill."""
    with connection.cursor() as cursor:
        whole = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    there = {str(uid) for uid in Document.objects.values_list("uid", flat=True)}
    there |= {str(uid) for uid in Report.objects.filter(state="submitted").values_list("uid", flat=True)}
    rows = set(StoredFile.objects.values_list("sha256", flat=True))
    verdict = chain.verify(queries.export_lines("x"))
    say(
        whole=whole,
        lost=sorted(set(acknowledged) - there),
        chain=verdict.ok,
        size=verdict.size,
        without_file=[one.sha256 for one in store.scrub(iter(sorted(rows)))],
        loose=len(loose(rows)),
        doubled=Report.objects.exclude(version=1).count()
        + Evidence.objects.count()
        - Report.objects.filter(evidence__isnull=False).count(),
        reports=Report.objects.count(),
    )


def loose(rows: set[str]) -> list[Path]:
    """Files of the store that no row names, and what a write left half."""
    found = [path for path in Path(settings.MEDIA_ROOT).glob("??/*") if path.is_file()]
    return [path for path in found if path.parent.name + path.name not in rows]


def swept(say: Say) -> None:
    by = Person.objects.get(kind="system")
    for prefix in range(4096):
        files.sweep(f"{prefix:03x}", before=float("inf"), by=by, at=timezone.now())
    say(left=len(loose(set(StoredFile.objects.values_list("sha256", flat=True)))))


@counts(5, 200)
@pytest.mark.parametrize("what", ["ingest", "submission"])
def test_killed_in_the_middle_nothing_acknowledged_is_lost(world: apart.World, built: Any, what: str, rounds: int, tmp_path: Path) -> None:
    """T-C1, T-C2."""
    draw, began = random.Random(f"{what}-2026"), time.process_time()
    acknowledged: list[str] = []
    kills = left = met = worlds = 0
    while kills < rounds:
        child = apart.start(world, ingesting if what == "ingest" else submitting, built, kills)
        time.sleep(draw.uniform(0.02, 0.5))
        said = child.kill()
        kills, met = kills + 1, met + bool(said)
        assert not [line for line in said if "failed" in line], said
        acknowledged += [line["uid"] for line in said]
        (told,) = apart.run(world, looked_at, acknowledged)
        assert (told["whole"], told["lost"], told["chain"], told["without_file"], told["doubled"]) == ("ok", [], True, [], 0), told
        left += told["loose"]
        if what == "submission" and told["reports"] == TASKS and len(acknowledged) >= TASKS - 2:
            apart.run(world, submitting, built, 0)  # the retry with the same keys: nothing doubled
            (told,) = apart.run(world, looked_at, acknowledged)
            assert (told["doubled"], told["reports"], told["lost"]) == (0, TASKS, [])
            worlds += 1
            world = apart.made(tmp_path / f"again{worlds}")
            apart.run(world, prepare, built)
            acknowledged = []
    (end,) = apart.run(world, swept)
    assert end["left"] == 0
    sys.stdout.write(
        f"\nT-C {what}: {kills} kills, {met} after something was acknowledged, 0 acknowledged lost, 0 rows without file, {left} files "
        f"without row before the sweeper, 0 after it, the chain verified each time, {time.process_time() - began:.1f} s CPU here\n"
    )


def careless(say: Say, cast: Any) -> None:
    """The control: acknowledged before the transaction ends."""
    chi, place = person(cast, "chi"), Organization.objects.get(pk=cast.province.pk)
    with transaction.atomic():
        made = documents.take_in(place, main=documents.Upload("a.txt", b"x" * 9000, reading()), by=chi, at=timezone.now())
        say(uid=str(made.uid))
        time.sleep(60)


def test_control_an_acknowledgement_before_the_end_of_the_act_is_lost(world: apart.World, built: Any) -> None:
    child = apart.start(world, careless, built)
    time.sleep(1.0)
    said = child.kill()
    (told,) = apart.run(world, looked_at, [line["uid"] for line in said])
    assert said
    assert told["lost"]
    assert told["loose"] == 1  # what the sweeper is for
