"""Sao lưu khi đang ghi, khôi phục vào thư mục trống, phát hiện hỏng. / Backup under writes, restore on an empty folder, damage found.

The commands run as the user runs them: separate processes on a folder of their own.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from dondoc.server.journal import chain
from dondoc.server.site.operating.manifest import told_by

pytestmark = pytest.mark.journey
WRITER = """
import sys
from pathlib import Path
from dondoc.server.site.operating.entering import enter
enter(Path(sys.argv[1]))
from django.utils import timezone
from dondoc.server.files import actions as files
from dondoc.server.organizations import actions
from dondoc.server.organizations.models import Organization, Person
system, root = Person.objects.get(kind="system"), Organization.objects.get(parent=None)
for number in range(int(sys.argv[2])):
    actions.found(parent=root, name=f"Chi bộ số {sys.argv[3]}-{number}", since=timezone.localdate(), by=system, at=timezone.now(),
                  line="party", kind="cell", level="cell")
    files.keep(f"minh chứng {sys.argv[3]}-{number}".encode(), media_type="text/plain", at=timezone.now())
    print(number, flush=True)
"""


def dondoc(*words: str, home: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command on a folder."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DONDOC", "DJANGO", "PYTEST"))}
    done = subprocess.run(
        [sys.executable, "-m", "dondoc.cli", words[0], "--home", str(home), *words[1:]],
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done


def writer(home: Path, count: int, name: str) -> subprocess.Popen[str]:
    """Another process that writes organizations and files."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DONDOC", "DJANGO", "PYTEST"))}
    return subprocess.Popen([sys.executable, "-c", WRITER, str(home), str(count), name], env=clean, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("instance") / "home"
    dondoc("init", "--organization", "Tỉnh ủy Đông Lĩnh", "--administrator", "Ngô Hữu Phúc", home=home)
    made = writer(home, 3, "đầu")
    made.communicate(timeout=60)
    return home


def rows(home: Path) -> dict[str, list[Any]]:
    """Every row of every table, but for sessions and the cache."""
    with sqlite3.connect(home / "dondoc.sqlite3") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite%'")]
        return {table: sorted(database.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr) for table in tables}


def stored(home: Path) -> set[str]:
    """The hashes of the files in the store."""
    return {path.parent.name + path.name for path in (home / "files").glob("??/*")}


def test_a_backup_restored_elsewhere_is_equal(instance: Path, tmp_path: Path) -> None:
    dondoc("backup", str(tmp_path / "b.tar"), home=instance)
    dondoc("restore", str(tmp_path / "b.tar"), home=tmp_path / "new")
    assert rows(tmp_path / "new") == rows(instance)
    assert stored(tmp_path / "new") == stored(instance)


def test_a_backup_under_writes_is_a_moment_that_was(instance: Path, tmp_path: Path) -> None:
    busy = writer(instance, 100_000, "bận")
    assert busy.stdout is not None
    busy.stdout.readline()
    dondoc("backup", str(tmp_path / "b.tar"), home=instance)
    still = busy.poll() is None
    busy.kill()
    busy.communicate(timeout=60)
    assert still, "the writer ended before the backup did: nothing was tried"
    dondoc("restore", str(tmp_path / "b.tar"), home=tmp_path / "new")
    before, after = rows(tmp_path / "new"), rows(instance)
    kept, all_of = before["journal_entry"], after["journal_entry"]
    assert set(kept) < set(all_of)
    assert sorted(row[0] for row in kept) == list(range(1, len(kept) + 1))
    told = told_by(tmp_path / "b.tar")
    assert (told["journal"]["size"], told["journal"]["head"]) == max((row[0], row[-1]) for row in kept)
    assert {row[2] for row in before["files_storedfile"]} | {row[1] for row in before["files_storedfile"]} >= stored(tmp_path / "new")


@pytest.mark.parametrize("damage", ["flip", "drop", "cut"])
def test_a_damaged_backup_is_found_before_anything_is_put_in_place(instance: Path, tmp_path: Path, damage: str) -> None:
    dondoc("backup", str(tmp_path / "b.tar"), home=instance)
    if damage == "cut":
        (tmp_path / "b.tar").write_bytes((tmp_path / "b.tar").read_bytes()[:-30_000])
    else:
        _repack(tmp_path / "b.tar", tmp_path / "aside", damage)
    done = dondoc("restore", str(tmp_path / "b.tar"), home=tmp_path / "new", check=False)
    assert done.returncode != 0
    assert not (tmp_path / "new" / "dondoc.sqlite3").exists() or not rows(tmp_path / "new")


def _repack(file: Path, aside: Path, damage: str) -> None:
    with tarfile.open(file) as archive:
        archive.extractall(aside, filter="data")
    victim = next((aside / "files").glob("??/*"))
    victim.chmod(0o600)
    if damage == "drop":
        victim.unlink()
    else:
        victim.write_bytes(victim.read_bytes()[:-1] + b"!")
    file.unlink()
    with tarfile.open(file, "w") as archive:
        for path in aside.iterdir():
            archive.add(path, path.name)


def test_a_restore_never_overwrites(instance: Path, tmp_path: Path) -> None:
    dondoc("backup", str(tmp_path / "b.tar"), home=instance)
    before = rows(instance)
    assert dondoc("restore", str(tmp_path / "b.tar"), home=instance, check=False).returncode != 0
    assert rows(instance) == before


def test_a_real_instance_does_not_start_as_a_demo_nor_the_other_way(instance: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(instance, home, ignore=shutil.ignore_patterns("*-shm", "*-wal"))
    config = home / "instance.toml"
    config.write_text(config.read_text().replace("demo = false", "demo = true"))
    done = dondoc("serve", "--bind", "127.0.0.1:0", home=home, check=False)
    assert done.returncode == 2
    assert "will not start" in done.stderr
    assert dondoc("demo", home=home, check=False).returncode == 2


def test_without_tls_only_this_machine_is_answered(instance: Path) -> None:
    done = dondoc("serve", "--bind", "0.0.0.0:8099", home=instance, check=False)
    assert done.returncode == 2
    assert "without TLS" in done.stderr


def test_the_first_administrator_comes_in_by_a_link_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    said = dondoc(
        "init",
        "--organization",
        "Tỉnh ủy Đông Lĩnh",
        "--administrator",
        "Ngô Hữu Phúc",
        "--address",
        "https://dondoc.donglinh.example",
        home=home,
    ).stdout
    assert said.count("https://dondoc.donglinh.example/moi/") == 1
    assert dondoc("init", "--organization", "X", "--administrator", "Y", home=home, check=False).returncode == 2
    assert (home / "instance.toml").stat().st_mode & 0o077 == 0


INSIDE = """
import sys
from pathlib import Path
from dondoc.server.site.operating.entering import enter
enter(Path(sys.argv[1]))
"""
PRAGMAS = """
from django.db import connection
with connection.cursor() as c:
    print([c.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous", "foreign_keys")])
"""
EXPORT = """
from dondoc.server.journal.queries import export_lines
sys.stdout.writelines(export_lines("x"))
"""


def inside(home: Path, script: str) -> str:
    """What a script prints that runs inside the instance."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DONDOC", "DJANGO", "PYTEST"))}
    return subprocess.run([sys.executable, "-c", INSIDE + script, str(home)], env=clean, capture_output=True, text=True, check=True).stdout


def test_the_pragmas_are_in_force(instance: Path) -> None:
    assert inside(instance, PRAGMAS).strip() == "['wal', 2, 1]"


def test_the_exported_chain_of_the_instance_verifies(instance: Path, tmp_path: Path) -> None:
    said = inside(instance, EXPORT)
    assert chain.verify(said.splitlines(keepends=True)).ok
    (tmp_path / "e.jsonl").write_text(said, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "dondoc.cli", "verify", str(tmp_path / "e.jsonl")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout[:3]) == (0, "ok:")


def test_an_upgrade_backs_up_first_then_brings_the_tables_up(tmp_path: Path) -> None:
    home = tmp_path / "home"
    dondoc("init", "--organization", "Tỉnh ủy Đông Lĩnh", "--administrator", "Ngô Hữu Phúc", home=home)
    assert "Không có gì để nâng cấp" in dondoc("upgrade", home=home).stdout
    older = "import sys\nfrom pathlib import Path\nfrom dondoc.server.site.operating.entering import enter\nenter(Path(sys.argv[1]))\n"
    older += "from django.core.management import call_command\ncall_command('migrate', 'notices', 'zero', verbosity=0)"
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DONDOC", "DJANGO", "PYTEST"))}
    subprocess.run([sys.executable, "-c", older, str(home)], env=clean, check=True)
    assert "notices_notice" not in rows(home)  # the control: this home is of an older version
    assert not list((home / "backups").glob("*"))
    said = dondoc("upgrade", home=home).stdout
    assert "notices.0001_first" in said
    assert "notices_notice" in rows(home)
    (saved,) = (home / "backups").glob("before-upgrade-*.tar")
    assert told_by(saved)["journal"]["size"] == len(rows(home)["journal_entry"])
