"""Đọc tài khoản, lời mời, phiên làm việc. / Reads of accounts, invitations and sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from dondoc.server.accounts.actions import token_hash
from dondoc.server.accounts.factors import FACTORS
from dondoc.server.accounts.models import Account, Invitation, Token
from dondoc.server.accounts.resetting import RESET
from dondoc.server.accounts.scopes import scopes as offered
from dondoc.server.organizations.access import TODAY, allowed, organizations_where
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.queries import seats
from dondoc.server.rights import two_person
from dondoc.server.rights.models import Countersign
from dondoc.terms.vietnamese import fold

SEATED = Q(terms__since__lte=TODAY) & (Q(terms__until=None) | Q(terms__until__gte=TODAY)) & Q(terms__post__until=None)


@dataclass(frozen=True)
class Row:
    """A person as who looks after accounts sees them. `state`: none, waiting, open, locked."""

    person: Person
    account: Account | None
    state: str
    title: str
    place: str
    factor: bool
    reset: Countersign | None


@dataclass(frozen=True)
class OpenSession:
    """One open session of one's own: since when, from which kind of browser, and whether it is this one."""

    since: datetime
    address: str
    browser: str
    current: bool


def invitation(token: str, at: datetime) -> Invitation | None:
    """The invitation a link opens, while it can be used; whoever holds the link sees it, nobody else."""
    return (
        Invitation.objects.filter(token_hash=token_hash(token), used_at=None, expires_at__gt=at).select_related("account__person").first()
    )


def looked_after(by: Person, *, q: str = "", state: str = "") -> QuerySet[Person]:
    """Persons with a seat where `by` looks after accounts, in the Vietnamese order; a lazy queryset."""
    found = Person.objects.visible_to(by).filter(
        SEATED, terms__post__organization__in=organizations_where(by, "account.invite"), kind="human"
    )
    if q:
        found = found.filter(folded__contains=fold(q))
    return found.filter(_STATES.get(state, Q())).distinct().order_by("sort_key", "pk")


_STATES = {
    "none": Q(account=None),
    "waiting": Q(account__waiting=True, account__is_active=True),
    "open": Q(account__waiting=False, account__is_active=True),
    "locked": Q(account__is_active=False),
}


def one_looked_after(by: Person, uid: UUID) -> Person | None:
    """A person whose account `by` may touch: every seat lies where `by` looks after accounts. None for anybody else."""
    found = looked_after(by).filter(uid=uid).first()
    return found if found and all(allowed(by, "account.invite", seat.organization) for seat in seats(found)) else None


def rows(by: Person, persons: Iterable[Person]) -> list[Row]:
    """Persons of `looked_after` with their accounts. Four queries, one more a person for the seat."""
    people = list(persons)
    accounts = {account.person_id: account for account in Account.objects.filter(person__in=people)}
    strong = set(Authenticator.objects.filter(user__in=accounts.values(), type__in=FACTORS).values_list("user_id", flat=True))
    resets = open_resets(by, accounts.values())
    return [_row(person, accounts.get(person.pk), strong, resets) for person in people]


def _row(person: Person, account: Account | None, strong: set[int], resets: dict[int, Countersign]) -> Row:
    held = seats(person)
    title, place = (held[0].title, held[0].organization.called) if held else ("", "")
    key = account.pk if account else 0
    return Row(person, account, _state(account), title, place, key in strong, resets.get(key))


def _state(account: Account | None) -> str:
    if account is None:
        return "none"
    if not account.is_active:
        return "locked"
    return "waiting" if account.waiting else "open"


def open_resets(by: Person, accounts: Iterable[Account]) -> dict[int, Countersign]:
    """Resets proposed and not decided, by the account's id. One query."""
    keys = {two_person.freeze({"account": str(account.uid)})[1]: account.pk for account in accounts}
    found = Countersign.objects.visible_to(by).waiting().filter(act=RESET, frozen_hash__in=keys).select_related("proposed_by")
    return {keys[row.frozen_hash]: row for row in found}


def open_sessions(account: Account, current: str) -> list[OpenSession]:
    """The account's own open sessions, newest first. `current`: the key of the session that asks."""
    found = UserSession.objects.purge_and_list(account)
    return [
        OpenSession(row.created_at, row.ip, browser(row.user_agent), row.session_key == current)
        for row in sorted(found, key=lambda row: row.created_at, reverse=True)
    ]


def bearer(secret: str, at: datetime) -> Token | None:
    """The token with this secret, while it opens anything: not revoked, not over, its owner's account open and the owner in a post."""
    found = Token.objects.filter(token_hash=token_hash(secret), revoked_at=None, expires_at__gt=at)
    token = found.filter(account__is_active=True, account__waiting=False).select_related("account__person").first()
    return token if token is not None and seats(token.account.person) else None


@dataclass(frozen=True)
class OwnToken:
    """A token as its owner sees it. `state`: open, over, revoked; `last_day` is the last on which it opens."""

    uid: UUID
    name: str
    scopes: list[str | Promise]
    state: str
    made_at: datetime
    last_day: date
    last_used_on: date | None


def own_tokens(account: Account, at: datetime) -> list[OwnToken]:
    """The account's own tokens, those that open something first."""
    found = [_own_token(token, at) for token in Token.objects.filter(account=account)]
    return sorted(found, key=lambda token: token.state != "open")


def _own_token(token: Token, at: datetime) -> OwnToken:
    state = "revoked" if token.revoked_at else "over" if token.expires_at <= at else "open"
    sentences = [offered().get(key, key) for key in token.scopes]
    last_day = timezone.localdate(token.expires_at) - timedelta(days=1)
    return OwnToken(token.uid, token.name, sentences, state, token.made_at, last_day, token.last_used_on)


def own_token(account: Account, uid: UUID) -> Token | None:
    """One of the account's own tokens."""
    return Token.objects.filter(account=account, uid=uid).first()


def browser(agent: str) -> str:
    """«Chrome, Windows» of what a browser calls itself; "" for what is not known."""
    names = {
        "Edg/": "Edge",
        "OPR/": "Opera",
        "Firefox/": "Firefox",
        "coc_coc_browser/": "Cốc Cốc",
        "Chrome/": "Chrome",
        "Safari/": "Safari",
    }
    systems = {"Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Mac OS X": "macOS", "Linux": "Linux"}
    told = [next((name for mark, name in table.items() if mark in agent), "") for table in (names, systems)]
    return ", ".join(part for part in told if part)
