"""Đăng nhập chỉ bằng lời mời, không tự đăng ký. / Sign-in by invitation only; nobody registers by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's way in, without open registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by `accounts.actions.invite` alone."""
        return False
