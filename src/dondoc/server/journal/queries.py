"""Đọc nhật ký. Phòng trên quyết định ai được đọc. / Reading the journal; the rooms above decide who may."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from dondoc.server.journal import chain, marks
from dondoc.server.journal.actions import instant
from dondoc.server.journal.models import Checkpoint, Entry, SentForm


@dataclass(frozen=True)
class Act:
    """One entry as a page shows it. `payload` is None where it was erased."""

    seq: int
    at: datetime
    actor: UUID
    action: str
    object_type: str
    object_id: UUID
    payload: dict[str, Any] | None


def about(*objects: UUID) -> list[Act]:
    """The acts on these things, oldest first. The caller has already asked that the person may see them."""
    return [_act(entry) for entry in _with_content().filter(object_id__in=objects)]


def all_entries() -> QuerySet[Entry]:
    """Every entry, newest first, for those whose mandate is the whole journal."""
    return _with_content().order_by("-seq")


def was_written(action: str, thing: UUID) -> bool:
    """Whether this was ever written of this thing."""
    return Entry.objects.filter(object_id=thing, action=action).exists()


def acts(entries: Iterable[Entry]) -> list[Act]:
    """Entries of `all_entries` as acts."""
    return [_act(entry) for entry in entries]


def head() -> tuple[int, str]:
    """(number of entries, hash of the last); 16 hex digits of it are printed on issued papers."""
    last = Entry.objects.order_by("-seq").first()
    return (last.seq, last.hash) if last else (0, chain.GENESIS)


def footer(origin: str) -> str:
    """The line at the foot of an issued paper: whoever holds the paper can later show that the journal was not rewritten."""
    size, top = head()
    return f"dondoc {origin} · nhật ký {size} · {' '.join(top[at : at + 4] for at in range(0, 16, 4))}"


def last_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint."""
    return Checkpoint.objects.order_by("-size").first()


def where(mark: marks.Mark) -> Entry | None:
    """The entry at which the chain had this head (and this number of entries, where told); None: it never had."""
    found = Entry.objects.filter(hash__gte=mark.head, hash__lt=f"{mark.head}g")
    return (found if mark.size is None else found.filter(seq=mark.size)).first()


def first_answer(key: UUID, actor: UUID) -> SentForm | None:
    """What an earlier sending of this form led to."""
    return SentForm.objects.filter(key=key, actor=actor).first()


def export_lines(origin: str) -> Iterator[str]:
    """The whole journal as `marks.verify` reads it: up to the head seen at the start, so that writers need not wait."""
    size, top = head()
    signed = list(Checkpoint.objects.filter(size__lte=size).order_by("size"))
    told = {"format": chain.FORMAT, "origin": origin, "size": size, "head": top}
    told |= {"keys": list(dict.fromkeys(one.key for one in signed)), "checkpoints": [one.note for one in signed]}
    yield json.dumps(told, ensure_ascii=False) + "\n"
    for entry in Entry.objects.filter(seq__lte=size).select_related("content").order_by("seq").iterator(chunk_size=500):
        content = getattr(entry, "content", None)
        row = {
            "seq": entry.seq,
            "at": instant(entry.at),
            "actor": str(entry.actor),
            "action": entry.action,
            "object_type": entry.object_type,
            "object_id": str(entry.object_id),
            "payload_hash": entry.payload_hash,
            "payload": content.payload if content else None,
            "salt": content.salt if content else None,
            "prev": entry.prev,
            "hash": entry.hash,
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _with_content() -> QuerySet[Entry]:
    return Entry.objects.select_related("content").order_by("seq")


def _act(entry: Entry) -> Act:
    content = getattr(entry, "content", None)
    payload = json.loads(content.payload) if content else None
    return Act(entry.seq, entry.at, entry.actor, entry.action, entry.object_type, entry.object_id, payload)
