"""Hàng thành .xlsx. / Rows to .xlsx by XlsxWriter; text is always text, never a formula or a link."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from dondoc.sheets.harmless import Value

#: what XML cannot hold
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # characters a cell can hold
_NAME_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LISTS = "Danh mục"
_ROOM = 2000  # rows below the table that still offer choices
#: widths of the assignment sheet: STT, nhiệm vụ, chủ trì, phối hợp, thời hạn, sản phẩm, nguồn
_WIDTHS = (6, 70, 28, 28, 20, 24, 14)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, titles, rows; widths in characters; a line above the table.

    choices: column -> what its cells offer to choose from (other text is still taken: who reads the sheet back says what is wrong).
    hidden: columns not shown, as codes by which a row is known again.
    """

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = ()
    heading: str = ""
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    hidden: Sequence[int] = ()


def assignment_sheet(titles: Sequence[str], rows: Sequence[Sequence[Value]], title: str = "") -> bytes:
    """The assignment sheet of one document, ready to print on A4 across."""
    return workbook([Sheet("Phân công", titles, rows, _WIDTHS[: len(titles)], heading=title)])


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of these sheets. Numbers and dates are typed as such, all else is text; too long a text is cut at what a cell holds."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_calc_mode("manual")
    formats = _Formats(book)
    taken: set[str] = set()
    pages = [(book.add_worksheet(_sheet_name(sheet.name, taken)), sheet) for sheet in sheets]
    for page, sheet in pages:
        _write(page, sheet, formats)
    _offer(book, pages, taken)
    book.close()
    return out.getvalue()


class _Formats:
    """Looks of cells, made once for a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        plain = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "border": 1, "text_wrap": True}
        self.text = book.add_format(plain | {"num_format": "@"})
        self.number = book.add_format(plain | {"text_wrap": False})
        self.day = book.add_format(plain | {"num_format": "dd/mm/yyyy", "text_wrap": False})
        self.head = book.add_format(plain | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7EEF7"})
        self.heading = book.add_format({"font_name": "Times New Roman", "font_size": 13, "bold": True})


def _write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, formats: _Formats) -> None:
    top = 0
    if sheet.heading:
        page.write_string(0, 0, cell_text(sheet.heading), formats.heading)
        top = 2
    for column, title in enumerate(sheet.titles):
        page.write_string(top, column, cell_text(title), formats.head)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for line, row in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(row):
            _cell(page, line, column, value, formats)
    page.freeze_panes(top + 1, 0)
    if sheet.rows and sheet.titles:
        page.autofilter(top, 0, top + len(sheet.rows), len(sheet.titles) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def _offer(book: xlsxwriter.Workbook, pages: Sequence[tuple[xlsxwriter.worksheet.Worksheet, Sheet]], taken: set[str]) -> None:
    """Drop-downs: the lists stand on a hidden sheet of their own, since a cell's own list holds 255 characters at most."""
    lists: list[Sequence[str]] = []
    for page, sheet in pages:
        top = 2 if sheet.heading else 0
        for column in sheet.hidden:
            page.set_column(column, column, None, None, {"hidden": True})
        for column, choices in sheet.choices.items():
            if choices not in lists:
                lists.append(choices)
            letter = xlsxwriter.utility.xl_col_to_name(lists.index(choices))
            source = f"='{_LISTS}'!${letter}$1:${letter}${max(1, len(choices))}"
            rule = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
            page.data_validation(top + 1, column, top + len(sheet.rows) + _ROOM, column, rule)
    if lists:
        held = book.add_worksheet(_sheet_name(_LISTS, taken))
        for place, choices in enumerate(lists):
            for line, choice in enumerate(choices):
                held.write_string(line, place, cell_text(choice))
        held.hide()


def _cell(page: xlsxwriter.worksheet.Worksheet, line: int, column: int, value: Value, formats: _Formats) -> None:
    if value is None or value == "":
        page.write_blank(line, column, None, formats.text)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        page.write_number(line, column, float(value), formats.number)
    elif isinstance(value, date):
        page.write_datetime(line, column, datetime(value.year, value.month, value.day), formats.day)
    else:
        page.write_string(line, column, cell_text(str(value)), formats.text)


def cell_text(text: str) -> str:
    """Text as a cell can hold it: without what XML forbids, cut at the longest."""
    return _FORBIDDEN.sub("", text)[:_LONGEST]


def _sheet_name(name: str, taken: set[str]) -> str:
    """At most 31 characters, none that Excel forbids, no name twice."""
    base = _NAME_FORBIDDEN.sub(" ", cell_text(name)).strip(" '")[:31] or "Sheet"
    unique, number = base, 2
    while unique.casefold() in taken:
        unique = f"{base[:27]} {number}"
        number += 1
    taken.add(unique.casefold())
    return unique
