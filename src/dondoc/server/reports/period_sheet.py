"""Bảng Excel của một kỳ: điền khi không có mạng, gửi lại, hoặc dán. / A period as an Excel sheet: filled off-line, sent back or pasted.

The sheet carries each assignment's code in a hidden column, so rows find their way back whatever was sorted or left out; pasted rows
without a code go by the words of the work. What comes back fills the page's own form and is saved only when the person saves it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import localize_input
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dondoc.server.reports.measuring import NO, YES, said_of
from dondoc.server.reports.models import Period, Progress, Report, ReportState
from dondoc.server.reports.unit_month import Item
from dondoc.sheets.parsing import Rows
from dondoc.sheets.writing import Sheet, workbook
from dondoc.terms.vietnamese import fold

#: column key -> its title in the sheet, in the office's own language whatever the language of the page
COLUMNS = {
    "code": "Mã",
    "number": "STT",
    "task": "Nhiệm vụ",
    "deadline": "Thời hạn",
    "progress": "Tình trạng",
    "percent": "Tỷ lệ (%)",
    "quantity": "Số liệu",
    "result": "Kết quả trong kỳ",
    "difficulties": "Khó khăn, vướng mắc",
    "requests": "Kiến nghị, đề xuất",
}
#: «0.125» out of a number cell: an eighth, and not 125 as a form of this country would take it; «1.250» was typed as text, 1250
_PLAIN = re.compile(r"\d+\.\d*[1-9]")
_FILLED = ("progress", "percent", "quantity", "result", "difficulties", "requests")
_WIDTHS = (8, 6, 60, 14, 22, 10, 14, 60, 36, 36)
#: A measured criterion takes a figure, another one of these; read by the form as its own choices.
_MET = {YES: "Đạt", NO: "Chưa đạt"}
CRITERIA = "Tiêu chí"
#: Progress as the sheet writes it
_WORDS = {
    Progress.IN_HAND: "Đang thực hiện",
    Progress.DONE: "Hoàn thành",
    Progress.UNCHANGED: "Không thay đổi so với kỳ trước",
    Progress.NOTHING: "Không phát sinh",
}


def period_sheet(items: Sequence[Item], period: Period, unit: str) -> bytes:
    """The period's work of a unit as .xlsx, with what was entered so far."""
    most = max((len(item.measures) for item in items), default=0)
    rows = [_row(number, item, most) for number, item in enumerate(items, start=1)]
    sheet = Sheet(
        "Báo cáo",
        (*COLUMNS.values(), *_criteria_titles(most)),
        rows,
        (*_WIDTHS, *((46,) if most else ()), *(16,) * most),
        heading=f"Báo cáo kỳ {period.key}: {unit}",
        choices={tuple(COLUMNS).index("progress"): tuple(_WORDS.values())},
        hidden=(0,),
    )
    return workbook([sheet])


def _criteria_titles(most: int) -> list[str]:
    """«Tiêu chí» lists the criteria of each row; «Tiêu chí 1», «Tiêu chí 2» take what is said of each: a figure, or đạt, chưa đạt."""
    return [CRITERIA, *(f"{CRITERIA} {place}" for place in range(1, most + 1))] if most else []


def _row(number: int, item: Item, most: int) -> tuple[Any, ...]:
    report = item.report or item.returned
    stood = [_shown(report, name) for name in _FILLED] if report else [""] * len(_FILLED)
    listed = "\n".join(f"{place}. {measure.said}" for place, measure in enumerate(item.measures, start=1))
    told = said_of(item.measures, report)
    said = [_answer(measure.measured, told.get(place, "")) for place, measure in enumerate(item.measures)]
    criteria = (listed, *said, *("",) * (most - len(said))) if most else ()
    return (str(item.assignment.uid), number, item.row.task, item.row.deadline_on or item.row.cadence, *stood, *criteria)


def _answer(measured: bool, said: str) -> Any:
    if measured:
        return Decimal(said) if said else ""
    return _MET.get(said, "")


def _shown(report: Report, name: str) -> Any:
    value = getattr(report, name)
    if name == "progress":
        return _WORDS[Progress(value)] if value else ""
    return "" if value is None else value


@dataclass(frozen=True)
class Filled:
    """What a sheet says: values for the page's form by assignment (uid as text) and field; what could not be used, row by row."""

    values: Mapping[str, Mapping[str, str]]
    problems: tuple[str, ...]


def filled(rows: Rows, items: Sequence[Item], *, plain: bool) -> Filled:
    """Match the rows of a sheet with the period's work. Nothing is saved and nothing is raised on content.

    plain: figures are printed with a point for the decimals, as out of a file (1234.5); pasted ones are as the office writes them
    (1.234,5), which is how the page's own form reads them.
    """
    problems = [reason.said(get_language()) for reason in rows.reasons]
    top, columns = _head(rows.rows)
    if not columns:
        problems.append(_("Không tìm thấy hàng tiêu đề có cột “Nhiệm vụ” và “Kết quả trong kỳ” hoặc “Tình trạng”."))
        return Filled({}, tuple(problems))
    by_code = {str(item.assignment.uid): item for item in items}
    by_words: dict[str, list[Item]] = {}
    for item in items:
        by_words.setdefault(fold(item.row.task), []).append(item)
    values: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows.rows[top + 1 :], start=top + 2):
        cells = {key: row[at] if at < len(row) else "" for key, at in columns.items()}
        if not any(cells.get(name) for name in columns if name in _FILLED or name.startswith("m")):
            continue
        found = _item(cells, by_code, by_words)
        if isinstance(found, str):
            problems.append(_("Dòng %(row)s: %(why)s") % {"row": number, "why": found})
            continue
        said, why = _values(cells)
        if plain and _PLAIN.fullmatch(said.get("quantity", "")):
            said["quantity"] = localize_input(Decimal(said["quantity"]))
        answers, doubts = _answers(cells, found, plain=plain)
        said |= answers
        problems += [_("Dòng %(row)s: %(why)s") % {"row": number, "why": reason} for reason in (*why, *doubts)]
        values[str(found.assignment.uid)] = said
    return Filled(values, tuple(problems))


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Where the titles stand, among the first ten rows, and the column of each; titles are matched without marks."""
    titles = {fold(title): key for key, title in COLUMNS.items()} | {fold(f"{CRITERIA} {place + 1}"): f"m{place}" for place in range(40)}
    for number, row in enumerate(rows[:10]):
        columns = {titles[fold(cell)]: at for at, cell in enumerate(row) if fold(cell) in titles}
        if {"task", "code"} & columns.keys() and {"result", "progress"} & columns.keys():
            return number, columns
    return 0, {}


def _item(cells: Mapping[str, str], by_code: Mapping[str, Item], by_words: Mapping[str, list[Item]]) -> Item | str:
    """The work a row is about, or why none can be told."""
    if code := cells.get("code", ""):
        item = by_code.get(code)
        if item is None:
            return _("mã này không thuộc kỳ và đơn vị đang mở.")
    else:
        same = by_words.get(fold(cells.get("task", "")), [])
        if len(same) != 1:
            return _("không có nhiệm vụ nào trùng tên trong kỳ.") if not same else _("có nhiều nhiệm vụ trùng tên, cần cột mã.")
        item = same[0]
    if item.report is not None and item.report.state not in (ReportState.OPEN, ReportState.ENTERED):
        return _("báo cáo này đã nộp, không sửa được.")
    return item


def _answers(cells: Mapping[str, str], item: Item, *, plain: bool) -> tuple[dict[str, str], list[str]]:
    """What a row says of the criteria of its work, as the form's own fields m0, m1, … take it; what was not understood."""
    said, why = {}, []
    for place, measure in enumerate(item.measures):
        text = cells.get(f"m{place}", "")
        if text and measure.measured:
            said[f"m{place}"] = localize_input(Decimal(text)) if plain and _PLAIN.fullmatch(text) else text
        elif text:
            known = {fold(words): key for key, words in _MET.items()}
            if fold(text) in known:
                said[f"m{place}"] = known[fold(text)]
            else:
                why.append(_("tiêu chí %(n)s ghi “đạt” hoặc “chưa đạt”.") % {"n": place + 1})
    beyond = [name for name, text in cells.items() if text and re.fullmatch(r"m\d+", name) and int(name[1:]) >= len(item.measures)]
    return said, why + [_("nhiệm vụ này không có tiêu chí %(n)s.") % {"n": int(name[1:]) + 1} for name in beyond]


def _values(cells: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The fields a row fills, as the form takes them, and what was not understood. Figures are judged by the form itself."""
    said = {name: cells[name] for name in _FILLED if cells.get(name)}
    why = []
    if words := said.pop("progress", ""):
        known = {fold(text): key for key, text in _WORDS.items()}
        if fold(words) in known:
            said["progress"] = known[fold(words)].value
        else:
            why.append(_("tình trạng “%(words)s” không có trong danh mục.") % {"words": words[:60]})
    if "percent" in said:
        said["percent"] = said["percent"].rstrip("% ")
    return said, why
