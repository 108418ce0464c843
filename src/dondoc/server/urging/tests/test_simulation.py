"""Sáu tuần qua Tết của hai đơn vị, từng ngày. / Six weeks over Tết of two units, day by day, against a naive account."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dondoc.server.urging.tests.simulation import Naive, Play

FIRST, LAST = date(2026, 2, 2), date(2026, 3, 13)


def test_six_weeks_agree_with_a_naive_account_every_day(cast: Any) -> None:
    play = Play(cast, [cast.commune, cast.other_commune], seed=11)
    play.run(FIRST, LAST, orders_a_day=0.35)
    assert {"ask", "decide", "report", "accept", "letter"} <= set(play.acts), play.acts


def test_an_account_that_forgets_tet_is_found_out(cast: Any) -> None:
    """The negative control: the comparison does find a wrong count."""

    class Forgetful(Naive):
        def office_open(self, day: date) -> bool:
            return day.isoweekday() < 6

    play = Play(cast, [cast.commune, cast.other_commune], seed=11)
    play.naive = Forgetful()
    with pytest.raises(AssertionError):
        play.run(FIRST, LAST, orders_a_day=0.35)
