"""Biểu mẫu của bảng nối cột. / Forms of column maps: a line for each of our fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from dondoc.rules.limits import LIMITS
from dondoc.server.columnmaps.fields import CODES, DAYS, FIELDS
from dondoc.server.columnmaps.models import MapVersion
from dondoc.server.organizations.models import Organization

#: Columns a new map begins with, in this order.
USUAL = (
    "code", "external_ref", "task", "unit", "document", "deadline", "outcome", "progress", "percent", "result", "difficulties", "requests",
)  # fmt: skip


@dataclass(frozen=True)
class FieldLine:
    """One of our fields on the page: the title it has there, its place, whether it comes back."""

    label: Any
    title: BoundField
    place: BoundField
    takes: BoundField | None


@dataclass(frozen=True)
class CodeGroup:
    """The codes of one field."""

    label: Any
    codes: tuple[BoundField, ...]


class FileForm(forms.Form):
    """A table of the other system."""

    file = forms.FileField(label=_("Tệp Excel (.xlsx)"))

    def clean_file(self) -> Any:
        """Within the limit of uploads."""
        return _small(self.cleaned_data["file"])


def _small(file: Any) -> Any:
    if file and (file.size or 0) > LIMITS.upload_bytes:
        raise forms.ValidationError(_("Tệp lớn hơn mức cho phép."))
    return file


class MapForm(forms.Form):
    """The map of one other system. `columns` and `codes` give what the act takes."""

    organization = forms.ModelChoiceField(label=_("Cơ quan dùng bảng nối"), queryset=Organization.objects.none(), empty_label=None)
    system = forms.CharField(label=_("Tên hệ thống kia"), max_length=120)
    sample = forms.FileField(label=_("Tệp mẫu của hệ thống kia (.xlsx)"), required=False)
    days = forms.ChoiceField(label=_("Cách ghi ngày"), choices=[(key, words) for key, (words, _pattern) in DAYS.items()])
    adds = forms.BooleanField(
        label=_("Dòng có mã mới là việc cấp trên giao: đưa vào dự kiến giao của cơ quan"),
        required=False,
    )

    def __init__(self, *args: Any, places: QuerySet[Organization], version: MapVersion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["organization"].queryset = places
        if version is not None:
            del self.fields["organization"], self.fields["system"]
        for key, field in FIELDS.items():
            self.fields[f"title_{key}"] = forms.CharField(label=str(field.label), required=False, max_length=120)
            self.fields[f"place_{key}"] = forms.IntegerField(label=_("Thứ tự"), required=False, min_value=1, max_value=99)
            if field.takes:
                self.fields[f"takes_{key}"] = forms.BooleanField(label=_("Nhập về"), required=False)
        for key, known in CODES.items():
            for code, words in known.items():
                self.fields[f"code_{key}_{code}"] = forms.CharField(label=str(words), required=False, max_length=60)
        if not self.is_bound:
            self.initial = {**self.initial, **self._from(version)}

    def clean_sample(self) -> Any:
        """Within the limit of uploads."""
        return _small(self.cleaned_data["sample"])

    @staticmethod
    def _from(version: MapVersion | None) -> dict[str, Any]:
        """What the form begins with: the version in use, else the usual columns."""
        if version is None:
            usual = [{"field": key, "title": FIELDS[key].title, "takes": FIELDS[key].takes and key != "deadline"} for key in USUAL]
            return columns_as_initial(usual)
        told = {f"code_{field}_{key}": code for field, codes in version.codes.items() for key, code in codes.items()}
        return columns_as_initial(version.columns) | told | {"days": version.days, "adds": version.adds}

    def guess(self, found: Mapping[str, str]) -> dict[str, Any]:
        """What was posted with the columns of a sample in place of its own, as initial values of another form."""
        told = {name: value for name, value in self.data.items() if not name.startswith(("title_", "place_", "takes_"))}
        takes = [{"field": key, "title": title, "takes": FIELDS[key].takes and key != "deadline"} for key, title in found.items()]
        return told | columns_as_initial(takes)

    def lines(self) -> list[FieldLine]:
        """The lines of the page."""
        takes = {key: self[f"takes_{key}"] if field.takes else None for key, field in FIELDS.items()}
        return [FieldLine(field.label, self[f"title_{key}"], self[f"place_{key}"], takes[key]) for key, field in FIELDS.items()]

    def groups(self) -> list[CodeGroup]:
        """The lists of codes."""
        return [CodeGroup(FIELDS[key].label, tuple(self[f"code_{key}_{code}"] for code in known)) for key, known in CODES.items()]

    def columns(self) -> list[dict[str, Any]]:
        """As `actions.set_map` takes them, in the order told; those without a number after the others."""
        told = self.cleaned_data
        ordered = sorted(FIELDS, key=lambda key: told.get(f"place_{key}") or 100)
        columns = [{"field": key, "title": told[f"title_{key}"], "takes": told.get(f"takes_{key}", False)} for key in ordered]
        return [column for column in columns if column["title"].strip()]

    def codes(self) -> dict[str, dict[str, str]]:
        """As `actions.set_map` takes them."""
        return {key: {code: self.cleaned_data[f"code_{key}_{code}"] for code in known} for key, known in CODES.items()}


def columns_as_initial(columns: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The columns of a map as values of the form."""
    found: dict[str, Any] = {}
    for place, column in enumerate(columns, start=1):
        key = column["field"]
        found |= {f"title_{key}": column["title"], f"place_{key}": place, f"takes_{key}": column["takes"]}
    return found
