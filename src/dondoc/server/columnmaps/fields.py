"""Những gì của một nhiệm vụ có thể thành cột. / What of a piece of work can be a column of another system's table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import Part
from dondoc.server.reports.models import Progress


@dataclass(frozen=True)
class Field:
    """One field: its name on our pages, the title it has in a table unless the office says another, of what kind its cells are.

    kind: text, day, figure, code (one of a list, written by the other system's codes). takes: a changed cell may come back as an act.
    """

    label: str | Promise
    title: str
    kind: str = "text"
    takes: bool = False
    width: int = 24


#: The outcome and what is counted beside it, as `reports.queries.counted` names them.
OUTCOMES: dict[str, str | Promise] = {
    "done_on_time": _("Hoàn thành đúng hạn"),
    "done_late": _("Hoàn thành quá hạn"),
    "open_within": _("Chưa hoàn thành, trong hạn"),
    "open_overdue": _("Chưa hoàn thành, quá hạn"),
    "suspended": _("Tạm dừng"),
    "withdrawn": _("Đã thu hồi"),
    "cancelled": _("Đã hủy"),
    "passed_on": _("Đã chuyển giao"),
}

FIELDS: dict[str, Field] = {
    "code": Field(_("Mã nhiệm vụ của hệ thống này"), "Mã hệ thống", width=38),
    "external_ref": Field(_("Mã ở hệ thống kia"), "Mã ngoài", takes=True),
    "task": Field(_("Nội dung nhiệm vụ"), "Nội dung nhiệm vụ", width=60),
    "unit": Field(_("Đơn vị thực hiện"), "Đơn vị thực hiện", width=32),
    "part": Field(_("Vai trò: chủ trì, phối hợp"), "Vai trò", "code"),
    "head": Field(_("Người đứng đầu chịu trách nhiệm"), "Người chịu trách nhiệm"),
    "doer": Field(_("Người thực hiện"), "Người thực hiện"),
    "authority": Field(_("Thẩm quyền giao"), "Cơ quan giao", width=32),
    "document": Field(_("Số, ký hiệu văn bản giao"), "Văn bản giao"),
    "document_on": Field(_("Ngày văn bản giao"), "Ngày văn bản", "day", width=14),
    "issued_on": Field(_("Ngày giao"), "Ngày giao", "day", width=14),
    "deadline": Field(_("Thời hạn"), "Thời hạn", "day", takes=True, width=14),
    "extension_reason": Field(_("Lý do đề nghị gia hạn (khi đổi thời hạn)"), "Lý do gia hạn", takes=True),
    "first_deadline": Field(_("Thời hạn khi giao"), "Thời hạn ban đầu", "day", width=14),
    "outcome": Field(_("Kết quả theo bốn ô"), "Kết quả", "code"),
    "done_on": Field(_("Ngày hoàn thành"), "Ngày hoàn thành", "day", width=14),
    "product": Field(_("Sản phẩm"), "Sản phẩm"),
    "criteria": Field(_("Tiêu chí"), "Tiêu chí", width=40),
    "period": Field(_("Kỳ của báo cáo gần nhất"), "Kỳ báo cáo", width=12),
    "progress": Field(_("Tình trạng thực hiện trong kỳ"), "Tình trạng", "code", takes=True),
    "percent": Field(_("Tỷ lệ hoàn thành (%)"), "Tỷ lệ", "figure", takes=True, width=10),
    "quantity": Field(_("Số liệu đạt được"), "Số liệu", "figure", takes=True, width=14),
    "result": Field(_("Kết quả trong kỳ"), "Kết quả thực hiện", takes=True, width=60),
    "difficulties": Field(_("Khó khăn, vướng mắc"), "Khó khăn, vướng mắc", takes=True, width=40),
    "requests": Field(_("Kiến nghị, đề xuất"), "Kiến nghị, đề xuất", takes=True, width=40),
}

#: What a cell of these fields may be: our keys with our words; an office adds the other system's codes.
CODES: dict[str, dict[str, str | Promise]] = {
    "part": dict(Part.choices),
    "outcome": OUTCOMES,
    "progress": dict(Progress.choices),
}

#: Fields of the period's report.
REPORTED = ("progress", "percent", "quantity", "result", "difficulties", "requests")
#: By one of these a row is known again.
KNOWN_BY = ("code", "external_ref")

#: How the other system writes a day: the choice, its pattern for text; "" writes a cell of a date.
DAYS: dict[str, tuple[str | Promise, str]] = {
    "cell": (_("Ô kiểu ngày của Excel"), ""),
    "dmy": (_("Chữ: 25/11/2026"), "%d/%m/%Y"),
    "iso": (_("Chữ: 2026-11-25"), "%Y-%m-%d"),
    "dashes": (_("Chữ: 25-11-2026"), "%d-%m-%Y"),
    "dots": (_("Chữ: 25.11.2026"), "%d.%m.%Y"),
}
