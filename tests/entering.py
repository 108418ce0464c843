"""Đã đăng nhập. / Signed in, without the slowness of hashing a password."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client


def entered(account: Any) -> Client:
    """A browser as after a sign-in just now with a second factor."""
    browser = Client()
    browser.force_login(account)
    session = browser.session
    session["second_factor"] = True
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return browser
