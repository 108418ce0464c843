"""Tài khoản thật, mật khẩu thật cho các bài kiểm thử đăng nhập. / Real accounts with real passwords for the tests of sign-in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, hotp_value
from django.core.cache import cache
from django.test import Client

from dondoc.server.accounts.models import Account

WORD = "một câu dài dễ nhớ"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str = SECRET, step: int = 0) -> str:
    """The code an app shows now, or `step` steps of 30 seconds later."""
    return f"{hotp_value(secret, int(time.time()) // 30 + step):06d}"


@pytest.fixture(autouse=True)
def clean_limits() -> Iterator[None]:
    """Limits of one test are not those of another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def account(cast: Any) -> Callable[[str], Account]:
    """`account("chi")`: her account, with the password of the tests."""

    def made(name: str) -> Account:
        found, _ = Account.objects.get_or_create(username=name, defaults={"person": cast.people[name]})
        found.set_password(WORD)
        found.save()
        return found

    return made


@pytest.fixture
def with_app(account: Callable[[str], Account]) -> Callable[[str], Account]:
    """The same with an authenticator app."""

    def made(name: str) -> Account:
        found = account(name)
        TOTP.activate(found, SECRET)
        return found

    return made


def sign_in(name: str, password: str = WORD, browser: Client | None = None) -> tuple[Client, Any]:
    """The first step of a sign-in, as the page sends it."""
    browser = browser or Client()
    return browser, browser.post("/tai-khoan/login/", {"login": name, "password": password})
