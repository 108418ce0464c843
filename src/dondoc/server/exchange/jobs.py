"""Việc của đồng hồ ở phòng trao đổi. / What the clock does in this room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial

from django.conf import settings
from django.utils import timezone

from dondoc.server.exchange.actions import Outcome, forget_answers, record_delivery
from dondoc.server.exchange.models import Delivery, Keeper
from dondoc.server.exchange.queries import system as system_person
from dondoc.server.journal import queries
from dondoc.server.journal.actions import sign_checkpoint
from dondoc.server.journal.models import Checkpoint
from dondoc.server.outbound import http, mail
from dondoc.server.rulebook.queries import rule

#: How a keeper is told a signed note; OSError when it cannot be reached.
Send = Callable[[str], Outcome]
#: A checkpoint a day, and one every thousand entries (security.md 2.4).
EVERY, ENTRIES = timedelta(days=1), 1000
#: A keeper that did not answer is asked again after this time.
AGAIN = timedelta(hours=1)


def run(at: datetime) -> int:
    """Sign a checkpoint when one is due, hand the newest to each keeper that does not have it, forget answers kept long enough.

    Returns how much of that was done.
    """
    system = system_person()
    if system is None:
        return 0
    done = 0
    if due(at):
        sign_checkpoint(origin=settings.INSTANCE.origin, key=settings.JOURNAL_KEY, by=system, at=at)
        done += 1
    newest = queries.last_checkpoint()
    for keeper, send in keepers().items():
        if newest is not None and _open(newest, keeper, at):
            outcome = tell(send, newest.note)  # before the transaction: nobody waits for another machine
            done += record_delivery(newest, keeper=keeper, outcome=outcome, by=system, at=at).taken_at is not None
    days = int(rule("retention_answer_days", on=timezone.localdate(at)))
    return done + forget_answers(before=at - timedelta(days=days), by=system, at=at)


def due(at: datetime) -> bool:
    """Whether a checkpoint should be signed now."""
    last, (size, _head) = queries.last_checkpoint(), queries.head()
    return size > 0 and (last is None or at - last.at >= EVERY or size - last.size >= ENTRIES)


def tell(send: Send, note: str) -> Outcome:
    """Tell one keeper, and what came of it."""
    try:
        return send(note)
    except OSError as failed:
        return Outcome(False, f"{type(failed).__name__}: {failed}")


def keepers() -> dict[str, Send]:
    """Who keeps our heads, of those an administrator named: how each is told a signed note."""
    outside = settings.OUTSIDE
    found: dict[str, Send] = {}
    if outside.parent:
        found[str(Keeper.PARENT)] = partial(to_parent, outside.parent)
    if outside.relay and outside.heads_to:
        found[str(Keeper.MAILBOX)] = partial(to_mailbox, outside.relay, outside.heads_to)
    return found


def to_parent(address: str, note: str) -> Outcome:
    """Tell the instance above, which says so when it has another head of ours."""
    with http.session([address], settings.NETWORKS) as session:
        answer = session.post(f"{address}/trao-doi/moc/", json={"note": note})
    if answer.status_code == 409:
        return Outcome(False, "another head of ours is kept there", contradicts=True)
    return Outcome(answer.status_code == 200, "" if answer.status_code == 200 else f"answered {answer.status_code}")


def to_mailbox(relay: mail.Relay, mailboxes: Sequence[str], note: str) -> Outcome:
    """Send the note to the named mailboxes: what it says is what it proves, there is no name in it."""
    message = EmailMessage()
    origin, size, *_rest = note.split("\n")
    message["From"], message["To"] = relay.sender, ", ".join(mailboxes)
    message["Subject"] = f"dondoc {origin}: {size}"
    message.set_content(note, cte="base64")
    mail.send(relay, message, settings.NETWORKS)
    return Outcome(True)


def _open(checkpoint: Checkpoint, keeper: str, at: datetime) -> bool:
    """Whether this keeper should be told now: never tried, or tried in vain an hour ago."""
    last = Delivery.objects.filter(checkpoint=checkpoint, keeper=keeper).first()
    return last is None or (last.taken_at is None and at - last.tried_at >= AGAIN)
