"""Sáu tuần qua Tết của hai đơn vị, từng ngày. / Six weeks over Tết of two units, day by day, against a naive account."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from dondoc.server.urging.tests.naive import Naive
from dondoc.server.urging.tests.simulation import Play

FIRST, LAST = date(2026, 2, 2), date(2026, 3, 13)


def play(cast: Any, naive: Naive) -> Play:
    made = Play(cast, [cast.commune, cast.other_commune], seed=11)
    made.naive = naive
    made.run(FIRST, LAST, orders_a_day=0.35)
    return made


def test_six_weeks_agree_with_a_naive_account_every_day(cast: Any) -> None:
    acts = play(cast, Naive()).acts
    assert {"ask", "decide", "report", "accept", "letter", "tell", "give_below", "rolled_up", "month_cells"} <= set(acts), acts


class ForgetsTet(Naive):
    def office_open(self, day: date) -> bool:
        return day.isoweekday() < 6


class ForgetsWeights(Naive):
    def mean(self, uids: list[UUID]) -> int:
        return sum(self.progress(uid) for uid in uids) // len(uids)


class ForgetsWhatIsLate(Naive):
    def reported(self, month: str, on: date) -> Counter[tuple[int, str]]:
        found = super().reported(month, on)
        return Counter({(unit, "on_time" if how == "late" else how): n for (unit, how), n in found.items()})


@pytest.mark.parametrize("naive", [ForgetsTet, ForgetsWeights, ForgetsWhatIsLate])
def test_an_account_that_forgets_something_is_found_out(cast: Any, naive: type[Naive]) -> None:
    """The negative control: each comparison does find a wrong count."""
    with pytest.raises(AssertionError):
        play(cast, naive())
