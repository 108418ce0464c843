"""Biểu mẫu nhóm theo quy tắc. / The form of a group by rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.models import Category, Kind, Level, Line
from dondoc.server.organizations.tie_forms import DAY_ERROR


class GroupForm(forms.Form):
    """A name and a rule: under which body, right below it or all below, of which kinds; who is left out is ticked in the preview."""

    name = forms.CharField(label=_("Tên nhóm"), max_length=160, help_text=_("như người dùng gọi: Tất cả xã, phường"))
    under = forms.ChoiceField(label=_("Trong phạm vi"))
    near = forms.ChoiceField(
        label=_("Lấy"),
        choices=[("", _("cơ quan đó và mọi cơ quan bên dưới")), ("1", _("chỉ cơ quan trực thuộc trực tiếp"))],
        required=False,
    )
    kinds = forms.MultipleChoiceField(label=_("Loại cơ quan"), choices=Kind.choices, required=False, widget=forms.CheckboxSelectMultiple)
    categories = forms.MultipleChoiceField(
        label=_("Loại hình"), choices=Category.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    levels = forms.MultipleChoiceField(label=_("Cấp"), choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple)
    lines = forms.MultipleChoiceField(label=_("Hệ thống"), choices=Line.choices, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, tops: Sequence[tuple[str, str]], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["under"].choices = tops

    def rule(self) -> dict[str, Any]:
        """The rule these fields say, with those left out."""
        said = self.cleaned_data
        left_out = self.data.getlist("left_out") if hasattr(self.data, "getlist") else []
        lists = {key: said[key] for key in ("kinds", "categories", "levels", "lines")}
        return {"under": said["under"], "near": bool(said["near"]), **lists, "left_out": left_out}


class EndGroupForm(forms.Form):
    """From which day a group is offered no more, and why."""

    on = forms.DateField(label=_("Thôi dùng từ ngày"), error_messages=DAY_ERROR)
    reason = forms.CharField(label=_("Lý do"), max_length=300)
