"""Mọi thay đổi của lệnh giao việc và nhiệm vụ, theo chủ đề. / Every write to orders and assignments, by theme."""

from dondoc.server.assignments.actions.cascading import Below, Unchanged, cascade
from dondoc.server.assignments.actions.criteria import revise_criteria
from dondoc.server.assignments.actions.dating import mark_opened, roll_deadlines, set_cadence, set_day, tell_event
from dondoc.server.assignments.actions.deciding import decide, submit
from dondoc.server.assignments.actions.doing import (
    accept,
    name_doer,
    receive,
    receive_silent,
    reopen,
    report_done,
    send_back,
    start,
    take_up,
)
from dondoc.server.assignments.actions.drafting import Concrete, Entered, concretise, divide, draft, take, take_all
from dondoc.server.assignments.actions.ending import cancel, take_back, withdraw, withdraw_at
from dondoc.server.assignments.actions.entering import confirm_said, enter
from dondoc.server.assignments.actions.extending import ask_extension, decide_extension, drop_request
from dondoc.server.assignments.actions.issuing import Issued, issue
from dondoc.server.assignments.actions.obstacles import ask_obstacle, decide_obstacle
from dondoc.server.assignments.actions.parties import Parties, set_parties
from dondoc.server.assignments.actions.passing import Share, decide_lead, hand_over, propose_lead, split
from dondoc.server.assignments.actions.pausing import ask_suspension, decide_suspension, resume, suspend
from dondoc.server.assignments.actions.shaping import (
    Stale,
    discard,
    edit,
    set_bodies,
    set_criteria,
    set_deadlines,
    set_targets,
)
from dondoc.server.assignments.actions.succeeding import Passed, pass_back, pass_on, pass_to

__all__ = [
    "Below",
    "Concrete",
    "Entered",
    "Issued",
    "Parties",
    "Passed",
    "Share",
    "Stale",
    "Unchanged",
    "accept",
    "ask_extension",
    "ask_obstacle",
    "ask_suspension",
    "cancel",
    "cascade",
    "concretise",
    "confirm_said",
    "decide",
    "decide_extension",
    "decide_lead",
    "decide_obstacle",
    "decide_suspension",
    "discard",
    "divide",
    "draft",
    "drop_request",
    "edit",
    "enter",
    "hand_over",
    "issue",
    "mark_opened",
    "name_doer",
    "pass_back",
    "pass_on",
    "pass_to",
    "propose_lead",
    "receive",
    "receive_silent",
    "reopen",
    "report_done",
    "resume",
    "revise_criteria",
    "roll_deadlines",
    "send_back",
    "set_bodies",
    "set_cadence",
    "set_criteria",
    "set_day",
    "set_deadlines",
    "set_parties",
    "set_targets",
    "split",
    "start",
    "submit",
    "suspend",
    "take",
    "take_all",
    "take_back",
    "take_up",
    "tell_event",
    "withdraw",
    "withdraw_at",
]
