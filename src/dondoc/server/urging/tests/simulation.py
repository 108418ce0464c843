"""Nhiều tháng công việc được chơi theo hạt giống, đối chiếu từng ngày với một cách tính thô. / Months of work played from a seed.

`Naive` keeps its own account of every piece of work and counts days on its fingers; it shares no line with the application. Each day
its deadlines, four outcomes and steps of the ladder must be those of the application, for every unit; at the end of each month so must
the progress of every order, rolled up from what its units gave to their cells, and how every unit reported in every period.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments import jobs as receiving
from dondoc.server.assignments.models import Assignment, Extension, Order
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Organization, Person, Post
from dondoc.server.reports import actions as reports
from dondoc.server.reports import matrix, rollups
from dondoc.server.reports.models import Period, Report
from dondoc.server.reports.queries import counted
from dondoc.server.rulebook.models import Holiday
from dondoc.server.urging import actions, jobs
from dondoc.server.urging.models import LateList, Letter, Urging
from dondoc.server.urging.tests.naive import OFF, ONE, WORKED, Item, Naive, Sent

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


class Play:
    """The months, played by the product's own acts."""

    def __init__(self, cast: Any, units: list[Any], seed: int) -> None:
        self.cast, self.units = cast, units
        self.naive, self.draw = Naive(), random.Random(seed)
        self.acts: Counter[str] = Counter()
        self.periods: dict[str, Period] = {}
        self.cells = {unit.pk: self.cell_of(unit) for unit in units}
        Holiday.objects.bulk_create(
            [Holiday(day=day, name="nghỉ", worked=False, source="x") for day in OFF]
            + [Holiday(day=day, name="bù", worked=True, source="x") for day in WORKED]
        )

    def cell_of(self, unit: Organization) -> Organization:
        """A cell below the unit, whose secretary reports; the head of the unit may give work to it."""
        by, when, since = self.cast.founder, self.cast.noon, date(2020, 1, 1)
        post = Post.objects.get(organization=unit, is_head=True, until=None)
        organizations.grant(post=post, role="unit_leader", organization=unit, reach="both", since=since, by=by, at=when)
        told = {"line": "party", "kind": "cell", "level": "grassroots", "category": "other"}
        cell = organizations.found(parent=unit, name=f"Chi bộ của {unit.name}", since=since, by=by, at=when, **told)
        person = organizations.enroll(full_name=f"Đỗ Thị Chi bộ {unit.pk}", organization=cell, by=by, at=when)
        seat = organizations.open_post(organization=cell, title="Bí thư chi bộ", since=since, is_head=True, by=by, at=when)
        organizations.appoint(person=person, post=seat, since=since, by=by, at=when)
        organizations.grant(post=seat, role="cell_secretary", organization=cell, reach="own", since=since, by=by, at=when)
        return cell

    def run(self, first: date, last: date, *, orders_a_day: float) -> None:
        day = first
        while day <= last:
            self.one_day(day, orders_a_day)
            if day == last or (day + ONE).day == 1:
                self.check_month(day)
            day += ONE

    def period(self, day: date) -> Period:
        """The month: due on the 25th, locked on its last day."""
        key = f"{day:%Y-%m}"
        if key not in self.periods:
            last = (day.replace(day=1) + ONE * 32).replace(day=1) - ONE
            told = {"opens_on": day.replace(day=1), "due_on": day.replace(day=25), "review_by": last, "lock_on": last}
            self.periods[key] = reports.open_period(organization=self.cast.province, key=key, by=self.cast.founder, at=at(day, 6), **told)
        return self.periods[key]

    def one_day(self, day: date, orders_a_day: float) -> None:
        self.period(day)
        receiving.run(at(day, 7))
        self.check_clock(day)
        if self.naive.office_open(day):
            for _ in range(int(orders_a_day + self.draw.random())):
                self.give(day)
            for uid in list(self.naive.items):
                self.maybe(uid, day)
            self.office(day)
        self.check(day)

    def give(self, day: date) -> None:
        places = self.draw.sample(self.units, k=min(len(self.units), self.draw.randint(1, 3)))
        until = day + ONE * self.draw.randint(4, 35)
        told = {"organization": self.cast.province, "authority": self.cast.province, "by": self.cast.binh, "at": at(day)}
        order = assignments.draft(task=f"Việc {day} {self.draw.random()}", deadline_on=until, **told)
        assignments.set_targets(order, lead=[str(place.uid) for place in places], by=self.cast.binh, at=at(day))
        assignments.issue([order], by=self.cast.an, at=at(day))
        for part in order.assignments.all():
            self.naive.items[part.uid] = Item(part.organization_id, self.naive.first_open(until), day, order.uid)
        self.acts["give"] += 1

    def give_below(self, item: Item, part: Assignment, day: date) -> None:
        """A unit gives its work on to its cell, with a weight."""
        cell, weight = self.cells[item.unit], self.draw.randint(1, 3)
        below = assignments.Below(f"Phần việc {self.draw.random()}", ("Có biên bản",), "Biên bản", bodies=(cell,), weight=weight)
        order = assignments.cascade(part, below=below, opened_at=at(day), by=part.head, at=at(day))
        made = order.assignments.get()
        self.naive.items[made.uid] = Item(cell.pk, item.deadline, day, order.uid, weight, part.uid, cell=True)

    def maybe(self, uid: UUID, day: date) -> None:
        """Something may happen to one piece of work today."""
        item, chance = self.naive.items[uid], self.draw.random()
        doing = {
            "held": (
                ("report", 0.045), ("ask", 0.06), ("suspend", 0.075), ("withdraw", 0.077), ("hand_over", 0.081),
                ("tell", 0.14), ("answer", 0.26), ("give_below", 0.29),
            ),
            "review": (("accept", 0.35), ("send_back", 0.45)),
            "suspended": (("resume", 0.15),),
            "done": (("reopen", 0.004),),
            "ended": (),
        }[item.state]  # fmt: skip
        if item.asked is not None:
            doing = (("decide", 0.3),) if chance < 0.3 else doing
        act = next((name for name, below in doing if chance < below), "")
        if act and self.possible(act, item, day):
            part = Assignment.objects.select_related("order", "head", "organization").get(uid=uid)
            getattr(self, act)(item, part, day)
            self.acts[act] += 1

    def possible(self, act: str, item: Item, day: date) -> bool:
        """What the rules refuse is not tried: one standing report a month, two extensions, no cell's work handed to a stranger."""
        here = [one for one in item.sent if one.month == f"{day:%Y-%m}"]
        waits = bool(item.sent) and item.sent[-1].standing == "waits"
        return {
            "ask": item.granted < 2 and item.asked is None and not item.cell,
            "report": not waits and all(one.standing == "returned" for one in here),
            "tell": not waits and all(one.standing == "returned" for one in here),
            "answer": waits,
            "give_below": not item.cell,
            "hand_over": not item.cell,
        }.get(act, True)

    def leader(self, item: Item) -> Person:
        """Who decides about a piece of work: the secretary of the province, or the head of the unit that gave it to its cell."""
        if item.above is None:
            return Person.objects.get(pk=self.cast.an.pk)
        return Assignment.objects.get(uid=item.above).head

    def sent(self, item: Item, part: Assignment, day: date, progress: str, percent: int) -> None:
        told = {"progress": progress, "percent": percent, "result": "Kết quả"}
        made = reports.enter(part, period=self.period(day), by=part.head, at=at(day, 10), **told)
        reports.submit([made], by=part.head, at=at(day, 10))
        item.sent.append(Sent(f"{day:%Y-%m}", day, percent))

    def decided(self, item: Item, part: Assignment, day: date, verdict: str, *, completes: bool = False) -> None:
        report = Report.objects.get(assignment=part, state="submitted")
        by = self.leader(item)
        reports.decide(report, verdict=verdict, completes=completes, reason="Bổ sung số liệu", by=by, at=at(day, 11))
        item.sent[-1].standing = "accepted" if verdict == "accept" else "returned"

    def tell(self, item: Item, part: Assignment, day: date) -> None:
        self.sent(item, part, day, "in_hand", self.draw.randint(0, 95))

    def answer(self, item: Item, part: Assignment, day: date) -> None:
        self.decided(item, part, day, self.draw.choice(("accept", "accept", "return")))

    def report(self, item: Item, part: Assignment, day: date) -> None:
        self.sent(item, part, day, "done", 100)
        item.state, item.submitted = "review", day

    def accept(self, item: Item, part: Assignment, day: date) -> None:
        self.decided(item, part, day, "accept", completes=True)
        item.state, item.asked = "done", None

    def send_back(self, item: Item, part: Assignment, day: date) -> None:
        self.decided(item, part, day, "return")
        item.state, item.submitted = "held", None

    def ask(self, item: Item, part: Assignment, day: date) -> None:
        until = max(item.deadline, day) + ONE * self.draw.randint(3, 20)
        item.asked = (assignments.ask_extension(part, until=until, reason="Chờ", by=part.head, at=at(day, 12)), until)

    def decide(self, item: Item, part: Assignment, day: date) -> None:
        asked, until = item.asked
        agree = self.draw.random() < 0.6 and item.state in ("held", "review")
        assignments.decide_extension(Extension.objects.get(pk=asked.pk), agree=agree, words="Ý kiến", by=self.cast.an, at=at(day, 13))
        item.asked = None
        if agree:
            item.deadline, item.granted = self.naive.first_open(until), item.granted + 1

    def suspend(self, item: Item, part: Assignment, day: date) -> None:
        if part.state == "issued":
            part = assignments.receive(part, by=part.head, at=at(day, 13))
        assignments.suspend(part, waits_for="money", reason="Chờ", by=self.leader(item), at=at(day, 14))
        item.state, item.since = "suspended", day

    def resume(self, item: Item, part: Assignment, day: date) -> None:
        if item.asked is not None:
            return  # its deadline must stay what was asked about
        assignments.resume(part, by=self.leader(item), at=at(day, 14))
        assert item.since is not None
        item.state, item.deadline = "held", self.naive.later(item.deadline, self.naive.open_days(item.since, day - ONE))

    def withdraw(self, item: Item, part: Assignment, day: date) -> None:
        assignments.withdraw_at(part, reason="Thay", by=self.leader(item), at=at(day, 15))
        self.naive.end(part.uid)

    def hand_over(self, item: Item, part: Assignment, day: date) -> None:
        standing = part.order.assignments.exclude(state__in=("withdrawn", "cancelled", "passed_on"))
        there = set(standing.values_list("organization", flat=True))
        free = [place for place in self.units if place.pk not in there]
        if free:
            made = assignments.hand_over(part, organization=free[0], reason="Chuyển", by=self.cast.an, at=at(day, 15))
            self.naive.end(part.uid)
            self.naive.items[made.uid] = Item(free[0].pk, item.deadline, day, item.order)

    def reopen(self, item: Item, part: Assignment, day: date) -> None:
        assignments.reopen(part, reason="Chưa dứt điểm", by=self.leader(item), at=at(day, 16))
        item.state, item.submitted = "held", None

    def office(self, day: date) -> None:
        """The office signs most letters the same day, and hands a list on when it may."""
        for letter in list(Letter.objects.filter(state="proposed")):
            if self.draw.random() < 0.7:
                made = actions.issue_letter(letter, number=str(1000 + letter.pk), by=self.cast.dung, at=at(day, 16))
                if made.state == "issued":
                    named = set(Urging.objects.filter(letter=made).values_list("assignment__uid", "step"))
                    assert named == self.naive.wrote(letter.unit_id, letter.second, day), (day, letter.unit_id)
                    self.acts["letter"] += 1
        waiting = LateList.objects.filter(state="announced", hand_on__lte=day).first()
        if waiting is not None:
            actions.hand_list(waiting, by=self.cast.dung, at=at(day, 16))
            self.naive.open_list = None
            self.acts["list"] += 1

    def check_clock(self, day: date) -> None:
        """The clock comes twice, and does what the naive account says, once."""
        for _twice in range(2):
            jobs.run(at(day, 8))
        due, letters = self.naive.urge(day) if self.naive.office_open(day) else (set(), None)
        assert set(Urging.objects.filter(on=day).values_list("assignment__uid", "step")) == due, day
        for uid, step in due:
            self.naive.items[uid].steps.add((step, self.naive.items[uid].deadline))
        if letters is not None:
            assert dict(Letter.objects.filter(state="proposed").values_list("unit", "second")) == letters, day

    def check(self, day: date) -> None:
        """The four outcomes of every unit, what is counted apart, and every deadline."""
        expected: defaultdict[tuple[int, str], int] = defaultdict(int)
        for item in self.naive.items.values():
            expected[item.unit, self.naive.outcome(item, day)] += 1
        found: defaultdict[tuple[int, str], int] = defaultdict(int)
        submitted = Assignment.objects.all()
        for row in counted(submitted, day).order_by().values("organization", "outcome").annotate(n=Count("pk")):
            name = "ended" if row["outcome"] in ("withdrawn", "cancelled", "passed_on") else row["outcome"]
            found[row["organization"], name] += row["n"]
        assert dict(found) == {key: count for key, count in expected.items() if count}, day
        deadlines = dict(Assignment.objects.values_list("uid", "deadline_on"))
        assert deadlines == {uid: item.deadline for uid, item in self.naive.items.items()}, day
        broken = Assignment.objects.filter(Q(organization=None) | Q(head=None) | Q(first_deadline_on=None) | Q(order__product=""))
        assert not broken.exists()
        assert not Assignment.objects.exclude(state__in=("withdrawn", "cancelled", "passed_on")).filter(order__criteria=None).exists()

    def check_month(self, day: date) -> None:
        """The progress of every order and of every unit in it, and how every unit reported in the periods of the page."""
        an = Person.objects.get(pk=self.cast.an.pk)
        for order in Order.objects.filter(above=None, state="issued"):
            leads = [uid for uid, item in self.naive.items.items() if item.order == order.uid and item.state != "ended"]
            nodes = rollups.of_order(order, an, day)
            assert {node.row.uid: node.percent for node in nodes} == {uid: self.naive.progress(uid) for uid in leads}, (day, order)
            assert rollups.mean(nodes) == (self.naive.mean(leads) if leads else 0), (day, order)
            self.acts["rolled_up"] += len(nodes)
        work = Assignment.objects.visible_to(an)
        shown: list[matrix.Matrix] = []
        start = 0
        while not start or start < shown[-1].rows_in_all:
            shown.append(matrix.by_unit(work, an, day, start=start))
            start += matrix.MOST_ROWS
        keys = {one.key for page in shown for one in page.periods}
        units = dict(Organization.objects.values_list("uid", "pk"))
        expected = Counter[tuple[str, int, str]]()
        for key in keys:
            expected += Counter({(key, *cell): n for cell, n in self.naive.reported(key, day).items()})
        told = Counter[tuple[str, int, str]]()
        for page in shown:
            for line in page.lines:
                for period, cell in zip(page.periods, line.cells, strict=True):
                    told += Counter({(period.key, units[line.uid], how): n for how, n in vars(cell).items()})
        assert told == expected, day
        self.acts["month_cells"] += len(told)
