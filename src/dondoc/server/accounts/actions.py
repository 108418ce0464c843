"""Mọi thay đổi của tài khoản. / Every write to accounts."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.accounts.models import Account, Invitation, Language
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person

#: How long an invitation can be used; long enough for a link printed on paper and handed over.
VALID = timedelta(days=7)


@transaction.atomic
def invite(*, person: Person, username: str, organization: Organization, by: Person, at: datetime) -> tuple[Account, str]:
    """Make an account without a password and the one-time token by which its owner sets one. The token is told only here."""
    access.require(by, "account.invite", organization)
    account = Account(username=username.strip().lower(), person=person)
    account.set_unusable_password()
    account.full_clean(exclude=["uid", "password"])
    account.save()
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(account=account, token_hash=token_hash(token), made_at=at, expires_at=at + VALID)
    journal.write("account.invite", account, by=by, at=at, payload={"person": person.uid})
    return account, token


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def accept_invitation(*, token: str, password: str, at: datetime) -> Account:
    """Set the first password. The holder of the link acts; `ValidationError` when it is used, expired or unknown."""
    invitation = Invitation.objects.select_for_update().filter(token_hash=token_hash(token), used_at=None, expires_at__gt=at).first()
    if invitation is None:
        raise ValidationError(_("Đường dẫn mời đã được sử dụng hoặc đã hết hạn. Đề nghị quản trị gửi lời mời mới."))
    account = invitation.account
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    journal.write("account.accept_invitation", account, by=account.person, at=at)
    return account


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
    account.save(update_fields=["password"])
    journal.write("account.set_demo_password", account, by=by, at=at)
    return account
