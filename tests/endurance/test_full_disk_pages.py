"""Đĩa đầy, nhìn từ trang. / A full disk seen from the pages (T-C8): said clearly, nothing half done, the same form sent again is done.

The limit is one page of SQLite's log further each time, so that the act meets it at every one of its writes, from the first to the last.
"""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from dondoc.server.assignments.models import Assignment
from dondoc.server.journal import chain, queries
from dondoc.server.journal.models import Entry
from dondoc.server.reports.models import Evidence, Report, Review
from tests.endurance import apart
from tests.endurance.scene import ON_FILES, Say, prepare

pytestmark = ON_FILES
#: A frame of the write-ahead log: a page and its header.
FRAME, WHOLE = 4096 + 24, 400_000_000
ACTS = ("enter", "submit", "accept")


def form(cast: Any, act: str) -> tuple[str, str, dict[str, Any]]:
    """(who, where, what is sent) for a page of the month's work."""
    part, base = Assignment.objects.order_by("pk")[0], f"/bao-cao/2026-11/{cast.commune.uid}/"
    key = str(UUID(int=1 + ACTS.index(act)))
    if act == "enter":
        said = {f"{part.uid}-{name}": value for name, value in {"progress": "in_hand", "result": "Đã làm", "saves": "0"}.items()}
        return "khanh", base, said | {"form_key": key, f"{part.uid}-evidence": SimpleUploadedFile("bb.txt", b"bien ban " * 4000)}
    if act == "submit":
        return "hoa", f"{base}nop/", {"form_key": key}
    return "an", f"/bao-cao/phieu/{Report.objects.get().uid}/", {"form_key": key, "verdict": "accept"}


def sending(say: Say, cast: Any, browsers: dict[str, Any], act: str, room: int) -> None:
    """The form of a page with so many bytes of room in each file; the log is empty before, so that each write is met."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    who, path, said = form(cast, act)
    browser = browsers[who]
    browser.raise_request_exception = False
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    seen = browser.get("/bao-cao/xem-xet/" if who == "an" else f"/bao-cao/2026-11/{cast.commune.uid}/").status_code
    answer = browser.post(path, said)
    say(code=answer.status_code, again=answer.headers.get("Retry-After"), words="hết chỗ lưu" in answer.text, seen=seen)


def stands(say: Say) -> None:
    """What was done, and whether all of it is whole."""
    with connection.cursor() as cursor:
        whole = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    state = list(Report.objects.values_list("state", flat=True))
    done = [Report.objects.count(), Evidence.objects.count(), Review.objects.count(), Entry.objects.count()]
    say(whole=whole, chain=chain.verify(queries.export_lines("x")).ok, state=state, done=done)


AFTER = {"enter": (["entered"], 1, 0), "submit": (["submitted"], 1, 0), "accept": (["accepted"], 1, 1)}


def ready(cast: Any, browsers: dict[str, Any], folder: Path) -> apart.World:
    """The month's work in a world of its own; each page asked once here, so that every child finds its templates made."""
    prepare(lambda **_told: None, cast)
    for browser in browsers.values():
        assert browser.get(f"/bao-cao/2026-11/{cast.commune.uid}/").status_code in (200, 404)
    assert browsers["khanh"].get("/khong-co/").status_code == 404
    return apart.made(folder / "world")


@pytest.mark.parametrize("step", [25, pytest.param(1, marks=pytest.mark.endurance)])
def test_each_write_of_a_page_meets_a_full_disk(cast: Any, signed_in: Any, tmp_path: Path, step: int) -> None:
    browsers = {name: signed_in(name) for name in ("khanh", "hoa", "an")}
    world, told = ready(cast, browsers, tmp_path), []
    for act in ACTS:
        refused, done, (before,) = 0, None, apart.run(world, stands)
        while True:
            (said,) = apart.run(world, sending, cast, browsers, act, 32 + refused * step * FRAME)
            assert said["seen"] == 200, said  # a full disk can still be read from
            (now,) = apart.run(world, stands)
            assert (now["whole"], now["chain"]) == ("ok", True), now
            if now != before:  # done: it may still be that its answer could not be kept, and the same form is sent again
                assert (now["state"], *now["done"][1:3]) == AFTER[act], (act, refused)
                done = done or now
            assert now == (done or before), (act, refused)
            if said["code"] == 302:
                break
            assert (said["code"], said["again"], said["words"]) == (503, "60", True), (act, refused, said)
            refused += 1
            assert refused * step < 400, act
        assert done
        assert refused
        told.append(f"{act} {refused}")
        (again,) = apart.run(world, sending, cast, browsers, act, WHOLE)  # the answer was lost: the same form once more
        assert again["code"] == 302
        assert apart.run(world, stands) == [done]
    sys.stdout.write(f"\nT-C8, pages: refused with a clear page and nothing written ({', '.join(told)} times), then done once\n")


def test_control_without_the_look_behind_the_error_it_is_a_fault(cast: Any, signed_in: Any, tmp_path: Path) -> None:
    browsers = {"khanh": signed_in("khanh")}
    world = ready(cast, browsers, tmp_path)
    with patch("dondoc.server.site.errors.interruption", return_value=None):
        (said,) = apart.run(world, sending, cast, browsers, "enter", 32)
    assert (said["code"], said["again"]) == (500, None)
