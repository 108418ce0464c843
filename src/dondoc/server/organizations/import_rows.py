"""Hàng trong tệp thành thay đổi, hoặc thành lỗi có lý do và cách sửa. / Rows of a file to changes, or to faults with reason and way out.

Pure: what stands is given as `Standing`, nothing is read or written here. References between rows are by label: the name, and where
names repeat, the name with those above it («Chi bộ thôn 1 ‹ Đảng ủy xã …»). Hidden codes say which row was there before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dondoc.server.organizations.models import Category, Kind, Level, Line
from dondoc.terms.vietnamese import fold, nfc

PLACES, PEOPLE = "Cơ quan", "Con người"
UNDER = " ‹ "
YES = "x"
#: (key, title, longest); a star marks what must be filled. The first of each sheet are the hidden codes.
PLACE_COLUMNS = (
    ("uid", "Mã hệ thống", 36),
    ("name", "Tên *", 200),
    ("short_name", "Tên gọi tắt", 80),
    ("symbol", "Ký hiệu văn bản", 30),
    ("code", "Mã định danh", 40),
    ("parent", "Trực thuộc *", 900),
    ("line", "Hệ thống *", 40),
    ("kind", "Loại *", 60),
    ("level", "Cấp *", 60),
    ("category", "Loại hình", 40),
    ("position", "Thứ tự", 6),
    ("founded_on", "Thành lập ngày", 10),
)
PEOPLE_COLUMNS = (
    ("person", "Mã người", 36),
    ("term", "Mã nhiệm kỳ", 36),
    ("full_name", "Họ và tên *", 120),
    ("place", "Cơ quan *", 900),
    ("title", "Chức vụ *", 160),
    ("is_head", "Đứng đầu", 3),
    ("acting", "Phụ trách", 3),
    ("concurrent", "Kiêm nhiệm", 3),
    ("since", "Từ ngày *", 10),
    ("until", "Đến ngày", 10),
)
CHOICES: dict[str, Any] = {"line": Line, "kind": Kind, "level": Level, "category": Category}
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be taken: sheet, its number as the program shows it, the column, reason and way out."""

    sheet: str
    row: int
    column: str
    reason: str


@dataclass
class Place:
    """A body as it stands, or as a row says it shall be. `parent` and `key` are keys within this check: a public id, or «row:…»."""

    key: str
    name: str
    parent: str
    values: dict[str, Any]
    row: int = 0
    ended: bool = False


@dataclass
class Holding:
    """A term as it stands, or as a row says. `place`: the key of a body; `person`: public id, or «row:…» of a new one."""

    person: str
    full_name: str
    place: str
    title: str
    is_head: bool
    acting: bool
    since: date
    until: date | None
    term: str = ""
    row: int = 0


@dataclass(frozen=True)
class Standing:
    """What is there: bodies of the branch by public id, terms by public id; codes borne anywhere, now or before.

    A code leads to the public id of the body that bears it now ("" where none does any more) and the name of the body it belongs to.
    """

    places: Mapping[str, Place]
    terms: Mapping[str, Holding]
    codes: Mapping[str, tuple[str, str]]
    top: str


@dataclass(frozen=True)
class Change:
    """One value of a row that was there before: what, which, old, new."""

    sheet: str
    row: int
    key: str  # public id of the body, the person or the term
    field: str
    old: str
    new: str


@dataclass
class Checked:
    """What a file would do. Nothing is done while there is a fault."""

    founded: list[Place] = field(default_factory=list)  # parents before children
    seated: list[Holding] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0

    def fault(self, sheet: str, row: int, column: str, reason: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(sheet, row, column, reason))


def labels(places: Iterable[Place]) -> dict[str, str]:
    """A label for each key: the name alone where it is the only one, else with as many of those above as are needed."""
    known = {place.key: place for place in places}
    found = {key: place.name for key, place in known.items()}
    above = {key: place.parent for key, place in known.items()}
    for _round in range(8):
        counts = Counter(found.values())
        again = [key for key, label in found.items() if counts[label] > 1 and above.get(key) in known]
        if not again:
            break
        for key in again:
            parent = known[above[key]]
            found[key], above[key] = f"{found[key]}{UNDER}{parent.name}", parent.parent
    return found


def read_rows(
    rows: Sequence[Sequence[str]], columns: Sequence[tuple[str, str, int]], sheet: str, found: Checked
) -> list[tuple[int, dict[str, str]]]:
    """Rows as fields by their titles, read without marks; rows that are empty are left out."""
    if not rows:
        return []
    titles = [fold(title).strip(" *") for title in rows[0]]
    at = {key: titles.index(wanted) for key, title, _long in columns if (wanted := fold(title).strip(" *")) in titles}
    for _key, title, _long in columns:
        if title.endswith("*") and fold(title).strip(" *") not in titles:
            found.fault(sheet, 1, title, _("Thiếu cột này. Tải lại mẫu và không đổi tên cột."))
    if any(fault.row == 1 for fault in found.faults if fault.sheet == sheet):
        return []
    told = []
    for number, row in enumerate(rows[1:], start=2):
        said = {key: nfc(row[place]).strip() if place < len(row) else "" for key, place in at.items()}
        if any(said.values()):
            told.append((number, said))
            _short_enough(said, columns, sheet, number, found)
    return told


def _short_enough(said: Mapping[str, str], columns: Sequence[tuple[str, str, int]], sheet: str, number: int, found: Checked) -> None:
    for key, title, longest in columns:
        if len(said.get(key, "")) > longest:
            found.fault(sheet, number, title, _("Dài quá %(n)s chữ.") % {"n": longest})


def day_of(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    if not match:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
