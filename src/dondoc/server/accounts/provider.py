"""Đăng nhập qua hệ thống xác thực chung (OpenID Connect). / Sign-in through a common provider.

The provider says who somebody is; whether that somebody has an account here was decided by an invitation. Nobody registers by
coming, nothing the provider tells is kept, and allauth reaches the provider only through `outbound`.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from dondoc.server.accounts import sealing
from dondoc.server.accounts.models import Account
from dondoc.server.outbound import http


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's outer sign-in, tied to invited accounts by one claim."""

    def get_requests_session(self) -> http.NamedSession:
        """The one door out, to the addresses of the provider alone."""
        return http.session(settings.OPENID_ADDRESSES, settings.NETWORKS)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: accounts are made by invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account this person was invited to; without one the page says whom to ask."""
        account = _account(sociallogin.account.extra_data)
        if account is None:
            raise ImmediateHttpResponse(render(request, "accounts/not_invited.html", {"openid": settings.OPENID}, status=403))
        sociallogin.user = account
        sociallogin.account.extra_data = {}
        sociallogin.state["process"] = "login"

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        """Something went wrong between here and there; details are nothing for the page."""
        raise ImmediateHttpResponse(render(request, "accounts/provider_failed.html", {"openid": settings.OPENID}, status=401))


class SignedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """allauth's steps, but the signature of the token is always checked: TLS alone would be trusted otherwise."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        issuer = self.openid_config["issuer"]
        if issuer.rstrip("/") != settings.OPENID["issuer"]:  # some write themselves with a slash at the end
            raise OAuth2Error("the provider calls itself by another name")
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=issuer,
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return told


def _account(told: dict[str, Any]) -> Account | None:
    """The account of whom the provider told about: «userinfo» and «id_token» must speak of the same person (OpenID Connect Core 5.3.2)."""
    info, token = told.get("userinfo") or {}, told.get("id_token") or {}
    if not token or (info and info.get("sub") != token.get("sub")):
        return None
    claim = token.get(settings.OPENID["claim"]) or info.get(settings.OPENID["claim"])
    if not isinstance(claim, str) or not claim.strip():
        return None
    return Account.objects.filter(claim_hash=sealing.claim_hash(settings.OPENID["issuer"], claim)).select_related("person").first()
