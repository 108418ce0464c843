"""Công văn đôn đốc, danh sách báo cáo Thường trực thành tệp Word. / The follow-up letter and the list as Word files.

The tone is the office's: it asks, never blames, and names no officer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dondoc.server.assignments.models import Assignment, Obstacle
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import head_of, seats
from dondoc.server.reports.papers import letterhead
from dondoc.server.urging.ladder import Manner
from dondoc.server.urging.models import LateList, Letter
from dondoc.writing import Paper, Signature, Table, Text, write

OUTLOOK = "nêu khó khăn, vướng mắc và thời hạn hoàn thành"
#: What is asked of work that a confirmed obstacle keeps back: nothing is asked that the unit cannot do.
RELIEF = "báo tình hình, đề xuất biện pháp tháo gỡ và thời hạn hoàn thành"
Held = Mapping[int, Obstacle]


def _d(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def letter(
    made: Letter,
    parts: Sequence[Assignment],
    manner: Manner,
    *,
    office: Organization,
    answer_by: date,
    signer: Person,
    on: date,
    held: Held,
) -> bytes:
    """The bytes of the letter in the layout of its day, its late work in an annex. office: whose paper it is.

    held: confirmed obstacles by the work they kept back: the letter says so, and asks of such work what can be answered.
    """
    unit, authority = made.unit, made.authority
    seat = next((held for held in seats(signer)), None)
    head = head_of(unit)
    post = next((held.title for held in seats(head) if held.organization == unit), "") if head else ""
    kept = sum(part.pk in held for part in parts)
    opening = (
        f"Qua theo dõi, đến ngày {_d(on)}, {unit.name} còn {len(parts)} nhiệm vụ do {authority.name} giao đã quá thời hạn, "
        f"chưa có báo cáo kết quả (danh mục kèm theo).{_held_words(kept, len(parts))}"
    )
    asking = (
        f"{office.name} {manner.verb} {_softly(post) or unit.name} quan tâm chỉ đạo thực hiện, {_asked(manner, kept, len(parts))}, "
        f"gửi về {office.name} chậm nhất ngày {_d(answer_by)}."
    )
    paper = Paper(
        **letterhead(office),
        kind="CV",
        kind_name="Công văn",
        number=made.number,
        subject=f"đôn đốc thực hiện nhiệm vụ được giao{' (lần hai)' if made.second else ''}",
        day=on,
        on=on,
        signature=Signature(power="T/L" if made.ordered_by_id else "", post=seat.title if seat else "", name=signer.full_name),
        body=(Text(opening), Text(asking)),
        addressees=(unit.name,),
        recipients=("Như trên", authority.name, f"Lưu {office.called}"),
        annexes=(_annex(parts, on, held),),
    )
    return write(paper)


def _held_words(kept: int, count: int) -> str:
    if not kept:
        return ""
    which = "Các nhiệm vụ này" if kept == count else f"Trong đó, {kept} nhiệm vụ"
    return f" {which} có trở ngại khách quan đã được xác nhận."


def _asked(manner: Manner, kept: int, count: int) -> str:
    """What the unit is asked for: of work kept back the way out, of the rest the result."""
    if kept == count:
        return RELIEF
    asked = f"{'giải trình nguyên nhân, ' if manner.explanation else ''}báo cáo kết quả hoặc {OUTLOOK}"
    return f"{asked}; đối với nhiệm vụ có trở ngại khách quan, {RELIEF}" if kept else asked


def _note(obstacle: Obstacle | None) -> str:
    return f"Có trở ngại khách quan từ ngày {_d(obstacle.since)}, đã được xác nhận" if obstacle else ""


def _softly(post: str) -> str:
    """A post in the middle of a sentence."""
    return post[:1].lower() + post[1:] if post else ""


def _annex(parts: Sequence[Assignment], on: date, held: Held, *, units: bool = False) -> Table:
    noted = any(part.pk in held for part in parts)
    head = ("STT", *(("Đơn vị",) if units else ()), "Nhiệm vụ", "Văn bản", "Thời hạn", "Số ngày quá hạn", *(("Ghi chú",) if noted else ()))
    rows = tuple(
        (
            str(nr),
            *((part.organization.name,) if units else ()),
            part.order.task,
            part.order.document.symbol if part.order.document else "",
            _d(part.deadline_on) if part.deadline_on else "",
            str((on - part.deadline_on).days) if part.deadline_on else "",
            *((_note(held.get(part.pk)),) if noted else ()),
        )
        for nr, part in enumerate(parts, start=1)
    )
    widths: tuple[int, ...] = (5, 20, 44, 14, 12, 10) if units else (7, 40, 17, 16, 12)
    widths = (*widths, 18) if noted else widths
    return Table(
        head=head,
        rows=rows,
        widths=widths,
        right=(0, head.index("Số ngày quá hạn")),
        title="DANH MỤC NHIỆM VỤ ĐÃ QUÁ THỜI HẠN",
        landscape=units,
    )


def late_list(made: LateList, parts: Sequence[Assignment], *, office: Organization, signer: Person, on: date, held: Held) -> bytes:
    """The list to the Standing Board: figures first, then the work by unit; what a confirmed obstacle kept back says so."""
    kept = sum(part.pk in held for part in parts)
    units = len({part.organization_id for part in parts})
    seat = next((held for held in seats(signer)), None)
    opening = (
        f"Đến ngày {_d(on)}, còn {len(parts)} nhiệm vụ do {made.authority.name} giao ở {units} cơ quan, đơn vị đã quá thời hạn dài ngày, "
        f"đã được đôn đốc và báo trước ngày {_d(made.announced_on)} (danh mục kèm theo).{_held_words(kept, len(parts))}"
    )
    paper = Paper(
        **letterhead(office),
        kind="BC",
        kind_name="Báo cáo",
        subject="các nhiệm vụ quá thời hạn",
        day=None,
        on=on,
        signature=Signature(post=seat.title if seat else "", name=signer.full_name),
        body=(Text(opening),),
        recipients=(made.authority.name, f"Lưu {office.called}"),
        annexes=(_annex(parts, on, held, units=True),),
    )
    return write(paper)
