"""Biểu mẫu của phòng báo cáo. / What the pages of reports accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.formats import localize_input
from django.utils.translation import gettext_lazy as _

from dondoc.rules.limits import LIMITS
from dondoc.server.assignments.measures import Measure
from dondoc.server.assignments.models import Part
from dondoc.server.obligations.queries import Turn
from dondoc.server.reports import measuring
from dondoc.server.reports.actions import FIELDS
from dondoc.server.reports.corrections import Mended
from dondoc.server.reports.models import Progress, Report, ReportState, Verdict
from dondoc.server.reports.narrowing import Wanted
from dondoc.server.reports.unit_month import Item

_DAY = {"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off", "size": "12"}


class FilesInput(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files, each within the limit; an empty one is refused by name."""

    widget = FilesInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """An empty choice says nothing."""
        return bool(data)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files that were chosen."""
        single = super().clean
        found = [single(file, initial) for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        for file in found:
            if file.size > LIMITS.upload_bytes:
                size, most = file.size // 1_000_000, LIMITS.upload_bytes // 1_000_000
                raise forms.ValidationError(
                    _("Tệp “%(name)s” nặng %(size)s MB; mỗi tệp nhiều nhất %(most)s MB. Hãy nén hoặc tách tệp."),
                    params={"name": file.name, "size": size, "most": most},
                )
        return found


def _figure(measure: Measure) -> forms.Field:
    """A figure answers a measured criterion."""
    return forms.DecimalField(
        label=measure.text, help_text=measure.said, max_digits=14, decimal_places=2, min_value=Decimal(0), required=False, localize=True
    )


def _tick(measure: Measure) -> forms.Field:
    """Met or not answers a line of a checklist; nothing may be said of it."""
    choices = [("", "—"), (measuring.YES, _("Đạt")), (measuring.NO, _("Chưa đạt"))]
    return forms.ChoiceField(label=measure.text, choices=choices, required=False)


class ToldForm(forms.Form):
    """What a unit tells of one piece of work, when it reports and when it corrects."""

    percent = forms.IntegerField(
        label=_("Tỷ lệ hoàn thành (%)"),
        min_value=0,
        max_value=100,
        required=False,
        error_messages={"invalid": _("Tỷ lệ là số từ 0 đến 100.")},
    )
    quantity = forms.DecimalField(
        label=_("Số liệu đạt được"), max_digits=14, decimal_places=2, min_value=Decimal(0), required=False, localize=True
    )
    result = forms.CharField(label=_("Kết quả trong kỳ"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000, required=False)
    difficulties = forms.CharField(
        label=_("Khó khăn, vướng mắc"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )
    requests = forms.CharField(label=_("Kiến nghị, đề xuất"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False)


class ReportForm(ToldForm):
    """One assignment of the period. Left wholly empty it says nothing yet."""

    field_order = ("progress",)
    progress = forms.ChoiceField(label=_("Tình trạng"), choices=[("", "—"), *Progress.choices], required=False)
    evidence = FilesField(label=_("Minh chứng"), required=False)
    saves = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, measures: Sequence[Measure] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = [f"m{place}" for place in range(len(measures))]
        for name, measure in zip(self.asked, measures, strict=True):
            self.fields[name] = _figure(measure) if measure.measured else _tick(measure)

    @property
    def criteria(self) -> list[forms.BoundField]:
        """A field for each criterion of the period."""
        return [self[name] for name in self.asked]

    def said(self) -> dict[str, str]:
        """What is said of the criteria, by their place, as `actions.enter` takes it."""
        values = {name.removeprefix("m"): self.cleaned_data.get(name) for name in self.asked}
        return {place: "" if value is None else str(value) for place, value in values.items()}

    def says_something(self) -> bool:
        """Whether anything was typed or attached that differs from what stood."""
        return any(name != "saves" for name in self.changed_data)


@dataclass
class Line:
    """A row of the unit's page: what is reported on, its form, and what somebody else saved meanwhile."""

    item: Item
    form: ReportForm
    conflict: Report | None = None
    mended: Mapping[str, Mended] = field(default_factory=dict)  # what accepted corrections say, by field
    turns: list[Turn] = field(default_factory=list)  # of recurring work: what falls due in the period, and what is still open before it

    @property
    def measured(self) -> bool:
        """Whether a criterion of the period is answered by a figure."""
        return any(measure.measured for measure in self.item.measures)

    @property
    def open_turns(self) -> bool:
        """Whether one of them waits to be done."""
        return any(turn.open for turn in self.turns)

    @property
    def editable(self) -> bool:
        """Whether the unit may still write here."""
        return self.item.report is None or self.item.report.state in (ReportState.OPEN, ReportState.ENTERED)

    def values(self) -> dict[str, Any]:
        """What the form says, as `actions.enter` takes it."""
        return {name: self.form.cleaned_data[name] for name in FIELDS} | {"measures": self.form.said()}


def unit_lines(items: list[Item], data: Mapping[str, Any] | None, files: MultiValueDict[str, UploadedFile[Any]] | None) -> list[Line]:
    """The rows of the unit's page with their forms, filled from the report or from what was sent."""
    lines = []
    for item in items:
        stood = item.report or item.returned
        initial = {name: getattr(stood, name) for name in FIELDS} if stood else {}
        initial["saves"] = item.report.saves if item.report else 0
        told = measuring.said_of(item.measures, stood)
        initial |= {f"m{place}": Decimal(text) if text and item.measures[place].measured else text for place, text in told.items()}
        form = ReportForm(data, files, prefix=str(item.assignment.uid), initial=initial, measures=item.measures)
        lines.append(Line(item, form))
    return lines


def lines_from_sheet(items: list[Item], values: Mapping[str, Mapping[str, str]]) -> list[Line]:
    """The rows of the unit's page filled from a sheet over what stood; nothing is saved until the page is."""
    data: dict[str, Any] = {}
    for line in unit_lines(items, None, None):
        said = values.get(str(line.item.assignment.uid), {})
        for name in (*FIELDS, "saves", *line.form.asked):
            stood = line.form.initial.get(name)
            data[f"{line.form.prefix}-{name}"] = said.get(name, "" if stood is None else localize_input(stood))
    return unit_lines(items, data, None)


class SheetForm(forms.Form):
    """A filled sheet: the file, or cells pasted from it."""

    file = forms.FileField(label=_("Tệp Excel đã điền"), required=False)
    pasted = forms.CharField(
        label=_("hoặc dán các ô từ Excel, kể cả hàng tiêu đề"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500_000, required=False
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, within the limit."""
        data: dict[str, Any] = super().clean() or {}
        file = data.get("file")
        if not self.errors and not file and not (data.get("pasted") or "").strip():
            raise forms.ValidationError(_("Chọn tệp Excel đã điền, hoặc dán các ô từ Excel."))
        if file and file.size > LIMITS.upload_bytes:
            raise forms.ValidationError(_("Tệp quá lớn."))
        return data


class ReviewForm(forms.Form):
    """What the office, or the authority, says of a report."""

    verdict = forms.ChoiceField(label=_("Kết luận"), choices=Verdict.choices)
    completes = forms.BooleanField(label=_("Xác nhận hoàn thành nhiệm vụ"), required=False)
    reason = forms.CharField(
        label=_("Nội dung cần bổ sung, lý do"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A return says what is missing."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("verdict") == Verdict.RETURN and not data.get("reason", "").strip():
            self.add_error("reason", _("Đề nghị ghi rõ nội dung cần bổ sung."))
        return data


class ChosenForm(forms.Form):
    """Reports ticked in the queue, of those that still wait."""

    r = forms.ModelMultipleChoiceField(queryset=Report.objects.none(), to_field_name="uid")

    def __init__(self, *args: Any, waiting: QuerySet[Report], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["r"].queryset = waiting


class CriteriaForm(forms.Form):
    """By what issued work is judged from the next period on, what it is to yield, and why."""

    product = forms.CharField(label=_("Sản phẩm"), max_length=300, required=False)
    criteria = forms.CharField(
        label=_("Tiêu chí đánh giá (mỗi dòng một tiêu chí)"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("Tiêu chí đo được: nội dung | đơn vị tính | gốc | chỉ tiêu."),
    )
    reason = forms.CharField(
        label=_("Căn cứ, lý do đổi"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": _("Đề nghị ghi căn cứ, lý do.")},
    )


class NumberForm(forms.Form):
    """The number of the unit's printed report; empty leaves the place blank to be written by hand."""

    number = forms.CharField(label=_("Số báo cáo"), max_length=30, required=False)


class ScanForm(forms.Form):
    """The signed paper, scanned or photographed."""

    scan = forms.FileField(
        label=_("Bản ký (PDF hoặc ảnh)"),
        error_messages={"required": _("Chọn tệp bản ký."), "empty": _("Tệp bản ký không có nội dung (0 byte).")},
    )
    number = forms.CharField(
        label=_("Số báo cáo ghi trên giấy"), max_length=30, error_messages={"required": _("Đề nghị ghi số báo cáo trên tờ giấy đã ký.")}
    )
    code = forms.CharField(
        label=_("Mã bản in ở chân trang"), max_length=12, error_messages={"required": _("Đề nghị ghi mã bản in ở chân trang.")}
    )

    def clean_scan(self) -> UploadedFile[Any]:
        """Within the limit of files."""
        file: UploadedFile[Any] = self.cleaned_data["scan"]
        if file.size and file.size > LIMITS.upload_bytes:
            size, most = file.size // 1_000_000, LIMITS.upload_bytes // 1_000_000
            raise forms.ValidationError(
                _("Tệp “%(name)s” nặng %(size)s MB; mỗi tệp nhiều nhất %(most)s MB. Hãy nén hoặc tách tệp."),
                params={"name": file.name, "size": size, "most": most},
            )
        return file


class CorrectionForm(ToldForm):
    """What is right of a report that no longer changes, and on what ground."""

    ground = forms.CharField(
        label=_("Căn cứ, lý do đính chính"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": _("Đề nghị ghi căn cứ, lý do đính chính.")},
    )


class WorkFilter(forms.Form):
    """The filters of the lists of work; a figure of a page opens the list it counts by them."""

    q = forms.CharField(label=_("Tìm trong danh mục"), max_length=100, required=False)
    status = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("late", _("Quá hạn")),
            ("soon", _("Sắp đến hạn")),
            ("wait", _("Chờ xác nhận")),
            ("open", _("Chưa hoàn thành")),
            ("within", _("Chưa hoàn thành, trong hạn")),
            ("suspended", _("Tạm dừng")),
            ("done", _("Hoàn thành")),
            ("done_on_time", _("Hoàn thành đúng hạn")),
            ("done_late", _("Hoàn thành quá hạn")),
            ("withdrawn", _("Đã thu hồi")),
            ("cancelled", _("Đã hủy")),
            ("passed_on", _("Đã chuyển giao")),
        ],
    )
    part = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[("", _("Tất cả")), *Part.choices])
    tu = forms.DateField(label=_("Hạn từ ngày"), required=False, widget=forms.DateInput(attrs=_DAY))
    den = forms.DateField(label=_("đến ngày"), required=False, widget=forms.DateInput(attrs=_DAY))
    nhom = forms.ChoiceField(label=_("Nhóm đơn vị"), required=False)
    dv = forms.UUIDField(widget=forms.HiddenInput, required=False)
    lenh = forms.UUIDField(widget=forms.HiddenInput, required=False)
    gom = forms.ChoiceField(widget=forms.HiddenInput, required=False, choices=[("", ""), ("co", ""), ("khong", "")])

    def __init__(self, data: Any, *, groups: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["nhom"].choices = [("", _("Tất cả")), *groups]

    def wanted(self) -> Wanted:
        """What the list is narrowed by; a wrong field narrows nothing and says so beside it."""
        self.is_valid()
        told = self.cleaned_data
        days = told.get("tu"), told.get("den")
        return Wanted(
            told.get("q", ""),
            told.get("status", ""),
            told.get("part", ""),
            *days,
            told.get("dv"),
            told.get("lenh"),
            UUID(told["nhom"]) if told.get("nhom") else None,
        )

    def gathers(self, by_unit: bool) -> bool:
        """Whether the list has a line for each order; unless told, where bodies share one and no body or status is named."""
        if told := self.data.get("gom"):
            return bool(told == "co")
        return by_unit and not any(self.data.get(name) for name in ("status", "part", "dv", "lenh"))

    @property
    def more(self) -> bool:
        """Whether a filter of the second row is set."""
        return any(self.data.get(name) for name in ("part", "tu", "den", "nhom"))


class KeepFilterForm(forms.Form):
    """A name for the filter that is set."""

    name = forms.CharField(label=_("Tên bộ lọc"), max_length=60)
    query = forms.CharField(max_length=400, widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Withdraw an order everywhere or at the bodies ticked, with its ground."""

    everywhere = forms.BooleanField(label=_("Thu hồi ở tất cả đơn vị"), required=False)
    reason = forms.CharField(
        label=_("Căn cứ, lý do thu hồi"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Đề nghị ghi căn cứ, lý do thu hồi.")},
    )
