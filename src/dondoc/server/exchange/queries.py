"""Đọc mã đầu chuỗi đã gửi, đã giữ. / Reads of heads handed out and heads kept; the views ask the mandate before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from dondoc.server.exchange.models import ChildHead, Delivery, KeptAnswer
from dondoc.server.journal.models import Checkpoint
from dondoc.server.organizations.models import Person, PersonKind


@dataclass(frozen=True)
class Child:
    """An instance below: what it told last, and what contradicts it."""

    origin: str
    last: ChildHead | None
    count: int
    conflicts: list[ChildHead]


def children() -> list[Child]:
    """Every instance below that an administrator named or that has told us a head, alarms first."""
    kept = list(ChildHead.objects.order_by("origin", "-size"))
    names = sorted({*settings.CHILDREN, *(row.origin for row in kept)})
    found = [_child(name, [row for row in kept if row.origin == name]) for name in names]
    return sorted(found, key=lambda child: (not child.conflicts, child.origin))


def _child(origin: str, kept: list[ChildHead]) -> Child:
    good = [row for row in kept if not row.conflict]
    return Child(origin, good[0] if good else None, len(good), [row for row in kept if row.conflict])


def system() -> Person | None:
    """The person as whom the clock and other machines act here."""
    return Person.objects.filter(kind=PersonKind.SYSTEM).first()


@dataclass(frozen=True)
class Signed:
    """A checkpoint of ours and who keeps it."""

    size: int
    head: str
    at: datetime
    keepers: list[Delivery]


def signed(limit: int = 30) -> list[Signed]:
    """Our newest checkpoints and what became of them."""
    rows = Checkpoint.objects.prefetch_related("deliveries").order_by("-size")[:limit]
    return [Signed(row.size, row.head, row.at, list(row.deliveries.all())) for row in rows]


def anchors(origin: str) -> str:
    """All heads kept of an instance below, as `dondoc verify --anchors` reads them: one line each."""
    rows = ChildHead.objects.filter(origin=origin, conflict=False).order_by("size")
    return "".join(f"{row.size} {row.head}\n" for row in rows)


def kept_answer(key: str, person: Person) -> KeptAnswer | None:
    """What this person's machine was answered under this key."""
    return KeptAnswer.objects.filter(key=key, person=person).first()
