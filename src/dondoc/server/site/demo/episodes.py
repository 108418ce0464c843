"""Những chuyện thường gặp khi theo dõi việc. / What happens to work on its way: extensions, a pause, a quarrel over who leads, words
of a leader, questions, a difficulty answered, telephone calls and letters. Each by the product's own acts, at the times told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import WORKED_ON, Assignment, Order, Part, Source
from dondoc.server.organizations.models import Person
from dondoc.server.reports import actions as reports
from dondoc.server.reports.models import Report, ReportState
from dondoc.server.rulebook.queries import calendar
from dondoc.server.site.demo.province import Province
from dondoc.server.urging import actions as urging
from dondoc.server.urging.models import Letter, LetterState
from dondoc.worktime import add_working_days


@dataclass(frozen=True)
class Days:
    """The day the demo is made, and instants of days around it."""

    today: date
    now: datetime
    at: Callable[..., datetime]  # (day, hour, minute) -> never after now

    def back(self, days: int) -> date:
        """A working day, this many before today."""
        return add_working_days(self.today, -days, calendar())


def live(province: Province, *, person: Callable[[str], Person], days: Days) -> None:
    """All of them, each on work of its own."""
    secretary, officer = person("secretary"), person("monitoring_officer")
    open_work = _open_work(province, secretary, days.today)
    _name_parties(province, secretary, officer, days)
    _extensions(open_work, secretary, days)
    _pause(next(open_work), secretary, days)
    _quarrel(province, next(open_work), days)
    _questions(next(open_work), officer, days)
    _said(province, person, days)
    _registered(province, person("commune_0_head"), days)
    _replied(person("head_of_office"), days)
    _urged(province, person, days)


def _open_work(province: Province, person: Person, today: date) -> Iterator[Assignment]:
    """Open leads of the Standing Board's orders that are not due for a week, each once; never of the commune shown in depth."""
    found = Assignment.objects.visible_to(person).filter(
        state__in=WORKED_ON,
        part=Part.LEAD,
        order__cadence="",
        order__authority=province.places["standing_board"],
        deadline_on__gt=today + timedelta(days=7),
    )
    by_order: dict[int, list[Assignment]] = {}
    for part in found.exclude(organization=province.communes[0]).select_related("head", "organization").order_by("order", "pk"):
        by_order.setdefault(part.order_id, []).append(part)
    for row in zip_longest(*by_order.values()):  # one of each order, then the second of each
        yield from (part for part in row if part is not None)


def _name_parties(province: Province, secretary: Person, officer: Person, days: Days) -> None:
    orders = Order.objects.visible_to(secretary).filter(document__symbol__contains="TB/VPTU", state="issued")
    informed = (province.places["internal_board"], province.places["propaganda_board"])
    parties = assignments.Parties(oversees=secretary, monitors=officer, informed=informed)
    assignments.set_parties(list(orders), parties=parties, by=officer, at=days.at(days.back(8), 9))


def _extensions(work: Iterator[Assignment], secretary: Person, days: Days) -> None:
    """One granted, one that waits, one refused."""
    for agree, words in ((True, "Đồng ý, không gia hạn thêm."), (None, ""), (False, "Nội dung đã rõ, đề nghị bố trí đủ người.")):
        part = next(work)
        asked = assignments.ask_extension(
            part,
            until=add_working_days(part.deadline_on or days.today, 10, calendar()),
            reason="Phải lấy thêm ý kiến của các xã, phường có liên quan.",
            so_far="Đã dự thảo xong, đã gửi xin ý kiến lần thứ nhất.",
            by=part.head,
            at=days.at(days.back(4), 8, 40),
        )
        if agree is not None:
            assignments.decide_extension(asked, agree=agree, until=asked.asked_to, words=words, by=secretary, at=days.at(days.back(2), 15))


def _pause(part: Assignment, secretary: Person, days: Days) -> None:
    reason = "Chưa được bố trí kinh phí theo dự toán đã trình."
    asked = assignments.ask_suspension(part, waits_for="money", reason=reason, by=part.head, at=days.at(days.back(5), 9, 15))
    assignments.decide_suspension(asked, agree=True, words="Sở Tài chính tham mưu sớm.", by=secretary, at=days.at(days.back(3), 16))


def _quarrel(province: Province, part: Assignment, days: Days) -> None:
    other = next(place for place in province.departments if place.pk != part.organization_id)
    reason = "Nội dung chính thuộc chức năng quản lý nhà nước của cơ quan được đề nghị; đơn vị xin phối hợp."
    assignments.propose_lead(part, organization=other, reason=reason, by=part.head, at=days.at(days.back(2), 10, 20))


def _questions(part: Assignment, officer: Person, days: Days) -> None:
    """One answered, one not yet."""
    first = reports.ask(part, words="Số liệu tính đến cuối tháng hay đến ngày báo cáo?", by=part.head, at=days.at(days.back(6), 8, 50))
    reports.answer(first, words="Tính đến ngày khóa kỳ, ghi rõ ngày chốt số liệu.", by=officer, at=days.at(days.back(6), 10, 5))
    reports.ask(part, words="Danh sách kèm theo có cần xác nhận của công an xã không?", by=part.head, at=days.at(days.back(1), 14, 30))


def _said(province: Province, person: Callable[[str], Person], days: Days) -> None:
    """What the secretary said at a site visit: once confirmed, once not yet."""
    secretary, officer = person("secretary"), person("monitoring_officer")
    for back, place, task in (
        (9, province.places["department_5"], "Kiểm tra tiến độ sửa chữa hồ chứa trước mùa mưa, báo cáo phương án cụ thể"),
        (1, province.places["department_6"], "Rà soát giá vật liệu san lấp trên địa bàn, đề xuất cách tháo gỡ"),
    ):
        order = assignments.enter(
            organization=province.root,
            entered=assignments.Entered(source=Source.ORAL, said_by=secretary, said_on=days.back(back)),
            task=task,
            bodies=[str(place.uid)],
            at_once=True,
            deadline_on=add_working_days(days.today, 12, calendar()),
            product="Báo cáo",
            by=officer,
            at=days.at(days.back(back), 17),
        )
        if back > 1:
            assignments.confirm_said(order, words=task, by=secretary, at=days.at(days.back(back - 1), 8, 5))


def _registered(province: Province, head: Person, days: Days) -> None:
    """A commune binds itself to work of its own plan."""
    assignments.enter(
        organization=province.communes[0],
        entered=assignments.Entered(source=Source.OWN, ref="Chương trình công tác năm của Đảng ủy xã"),
        task="Xây dựng mô hình camera an ninh tại 11 thôn bằng nguồn xã hội hóa",
        product="Biên bản nghiệm thu mô hình",
        deadline_on=add_working_days(days.today, 25, calendar()),
        by=head,
        at=days.at(days.back(7), 8, 30),
    )


def _replied(head: Person, days: Days) -> None:
    """The office answered what units found difficult, within days; what came in the last weeks still waits."""
    told = Report.objects.visible_to(head).filter(state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED)).exclude(difficulties="")
    words = "Văn phòng đã chuyển kiến nghị đến cơ quan chuyên môn, trả lời trong 10 ngày; đơn vị tiếp tục phần việc không phụ thuộc."
    for report in told.filter(submitted_at__lt=days.at(days.back(15), 0)).order_by("pk"):
        reports.reply(report, words=words, by=head, at=(report.submitted_at or days.now) + timedelta(days=5))


def _urged(province: Province, person: Callable[[str], Person], days: Days) -> None:
    """The clock's ladder of a week ago; one unit telephoned; the first letter signed and sent, the rest wait for a signature."""
    day = days.back(5)
    urging.remind(by=province.founder, at=days.at(day, 9))
    head, officer = person("head_of_office"), person("monitoring_officer")
    letters = list(Letter.objects.visible_to(head).filter(state=LetterState.PROPOSED).order_by("pk"))
    for letter in letters[:1]:
        urging.issue_letter(letter, number="312", by=head, at=days.at(day, 15))
    for letter in letters[1:2]:
        late = Assignment.objects.visible_to(officer).filter(organization=letter.unit, deadline_on__lt=day, state__in=WORKED_ON)
        promised = add_working_days(days.today, 2, calendar())
        words = "Đơn vị hứa gửi kết quả trong tuần."
        urging.record_call(
            list(late), spoken_with="Chánh Văn phòng đơn vị", promised_on=promised, words=words, by=officer, at=days.at(days.back(1), 10)
        )
