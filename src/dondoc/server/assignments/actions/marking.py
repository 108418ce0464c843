"""Thời hạn ghi vào lịch. / Deadlines written into the calendar, by the act that sets, changes or ends them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dondoc.server.assignments.models import OPEN_STATES, Assignment, AssignmentState
from dondoc.server.notices import actions as notices
from dondoc.server.notices.actions import Marked


def mark(parts: Iterable[Assignment], *, at: datetime) -> None:
    """Write each part's day as it stands now; one that is closed, suspended or has no day leaves the calendar. One or two statements.

    Part of the act that calls it, which has just saved these rows and writes the journal.
    """
    notices.mark_days([_marked(part) for part in parts], at=at)


def _marked(part: Assignment) -> Marked:
    runs = part.state in OPEN_STATES and part.state != AssignmentState.SUSPENDED
    return Marked(
        thing=part.uid,
        organization=part.organization_id,
        head=part.head_id,
        doer=part.doer_id,
        on=part.deadline_on if runs else None,
        words=part.order.task,
        path=f"/nhiem-vu/viec/{part.uid}/",
    )
