"""Biểu mẫu điều chỉnh quy định. / What the page of rules accepts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY_ERROR = {"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")}


class CorrectionForm(forms.Form):
    """The office's own value of a rule, from when, on what basis."""

    value = forms.IntegerField(label=_("Giá trị của cơ quan"), min_value=0, max_value=3650)
    since = forms.DateField(label=_("Áp dụng từ ngày"), error_messages=DAY_ERROR)
    source = forms.CharField(label=_("Căn cứ (văn bản, quy chế)"), max_length=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["since"].widget.attrs |= {"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off", "size": 12}
