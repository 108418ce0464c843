"""Tệp Excel lạ đọc trong tiến trình con. / A strange .xlsx read in a limited child process."""

from __future__ import annotations

from dondoc.confine import run
from dondoc.sheets.parsing import Reason, Rows

_STOPPED = Reason(
    "stopped",
    "Tệp Excel làm chương trình đọc phải dừng nên không đọc. Đề nghị mở tệp, lưu lại thành .xlsx rồi gửi lại.",
    "Reading the Excel file had to be stopped. Please open it, save it again as .xlsx and send that.",
)


def xlsx_confined(data: bytes) -> Rows:
    """The first sheet of an uploaded .xlsx, as `parsing.xlsx` reads it, whatever the file does. Never raises on content."""
    outcome = run("dondoc.sheets.parsing:xlsx_as_json", data)
    if outcome.ended != "done":
        return Rows(reasons=(_STOPPED,))
    return Rows(tuple(tuple(row) for row in outcome.result["rows"]), tuple(Reason(*reason) for reason in outcome.result["reasons"]))
