"""Biểu mẫu của phòng nhiệm vụ. / What the pages of orders and assignments accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from dondoc.rules.limits import LIMITS
from dondoc.rules.products import products
from dondoc.server.assignments.actions import Concrete
from dondoc.server.assignments.day_fields import AT_ERROR, DAY, DAY_ERROR, PLAIN_CADENCES
from dondoc.server.assignments.measures import of_criterion, parsed
from dondoc.server.assignments.models import Bound, Cadence, DayUnit, DeadlineSource, Force, Order, RelativeTo
from dondoc.server.assignments.queries import Leader
from dondoc.server.assignments.timing import at_of, said
from dondoc.server.organizations.models import Group, Organization, Person
from dondoc.server.programmes.models import Pillar

TOO_LONG = {"max_length": _("Nội dung dài quá %(limit_value)s ký tự (đang có %(show_value)s). Đề nghị rút gọn.")}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def product_choices() -> list[tuple[str, str]]:
    """The catalogue in the reader's language."""
    english = get_language() == "en"
    return [(row.key, row.en if english else row.vi) for row in products()]


class OrderForm(forms.Form):
    """A draft: the work, its product and criteria, its deadline or cadence."""

    task = forms.CharField(label=_("Việc được giao"), widget=_area(3), max_length=4000, error_messages=TOO_LONG)
    force = forms.ChoiceField(label=_("Mức độ"), choices=Force.choices)
    product_kind = forms.ChoiceField(label=_("Loại sản phẩm"), choices=product_choices)
    product = forms.CharField(label=_("Sản phẩm"), max_length=300, required=False, error_messages=TOO_LONG)
    criteria = forms.CharField(
        label=_("Tiêu chí đánh giá (mỗi dòng một tiêu chí)"),
        widget=_area(3),
        max_length=4000,
        required=False,
        error_messages=TOO_LONG,
        help_text=_("Tiêu chí đo được: nội dung | đơn vị tính | gốc | chỉ tiêu."),
    )
    deadline_on = forms.DateField(label=_("Thời hạn"), widget=DAY, error_messages=DAY_ERROR, required=False)
    bound = forms.ChoiceField(label=_("Cách tính"), choices=Bound.choices, required=False)
    deadline_source = forms.ChoiceField(label=_("Nguồn của thời hạn"), choices=DeadlineSource.choices, required=False)
    cadence = forms.ChoiceField(label=_("Hoặc định kỳ"), choices=[("", "—"), *Cadence.choices], required=False)
    cadence_at = forms.CharField(label=_("Ngày trong mỗi kỳ"), max_length=100, required=False)
    relative_days = forms.IntegerField(label=_("Hoặc trong số ngày"), min_value=1, max_value=999, required=False)
    relative_unit = forms.ChoiceField(label=_("Tính theo"), choices=DayUnit.choices, required=False)
    relative_to = forms.ChoiceField(label=_("Kể từ"), choices=[("", "—"), *RelativeTo.choices], required=False)
    relative_event = forms.CharField(label=_("Sự kiện khác (ví dụ: ngày có kết luận thanh tra)"), max_length=200, required=False)
    weight = forms.IntegerField(label=_("Trọng số"), min_value=1, max_value=10, initial=1)
    pillar = forms.ChoiceField(label=_("Trụ cột của chuyên đề"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    needs_deadline = True

    def __init__(self, *args: Any, pillars: Sequence[Pillar], today: date, before: date | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today, self.before = today, before
        self.pillars = {str(pillar.uid): pillar for pillar in pillars}
        self.fields["pillar"].choices = [("", "—"), *((uid, pillar.name) for uid, pillar in self.pillars.items())]

    def clean_pillar(self) -> Pillar | None:
        """The pillar that was chosen."""
        return self.pillars.get(self.cleaned_data["pillar"])

    def clean_deadline_on(self) -> date | None:
        """A new day is not in the past; one that stood before may be (an old document taken in late)."""
        day: date | None = self.cleaned_data["deadline_on"]
        if day is not None and day < self.today and day != self.before:
            raise forms.ValidationError(gettext("Hạn không được trước hôm nay."))
        return day

    def clean(self) -> dict[str, Any]:
        """A day or a cadence. A printed day that somebody changed is printed no more."""
        data: dict[str, Any] = super().clean() or {}
        day = data.get("deadline_on")
        if self.needs_deadline and "deadline_on" in data and day is None and not data.get("cadence") and not data.get("relative_days"):
            self.add_error("deadline_on", gettext("Đề nghị ghi thời hạn, hoặc chọn định kỳ."))
        data["cadence_at"] = self._cadence_at(data)
        if data.get("relative_days") and data.get("relative_to") == RelativeTo.EVENT and not data.get("relative_event"):
            self.add_error("relative_event", gettext("Ghi sự kiện làm mốc tính thời hạn."))
        if day is None:
            data["bound"] = data["deadline_source"] = ""
        elif day != self.before and "deadline_source" not in self.changed_data and data.get("deadline_source") == DeadlineSource.PRINTED:
            data["deadline_source"] = DeadlineSource.APPROVED
        data["criteria"] = self._criteria(str(data.get("criteria") or ""))
        return data

    def _criteria(self, text: str) -> list[str]:
        """The lines; one with bars that cannot be measured is refused beside the field."""
        lines = [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]
        try:
            for line in lines:
                parsed(line)
        except ValidationError as error:
            self.add_error("criteria", error.messages[0])
        return lines

    def _cadence_at(self, data: dict[str, Any]) -> str:
        """The day in each period, as the act takes it; what cannot be a day of this cadence is refused beside the field."""
        words = data.get("cadence_at") or ""
        try:
            at = at_of(data.get("cadence") or "", words)
        except ValueError:
            at = ""
        if (words and not at) or (not at and data.get("cadence") == Cadence.ON_DATES):
            self.add_error("cadence_at", AT_ERROR)
        return at

    def values(self) -> dict[str, Any]:
        """What `actions.edit` and `actions.draft` take."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "words")}


def initial_of(order: Order) -> dict[str, Any]:
    """The form of a draft as it stands."""
    names = ("task", "force", "product_kind", "product", "deadline_on", "bound", "deadline_source", "cadence", "weight", "version")
    days = ("relative_days", "relative_unit", "relative_to", "relative_event")
    found = {name: getattr(order, name) for name in (*names, *days)}
    return found | {
        "cadence_at": said(order.cadence, order.cadence_at),
        "criteria": "\n".join(of_criterion(criterion).line for criterion in order.criteria.all()),
        "pillar": str(order.pillar.uid) if order.pillar else "",
    }


@dataclass(frozen=True)
class Difference:
    """One field that somebody else saved otherwise than what was typed."""

    label: str
    theirs: str
    mine: str


def differences(form: OrderForm, now: Order) -> list[Difference]:
    """Where the typed form and what stands now differ, in the words the page shows."""
    stands = initial_of(now)
    pairs = [(bound, _shown(bound, stands.get(bound.name)), _shown(bound, bound.data)) for bound in form.visible_fields()]
    return [Difference(str(bound.label), theirs, mine) for bound, theirs, mine in pairs if theirs != mine]


def _shown(bound: forms.BoundField, value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    choices = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
    text = "\n".join(line.strip() for line in str(value or "").splitlines())
    return choices.get(text, text)


class NewOrderForm(OrderForm):
    """Work drafted by hand. What is left open is filled by default."""

    words = forms.CharField(
        label=_("Căn cứ, lời chỉ đạo"),
        widget=_area(2),
        max_length=4000,
        required=False,
        error_messages=TOO_LONG,
        help_text=_("Nguyên văn ý kiến chỉ đạo, nếu có. Bỏ trống thì lấy nội dung việc."),
    )
    field_order = ("task", "words")
    needs_deadline = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["product_kind"].required = False
        self.fields["deadline_source"].initial = DeadlineSource.APPROVED
        self.fields["product_kind"].choices = [("", _("Theo nội dung việc")), *product_choices()]


class BodiesForm(forms.Form):
    """Bodies and groups by public id: who leads, who supports, who is left out of the groups."""

    PARTS = ("lead", "support", "left_out")

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.lists = {part: list(dict.fromkeys(data.getlist(part))) for part in self.PARTS}
        self.versions = {key: int(value) for key, value in (pair.split(":", 1) for pair in data.getlist("version") if _is_version(pair))}

    def clean(self) -> dict[str, list[str]]:
        """At least one body leads; nobody leads and is left out at once."""
        if not self.lists["lead"]:
            raise forms.ValidationError(gettext("Chọn ít nhất một cơ quan, đơn vị chủ trì."))
        if set(self.lists["lead"]) & set(self.lists["left_out"]):
            raise forms.ValidationError(gettext("Có đơn vị vừa được chọn chủ trì, vừa nằm trong danh sách trừ."))
        return self.lists


def _is_version(pair: str) -> bool:
    return pair.partition(":")[2].isdigit()


class DeadlinesForm(forms.Form):
    """One deadline or cadence for several drafts."""

    deadline_on = forms.DateField(label=_("Thời hạn"), widget=DAY, error_messages=DAY_ERROR, required=False)
    cadence = forms.ChoiceField(label=_("Định kỳ"), choices=[("", "—"), *PLAIN_CADENCES], required=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """One of the two; never in the past."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("deadline_on") and data["deadline_on"] < self.today:
            self.add_error("deadline_on", gettext("Hạn không được trước hôm nay."))
        if not self.errors and not data.get("deadline_on") and not data.get("cadence"):
            self.add_error("deadline_on", gettext("Đề nghị ghi thời hạn, hoặc chọn định kỳ."))
        return data


class PartForm(forms.Form):
    """One kind of body in a division of a draft."""

    task = forms.CharField(label=_("Việc cụ thể"), widget=_area(2), max_length=4000, required=False, error_messages=TOO_LONG)
    lead = forms.ChoiceField(label=_("Chủ trì"), required=False)
    product_kind = forms.ChoiceField(label=_("Loại sản phẩm"), choices=product_choices)
    deadline_on = forms.DateField(label=_("Thời hạn"), widget=DAY, error_messages=DAY_ERROR, required=False)

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, Any]], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["lead"].choices = [("", _("Chọn sau")), *bodies]
        self.empty_permitted = True

    def clean_deadline_on(self) -> date | None:
        """Never in the past."""
        day: date | None = self.cleaned_data["deadline_on"]
        if day is not None and day < self.today:
            raise forms.ValidationError(gettext("Hạn không được trước hôm nay."))
        return day

    def part(self) -> Concrete | None:
        """The part as the act takes it; None while no work is written."""
        data = self.cleaned_data
        if not data.get("task"):
            return None
        return Concrete(
            task=data["task"],
            lead=(data["lead"],) if data.get("lead") else (),
            product_kind=data.get("product_kind") or "",
            deadline_on=data.get("deadline_on"),
        )


def part_forms(
    data: QueryDict | None, *, count: int, task: str, kind: str, groups: Sequence[Group], places: Sequence[Organization], today: date
) -> list[PartForm]:
    """The lines of a division: one for each kind of body, the first ones filled with the draft's own words."""
    bodies: list[tuple[str, Any]] = [
        (gettext("Nhóm"), [(str(group.uid), group.name) for group in groups]),
        (gettext("Cơ quan, đơn vị"), [(str(place.uid), place.name) for place in places]),
    ]
    first = [{"task": task if place < 2 else "", "product_kind": kind} for place in range(count)]
    return [PartForm(data, prefix=f"p{place}", initial=first[place], bodies=bodies, today=today) for place in range(count)]


class SubmitForm(forms.Form):
    """To whom a distribution is sent up, with a word."""

    post = forms.ChoiceField(label=_("Trình đồng chí"))
    summary = forms.CharField(label=_("Nội dung trình"), widget=_area(3), max_length=4000, required=False, error_messages=TOO_LONG)

    def __init__(self, *args: Any, leaders: Sequence[Leader], **more: Any) -> None:
        super().__init__(*args, **more)
        self.leaders = {str(leader.post.uid): leader for leader in leaders}
        self.fields["post"].choices = [(uid, leader.label) for uid, leader in self.leaders.items()]

    def clean_post(self) -> Leader:
        """The post that was chosen."""
        return self.leaders[self.cleaned_data["post"]]


class DecideForm(forms.Form):
    """The leader's answer in person: words are needed only to return."""

    words = forms.CharField(label=_("Ý kiến chỉ đạo"), widget=_area(2), max_length=4000, required=False, error_messages=TOO_LONG)
    approve = forms.ChoiceField(choices=[("1", _("Duyệt")), ("0", _("Trả lại"))], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A return says what to mend."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("approve") == "0" and not (data.get("words") or "").strip():
            self.add_error("words", gettext("Đề nghị ghi rõ nội dung cần hoàn thiện."))
        return data


class DecideForForm(DecideForm):
    """Entered by an assistant: the leader's words, the day they were given, the scan of the paper."""

    words = forms.CharField(label=_("Nguyên văn ý kiến chỉ đạo"), widget=_area(3), max_length=4000, error_messages=TOO_LONG)
    given_on = forms.DateField(label=_("Ngày cho ý kiến"), widget=DAY, error_messages=DAY_ERROR)
    scan = forms.FileField(
        label=_("Bản chụp bút phê"),
        widget=forms.FileInput(attrs={"accept": "image/*,.pdf"}),
        error_messages={
            "required": _("Nhập thay ý kiến chỉ đạo phải kèm bản chụp bút phê."),
            "empty": _("Tệp không có nội dung (0 byte). Đề nghị chọn lại tệp."),
        },
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_given_on(self) -> date:
        """Not after today."""
        day: date = self.cleaned_data["given_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("Ngày cho ý kiến không được sau hôm nay."))
        return day

    def clean_scan(self) -> Any:
        """A picture or a PDF within the limit, by its content."""
        file = self.cleaned_data["scan"]
        if file.size > LIMITS.upload_bytes:
            size, most = file.size // 1_000_000, LIMITS.upload_bytes // 1_000_000
            raise forms.ValidationError(
                gettext("Tệp nặng %(size)s MB; mỗi tệp nhiều nhất %(most)s MB. Hãy nén hoặc tách tệp.") % {"size": size, "most": most}
            )
        if picture_type(file.read(16)) is None:
            raise forms.ValidationError(gettext("Bản chụp phải là ảnh (JPG, PNG, WEBP) hoặc PDF."))
        file.seek(0)
        return file


#: The first bytes of what a scan may be -> its media type.
_SIGNATURES = {b"%PDF-": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


def picture_type(head: bytes) -> str | None:
    """The media type of a picture or a PDF by its first bytes, None for anything else."""
    return next((kind for start, kind in _SIGNATURES.items() if head.startswith(start)), None)


def chosen_doers(data: QueryDict, members: dict[str, Sequence[Person]], chosen: Sequence[str]) -> dict[str, Person]:
    """Who was named for which of the chosen assignments: the row's own choice, else the one for the whole unit."""
    found: dict[str, Person] = {}
    for uid in chosen:
        able = {str(person.uid): person for person in members.get(uid, ())}
        wanted = data.get(f"doer-{uid}") or data.get(f"all-{data.get(f'unit-{uid}', '')}", "")
        if wanted in able:
            found[uid] = able[wanted]
    return found
