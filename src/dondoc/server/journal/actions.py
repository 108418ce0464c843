"""Ghi nhật ký. / Writing the journal."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, connection, transaction

from dondoc.server.journal import chain, keys, marks
from dondoc.server.journal.models import Checkpoint, Content, Entry, Recorded, SentForm

#: Reading on within this time is the same reading.
AGAIN = timedelta(minutes=10)
#: Any fixed number: the name of the lock under which PostgreSQL hands out `seq`. SQLite's transactions are IMMEDIATE already.
LOCK = 0x444F4E444F43


class Actor(Protocol):
    """Who acts: a person of the rooms above, known here only by a public id."""

    uid: UUID


def write(action: str, thing: Recorded, *, by: Actor, at: datetime, payload: Mapping[str, Any] | None = None) -> Entry:
    """Append one entry and claim the pending form. The last statement of an act, inside its transaction.

    payload: what was said or changed; dates, UUIDs and decimals are written as text, floats are refused. The token of a machine that
    acts for the person is added.
    Raises `keys.AlreadyDone` when the form of this request has had its effect before: the act rolls back.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an act writes the journal inside its own transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Entry.objects.order_by("-seq").first()
    through = keys.token.get()
    told = dict(payload or {}) | ({"token": through} if through else {})
    text, salt = chain.canonical(_plain(told)), secrets.token_hex(32)
    row = {
        "at": instant(at),
        "actor": str(by.uid),
        "action": action,
        "object_type": thing._meta.label_lower,
        "object_id": str(thing.uid),
        "payload_hash": chain.payload_hash(text, salt),
    }
    seq, prev = (last.seq + 1, last.hash) if last else (1, chain.GENESIS)
    entry = Entry(
        seq=seq,
        at=at,
        actor=by.uid,
        action=action,
        object_type=row["object_type"],
        object_id=thing.uid,
        payload_hash=row["payload_hash"],
        prev=prev,
        hash=chain.entry_hash(prev, seq, row),
    )
    entry.save(force_insert=True)
    Content.objects.create(entry=entry, payload=text, salt=salt)
    _claim(entry)
    return entry


def _claim(entry: Entry) -> None:
    form = keys.pending.get()
    if form is None or form.claimed:
        return
    try:
        with transaction.atomic():
            SentForm.objects.create(key=form.key, actor=form.actor, entry=entry)
    except IntegrityError:
        raise keys.AlreadyDone from None
    form.claimed = True


def remember_answer(key: UUID, *, by: UUID, location: str) -> None:
    """Keep where the answer to a form led, so that a second sending is led there too."""
    SentForm.objects.filter(key=key, actor=by).update(location=location[:500])


@transaction.atomic
def sign_checkpoint(*, origin: str, key: bytes, by: Actor, at: datetime) -> Checkpoint:
    """Sign the head as it stands, then note in the journal that it was signed: the next checkpoint vouches for that too.

    key: 32 secret bytes from the instance's folder, never from the database.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Entry.objects.order_by("-seq").first()
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is not None and last is not None and last.seq <= newest.size + 1 and at - newest.at < AGAIN:
        return newest  # another worker was just as quick
    size, head = (last.seq, last.hash) if last else (0, chain.GENESIS)
    secret = Ed25519PrivateKey.from_private_bytes(key)
    public = secret.public_key().public_bytes_raw()
    text = marks.body(origin, size, head, instant(at))
    signed = marks.note(text, public, secret.sign(text.encode()))
    checkpoint = Checkpoint(size=size, head=head, at=at, key=public.hex(), note=signed)
    checkpoint.save(force_insert=True)
    write("journal.checkpoint", checkpoint, by=by, at=at, payload={"size": size, "head": head, "key": public.hex()})
    return checkpoint


@transaction.atomic
def note_read(action: str, thing: Recorded, *, by: Actor, at: datetime, payload: Mapping[str, Any] | None = None) -> Entry | None:
    """Take down that somebody read a sensitive thing; the same person on the same thing once in ten minutes, None in between."""
    recent = Entry.objects.filter(actor=by.uid, action=action, object_id=thing.uid, at__gt=at - AGAIN)
    return None if recent.exists() else write(action, thing, by=by, at=at, payload=payload)


def instant(at: datetime) -> str:
    """An instant as the chain writes it: UTC, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, (date, UUID, Decimal)):
        return str(value)
    return value
