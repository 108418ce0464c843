"""Biểu mẫu của phòng việc đến kỳ. / What the pages of recurring work accept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.day_fields import AT_ERROR, DAY, DAY_ERROR
from dondoc.server.assignments.models import Cadence
from dondoc.server.assignments.timing import at_of
from dondoc.server.obligations.models import Answer

SAID = [choice for choice in Answer.choices if choice[0] != Answer.WAIVED]


class AnswerForm(forms.Form):
    """What became of one period's work."""

    said = forms.ChoiceField(label=_("Kết quả của kỳ"), choices=SAID)
    words = forms.CharField(label=_("Ghi chú, lý do"), max_length=500, required=False)


class SeriesForm(forms.Form):
    """Another series from a day on."""

    cadence = forms.ChoiceField(label=_("Định kỳ mới"), choices=[*Cadence.choices, ("", _("Kết thúc, không lặp lại nữa"))], required=False)
    cadence_at = forms.CharField(
        label=_("Ngày trong mỗi kỳ"), max_length=100, required=False, help_text=_("Để trống là ngày cuối kỳ. Ví dụ: thứ Sáu; 25; 30/11.")
    )
    since = forms.DateField(label=_("Áp dụng từ ngày"), widget=DAY, error_messages=DAY_ERROR)
    reason = forms.CharField(label=_("Căn cứ, lý do thay đổi"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)

    def clean(self) -> dict[str, Any]:
        """The day in each period as the act takes it."""
        data: dict[str, Any] = super().clean() or {}
        words = data.get("cadence_at") or ""
        try:
            data["cadence_at"] = at_of(data.get("cadence") or "", words)
        except ValueError:
            data["cadence_at"] = ""
        if (words and not data["cadence_at"]) or (data.get("cadence") == Cadence.ON_DATES and not words):
            self.add_error("cadence_at", AT_ERROR)
        return data


class IssueForm(forms.Form):
    """One more issue of a bulletin, a paper."""

    name = forms.CharField(label=_("Kỳ phát hành"), max_length=40, widget=forms.TextInput(attrs={"placeholder": "Số 11/2026"}))
    due_on = forms.DateField(label=_("Hạn gửi của các đơn vị"), widget=DAY, error_messages=DAY_ERROR)
