"""Chỉ ghi thêm: cơ sở dữ liệu tự từ chối sửa, xóa. / Append-only, kept by the database itself, on both databases."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = {
    "journal_entry_keeps": "BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "journal_entry_stays": "BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "journal_entry_follows": (
        "BEFORE INSERT ON journal_entry WHEN NEW.seq <> COALESCE((SELECT MAX(seq) FROM journal_entry), 0) + 1 "
        "BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END"
    ),
    "journal_content_keeps": "BEFORE UPDATE ON journal_content BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
}
_SQLITE_CHECKPOINT = {
    "journal_checkpoint_keeps": "BEFORE UPDATE ON journal_checkpoint BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "journal_checkpoint_stays": "BEFORE DELETE ON journal_checkpoint BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
}
_POSTGRES_FUNCTIONS = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE OR REPLACE FUNCTION journal_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq <> COALESCE((SELECT MAX(seq) FROM journal_entry), 0) + 1 THEN RAISE EXCEPTION 'the journal has no gaps'; END IF;
  RETURN NEW;
END $$;
"""
_POSTGRES = {
    "journal_entry_keeps": (
        "journal_entry",
        "BEFORE UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    ),
    "journal_entry_whole": (
        "journal_entry",
        "BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    ),
    "journal_entry_follows": ("journal_entry", "BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_follow()"),
    "journal_content_keeps": ("journal_content", "BEFORE UPDATE ON journal_content FOR EACH ROW EXECUTE FUNCTION journal_refuse()"),
}

_POSTGRES_CHECKPOINT = {
    "journal_checkpoint_keeps": (
        "journal_checkpoint",
        "BEFORE UPDATE OR DELETE ON journal_checkpoint FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    ),
    "journal_checkpoint_whole": (
        "journal_checkpoint",
        "BEFORE TRUNCATE ON journal_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers of entries in place (a migration does)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_POSTGRES_FUNCTIONS)
    _create(connection, _SQLITE, _POSTGRES)


def install_checkpoints(connection: BaseDatabaseWrapper) -> None:
    """Put those of checkpoints in place (a later migration does)."""
    _create(connection, _SQLITE_CHECKPOINT, _POSTGRES_CHECKPOINT)


def _create(connection: BaseDatabaseWrapper, sqlite: dict[str, str], postgres: dict[str, tuple[str, str]]) -> None:
    bodies = sqlite if connection.vendor == "sqlite" else {name: body for name, (_, body) in postgres.items()}
    with connection.cursor() as cursor:
        for name, body in bodies.items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take them away: for the reverse of those migrations, and for tests that must empty their tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in [*_SQLITE, *_SQLITE_CHECKPOINT]:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            for name, (table, _) in [*_POSTGRES.items(), *_POSTGRES_CHECKPOINT.items()]:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
