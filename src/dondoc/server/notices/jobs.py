"""Việc của đồng hồ: thư điện tử qua máy chủ thư mà quản trị đã ghi. / What the clock does: mail by the relay an administrator named.

One digest a person a day; besides it at once only new work, returned, overdue. A mail says that something waits and where, no more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from functools import partial

from django.conf import settings

from dondoc.server.notices import actions, queries
from dondoc.server.organizations.models import Person, PersonKind
from dondoc.server.outbound import mail

SUBJECT = "Có nội dung mới cần xử lý trên hệ thống"


def run(at: datetime, *, quiet: bool, working: bool) -> int:
    """Mail whom something waits for; returns how many mails the relay took. quiet: the hours in which nobody is told outside.

    working: a day on which the offices work; digests wait for one. Both are told from above: this room knows no calendar.
    """
    system = Person.objects.filter(kind=PersonKind.SYSTEM).first()
    relay: mail.Relay | None = settings.OUTSIDE.relay
    if relay is None or system is None or quiet:
        return 0
    done = 0
    for wish, digest in queries.to_mail(at, digest=working):
        if actions.claim_mail(wish, digest=digest, by=system, at=at):
            failed = tried(partial(send, relay, wish.email))
            actions.note_mail(wish, failed=failed, by=system, at=at)
            done += not failed
    return done


def send(relay: mail.Relay, to: str) -> None:
    """One mail: no name, title or number in it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = relay.sender, to, SUBJECT
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(f"{SUBJECT}.\n{settings.INSTANCE.address}/thong-bao/\n")
    mail.send(relay, message, settings.NETWORKS)


def tried(act: Callable[[], None]) -> str:
    """Why it failed, "" when it did not."""
    try:
        act()
    except OSError as error:
        return f"{type(error).__name__}: {error}"[:200]
    return ""
