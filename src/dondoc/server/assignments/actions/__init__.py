"""Mọi thay đổi của lệnh giao việc và nhiệm vụ, theo chủ đề. / Every write to orders and assignments, by theme."""

from dondoc.server.assignments.actions.deciding import decide, submit
from dondoc.server.assignments.actions.doing import accept, name_doer, receive, receive_silent, report_done, send_back, start
from dondoc.server.assignments.actions.drafting import Concrete, Stale, concretise, discard, draft, edit, set_criteria, set_targets, take
from dondoc.server.assignments.actions.ending import take_back, withdraw, withdraw_at
from dondoc.server.assignments.actions.issuing import Issued, issue

__all__ = [
    "Concrete",
    "Issued",
    "Stale",
    "accept",
    "concretise",
    "decide",
    "discard",
    "draft",
    "edit",
    "issue",
    "name_doer",
    "receive",
    "receive_silent",
    "report_done",
    "send_back",
    "set_criteria",
    "set_targets",
    "start",
    "submit",
    "take",
    "take_back",
    "withdraw",
    "withdraw_at",
]
