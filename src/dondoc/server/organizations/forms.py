"""Biểu mẫu của trang cơ quan, con người. / What pages of the tree and of people accept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """The day the tree is shown of, and down to which body it is open."""

    ngay = forms.DateField(label=_("Cây tổ chức ngày"), required=False)
    mo = forms.UUIDField(required=False, widget=forms.HiddenInput)


class PeopleFilter(forms.Form):
    """By name, by a branch."""

    q = forms.CharField(label=_("Tìm người"), required=False, max_length=100)
    co_quan = forms.UUIDField(required=False, widget=forms.HiddenInput)
