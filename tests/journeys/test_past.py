"""T-L4 trên PostgreSQL: vai trò của ứng dụng không sửa được quá khứ. / The application's own role cannot touch the past, nor its guards."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.test_databases import ROOT, database, own, postgres  # noqa: F401  # the fixtures

pytestmark = pytest.mark.postgres
SQL = re.search(r"```sql\n(.*?)```", (ROOT / "docs/how-to/keep-the-past-from-the-application.md").read_text("utf-8"), re.S)
ATTACKS = [
    "UPDATE journal_entry SET action = 'x'",
    "DELETE FROM journal_entry",
    "TRUNCATE journal_entry CASCADE",
    "UPDATE journal_content SET payload = '{}'",
    "UPDATE journal_checkpoint SET head = 'x'",
    "DELETE FROM journal_checkpoint",
    "DROP TRIGGER journal_entry_keeps ON journal_entry",
    "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
    "ALTER TABLE journal_entry OWNER TO dondoc_app",
    "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "SET session_replication_role = replica",
    "DROP TABLE journal_content",
]


def asked(address: str, sql: str) -> tuple[bool, str]:
    """(done, what was said)."""
    done = subprocess.run(["psql", "-q", "-tA", "-v", "ON_ERROR_STOP=1", address, "-c", sql], capture_output=True, text=True, check=False)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def dondoc(*words: str) -> str:
    """The command as its user runs it."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DONDOC", "DJANGO", "PYTEST"))}
    told = subprocess.run([sys.executable, "-m", "dondoc.cli", *words], env=clean, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_the_role_of_the_application_cannot_touch_the_past(postgres: str, tmp_path: Path) -> None:  # noqa: F811
    owner, home = database(postgres, "qua_khu"), str(tmp_path / "home")
    dondoc("init", "--home", home, "--organization", "Tỉnh ủy Thử", "--administrator", "Người Thử", "--database", owner)
    assert SQL
    assert asked(owner, SQL[1]) == (True, "")
    app = owner.replace("dondoc@", "dondoc_app@")
    before = int(asked(app, "SELECT count(*) FROM journal_entry")[1])
    refused = {sql: asked(app, sql) for sql in ATTACKS}
    assert {sql for sql, (done, _said) in refused.items() if done} == set()
    assert {sql for sql, (_done, said) in refused.items() if "permission denied" not in said and "must be owner" not in said} == set()
    config = tmp_path / "home" / "instance.toml"
    config.write_text(config.read_text("utf-8").replace("dondoc@", "dondoc_app@"), "utf-8")
    dondoc("reset", "--home", home, "quantri", "--reason", "Thử vai trò")  # the application goes on working as that role
    assert int(asked(app, "SELECT count(*) FROM journal_entry")[1]) > before
    assert "append-only" in asked(owner, ATTACKS[0])[1]  # the owner meets the triggers
    assert asked(owner, ATTACKS[7])[0]
    assert asked(owner, ATTACKS[0])[0]  # the control: without them nothing but a head kept elsewhere would tell
