"""Biểu mẫu cách báo tin. / How one wishes to be told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PreferenceForm(forms.Form):
    """Mail outside the application; an empty address switches it off."""

    email = forms.EmailField(label=_("Địa chỉ thư điện tử công vụ"), required=False, max_length=200)
    digest = forms.BooleanField(label=_("Mỗi ngày làm việc một thư, khi có nội dung mới"), required=False)
    at_once = forms.BooleanField(label=_("Báo ngay khi có việc mới, báo cáo trả lại, việc quá hạn"), required=False)
