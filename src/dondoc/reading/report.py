"""Bản in ra màn hình. / The report in the terminal: head, counts, the table of assignments, findings; or why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dondoc.reading.contract import Head, Reading, Status
from dondoc.reading.rows import actors, deadline, one_line

Say = Callable[[str, str], str]

_LOOKS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_STATUS = {
    Status.READ: ("green", "Đã đọc", "Read"),
    Status.PARTIAL: ("yellow", "Đọc một phần", "Partly read"),
    Status.UNREAD: ("red", "Chưa đọc được", "Unread"),
    Status.REFUSED: ("bold red", "Không nhận", "Refused"),
}
_LONGEST_TASK = 400


def show(reading: Reading, console: Console, say: Say) -> None:
    """Print a reading for a person. `say(vi, en)` picks the language."""
    look, vi, en = _STATUS[reading.status]
    name = escape(reading.source.name or "")
    console.print(f"[{look}]{say(vi, en)}[/] {name}".rstrip())
    for reason in reading.reasons:
        console.print(f"  • {escape(say(reason.message, reason.message_en))}")
    if reading.status in (Status.READ, Status.PARTIAL):
        console.print()
        console.print(_head(reading.head, say))
        console.print(_counts(reading, say))
        if reading.assignments:
            console.print(_assignments(reading, say))
        _findings(reading, console, say)


def _head(head: Head, say: Say) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    day = head.date.strftime("%d/%m/%Y") if head.date else None
    signer = " ".join(piece for piece in (head.signer.capacity, head.signer.title, head.signer.name) if piece)
    facts = (
        (say("Loại", "Kind"), head.kind_name),
        (say("Số, ký hiệu", "Symbol"), head.symbol),
        (say("Ngày", "Date"), ", ".join(piece for piece in (head.place, day) if piece)),
        (say("Cơ quan ban hành", "Issuer"), head.issuer),
        (say("Trích yếu", "Subject"), head.subject),
        (say("Người ký", "Signer"), signer),
        (say("Nơi nhận", "Recipients"), "; ".join(head.recipients)),
    )
    for name, value in facts:
        table.add_row(name, escape(one_line(value)) if value else f"[dim]{say('không thấy', 'not found')}[/]")
    return table


def _counts(reading: Reading, say: Say) -> str:
    directing = _directing(reading)
    without_lead = sum(not item.lead for item in reading.assignments)
    without_date = sum(not item.deadline and not item.cadence for item in reading.assignments)
    return "\n" + say(
        f"{len(reading.assignments)} nhiệm vụ ({without_lead} chưa rõ chủ trì, {without_date} chưa rõ thời hạn), "
        f"{directing} điểm giao việc, {len(reading.citations)} văn bản viện dẫn",
        f"{len(reading.assignments)} assignments ({without_lead} without a lead, {without_date} without a deadline), "
        f"{directing} directing clauses, {len(reading.citations)} citations",
    )


def _directing(reading: Reading) -> int:
    count, todo = 0, list(reading.outline)
    while todo:
        clause = todo.pop()
        count += clause.directs
        todo.extend(clause.children)
    return count


def _assignments(reading: Reading, say: Say) -> Table:
    table = Table(show_lines=True, header_style="bold", expand=True)
    table.add_column(say("STT", "No."), justify="right", width=4)
    table.add_column(say("Nhiệm vụ", "Task"), ratio=5, overflow="fold")
    table.add_column(say("Chủ trì", "Lead"), ratio=2, overflow="fold")
    table.add_column(say("Thời hạn", "Deadline"), ratio=1, overflow="fold")
    table.add_column(say("Nguồn", "Clause"), ratio=1, overflow="fold")
    for number, item in enumerate(reading.assignments, start=1):
        words = one_line(item.text)
        words = words if len(words) <= _LONGEST_TASK else words[:_LONGEST_TASK].rsplit(" ", 1)[0] + " …"
        helped = actors(item.support)
        lead = actors(item.lead) + (f"\n{say('phối hợp', 'with')}: {helped}" if helped else "")
        table.add_row(str(number), escape(words), escape(lead), escape(deadline(item)), escape(item.clause or ""))
    return table


def _findings(reading: Reading, console: Console, say: Say) -> None:
    """Findings of one kind of severity `info` are counted, the others printed one by one."""
    if not reading.findings:
        return
    console.print(f"\n[bold]{say('Cần xem lại', 'To look at')}[/]")
    counted = Counter(finding.code for finding in reading.findings)
    shown: Counter[str] = Counter()
    for finding in reading.findings:
        shown[finding.code] += 1
        if shown[finding.code] <= 3:
            message = escape(say(finding.message, finding.message_en))
            console.print(f"  [{_LOOKS.get(finding.severity, 'cyan')}]•[/] {message}")
        elif shown[finding.code] == 4:
            more = counted[finding.code] - 3
            console.print(f"    [dim]{say(f'… và {more} chỗ tương tự', f'… and {more} more of this kind')}[/]")
