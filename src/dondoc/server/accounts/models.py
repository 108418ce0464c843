"""Tài khoản và lời mời. / Accounts and invitations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models import Person


class Language(models.TextChoices):
    """The languages of the pages; Vietnamese unless the person says otherwise."""

    VI = "vi", "Tiếng Việt"
    EN = "en", "English"


class AccountManager(BaseUserManager["Account"]):
    """What sign-in needs. Accounts are made by `actions.invite` alone."""


class Account(AbstractBaseUser, Recorded):
    """A person's way in. No e-mail is needed, none is asked."""

    username = models.CharField(_("Tên đăng nhập"), max_length=60, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, choices=Language.choices, default=Language.VI)
    waiting = models.BooleanField(default=False)  # for its owner to come in by a one-time link; the owner's own act ends it
    claim_hash = models.CharField(max_length=64, blank=True)  # keyed hash of what the outer provider calls this person
    single_keys = models.BooleanField(default=False)  # single-letter shortcuts disturb Telex typing: off unless wanted

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(name="account_language_listed", condition=Q(language__in=Language.values)),
            models.UniqueConstraint(name="one_account_a_claim", fields=["claim_hash"], condition=~Q(claim_hash="")),
        ]

    def __str__(self) -> str:
        return self.username


class Invitation(Recorded):
    """A one-time link by which a person sets the first password. Only the link's hash is stored."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="invitation_ends_after_it_begins", condition=Q(expires_at__gt=models.F("made_at")))]


class Token(Recorded):
    """What a machine shows to act as this person: only what its scopes let it, only until a day. Only its hash is stored."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)  # what it is for, in the owner's words
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()  # keys of `scopes.scopes()`
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="token_ends_after_it_begins", condition=Q(expires_at__gt=models.F("made_at"))),
            models.CheckConstraint(name="token_is_named", condition=~Q(name="")),
        ]
