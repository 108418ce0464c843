"""Dán từ Excel, tệp .xlsx, .csv thành hàng. / Pasted text, .xlsx and .csv to rows, with the reasons of what was left out."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl

from dondoc.confine import step
from dondoc.rules.limits import LIMITS

#: what the rows of one sheet may be, unless a caller asks for more; beyond, the rest is left out and said
MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_PROLOGUE = 4096  # a DOCTYPE stands before the root element


@dataclass(frozen=True)
class Reason:
    """Why rows are missing: a code, and a sentence in both languages."""

    code: str
    message: str
    message_en: str

    def said(self, language: str | None) -> str:
        """The sentence for a reader of this language; Vietnamese but for English."""
        return self.message_en if language == "en" else self.message


#: rows of cells as text
Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Rows:
    """Rows of cells as text, NFC, ends trimmed; empty rows and columns at the end left out.

    Numbers are printed plainly, dates as dd/mm/yyyy.
    """

    rows: Table = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Book:
    """The shown sheets of a workbook by name, each as `Rows` says; with the reasons of what was left out."""

    sheets: Mapping[str, Table]
    reasons: tuple[Reason, ...] = ()


#: what openpyxl and what it stands on raise on damaged files; found by the tests of mutants
_FAILURES = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, ParseError, EOFError,
    AssertionError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


def _too_many(most_rows: int) -> Reason:
    return Reason(
        "rows-left",
        f"Chỉ đọc {most_rows} hàng và {_MOST_COLUMNS} cột đầu.",
        f"Only the first {most_rows} rows and {_MOST_COLUMNS} columns were read.",
    )


_DAMAGED = Reason(
    "damaged", "Tệp Excel bị hỏng, có mật khẩu hoặc không phải .xlsx.", "The Excel file is damaged, has a password or is no .xlsx."
)
_TOO_LARGE = Reason("too-large", "Tệp Excel bung ra quá lớn nên không đọc.", "The Excel file unpacks to far too much and was not read.")
_CELL_TOO_LONG = Reason(
    "cell-too-long",
    "Có ô quá dài, có lẽ thiếu một dấu nháy đóng; không đọc.",
    "A cell is far too long, perhaps a quotation mark is not closed; nothing was read.",
)
_SHEETS = Reason("sheets-left", "Chỉ đọc trang tính đầu tiên.", "Only the first sheet was read.")


def pasted(text: str) -> Rows:
    """Cells copied from a spreadsheet: tabs between cells, quotation marks around cells that hold tabs or line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _separated(text, "\t") if text.strip() else Rows()


def csv_file(data: bytes) -> Rows:
    """A .csv file in UTF-8 with or without mark; the separator is the most frequent of tab, semicolon and comma in its first line."""
    text = data.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    separator = max("\t;,", key=first.count)
    return _separated(text, separator)


def _separated(text: str, separator: str) -> Rows:
    try:
        return _bounded(list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
    except csv.Error:
        return Rows(reasons=(_CELL_TOO_LONG,))


def xlsx(data: bytes) -> Rows:
    """The first shown sheet of an .xlsx, values only. Nothing is raised on content; strange files go through `confined`."""
    return first(book(data))


def first(whole: Book) -> Rows:
    """The first sheet of a workbook; that there are more is said."""
    rows = next(iter(whole.sheets.values()), ())
    return Rows(rows, whole.reasons + ((_SHEETS,) if len(whole.sheets) > 1 else ()))


def book(data: bytes, most_rows: int = MOST_ROWS) -> Book:
    """All shown sheets of an .xlsx, values only. Nothing is raised on content; each ten thousand rows are a step of the child's time.

    Sheets that are hidden hold the lists of drop-downs and are passed over.
    """
    if (refused := _refused(data)) is not None:
        return Book({}, (refused,))
    sheets: dict[str, Table] = {}
    reasons: dict[str, Reason] = {}
    try:
        opened = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in opened.worksheets:
            if sheet.sheet_state == "visible":
                found = _bounded(_cells(sheet, most_rows), most_rows)
                sheets[sheet.title] = found.rows
                reasons |= {reason.code: reason for reason in found.reasons}
    except _FAILURES:
        return Book({}, (_DAMAGED,))
    return Book(sheets, tuple(reasons.values()))


def book_as_json(data: bytes, most_rows: int) -> dict[str, Any]:
    """The same as what JSON can hold, for the child process: {"sheets": {name: rows}, "reasons": [[code, message, message_en]]}."""
    whole = book(data, most_rows)
    reasons = [[reason.code, reason.message, reason.message_en] for reason in whole.reasons]
    return {"sheets": {name: [list(row) for row in rows] for name, rows in whole.sheets.items()}, "reasons": reasons}


def _cells(sheet: Any, most_rows: int) -> list[list[str]]:
    sheet.reset_dimensions()  # a file may declare a million columns and hold two
    cells: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows(max_row=most_rows + 1, max_col=_MOST_COLUMNS, values_only=True), start=1):
        if number % 10_000 == 0:
            step()
        cells.append([_shown(value) for value in row])
    return cells


def _refused(data: bytes) -> Reason | None:
    """By the directory of the package and the beginnings of its parts, before anything is unpacked whole."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        infos = package.infolist()
        large = [info for info in infos if info.file_size > LIMITS.ratio_from_bytes]
        swollen = any(info.file_size > LIMITS.ratio * max(1, info.compress_size) for info in large)
        if swollen or len(infos) > LIMITS.entries or sum(info.file_size for info in infos) > LIMITS.unpacked_bytes:
            return _TOO_LARGE
        parts = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
        return _DAMAGED if any(b"<!DOCTYPE" in package.open(info).read(_PROLOGUE) for info in parts) else None
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OverflowError, RuntimeError, OSError):
        return _DAMAGED


def _shown(value: object) -> str:
    """A cell as a person reads it: 3.0 as 3, dates in the order of the country."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _bounded(cells: list[list[str]], most_rows: int = MOST_ROWS) -> Rows:
    """Within the limits, tidied, without empty rows and columns at the end."""
    cut = len(cells) > most_rows or any(len(row) > _MOST_COLUMNS for row in cells)
    rows = [tuple(tidy(cell) for cell in row[:_MOST_COLUMNS]) for row in cells[:most_rows]]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell), default=0)
    return Rows(tuple(row[:width] for row in rows), (_too_many(most_rows),) if cut else ())


def tidy(cell: str) -> str:
    """A cell's text as it is read: NFC, no NUL, plain spaces, the ends of its lines trimmed."""
    lines = unicodedata.normalize("NFC", cell).replace("\0", "").replace("\u00a0", " ").split("\n")
    return "\n".join(line.strip() for line in lines).strip()
