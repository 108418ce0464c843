"""Mọi thay đổi của văn bản, theo chủ đề. / Every write to documents, by theme."""

from dondoc.server.documents.actions.clauses import (
    correct_clause,
    decide_proposal,
    dispose,
    divide_clause,
    edit_proposal,
    end_disposition,
    join_proposals,
    make_by_hand,
    set_directs,
    split_proposal,
)
from dondoc.server.documents.actions.intake import (
    Upload,
    add_annex,
    correct_head,
    hold_back,
    purge_held,
    refuse,
    register,
    reread,
    take_in,
)
from dondoc.server.documents.actions.sending import acknowledge, advance, distribute, present, record_minute, send

__all__ = [
    "Upload",
    "acknowledge",
    "add_annex",
    "advance",
    "correct_clause",
    "correct_head",
    "decide_proposal",
    "dispose",
    "distribute",
    "divide_clause",
    "edit_proposal",
    "end_disposition",
    "hold_back",
    "join_proposals",
    "make_by_hand",
    "present",
    "purge_held",
    "record_minute",
    "refuse",
    "register",
    "reread",
    "send",
    "set_directs",
    "split_proposal",
    "take_in",
]
