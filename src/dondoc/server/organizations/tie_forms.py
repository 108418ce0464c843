"""Biểu mẫu quan hệ, mã định danh, thành viên bộ phận giúp việc. / Forms of ties, identity codes, seats in an assisting group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.ties import WAYS

DAY_ERROR = {"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")}


class TieForm(forms.Form):
    """Which tie, with whom, from when, by what ground."""

    way = forms.ChoiceField(label=_("Quan hệ"), choices=list(WAYS.items()))
    other = forms.ChoiceField(label=_("Cơ quan"), error_messages={"required": _("Chọn cơ quan. Chưa thấy thì tìm theo tên ở ô trên.")})
    since = forms.DateField(label=_("Từ ngày"), error_messages=DAY_ERROR)
    basis = forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("số, ngày, cơ quan ban hành văn bản"))

    def __init__(self, data: Any, *, others: Sequence[tuple[str, str]], today: date) -> None:
        super().__init__(data, initial={"since": today})
        self.fields["other"].choices = [("", _now("Chọn cơ quan")), *others]


class EndForm(forms.Form):
    """The first day something no longer holds, and why."""

    until = forms.DateField(label=_("Từ ngày"), error_messages=DAY_ERROR)
    reason = forms.CharField(label=_("Căn cứ, lý do"), max_length=300)

    def __init__(self, data: Any, *, day: str = "") -> None:
        super().__init__(data)
        self.fields["until"].label = day or self.fields["until"].label


class CodeForm(forms.Form):
    """A code from a day, and the paper that gave it."""

    code = forms.CharField(label=_("Mã định danh mới"), max_length=40, help_text=_("thứ tự nào cũng được: A01.23.45 hoặc 45.23.A01"))
    since = forms.DateField(label=_("Từ ngày"), error_messages=DAY_ERROR)
    source = forms.CharField(label=_("Văn bản cấp mã"), max_length=300, help_text=_("số, ngày, cơ quan ban hành văn bản"))

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"since": today})


class SeatForm(forms.Form):
    """A post of another body, as what it sits in the group, from when."""

    post = forms.ChoiceField(label=_("Chức vụ"), error_messages={"required": _("Chọn chức vụ. Chưa thấy thì tìm ở ô trên.")})
    title = forms.CharField(label=_("Vai trò trong bộ phận giúp việc"), max_length=160, initial=_("Thành viên"))
    is_head = forms.BooleanField(label=_("Là người đứng đầu"), required=False)
    since = forms.DateField(label=_("Từ ngày"), error_messages=DAY_ERROR)

    def __init__(self, data: Any, *, posts: Sequence[tuple[str, str]], today: date) -> None:
        super().__init__(data, initial={"since": today})
        self.fields["post"].choices = [("", _now("Chọn chức vụ")), *posts]
