"""Việc định kỳ của tỉnh dùng thử. / The demo's recurring work: a weekly figure of four communes, marked week by week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.obligations import actions as obligations
from dondoc.server.obligations.models import Obligation
from dondoc.server.organizations.models import Person
from dondoc.server.reports import jobs
from dondoc.server.site.demo.province import Province

WEEKS = 6


def give(province: Province, *, person: Callable[[str], Person], today: date, now: datetime, at: Callable[[date], datetime]) -> None:
    """The secretary asks four communes for a figure each Friday; then all that recurs opens, as the clock would have opened it."""
    officer, day = person("monitoring_officer"), today - timedelta(days=7 * WEEKS)
    order = assignments.draft(
        organization=province.root,
        authority=province.places["standing_board"],
        task="Báo cáo số liệu tiến độ giải phóng mặt bằng Quốc lộ 1 qua địa bàn",
        words="Bốn địa phương có tuyến đi qua báo cáo số liệu mỗi tuần, vào thứ Sáu.",
        product="Bảng số liệu tuần",
        criteria=["Đủ số hộ đã nhận tiền, đã bàn giao mặt bằng"],
        cadence="weekly",
        cadence_at="5",
        by=officer,
        at=at(day),
    )
    assignments.set_targets(order, lead=[str(place.uid) for place in province.communes[:4]], by=officer, at=at(day))
    assignments.issue([order], by=person("secretary"), at=at(day))
    jobs.run(now)


def mark(*, person: Callable[[str], Person], now: datetime, at: Callable[[date], datetime]) -> None:
    """Each week marked on its Friday; the second commune three days late once, the third still silent on the last week."""
    leader = person("secretary")
    parts = Assignment.objects.visible_to(leader).filter(order__cadence="weekly").select_related("head").order_by("organization__path")
    for number, part in enumerate(parts):
        weeks = list(Obligation.objects.visible_to(leader).filter(assignment=part, due_on__lt=now.date(), answer=""))
        for place, week in enumerate(weeks[: -1 if number == 2 else None]):
            day = week.due_on + timedelta(days=3 if number == 1 and place == 2 else 0)
            obligations.answer(week, said="done", by=part.head, at=at(day))
