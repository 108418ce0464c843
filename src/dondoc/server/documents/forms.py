"""Biểu mẫu của phòng văn bản. / What the pages of documents accept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.rules.limits import LIMITS
from dondoc.server.documents.models import Document
from dondoc.server.documents.rows import HEAD_FIELDS
from dondoc.server.organizations.models import Organization, Person, Post
from dondoc.server.organizations.queries import seats

DAY = forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off"})
DAY_ERROR = {"invalid": _("Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026.")}


class FileInput(forms.FileInput):
    """One file, or several where the field says so."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each cleaned as one."""

    widget = FileInput(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files as a list, empty when none came."""
        return [super(FilesField, self).clean(file, initial) for file in data or ()]


class UploadForm(forms.Form):
    """A document comes as a file, or as text pasted from Word."""

    main = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.pdf,.txt,.md,.html,.htm,.rtf"}),
    )
    pasted = forms.CharField(
        label=_("Hoặc dán nguyên văn"),
        required=False,
        max_length=2_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": _("Đoạn dán dài quá 2 triệu ký tự. Đề nghị gửi tệp.")},
    )
    annexes = FilesField(label=_("Phụ lục, tài liệu kèm theo"), required=False, allow_empty_file=True)
    organization = forms.ModelChoiceField(
        label=_("Sổ văn bản của"), queryset=Organization.objects.none(), to_field_name="uid", empty_label=None
    )
    direction = forms.ChoiceField(
        label=_("Vào sổ"),
        required=False,
        choices=[("incoming", _("Văn bản đến")), ("outgoing", _("Văn bản đi (đã ký, chờ lấy số)"))],
    )

    #: Megabytes a file may have, for the hint.
    most = LIMITS.upload_bytes // 1_000_000

    def __init__(self, *args: Any, places: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organization"].queryset = places
        self.fields["organization"].initial = places.first().uid if places.first() else None

    def clean_direction(self) -> str:
        """Incoming unless said otherwise."""
        return self.cleaned_data["direction"] or "incoming"

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and pasted text; nothing above the limit."""
        data: dict[str, Any] = super().clean() or {}
        main, pasted = data.get("main"), (data.get("pasted") or "").strip()
        if not main and not pasted:
            self.add_error("main", _("Chọn tệp văn bản, hoặc dán nguyên văn vào ô bên dưới."))
        if main and pasted:
            self.add_error("pasted", _("Đã chọn tệp thì không dán thêm nguyên văn; giữ lại một trong hai."))
        for file in [main, *(data.get("annexes") or ())]:
            if file and file.size > LIMITS.upload_bytes:
                text = _("Tệp “%(name)s” nặng %(size)s MB; mỗi tệp nhiều nhất %(most)s MB. Hãy nén hoặc tách tệp.")
                self.add_error(
                    "main" if file is main else "annexes",
                    text % {"name": file.name, "size": file.size // 1_000_000, "most": LIMITS.upload_bytes // 1_000_000},
                )
        return data


class HeadForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker alone
    """The head of a document, filled by the reader, looked at by a person."""

    dated = forms.DateField(label=_("Ngày ban hành"), required=False, widget=DAY, error_messages=DAY_ERROR)

    class Meta:
        model = Document
        fields = [*HEAD_FIELDS, "authority_organization"]
        labels = {
            "kind": _("Loại (viết tắt)"),
            "symbol": _("Số, ký hiệu"),
            "issuer": _("Cơ quan ban hành"),
            "issuer_parent": _("Cơ quan cấp trên"),
            "place": _("Địa danh"),
            "subject": _("Trích yếu"),
            "signer_name": _("Người ký"),
            "signer_title": _("Chức vụ người ký"),
            "signer_capacity": _("Quyền hạn ký"),
            "authority": _("Chỉ đạo của (theo văn bản)"),
            "authority_organization": _("Chỉ đạo của (trong hệ thống)"),
            "urgency": _("Mức khẩn"),
            "system": _("Hệ thống"),
        }
        widgets = {
            "subject": forms.Textarea(attrs={"rows": 2}),
            "system": forms.Select(choices=[("", "—"), ("party", _("Đảng")), ("state", _("Nhà nước"))]),
        }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        place = self.instance.organization
        giving = Organization.objects.living().filter(kind__in=("committee", "standing", "peoples_committee", "board", "office"))
        self.fields["authority_organization"].queryset = (
            giving.filter(pk__in=[place.pk]) | giving.filter(parent=place) | giving.filter(children=place)
        )
        self.fields["authority_organization"].queryset = self.fields["authority_organization"].queryset.distinct()
        self.fields["authority_organization"].empty_label = str(place)  # nothing chosen: the body whose book it is

    def head(self) -> dict[str, Any]:
        """The fields as `actions.register` and `actions.correct_head` take them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RegisterForm(HeadForm):
    """Registering: the head, and the number in the book when it is not simply the next."""

    book_number = forms.IntegerField(
        label=_("Số trong sổ"), required=False, min_value=1, max_value=2_000_000, help_text=_("Để trống: lấy số kế tiếp của năm.")
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["book_number"].label = _("Số đi") if self.instance.direction == "outgoing" else _("Số đến")


class CorrectForm(HeadForm):
    """A correction says why."""

    reason = forms.CharField(label=_("Lý do sửa"), max_length=500, error_messages={"required": _("Đề nghị ghi lý do sửa.")})


class DeclareForm(forms.Form):
    """A named person says that the file, which could not be read whole, bears no secret mark."""

    declared = forms.BooleanField(
        label=_("Tôi đã xem tệp và xác nhận tệp không có dấu độ mật."), error_messages={"required": _("Chỉ lưu khi có xác nhận này.")}
    )


class MinuteForm(forms.Form):
    """A leader's words. An assistant chooses for whom, and shows the paper."""

    post = forms.ModelChoiceField(label=_("Ý kiến của"), queryset=Post.objects.none(), empty_label=None)
    words = forms.CharField(label=_("Ý kiến chỉ đạo"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    given_on = forms.DateField(label=_("Ngày cho ý kiến"), widget=DAY, error_messages=DAY_ERROR)
    scan = forms.FileField(label=_("Bản chụp bút phê"), required=False)

    def __init__(self, *args: Any, posts: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["post"].queryset = posts


class DocumentFilter(forms.Form):
    """The filters of the list of documents."""

    q = forms.CharField(label=_("Tìm văn bản"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("waiting", _("Chờ đăng ký, lấy số")),
            ("open", _("Đang xử lý")),
            ("routed", _("Đã giao, đã chuyển")),
            ("closed", _("Đã kết thúc")),
        ],
    )
    since = forms.DateField(label=_("Ban hành từ ngày"), required=False, widget=DAY, error_messages=DAY_ERROR)
    until = forms.DateField(label=_("đến ngày"), required=False, widget=DAY, error_messages=DAY_ERROR)
    loose = forms.BooleanField(label=_("Còn nội dung chưa giao"), required=False)


class AnnexForm(forms.Form):
    """One more annex of a document taken in before."""

    annex = forms.FileField(label=_("Thêm phụ lục, tài liệu kèm theo"), allow_empty_file=True, error_messages={"required": _("Chọn tệp.")})
    declared = forms.BooleanField(label=_("Tôi đã xem tệp và xác nhận tệp không có dấu độ mật."), required=False)

    def clean_annex(self) -> Any:
        """Nothing above the limit."""
        file = self.cleaned_data["annex"]
        if file.size > LIMITS.upload_bytes:
            text = _("Tệp “%(name)s” nặng %(size)s MB; mỗi tệp nhiều nhất %(most)s MB. Hãy nén hoặc tách tệp.")
            raise forms.ValidationError(
                text % {"name": file.name, "size": file.size // 1_000_000, "most": LIMITS.upload_bytes // 1_000_000}
            )
        return file


class PresentForm(forms.Form):
    """To whom a document is presented."""

    leaders = forms.ModelMultipleChoiceField(
        label=_("Trình đồng chí"),
        queryset=Person.objects.none(),
        to_field_name="uid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn lãnh đạo để trình.")},
    )

    def __init__(self, *args: Any, leaders: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["leaders"].queryset = leaders


def holds(person: Person) -> list[int]:
    """Ids of the posts a person holds today."""
    return [seat.post_id for seat in seats(person)]
