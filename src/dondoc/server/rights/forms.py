"""Biểu mẫu của phòng quyền. / Forms of this room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmForm(forms.Form):
    """The hash of what was shown goes back with the confirmation."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why it is not confirmed, why a right is taken back."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
