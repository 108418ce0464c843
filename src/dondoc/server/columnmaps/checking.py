"""Bảng nhập trở lại: mỗi hàng là việc nào, đổi ô nào. / A table that came back: which work each row is, which cells changed.

Nothing is written here. Rows are known again by our code or the other system's; a code nobody may see is told like one that is not
there. What may not come back by a table is a fault when it is a deadline, else a difference told and left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dondoc.server.assignments.models import Assignment
from dondoc.server.columnmaps import queries
from dondoc.server.columnmaps.cells import own, shown, understood
from dondoc.server.columnmaps.fields import FIELDS, KNOWN_BY
from dondoc.server.columnmaps.models import MapVersion
from dondoc.server.organizations.models import Person
from dondoc.terms.vietnamese import fold

#: Among this many first rows the titles are looked for.
_TOP = 10
Cells = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be taken: its number as Excel shows it, the column, the reason."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Cell:
    """One changed cell, in words: what stands, what shall."""

    field: str
    title: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """One row that says something else than what stands. `work`: None for work not here yet."""

    row: int
    work: str | None  # public id of the assignment
    task: str
    cells: tuple[Cell, ...]
    values: Cells  # every field the map takes, as understood


@dataclass
class Checked:
    """What a table would do."""

    unchanged: int = 0
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """As the row of the table keeps it, for the page."""
        changes = [
            {"row": one.row, "work": one.work, "task": one.task, "cells": [asdict(cell) for cell in one.cells]} for one in self.changes
        ]
        told = {
            "faults": [asdict(one) for one in sorted(self.faults, key=lambda one: one.row)],
            "notes": [asdict(one) for one in self.notes],
        }
        return {"unchanged": self.unchanged, "changes": changes, **told}


@dataclass
class _Reading:
    """The table as the map reads it."""

    version: MapVersion
    columns: dict[int, Mapping[str, Any]]  # place in the row -> the column of the map
    rows: list[tuple[int, Cells]]


def check(rows: Sequence[Sequence[str]], version: MapVersion, person: Person, on: date) -> Checked:
    """Compare a table, titles first, with what this person sees."""
    found = Checked()
    reading = _read(rows, version, found)
    if reading is None:
        return found
    known = _known(reading, person, on)
    taken: dict[UUID, int] = {}
    for number, cells in reading.rows:
        line = _line(cells, known)
        if isinstance(line, str):
            _unknown(found, number, cells, line, known, version)
            continue
        if (first := taken.setdefault(line.assignment.uid, number)) != number:
            found.faults.append(Fault(number, "", _("Cùng nhiệm vụ với dòng %(row)s.") % {"row": first}))
            continue
        _compare(found, number, cells, line, reading)
    return found


UNKNOWN, NAMELESS, TWO = "unknown", "nameless", "two"
SENTENCES = {
    UNKNOWN: lambda: _("Không tìm thấy nhiệm vụ có mã này."),
    NAMELESS: lambda: _("Dòng không có mã nào để biết là nhiệm vụ nào."),
    TWO: lambda: _("Mã của hệ thống kia đang thuộc nhiệm vụ khác."),
}


def _read(rows: Sequence[Sequence[str]], version: MapVersion, found: Checked) -> _Reading | None:
    titles = {fold(column["title"]): column for column in version.columns}
    for top, row in enumerate(rows[:_TOP]):
        columns = {place: titles[fold(cell)] for place, cell in enumerate(row) if fold(cell) in titles}
        fields = [column["field"] for column in columns.values()]
        if set(fields) & set(KNOWN_BY) and len(fields) == len(set(fields)) and len(fields) > 1:
            for place, cell in enumerate(row):
                if cell and place not in columns:
                    found.notes.append(Fault(top + 1, cell, _("Cột không có trong bảng nối, bỏ qua.")))
            reading = _Reading(version, columns, [])
            for number, cells in enumerate(rows[top + 1 :], start=top + 2):
                if any(cells):
                    _read_row(reading, number, cells, found)
            return reading
    words = ", ".join(f"“{column['title']}”" for column in version.columns if column["field"] in KNOWN_BY)
    found.faults.append(Fault(1, "", _("Không tìm thấy hàng tiêu đề có cột %(words)s, mỗi cột một lần.") % {"words": words}))
    return None


def _read_row(reading: _Reading, number: int, cells: Sequence[str], found: Checked) -> None:
    told, wrong = {}, False
    for place, column in reading.columns.items():
        text = cells[place] if place < len(cells) else ""
        try:
            told[column["field"]] = understood(column["field"], text, codes=reading.version.codes, days=reading.version.days)
        except ValueError as error:
            found.faults.append(Fault(number, column["title"], str(error)))
            wrong = True
    if not wrong:
        reading.rows.append((number, told))


@dataclass(frozen=True)
class _Known:
    by_code: Mapping[str, queries.Line]
    by_ref: Mapping[str, queries.Line]
    came_in: set[str]  # codes elsewhere of work that came in by a table before


def _known(reading: _Reading, person: Person, on: date) -> _Known:
    """The lines these rows name, whatever their number in a few queries."""
    codes = [code for _number, cells in reading.rows if (code := _uid(cells.get("code")))]
    refs = [str(ref) for _number, cells in reading.rows if (ref := cells.get("external_ref"))]
    column_map = reading.version.column_map
    pks: set[int] = set()
    named: dict[str, int] = {}
    came_in: set[str] = set()
    for start in range(0, len(refs), queries.AT_ONCE):
        named |= queries.by_refs(refs[start : start + queries.AT_ONCE], column_map, person)
        came_in |= queries.came_in(refs[start : start + queries.AT_ONCE], column_map, person)
    for start in range(0, len(codes), queries.AT_ONCE):
        pks |= set(queries.by_codes(codes[start : start + queries.AT_ONCE], person).values_list("pk", flat=True))
    wanted = sorted(pks | set(named.values()))
    lines: dict[int, queries.Line] = {}
    for start in range(0, len(wanted), queries.AT_ONCE):
        some = Assignment.objects.visible_to(person).filter(pk__in=wanted[start : start + queries.AT_ONCE])
        lines |= {line.assignment.pk: line for line in queries.lines(some, column_map, person, on)}
    by_code = {str(line.assignment.uid): line for line in lines.values()}
    return _Known(by_code, {ref: lines[pk] for ref, pk in named.items() if pk in lines}, came_in)


def _uid(text: Any) -> str:
    try:
        return str(UUID(str(text)))
    except ValueError:
        return ""


def _line(cells: Cells, known: _Known) -> queries.Line | str:
    """The work a row is about; else which fault it is."""
    code, ref = cells.get("code"), cells.get("external_ref")
    if not code and not ref:
        return NAMELESS
    named = known.by_ref.get(str(ref)) if ref else None
    if not code:
        return named or UNKNOWN
    line = known.by_code.get(_uid(code))
    if line is None:
        return UNKNOWN
    return TWO if named is not None and named.assignment.pk != line.assignment.pk else line


def _unknown(found: Checked, number: int, cells: Cells, why: str, known: _Known, version: MapVersion) -> None:
    """A row of no piece of work one sees: work that came in before, new work where the map takes it in, else a fault."""
    ref = str(cells.get("external_ref") or "")
    if why == UNKNOWN and not cells.get("code") and ref in known.came_in:
        found.unchanged += 1
        found.notes.append(Fault(number, "", _("Việc này đã nhận vào hệ thống từ trước.")))
    elif why == UNKNOWN and not cells.get("code") and version.adds:
        known.came_in.add(ref)  # a second row of the same code is the same work
        _add(found, number, cells)
    else:
        found.faults.append(Fault(number, "", SENTENCES[why]()))


def _compare(found: Checked, number: int, cells: Cells, line: queries.Line, reading: _Reading) -> None:
    changed, faults = [], len(found.faults)
    for column in reading.columns.values():
        key, title = column["field"], column["title"]
        old, new = own(key, line.values[key]), cells[key]
        # a code left out says nothing; the reason of an extension is told with its day alone
        if old == new or key in ("code", "extension_reason") or (key == "external_ref" and new is None):
            continue
        cell = Cell(key, title, shown(key, old), shown(key, new))
        if key == "deadline" and (new is None or not column["takes"]):
            found.faults.append(Fault(number, title, _deadline_stays(cell)))
        elif column["takes"]:
            changed.append(cell)
        else:
            found.notes.append(Fault(number, title, _("Khác với hệ thống (%(old)s), không nhập.") % {"old": cell.old[:80]}))
    if not changed and len(found.faults) == faults:
        found.unchanged += 1
    elif changed:
        takes = {column["field"] for column in reading.columns.values() if column["takes"]}
        values = {key: cells[key] for key in takes}
        found.changes.append(Change(number, str(line.assignment.uid), line.assignment.order.task, tuple(changed), values))


def _deadline_stays(cell: Cell) -> str:
    return _("Thời hạn là %(old)s, tệp ghi %(new)s. Thời hạn chỉ đổi bằng gia hạn, không đổi bằng tệp.") % {
        "old": cell.old,
        "new": cell.new,
    }


def _add(found: Checked, number: int, cells: Cells) -> None:
    """Work of the other system that is not here yet."""
    if not cells.get("task"):
        found.faults.append(Fault(number, "", _("Việc mới cần có nội dung nhiệm vụ.")))
        return
    told = [
        Cell(key, str(FIELDS[key].label), "–", shown(key, cells[key])) for key in ("task", "deadline", "external_ref") if cells.get(key)
    ]
    found.changes.append(Change(number, None, str(cells["task"]), tuple(told), cells))
