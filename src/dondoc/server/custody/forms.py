"""Biểu mẫu lọc nhật ký, phương án sắp xếp, bàn giao. / Forms: the filter of the journal, plans of reorganization, handovers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dondoc.server.custody.models import ReorganizationKind
from dondoc.server.custody.plans import NewBody, Plan
from dondoc.server.organizations.models import Category, Kind, Level, Line, Organization, Person, SuccessionKind

NEW = "new:1"
#: Fields a plan of each kind asks for, beside the day and the ground.
ASKED: dict[str, tuple[str, ...]] = {
    ReorganizationKind.FOUND: (
        "new_name", "new_short_name", "new_symbol", "new_code", "new_line", "new_kind", "new_level", "new_category", "new_parent",
    ),
    ReorganizationKind.RENAME: ("name", "short_name", "symbol"),
    ReorganizationKind.MOVE: ("parent",),
    ReorganizationKind.MERGE: ("sources", "into", "new_name", "new_short_name", "new_parent", "new_head", "new_head_title", "by"),
    ReorganizationKind.SPLIT: ("receivers", "keeps", "new_name", "new_short_name", "new_parent", "new_head", "new_head_title", "by"),
    ReorganizationKind.END: ("into", "by"),
}  # fmt: skip


class JournalFilter(forms.Form):
    """By the beginning of an action's key, by an object's public id."""

    action = forms.RegexField(label=_("Việc"), regex=r"^[a-z_.]*$", required=False, max_length=80)
    about = forms.UUIDField(label=_("Mã đối tượng"), required=False)


class PlanForm(forms.Form):
    """A plan about one body. What is chosen item by item comes as work-…, child-…, post-… with the public id."""

    on = forms.DateField(label=_("Có hiệu lực từ ngày"))
    basis = forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("số, ngày, cơ quan ban hành văn bản"))
    name = forms.CharField(label=_("Tên mới"), max_length=200)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=80, required=False)
    symbol = forms.CharField(label=_("Ký hiệu trong số văn bản"), max_length=30, required=False)
    parent = forms.ChoiceField(label=_("Chuyển về trực thuộc"))
    sources = forms.MultipleChoiceField(label=_("Các cơ quan hợp nhất, sáp nhập"), widget=forms.CheckboxSelectMultiple)
    receivers = forms.MultipleChoiceField(label=_("Các cơ quan tiếp nhận"), widget=forms.CheckboxSelectMultiple, required=False)
    keeps = forms.BooleanField(label=_("Cơ quan bị tách vẫn hoạt động"), required=False)
    into = forms.ChoiceField(label=_("Cơ quan tiếp nhận"), required=False)
    by = forms.ChoiceField(label=_("Kế thừa"), choices=SuccessionKind.choices)
    new_name = forms.CharField(label=_("Tên cơ quan mới"), max_length=200, required=False)
    new_short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=80, required=False)
    new_symbol = forms.CharField(label=_("Ký hiệu trong số văn bản"), max_length=30, required=False)
    new_code = forms.CharField(label=_("Mã định danh"), max_length=40, required=False)
    new_line = forms.ChoiceField(label=_("Hệ thống"), choices=Line.choices)
    new_kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    new_level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)
    new_category = forms.ChoiceField(label=_("Loại hình"), choices=Category.choices)
    new_parent = forms.ChoiceField(label=_("Cơ quan mới trực thuộc"), required=False)
    new_head = forms.ChoiceField(label=_("Người đứng đầu cơ quan mới"), required=False)
    new_head_title = forms.CharField(label=_("Chức vụ của người đứng đầu"), max_length=160, required=False)

    def __init__(
        self,
        data: Any,
        *,
        kind: str,
        place: Organization,
        near: Sequence[Organization],
        heads: Sequence[Person],
        today: date,
    ) -> None:
        wanted = ("on", "basis", *ASKED[kind])
        start = {"on": today, "new_parent": str((place if kind == "found" else place.parent or place).uid), "sources": [str(place.uid)]}
        start |= {f"new_{key}": getattr(place, key) for key in ("line", "kind", "level", "category")}
        start |= {
            "name": place.name,
            "short_name": place.short_name,
            "symbol": place.symbol,
            "by": "territory" if kind == "split" else "function",
        }
        super().__init__(data, initial=start)
        self.kind, self.place = kind, place
        self.fields = {key: field for key, field in self.fields.items() if key in wanted}
        bodies = [(str(one.uid), _label(one)) for one in near]
        others = [(uid, label) for uid, label in bodies if uid != str(place.uid)]
        for key, choices in {
            "parent": others,
            "sources": bodies,
            "receivers": others,
            "into": [("", _now("Cơ quan mới (ghi tên bên dưới)") if kind == "merge" else _now("Không có")), *bodies],
            "new_parent": bodies,
            "new_head": [("", _now("Chưa chọn")), *((str(one.uid), one.full_name) for one in heads)],
        }.items():
            if key in self.fields:
                self.fields[key].choices = choices

    def clean(self) -> dict[str, Any]:
        """A merger needs a body to go into; one to be founded needs a name."""
        found: dict[str, Any] = super().clean() or {}
        if self.kind == "found" and not found.get("new_name"):
            self.add_error("new_name", _now("Ghi tên cơ quan được thành lập."))
        if self.kind == "merge" and not found.get("into") and not found.get("new_name"):
            self.add_error("into", _now("Chọn cơ quan tiếp nhận, hoặc ghi tên cơ quan mới."))
        return found

    def plan(self) -> Plan:
        """The plan these fields and items say."""
        said = self.cleaned_data
        founded = (self._body(said),) if said.get("new_name") else ()
        return Plan(
            kind=self.kind,
            on=said["on"],
            basis=said["basis"],
            sources=() if self.kind == "found" else tuple(said.get("sources") or [str(self.place.uid)]),
            founded=founded,
            successors=self._successors(said, bool(founded)),
            by=said.get("by", "function"),
            work=self._items("work-"),
            children=self._items("child-"),
            posts=self._items("post-"),
            name=said.get("name", ""),
            short_name=said.get("short_name", ""),
            symbol=said.get("symbol", ""),
            parent=said.get("parent", ""),
        )

    def _body(self, said: Mapping[str, Any]) -> NewBody:
        like = {key: said.get(f"new_{key}") or getattr(self.place, key) for key in ("line", "kind", "level", "category")}
        more = {key: said.get(f"new_{key}", "") for key in ("short_name", "symbol", "code", "head", "head_title")}
        return NewBody(NEW, said["new_name"], said["new_parent"], **like, **more)

    def _successors(self, said: Mapping[str, Any], founds: bool) -> tuple[str, ...]:
        if self.kind in ("found", "rename", "move"):
            return ()
        if self.kind == "split":
            keeps = (str(self.place.uid),) if said.get("keeps") else ()
            return (*keeps, *((NEW,) if founds else ()), *said.get("receivers", ()))
        return (said["into"],) if said.get("into") else (NEW,) if founds else ()

    def _items(self, prefix: str) -> dict[str, str]:
        return {key.removeprefix(prefix): str(value) for key, value in self.data.items() if key.startswith(prefix) and value}


def _label(place: Organization) -> str:
    return f"{place.name} ({place.parent.called})" if place.parent and place.level in ("district", "cell", "grassroots") else place.name


class UndoForm(forms.Form):
    """From which day, on what ground."""

    on = forms.DateField(label=_("Hoàn tác từ ngày"))
    basis = forms.CharField(label=_("Căn cứ"), max_length=300)


class HandOverForm(forms.Form):
    """The last day, and who takes over."""

    until = forms.DateField(label=_("Ngày cuối giữ chức vụ"))
    to = forms.ChoiceField(label=_("Người nhận bàn giao"), required=False)
    how = forms.ChoiceField(
        label=_("Người nhận bàn giao"),
        choices=[("appoint", _("được bổ nhiệm vào chức vụ này")), ("acting", _("phụ trách")), ("work", _("chỉ nhận công việc"))],
    )

    def __init__(self, data: Any, *, people: Sequence[tuple[str, str]], today: date) -> None:
        super().__init__(data, initial={"until": today, "how": "appoint"})
        self.fields["to"].choices = [("", _now("Chưa chọn")), *people]


class PostForm(forms.Form):
    """A post of a body, and who is seated in it: somebody known, or a new person by name."""

    title = forms.CharField(label=_("Tên chức vụ"), max_length=160)
    is_head = forms.BooleanField(label=_("Là người đứng đầu"), required=False)
    shared = forms.BooleanField(label=_("Nhiều người cùng giữ được"), required=False)
    since = forms.DateField(label=_("Từ ngày"))
    person = forms.ChoiceField(label=_("Người giữ"), required=False)
    full_name = forms.CharField(label=_("Người giữ: họ và tên"), max_length=120, required=False)
    acting = forms.BooleanField(label=_("Phụ trách"), required=False)

    def __init__(self, data: Any, *, people: Sequence[tuple[str, str]], today: date) -> None:
        super().__init__(data, initial={"since": today})
        self.fields["person"].choices = [("", _now("Chưa có người giữ")), *people]
