"""Tệp Excel lạ đọc trong tiến trình con. / A strange .xlsx read in a limited child process."""

from __future__ import annotations

from dondoc.confine import run
from dondoc.sheets.parsing import MOST_ROWS, Book, Reason, Rows, first

_STOPPED = Reason(
    "stopped",
    "Tệp Excel làm chương trình đọc phải dừng nên không đọc. Đề nghị mở tệp, lưu lại thành .xlsx rồi gửi lại.",
    "Reading the Excel file had to be stopped. Please open it, save it again as .xlsx and send that.",
)


def book_confined(data: bytes, most_rows: int = MOST_ROWS) -> Book:
    """The sheets of an uploaded .xlsx, as `parsing.book` reads them, whatever the file does. Never raises on content."""
    outcome = run("dondoc.sheets.parsing:book_as_json", data, arguments={"most_rows": most_rows})
    if outcome.ended != "done":
        return Book({}, (_STOPPED,))
    sheets = {name: tuple(tuple(row) for row in rows) for name, rows in outcome.result["sheets"].items()}
    return Book(sheets, tuple(Reason(*reason) for reason in outcome.result["reasons"]))


def xlsx_confined(data: bytes) -> Rows:
    """The first sheet alone."""
    return first(book_confined(data))
