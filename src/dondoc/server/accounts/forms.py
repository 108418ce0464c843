"""Biểu mẫu tài khoản. / Forms of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FirstPasswordForm(forms.Form):
    """The first password, twice."""

    password = forms.CharField(label=_("Mật khẩu mới"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=200)
    again = forms.CharField(
        label=_("Nhập lại mật khẩu"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=200
    )

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("Hai lần nhập không giống nhau."))
        return data
