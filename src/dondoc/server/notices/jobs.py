"""Việc của đồng hồ: thư điện tử qua máy chủ thư mà quản trị đã ghi. / What the clock does: mail by the relay an administrator named.

One digest a person a day; besides it at once only new work, returned, overdue. A mail says that something waits and where, no more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from functools import partial

from django.conf import settings
from django.utils import timezone

from dondoc.server.notices import actions, queries
from dondoc.server.organizations.models import Person, PersonKind
from dondoc.server.outbound import mail
from dondoc.server.rulebook.queries import calendar, rule

SUBJECT = "Có nội dung mới cần xử lý trên hệ thống"


def run(at: datetime) -> int:
    """Mail whom something waits for; returns how many mails the relay took."""
    system = Person.objects.filter(kind=PersonKind.SYSTEM).first()
    relay: mail.Relay | None = settings.OUTSIDE.relay
    if relay is None or system is None or quiet(at):
        return 0
    works = calendar().works(timezone.localdate(at))
    done = 0
    for wish, digest in queries.to_mail(at, digest=works):
        if actions.claim_mail(wish, digest=digest, by=system, at=at):
            failed = tried(partial(send, relay, wish.email))
            actions.note_mail(wish, failed=failed, by=system, at=at)
            done += not failed
    return done


def quiet(at: datetime) -> bool:
    """Nobody is told outside the application in the evening and at night."""
    local, today = timezone.localtime(at), timezone.localdate(at)
    return not int(rule("urging_quiet_to", on=today)) <= local.hour < int(rule("urging_quiet_from", on=today))


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
