"""Tệp bị sửa, bị đổi, bị mất; đĩa đầy. / Stored files changed, swapped, gone (T-L5); a disk that fills at every write (T-C8)."""

from __future__ import annotations

import hashlib
import random
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from dondoc.server.documents import actions as documents
from dondoc.server.documents.tests.papers import reading
from dondoc.server.files import actions, jobs, store
from dondoc.server.journal.models import Entry
from dondoc.server.notices.models import Notice
from dondoc.server.organizations.models import Organization
from tests.endurance import apart
from tests.endurance.scene import ON_FILES, Say, counts, person
from tests.endurance.test_crashes import looked_at, submitting

SEED = 2026
DAMAGES = ("flip", "cut", "grow", "swap", "remove")


def damage(paths: list[Path], how: str, draw: random.Random) -> set[str]:
    """Harm one file, or two by swapping; the hashes that are no longer true."""
    path = paths.pop()
    data = path.read_bytes()
    path.chmod(0o600)
    if how == "flip":
        place = draw.randrange(len(data))
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << draw.randrange(8)]) + data[place + 1 :])
    elif how == "cut":
        path.write_bytes(data[: draw.randrange(len(data))])
    elif how == "grow":
        path.write_bytes(data + b"\0")
    elif how == "remove":
        path.unlink()
    else:
        other = paths.pop()
        other.chmod(0o600)
        path.write_bytes(other.read_bytes())
        other.write_bytes(data)
        return {store.hash_of(path), store.hash_of(other)}
    return {store.hash_of(path)}


@counts(60, 1000)
def test_every_damage_of_the_store_is_found(rounds: int, settings: Any) -> None:
    """T-L5: all are found, nothing whole is named; the control: a store without damage names nothing."""
    draw = random.Random(SEED)
    hashes = [store.put(draw.randbytes(draw.randint(1, 4000))) for _ in range(rounds * 2)]
    assert not list(store.scrub(iter(hashes)))
    paths, harmed, done = [store.place(sha256) for sha256 in hashes], set(), 0
    draw.shuffle(paths)
    while done < rounds:
        harmed |= damage(paths, DAMAGES[done % len(DAMAGES)], draw)
        done += 1
    found = {one.sha256: one.reason for one in store.scrub(iter(hashes))}
    assert set(found) == harmed
    assert set(found.values()) == {"differs", "missing"}
    sys.stdout.write(f"\nT-L5, seed {SEED}: {rounds} damages of {len(hashes)} files, {len(found)} hashes named, 0 missed\n")


@pytest.mark.django_db
def test_the_clock_tells_a_damage_once_and_sweeps_what_is_old(cast: Any) -> None:
    kept = actions.keep("minh chứng".encode(), media_type="text/plain", at=cast.noon)
    loose = store.put(b"an act that was cut off")
    prefix, system = kept.sha256[:3], cast.founder
    assert jobs.look_at(prefix, by=system, at=cast.noon) == 0
    path = store.place(kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert jobs.look_at(prefix, by=system, at=cast.noon) == 1
    assert jobs.look_at(prefix, by=system, at=cast.noon) == 0
    assert Entry.objects.filter(action="file.damaged", object_id=kept.uid).count() == 1
    assert list(Notice.objects.filter(key="file.damaged").values_list("person", flat=True)) == [cast.oanh.pk]
    assert actions.sweep(loose[:3], before=store.place(loose).stat().st_mtime - 1, by=system, at=cast.noon) == 0
    assert actions.sweep(loose[:3], before=store.place(loose).stat().st_mtime + 1, by=system, at=cast.noon) == 1
    assert not store.place(loose).exists()
    assert path.exists()  # a row names it, whatever it is


# --- a disk that fills ---------------------------------------------------------------------------------------------------------------


def narrowed(say: Say, cast: Any, what: str, limit: int, turn: int) -> None:
    """The act with files that may not grow past `limit`: SQLite's and the store's writes fail where a full disk would."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        if what == "ingest":
            place, data = Organization.objects.get(pk=cast.province.pk), hashlib.sha256(str(turn).encode()).digest() * 900
            made = documents.take_in(place, main=documents.Upload("a.txt", data, reading()), by=person(cast, "chi"), at=timezone.now())
            say(uid=str(made.uid))
        else:
            submitting(say, cast, 0)
    except (DatabaseError, OSError) as full:
        say(full=type(full).__name__)


@ON_FILES
@counts(6, 120)
@pytest.mark.parametrize("what", ["ingest", "submission"])
def test_a_disk_that_fills_leaves_no_half_state(world: apart.World, cast: Any, what: str, rounds: int) -> None:
    """T-C8, of the database and the store: refused whole, and done once there is room again."""
    acknowledged: list[str] = []
    refused = 0
    for turn in range(rounds):
        limit = 4096 + turn * (6_000_000 // rounds)
        said = apart.run(world, narrowed, cast, what, limit, turn)
        refused += any("full" in line for line in said)
        acknowledged += [line["uid"] for line in said if "uid" in line]
        (told,) = apart.run(world, looked_at, acknowledged)
        assert (told["whole"], told["lost"], told["chain"], told["without_file"], told["doubled"]) == ("ok", [], True, [], 0), told
    said = apart.run(world, narrowed, cast, what, resource.RLIM_INFINITY, rounds)
    assert not any("full" in line for line in said)
    assert refused
    rest = f"{len(acknowledged)} acts went through under the limit, one more after it"
    sys.stdout.write(f"\nT-C8 {what}: {rounds} sizes of a full disk, {refused} refused whole, {rest}, 0 half states\n")
