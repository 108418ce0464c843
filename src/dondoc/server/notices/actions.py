"""Báo tin. / Telling."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.notices.feeds import hashed
from dondoc.server.notices.models import Day, Feed, Notice, Preference
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person


def tell(persons: Iterable[Person], *, key: str, words: Mapping[str, str | int], path: str, at: datetime) -> int:
    """Tell persons that something waits for them, as part of the act that causes it and writes the journal; returns how many."""
    rows = [Notice(person=person, key=key, words=dict(words), path=path, at=at) for person in {p.pk: p for p in persons}.values()]
    Notice.objects.bulk_create(rows)
    return len(rows)


def untell(*, key: str, path: str, at: datetime) -> int:
    """What was told at that instant was undone before it could matter: unread notices of it go, as part of the act that undoes it."""
    undone = Notice.objects.filter(key=key, path=path, at=at, read_at=None)
    return undone.delete()[0]


@transaction.atomic
def mark_read(*, key: str = "", by: Person, at: datetime) -> int:
    """A person has read the list, or one kind of it: own unread notices become read."""
    unread = Notice.objects.visible_to(by).filter(read_at=None, **({"key": key} if key else {}))
    first = unread.first()
    count = unread.update(read_at=at)
    if first is not None:
        journal.write("notice.read", first, by=by, at=at, payload={"count": count})
    return count


@dataclass(frozen=True)
class Marked:
    """A deadline as a higher room tells it, bodies and persons by their keys; `on` None takes it out of the calendar."""

    thing: UUID
    organization: int
    head: int
    doer: int | None
    on: date | None
    words: str
    path: str


def mark_days(marks: Sequence[Marked], *, at: datetime) -> None:
    """Write days of the calendar, as part of the act that sets, changes or ends deadlines and writes the journal. Two statements."""
    gone = [mark.thing for mark in marks if mark.on is None]
    if gone:
        Day.objects.filter(thing__in=gone).delete()
    rows = [
        Day(
            thing=mark.thing,
            organization_id=mark.organization,
            head_id=mark.head,
            doer_id=mark.doer,
            on=mark.on,
            words=mark.words[:300],
            path=mark.path,
            changed_at=at,
        )
        for mark in marks
        if mark.on is not None
    ]
    fields = ["organization", "head", "doer", "on", "words", "path", "changed_at"]
    if rows:
        Day.objects.bulk_create(rows, update_conflicts=True, unique_fields=["thing"], update_fields=fields, batch_size=200)


@transaction.atomic
def make_feed(*, organization: Organization | None = None, by: Person, at: datetime) -> tuple[Feed, str]:
    """A secret address for one's own calendar, or a unit's whose work one may see. Returns it; only its hash is kept."""
    if organization is not None:
        access.require(by, "assignment.see", organization)
    secret = secrets.token_urlsafe(32)
    feed = Feed(person=by, organization=organization, secret_hash=hashed(secret), made_at=at)
    feed.save()
    journal.write("feed.make", feed, by=by, at=at, payload={"organization": organization.uid if organization else None})
    return feed, secret


@transaction.atomic
def revoke_feed(feed: Feed, *, by: Person, at: datetime) -> Feed:
    """An address leads nowhere any more."""
    found = Feed.objects.select_for_update().get(pk=feed.pk, person=by)
    found.revoked_at = found.revoked_at or at
    found.save(update_fields=["revoked_at"])
    journal.write("feed.revoke", found, by=by, at=at)
    return found


@transaction.atomic
def set_preference(*, email: str, digest: bool, at_once: bool, domains: Sequence[str], by: Person, at: datetime) -> Preference:
    """Where one is told outside the application: only at a domain an administrator named. An empty address switches mail off."""
    told = email.strip()
    if told and told.rpartition("@")[2].lower() not in domains:
        named = ", ".join(domains) or _("chưa có")
        raise ValidationError({"email": _("Chỉ gửi thư đến tên miền mà quản trị đã ghi: %(domains)s.") % {"domains": named}})
    row = Preference.objects.select_for_update().filter(person=by).first() or Preference(person=by)
    row.email, row.digest, row.at_once, row.failed = told, digest, at_once, ""
    row.mailed_until = row.mailed_until or at  # what was told before is not mailed of
    row.save()
    journal.write("notice.prefer", row, by=by, at=at, payload={"mail": bool(told), "digest": digest, "at_once": at_once})
    return row


@transaction.atomic
def claim_mail(wish: Preference, *, digest: bool, by: Person, at: datetime) -> bool:
    """Of two workers one sends: the row is taken by a conditional update, before anything leaves."""
    taken = Preference.objects.filter(pk=wish.pk, mailed_until=wish.mailed_until, mailed_on=wish.mailed_on)
    mine = taken.update(mailed_until=at, mailed_on=timezone.localdate(at) if digest else wish.mailed_on) == 1
    if mine:
        journal.write("notice.mail", wish, by=by, at=at, payload={"digest": digest})
    return mine


@transaction.atomic
def note_mail(wish: Preference, *, failed: str, by: Person, at: datetime) -> None:
    """What became of a mail: one that was not taken is tried again by the next round of the clock. wish: as before it was claimed."""
    row = Preference.objects.select_for_update().get(pk=wish.pk)
    row.failed = failed
    if failed:
        row.mailed_on, row.mailed_until = wish.mailed_on, wish.mailed_until
    row.save()
    if failed:
        journal.write("notice.mail_failed", row, by=by, at=at, payload={"why": failed})
