"""Ô không thành công thức. / Cells that no spreadsheet takes for formulas, after OWASP's list for CSV injection.

A text whose first visible character would begin a formula gets a leading apostrophe and every cell is quoted; real numbers stay numbers,
so −5 can still be added up. Invisible characters before it are looked through, since a spreadsheet drops them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

Value = str | int | float | Decimal | date | None

#: what begins a formula, in its plain, full-width and small forms
_STARTS = frozenset("=+-@＝＋－＠−﹣﹢﹦﹫")
_CONTROLS = frozenset("\t\r\n")


def csv_cell(value: Value) -> str:
    """One cell, quoted. Numbers are printed as they are, dates in ISO form, None as an empty cell."""
    if value is None:
        return '""'
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f'"{value}"'
    text = value.isoformat() if isinstance(value, date) else str(value)
    return '"' + harmless(text).replace('"', '""') + '"'


def harmless(text: str) -> str:
    """The text, with a leading apostrophe where a spreadsheet would begin a formula; NULs, which cut a cell short, taken out."""
    text = text.replace("\0", "")
    place = next((at for at, char in enumerate(text) if not _invisible(char)), len(text))
    risky = any(char in _CONTROLS for char in text[:place]) or text[place : place + 1] in _STARTS
    return f"'{text}" if risky else text


def _invisible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cf", "Cc", "Zs", "Mn", "Co", "Cn")


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """Rows as CSV with CRLF. Written as UTF-8 it needs a leading byte order mark for Excel: `"\\ufeff" + csv_text(rows)`."""
    return "".join(",".join(csv_cell(value) for value in row) + "\r\n" for row in rows)
