"""Tốc độ của cây tổ chức. / Speed of the tree: how costs grow with bodies and people, CPU ms and queries.

    python bench/organizations.py [600 6000 60000] [--database sqlite|postgres|both]

Five persons a body. Each figure is the median of several runs in CPU time: of this process and, for PostgreSQL, of the server's process
that answers it; the wall time stands beside. PostgreSQL is started for it, empty, on a port of its own. Data is put in with bulk_create, as
no act would, to be quick.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

BOUNDS = {"may do": 1, "visible set": 20, "picker search": 50, "tree page": 100, "move 5,000": 2000, "import in all": 60_000}
SINCE = date(2020, 1, 1)


@contextmanager
def cluster() -> Iterator[str]:
    """A PostgreSQL of its own on a free port, which is told; ended afterwards."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))[-1].parent
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

        def run(name: str, *words: str) -> None:
            subprocess.run([*user, str(binaries / name), "-D", f"{folder}/data", *words], check=True, capture_output=True, cwd=folder)

        run("initdb", "-A", "trust", "-U", "dondoc", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-o", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1", "-l", f"{folder}/log", "-w", "start")
        try:
            subprocess.run(["createdb", "-h", "127.0.0.1", "-p", port, "-U", "dondoc", "bench"], check=True)
            yield port
        finally:
            run("pg_ctl", "-m", "immediate", "stop")


def spent() -> float:
    """CPU seconds of this process so far, and of the server's process that serves it."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time()
    connection.ensure_connection()
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start(database: str, home: str) -> None:
    """Django on an empty database: "" for SQLite, else the port of a PostgreSQL."""
    os.environ |= {"DONDOC_BUILDING": "1", "DJANGO_SETTINGS_MODULE": "dondoc.server.site.settings", "DONDOC_HOME": home}
    import django
    from django.conf import settings

    name: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{home}/bench.sqlite3"}
    if database:
        name = {"ENGINE": "django.db.backends.postgresql", "NAME": "bench", "HOST": "127.0.0.1", "PORT": database, "USER": "dondoc"}
        settings.DATABASES["default"].pop("OPTIONS", None)
    settings.DATABASES["default"] |= name
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(size: int) -> dict[str, Any]:
    """A province of `size` bodies, three levels under the root, and five persons a body in posts."""
    from dondoc.server.organizations.models import Grant, Group, Organization, Person, Placement, Post, Term
    from dondoc.terms.vietnamese import fold, name_key

    def body(name: str, parent: Any, kind: str, level: str, **more: Any) -> Any:
        return Organization(name=name, folded=fold(name), parent=parent, path="/", line="party", kind=kind, level=level, **more)

    def settle(rows: list[Any]) -> list[Any]:
        made = Organization.objects.bulk_create(rows, batch_size=1000)
        for one in made:
            one.path = f"{one.parent.path if one.parent else '/'}{one.pk}/"
        Organization.objects.bulk_update(made, ["path"], batch_size=500)
        Placement.objects.bulk_create([Placement(organization=one, parent=one.parent, since=SINCE) for one in made], batch_size=1000)
        return made

    root = settle([body("Tỉnh ủy Đông Lĩnh", None, "committee", "province")])[0]
    communes = settle(
        [body(f"Đảng ủy xã Số {n}", root, "committee", "above_grassroots", category="commune") for n in range(max(2, size // 60))]
    )
    large = settle([body("Đảng ủy khối lớn", root, "committee", "above_grassroots")])[0]
    inside = min(5000, size // 4)
    parents = [large] * inside + [communes[n % len(communes)] for n in range(size - inside - len(communes) - 2)]
    cells = settle([body(f"Chi bộ thôn {n}", parent, "cell", "cell") for n, parent in enumerate(parents)])
    places = [root, *communes, large, *cells]
    given = ("An", "Bình", "Châu", "Dũng", "Đông", "Giang", "Hà", "Khánh", "Liên", "Mai")
    names = [f"Nguyễn Văn {given[n % 10]} {n}" for n in range(size * 5)]
    people = Person.objects.bulk_create(
        [Person(full_name=name, folded=fold(name), sort_key=name_key(name)) for name in names], batch_size=1000
    )
    posts = Post.objects.bulk_create(
        [
            Post(organization=place, title="Bí thư" if n == 0 else f"Ủy viên {n}", is_head=n == 0, since=SINCE)
            for place in places
            for n in range(5)
        ],
        batch_size=1000,
    )
    Term.objects.bulk_create([Term(person=p, post=post, since=SINCE) for p, post in zip(people, posts, strict=True)], batch_size=1000)
    Grant.objects.bulk_create(
        [Grant(post=post, role="unit_head", organization=post.organization, reach="both", since=SINCE) for post in posts[::5]],
        batch_size=1000,
    )
    for role in ("monitoring_officer", "administrator"):
        Grant.objects.create(post=posts[0], role=role, organization=root, reach="both", since=SINCE)
    rule = {"under": str(root.uid), "categories": ["commune"]}
    Group.objects.create(key="xa", name="Tất cả xã", rule=rule, organization=root)
    return {"root": root, "commune": communes[1], "large": large, "cell": cells[-1], "people": people, "cells": cells}


def measured(act: Callable[[], Any], runs: int) -> tuple[float, float, int]:
    """(CPU ms, wall ms, queries), medians."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act()
    cpu, wall = [], []
    whole = spent()
    for _ in range(runs):
        began, walled = time.process_time(), time.perf_counter()
        act()
        cpu.append(1000 * (time.process_time() - began))
        wall.append(1000 * (time.perf_counter() - walled))
    server = max(0.0, 1000 * (spent() - whole) - sum(cpu)) / runs  # the server's clock ticks in hundredths: only their sum is told
    with CaptureQueriesContext(connection) as asked:
        act()
    return statistics.median(cpu) + (server if connection.vendor == "postgresql" else 0), statistics.median(wall), len(asked)


def fresh(person: Any) -> Any:
    """The person loaded anew, as each request does: without remembered rights."""
    return type(person).objects.get(pk=person.pk)


def page(view: Callable[..., Any], person: Any, query: str = "") -> Callable[[], Any]:
    """A view of the tree, called whole with its template."""
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory

    def act() -> Any:
        request = RequestFactory().get(f"/co-quan-don-vi/{query}")
        request.person, request.user, request.session = fresh(person), AnonymousUser(), {}  # type: ignore[attr-defined]
        return view(request).content

    return act


def moving(made: dict[str, Any], person: Any) -> Callable[[], Any]:
    """The large branch, to and fro."""
    from django.utils import timezone

    from dondoc.server.organizations import actions

    places = [made["root"], made["commune"]]

    def act() -> None:
        branch = fresh(made["large"])
        parent = places[branch.parent_id == places[0].pk]
        actions.move(branch, parent=parent, on=timezone.localdate(), by=fresh(person), at=timezone.now())

    return act


def new_branch(top: str, count: int) -> bytes:
    """A workbook of `count` bodies under one, ten persons in each."""
    from dondoc.server.organizations.import_rows import PEOPLE, PEOPLE_COLUMNS, PLACE_COLUMNS, PLACES
    from dondoc.sheets.writing import Sheet, workbook

    kind = ["Đảng", "Chi bộ", "Chi bộ", "Khác"]
    places = [["", f"Chi bộ mới {n}", "", "", f"A77.{n // 1000:02}.{n % 1000:03}", top, *kind, str(n), "01/07/2025"] for n in range(count)]
    posts = [["Bí thư", "x"], *[["Đảng viên", ""]] * 9]
    people = [["", "", f"Trần Thị Mới {n}", f"Chi bộ mới {n // 10}", *posts[n % 10], "", "", "01/07/2025", ""] for n in range(count * 10)]
    return workbook(
        [
            Sheet(PLACES, [title for _key, title, _long in PLACE_COLUMNS], places, (10,) * len(PLACE_COLUMNS)),
            Sheet(PEOPLE, [title for _key, title, _long in PEOPLE_COLUMNS], people, (10,) * len(PEOPLE_COLUMNS)),
        ]
    )


def importing(made: dict[str, Any], person: Any, size: int) -> dict[str, tuple[float, float, int]]:
    """A workbook of new bodies with ten persons each, from the file to the tree, then out again: one twelfth of `size` bodies.

    Each step runs once, for it changes what is there. The file is read in a child process: its CPU time is counted too.
    """
    from django.utils import timezone

    from dondoc.server.organizations import actions
    from dondoc.server.organizations.importing import check
    from dondoc.server.organizations.papers import organizations_sheet
    from dondoc.server.organizations.sheet_views import MOST_ROWS
    from dondoc.sheets.confined import book_confined

    when: dict[str, Any] = {"by": fresh(person), "at": timezone.now()}
    body = {"line": "party", "kind": "committee", "level": "above_grassroots"}
    top = actions.found(parent=made["root"], name="Đảng ủy khu mới", since=SINCE, **body, **when)
    count = max(2, size // 12)
    file = new_branch(top.name, count)
    found: dict[str, tuple[float, float, int]] = {}

    def once(name: str, act: Callable[[], Any]) -> Any:
        began, walled = spent() + sum(os.times()[2:4]), time.perf_counter()
        answer = act()
        found[name] = (1000 * (spent() + sum(os.times()[2:4]) - began), 1000 * (time.perf_counter() - walled), 0)
        return answer

    read = once("import: file read", lambda: book_confined(file, most_rows=MOST_ROWS)).sheets
    told = once("import: dry run", lambda: check(read, actions.standing(top), on=timezone.localdate()))
    assert (len(told.faults), len(told.founded), len(told.seated)) == (0, count, count * 10)
    batch = actions.hold_import(top, name="moi.xlsx", file_hash="0" * 64, sheets=read, **when)
    once("import: carried out", lambda: actions.carry_import(batch, basis="Danh sách", **when))
    out = once("export: file made", lambda: organizations_sheet(actions.standing(top)))
    again = check(book_confined(out, most_rows=MOST_ROWS).sheets, actions.standing(top), on=timezone.localdate())
    assert (again.faults, again.changes, again.founded, again.seated, again.unchanged) == ([], [], [], [], 1 + count * 11)
    steps = [found[name] for name in found if name.startswith("import")]
    found["import in all"] = (sum(cpu for cpu, _wall, _asked in steps), sum(wall for _cpu, wall, _asked in steps), 0)
    return found


def figures(size: int) -> dict[str, tuple[float, float, int]]:
    """All figures at one size."""
    from dondoc.server.assignments.queries import picker
    from dondoc.server.organizations import access
    from dondoc.server.organizations.views import people, tree

    made = fill(size)
    root, person = made["root"], made["people"][0]

    def seen() -> Any:
        return access.organizations_where(fresh(person), "assignment.see")

    known = fresh(person)
    access.rights(known)
    many = measured(lambda: [access.allowed(known, "assignment.see", cell) for cell in made["cells"][:100]], 9)
    return {
        "may do": (many[0] / 100, many[1] / 100, many[2]),
        "rights and may do": measured(lambda: access.allowed(fresh(person), "assignment.see", made["cell"]), 15),
        "visible set": measured(lambda: list(seen().values_list("pk", flat=True)[:200]), 15),
        "visible set counted": measured(lambda: seen().count(), 9),
        "picker search": measured(lambda: picker(root, fresh(person), chosen={}, words="thon 77"), 9),
        "name search": measured(page(tree, person, "?q=thon+599"), 9),
        "tree page": measured(page(tree, person), 9),
        "tree of a day": measured(page(tree, person, "?ngay=30/06/2025"), 9),
        "people page": measured(page(people, person, "?q=mai+7"), 5),
        "move 5,000": measured(moving(made, person), 4),
        **importing(made, person, size),
    }


def main(sizes: list[int], databases: list[str]) -> None:
    """One process a size and database: memory of one is not that of the next."""
    if len(sizes) > 1 or len(databases) > 1:
        for database in databases:
            for size in sizes:
                subprocess.run([sys.executable, __file__, str(size), "--database", database], check=True)
        return
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        start(stack.enter_context(cluster()) if databases == ["postgres"] else "", home)
        from django.db import connection

        from dondoc.server.organizations import access
        from dondoc.server.site import roles

        if not access.roles():
            roles.register()
        found = figures(sizes[0])
        connection.close()
    print(f"\n{sizes[0]} bodies, {5 * sizes[0]} persons, {databases[0]}: CPU ms, wall ms, queries")
    for name, (cpu, wall, asked) in found.items():
        bound = f"   bound {BOUNDS[name]}" if name in BOUNDS else ""
        print(f"  {name:<22}{cpu:>10.2f}{wall:>10.2f}{asked:>6}{bound}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[600, 6_000, 60_000])
    parser.add_argument(
        "--database", choices=["sqlite", "postgres", "both"], default="both" if Path("/usr/lib/postgresql").exists() else "sqlite"
    )
    told = parser.parse_args()
    main(told.sizes, ["sqlite", "postgres"] if told.database == "both" else [told.database])
