"""Tốc độ của việc hằng ngày. / Speed of daily work: pages, the clock and issuing, at three sizes of a country's work.

    python bench/engine.py [1000 10000 100000]     SQLite; PostgreSQL when DONDOC_BENCH_POSTGRES holds an address ending before the
                                                   database's name («postgresql://user@host:port/»)
    python bench/engine.py --home HOME             an instance filled before (bench.beside.rows)

A size is a number of assignments; reports are twelve times as many, bodies a twentieth. Pages are asked for whole, through every
middleware, as the person who works with them. Printed: CPU ms of this process (a database server's own is not in it, the wall time
stands beside), p50 and p95 of the wall, queries, kB. The clock's jobs and the issue of one order to every commune are done once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.beside import rows

from dondoc.server.site.operating.entering import enter

#: who -> pages
PAGES: dict[str, tuple[str, ...]] = {
    "bithu": ("/", "/nhiem-vu/", "/nhiem-vu/?ds=given&status=late", "/nhiem-vu/bang-theo-doi/?ds=given", "/nhiem-vu/ket-qua/?ds=given"),
    "tonghop": (
        "/",
        "/nhiem-vu/?ds=given&q=chuyen+doi+so",
        "/nhiem-vu/?ds=given&part=lead&tu=01/11/2026&den=31/12/2026",
        "/nhiem-vu/?ds=followed",
        "/nhiem-vu/lich/?ds=given",
        "/bao-cao/xem-xet/",
        "/don-doc/",
        "/tim-kiem/?q=chuyen+doi+so",
    ),
    "chanhvp": ("/", "/bao-cao/xem-xet/", "/don-doc/"),
    "vanthu": ("/",),
    "kiemtra": ("/", "/nhat-ky/", "/nhiem-vu/?ds=given"),
    "tinhuy": ("/", "/nhiem-vu/?ds=given", "/nhiem-vu/bang-theo-doi/?ds=given", "/bao-cao/xem-xet/"),
    "tonghoptinh": ("/", "/nhiem-vu/bang-theo-doi/?ds=given", "/nhiem-vu/ket-qua/?ds=given", "/bao-cao/xem-xet/", "/don-doc/"),
    "xa": ("/", "/nhiem-vu/", "/bao-cao/", "/nhiem-vu/tiep-nhan/"),
    "canboxa": ("/", "/nhiem-vu/?ds=mine", "/bao-cao/", "/thong-bao/"),
}


def browser(username: str) -> Any:
    """A browser in which this person has signed in with a second factor."""
    from django.test import Client

    from dondoc.server.accounts.models import Account

    made = Client(HTTP_HOST="127.0.0.1")
    account = Account.objects.get(username=username)
    made.force_login(account)
    session = made.session
    session["second_factor"] = True
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return made


def measured(ask: Callable[[], Any]) -> tuple[float, float, float, int, float]:
    """(CPU ms, wall p50, wall p95, queries, kB) of several runs: nine, or fewer when they are long."""
    from django.db import connection, reset_queries

    began = time.perf_counter()
    ask()
    once = time.perf_counter() - began
    cpu, wall = [], []
    for _ in range(9 if once < 1 else 4 if once < 5 else 2):
        before, walled = time.process_time(), time.perf_counter()
        answer = ask()
        cpu.append(1000 * (time.process_time() - before))
        wall.append(1000 * (time.perf_counter() - walled))
    connection.force_debug_cursor = True
    reset_queries()
    ask()
    asked = len(connection.queries_log)
    connection.force_debug_cursor = False
    wall.sort()
    return (
        statistics.median(cpu),
        statistics.median(wall),
        wall[min(len(wall) - 1, round(0.95 * len(wall)))],
        asked,
        len(answer.content) / 1000,
    )


def pages(only: str = "") -> None:
    """Every page of every role."""
    print(f"  {'':<64}{'CPU ms':>9}{'p50':>9}{'p95':>9}{'queries':>9}{'kB':>8}")
    for username, paths in PAGES.items():
        here = browser(username)
        for path in paths:
            name = f"{username} {path}"
            if only and only not in name:
                continue
            answer = here.get(path, follow=True)
            if answer.status_code != 200:
                print(f"  {name:<64} answered {answer.status_code}")
                continue
            cpu, half, most, asked, size = measured(lambda here=here, path=path: here.get(path, follow=True))  # type: ignore[misc]
            print(f"  {name:<64}{cpu:>9.0f}{half:>9.0f}{most:>9.0f}{asked:>9}{size:>8.0f}", flush=True)


def clock() -> None:
    """`dondoc tick` over everything: the first of a working day at nine, then one that finds it done."""
    import time_machine
    from django.utils import timezone

    from dondoc.server.rulebook.queries import calendar
    from dondoc.server.site.operating import jobs
    from dondoc.worktime import add_working_days

    day = add_working_days(timezone.localdate(), 1, calendar())
    nine = timezone.make_aware(datetime(day.year, day.month, day.day, 9))
    for name in ("dondoc tick, first of the day", "dondoc tick, again"):
        began, walled = time.process_time(), time.perf_counter()
        with time_machine.travel(nine, tick=False):
            done = jobs.run_due()
        told = ", ".join(f"{key} {count}" for key, count in done.items() if count)
        print(f"  {name:<64}{1000 * (time.process_time() - began):>9.0f}{1000 * (time.perf_counter() - walled):>9.0f}   {told}", flush=True)


def issuing() -> None:
    """One order of the centre to every commune, drafted, aimed and issued by its leader; taken back by the end of its transaction."""
    from django.db import transaction
    from django.utils import timezone

    from dondoc.server.accounts.models import Account
    from dondoc.server.assignments import actions
    from dondoc.server.organizations.models import Group, Organization

    by = Account.objects.get(username="bithu").person
    helper = Account.objects.get(username="tonghop").person
    root = Organization.objects.get(parent=None)
    at = timezone.now()
    with transaction.atomic():
        group = Group.objects.create(
            key="xa", name="Tất cả xã", rule={"under": str(root.uid), "categories": ["commune"]}, organization=root
        )
        order = actions.draft(
            organization=root,
            authority=root,
            task="Báo cáo kết quả tháng cao điểm",
            product="Báo cáo",
            product_kind="",
            deadline_on=timezone.localdate() + timedelta(days=30),
            bound="by",
            deadline_source="set",
            criteria=["Đúng hạn"],
            by=helper,
            at=at,
        )
        actions.set_targets(order, lead=[str(group.uid)], by=helper, at=at)
        began, walled = time.process_time(), time.perf_counter()
        done = actions.issue([order], by=by, at=at)
        name = f"issue of one order to {done.assignments} communes"
        print(f"  {name:<64}{1000 * (time.process_time() - began):>9.0f}{1000 * (time.perf_counter() - walled):>9.0f}", flush=True)
        transaction.set_rollback(True)


def measure(home: Path, only: str) -> None:
    """Everything of one instance; the clock last, since it writes."""
    enter(home)
    from django.utils import translation

    from dondoc.server.site.operating import tables

    tables.migrate()
    tables.gather_static()  # of this version, where the instance was filled by an earlier one
    print(f"\n{rows.counts()}, load {os.getloadavg()[0]:.1f}", flush=True)
    pages(only)
    if only:
        return
    with translation.override("vi"):
        issuing()
        clock()
    print(f"  load {os.getloadavg()[0]:.1f}")


def main() -> None:
    """One process a size: what one remembers is not the next's."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sizes", nargs="*", type=int)
    ask.add_argument("--home", type=Path)
    ask.add_argument("--only", default="", help="pages whose name holds this")
    told = ask.parse_args()
    if told.home:
        measure(told.home, told.only)
        return
    postgres = os.environ.get("DONDOC_BENCH_POSTGRES", "")
    for size in told.sizes or [1_000, 10_000, 100_000]:
        folder = Path(tempfile.mkdtemp(prefix="dondoc-bench-"))
        database = f"{postgres}bench_{size}_{os.getpid()}" if postgres else ""
        try:
            if postgres:
                subprocess.run(["psql", "-q", f"{postgres}postgres", "-c", f"CREATE DATABASE {database.rpartition('/')[2]}"], check=True)
            began = time.perf_counter()
            fill = [sys.executable, "-m", "bench.beside.rows", str(folder / "home"), str(size), *([database] if database else [])]
            subprocess.run(fill, check=True, cwd=Path(__file__).resolve().parents[1])
            print(f"{'PostgreSQL' if postgres else 'SQLite'}, {size} assignments: filled in {time.perf_counter() - began:.0f} s")
            subprocess.run([sys.executable, __file__, "--home", str(folder / "home"), "--only", told.only], check=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            if postgres:
                subprocess.run(["psql", "-q", f"{postgres}postgres", "-c", f"DROP DATABASE {database.rpartition('/')[2]}"], check=False)


if __name__ == "__main__":
    main()
