"""Một năm của nhiều đơn vị, từng ngày, so với cách tính thô. / A year of many units, day by day, against a naive account.

Every day: each unit's four outcomes and what is counted apart, every deadline, every step of the ladder, every letter proposed. Run by
hand; DONDOC_UNITS and DONDOC_DAYS make it shorter. Seeds and counts are printed.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date, timedelta
from typing import Any

import pytest

from dondoc.server.assignments.models import Assignment
from dondoc.server.journal.models import Entry
from dondoc.server.organizations import actions as organizations
from dondoc.server.urging.models import Letter, Urging
from dondoc.server.urging.tests.simulation import Play

pytestmark = [pytest.mark.endurance, pytest.mark.django_db]

SINCE = date(2020, 1, 1)
UNITS, DAYS = int(os.environ.get("DONDOC_UNITS", "124")), int(os.environ.get("DONDOC_DAYS", "365"))
SEED = 2026


def communes(cast: Any, count: int) -> list[Any]:
    """Communes with a head each, made by the product's own acts."""
    found, by, at = [cast.commune, cast.other_commune], cast.founder, cast.noon
    for number in range(count - len(found)):
        place = organizations.found(
            parent=cast.province,
            name=f"Đảng ủy xã Số {number}",
            since=SINCE,
            by=by,
            at=at,
            line="party",
            kind="committee",
            level="above_grassroots",
            category="commune",
        )
        person = organizations.enroll(full_name=f"Lý Văn Số {number}", organization=place, by=by, at=at)
        post = organizations.open_post(organization=place, title="Bí thư Đảng ủy xã", since=SINCE, is_head=True, by=by, at=at)
        organizations.appoint(person=person, post=post, since=SINCE, by=by, at=at)
        organizations.grant(post=post, role="unit_head", organization=place, reach="both", since=SINCE, by=by, at=at)
        found.append(place)
    return found


def test_a_year_agrees_with_a_naive_account_every_day(cast: Any) -> None:
    started = time.process_time()
    play = Play(cast, communes(cast, UNITS), seed=SEED)
    first = date(2026, 1, 5)
    play.run(first, first + timedelta(days=DAYS - 1), orders_a_day=UNITS / 31)
    sys.stdout.write(
        f"\nseed {SEED}: {UNITS} units, {DAYS} days, {Assignment.objects.count()} assignments, {Urging.objects.count()} steps, "
        f"{Letter.objects.exclude(number='').count()} letters, {Entry.objects.count()} journal entries, acts {dict(play.acts)}, "
        f"{time.process_time() - started:.0f} s CPU\n"
    )
    assert play.acts["letter"] > 0
