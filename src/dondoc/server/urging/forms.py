"""Biểu mẫu của phòng đôn đốc. / What the pages of urging accept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

DAY_ERROR = {"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")}


class CallForm(forms.Form):
    """Whom one spoke with, and until when they promised."""

    spoken_with = forms.CharField(label=_("Đã trao đổi với"), max_length=200)
    promised_on = forms.DateField(label=_("Hẹn ngày"), required=False, error_messages=DAY_ERROR)
    words = forms.CharField(label=_("Nội dung"), max_length=1000, required=False)


class NumberForm(forms.Form):
    """The number of the letter."""

    number = forms.CharField(label=_("Số công văn"), max_length=30)


class WordsForm(forms.Form):
    """An explanation."""

    words = forms.CharField(label=_("Nội dung giải trình"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000)


class JudgeForm(forms.Form):
    """The answer to an explanation."""

    accepted = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    words = forms.CharField(label=_("Ý kiến (chưa chấp nhận thì ghi lý do)"), max_length=2000, required=False)
