"""Biểu mẫu nhập việc từ nguồn khác văn bản. / What the page of other origins accepts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.actions import Entered
from dondoc.server.assignments.day_fields import AT_ERROR, DAY, DAY_ERROR
from dondoc.server.assignments.models import Cadence, Source
from dondoc.server.assignments.timing import at_of
from dondoc.server.organizations.models import Person

SOURCES = [choice for choice in Source.choices if choice[0] not in (Source.DOCUMENT, Source.MINUTE)]


class EnterForm(forms.Form):
    """Work with its origin: the few fields an office has at hand; product and criterion are filled by default where left open."""

    source = forms.ChoiceField(label=_("Việc này từ đâu"), choices=SOURCES, widget=forms.RadioSelect)
    said_by = forms.ChoiceField(label=_("Đồng chí lãnh đạo đã chỉ đạo"), required=False)
    said_on = forms.DateField(label=_("Ngày chỉ đạo"), widget=DAY, error_messages=DAY_ERROR, required=False)
    ref = forms.CharField(label=_("Văn bản, kế hoạch, chức năng làm căn cứ"), max_length=300, required=False)
    task = forms.CharField(label=_("Việc được giao"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    product = forms.CharField(label=_("Sản phẩm"), max_length=300, required=False)
    criteria = forms.CharField(
        label=_("Tiêu chí đánh giá (mỗi dòng một tiêu chí)"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000, required=False
    )
    deadline_on = forms.DateField(label=_("Thời hạn"), widget=DAY, error_messages=DAY_ERROR, required=False)
    cadence = forms.ChoiceField(label=_("Hoặc định kỳ"), choices=[("", "—"), *Cadence.choices], required=False)
    cadence_at = forms.CharField(label=_("Ngày trong mỗi kỳ"), max_length=100, required=False)

    def __init__(self, *args: Any, leaders: Sequence[Person], bodies: Collection[str], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.leaders, self.bodies, self.today = {str(person.uid): person for person in leaders}, bodies, today
        choices = [("", "—"), *((uid, person.full_name) for uid, person in self.leaders.items())]
        self.fields["said_by"] = forms.ChoiceField(label=_("Đồng chí lãnh đạo đã chỉ đạo"), choices=choices, required=False)

    def chosen(self) -> list[str]:
        """The bodies and groups ticked, as posted."""
        data: Any = self.data
        return [uid for uid in (data.getlist("body") if hasattr(data, "getlist") else []) if uid in self.bodies]

    def clean(self) -> dict[str, Any]:
        """A day to come or a cadence; who does it, unless the unit registers its own work."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("deadline_on") and data["deadline_on"] < self.today:
            self.add_error("deadline_on", _now("Hạn không được trước hôm nay."))
        if not self.errors and not data.get("deadline_on") and not data.get("cadence"):
            self.add_error("deadline_on", _now("Đề nghị ghi thời hạn, hoặc chọn định kỳ."))
        words = data.get("cadence_at") or ""
        try:
            data["cadence_at"] = at_of(data.get("cadence") or "", words)
        except ValueError:
            data["cadence_at"] = ""
        if words and not data["cadence_at"]:
            self.add_error("cadence_at", AT_ERROR)
        if data.get("source") != Source.OWN and not self.chosen():
            self.add_error(None, _now("Chọn ít nhất một đơn vị thực hiện."))
        return data

    def entered(self) -> Entered:
        """The origin as the act takes it."""
        data = self.cleaned_data
        return Entered(data["source"], data["ref"], self.leaders.get(data["said_by"]), data["said_on"])

    def fields_of_order(self) -> dict[str, Any]:
        """The rest as the act takes it."""
        data = self.cleaned_data
        lines = tuple(line.strip(" -•\t") for line in data["criteria"].splitlines() if line.strip(" -•\t"))
        names = ("task", "product", "deadline_on", "cadence", "cadence_at")
        return {**{name: data[name] for name in names}, "criteria": lines, "bodies": self.chosen()}


class ConfirmForm(forms.Form):
    """The leader's words as they are meant, and the scan where somebody types for the leader."""

    words = forms.CharField(label=_("Ý kiến xác nhận"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False)
    scan = forms.FileField(label=_("Bản chụp ý kiến (khi nhập thay)"), required=False)
