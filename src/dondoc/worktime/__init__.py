"""Ngày làm việc, thời hạn, kỳ báo cáo: phép tính nào cũng nói rõ từng bước.

Working days, deadlines, periods over a calendar given by the caller. Pure; every computed day can show its arithmetic.
"""

from dondoc.worktime.days import (
    Arithmetic,
    Calendar,
    Step,
    WeekCalendar,
    add_working_days,
    calendar_from,
    from_event,
    last_day,
    subtract_working_days,
    working_days_between,
)
from dondoc.worktime.periods import PeriodDates, PeriodKey, month_dates, months
from dondoc.worktime.recurring import COUNTED, Occurrence, Recurrence

__all__ = [
    "COUNTED",
    "Arithmetic",
    "Calendar",
    "Occurrence",
    "PeriodDates",
    "PeriodKey",
    "Recurrence",
    "Step",
    "WeekCalendar",
    "add_working_days",
    "calendar_from",
    "from_event",
    "last_day",
    "month_dates",
    "months",
    "subtract_working_days",
    "working_days_between",
]
