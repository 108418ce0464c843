"""Bảng của cơ sở dữ liệu: tạo, nâng cấp, kiểm tra. / The database's tables: made, migrated, checked."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dondoc.server.journal.queries import acts, all_entries
from dondoc.server.site.instance import Instance, NotConfigured


def migrate() -> None:
    """Bring the tables to this version."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def pending() -> list[str]:
    """Migrations of this version that the database has not had."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def gather_static() -> None:
    """Copy style sheets, scripts and fonts to where the server serves them, compressed and named by content."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    (settings.STATIC_ROOT / _STAMP).write_text(_static_digest())


def renew_static() -> None:
    """Gather them again where the program's differ from what is served."""
    stamp = settings.STATIC_ROOT / _STAMP
    if not stamp.exists() or stamp.read_text() != _static_digest():
        gather_static()


#: Beside the files served: what they were made of.
_STAMP = "made-of.txt"


def _static_digest() -> str:
    """One figure for the names and the bytes of all the program's static files."""
    found = sorted((name, storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    told = "".join(f"{name}\0{sha256(Path(path).read_bytes()).hexdigest()}\n" for name, path in found)
    return sha256(told.encode()).hexdigest()


def is_demo() -> bool | None:
    """Whether this database was made as a demo; its very first act says so. None while it is empty."""
    first = acts(all_entries().reverse()[:1])
    return bool((first[0].payload or {}).get("demo", False)) if first else None


def check_mode(instance: Instance) -> None:
    """A real instance never runs as a demo, nor a demo as a real one."""
    made_as = is_demo()
    if made_as is None:
        raise NotConfigured("the database is empty: run `dondoc init` or `dondoc demo`")
    if made_as != instance.demo:
        here, there = ("demo", "real") if instance.demo else ("real", "demo")
        raise NotConfigured(f"{instance.home}: the configuration says {here}, the database was made as {there}; it will not start")
