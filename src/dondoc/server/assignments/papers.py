"""Bảng phân công thành tệp Excel. / The table of distribution as a sheet: the columns of the page, one line an order."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.server.assignments.queries import Named, Table, TableRow
from dondoc.sheets.harmless import Value
from dondoc.sheets.writing import Sheet, workbook

#: Of the columns, in characters.
WIDTHS = (6, 18, 52, 12, 34, 28, 26, 44, 14, 16, 24, 10, 20, 18, 60)


def table_sheet(table: Table, *, title: str) -> bytes:
    """The table as an .xlsx: what the page shows, the words of the source last. What was filled by default says so."""
    titles = (
        _("STT"),
        _("Nội dung"),
        _("Việc được giao"),
        _("Mức độ"),
        _("Chủ trì"),
        _("Phối hợp"),
        _("Sản phẩm"),
        _("Tiêu chí"),
        _("Cách tính"),
        _("Thời hạn"),
        _("Nguồn của thời hạn"),
        _("Trọng số"),
        _("Trụ cột"),
        _("Trạng thái"),
        _("Nguyên văn"),
    )
    rows = [_line(number, row) for number, row in enumerate(table.rows, start=1)]
    return workbook([Sheet(_("Bảng phân công"), titles, rows, WIDTHS, heading=title)])


def _line(number: int, row: TableRow) -> tuple[Value, ...]:
    return (
        number,
        row.reference,
        row.task,
        row.force,
        _told(row.lead),
        _told(row.support),
        _marked(row.product, row.default_product),
        _marked("\n".join(row.criteria), row.default_criteria),
        row.bound_label if row.deadline_on else row.cadence,
        row.deadline_on,
        _marked(row.deadline_source, row.default_deadline),
        row.weight,
        row.pillar,
        row.state_label,
        row.words,
    )


def _told(named: Named) -> str:
    """«Tất cả xã (96 đơn vị), trừ …»."""
    text = "; ".join(named.names)
    if named.count > len(named.names):
        text += " (" + _("%(n)s đơn vị") % {"n": named.count} + ")"
    return text + (", " + _("trừ") + " " + "; ".join(named.left_out) if named.left_out else "")


def _marked(text: str, default: bool) -> str:
    return f"{text} ({_('mặc định')})" if default and text else text
