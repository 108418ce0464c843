"""Bảng tính cơ quan, con người: mẫu, xuất ra. / Sheets of bodies and people: the template and the export are one thing, full or empty."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dondoc.server.organizations.import_rows import PEOPLE, PEOPLE_COLUMNS, PLACE_COLUMNS, PLACES, YES, Standing, labels
from dondoc.server.organizations.models import Category, Kind, Level, Line
from dondoc.sheets.harmless import Value
from dondoc.sheets.writing import Sheet, workbook

_WIDTHS_PLACES = (4, 46, 24, 14, 18, 46, 18, 26, 24, 18, 8, 14)
_WIDTHS_PEOPLE = (4, 4, 28, 46, 32, 10, 10, 10, 12, 12)


def organizations_sheet(standing: Standing) -> bytes:
    """Bodies and people of a branch as a workbook that comes back: hidden codes say which row is which, cells have drop-downs."""
    living = {key: place for key, place in standing.places.items() if not place.ended}
    label = labels(living.values())
    shown = {
        key: {str(value): str(word) for value, word in choices}
        for key, choices in (("line", Line.choices), ("kind", Kind.choices), ("level", Level.choices), ("category", Category.choices))
    }
    places: list[Sequence[Value]] = []
    for key, place in living.items():
        said = place.values | {name: shown[name][place.values[name]] for name in shown}
        said |= {"uid": key, "parent": label.get(place.parent, "")}
        places.append([said[column] for column, _title, _long in PLACE_COLUMNS])
    people: list[Sequence[Value]] = []
    for term in sorted(standing.terms.values(), key=lambda one: (one.place, not one.is_head, one.title)):
        marks = {"is_head": YES if term.is_head else "", "acting": YES if term.acting else "", "concurrent": ""}
        said = {"person": term.person, "term": term.term, "full_name": term.full_name, "place": label.get(term.place, "")}
        said |= marks | {"title": term.title, "since": term.since, "until": term.until}
        people.append([said[column] for column, _title, _long in PEOPLE_COLUMNS])
    columns = [key for key, _title, _long in PLACE_COLUMNS]
    drop = {columns.index(name): list(shown[name].values()) for name in shown} | {columns.index("parent"): list(label.values())}
    marks_at = {at: [YES] for at, (key, _title, _long) in enumerate(PEOPLE_COLUMNS) if key in ("is_head", "acting", "concurrent")}
    return workbook(
        [
            Sheet(PLACES, [title for _key, title, _long in PLACE_COLUMNS], places, _WIDTHS_PLACES, choices=drop, hidden=(0,)),
            Sheet(
                PEOPLE,
                [title for _key, title, _long in PEOPLE_COLUMNS],
                people,
                _WIDTHS_PEOPLE,
                choices={3: list(label.values()), **marks_at},
                hidden=(0, 1),
            ),
            Sheet(_("Hướng dẫn"), [_("Cách điền")], [[line] for line in _guide()], (110,)),
        ]
    )


def _guide() -> list[str]:
    return [
        _("Cột có dấu * phải điền. Không đổi tên cột, không sửa các cột mã bị ẩn."),
        _("Cơ quan, người mới: thêm dòng ở cuối, để trống cột mã. Dòng bị xóa khỏi tệp không xóa gì trong hệ thống."),
        _("Trực thuộc, Cơ quan: chọn trong danh sách của ô, hoặc ghi đúng tên; tên trùng thì kèm cấp trên, ngăn bằng dấu ‹."),
        _("Một người giữ hai chức vụ: hai dòng, dòng sau đánh x ở cột Kiêm nhiệm. Nhiều người cùng chức danh: mỗi người một dòng."),
        _("Ngày ghi dạng 01/07/2025. Đứng đầu, Phụ trách, Kiêm nhiệm: đánh x."),
        _("Chuyển cấp trên, hợp nhất, chia tách, thôi giữ chức vụ không làm trong tệp này: dùng trang của cơ quan, của người."),
    ]
