"""Mọi thay đổi của phòng minh bạch. / Every write of this room."""

from dondoc.server.privacy.actions.erasing import erase_person, propose_erasure
from dondoc.server.privacy.actions.recording import answer_correction, ask_correction, export_record, open_record, withdraw_correction
from dondoc.server.privacy.actions.retaining import propose_retention

__all__ = [
    "answer_correction",
    "ask_correction",
    "erase_person",
    "export_record",
    "open_record",
    "propose_erasure",
    "propose_retention",
    "withdraw_correction",
]
