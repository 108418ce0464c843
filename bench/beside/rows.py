"""Một nước việc trong cơ sở dữ liệu. / A country's work in the database: rows in bulk that keep the invariants of the acts.

Centre ── provinces ── communes ── cells. Every body has a head in office; every order has a product, a criterion, a deadline with its
source and one lead a body; every assignment its head and, while it runs, its day in the calendar; every report one version a period;
what was accepted has its decision. The journal holds the issue of each order and each reception in one chain that verifies; of reports
and reviews it holds nothing, since a million entries more change no page. No evidence: its bytes lie outside the database.
"""

from __future__ import annotations

import random
import secrets
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.beside.places import BATCH, SINCE, Country, months, people
from bench.beside.places import bodies as settle

from dondoc.server.site.operating.entering import create, enter

SAID = 12  # reports of a piece of work, at most
STATES = ["accepted"] * 60 + ["in_hand"] * 30 + ["reported_done"] * 3 + ["received"] * 3 + ["issued"] * 2 + ["suspended", "withdrawn"]


def build(home: Path, assignments: int, database: str = "", *, bodies: int = 0) -> Country:
    """An instance in this folder with so many assignments, twelve times as many reports, a twentieth as many bodies or so many."""
    create(home, demo=False, address="http://127.0.0.1:8000", database=database)
    enter(home)
    from django.db import transaction
    from django.utils import timezone

    from dondoc.server.organizations import actions
    from dondoc.server.site.operating import tables

    tables.migrate()
    tables.gather_static()
    made, rng, today = Country(), random.Random(assignments), timezone.localdate()
    with transaction.atomic():
        made.root, made.system = actions.found_first(
            name="Ban Bí thư", line="party", kind="committee", level="central", by_name="Khởi tạo hệ thống", since=SINCE, at=timezone.now()
        )
        settle(made, bodies or max(20, assignments // 20))
        people(made)
        periods = months(made, today)
    with transaction.atomic():
        work(made, assignments, today, rng)
    for one in (lambda: reports(made, periods, today), reviews, lambda: calendar(made), lambda: journal(made)):
        with transaction.atomic():
            one()
    analyze()
    return made


def analyze() -> None:
    """What a database at rest knows of its tables: PostgreSQL by itself, SQLite by its own `optimize`."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def noon(day: date) -> datetime:
    """Noon in Việt Nam."""
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def targets(made: Country, count: int, rng: random.Random) -> list[tuple[Any, list[Any]]]:
    """(who gives, to whom) until so many assignments: a fifth by the centre to all communes, most by provinces to theirs."""
    children: dict[int, list[Any]] = {}
    for place in (*made.communes, *made.cells):
        children.setdefault(place.parent_id, []).append(place)
    giving = [place for place in made.communes if place.pk in children]
    found: list[tuple[Any, list[Any]]] = []
    left, turn = count, 0
    while left > 0:
        turn += 1
        if turn % 160 == 1:
            one = (made.root, made.communes)
        elif turn % 8 == 0:
            one = (made.root, made.provinces)
        elif turn % 8 in (1, 2, 3):
            giver = rng.choice(giving)
            one = (giver, children[giver.pk])
        else:
            giver = made.provinces[0] if turn % 24 == 4 else rng.choice(made.provinces)
            one = (giver, children[giver.pk])
        found.append((one[0], one[1][:left]))
        left -= len(one[1][:left])
    return found


def work(made: Country, count: int, today: date, rng: random.Random) -> None:
    """Orders issued over two years and a half, one assignment a body."""
    from dondoc.server.assignments.models import Assignment, Criterion, Order
    from dondoc.terms.vietnamese import fold

    orders, parts = [], []
    for n, (giver, places) in enumerate(targets(made, count, rng)):
        finished = today - timedelta(days=rng.randrange(1, 500)) if n % 3 else today
        issued = finished - timedelta(days=400)
        head = made.heads[giver.pk]
        task = f"Triển khai nội dung số {n} về {rng.choice(('chuyển đổi số', 'cải cách hành chính', 'xây dựng chi bộ', 'văn hóa cơ sở'))}"
        deadline = finished + timedelta(days=rng.randrange(-20, 60))
        order = Order(
            organization=giver,
            authority=giver,
            words=f"{task}; báo cáo kết quả về cấp trên.",
            task=task,
            folded=fold(task),
            product_kind="",
            product="Báo cáo kết quả",
            deadline_on=deadline,
            bound="by",
            deadline_source="set",
            state="issued",
            source="above",
            source_ref="Kế hoạch năm",
            drafted_by=head,
            drafted_at=noon(issued),
            issued_by=head,
            issued_at=noon(issued),
        )
        orders.append(order)
        parts += [part(order, place, made, issued, deadline, finished if finished < today else None, today, rng) for place in places]
    Order.objects.bulk_create(orders, batch_size=BATCH // 50)
    Criterion.objects.bulk_create([Criterion(order=order, position=1, text="Đúng hạn, đủ nội dung") for order in orders], batch_size=180)
    Assignment.objects.bulk_create(parts, batch_size=BATCH // 30)


def part(
    order: Any, place: Any, made: Country, issued: date, deadline: date, finished: date | None, today: date, rng: random.Random
) -> Any:
    """One body's part; `finished`: the order's work was done about this day, None: it runs."""
    from dondoc.server.assignments.models import Assignment

    head = made.heads[place.pk]
    state = "accepted" if finished else rng.choice([one for one in STATES if one != "accepted"])
    more: dict[str, Any] = {}
    if state != "issued":
        more |= {"received_by": head, "received_at": noon(issued) + timedelta(hours=2)}
    if finished:
        day = min(finished + timedelta(days=rng.randrange(-10, 25)), today - timedelta(days=1))
        more |= {"done_on": day, "accepted_by": order.issued_by, "accepted_at": noon(day) + timedelta(hours=9)}
    if state == "withdrawn":
        more["ended_reason"] = "Văn bản thay thế"
    if state in ("issued", "received"):  # young
        issued = today - timedelta(days=1)
    doer = made.people["canboxa"] if place.pk == made.communes[0].pk else head
    return Assignment(
        order=order,
        organization=place,
        head=head,
        doer=doer if state not in ("issued", "received") else None,
        deadline_on=deadline,
        first_deadline_on=deadline,
        state=state,
        issued_at=noon(issued),
        **more,
    )


def _uid() -> str:
    from django.db import connection

    return "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"


def reports(made: Country, periods: list[Any], today: date) -> None:
    """One report a period in the year before the work ended or until now: one statement a period, nothing passes through Python."""
    from django.db import connection

    for n, period in enumerate(periods):
        after = periods[n + 1].opens_on if n + 1 < len(periods) else today + timedelta(days=1)
        until = periods[min(n + SAID, len(periods) - 1)].opens_on if n + SAID < len(periods) else today + timedelta(days=1)
        current = period == periods[-1]
        said = min(noon(period.due_on), noon(today) - timedelta(days=2)) if current else noon(period.due_on)
        last = "a.state IN ('accepted', 'reported_done') AND COALESCE(a.done_on, %(today)s) < %(after)s"
        state = "'accepted'"
        if current:
            state = "CASE WHEN a.state = 'reported_done' THEN 'submitted' WHEN a.id %% 10 = 3 THEN 'entered' "
            state += "WHEN a.id %% 10 IN (4, 5) THEN 'submitted' ELSE 'accepted' END"
        sent = f"CASE WHEN {state} = 'entered' THEN NULL ELSE {{}} END".format
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO reports_report (uid, assignment_id, period_id, version, state, progress, percent, quantity, result,"
                " difficulties, requests, entered_by_id, entered_at, submitted_by_id, submitted_at, saves, measures) "
                f"SELECT {_uid()}, a.id, %(period)s, 1, {state}, CASE WHEN {last} THEN 'done' WHEN a.id %% 7 = 0 THEN 'unchanged' "
                "ELSE 'in_hand' END, NULL, NULL, 'Đã triển khai đến chi bộ, kết quả bước đầu', CASE WHEN a.id %% 11 = 0 THEN 'Thiếu người' "
                f"ELSE '' END, '', a.head_id, %(said)s, {sent('a.head_id')}, {sent('CAST(%(said)s AS ' + _instant() + ')')}, 1, '[]' "
                "FROM assignments_assignment a WHERE a.state NOT IN ('issued', 'received') "
                "AND COALESCE(a.done_on, %(today)s) >= %(opens)s AND COALESCE(a.done_on, %(today)s) < %(until)s"
                + (" AND (a.state = 'reported_done' OR a.id %% 10 > 2)" if current else "")
                + (" AND a.state <> 'withdrawn'" if current else ""),
                {"period": period.pk, "today": today, "opens": period.opens_on, "after": after, "until": until, "said": said},
            )


def _instant() -> str:
    from django.db import connection

    return "timestamptz" if connection.vendor == "postgresql" else "text"


def reviews() -> None:
    """The decision on every report that was accepted, the answer to every difficulty of before this month."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reports_review (uid, report_id, decides, verdict, completes, reason, by_id, at) "
            f"SELECT {_uid()}, r.id, %s, 'accept', (r.progress = 'done' AND a.state = 'accepted'), '', o.issued_by_id, r.submitted_at "
            "FROM reports_report r JOIN assignments_assignment a ON a.id = r.assignment_id JOIN assignments_order o ON o.id = a.order_id "
            "WHERE r.state = 'accepted'",
            [True],
        )
        cursor.execute(
            "INSERT INTO reports_reply (uid, report_id, words, by_id, at) "
            f"SELECT {_uid()}, r.id, 'Đã bố trí', o.issued_by_id, r.submitted_at FROM reports_report r "
            "JOIN assignments_assignment a ON a.id = r.assignment_id JOIN assignments_order o ON o.id = a.order_id "
            "WHERE r.difficulties <> '' AND r.state = 'accepted' AND r.period_id < (SELECT MAX(id) FROM reports_period)"
        )


def calendar(made: Country) -> None:
    """Days of what runs; for each head a notice of each piece of work, those of the last month unread."""
    from dondoc.server.assignments.models import OPEN_STATES, Assignment
    from dondoc.server.notices.models import Day, Notice

    rows = Assignment.objects.filter(state__in=OPEN_STATES).exclude(state="suspended").select_related("order")
    days = [
        Day(
            thing=row.uid,
            organization_id=row.organization_id,
            head_id=row.head_id,
            doer_id=row.doer_id,
            on=row.deadline_on,
            words=row.order.task,
            path=f"/nhiem-vu/viec/{row.uid}/",
            changed_at=row.issued_at,
        )
        for row in rows
    ]
    Day.objects.bulk_create(days, batch_size=BATCH // 10)
    Notice.objects.bulk_create(
        [
            Notice(
                person_id=row.head_id,
                key="order.issued",
                words={"count": 1},
                path="/nhiem-vu/tiep-nhan/",
                at=row.issued_at,
                read_at=None if row.state == "issued" else row.issued_at,
            )
            for row in rows
        ],
        batch_size=BATCH // 8,
    )


def journal(made: Country) -> None:
    """The issue of each order and each reception, chained after what is there."""
    from dondoc.server.assignments.models import Assignment, Order
    from dondoc.server.journal import chain
    from dondoc.server.journal.models import Content, Entry

    told = [("order.issue", "assignments.order", o.uid, made.heads.get(o.organization_id), o.issued_at) for o in Order.objects.all()]
    told += [
        ("assignment.receive", "assignments.assignment", a.uid, a.received_by, a.received_at)
        for a in Assignment.objects.exclude(received_at=None).select_related("received_by")
    ]
    told.sort(key=lambda one: one[4])
    last = Entry.objects.order_by("-seq").first()
    seq, prev = (last.seq, last.hash) if last else (0, chain.GENESIS)
    entries, contents = [], []
    for action, kind, uid, by, at in told:
        seq, text, salt = seq + 1, "{}", secrets.token_hex(32)
        row = {"at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "actor": str(by.uid), "action": action}
        row |= {"object_type": kind, "object_id": str(uid), "payload_hash": chain.payload_hash(text, salt)}
        entry = Entry(
            seq=seq,
            at=at,
            actor=by.uid,
            action=action,
            object_type=kind,
            object_id=uid,
            payload_hash=row["payload_hash"],
            prev=prev,
            hash=chain.entry_hash(prev, seq, row),
        )
        prev = entry.hash
        entries.append(entry)
        contents.append(Content(entry=entry, payload=text, salt=salt))
    Entry.objects.bulk_create(entries, batch_size=BATCH // 10)
    Content.objects.bulk_create(contents, batch_size=BATCH // 4)


def counts() -> dict[str, int]:
    """How many rows stand in the tables that grow."""
    from dondoc.server.assignments.models import Assignment, Order
    from dondoc.server.journal.models import Entry
    from dondoc.server.organizations.models import Organization
    from dondoc.server.reports.models import Report

    return {model.__name__: model._default_manager.count() for model in (Organization, Order, Assignment, Report, Entry)}


if __name__ == "__main__":
    import sys

    began = time.perf_counter()
    build(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
    sys.stdout.write(f"{counts()} in {time.perf_counter() - began:.0f} s\n")
