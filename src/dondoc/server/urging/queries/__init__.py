"""Đọc việc đôn đốc. / Reads of urging, by theme."""

from dondoc.server.urging.queries.counting import UnitCount, counts
from dondoc.server.urging.queries.desk import Desk, LetterPage, desk, letter_page, still_listed
from dondoc.server.urging.queries.plan import Due, LetterDue, Plan, late_work, manner_of, plan

__all__ = [
    "Desk",
    "Due",
    "LetterDue",
    "LetterPage",
    "Plan",
    "UnitCount",
    "counts",
    "desk",
    "late_work",
    "letter_page",
    "manner_of",
    "plan",
    "still_listed",
]
