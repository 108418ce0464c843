"""Đọc việc đôn đốc. / Reads of urging, by theme."""

from dondoc.server.urging.queries.counting import UnitCount, counts
from dondoc.server.urging.queries.desk import Desk, LetterPage, desk, letter_page, still_listed
from dondoc.server.urging.queries.nudging import UnitLate, nudged_today, to_nudge, units_to_nudge
from dondoc.server.urging.queries.plan import Due, LetterDue, Plan, late_work, manner_of, plan

__all__ = [
    "Desk",
    "Due",
    "LetterDue",
    "LetterPage",
    "Plan",
    "UnitCount",
    "UnitLate",
    "counts",
    "desk",
    "late_work",
    "letter_page",
    "manner_of",
    "nudged_today",
    "plan",
    "still_listed",
    "to_nudge",
    "units_to_nudge",
]
