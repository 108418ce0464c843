"""Câu trả lời khi tiến trình con không trả lời. / The answer when the child gave none: killed, crashed, or never started."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from dondoc import __version__
from dondoc.confine import Outcome
from dondoc.reading.asjson import Json, to_json
from dondoc.reading.contract import Reading, Reason, Source, Status
from dondoc.reading.formats.kinds import media_type_of
from dondoc.reading.formats.reasons import reason
from dondoc.rules.limits import LIMITS

_MEGA = 1_000_000
#: what a killed child ran out of: Vietnamese, English
_BOUNDS = {
    "memory": ("bộ nhớ", "memory"),
    "cpu": ("thời gian xử lý", "processor time"),
    "wall": ("thời gian", "time"),
    "output": ("dung lượng kết quả", "output"),
}


def too_large(size: int, name: str) -> Json:
    """Refused by its size alone."""
    why = reason("too-large", size=size // _MEGA, limit=LIMITS.command_bytes // _MEGA)
    return _answer(Status.REFUSED, why, Source(name=name or None, bytes=size, ocr=False))


def ended(outcome: Outcome, file: Path | bytes, name: str) -> Json:
    """Killed by a limit: refused. Crashed, failed or out of the time somebody waits for it: unread."""
    data = file if isinstance(file, bytes) else file.read_bytes()
    source = Source(name=name or None, sha256=sha256(data).hexdigest(), media_type=media_type_of(data), bytes=len(data), ocr=False)
    if outcome.ended == "killed" and outcome.limit in _BOUNDS:
        vietnamese, english = _BOUNDS[outcome.limit]
        words = reason("killed", what=vietnamese)
        return _answer(Status.REFUSED, Reason(words.code, words.message, reason("killed", what=english).message_en), source)
    return _answer(Status.UNREAD, reason("out-of-time" if outcome.limit == "total" else "crashed"), source)


def _answer(status: Status, why: Reason, source: Source) -> Json:
    return to_json(Reading(status=status, source=source, reasons=(why,), reader=__version__))
