"""Đăng nhập, đăng xuất, xác nhận lại. / Coming in, going out, proving again who one is. allauth's steps with our pages and journal."""

from __future__ import annotations

import json
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.accounts import actions
from dondoc.server.accounts.provider import SignedAdapter
from dondoc.server.outbound.http import RequestException


def note_entry(request: HttpRequest) -> None:
    """Once the last step of a sign-in is taken, the journal says who came in and how."""
    methods = [record.get("type") or record["method"] for record in get_authentication_records(request, request.user)]
    actions.enter(by=request.user.person, at=timezone.now(), methods="+".join(methods))


class _Entering:
    """A step that may be the last of a sign-in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take the step; when the person is in now, say so to the journal."""
        outside = not request.user.is_authenticated
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if outside and request.user.is_authenticated:
            note_entry(request)
        return response


class LoginView(_Entering, account.LoginView):  # type: ignore[misc]  # allauth has no types
    """Username and password, or a passkey, or the outer provider."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What other ways in this instance has."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"passkeys": settings.INSTANCE.passkeys, "openid": settings.OPENID}


@method_decorator(never_cache, name="dispatch")
class SecondFactorView(_Entering, mfa.AuthenticateView):  # type: ignore[misc]
    """The second step: a code, or a passkey."""

    template_name = "accounts/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The challenge for passkeys, as the page's script reads it."""
        return _with_options(super().get_context_data(**kwargs), "request_options")


class PasskeyLoginView(_Entering, webauthn.LoginWebAuthnView):  # type: ignore[misc]
    """A passkey instead of a password: it proves its holder by itself."""


class LogoutView(account.LogoutView):  # type: ignore[misc]
    """The session ends; the journal says when."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it."""
        person = self.request.user.person if self.request.user.is_authenticated else None
        response: HttpResponse = super().post(*args, **kwargs)
        if person:
            actions.note("sign_out", by=person, at=timezone.now())
        return response


class AgainByPasswordView(account.ReauthenticateView):  # type: ignore[misc]
    """Before a grave act: the password again."""

    template_name = "accounts/again.html"


class AgainByCodeView(mfa.ReauthenticateView):  # type: ignore[misc]
    """Before a grave act: a code again."""

    template_name = "accounts/again.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """It asks for a code."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"code": True}


class AgainByPasskeyView(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Before a grave act: the passkey again."""

    template_name = "accounts/again.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The challenge, as the page's script reads it."""
        return _with_options(super().get_context_data(**kwargs), "request_options")

    def form_invalid(self, form: Any) -> HttpResponse:
        """allauth would lead to the sign-in, where somebody signed in has nothing to do."""
        for message in form.errors.get("credential", []):
            form.add_error(None, ValidationError(message))
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response


def _with_options(context: dict[str, Any], key: str) -> dict[str, Any]:
    """Options of a passkey as JSON for an attribute of the form."""
    options = context.get("js_data", {}).get(key)
    return context | {"options": json.dumps(options) if options else ""}


def set_password(request: HttpRequest) -> HttpResponse:
    """Where allauth sends an account without a password: it has none because the outer provider signs it in."""
    return redirect(reverse("mfa_index"))


def _at_provider(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(SignedAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException:  # the provider does not answer, or says things we do not follow
        return render(request, "accounts/provider_failed.html", {"openid": settings.OPENID}, status=502)
    return answer


@require_POST
def provider_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider, with a state and a proof key that only this browser can answer."""
    return _at_provider(OAuth2LoginView, request, provider_id)


@never_cache
@require_GET
def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider: whoever was invited is in, or goes on to the second step."""
    outside = not request.user.is_authenticated
    answer = _at_provider(OAuth2CallbackView, request, provider_id)
    if outside and request.user.is_authenticated:
        note_entry(request)
    return answer


@require_GET
def provider_cancelled(request: HttpRequest) -> HttpResponse:
    """The person said no at the provider."""
    return render(request, "accounts/provider_failed.html", {"openid": settings.OPENID}, status=401)
