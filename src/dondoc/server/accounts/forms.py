"""Biểu mẫu tài khoản. / Forms of accounts."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from dondoc.server.accounts.scopes import scopes

#: A code of an app holds for three steps of 30 seconds; it opens once in all of them.
CODE_SECONDS = 120
QUIET = {"autocomplete": "off"}


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


class _OpensOnce:
    """A code that was used is wrong from then on, also where the allowance for clocks would take it again."""

    def clean_code(self) -> str:
        """allauth's check, then ours."""
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            key = f"code-used:{self.authenticator.user_id}:{normalize_user_code(code)}"
            if not cache.add(key, "y", timeout=CODE_SECONDS):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_OpensOnce, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code at sign-in: of the app, or a recovery code."""


class CodeAgainForm(_OpensOnce, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code before a grave act."""


class PeopleFilter(forms.Form):
    """Words of a name, and which accounts."""

    q = forms.CharField(label=_("Họ tên"), required=False, max_length=80)
    state = forms.ChoiceField(
        label=_("Tài khoản"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("none", _("Chưa có")),
            ("waiting", _("Chờ đặt mật khẩu")),
            ("open", _("Đang dùng")),
            ("locked", _("Đã khóa")),
        ],
    )


class InviteForm(forms.Form):
    """The username by which a person will sign in."""

    username = forms.RegexField(
        label=_("Tên đăng nhập"),
        regex=r"^[a-z0-9][a-z0-9._-]{2,59}$",
        max_length=60,
        error_messages={"invalid": _("Từ 3 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class ClaimForm(forms.Form):
    """By what the outer provider knows this person. Kept only as a keyed hash."""

    claim = forms.CharField(
        label=_("Mã người dùng bên hệ thống xác thực"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why a sign-in is reset: it stays in the journal."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


class TokenForm(forms.Form):
    """A token for a machine: what it is for, what it may, until when."""

    name = forms.CharField(
        label=_("Dùng cho"), max_length=80, help_text=_("Ví dụ: phần mềm tổng hợp của văn phòng."), widget=forms.TextInput(attrs=QUIET)
    )
    scopes = forms.MultipleChoiceField(
        label=_("Phạm vi của mã"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Chọn ít nhất một phạm vi.")}
    )
    last_day = forms.DateField(
        label=_("Ngày cuối dùng được"),
        widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = list(scopes().items())
