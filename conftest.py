"""Nhân vật của các bài kiểm thử, lúc nào cũng vậy. / The cast of the tests, always the same.

Tỉnh ủy Đông Lĩnh ── Văn phòng Tỉnh ủy
                  ├─ Ủy ban Kiểm tra
                  ├─ Đảng ủy xã An Bình ── Chi bộ thôn Một
                  ├─ Đảng ủy xã Bình Minh
                  └─ Đảng ủy phường Cẩm Sơn (no head)
Tỉnh ủy Hải Triều (another province, its own root) ── Đảng ủy xã Xa Lạ

an: secretary of Đông Lĩnh · bình: monitoring officer, chi: records clerk, dũng: head, all of its office · nam: assistant who
types for an · oanh: inspector · phúc: administrator · hoa: head, khánh: reporting officer, of An Bình · lan: head of Bình Minh
· thu: secretary of the cell · xuân: head of Xa Lạ, a stranger to everything in Đông Lĩnh · founder: the system actor.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import django
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, Value
from django.db.models.functions import Now
from django.utils import timezone

ROOT = Path(__file__).parent
LONG_AGO = date(2020, 1, 1)
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # 12:00 in Việt Nam; the clock of the tests starts here, so no run meets a midnight


@dataclass
class Cast:
    """Everybody and every body, by name."""

    noon: datetime = NOON
    people: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    posts: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        for table in ("people", "places", "posts"):
            found = self.__dict__.get(table, {})
            if name in found:
                return found[name]
        raise AttributeError(name)

    def fresh(self, name: str) -> Any:
        """The person loaded anew, as each request does: without remembered rights."""
        person = self.people[name]
        return type(person).objects.get(pk=person.pk)


def build_cast() -> Cast:
    """Make the cast in the current database, by the acts the product itself uses."""
    from dondoc.server.organizations import actions
    from dondoc.server.organizations.models import Organization, Person

    at = timezone.now()
    cast = Cast(noon=at)
    root, founder = actions.found_first(
        name="Tỉnh ủy Đông Lĩnh",
        line="party",
        kind="committee",
        level="province",
        by_name="Khởi tạo hệ thống",
        since=LONG_AGO,
        at=at,
    )
    cast.people["founder"], cast.places["province"] = founder, root

    def place(
        key: str, parent: Organization, name: str, kind: str, level: str, category: str = "agency", line: str = "party"
    ) -> Organization:
        found = actions.found(
            parent=parent, name=name, since=LONG_AGO, by=founder, at=at, line=line, kind=kind, level=level, category=category
        )
        cast.places[key] = found
        return found

    def seat(
        key: str, full_name: str, where: Organization, title: str, *grants: tuple[str, Organization, str], head: bool = False
    ) -> Person:
        person = actions.enroll(full_name=full_name, organization=where, by=founder, at=at)
        post = actions.open_post(organization=where, title=title, since=LONG_AGO, is_head=head, by=founder, at=at)
        actions.appoint(person=person, post=post, since=LONG_AGO, by=founder, at=at)
        for role, node, reach in grants:
            actions.grant(post=post, role=role, organization=node, reach=reach, since=LONG_AGO, by=founder, at=at)
        cast.people[key], cast.posts[f"{key}_post"] = person, post
        return person

    office = place("office", root, "Văn phòng Tỉnh ủy Đông Lĩnh", "office", "province")
    inspection = place("inspection", root, "Ủy ban Kiểm tra Tỉnh ủy Đông Lĩnh", "inspection", "province")
    commune = place("commune", root, "Đảng ủy xã An Bình", "committee", "above_grassroots", "commune")
    cell = place("cell", commune, "Chi bộ thôn Một", "cell", "grassroots", "other")
    other = place("other_commune", root, "Đảng ủy xã Bình Minh", "committee", "above_grassroots", "commune")
    place("headless", root, "Đảng ủy phường Cẩm Sơn", "committee", "above_grassroots", "ward")

    seat("an", "Trần Văn An", root, "Bí thư Tỉnh ủy", ("leader", root, "both"), head=True)
    seat("binh", "Lê Thị Bình", office, "Chuyên viên tổng hợp", ("monitoring_officer", root, "both"))
    seat("chi", "Phạm Thị Chi", office, "Văn thư", ("records_clerk", root, "own"), ("records_clerk", office, "own"))
    seat("dung", "Hoàng Văn Dũng", office, "Chánh Văn phòng", ("head_of_office", root, "both"), head=True)
    seat("nam", "Đỗ Hoài Nam", office, "Thư ký Bí thư", ("assistant", root, "both"))
    seat("oanh", "Vũ Kim Oanh", inspection, "Chủ nhiệm Ủy ban Kiểm tra", ("inspector", root, "both"), head=True)
    seat("phuc", "Ngô Hữu Phúc", office, "Quản trị hệ thống", ("administrator", root, "both"))
    seat("hoa", "Đặng Thị Hoa", commune, "Bí thư Đảng ủy xã", ("unit_head", commune, "both"), head=True)
    seat("khanh", "Bùi Quốc Khánh", commune, "Cán bộ tổng hợp", ("reporting_officer", commune, "own"))
    seat("lan", "Mai Thị Lan", other, "Bí thư Đảng ủy xã", ("unit_head", other, "both"), head=True)
    seat("thu", "Cao Thị Thu", cell, "Bí thư chi bộ", ("cell_secretary", cell, "own"), head=True)

    foreign = _another_province(founder, root, at)
    cast.places["foreign_province"], cast.places["foreign_commune"], cast.people["xuan"] = foreign
    return cast


def _another_province(founder: Any, root: Any, at: datetime) -> tuple[Any, Any, Any]:
    """A second root, which `found_first` rightly refuses to make: put in by hand, for the tests alone."""
    from dondoc.server.organizations.models import Grant, Organization, Person, Placement, Post, Term
    from dondoc.terms.vietnamese import fold, name_key

    def place(name: str, parent: Any) -> Any:
        found = Organization.objects.create(
            name=name,
            line="party",
            kind="committee",
            level="province",
            founded_on=LONG_AGO,
            parent=parent,
            path="/",
            folded=fold(name),
        )
        found.path = f"{parent.path if parent else '/'}{found.pk}/"
        found.save()
        Placement.objects.create(organization=found, parent=parent, since=LONG_AGO)
        return found

    province = place("Tỉnh ủy Hải Triều", None)
    commune = place("Đảng ủy xã Xa Lạ", province)
    person = Person.objects.create(full_name="Tạ Thị Xuân", sort_key=name_key("Tạ Thị Xuân"), folded=fold("Tạ Thị Xuân"))
    post = Post.objects.create(organization=commune, title="Bí thư Đảng ủy xã", is_head=True, since=LONG_AGO)
    Term.objects.create(person=person, post=post, since=LONG_AGO)
    Grant.objects.create(post=post, role="unit_head", organization=commune, reach="both", since=LONG_AGO)
    return province, commune, person


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks through a browser is a test of pages: run after the others, on SQLite alone."""
    for item in items:
        if {"client", "signed_in", "machine"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("pages")


def noon() -> datetime:
    """When each test begins: `DONDOC_TEST_NOON` (ISO 8601, with zone) or a fixed day."""
    return datetime.fromisoformat(os.environ.get("DONDOC_TEST_NOON", NOON.isoformat()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """On SQLite the tables are made by the migrations once; every later process of the tests takes a copy of that empty database."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a folder that is not there, in every test of pages
    if connection.vendor == "sqlite":
        made = connection.creation.create_test_db
        connection.creation.create_test_db = partial(_copied_or_made, made)  # type: ignore[method-assign]


def _copied_or_made(made: Callable[..., str], **how: Any) -> str:
    files = sorted(ROOT.glob("src/dondoc/server/*/migrations/*.py"))
    stamp = hashlib.sha256("".join([django.__version__, *(f"{file}{file.read_text('utf-8')}" for file in files)]).encode())
    kept = Path(tempfile.gettempdir()) / f"dondoc-tables-{os.getuid()}-{stamp.hexdigest()[:16]}.sqlite3"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            name = made(**how)
            with closing(sqlite3.connect(kept.with_suffix(".new"))) as copy:
                connection.connection.backup(copy)
            kept.with_suffix(".new").rename(kept)
            return name
    name = connection.creation._get_test_db_name()  # a name in memory: nothing to make there
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with closing(sqlite3.connect(kept)) as copy:
        copy.backup(connection.connection)
    return str(name)


@pytest.fixture(scope="session", autouse=True)
def the_databases_clock() -> Iterator[None]:
    """The database tells the time of the test: rights, asked by its own day, would end while the day of the tests stands."""

    def told(_now: Now, compiler: Any, _connection: Any, **_more: Any) -> Any:
        return compiler.compile(Value(timezone.now(), output_field=DateTimeField()))

    with pytest.MonkeyPatch.context() as patched:
        for vendor in ("as_sql", "as_sqlite", "as_postgresql"):
            patched.setattr(Now, vendor, told)
        yield


@pytest.fixture(autouse=True)
def the_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test begins at the same minute of the same day; a journey has servers of its own and keeps the real clock."""
    if request.node.get_closest_marker("journey"):
        yield
        return
    with time_machine.travel(noon()):
        yield


@pytest.fixture(scope="session")
def _built(django_db_setup: None, django_db_blocker: Any) -> Cast:
    """The cast, built once into the test database before any test's transaction: a test changes it for itself alone."""
    with django_db_blocker.unblock(), time_machine.travel(noon() - timedelta(hours=2)):
        return build_cast()


@pytest.fixture(scope="session", autouse=True)
def _watching() -> Iterator[None]:
    """Every browser of the tests is watched for changes that the journal does not know (tests/complete.py)."""
    from tests import complete

    complete.begin()
    yield
    complete.WATCH.add_up()


@pytest.fixture(autouse=True)
def _every_change_is_written() -> Iterator[None]:
    yield
    from tests.complete import WATCH

    unwritten, WATCH.unwritten = WATCH.unwritten, []
    assert unwritten == [], "changed without an entry of the journal in the same transaction"


@pytest.fixture
def cast(_built: Cast, db: None) -> Cast:
    """The cast as the test finds it: rows loaded anew, without what another test remembered on them."""

    def anew(rows: dict[str, Any]) -> dict[str, Any]:
        if not rows:
            return {}
        model = type(next(iter(rows.values())))
        found = model.objects.in_bulk([row.pk for row in rows.values()])
        return {key: found[row.pk] for key, row in rows.items()}

    return Cast(noon=timezone.now(), people=anew(_built.people), places=anew(_built.places), posts=anew(_built.posts))


@pytest.fixture
def signed_in(client: Any, cast: Cast) -> Any:
    """`signed_in("binh")` gives a browser in which bình is signed in, without the slowness of hashing a password."""
    from django.test import Client
    from tests.entering import entered

    from dondoc.server.accounts.models import Account

    def enter(name: str) -> Client:
        account, _ = Account.objects.get_or_create(username=name, defaults={"person": cast.people[name]})
        return entered(account)

    return enter


@pytest.fixture
def machine(cast: Cast) -> Any:
    """`machine("hoa", "reports.read")` gives a browser whose requests bear a token of hoa with these scopes, or with all."""
    from datetime import timedelta

    from allauth.mfa.models import Authenticator
    from django.test import Client

    from dondoc.server.accounts.actions import token_hash
    from dondoc.server.accounts.models import Account, Token
    from dondoc.server.accounts.scopes import scopes as every

    def enter(name: str, *scopes: str) -> Client:
        account, made = Account.objects.get_or_create(username=name, defaults={"person": cast.people[name]})
        if made:
            Authenticator.objects.create(user=account, type="totp", data={})  # whose role asks for a second factor has one
        secret = f"dondoc_{name}_{Token.objects.count()}"
        Token.objects.create(
            account=account,
            name="Phần mềm của văn phòng",
            token_hash=token_hash(secret),
            scopes=sorted(scopes or every()),
            made_at=cast.noon,
            expires_at=cast.noon + timedelta(days=30),
            last_used_on=timezone.localdate(cast.noon),
        )
        return Client(headers={"authorization": f"Bearer {secret}"})

    return enter


@pytest.fixture(autouse=True)
def store_of_its_own(settings: Any, tmp_path: Any) -> None:
    """Each test keeps its files in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"


@dataclass
class Mailbox:
    """A real mail server on this machine that prints what it takes."""

    port: int
    file: Path
    process: subprocess.Popen[bytes]

    def read(self) -> str:
        """All that came, once the server has stopped."""
        self.process.terminate()
        self.process.wait()
        return self.file.read_text("utf-8")


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    """A mail server of the test's own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Debugging", "stdout"]
    with (tmp_path / "mails").open("w") as out:
        found = Mailbox(port, tmp_path / "mails", subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL))
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield found
    finally:
        found.read()
