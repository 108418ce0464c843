"""Biểu mẫu giao tiếp cho cấp dưới. / What the page of giving further down accepts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.actions import Below
from dondoc.server.assignments.day_fields import DAY, DAY_ERROR
from dondoc.server.organizations.models import Organization, Person


class CascadeForm(forms.Form):
    """The body's own order: work, product, criteria, deadline; `bodies`: to whom, groups already become bodies."""

    task = forms.CharField(label=_("Việc cụ thể"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    product = forms.CharField(label=_("Sản phẩm"), max_length=300)
    criteria = forms.CharField(
        label=_("Tiêu chí đánh giá (mỗi dòng một tiêu chí)"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )
    deadline_on = forms.DateField(
        label=_("Thời hạn"),
        error_messages=DAY_ERROR,
        required=False,
        widget=DAY,
    )
    weight = forms.IntegerField(label=_("Trọng số khi tổng hợp"), min_value=1, max_value=10, initial=1)
    person = forms.ChoiceField(label=_("Người trong đơn vị"), required=False)
    exception = forms.CharField(label=_("Lý do nếu hạn sau hạn cấp trên giao"), max_length=1000, required=False)
    confirmed = forms.BooleanField(label=_("Vẫn giao nguyên văn"), required=False)
    opened = forms.FloatField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, members: Sequence[Person], bodies: Sequence[Organization], **more: Any) -> None:
        super().__init__(*args, **more)
        self.members = {str(person.uid): person for person in members}
        self.bodies = bodies
        choices = [("", _now("không, giao cho đơn vị cấp dưới")), *((uid, person.full_name) for uid, person in self.members.items())]
        self.fields["person"] = forms.ChoiceField(label=_("Người trong đơn vị"), required=False, choices=choices)

    def below(self) -> Below:
        """What the act takes."""
        data = self.cleaned_data
        return Below(
            task=data["task"],
            criteria=tuple(line.strip(" -•\t") for line in data["criteria"].splitlines() if line.strip(" -•\t")),
            product=data["product"],
            deadline_on=data["deadline_on"],
            bodies=tuple(self.bodies),
            person=self.members.get(data["person"]),
            weight=data["weight"],
            exception=data["exception"],
            confirmed=data["confirmed"],
        )
