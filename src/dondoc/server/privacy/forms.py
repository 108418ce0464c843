"""Biểu mẫu của phòng minh bạch. / Forms of this room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.models import Person

ABOUT = [
    ("account", _("Tài khoản")),
    ("posts", _("Chức vụ, nhiệm kỳ")),
    ("grants", _("Quyền được giao, được ủy quyền")),
    ("for_me", _("Nội dung người khác nhập thay")),
    ("named", _("Nơi ghi tên đồng chí")),
    ("journal", _("Nhật ký")),
    ("opened", _("Ai đã mở hồ sơ")),
    ("other", _("Nội dung khác")),
]


class CorrectionForm(forms.Form):
    """What is wrong, what is right, and who shall answer."""

    about = forms.ChoiceField(label=_("Phần của hồ sơ"), choices=ABOUT)
    words = forms.CharField(label=_("Điều chưa đúng và nội dung đúng"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    addressee = forms.ChoiceField(label=_("Người trả lời"))

    def __init__(self, *args: Any, addressees: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["addressee"].choices = [(str(person.uid), person.full_name) for person in addressees]


class AnswerForm(forms.Form):
    """The answer to a request."""

    answer = forms.CharField(label=_("Trả lời"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[("corrected", _("Đã đính chính")), ("declined", _("Giữ nguyên, có nêu lý do"))],
        widget=forms.RadioSelect,
    )


class RetentionForm(forms.Form):
    """Kinds to erase, and why."""

    kinds = forms.MultipleChoiceField(label=_("Loại dữ liệu"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=_("Căn cứ, lý do"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = list(kinds)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Căn cứ, lý do"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
