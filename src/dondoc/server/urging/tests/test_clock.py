"""Đồng hồ đôn đốc. / The ladder: once a day, fair, signed by persons, seen by those it concerns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.notices.models import Notice
from dondoc.server.organizations.models import Organization
from dondoc.server.rulebook import actions as rulebook
from dondoc.server.urging import actions
from dondoc.server.urging.models import LateList, Letter, Urging
from dondoc.server.urging.queries.plan import calls_due
from dondoc.server.urging.tests.scene import DEADLINE, ZONE, at, issued, late, part_of, run

# the clock


def test_each_step_comes_on_its_day_once(cast: Any) -> None:
    issued(cast)
    taken = []
    day = date(2026, 10, 1)
    while day <= late(9):
        for _twice in range(2):
            run(day)
        fresh = Urging.objects.filter(on=day).values_list("step", flat=True)
        taken += [(day, str(step)) for step in fresh]
        day += timedelta(days=1)
    assert taken == [
        (date(2026, 10, 9), "remind_first"),  # five working days before Friday the 16th
        (date(2026, 10, 14), "remind_last"),
        (date(2026, 10, 19), "remind_late"),
    ]
    assert Letter.objects.get().proposed_at.astimezone(ZONE).date() == late(5)


def test_never_twice_a_day_nor_at_night_nor_on_a_day_off(cast: Any) -> None:
    issued(cast)
    monday = late(1)
    assert run(monday, 6) == 0
    assert run(monday, 18) == 0
    assert run(monday - timedelta(days=1)) == 0
    assert run(monday, 17) == 1
    assert run(monday, 17) == 0
    assert Notice.objects.filter(key="urging.digest").count() == 1


def test_a_killed_run_has_done_nothing_and_the_next_does_it_all(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(cast)

    def die(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(actions, "_ready", die)
        with pytest.raises(KeyboardInterrupt):
            run(late(5))
    assert not Urging.objects.exists()
    assert not Letter.objects.exists()
    assert not Notice.objects.filter(key="urging.digest").exists()
    assert run(late(5)) == 2  # the late reminder that was missed, and a proposed letter
    assert Letter.objects.count() == 1


def test_only_the_clock_runs_the_round(cast: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.remind(by=cast.dung, at=at(late(1)))


def test_one_notice_a_person_counts_what_is_soon_and_what_is_late(cast: Any) -> None:
    issued(cast)
    issued(cast, task="Việc hai")
    issued(cast, deadline=late(2), task="Việc ba")
    run(late(1))
    notice = Notice.objects.get(key="urging.digest")
    assert (notice.person, notice.words) == (cast.hoa, {"soon": 1, "late": 2})


def test_the_ladder_is_the_offices_own(cast: Any) -> None:
    rulebook.correct(
        organization=cast.province, key="urging_letter", value=2, since=date(2026, 1, 1), source="QC 3", by=cast.dung, at=cast.noon
    )
    issued(cast)
    run(late(2))
    assert Letter.objects.exists()


@pytest.mark.parametrize("place", ["cell", "province"])
def test_cells_and_one_s_own_work_are_only_reminded_of(cast: Any, place: str) -> None:
    part = part_of(issued(cast, getattr(cast, place)))
    run(late(20))
    assert part.pk not in [pk for pks in calls_due(late(20), Organization.objects.all()).values() for pk in pks]
    assert list(Urging.objects.values_list("step", flat=True)) == ["remind_late"]
    assert not Letter.objects.exists()
    assert not LateList.objects.exists()


# what stops it


def test_waiting_and_what_is_under_review_is_left_alone(cast: Any) -> None:
    suspended, reported, done = (part_of(issued(cast, task=name)) for name in ("Một", "Hai", "Ba"))
    assignments.suspend(suspended, waits_for="money", reason="x", by=cast.an, at=at(DEADLINE))
    assignments.report_done(reported, by=cast.hoa, at=at(DEADLINE))
    assignments.report_done(done, by=cast.hoa, at=at(DEADLINE))
    assignments.accept(Assignment.objects.get(pk=done.pk), done_on=DEADLINE, by=cast.an, at=at(DEADLINE))
    assert run(late(6)) == 0


def test_an_extension_asked_for_stops_letters_not_the_count(cast: Any) -> None:
    part = part_of(issued(cast))
    asked = assignments.ask_extension(part, until=date(2026, 12, 1), reason="x", by=cast.hoa, at=at(DEADLINE))
    run(late(5))
    assert list(Urging.objects.values_list("step", flat=True)) == ["remind_late"]
    assert not Letter.objects.exists()
    assignments.decide_extension(asked, agree=False, words="Không", by=cast.an, at=at(late(5), 10))
    run(late(6))
    assert Letter.objects.exists()


def test_another_deadline_begins_the_ladder_anew(cast: Any) -> None:
    part = part_of(issued(cast))
    run(late(1))
    asked = assignments.ask_extension(part, until=late(11), reason="x", by=cast.hoa, at=at(late(1)))
    assignments.decide_extension(asked, agree=True, by=cast.an, at=at(late(1)))
    assert run(late(5)) == 0
    assert run(late(6)) == 1
    assert Urging.objects.filter(step="remind_first").get().deadline_on == late(11)
