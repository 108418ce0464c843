"""Bậc thang đôn đốc tại một cơ quan vào một ngày. / The ladder of an organization on a day, and the verb and signer it allows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dondoc.worktime import Calendar, add_working_days, subtract_working_days

#: Higher first; a body of a rank not lower than the giver's is asked, not told, and its second letter goes out by order.
RANKS = ("central", "province", "district", "above_grassroots", "grassroots", "part", "cell")


@dataclass(frozen=True)
class Ladder:
    """Deadlines from which each step is due on a day. A step n working days late is due when the deadline is on or before its day."""

    on: date
    remind_first: date  # deadlines up to this day, not yet passed, are reminded of
    remind_last: date
    remind_late: date
    telephone: date
    letter: date
    second: date
    list: date


def ladder(on: date, steps: Mapping[str, int], calendar: Calendar) -> Ladder:
    """From the office's numbers of working days to days of deadlines. `on` is a working day."""

    def late(count: int) -> date:
        """The latest deadline that is `count` working days late at the end of `on`."""
        return subtract_working_days(on, count, calendar)

    return Ladder(
        on=on,
        remind_first=add_working_days(on, steps["remind_first"], calendar),
        remind_last=add_working_days(on, steps["remind_last"], calendar),
        remind_late=late(steps["remind_late"]),
        telephone=late(steps["telephone"]),
        letter=late(steps["letter"]),
        second=late(steps["second"]),
        list=late(steps["list"]),
    )


@dataclass(frozen=True)
class Manner:
    """How a unit is written to: the verb, whether an explanation is asked for, whether a leader orders it first."""

    verb: str
    explanation: bool
    by_order: bool


def manner(
    *, forces: frozenset[str], second: bool, giver_level: str, unit_level: str, unit_kind: str, unit_line: str, excused: bool = False
) -> Manner:
    """One does not demand an explanation of what was confirmed already: `excused`, all this work was kept back by a confirmed obstacle.

    One does not demand an explanation from the Front, a council, a delegation, or a body not below one's own.

    The verb is «đề nghị» throughout; stronger words are the authority's own, written into its order.
    """
    outside = unit_line == "front" or unit_kind in ("council", "delegation", "armed", "vertical")
    not_below = unit_level in RANKS and giver_level in RANKS and RANKS.index(unit_level) <= RANKS.index(giver_level)
    weak = forces <= {"đề nghị", "phối hợp", "để biết"}
    explanation = second and not outside and not weak and not excused
    return Manner(verb="đề nghị", explanation=explanation, by_order=second and (not_below or outside))
