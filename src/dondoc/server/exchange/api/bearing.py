"""Ai đang hỏi: mã truy cập, phạm vi, ngôn ngữ, giới hạn. / Who asks: the token, its scope, the language, the limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja.errors import Throttled
from ninja.security import HttpBearer

from dondoc.server.accounts import actions, queries
from dondoc.server.accounts.factors import factors, must_have
from dondoc.server.accounts.models import Account, Token
from dondoc.server.exchange.api.problems import Refused
from dondoc.server.organizations.models import Person

#: Whose settings hold the limits: those of sign-in, shared by all workers.
LIMITS = "allauth.account"


@dataclass(frozen=True)
class Caller:
    """The person a machine stands for, and the token by which."""

    token: Token
    account: Account


class PersonRequest(HttpRequest):
    """A request that bears a token that opens: whose it is, and the token."""

    person: Person
    auth: Caller


class Bearer(HttpBearer):
    """A token with one scope. A session and its cookie are never looked at here."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller | None:
        """The caller, or None for 401. Guessing is limited by address, use by token."""
        speak(request, "")
        caller: Caller | None = super().__call__(request)
        if caller is None and not ratelimit.consume(request, app=LIMITS, action="token_failed", limit_get=True):
            raise Throttled(wait=60)
        return caller

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Whose token this is, while it opens anything; then whether its scope does."""
        at = timezone.now()
        found = queries.bearer(token, at)
        if found is None:
            return None
        account = found.account
        cast(PersonRequest, request).person = account.person
        speak(request, account.language)
        if not ratelimit.consume(request, app=LIMITS, action="token", key=str(found.uid), limit_get=True):
            raise Throttled(wait=60)
        if must_have(account) and not factors(account):
            raise Refused("forbidden", _("Vai trò của đồng chí cần bước xác nhận thứ hai. Đăng nhập và đặt bước này trước."))
        if self.scope and self.scope not in found.scopes:
            raise Refused("scope", _("Việc này cần phạm vi “%(scope)s”. Tạo mã khác có phạm vi ấy.") % {"scope": self.scope})
        if found.last_used_on != timezone.localdate(at):
            actions.note_token_use(found, by=account.person, at=at)
        return Caller(found, account)


def speak(request: HttpRequest, usual: str) -> None:
    """Answer in the language asked for, else in the account's own, else Vietnamese."""
    ours = dict(settings.LANGUAGES)
    asked = [code.split("-")[0] for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())]
    language = next((code for code in asked if code in ours), usual or settings.LANGUAGE_CODE)
    translation.activate(language)
    request.LANGUAGE_CODE = language
