"""Mọi thay đổi của báo cáo, theo chủ đề. / Every write to reports, by theme.

The chain of a unit: the officer enters, the head approves and submits (cells: one step). The office proposes a verdict, the
authority or whom it empowered decides. The time of submission is the server's; late stays late; after the period is locked
only a signed correction changes what stands, both values kept.
"""

from dondoc.server.reports.actions.asking import answer, ask, of_giver, of_unit
from dondoc.server.reports.actions.correcting import decide_correction, drop_correction, enter_correction, sign_correction
from dondoc.server.reports.actions.entering import FIELDS, Entry, Stale, Upload, add_evidence, enter, enter_all, withdraw_evidence
from dondoc.server.reports.actions.filters import drop_filter, keep_filter
from dondoc.server.reports.actions.periods import open_period
from dondoc.server.reports.actions.replying import reply
from dondoc.server.reports.actions.reviewing import accept_all, decide, propose_all, propose_verdict, return_all
from dondoc.server.reports.actions.submitting import hand_back, submit
from dondoc.server.reports.actions.unit_reports import attach_signed_scan, make_unit_report

__all__ = [
    "FIELDS",
    "Entry",
    "Stale",
    "Upload",
    "accept_all",
    "add_evidence",
    "answer",
    "ask",
    "attach_signed_scan",
    "decide",
    "decide_correction",
    "drop_correction",
    "drop_filter",
    "enter",
    "enter_all",
    "enter_correction",
    "hand_back",
    "keep_filter",
    "make_unit_report",
    "of_giver",
    "of_unit",
    "open_period",
    "propose_all",
    "propose_verdict",
    "reply",
    "return_all",
    "sign_correction",
    "submit",
    "withdraw_evidence",
]
