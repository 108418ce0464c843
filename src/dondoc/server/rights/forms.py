"""Biểu mẫu của phòng quyền. / Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.access import NEVER_GIVEN, roles
from dondoc.server.organizations.models import Reach


class ConfirmForm(forms.Form):
    """The hash of what was shown goes back with the confirmation."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why it is not confirmed, why a right is taken back."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class GrantForm(forms.Form):
    """A role for a post at a place, from a day, until a day when it is for a time."""

    post = forms.ChoiceField(label=_("Chức vụ"))
    role = forms.ChoiceField(label=_("Vai trò"))
    reach = forms.ChoiceField(label=_("Phạm vi"), choices=Reach.choices)
    since = forms.DateField(label=_("Từ ngày"))
    until = forms.DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu không đặt ngày cuối."))
    reason = forms.CharField(label=_("Căn cứ, lý do"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = posts
        self.fields["role"].choices = [(key, role.name) for key, role in roles().items() if key not in NEVER_GIVEN]
