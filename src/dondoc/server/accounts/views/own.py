"""Tài khoản của tôi: mật khẩu, bước xác nhận thứ hai, phiên làm việc. / One's own account: password, factors, sessions."""

from __future__ import annotations

import json
from typing import Any, cast
from urllib.parse import quote

from allauth.account import views as allauth_account
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.accounts import actions, queries
from dondoc.server.accounts.factors import factors, must_have
from dondoc.server.accounts.models import Account


@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """One's own account; who must set a second factor up and has none sees only that."""
    account = cast(Account, request.user)
    found = factors(account)
    codes = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    context = {
        "codes_app": next((one for one in found if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in found if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "passkeys_possible": "webauthn" in settings.MFA_SUPPORTED_TYPES,
        "asked": must_have(account),
        "has_password": account.has_usable_password(),
    }
    if context["asked"] and not found:
        return render(request, "accounts/first_factor.html", context)
    return render(request, "accounts/own.html", context | {"sessions": queries.open_sessions(account, request.session.session_key or "")})


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End what is open on other machines."""
    ended = actions.end_other_sessions(keep=request.session.session_key or "", by=request.person, at=timezone.now())
    messages.success(request, ngettext("Đã kết thúc %(n)s phiên ở máy khác.", "Đã kết thúc %(n)s phiên ở máy khác.", ended) % {"n": ended})
    return redirect("mfa_index")


class _Noted:
    """A change allauth makes to the own account: with its entry in the journal, in one transaction."""

    what = ""

    def form_valid(self, form: Any) -> HttpResponse:
        """Change, note, say."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            actions.note(self.what, by=self.request.person, at=timezone.now(), **self.told(form))
        messages.success(self.request, str(self.done()))
        return response

    def told(self, form: Any) -> dict[str, str]:
        """What the journal keeps of it."""
        return {}

    def done(self) -> str:
        """What the page says afterwards."""
        return ""


class PasswordView(_Noted, allauth_account.PasswordChangeView):  # type: ignore[misc]  # allauth has no types
    """A new password; sessions on other machines end with the old one."""

    what = "change_password"
    success_url = reverse_lazy("mfa_index")

    def done(self) -> str:
        """Changed."""
        return _("Đã đổi mật khẩu. Các phiên ở máy khác đã kết thúc.")


class AddCodesAppView(_Noted, totp.ActivateTOTPView):  # type: ignore[misc]
    """An authenticator app: a picture to scan, or the secret to type, then a first code."""

    what = "add_factor"
    template_name = "accounts/codes_app.html"

    def told(self, form: Any) -> dict[str, str]:
        """Which kind."""
        return {"kind": "totp"}

    def done(self) -> str:
        """It holds from now on."""
        return _("Đã thêm ứng dụng tạo mã. Từ lần sau, đăng nhập cần thêm mã này.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret in groups of four, as it is typed."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        secret = found["form"].secret
        return found | {"secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}


class RemoveCodesAppView(_Noted, totp.DeactivateTOTPView):  # type: ignore[misc]
    """The authenticator app opens nothing any more."""

    what = "remove_factor"
    template_name = "accounts/remove_factor.html"

    def told(self, form: Any) -> dict[str, str]:
        """Which kind."""
        return {"kind": "totp"}

    def done(self) -> str:
        """Gone."""
        return _("Đã bỏ ứng dụng tạo mã.")


class AddPasskeyView(_Noted, webauthn.AddWebAuthnView):  # type: ignore[misc]
    """A passkey of this machine, of a telephone, or a security key."""

    what = "add_factor"
    template_name = "accounts/passkey.html"

    def told(self, form: Any) -> dict[str, str]:
        """Which kind."""
        return {"kind": "webauthn"}

    def done(self) -> str:
        """It holds from now on."""
        return _("Đã thêm khóa truy cập.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The challenge, as the page's script reads it. The form that was refused stays on the page."""
        found: dict[str, Any] = super().get_context_data(**kwargs) | kwargs
        return found | {"options": json.dumps(found["js_data"]["creation_options"])}


class RemovePasskeyView(_Noted, webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    """This passkey opens nothing any more."""

    what = "remove_factor"
    template_name = "accounts/remove_factor.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Not the last one of a person whose role asks for a factor."""
        if must_have(self.request.user) and len(factors(self.request.user)) < 2:
            messages.error(self.request, _("Vai trò của đồng chí cần bước xác nhận thứ hai. Thêm cách khác trước khi bỏ cách này."))
            return HttpResponseRedirect(str(self.success_url))
        return super().form_valid(form)

    def told(self, form: Any) -> dict[str, str]:
        """Which kind."""
        return {"kind": "webauthn"}

    def done(self) -> str:
        """Gone."""
        return _("Đã bỏ khóa truy cập.")


@method_decorator(never_cache, name="dispatch")
class RecoveryCodesView(recovery.ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes, once: to print or to keep as a file."""

    template_name = "accounts/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The file is in the page itself: nothing is left on the server to be fetched a second time."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        lines = [_("Mã dự phòng của %(who)s, mỗi mã dùng một lần") % {"who": self.request.user.username}, *found["unused_codes"], ""]
        return found | {"file": "data:text/plain;charset=utf-8," + quote("\r\n".join(lines))}


class NewRecoveryCodesView(_Noted, recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes; the old ones open nothing any more."""

    what = "renew_recovery_codes"
    template_name = "accounts/new_recovery_codes.html"

    def done(self) -> str:
        """Made."""
        return _("Đã tạo mã dự phòng mới. Các mã cũ không còn dùng được.")
