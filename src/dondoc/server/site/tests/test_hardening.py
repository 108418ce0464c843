"""Cửa vào từ mạng: CSRF, tên máy, chuyển hướng, khung. / Forged forms, foreign hosts, redirects, frames: refused at every address."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from dondoc.server.accounts.models import Account

#: Called by machines, without session or cookie; signed instead.
SIGNED = {"exchange:keep"}
#: Addresses that know tokens alone, no session.
MACHINES = "exchange:api:"


def addresses(resolver: URLResolver | None = None, space: str = "", given: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """Every named address with made-up arguments of the right kind."""
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found += addresses(one, ":".join(filter(None, (space, one.namespace))), given)
        elif isinstance(one, URLPattern) and one.name:
            name = f"{space}:{one.name}" if space else one.name
            found.append((name, reverse(name, kwargs={key: _made(kind) for key, kind in one.pattern.converters.items()})))
    return found


def _made(kind: Any) -> Any:
    name = type(kind).__name__
    return uuid4() if isinstance(kind, UUIDConverter) else 1 if name == "IntConverter" else "2026-11" if name == "PeriodConverter" else "a"


def test_a_forged_form_is_refused_at_every_address(cast: Any) -> None:
    """T-S2. Somebody signed in is led to post from elsewhere: no address but the signed one acts."""
    browser = Client(enforce_csrf_checks=True)
    account = Account.objects.create(username="oanh", person=cast.oanh)
    browser.force_login(account)
    session = browser.session
    session["second_factor"] = True
    session.save()
    every = addresses()
    machines = [path for name, path in every if name.startswith(MACHINES)]
    assert machines
    assert {browser.post(path, {"a": "b"}).status_code for path in machines} <= {401, 403, 404, 405}  # a session opens nothing there
    all_addresses = [(name, path) for name, path in every if not name.startswith(MACHINES)]
    wrong = [
        name for name, path in all_addresses if name not in SIGNED and browser.post(path, {"a": "b"}).status_code not in (403, 404, 405)
    ]
    assert len(all_addresses) > 80
    assert wrong == []
    refused = [name for name, path in all_addresses if browser.post(path).status_code == 403]
    assert len(refused) > len(all_addresses) * 0.9, len(refused)  # the check stands before everything else


def test_the_signed_address_needs_no_token_and_opens_nothing(cast: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    for name in SIGNED:
        assert browser.post(reverse(name), "{}", content_type="application/json").status_code == 400
        assert browser.post(reverse(name), {"note": "x"}).status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80"])
def test_a_foreign_host_is_refused(client: Client, db: None, host: str) -> None:
    assert client.get("/tai-khoan/login/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"]
)
def test_nobody_is_led_away(cast: Any, target: str) -> None:
    account = Account.objects.create(username="khanh", person=cast.khanh)
    account.set_password("một câu dài dễ nhớ")
    account.save()
    browser = Client()
    answer = browser.post(f"/tai-khoan/login/?next={quote(target)}", {"login": "khanh", "password": "một câu dài dễ nhớ", "next": target})
    assert answer["Location"] == "/"
    for path in ("/tai-khoan/logout/", "/ngon-ngu/", "/tai-khoan/xac-nhan/"):
        answer = browser.post(path, {"next": target, "language": "vi", "password": "một câu dài dễ nhớ"})
        assert not answer.headers.get("Location", "/").startswith(("http", "//", "/\\", "javascript")), path


def test_no_page_is_framed_and_no_cookie_is_read_by_scripts(client: Client, db: None) -> None:
    answer = client.get("/tai-khoan/login/")
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Lax")
