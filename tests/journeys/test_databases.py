"""Hai cơ sở dữ liệu, cùng một mã. / Two databases, the same code: the suite on a real PostgreSQL, and writers who meet on both."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.conftest import clean_environment, serving
from tests.journeys.restarting import Sender, entering, looked, until_back

ROOT = Path(__file__).resolve().parents[2]
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


#: Rooms whose acts, constraints, access and queries a database decides; their pages are the same code above them.
ROOMS = ("journal", "organizations", "custody", "assignments", "obligations", "documents", "reports", "rights", "urging", "notices")
#: Long, and told by files or by sums alone.
LEFT_TO_SQLITE = ("test_importing.py", "test_simulation.py")
#: Of these rooms, what the short form asks: the files that try constraints, locks, sight and dates in the database itself.
FIRST = (
    "test_access.py",
    "test_actions.py",
    "test_chain.py",
    "test_constraints.py",
    "test_scale.py",
    "test_tree.py",
    "test_countersign.py",
)


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL of its own on a free port."""

    address: str
    folder: Path
    prefix: tuple[str, ...]
    options: str

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        self._control("-o", self.options, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self) -> None:
        """Stop as if its machine lost power."""
        self._control("-m", "immediate", "-w", "stop")

    def _control(self, *words: str) -> None:
        command = [*self.prefix, str(BINARIES[-1].parent / "pg_ctl"), "-D", str(self.folder / "data"), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)


def postgres_of_its_own() -> Iterator[Postgres]:
    """Made, started, and gone with the caller; started as its own user when we are root."""
    if not BINARIES:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is missing: apt-get install postgresql")
        pytest.skip("needs PostgreSQL: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="dondoc-postgres-"))  # not pytest's: a suite run inside a test sweeps those
    root = os.geteuid() == 0
    if root:
        shutil.chown(folder, "postgres", "postgres")
    prefix = ("runuser", "-u", "postgres", "--") if root else ()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = [*prefix, str(BINARIES[-1]), "-D", str(folder / "data"), "-A", "trust", "-U", "dondoc", "-E", "UTF8", "--no-sync"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    found = Postgres(f"postgresql://dondoc@127.0.0.1:{port}/", folder, prefix, options)
    found.start()
    try:
        yield found
    finally:
        with suppress(subprocess.CalledProcessError):
            found.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def own() -> Iterator[Postgres]:
    """One PostgreSQL for the tests of a session."""
    yield from postgres_of_its_own()


@pytest.fixture(scope="session")
def postgres(own: Postgres) -> str:
    """Its address."""
    return own.address


def database(address: str, name: str) -> str:
    """A new empty database on this server."""
    subprocess.run(["psql", "-q", f"{address}postgres", "-c", f"CREATE DATABASE {name}"], check=True, capture_output=True)
    return f"{address}{name}"


@pytest.mark.postgres
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.endurance)], ids=["first", "whole"])
def test_the_rooms_pass_on_postgresql(postgres: str, whole: bool) -> None:
    found = [path for room in ROOMS for path in sorted((ROOT / "src/dondoc/server" / room / "tests").glob("test_*.py"))]
    there = [str(path.relative_to(ROOT)) for path in found if path.name not in LEFT_TO_SQLITE and (whole or path.name in FIRST)]
    assert len(there) > 8
    environment = clean_environment(DONDOC_DATABASE=database(postgres, f"suite_{whole}".lower()))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *there, "-m", "not pages and not journey and not endurance"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout


WRITER = """
import sys
from pathlib import Path
from uuid import UUID
from dondoc.server.site.operating.entering import enter
enter(Path(sys.argv[1]))
from django.utils import timezone
from dondoc.server.journal import keys
from dondoc.server.organizations import actions
from dondoc.server.organizations.models import Organization, Person
system, root = Person.objects.get(kind="system"), Organization.objects.get(parent=None)
done = 0
for number in range(int(sys.argv[3])):
    if sys.argv[4] == "same":
        keys.pending.set(keys.FormKey(UUID(int=number), system.uid))
    try:
        actions.found(parent=root, name=f"Chi bộ {sys.argv[2]}-{number}", since=timezone.localdate(), by=system, at=timezone.now(),
                      line="party", kind="cell", level="cell")
        done += 1
    except keys.AlreadyDone:
        pass
print(done)
"""
CHECK = """
import sys
from pathlib import Path
from dondoc.server.site.operating.entering import enter
instance = enter(Path(sys.argv[1]))
from dondoc.server.journal import chain, queries
from dondoc.server.organizations.models import Organization
verdict = chain.verify(queries.export_lines("x"))
print(verdict.ok, verdict.size, Organization.objects.exclude(parent=None).count())
"""


def made(tmp_path: Path, address: str) -> Path:
    """An empty instance on this database ("" is SQLite)."""
    home = tmp_path / "home"
    words = [
        "init",
        "--home",
        str(home),
        "--organization",
        "Tỉnh ủy Đông Lĩnh",
        "--administrator",
        "Ngô Hữu Phúc",
        *(["--database", address] if address else []),
    ]
    subprocess.run([sys.executable, "-m", "dondoc.cli", *words], env=clean_environment(), check=True, capture_output=True)
    return home


def script(text: str, *words: str) -> subprocess.Popen[str]:
    """A process that runs a script."""
    return subprocess.Popen(
        [sys.executable, "-c", text, *words], env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def meet(home: Path, *, writers: int, each: int, how: str) -> tuple[int, tuple[bool, int, int]]:
    """Writers at once; (acts that took effect, (chain verifies, entries, organizations))."""
    running = [script(WRITER, str(home), str(number), str(each), how) for number in range(writers)]
    done = 0
    for process in running:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err[-2000:]
        done += int(out)
    out, err = script(CHECK, str(home)).communicate(timeout=60)
    ok, size, places = out.split()
    return done, (ok == "True", int(size), int(places))


def both_ways(home: Path) -> None:
    """Writers who differ all succeed in one gapless chain; the same forms sent by all take effect once each."""
    _, (_, before, places) = meet(home, writers=1, each=1, how="own")
    done, (ok, size, after) = meet(home, writers=3, each=15, how="own")
    assert (done, ok, size, after) == (45, True, before + 45, places + 45)
    done, (ok, last, final) = meet(home, writers=3, each=10, how="same")
    assert (done, ok, last, final) == (10, True, size + 10, after + 10)


@pytest.mark.journey
def test_writers_who_meet_on_sqlite(tmp_path: Path) -> None:
    both_ways(made(tmp_path, ""))


@pytest.fixture(scope="module")
def meeting(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance on PostgreSQL for what comes."""
    return made(tmp_path_factory.mktemp("meeting"), database(postgres, "meeting"))


@pytest.mark.postgres
def test_writers_who_meet_on_postgresql(postgres: str, meeting: Path, tmp_path: Path) -> None:
    home = meeting
    both_ways(home)
    for words in (["backup", "--home", str(home), str(tmp_path / "b.tar")],):
        subprocess.run([sys.executable, "-m", "dondoc.cli", *words], env=clean_environment(), check=True, capture_output=True)
    fresh = clean_environment(DONDOC_DATABASE=database(postgres, "restored"))
    back = subprocess.run(
        [sys.executable, "-m", "dondoc.cli", "restore", "--home", str(tmp_path / "new"), str(tmp_path / "b.tar")],
        env=fresh,
        capture_output=True,
        text=True,
        check=False,
    )
    assert back.returncode == 0, back.stdout + back.stderr
    out, _ = script(CHECK, str(tmp_path / "new")).communicate(timeout=60)
    was, _ = script(CHECK, str(home)).communicate(timeout=60)
    assert out == was


#: At most, from the moment the database takes connections to the first page (security.md 3.1).
BACK = 5.0


@pytest.mark.postgres
@pytest.mark.parametrize("stops", [2, pytest.param(30, marks=pytest.mark.endurance)])
def test_a_database_that_stops_in_the_middle(own: Postgres, meeting: Path, stops: int) -> None:
    """T-C9: the database is stopped as if its machine lost power, and started again, under one server that is never started anew."""
    waits: list[float] = []
    for served in serving(meeting):
        senders = [Sender(served.address, *told) for told in entering(served.home)]
        threads = [threading.Thread(target=sender.run) for sender in senders]
        for thread in threads:
            thread.start()
        for number in range(stops):
            time.sleep(0.4 + 0.1 * (number % 7))
            own.stop()
            time.sleep(0.1 * (number % 3))
            own.start()
            waits.append(until_back(served.address, senders[0].session))
        for sender in senders:
            sender.stop = True
        for thread in threads:
            thread.join(timeout=60)
    assert [sender.wrong for sender in senders] == [[], [], []]
    codes = sum((Counter(sender.codes) for sender in senders), Counter[int]())
    acknowledged = [word for sender in senders for word in sender.acknowledged]
    chain, lost, doubled, rows = looked(meeting, [*acknowledged, "never-sent"])
    assert (chain, lost, doubled) == ("True", "1", "0"), (lost, doubled, rows)  # the one is the control: the look can find what is lost
    assert int(rows) >= len(acknowledged) > stops
    assert codes[503] >= stops // 2, codes
    assert max(waits) <= (BACK if stops > 2 else 6 * BACK), waits  # the short form runs on busy machines
    told = f"{len(acknowledged)} acknowledged, 0 lost, 0 doubled, answers {dict(codes)}, back in at most {max(waits):.1f} s"
    sys.stdout.write(f"\nT-C9: {stops} stops, {told}\n")
