"""Đăng nhập chỉ bằng lời mời, không tự đăng ký. / Sign-in by invitation only; nobody registers by themselves."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's way in, without open registration and without its own messages: our pages say what happened."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "enter_current_password": _("Mật khẩu hiện tại chưa đúng."),
        "too_many_login_attempts": _("Nhập sai nhiều lần. Đề nghị chờ ít phút rồi thử lại."),
        "rate_limited": _("Nhập sai nhiều lần. Đề nghị chờ ít phút rồi thử lại."),
        "account_inactive": _("Tài khoản này đã ngừng."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by `accounts.actions.invite` alone."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what has no page of its own: errors of a passkey."""
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of the last minutes is proof enough; afterwards a grave act asks again."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(record["at"] > time.time() - app_settings.REAUTHENTICATION_TIMEOUT for record in records)
