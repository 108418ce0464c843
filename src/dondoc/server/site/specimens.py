"""Mẫu của từng thành phần, cho trang Thành phần của trang. / A specimen of each component, invented, for the style guide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SpecimenForm(forms.Form):
    """A field of each kind; shown with its errors."""

    task = forms.CharField(label=gettext_lazy("Việc được giao"), widget=forms.Textarea(attrs={"rows": 2}))
    deadline = forms.DateField(label=gettext_lazy("Thời hạn"))
    cadence = forms.ChoiceField(label=gettext_lazy("Định kỳ"), required=False, choices=[("", "—"), ("month", gettext_lazy("Hằng tháng"))])
    notify = forms.BooleanField(label=gettext_lazy("Gửi thông báo cho đơn vị"), required=False)


@dataclass(frozen=True)
class Place:
    """A body as the picker needs it."""

    uid: UUID
    name: str
    kind: str

    def get_kind_display(self) -> str:
        """What an organization answers to the same question."""
        return self.kind


def form() -> SpecimenForm:
    """A form sent with an empty task and a date of another country's order."""
    return SpecimenForm({"task": "", "deadline": "11/24/2026", "cadence": "month", "notify": "on"})


def events(at: datetime) -> list[SimpleNamespace]:
    """Three events, newest first."""
    told = (
        (_("Trả lại"), "Nguyễn Thị Ánh", _("Đề nghị bổ sung số liệu của thôn 3.")),
        (_("Nộp báo cáo"), "Trần Văn Bình", ""),
        (_("Giao nhiệm vụ"), "Lê Thị Chi", ""),
    )
    return [
        SimpleNamespace(what=what, who=who, words=words, at=at - timedelta(days=3 * nr, minutes=47 * nr))
        for nr, (what, who, words) in enumerate(told)
    ]


def places() -> list[Place]:
    """Bodies of two kinds."""
    names = (("Ban Tổ chức", _("Ban của cấp ủy")), ("Ban Nội chính", _("Ban của cấp ủy")), ("Đảng ủy xã An Bình", _("Cấp ủy")))
    return [Place(UUID(int=nr), name, kind) for nr, (name, kind) in enumerate(names, 1)]


def groups() -> list[SimpleNamespace]:
    """Groups by rule, with how many they are today."""
    return [
        SimpleNamespace(uid=UUID(int=11), name=_("Tất cả xã"), size=96),
        SimpleNamespace(uid=UUID(int=12), name=_("Tất cả phường"), size=27),
    ]


def shown(on: date, at: datetime) -> dict[str, object]:
    """Everything the page needs beside the list of statuses."""
    return {"on": on, "form": form(), "events": events(at), "places": places(), "groups": groups(), "chosen": [str(UUID(int=1))]}
