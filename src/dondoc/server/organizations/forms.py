"""Biểu mẫu của trang cơ quan, con người. / What pages of the tree and of people accept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.rules.limits import LIMITS


class DayForm(forms.Form):
    """The day the tree is shown of, down to which body it is open, and from which of that body's own on."""

    ngay = forms.DateField(label=_("Cây tổ chức ngày"), required=False)
    mo = forms.UUIDField(required=False, widget=forms.HiddenInput)
    tu = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class PeopleFilter(forms.Form):
    """By name, by a branch."""

    q = forms.CharField(label=_("Tìm người"), required=False, max_length=100)
    co_quan = forms.UUIDField(required=False, widget=forms.HiddenInput)


class SheetForm(forms.Form):
    """A workbook of bodies and people."""

    file = forms.FileField(label=_("Tệp Excel (.xlsx)"))

    def clean_file(self) -> Any:
        """Within the limit of uploads."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.upload_bytes:
            raise forms.ValidationError(_("Tệp lớn hơn mức cho phép."))
        return file


class ReasonForm(forms.Form):
    """Why a branch leaves as a file."""

    reason = forms.CharField(label=_("Lý do xuất"), max_length=300)


class BasisForm(forms.Form):
    """The ground of an import."""

    basis = forms.CharField(label=_("Căn cứ"), max_length=300)
