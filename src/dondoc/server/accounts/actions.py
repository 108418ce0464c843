"""Mọi thay đổi của tài khoản. / Every write to accounts."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.accounts import sealing
from dondoc.server.accounts.factors import factors, must_have
from dondoc.server.accounts.models import Account, Invitation, Language, Token
from dondoc.server.accounts.scopes import scopes as offered
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import seats
from dondoc.terms.vietnamese import nfc

#: How long an invitation can be used; long enough for a link printed on paper and handed over.
VALID = timedelta(days=7)
#: A token lives a year at the most, and a person has so many at once.
LONGEST, MOST_TOKENS = timedelta(days=366), 10
#: So that scanners of source code and mail can tell what leaked.
TOKEN_BEGINS = "dondoc_"  # noqa: S105  # not a secret


@transaction.atomic
def invite(*, person: Person, username: str, organization: Organization, by: Person, at: datetime) -> tuple[Account, str]:
    """Make an account without a password and the one-time token by which its owner sets one. The token is told only here."""
    access.require(by, "account.invite", organization)
    require_over(by, person)
    account = Account(username=username.strip().lower(), person=person, waiting=True)
    account.set_unusable_password()
    account.full_clean(exclude=["uid", "password"])
    account.save()
    token = _link(account, at)
    journal.write("account.invite", account, by=by, at=at, payload={"person": person.uid})
    return account, token


def require_over(by: Person, person: Person) -> None:
    """Who looks after the accounts of one body has no hold on a person who also sits in another."""
    for seat in seats(person):
        access.require(by, "account.invite", seat.organization)


def _link(account: Account, at: datetime) -> str:
    """A new one-time link; those given before open nothing any more."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(account=account, used_at=None).update(used_at=at)
    Invitation.objects.create(account=account, token_hash=token_hash(token), made_at=at, expires_at=at + VALID)
    return token


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_again(account: Account, *, by: Person, at: datetime) -> str:
    """A new link for a person who has not set a password yet; the earlier link is dead. Returns the token."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    require_over(by, account.person)
    if not account.waiting:
        raise ValidationError(_("Tài khoản này đã có mật khẩu. Muốn cấp lại, cần hai quản trị."))
    token = _link(account, at)
    journal.write("account.invite_again", account, by=by, at=at)
    return token


@transaction.atomic
def accept_invitation(*, token: str, password: str, at: datetime) -> Account:
    """Set the first password. The holder of the link acts; `ValidationError` when it is used, expired or unknown."""
    invitation = Invitation.objects.select_for_update().filter(token_hash=token_hash(token), used_at=None, expires_at__gt=at).first()
    if invitation is None:
        raise ValidationError(_("Đường dẫn mời đã được sử dụng hoặc đã hết hạn. Đề nghị quản trị gửi lời mời mới."))
    account = invitation.account
    validate_password(password, account)
    account.set_password(password)
    account.waiting = False
    account.save(update_fields=["password", "waiting"])
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    journal.write("account.accept_invitation", account, by=account.person, at=at)
    return account


@transaction.atomic
def lock(account: Account, *, by: Person, at: datetime) -> Account:
    """The account opens nothing any more, at once: sign-in is refused and open sessions end."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    require_over(by, account.person)
    if account.person == by:
        raise ValidationError(_("Không tự khóa tài khoản của mình."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    _end_sessions(account)
    journal.write("account.lock", account, by=by, at=at)
    return account


@transaction.atomic
def unlock(account: Account, *, by: Person, at: datetime) -> Account:
    """The account opens again what its posts allow."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    require_over(by, account.person)
    account.is_active = True
    account.save(update_fields=["is_active"])
    journal.write("account.unlock", account, by=by, at=at)
    return account


@transaction.atomic
def set_claim(account: Account, *, claim: str, by: Person, at: datetime) -> Account:
    """By what the outer provider knows this person, kept as a keyed hash; "" takes it away. Only before its owner has come in.

    Afterwards one administrator could come in as somebody else by it: then it takes a reset, which is done by two.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    require_over(by, account.person)
    if not account.waiting:
        raise ValidationError({"claim": _("Tài khoản đã có chủ. Muốn gắn lại, cần hai quản trị cấp lại lối vào.")})
    account.claim_hash = sealing.claim_hash(settings.OPENID["issuer"], claim) if claim.strip() else ""
    if account.claim_hash and Account.objects.filter(claim_hash=account.claim_hash).exclude(pk=account.pk).exists():
        raise ValidationError({"claim": _("Mã này đã gắn với tài khoản khác.")})
    account.save(update_fields=["claim_hash"])
    journal.write("account.set_claim", account, by=by, at=at, payload={"set": bool(account.claim_hash)})
    return account


@transaction.atomic
def reset(account: Account, *, by: Person, at: datetime, reason: str = "") -> Account:
    """Password, factors, tokens, sessions are gone; the account waits for its owner, who gets a new link. Done by two (resetting).

    reason: told only where one did it at the machine, since no countersign then holds it.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    require_over(by, account.person)
    account.set_unusable_password()
    account.waiting, account.claim_hash = True, ""
    account.save(update_fields=["password", "waiting", "claim_hash"])
    Authenticator.objects.filter(user=account).delete()
    Invitation.objects.filter(account=account, used_at=None).update(used_at=at)
    Token.objects.filter(account=account, revoked_at=None).update(revoked_at=at)
    _end_sessions(account)
    journal.write("account.reset", account, by=by, at=at, payload={"at_the_machine": reason} if reason else None)
    return account


def _end_sessions(account: Account, but: str = "") -> int:
    """End what is open in other browsers; returns how many."""
    ended = list(UserSession.objects.filter(user=account).exclude(session_key=but))
    for session in ended:
        session.end()
    return len(ended)


@transaction.atomic
def end_other_sessions(*, keep: str, by: Person, at: datetime) -> int:
    """A person ends own sessions on other machines. `keep`: the key of the session that asks."""
    account = Account.objects.select_for_update().get(person=by)
    ended = _end_sessions(account, keep)
    journal.write("account.end_sessions", account, by=by, at=at, payload={"ended": ended})
    return ended


@transaction.atomic
def enter(*, by: Person, at: datetime, methods: str) -> None:
    """A person has come in. The first time ends the wait for its owner: links that were given open nothing any more."""
    account = Account.objects.select_for_update().get(person=by)
    if account.waiting:
        account.waiting = False
        account.save(update_fields=["waiting"])
        Invitation.objects.filter(account=account, used_at=None).update(used_at=at)
    journal.write("account.sign_in", account, by=by, at=at, payload={"methods": methods})


@transaction.atomic
def note(what: str, *, by: Person, at: datetime, **told: str) -> None:
    """Take into the journal what allauth did to the person's own account, in the transaction in which it did.

    what: sign_out, change_password, add_factor, remove_factor, renew_recovery_codes.
    """
    journal.write(f"account.{what}", Account.objects.get(person=by), by=by, at=at, payload=told)


@transaction.atomic
def set_preferences(*, language: str, single_keys: bool, by: Person, at: datetime) -> Account:
    """A person's own choice of language and of single-letter shortcuts."""
    if language not in Language.values:
        raise ValidationError(_("Ngôn ngữ này chưa được hỗ trợ."))
    account = Account.objects.select_for_update().get(person=by)
    account.language, account.single_keys = language, single_keys
    account.save(update_fields=["language", "single_keys"])
    journal.write("account.set_preferences", account, by=by, at=at, payload={"language": language, "single_keys": single_keys})
    return account


@transaction.atomic
def set_demo_password(*, account: Account, password: str, by: Person, at: datetime) -> Account:
    """Give a demo account its published password. Only the demo's system actor, who founded the instance, can."""
    access.require(by, "account.invite", Organization.objects.get(parent=None))
    account.set_password(password)
    account.waiting = False
    account.save(update_fields=["password", "waiting"])
    journal.write("account.set_demo_password", account, by=by, at=at)
    return account


@transaction.atomic
def make_token(*, name: str, scopes: Collection[str], last_day: date, by: Person, at: datetime) -> tuple[Token, str]:
    """A token by which a machine acts as this person, through the last day told. Its secret is told only here."""
    account = Account.objects.select_for_update().get(person=by)
    if must_have(account) and not factors(account):
        raise PermissionDenied(_("Vai trò của đồng chí cần bước xác nhận thứ hai. Đặt bước này trước khi tạo mã truy cập."))
    expires_at = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))
    if not at < expires_at <= at + LONGEST:
        raise ValidationError({"last_day": _("Mã dùng được từ hôm nay đến nhiều nhất một năm.")})
    if not scopes or set(scopes) - offered().keys():
        raise ValidationError({"scopes": _("Chọn ít nhất một phạm vi.")})
    if Token.objects.filter(account=account, revoked_at=None, expires_at__gt=at).count() >= MOST_TOKENS:
        raise ValidationError(_("Mỗi người có nhiều nhất %(n)s mã đang dùng. Thu hồi mã không dùng nữa.") % {"n": MOST_TOKENS})
    secret = f"{TOKEN_BEGINS}{secrets.token_urlsafe(32)}"
    token = Token(account=account, name=nfc(name).strip(), token_hash=token_hash(secret), scopes=sorted(scopes))
    token.made_at, token.expires_at = at, expires_at
    token.full_clean(exclude=["uid"])
    token.save()
    told = {"name": token.name, "scopes": token.scopes, "expires_at": expires_at}
    journal.write("token.make", token, by=by, at=at, payload=told)
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: Person, at: datetime) -> Token:
    """Its owner takes a token back: it opens nothing from now on."""
    token = Token.objects.select_for_update(of=("self",)).get(pk=token.pk, account__person=by)
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        journal.write("token.revoke", token, by=by, at=at)
    return token


@transaction.atomic
def note_token_use(token: Token, *, by: Person, at: datetime) -> None:
    """A machine came in with this token: taken down once a day, for its owner to see."""
    today = timezone.localdate(at)
    if Token.objects.filter(pk=token.pk).exclude(last_used_on=today).update(last_used_on=today):
        journal.write("token.use", token, by=by, at=at)
