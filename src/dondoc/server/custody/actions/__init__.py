"""Việc lưu giữ có ghi nhật ký. / Acts of custody, each in the journal itself."""

from dondoc.server.custody.actions.handing_over import Taken, hand_over
from dondoc.server.custody.actions.journal_export import export_journal
from dondoc.server.custody.actions.reorganizing import carry_out, preview
from dondoc.server.custody.actions.undoing import undo

__all__ = ["Taken", "carry_out", "export_journal", "hand_over", "preview", "undo"]
