"""Phụ lục phục vụ giao ban thành tệp Word. / The annex for a briefing as a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils import translation

from dondoc.server.organizations.models import Organization
from dondoc.server.reports.papers import letterhead
from dondoc.server.reports.queries import Outcomes, Row
from dondoc.server.reports.standing import Standing, Told
from dondoc.writing import Heading, Paper, Signature, Table, Text, write

_HEAD = ("STT", "Đơn vị", "Tổng số", "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Chưa hoàn thành, trong hạn", "Chưa hoàn thành, quá hạn")


def briefing_annex(
    found: Standing, late: Sequence[Row], told: Sequence[Told] = (), *, office: Organization, title: str, foot: str = ""
) -> bytes:
    """The bytes of a .docx: the sum in words, the table by unit, the late work, what was said of the criteria of open work.

    office: whose paper it is; title: which work.
    """
    paper = Paper(
        **letterhead(office),
        kind="BC",
        kind_name="Báo cáo",
        subject=f"tình hình thực hiện nhiệm vụ {title}, tính đến ngày {_d(found.on)}",
        day=None,
        on=found.on,
        signature=Signature(post="", name=""),
        body=(Heading("Tình hình chung"), *(Text(words) for words in _said(found.total))),
        recipients=(f"Lưu {office.called}",),
        annexes=tuple(_numbered([_by_unit(found), *([_late(late)] if late else []), *([_criteria(told)] if told else [])])),
        foot=foot,
    )
    return write(paper)


def _d(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _said(cells: Outcomes) -> list[str]:
    """The four cells in words, and what is counted apart."""
    still = cells.open_within + cells.open_overdue
    words = [
        f"Tổng số {cells.total} nhiệm vụ: đã hoàn thành {cells.done} ({cells.done_on_time} đúng hạn, {cells.done_late} quá hạn); "
        f"chưa hoàn thành {still} ({cells.open_within} trong hạn, {cells.open_overdue} quá hạn)."
    ]
    apart = [
        f"{count} {name}"
        for count, name in (
            (cells.suspended, "tạm dừng"),
            (cells.withdrawn, "đã thu hồi"),
            (cells.cancelled, "đã hủy"),
            (cells.passed_on, "đã chuyển giao"),
        )
        if count
    ]
    return words + ([f"Tính riêng: {', '.join(apart)}."] if apart else [])


def _row(number: str, name: str, cells: Outcomes) -> tuple[str, ...]:
    figures = (cells.total, cells.done_on_time, cells.done_late, cells.open_within, cells.open_overdue)
    return (number, name, *(str(figure) for figure in figures))


def _by_unit(found: Standing) -> Table:
    rows = [_row(str(place), line.unit.name, line.cells) for place, line in enumerate(found.lines, start=1)]
    return Table(
        head=_HEAD,
        rows=(*rows, _row("", "Cộng", found.total)),
        widths=(6, 34, 10, 12, 12, 13, 13),
        right=(0, 2, 3, 4, 5, 6),
        title="KẾT QUẢ THỰC HIỆN THEO ĐƠN VỊ",
    )


def _numbered(tables: Sequence[Table]) -> list[Table]:
    return [replace(table, title=f"PHỤ LỤC {number}: {table.title}") for number, table in enumerate(tables, start=1)]


def _criteria(told: Sequence[Told]) -> Table:
    with translation.override("vi"):  # a paper of the office, whatever the language of the page
        rows = tuple((str(nr), one.unit, one.task, one.answer.measure.text, one.answer.words) for nr, one in enumerate(told, start=1))
    return Table(
        head=("STT", "Đơn vị", "Nhiệm vụ", "Tiêu chí", "Kết quả theo báo cáo gần nhất"),
        rows=rows,
        widths=(5, 20, 35, 22, 18),
        right=(0,),
        title="KẾT QUẢ THEO TIÊU CHÍ CỦA NHIỆM VỤ ĐANG THỰC HIỆN",
        landscape=True,
    )


def _late(late: Sequence[Row]) -> Table:
    rows = tuple(
        (
            str(place),
            row.organization,
            f"{row.task} (có trở ngại khách quan đã được xác nhận)" if row.obstacle else row.task,
            row.document,
            _d(row.deadline_on) if row.deadline_on else "",
            str(row.days),
        )
        for place, row in enumerate(late, start=1)
    )
    return Table(
        head=("STT", "Đơn vị", "Nhiệm vụ", "Văn bản", "Thời hạn", "Số ngày quá hạn"),
        rows=rows,
        widths=(5, 20, 45, 12, 10, 8),
        right=(0, 5),
        title="NHIỆM VỤ CHƯA HOÀN THÀNH, QUÁ HẠN",
        landscape=True,
    )
