"""Biểu mẫu của trang đối chiếu. / What the pages of the split view accept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.day_fields import PLAIN_CADENCES
from dondoc.server.assignments.models import Force
from dondoc.server.documents.models import Clause, DispositionKind, Document, Proposal

_DAY = forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off"})
_DAY_ERROR = {"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")}
_REASON_ERROR = {"required": _("Đề nghị ghi lý do.")}

#: What a person may say of a clause without making work of it.
KINDS = (DispositionKind.NO_ACTION, DispositionKind.COVERED, DispositionKind.STANDING, DispositionKind.OWN_PLAN)


class Lines(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000, **more)

    def prepare_value(self, value: Any) -> Any:
        """A list is shown one a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The lines that hold something."""
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]


class ProposalForm(forms.Form):
    """What a person may change of a proposal. Bodies are names here; they are chosen from the list in the distribution table."""

    words = forms.CharField(
        label=_("Việc"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": _("Đề nghị ghi nội dung công việc.")},
    )
    lead = Lines(label=_("Chủ trì (mỗi cơ quan một dòng)"))
    support = Lines(label=_("Phối hợp (mỗi cơ quan một dòng)"))
    force = forms.ChoiceField(label=_("Mức chỉ đạo"), required=False, choices=[("", "—"), *Force.choices])
    deadline_on = forms.DateField(label=_("Thời hạn"), required=False, widget=_DAY, error_messages=_DAY_ERROR)
    deadline_bound = forms.ChoiceField(
        label=_("Cách tính hạn"), required=False, choices=[("by", _("chậm nhất ngày")), ("before", _("trước ngày"))]
    )
    cadence = forms.ChoiceField(label=_("Định kỳ"), required=False, choices=[("", _("một lần")), *PLAIN_CADENCES])
    product = forms.CharField(label=_("Sản phẩm"), required=False, max_length=300)
    criteria = Lines(label=_("Tiêu chí đánh giá (mỗi tiêu chí một dòng)"))

    @classmethod
    def of(cls, proposal: Proposal, data: Any = None) -> ProposalForm:
        """The form filled with what stands."""
        return cls(data, initial={name: getattr(proposal, name) for name in cls.base_fields}, auto_id=f"e-{proposal.uid.hex[:8]}-%s")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Lý do"), max_length=1000, error_messages=_REASON_ERROR, widget=forms.Textarea(attrs={"rows": 2}))


class PiecesForm(forms.Form):
    """The pieces a proposal is split into, one a line."""

    pieces = forms.CharField(
        label=_("Mỗi việc một dòng"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Ghi mỗi việc một dòng, từ hai việc trở lên.")},
    )


class DispositionForm(ReasonForm):
    """What is done with a clause without work of its own."""

    kind = forms.ChoiceField(
        label=_("Cách xử lý"),
        choices=[
            (DispositionKind.NO_ACTION, _("Không giao, vì …")),
            (DispositionKind.COVERED, _("Đã có trong văn bản, nhiệm vụ khác")),
            (DispositionKind.STANDING, _("Nhiệm vụ thường xuyên, là một đề mục của báo cáo định kỳ")),
            (DispositionKind.OWN_PLAN, _("Chờ kế hoạch của đơn vị")),
        ],
    )
    symbol = forms.CharField(label=_("Đã có trong văn bản số (nếu có)"), required=False, max_length=60)
    field_order = ("kind", "reason", "symbol")

    def __init__(self, *args: Any, visible: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.visible = visible  # documents this person sees

    def clean_symbol(self) -> Document | None:
        """The visible document that bears this symbol."""
        symbol = self.cleaned_data["symbol"].strip()
        found = self.visible.filter(symbol=symbol).defer("text", "folded").first() if symbol else None
        if symbol and found is None:
            raise forms.ValidationError(_("Không tìm thấy văn bản số này. Để trống, hoặc ghi đúng số, ký hiệu như trong sổ."))
        return found


class OutlineForm(ReasonForm):
    """The marker and depth of a clause read wrongly."""

    marker = forms.CharField(label=_("Số, ký hiệu của mục"), required=False, max_length=40)
    level = forms.IntegerField(label=_("Cấp (1 là cao nhất)"), min_value=1, max_value=8)
    field_order = ("marker", "level", "reason")

    @classmethod
    def of(cls, clause: Clause, data: Any = None) -> OutlineForm:
        """The form filled with what stands."""
        return cls(data, initial={"marker": clause.marker, "level": clause.level}, auto_id=f"o-{clause.uid.hex[:8]}-%s")


class DivideForm(ReasonForm):
    """Where a clause that the reader missed begins."""

    first_words = forms.CharField(
        label=_("Nội dung mới bắt đầu từ các chữ"), max_length=300, error_messages={"required": _("Dán vài chữ đầu của nội dung mới.")}
    )
    field_order = ("first_words", "reason")


class WordsForm(forms.Form):
    """Words of the document that work is made of: chosen with the mouse, or pasted."""

    words = forms.CharField(
        label=_("Đoạn chữ trong văn bản"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3, "data-words": "1"}),
        error_messages={"required": _("Bôi đen đoạn chữ trong văn bản, hoặc dán đoạn chữ vào ô này.")},
    )
    clause = forms.UUIDField(required=False, widget=forms.HiddenInput(attrs={"data-words-clause": "1"}))
