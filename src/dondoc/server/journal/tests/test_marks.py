"""Điểm mốc có chữ ký và mã giữ ở nơi khác. / Signed checkpoints and heads kept elsewhere: what each finds, and what it does not alone.

The long forms (every bit of a log of 500 entries) are in tests/endurance/test_journal.py.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction

from dondoc.server.journal import actions, chain, marks, queries, triggers
from dondoc.server.journal.models import Checkpoint, Entry

AT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
KEY = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(KEY).public_key().public_bytes_raw().hex()
FORGER = bytes(range(1, 33))


def act(cast: Any, times: int) -> None:
    with transaction.atomic():
        for number in range(times):
            actions.write("test.act", cast.province, by=cast.an, at=AT, payload={"n": number})


@pytest.fixture
def lines(cast: Any) -> list[str]:
    """A journal with three checkpoints, a day apart, and some entries after the last."""
    for day in range(3):
        act(cast, 4)
        actions.sign_checkpoint(origin="a.example", key=KEY, by=cast.founder, at=AT + timedelta(days=day))
    act(cast, 3)
    return list(queries.export_lines("a.example"))


def header(lines: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(lines[0])
    return found


def with_header(lines: list[str], **changed: Any) -> list[str]:
    return [json.dumps(header(lines) | changed) + "\n", *lines[1:]]


def rewritten(lines: list[str], *, upto: int | None = None, key: bytes | None = None) -> list[str]:
    """What a holder of the database could write: another third entry, all hashes right; with a key, the checkpoints signed anew."""
    prev, out, heads = chain.GENESIS, [], [chain.GENESIS]
    for seq, line in enumerate(lines[1:upto], start=1):
        row = json.loads(line)
        row["actor"] = "00000000-0000-0000-0000-000000000000" if seq == 3 else row["actor"]
        row["prev"], row["hash"] = prev, chain.entry_hash(prev, seq, row)
        prev = row["hash"]
        heads.append(prev)
        out.append(json.dumps(row) + "\n")
    told = header(lines) | {"size": len(out), "head": prev}
    if key is not None:
        secret = Ed25519PrivateKey.from_private_bytes(key)
        public = secret.public_key().public_bytes_raw()
        sizes = [size for size in map(size_of, told["checkpoints"]) if size <= len(out)]
        bodies = [marks.body("a.example", size, heads[size], "2026-11-24T00:00:00.000000Z") for size in sizes]
        told["checkpoints"] = [marks.note(body, public, secret.sign(body.encode())) for body in bodies]
        told["keys"] = [public.hex()]
    return [json.dumps(told) + "\n", *out]


def size_of(note: str) -> int:
    return int(note.split("\n")[1])


def test_what_was_signed_verifies(lines: list[str]) -> None:
    verdict = marks.verify(lines, keys=[PUBLIC])
    assert verdict.ok
    assert verdict.size == len(lines) - 1
    assert len(header(lines)["checkpoints"]) == 3
    assert marks.verify(lines).ok  # by the key it tells itself
    stranger = Ed25519PrivateKey.from_private_bytes(FORGER).public_key().public_bytes_raw().hex()
    assert marks.verify(lines, keys=[stranger]).bad_seq == 1


def test_our_check_of_signatures_is_that_of_a_proven_library() -> None:
    rng = random.Random(8032)
    for _ in range(12):
        secret, message = Ed25519PrivateKey.from_private_bytes(rng.randbytes(32)), rng.randbytes(rng.randrange(80))
        public, signature = secret.public_key().public_bytes_raw(), bytearray(secret.sign(message))
        assert marks.signed_by(public, message, bytes(signature))
        signature[rng.randrange(64)] ^= 1 << rng.randrange(8)
        assert not marks.signed_by(public, message, bytes(signature))
    assert not marks.signed_by(b"\xff" * 32, b"", bytes(64))  # no point of the curve
    assert not marks.signed_by(bytes(31), b"", bytes(64))


def test_flipped_bits_of_checkpoints_are_found(lines: list[str]) -> None:
    """T-L1, short: 150 bits of the notes, seeded."""
    rng, told = random.Random(1), header(lines)["checkpoints"]
    missed, tried = [], 0
    while tried < 150:
        which = rng.randrange(3)
        raw = bytearray(told[which].encode())
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        try:
            changed = raw.decode()
        except UnicodeDecodeError:
            continue
        tried += 1
        verdict = marks.verify(with_header(lines, checkpoints=[*told[:which], changed, *told[which + 1 :]]), keys=[PUBLIC])
        if verdict.ok or verdict.bad_seq != (size_of(told[which - 1]) if which else 0) + 1:
            missed.append((which, changed))
    assert missed == []


@pytest.mark.parametrize("what", ["swap", "double", "foreign"])
def test_checkpoints_out_of_place_are_found(lines: list[str], what: str) -> None:
    told = header(lines)["checkpoints"]
    changed = {
        "swap": [told[1], told[0], told[2]],
        "double": [told[0], *told],
        "foreign": [told[0].replace("a.example", "b.example"), *told[1:]],
    }[what]
    assert not marks.verify(with_header(lines, checkpoints=changed), keys=[PUBLIC]).ok


def footer(lines: list[str]) -> list[marks.Mark]:
    """What stood at the foot of a paper issued after entry 6."""
    row = json.loads(lines[6])
    head = row["hash"]
    return marks.found_in(f"dondoc a.example · nhật ký {row['seq']} · {' '.join(head[at : at + 4] for at in range(0, 16, 4))}")


def parent(lines: list[str]) -> list[marks.Mark]:
    """The list the parent keeps: its second line."""
    note = header(lines)["checkpoints"][1]
    mark = marks.read(note, [PUBLIC])
    return marks.found_in(f"{mark.size} {mark.head}\n")


def mailbox(lines: list[str]) -> list[marks.Mark]:
    """The mails: the first of them."""
    return marks.found_in(f"Subject: dondoc a.example\n\n{header(lines)['checkpoints'][0]}")


@pytest.mark.parametrize("keeper", [footer, parent, mailbox])
def test_a_rewritten_past_is_found_by_each_keeper_alone(lines: list[str], keeper: Callable[[list[str]], list[marks.Mark]]) -> None:
    """T-L3. The forger holds the database and, in the worst case, the signing key too."""
    anchors = keeper(lines)
    assert len(anchors) == 1
    assert marks.verify(lines, keys=[PUBLIC], anchors=anchors).ok
    forged = rewritten(lines, key=KEY)
    assert marks.verify(forged, keys=[PUBLIC]).ok  # the control: with the key in the forger's hands the signatures show nothing
    verdict = marks.verify(forged, keys=[PUBLIC], anchors=anchors)
    assert not verdict.ok
    assert verdict.bad_seq is not None
    assert verdict.bad_seq <= (anchors[0].size or 0)


def test_a_rewritten_past_is_found_by_the_signatures_when_the_key_is_not_taken(lines: list[str]) -> None:
    assert not marks.verify(rewritten(lines), keys=[PUBLIC]).ok
    forged = rewritten(lines, key=FORGER)
    assert not marks.verify(forged, keys=[PUBLIC]).ok
    assert marks.verify(forged).ok  # the control: the key the export itself tells proves nothing
    bare = with_header(rewritten(lines), checkpoints=[], keys=[])
    assert marks.verify(bare, keys=[PUBLIC]).ok  # nor do signatures that are left out: for that there are the keepers
    assert not marks.verify(bare, keys=[PUBLIC], anchors=footer(lines)).ok


def test_the_first_entry_not_vouched_for_is_named(lines: list[str]) -> None:
    """Entry 3 was rewritten, yet the head after entry 2 still stands: what comes after it is not vouched for."""
    second = json.loads(lines[2])["hash"]
    forged = rewritten(lines)
    assert marks.verify(forged, keys=[PUBLIC], anchors=[marks.Mark(second, 2), *parent(lines)]).bad_seq == 3


def test_a_cut_tail_and_a_fork_are_found_with_a_head_kept_elsewhere(lines: list[str]) -> None:
    """T-L2."""
    last = json.loads(lines[-1])
    cut = rewritten(lines, upto=len(lines) - 2, key=KEY)
    kept = marks.Mark(last["hash"][:16], last["seq"])
    assert marks.verify(cut, keys=[PUBLIC]).ok
    assert not marks.verify(cut, keys=[PUBLIC], anchors=[kept]).ok
    fork = rewritten(lines, key=KEY)
    assert not marks.verify(fork, keys=[PUBLIC], anchors=[kept]).ok
    assert marks.verify(lines, keys=[PUBLIC], anchors=[kept, marks.Mark(last["hash"])]).ok
    assert not marks.verify(lines, anchors=[marks.Mark(last["hash"], last["seq"] - 1)]).ok  # the right head at the wrong place


SQL = [
    "UPDATE journal_checkpoint SET head = 'x'",
    "DELETE FROM journal_checkpoint",
    "UPDATE journal_entry SET action = 'x' WHERE seq = 3",
    "DELETE FROM journal_entry WHERE seq = 3",
]


@pytest.mark.parametrize("sql", SQL)
def test_the_database_refuses_to_touch_what_was_signed(lines: list[str], sql: str) -> None:
    """T-L4, as the application's own role."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_without_its_triggers_the_database_is_found_out_by_an_anchor(lines: list[str]) -> None:
    """T-L4: whoever owns the file can drop the triggers; then the chain, or a head kept elsewhere, tells."""
    kept = footer(lines)
    with transaction.atomic():
        triggers.remove(connection)
        Entry.objects.filter(seq=3).update(action="test.other")
        assert marks.verify(queries.export_lines("a.example"), keys=[PUBLIC]).bad_seq == 3
        prev = Entry.objects.get(seq=2).hash
        for entry in Entry.objects.filter(seq__gte=3).order_by("seq"):  # all hashes made right again
            row = {field: str(getattr(entry, field)) for field in chain.FIELDS} | {"at": actions.instant(entry.at)}
            digest = chain.entry_hash(prev, entry.seq, row)
            Entry.objects.filter(seq=entry.seq).update(prev=prev, hash=digest)
            prev = digest
        Checkpoint.objects.all().delete()
        forged = list(queries.export_lines("a.example"))
        assert marks.verify(forged, keys=[PUBLIC]).ok
        assert not marks.verify(forged, keys=[PUBLIC], anchors=kept).ok
        transaction.set_rollback(True)


def test_two_workers_sign_once(cast: Any) -> None:
    act(cast, 2)
    first = actions.sign_checkpoint(origin="a", key=KEY, by=cast.founder, at=AT)
    again = actions.sign_checkpoint(origin="a", key=KEY, by=cast.founder, at=AT + timedelta(seconds=2))
    assert again.pk == first.pk
    assert Checkpoint.objects.count() == 1


def test_a_read_is_noted_once_in_a_while(cast: Any) -> None:
    def read(minutes: int, who: Any) -> bool:
        return actions.note_read("test.read", cast.office, by=who, at=AT + timedelta(minutes=minutes)) is not None

    told = [read(0, cast.an), read(5, cast.an), read(5, cast.binh), read(11, cast.an)]
    assert told == [True, False, True, True]


def test_heads_are_found_in_any_text() -> None:
    head = "0f" * 32
    assert marks.found_in(f"1.234 {head[:16]}") == [marks.Mark(head[:16], 1234)]
    assert marks.found_in("nhật ký 77 · 0F0F 0F0F 0F0F 0F0F, in ngày 24/11/2026") == [marks.Mark("0f" * 8, 77)]
    # a number of entries of four digits is no part of the head
    for line in ("6227 4e4f83ec9e54d9e4", "6227 4e4f 83ec 9e54 d9e4", "nhật ký 6.227 · 4e4f 83ec 9e54 d9e4."):
        assert marks.found_in(line) == [marks.Mark("4e4f83ec9e54d9e4", 6227)], line
    assert marks.found_in(f"6227 {head}\n9999 {head[:16]}") == [marks.Mark(head, 6227), marks.Mark(head[:16], 9999)]
    assert marks.found_in(f"{head}\n{head}") == [marks.Mark(head)]
    assert marks.found_in("abc 0f0f0f0f0f0f0f0 không đủ, 24/11/2026, bằng chứng") == []


def test_the_checks_run_alone_without_django(lines: list[str], tmp_path: Path) -> None:
    for name in ("chain.py", "marks.py"):
        (tmp_path / name).write_text(Path(chain.__file__).with_name(name).read_text("utf-8"), "utf-8")
    export = tmp_path / "export.jsonl"
    export.write_text("".join(lines), "utf-8")

    def run() -> tuple[int, str]:
        command = [sys.executable, "-E", "-S", "marks.py", str(export), PUBLIC]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, said = run()
    assert (code, said[:3]) == (0, "ok:")
    assert "3 signed checkpoints" in said
    export.write_text("".join(rewritten(lines, key=FORGER)), "utf-8")
    assert run()[0] == 1
