"""Công việc của tỉnh dùng thử qua các tháng. / The demo's work over the months, done by the product's own acts at the times told.

Figures that smell right: most done in time, reports piled on the last days, a few late for different reasons, one returned.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from dondoc.rules import RULES
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Order, Part
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Document
from dondoc.server.documents.reader import read
from dondoc.server.organizations.models import Group, Person
from dondoc.server.organizations.queries import members_of
from dondoc.server.reports import actions as reports
from dondoc.server.reports.models import Period, Progress, Report
from dondoc.server.rulebook.queries import calendar
from dondoc.server.site.demo import episodes, recurring
from dondoc.server.site.demo.papers import PAPERS
from dondoc.server.site.demo.province import Province
from dondoc.worktime import month_dates, months

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

#: What units write; one in seven repeats the month before almost word for word.
RESULTS = (
    "Đã lập danh mục {n} việc, phân công người phụ trách từng việc, giải quyết xong {m} việc.",
    "Đã tổ chức {m} cuộc đối thoại với {k} lượt người dân tham dự, ghi nhận {n} ý kiến, trả lời ngay tại chỗ {m} ý kiến.",
    "Đã hoàn thành theo kế hoạch; {n} nội dung có biên bản và hình ảnh kèm theo.",
    "Đã giải quyết dứt điểm {m} việc tồn đọng kéo dài trên địa bàn, người dân đồng thuận.",
    "Đã ban hành văn bản hướng dẫn, tổ chức quán triệt đến {n} tổ chức trực thuộc.",
    "Đã kiểm tra {n} đơn vị, nhắc nhở {m} trường hợp, có thông báo kết luận.",
)
PROGRESS_ONLY = (
    "Đang thực hiện: đã rà soát {n}/{k} hồ sơ, dự kiến xong trong kỳ tới.",
    "Đã họp {m} lần với các bên liên quan, còn vướng ở khâu xác nhận hồ sơ.",
    "Đã xây dựng dự thảo, đang lấy ý kiến {n} đơn vị.",
)
LATE_REASONS = (
    "Chờ ý kiến của cơ quan chuyên môn cấp trên về nguồn kinh phí.",
    "Cán bộ phụ trách chuyển công tác, đơn vị đang phân công lại.",
    "Địa bàn bị chia cắt do mưa lũ trong nửa tháng.",
)


@dataclass
class Teller:
    """Builds the history: one seeded draw, so that each build is the same."""

    province: Province
    now: datetime
    draw: random.Random

    @property
    def today(self) -> date:
        """The day the demo is made."""
        return timezone.localdate(self.now)

    def at(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """An instant of a day in the province, never after now."""
        return min(datetime.combine(day, time(hour, minute), _ZONE), self.now - timedelta(minutes=2))

    def person(self, key: str) -> Person:
        """Somebody of the province, with rights loaded anew."""
        return Person.objects.get(pk=self.province.people[key].pk)


def tell(province: Province, *, now: datetime) -> None:
    """Periods, papers, orders, reports, reviews: the months up to now."""
    teller = Teller(province, now, random.Random(37))  # noqa: S311  # a made-up history, not a secret
    _periods(teller)
    taken = {key: _take_in(teller, key) for key in PAPERS}
    for key in ("plan", "state_plan", "briefing"):
        _give(teller, taken[key], hold=1 if key == "briefing" else 0)
    _close_old(teller, taken["before_merger"])
    recurring.give(province, person=teller.person, today=teller.today, now=now, at=teller.at)
    recurring.mark(person=teller.person, now=now, at=teller.at)
    _live(teller)
    episodes.live(province, person=teller.person, days=episodes.Days(teller.today, now, teller.at))


def _periods(teller: Teller) -> None:
    founder, root, days = teller.province.founder, teller.province.root, calendar()
    preset = RULES["month_party"].at(teller.today).value
    first = teller.today - timedelta(days=215)
    for year, month in months(first, teller.today + timedelta(days=31)):
        d = month_dates(year, month, preset, days)
        reports.open_period(
            organization=root,
            key=d.key,
            opens_on=d.opens_on,
            due_on=d.due_on,
            review_by=d.review_by,
            lock_on=d.lock_on,
            by=founder,
            at=teller.at(max(first, d.opens_on - timedelta(days=20))),
        )


_SIGNERS = {"plan": "standing_deputy", "state_plan": "chair", "before_merger": "standing_deputy"}


def _take_in(teller: Teller, key: str) -> Document:
    """The clerk takes a paper in, and registers it unless it came today."""
    province, clerk = teller.province, teller.person("records_clerk")
    paper = PAPERS[key](teller.today, province.people[_SIGNERS.get(key, "head_of_office")].full_name)
    arrived = min(max(paper.day + timedelta(days=1), date(2025, 7, 2)), teller.today)
    data = paper.text.encode()
    upload = documents.Upload(paper.name, data, read(paper.name, data))
    document = documents.take_in(province.root, main=upload, by=clerk, at=teller.at(arrived, 8, 10))
    if key == "general":
        return document
    authority = province.places["government" if key == "state_plan" else "standing_board"]
    return documents.register(document, authority_organization=authority, by=clerk, at=teller.at(arrived, 8, 25))


def _give(teller: Teller, document: Document, *, hold: int) -> None:
    """Take every proposal, send the distribution up, have it approved, issue it; the last `hold` orders wait for the leader."""
    officer = teller.person("monitoring_officer")
    day = timezone.localdate(document.registered_at) if document.registered_at else teller.today
    orders = assignments.take_all(list(document.proposals.all()), by=officer, at=teller.at(day, 10, 5))
    for order in orders:
        _aim(order, officer, teller.at(day, 10, 30))
    orders = list(Order.objects.filter(pk__in=[order.pk for order in orders]))
    up = teller.at(day, 14, 10)
    post = teller.province.posts["secretary"]
    ready, waiting = orders[: len(orders) - hold], orders[len(orders) - hold :]
    sent = assignments.submit(ready, post=post, document=document, by=officer, at=up)
    assignments.decide(
        sent,
        approve=True,
        words="Đồng ý. Văn phòng theo dõi, đôn đốc.",
        given_on=timezone.localdate(up),
        by=teller.person("secretary"),
        at=up + timedelta(hours=2),
    )
    assignments.issue(list(sent.orders.all()), by=officer, at=up + timedelta(hours=3))
    if waiting:
        assignments.submit(
            waiting,
            post=post,
            summary="Đề nghị xem xét thời hạn.",
            document=document,
            by=officer,
            at=teller.now - timedelta(hours=3),
        )


def _aim(order: Order, officer: Person, at: datetime) -> None:
    """An order whose words named nobody goes to the communes."""
    if not order.targets.exists():
        group = Group.objects.get(key="xa-phuong")
        assignments.set_targets(order, lead=[str(group.uid)], by=officer, at=at)


def _close_old(teller: Teller, document: Document) -> None:
    """The districts are no more: their document is disposed of with the reason, and closed."""
    officer = teller.person("monitoring_officer")
    at = teller.at(date(2025, 7, 3), 15)
    for clause in document.clauses.filter(directs=True):
        documents.dispose(
            clause,
            kind="no_action",
            reason="Cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025; việc tồn đọng đã chuyển các xã, phường.",
            by=officer,
            at=at,
        )
    documents.advance(document, act="close", by=officer, at=at)


def _live(teller: Teller) -> None:
    """Every unit receives, names somebody, reports, is reviewed."""
    head = teller.person("head_of_office")
    parts = Assignment.objects.select_related("order", "organization", "head").order_by("organization__path", "pk")
    by_unit: dict[int, list[Assignment]] = {}
    for part in parts:
        by_unit.setdefault(part.organization_id, []).append(part)
    for number, work in enumerate(by_unit.values()):
        _unit(teller, number, work, head)


def _unit(teller: Teller, number: int, work: list[Assignment], reviewer: Person) -> None:
    """One unit's months. Units 3, 40 and 77 are always late; 1 and 2 always good; each for its own reason."""
    place = work[0].organization
    boss = Person.objects.get(pk=work[0].head_id)
    staff = next((person for person in members_of(place) if person != boss), boss)
    if reviewer in (boss, staff):
        reviewer = teller.person("secretary")  # nobody confirms the own report
    for part in work:
        received = min(part.issued_at + timedelta(hours=teller.draw.randint(2, 40)), teller.now - timedelta(minutes=10))
        fresh = part.issued_at > teller.now - timedelta(days=36)
        if fresh and teller.draw.random() < 0.12 and place.uid != teller.province.communes[0].uid:
            continue  # not yet received
        assignments.name_doer(part, person=staff, by=boss, at=received)
        _reports(teller, number, part, staff, boss, reviewer)


def _reports(teller: Teller, number: int, part: Assignment, staff: Person, boss: Person, reviewer: Person) -> None:
    late = number in (3, 40, 77)
    plan = list(_months_of(teller, part))
    done_in = _done_in(teller, part, plan, late)
    for place, period in enumerate(plan):
        day = _report_day(teller, period, part, done=place == done_in)
        if day is None:
            continue
        done = place == done_in
        report = _enter(teller, part, period, day, staff, done=done, late=late)
        if timezone.localdate(teller.at(day)) >= teller.today - timedelta(days=1) and teller.draw.random() < 0.5:
            return  # entered, the head has not looked yet
        reports.submit([report], by=boss, at=teller.at(day, 16, teller.draw.randint(0, 50)))
        if day > teller.today - timedelta(days=4) and number % 3:
            return  # still at the office
        back = number % 29 == 7 and place == 0 and not done
        reports.decide(
            report,
            verdict="return" if back else "accept",
            completes=done,
            reason="Đề nghị bổ sung số liệu cụ thể và minh chứng." if back else "",
            by=reviewer,
            at=teller.at(day + timedelta(days=2), 10),
        )
        if done:
            return


def _months_of(teller: Teller, part: Assignment) -> Iterator[Period]:
    """The periods in which the unit reports: from the month after issue, until now."""
    given = timezone.localdate(part.issued_at)
    yield from Period.objects.filter(opens_on__gt=given, opens_on__lt=teller.today).order_by("opens_on")


def _done_in(teller: Teller, part: Assignment, plan: list[Period], late: bool) -> int | None:
    """In which of these periods the work is reported done; None when it is not yet."""
    if part.deadline_on is None or part.order.cadence or part.part == Part.SUPPORT:
        return None
    in_time = [place for place, period in enumerate(plan) if period.opens_on <= part.deadline_on]
    if late:
        return None if teller.draw.random() < 0.6 else (len(in_time) if len(in_time) < len(plan) else None)
    chance = teller.draw.random()
    if part.deadline_on > teller.today:
        return in_time[-1] if in_time and chance < 0.35 else None
    if chance < 0.93 and in_time:
        return in_time[-1]
    after = len(in_time)
    return after if after < len(plan) and chance < 0.99 else None


def _report_day(teller: Teller, period: Period, part: Assignment, *, done: bool) -> date | None:
    """Reports pile up on the last two days; a done report of work in time does not pass its deadline."""
    days = [period.due_on, period.due_on, period.due_on - timedelta(days=1), period.due_on - timedelta(days=teller.draw.randint(2, 8))]
    day = teller.draw.choice(days)
    if done and part.deadline_on and period.opens_on <= part.deadline_on:
        day = min(day, part.deadline_on)
    day = max(day, period.opens_on)
    return day if day < teller.today or (day == teller.today and teller.draw.random() < 0.3) else None


def _enter(teller: Teller, part: Assignment, period: Period, day: date, staff: Person, *, done: bool, late: bool) -> Report:
    words = teller.draw.choice(RESULTS if done else PROGRESS_ONLY)
    n = teller.draw.randint(4, 18)
    filled = words.format(n=n, m=max(1, n - teller.draw.randint(1, 6)), k=n * teller.draw.randint(4, 9))
    report = reports.enter(
        part,
        period=period,
        progress=Progress.DONE if done or part.order.cadence else Progress.IN_HAND,  # of recurring work: the period is done
        percent=100 if done else teller.draw.choice((30, 40, 50, 60, 70, 80)),
        result=filled,
        difficulties=LATE_REASONS[part.organization_id % 3] if late and not done else "",
        by=staff,
        at=teller.at(day, 11, teller.draw.randint(0, 59)),
    )
    if done and teller.draw.random() < 0.15:
        text = f"BIÊN BẢN\n{part.organization.name}\n{filled}\n"
        reports.add_evidence(
            report, name=f"bien-ban-{period.key}.txt", data=text.encode(), media_type="text/plain", by=staff, at=teller.at(day, 11, 59)
        )
    return report
