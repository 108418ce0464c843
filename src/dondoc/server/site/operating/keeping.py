"""Sao lưu, khôi phục, nâng cấp. / Backup, restore, upgrade.

A backup is one tar file: `manifest.json` (what is in it, hashes, the journal's size and head), the database as it stood at one
instant, and the store. The database is copied first: a row is committed only after its file is on disk and files are never
removed, so every row of the copy finds its file. The secret key is not in it. A restore checks everything in a folder aside
before anything is put in place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from rich.console import Console

from dondoc import __version__
from dondoc.server.files.models import StoredFile
from dondoc.server.journal import chain, queries
from dondoc.server.site.instance import Instance, NotConfigured
from dondoc.server.site.operating import tables
from dondoc.server.site.operating.manifest import FORMAT, Damaged

out = Console(highlight=False)


@dataclass(frozen=True)
class Copied:
    """The database copied at one instant."""

    path: Path
    size: int
    head: str
    files: list[str]


def backup(instance: Instance, *, file: Path) -> int:
    """Write a backup of the running instance. The file appears under its name only when it is whole."""
    if file.exists():
        raise NotConfigured(f"{file}: already there; choose another name")
    made = make_backup(instance, file)
    size, head = made["journal"]["size"], made["journal"]["head"]
    out.print(f"Đã sao lưu / Backed up: {file} ({file.stat().st_size:,} B, nhật ký / journal {size} {head[:16]})")
    return 0


def make_backup(instance: Instance, file: Path) -> dict[str, Any]:
    """The work of `backup`; returns the manifest."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        copied = _copy_database(Path(folder))
        manifest: dict[str, Any] = {
            "format": FORMAT,
            "version": __version__,
            "made_at": timezone.now().isoformat(),
            "engine": connection.vendor,
            "demo": instance.demo,
            "address": instance.address,
            "database": {"name": copied.path.name, "sha256": _hash(copied.path)},
            "journal": {"size": copied.size, "head": copied.head},
            "files": sorted(copied.files),
        }
        note = Path(folder) / "manifest.json"
        note.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
        whole = Path(folder) / "whole.tar"
        with tarfile.open(whole, "w") as archive:
            archive.add(note, "manifest.json")
            archive.add(copied.path, copied.path.name)
            for sha256 in manifest["files"]:
                archive.add(instance.files / sha256[:2] / sha256[2:], f"files/{sha256[:2]}/{sha256[2:]}")
        descriptor = os.open(whole, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        os.chmod(whole, 0o600)
        os.replace(whole, file)
    return manifest


def _copy_database(folder: Path) -> Copied:
    if connection.vendor == "sqlite":
        target = folder / "dondoc.sqlite3"
        with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)  # all pages in one step: a snapshot, and writers do not wait
            rows = copy.execute("SELECT seq, hash FROM journal_entry ORDER BY seq DESC LIMIT 1").fetchone() or (0, chain.GENESIS)
            files = [row[0] for row in copy.execute("SELECT sha256 FROM files_storedfile")]
        return Copied(target, rows[0], rows[1], files)
    target = folder / "dondoc.dump"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _postgres("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        size, head = queries.head()
        files = list(StoredFile.objects.values_list("sha256", flat=True))
    return Copied(target, size, head, files)


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs against our database; the password goes by the environment, never by the command line."""
    found = settings.DATABASES["default"]
    environment = {
        **os.environ,
        "PGPASSWORD": found["PASSWORD"],
        "PGHOST": found["HOST"],
        "PGPORT": found["PORT"],
        "PGUSER": found["USER"],
    }
    command = [program, *arguments, f"--dbname={found['NAME']}"]  # a fixed program, our own arguments, no shell
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Damaged(f"{program}: {done.stderr.strip()[:500]}")


def _hash(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup into a folder aside and check every byte against the manifest; `Damaged` names the first fault."""
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise Damaged(f"{file}: not a whole backup ({error})") from error
    if manifest.get("format") != FORMAT:
        raise Damaged(f"{file}: not a dondoc backup")
    database = folder / Path(manifest["database"]["name"]).name
    if not database.exists() or _hash(database) != manifest["database"]["sha256"]:
        raise Damaged("the database in the backup is not the one that was backed up")
    for sha256 in manifest["files"]:
        path = folder / "files" / sha256[:2] / sha256[2:]
        if not path.exists() or _hash(path) != sha256:
            raise Damaged(f"file {sha256[:16]}… is missing or differs")
    return manifest


def restore(instance: Instance, *, file: Path) -> int:
    """Put a backup into a new, empty instance; then the chain of the journal is checked and its head compared."""
    if connection.introspection.table_names():
        raise NotConfigured(f"{instance.home}: the database is not empty; restore into a new folder")
    with tempfile.TemporaryDirectory(dir=instance.home, prefix=".restore-") as folder:
        manifest = unpack(file, Path(folder))
        if manifest["engine"] != connection.vendor:
            raise Damaged(f"the backup is of {manifest['engine']}, this instance uses {connection.vendor}")
        _load_database(Path(folder) / manifest["database"]["name"])
        shutil.copytree(Path(folder) / "files", instance.files, dirs_exist_ok=True) if manifest["files"] else None
    verdict = chain.verify(queries.export_lines(instance.origin), head=manifest["journal"]["head"], size=manifest["journal"]["size"])
    if not verdict.ok or verdict.size != manifest["journal"]["size"]:
        raise Damaged(f"journal: entry {verdict.bad_seq}: {verdict.reason}")
    tables.gather_static()
    counted = f"{len(manifest['files'])} tệp / files, nhật ký / journal {verdict.size} {verdict.head[:16]}"
    out.print(f"Đã khôi phục / Restored: {instance.home} ({counted})")
    return 0


def _load_database(copy: Path) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        target = Path(settings.DATABASES["default"]["NAME"])
        for leftover in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(copy, target)
        return
    _postgres("pg_restore", "--no-owner", "--exit-on-error", str(copy))


def upgrade(instance: Instance) -> int:
    """Back up, then bring the tables to this version."""
    waiting = tables.pending()
    if not waiting:
        out.print("Không có gì để nâng cấp. / Nothing to upgrade.")
        return 0
    stamp = timezone.now().strftime("%Y%m%d-%H%M%S")
    make_backup(instance, instance.home / "backups" / f"before-upgrade-{stamp}.tar")
    tables.migrate()
    tables.gather_static()
    out.print(f"Đã nâng cấp / Upgraded: {', '.join(waiting)}")
    return 0
