"""Loại dữ liệu có thời hạn lưu, và phần đã hết hạn của mỗi loại. / Kinds of data with a time to live, and what of each is over.

One line a kind: how it is called, the rule that says how long (dated, sourced, in `rules/privacy.toml`), and the rows older than
a day. The same querysets are counted in the dry run and deleted by the act, so that the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.accounts.models import Invitation
from dondoc.server.journal.models import Content, SentForm
from dondoc.server.notices.models import Notice
from dondoc.server.organizations.models import Organization
from dondoc.server.rulebook.queries import held

#: Acts that only tell who looked at, read or set what: their content goes after the time of access logs; the entry stays.
ACCESS_ACTS = ("notice.read", "record.open", "record.export", "account.set_preferences", "journal.export")


@dataclass(frozen=True)
class Kind:
    """One kind of data. `over(before)`: rows that ended before this instant."""

    key: str
    name: str | Promise
    rule: str
    over: Callable[[datetime], QuerySet[Any]]


def _sessions(before: datetime) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__lt=before)


def _signins(before: datetime) -> QuerySet[Any]:
    rows: QuerySet[Any] = UserSession.objects.filter(last_seen_at__lt=before)  # allauth has no types
    return rows


def _notices(before: datetime) -> QuerySet[Any]:
    return Notice.objects.filter(at__lt=before)


def _invitations(before: datetime) -> QuerySet[Any]:
    return Invitation.objects.filter(Q(used_at__lt=before) | Q(used_at=None, expires_at__lt=before))


def _forms(before: datetime) -> QuerySet[Any]:
    return SentForm.objects.filter(entry__at__lt=before)


def _access(before: datetime) -> QuerySet[Any]:
    return Content.objects.filter(entry__at__lt=before, entry__action__in=ACCESS_ACTS)


KINDS = {
    kind.key: kind
    for kind in (
        Kind("sessions", _("Phiên đăng nhập đã hết hạn"), "retention_session_days", _sessions),
        Kind("signins", _("Nơi đã đăng nhập: địa chỉ mạng, trình duyệt, lúc dùng cuối"), "retention_signin_days", _signins),
        Kind("notices", _("Thông báo trong hệ thống"), "retention_notice_days", _notices),
        Kind("invitations", _("Lời mời đã dùng hoặc đã hết hạn"), "retention_invitation_days", _invitations),
        Kind("forms", _("Khóa chống gửi trùng của biểu mẫu"), "retention_form_days", _forms),
        Kind(
            "access",
            _("Nội dung dòng nhật ký về việc xem, mở, xuất (dòng vẫn còn, chuỗi vẫn kiểm tra được)"),
            "retention_access_days",
            _access,
        ),
    )
}


@dataclass(frozen=True)
class Due:
    """What of a kind is over on a day: the rule, its source, the last day still kept, how many rows would go."""

    key: str
    name: str
    days: int
    source: str
    before: date
    count: int


def due(kind: Kind, *, on: date, organization: Organization) -> Due:
    """The dry run of one kind: counts, changes nothing."""
    found = held(kind.rule, on=on, organization=organization)
    before = on - timedelta(days=int(found.value))
    return Due(kind.key, str(kind.name), int(found.value), found.source, before, kind.over(start_of(before)).count())


def start_of(day: date) -> datetime:
    """The first instant of a day, where days are counted."""
    return timezone.make_aware(datetime.combine(day, time.min))
