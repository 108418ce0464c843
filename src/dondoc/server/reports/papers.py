"""Báo cáo của đơn vị thành tệp Word để ký. / The unit's own report of a period as a Word file to be signed: four parts and an annex."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict

from django.utils import translation

from dondoc.server.organizations.models import Line, Organization
from dondoc.server.organizations.queries import head_of, seats
from dondoc.server.reports.corrections import Mended
from dondoc.server.reports.measuring import answers
from dondoc.server.reports.models import Period, Progress, Report
from dondoc.server.reports.unit_month import Item
from dondoc.worktime import PeriodKey
from dondoc.writing import Block, Heading, Paper, Signature, Table, Text, write

#: Accepted corrections by report (primary key) and field.
Mends = Mapping[int, Mapping[str, Mended]]


def unit_report(
    unit: Organization, period: Period, items: Sequence[Item], *, number: str, on: date, foot: str = "", mended: Mends | None = None
) -> bytes:
    """The bytes of a .docx in the layout of this day. It holds these items, submitted or not.

    foot: its code, the journal's head. mended: what accepted corrections say, printed beside what was submitted.
    """
    head = head_of(unit)
    seat = next((held for held in seats(head) if held.organization == unit), None) if head else None
    giver = items[0].assignment.order.organization if items else unit.parent
    paper = Paper(
        **letterhead(unit, party="ĐU", state=""),
        kind="BC",
        kind_name="Báo cáo",
        number=number,
        subject=f"kết quả thực hiện nhiệm vụ được giao {_period_words(period.key)}",
        day=on if number else None,
        on=on,
        signature=Signature(
            power="T/M BAN THƯỜNG VỤ" if unit.kind == "committee" else "",
            post=seat.title if seat else "",
            name=head.full_name if head else "",
        ),
        body=_body(items),
        recipients=tuple(dict.fromkeys([giver.name if giver else "", f"Lưu {unit.called}"])) if giver else (f"Lưu {unit.called}",),
        annexes=(_annex(items, period, mended or {}),),
        foot=foot,
    )
    return write(paper)


def _period_words(key: str) -> str:
    found = PeriodKey.parse(key)
    return f"tháng {found.first.month} năm {found.first.year}" if found.first.month == found.last.month else f"kỳ {key}"


_RANKS = re.compile(r"^(?:Đảng ủy|Đảng bộ|Tỉnh ủy|Thành ủy|Ủy ban nhân dân|Tỉnh|Thành phố|Xã|Phường|Đặc khu)\s+", re.IGNORECASE)


class Letterhead(TypedDict):
    """What a paper says of whose it is."""

    system: str
    issuer: str
    parent: str
    symbol: str
    place: str


def letterhead(body: Organization, *, party: str = "VPTU", state: str = "VP") -> Letterhead:
    """The head of a body's papers; `party`, `state`: the symbol where the body has none of its own."""
    of_party = body.line != Line.STATE
    return Letterhead(
        system="party" if of_party else "state",
        issuer=body.name,
        parent=body.parent.name if body.parent else "",
        symbol=body.symbol or (party if of_party else state),
        place=_place_of(body),
    )


def _place_of(unit: Organization) -> str:
    """The place of a paper: the commune's own name for a commune's bodies, else that of the province at the root of the tree."""
    local = unit if unit.category in ("commune", "ward", "special_zone") else None
    name = (local or Organization.objects.get(pk=int(unit.path.strip("/").split("/")[0]))).name
    while (shorter := _RANKS.sub("", name)) != name:
        name = shorter
    return name


def _body(items: Sequence[Item]) -> tuple[Block, ...]:
    reports = [item.report for item in items if item.report]
    done = [report for report in reports if report.progress == Progress.DONE]
    counts = f"đã hoàn thành {len(done)} nhiệm vụ, đang thực hiện {len(reports) - len(done)} nhiệm vụ"
    opening = f"Trong kỳ, đơn vị báo cáo {len(reports)} nhiệm vụ được giao; {counts} (phụ lục kèm theo)."
    return (
        Heading("I. KẾT QUẢ THỰC HIỆN"),
        Text(opening),
        *_listed([(item.row.task, item.report) for item in items if item.report and item.report.result], "result"),
        Heading("II. HẠN CHẾ, KHÓ KHĂN, NGUYÊN NHÂN"),
        *(
            _listed([(item.row.task, item.report) for item in items if item.report and item.report.difficulties], "difficulties")
            or (Text("Không có khó khăn, vướng mắc lớn."),)
        ),
        Heading("III. NHIỆM VỤ KỲ TỚI"),
        *(
            tuple(Text(f"- {item.row.task}") for item in items if item.report and item.report.progress != Progress.DONE)
            or (Text("Thực hiện các nhiệm vụ thường xuyên."),)
        ),
        Heading("IV. KIẾN NGHỊ, ĐỀ XUẤT"),
        *(
            _listed([(item.row.task, item.report) for item in items if item.report and item.report.requests], "requests")
            or (Text("Không có."),)
        ),
    )


def _listed(rows: list[tuple[str, Report]], field: str) -> tuple[Block, ...]:
    return tuple(Text(f"{place}. {task.rstrip('.')}: {getattr(report, field)}") for place, (task, report) in enumerate(rows, start=1))


def _said(report: Report | None, field: str, text: str, mended: Mends) -> str:
    """What was submitted, and after it what a correction says."""
    mend = mended.get(report.pk, {}).get(field) if report else None
    if mend is None:
        return text
    day = mend.correction.decided_at.strftime("%d/%m/%Y") if mend.correction.decided_at else ""
    return f"{text or '–'} (đính chính ngày {day}: {mend.value})"


def annex_rows(items: Sequence[Item], mended: Mends) -> tuple[tuple[str, ...], ...]:
    """The rows of the annex: number, work, deadline, status, percent, result with what is said of the criteria."""
    return tuple(
        (
            str(place),
            item.row.task,
            item.row.deadline_on.strftime("%d/%m/%Y") if item.row.deadline_on else item.row.cadence,
            item.report.get_progress_display() if item.report else "",
            _said(item.report, "percent", f"{item.report.percent}%" if item.report and item.report.percent is not None else "", mended),
            "\n".join(
                part
                for part in (_said(item.report, "result", item.report.result if item.report else "", mended), *_criteria(item.report))
                if part
            ),
        )
        for place, item in enumerate(items, start=1)
    )


def _criteria(report: Report | None) -> list[str]:
    """What the report says of its criteria, a line each; nothing said, no line."""
    told = answers(report) if report and report.measures else []
    with translation.override("vi"):  # a paper of the office, whatever the language of the page
        return [f"- {answer.measure.text}: {answer.words}" for answer in told if answer.said]


def _annex(items: Sequence[Item], period: Period, mended: Mends) -> Table:
    rows = annex_rows(items, mended)
    head = ("STT", "Nhiệm vụ", "Thời hạn", "Tình trạng", "Tỷ lệ", "Kết quả")
    return Table(
        head=head,
        rows=rows,
        widths=(4, 28, 10, 12, 7, 30),
        right=(0, 4),
        title=f"PHỤ LỤC: KẾT QUẢ TỪNG NHIỆM VỤ {_period_words(period.key).upper()}",
        landscape=True,
    )
