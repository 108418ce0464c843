"""Mọi thay đổi của lệnh giao việc và nhiệm vụ, theo chủ đề. / Every write to orders and assignments, by theme."""

from dondoc.server.assignments.actions.deciding import decide, submit
from dondoc.server.assignments.actions.doing import accept, name_doer, receive, receive_silent, report_done, send_back, start, take_up
from dondoc.server.assignments.actions.drafting import Concrete, concretise, divide, draft, take
from dondoc.server.assignments.actions.ending import take_back, withdraw, withdraw_at
from dondoc.server.assignments.actions.issuing import Issued, issue
from dondoc.server.assignments.actions.shaping import (
    Stale,
    discard,
    edit,
    set_bodies,
    set_criteria,
    set_deadlines,
    set_targets,
)

__all__ = [
    "Concrete",
    "Issued",
    "Stale",
    "accept",
    "concretise",
    "decide",
    "discard",
    "divide",
    "draft",
    "edit",
    "issue",
    "name_doer",
    "receive",
    "receive_silent",
    "report_done",
    "send_back",
    "set_bodies",
    "set_criteria",
    "set_deadlines",
    "set_targets",
    "start",
    "submit",
    "take",
    "take_back",
    "take_up",
    "withdraw",
    "withdraw_at",
]
