"""Biểu mẫu gia hạn, tạm dừng, đổi chủ trì, chuyển giao, tách, hủy, mở lại. / What the pages of changes accept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments import queries
from dondoc.server.assignments.actions import Share
from dondoc.server.assignments.models import Assignment, WaitsFor
from dondoc.server.documents.models import Document
from dondoc.server.organizations.models import Person

DAY = {"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off", "size": 12}
DAY_ERROR = {"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")}
#: Bodies among which work is split on one page.
ROWS = 4


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY), error_messages=DAY_ERROR, required=required)


def _text(label: Any, *, required: bool = True, rows: int = 2) -> forms.CharField:
    told = {"required": _("Đề nghị ghi căn cứ, lý do.")}
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, required=required, error_messages=told
    )


def _body(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=required, widget=forms.TextInput(attrs={"list": "bodies"}))


class ChangeForm(forms.Form):
    """A form about one piece of work, for one person."""

    act = ""

    def __init__(self, *args: Any, part: Assignment, person: Person, **more: Any) -> None:
        more["auto_id"] = f"{self.act}_%s"
        super().__init__(*args, **more)
        self.part, self.person = part, person

    def named(self, name: str) -> Any:
        """The body a field names; an error on the field when it names none, or several."""
        words = self.cleaned_data.get(name, "")
        found = queries.body_named(words, self.part, self.person) if words else None
        if words and found is None:
            self.add_error(name, _("Không có đúng một cơ quan tên như vậy. Chọn tên trong danh sách gợi ý."))
        return found


class ExtensionForm(ChangeForm):
    """A later deadline."""

    act = "extension"
    until = _day(_("Đề nghị gia hạn đến ngày"))
    reason = _text(_("Lý do"))
    so_far = _text(_("Kết quả đến nay"), required=False)


class ObstacleForm(ChangeForm):
    """What kept the work back."""

    act = "obstacle"
    since = _day(_("Từ ngày"))
    until = _day(_("Đến ngày (để trống: đến nay vẫn còn)"), required=False)
    reason = _text(_("Trở ngại gì, do đâu, đã làm gì để khắc phục"))


class SuspensionForm(ChangeForm):
    """Waiting for somebody else."""

    act = "suspension"
    waits_for = forms.ChoiceField(label=_("Đang chờ"), choices=WaitsFor.choices)
    reason = _text(_("Chờ việc gì, của ai, đã báo cáo khi nào"))


class SuspendForm(SuspensionForm):
    """The same, by the one who decides."""

    act = "suspend"


class LeadForm(ChangeForm):
    """Another lead."""

    act = "lead"
    organization = _body(_("Cơ quan nên chủ trì"))
    reason = _text(_("Lý do"))

    def clean(self) -> dict[str, Any]:
        """The body by its name."""
        return {**self.cleaned_data, "organization": self.named("organization")}


class ResumeForm(ChangeForm):
    """What was waited for has come."""

    act = "resume"
    words = _text(_("Đã có ý kiến, hướng dẫn, kinh phí nào (không bắt buộc)"), required=False)


class HandOverForm(LeadForm):
    """To another body."""

    act = "hand_over"
    organization = _body(_("Chuyển giao cho"))
    deadline_on = _day(_("Hạn mới (để trống: giữ hạn cũ)"), required=False)


class SplitForm(ChangeForm):
    """Several parts in the place of one."""

    act = "split"
    reason = _text(_("Căn cứ, lý do"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for n in range(1, ROWS + 1):
            told = {"n": n}
            self.fields[f"organization_{n}"] = _body(_now("Cơ quan %(n)s") % told, required=n < 3)
            self.fields[f"share_{n}"] = forms.CharField(label=_now("Phần việc %(n)s") % told, max_length=2000, required=n < 3)
            self.fields[f"deadline_{n}"] = _day(_now("Hạn %(n)s (để trống: giữ hạn cũ)") % told, required=False)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields as the page lays them out."""
        return [(self[f"organization_{n}"], self[f"share_{n}"], self[f"deadline_{n}"]) for n in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        """The shares by the names of their bodies."""
        data = self.cleaned_data
        shares = [
            Share(place, data.get(f"share_{n}", ""), data.get(f"deadline_{n}"))
            for n in range(1, ROWS + 1)
            if (place := self.named(f"organization_{n}")) is not None
        ]
        return {"reason": data.get("reason", ""), "shares": shares}


class CancelForm(ChangeForm):
    """The ground, and whether it ends the order everywhere."""

    act = "cancel"
    document = forms.CharField(label=_("Văn bản làm căn cứ (số, ký hiệu)"), max_length=60, required=False)
    reason = _text(_("Căn cứ, lý do hủy"))
    everywhere = forms.BooleanField(label=_("Hủy ở tất cả đơn vị của lệnh giao việc này"), required=False)

    def clean(self) -> dict[str, Any]:
        """The document by its symbol, among those the person sees."""
        symbol = self.cleaned_data.get("document", "").strip()
        found = Document.objects.visible_to(self.person).filter(symbol=symbol).first() if symbol else None
        if symbol and found is None:
            self.add_error("document", _("Chưa có văn bản số, ký hiệu này trong sổ. Ghi căn cứ vào ô bên dưới."))
        return {**self.cleaned_data, "document": found}


class ReopenForm(ChangeForm):
    """Why it was not solved, and until when."""

    act = "reopen"
    reason = _text(_("Căn cứ, lý do mở lại"))
    deadline_on = _day(_("Hạn mới (để trống: giữ hạn cũ)"), required=False)


class DecisionForm(forms.Form):
    """The answer to a request."""

    agree = forms.ChoiceField(choices=[("1", ""), ("0", "")])
    until = forms.DateField(required=False, error_messages=DAY_ERROR)
    words = forms.CharField(max_length=2000, required=False)


_ASKED = (ExtensionForm, SuspensionForm, ObstacleForm, LeadForm)
_DECIDED = (SuspendForm, ResumeForm, HandOverForm, SplitForm, CancelForm, ReopenForm)
FORMS: dict[str, type[ChangeForm]] = {form.act: form for form in (*_ASKED, *_DECIDED)}
