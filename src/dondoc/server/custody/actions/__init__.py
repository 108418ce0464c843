"""Việc lưu giữ có ghi nhật ký. / Acts of custody, each in the journal itself."""

from dondoc.server.custody.actions.handing_over import Taken, hand_over, open_and_seat, open_work
from dondoc.server.custody.actions.inspecting import compare_heads, export_journal, read_journal, tell_clock_set
from dondoc.server.custody.actions.proposing import on_the_day, propose_reorganization, propose_undoing
from dondoc.server.custody.actions.reorganizing import carry_out, preview
from dondoc.server.custody.actions.undoing import undo

__all__ = [
    "Taken",
    "carry_out",
    "compare_heads",
    "export_journal",
    "hand_over",
    "on_the_day",
    "open_and_seat",
    "open_work",
    "preview",
    "propose_reorganization",
    "propose_undoing",
    "read_journal",
    "tell_clock_set",
    "undo",
]
