"""Biểu mẫu một ngày của lịch làm việc. / One day of the working calendar."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

DAY_ERROR = {"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")}


class DayForm(forms.Form):
    """Which day, off or worked, what it is called, by which text."""

    day = forms.DateField(
        label=_("Ngày"),
        error_messages=DAY_ERROR,
        widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off", "size": 12}),
    )
    worked = forms.TypedChoiceField(
        label=_("Loại"), choices=[("0", _("nghỉ")), ("1", _("làm việc"))], coerce=lambda value: value == "1", initial="0"
    )
    name = forms.CharField(label=_("Tên ngày"), max_length=160)
    source = forms.CharField(label=_("Căn cứ (số, ký hiệu thông báo)"), max_length=300)


class EventForm(forms.Form):
    """The day an event came."""

    on = forms.DateField(error_messages=DAY_ERROR)
