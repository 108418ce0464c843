"""dondoc cho phép đo đặt cạnh phần mềm khác. / dondoc as a target of a measure that knows only HTTP, beside another tracker.

    python -m bench.beside.target HOME 100000 [postgresql://user@host:port/name]     fill an instance and write what to ask for
    BENCH_HOME=HOME BENCH_POSTGRES_PID=<postmaster's pid> python measure.py --target bench/beside/target.py --out dondoc.json

The measure takes from here where the server listens, how one signs in, and pages with pools of values. Standard library only, since the
measure loads this file by its path. A change needs a key of its own by the interface's contract; the measure has no header for each
request, so its session is given one here. «Create» is a report entered for the first time, «update» one entered again: the rows that
grow here, as issues do elsewhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from uuid import uuid4

HOME = Path(os.environ.get("BENCH_HOME", "."))
PORT = os.environ.get("BENCH_PORT", "13100")
WORKERS, THREADS = os.environ.get("BENCH_WORKERS", "2"), os.environ.get("BENCH_THREADS", "3")
NAME, BASE = "dondoc", f"http://127.0.0.1:{PORT}"
TOLD: dict[str, Any] = json.loads((HOME / "asked.json").read_text()) if (HOME / "asked.json").exists() else {}
PASSWORD = "phép đo 2026 tải"
USERS: dict[str, Any] = {
    "member": {"login": "tonghop", "password": PASSWORD},  # the centre's officer: sees all
    "province": {"login": "tonghoptinh", "password": PASSWORD},  # one province and its communes
    "member-key": {"headers": {"Authorization": f"Bearer {TOLD.get('token', '')}"}},
}
LOGIN = {
    "path": "/tai-khoan/login/",
    "user_field": "login",
    "password_field": "password",
    "csrf_field": "csrfmiddlewaretoken",
    "csrf_regex": r'name="csrfmiddlewaretoken"\s+value="([^"]+)"',
}


def processes() -> dict[str, int]:
    """Roots of the trees of processes that are counted."""
    found = {"web": int((HOME / "serve.pid").read_text())}
    return found | ({"db": int(os.environ["BENCH_POSTGRES_PID"])} if os.environ.get("BENCH_POSTGRES_PID") else {})


def restart() -> None:
    """End the server we started, start it again, wait until it answers."""
    pid = HOME / "serve.pid"
    if pid.exists():
        try:
            os.kill(int(pid.read_text()), 15)
            time.sleep(3)
        except ProcessLookupError:
            pass
    command = [TOLD["dondoc"], "-m", "dondoc.cli", "serve", "--home", str(HOME), "--bind", f"127.0.0.1:{PORT}", "--no-tick"]
    with (HOME / "serve.log").open("ab") as log:
        started = subprocess.Popen([*command, "--workers", WORKERS, "--threads", THREADS], stdout=log, stderr=log, start_new_session=True)
    pid.write_text(str(started.pid))
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{BASE}/khoe", timeout=2).close()
            return
        except OSError:
            time.sleep(0.5)
    sys.exit("the server did not answer")


def config() -> dict[str, str]:
    """How it is served."""
    return {"workers": WORKERS, "threads": THREADS}


def _any(name: str) -> Any:
    return lambda rng: rng.choice(TOLD[name])


def _entered(rng: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {"period": TOLD["period"], "progress": "in_hand", "percent": 10 * rng.randint(1, 9), "result": f"Đã triển khai {rng.random()}"}


_NEW = iter(TOLD.get("new", ()))
PAGE = {"page": lambda rng: rng.randint(1, 40)}
SCENARIOS: list[dict[str, Any]] = [
    {"name": "list_late_50", "as": "member", "path": "/nhiem-vu/?ds=given&status=late", "check": 'id="main"|<main'},
    {"name": "list_unit_50", "as": "member", "path": "/nhiem-vu/?ds=given&dv={unit}", "pools": {"unit": _any("units")}, "check": "<main"},
    {"name": "list_all_50_member", "as": "member", "path": "/nhiem-vu/?ds=given&status=open&trang={page}", "pools": PAGE, "check": "<main"},
    {
        "name": "list_all_50_province_user",
        "as": "province",
        "path": "/nhiem-vu/?ds=given&status=open&trang={page}",
        "pools": {"page": lambda rng: rng.randint(1, 10)},
        "check": "<main",
    },
    {"name": "list_any_status_50", "as": "member", "path": "/nhiem-vu/?ds=given&trang={page}", "pools": PAGE, "check": "<main"},
    {"name": "show", "as": "member", "path": "/nhiem-vu/viec/{one}/", "pools": {"one": _any("assignments")}, "check": "<main"},
    {"name": "order", "as": "member", "path": "/nhiem-vu/lenh/{one}/", "pools": {"one": _any("orders")}, "check": "<main"},
    {"name": "matrix_124", "as": "province", "path": "/nhiem-vu/bang-theo-doi/?ds=given", "check": "<main", "heavy": True},
    {"name": "first_page", "as": "member", "path": "/", "check": "<main"},
    {"name": "search_common", "as": "member", "path": "/tim-kiem/?q=chuyen+doi+so", "check": "<main"},
    {"name": "search_number", "as": "member", "path": "/tim-kiem/?q=noi+dung+so+{n}", "pools": {"n": lambda rng: rng.randint(1, 900)}},
    {"name": "api_list_100", "as": "member-key", "path": "/api/v1/assignments?limit=100", "check": '"items"'},
    {
        "name": "api_create",
        "as": "member-key",
        "method": "POST",
        "path": "/api/v1/assignments/{one}/reports",
        "pools": {"one": lambda rng: next(_NEW)},
        "json": _entered,
    },
    {
        "name": "api_update",
        "as": "member-key",
        "method": "POST",
        "path": "/api/v1/assignments/{one}/reports",
        "pools": {"one": _any("entered")},
        "json": _entered,
    },
]


def _keyed() -> None:
    """Each change by the interface bears a key of its own: given to the session of the measure that loads us."""
    session = getattr(sys.modules["__main__"], "Session", None)
    if session is None or getattr(session, "keyed", False):
        return
    plain, session.keyed = session.request, True

    def request(self: Any, method: str, path: str, body: Any = None, headers: Any = None) -> Any:
        more = {"Idempotency-Key": str(uuid4())} if method == "POST" and path.startswith("/api/") else {}
        return plain(self, method, path, body, {**(headers or {}), **more})

    session.request = request


def fill(home: Path, size: int, database: str) -> None:
    """An instance with so many assignments, and the values that pages are asked with."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from bench.beside import rows

    rows.build(home, size, database)
    from datetime import timedelta

    from django.utils import timezone

    from dondoc.server.accounts.actions import token_hash
    from dondoc.server.accounts.models import Account, Token
    from dondoc.server.assignments.models import Assignment, Order
    from dondoc.server.organizations.models import Organization
    from dondoc.server.reports.models import Period, Report

    at, secret = timezone.now(), f"dondoc_{uuid4().hex}{uuid4().hex}"
    Token.objects.create(
        account=Account.objects.get(username="nhaplieu"),
        name="Phép đo",
        token_hash=token_hash(secret),
        scopes=["assignments.read", "reports.read", "reports.write"],
        made_at=at,
        expires_at=at + timedelta(days=30),
        last_used_on=timezone.localdate(at),
    )
    now = Period.objects.latest("opens_on")
    told = Report.objects.filter(period=now)
    running = Assignment.objects.filter(state="in_hand").order_by("?")
    lists = {
        "assignments": Assignment.objects.order_by("?")[:3000],
        "orders": Order.objects.order_by("?")[:1000],
        "units": Organization.objects.filter(category="commune"),
        "new": running.exclude(pk__in=told.values("assignment")),
        "entered": running.filter(pk__in=told.filter(state="entered").values("assignment")),
    }
    found = {name: [str(uid) for uid in found.values_list("uid", flat=True)] for name, found in lists.items()}
    (home / "asked.json").write_text(json.dumps({**found, "period": now.key, "token": secret, "dondoc": sys.executable}))


if __name__ == "__main__":
    fill(Path(sys.argv[1]).resolve(), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
elif TOLD:
    _keyed()
