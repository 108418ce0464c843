"""Ngày trên biểu mẫu: gõ thế nào, báo sai thế nào. / Days on forms: how they are typed, and what is said when they are wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import Cadence

DAY = forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off", "size": 12})
DAY_ERROR = {"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")}
AT_ERROR = _(
    "Hằng tuần ghi thứ trong tuần; hằng tháng, quý ghi 25 hoặc 5 tháng sau; hằng năm ghi 30/11; các ngày định trước ghi 15/6, 15/12."
)
#: Where no day can be written beside it.
PLAIN_CADENCES = [choice for choice in Cadence.choices if choice[0] != Cadence.ON_DATES]
