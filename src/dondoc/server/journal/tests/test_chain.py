"""Chuỗi nhật ký: sửa, xóa, chèn, cắt đều bị phát hiện. / The chain: changes, gaps, swaps and cuts are found."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dondoc.server.journal import actions, chain, keys, queries
from dondoc.server.journal.models import Content, Entry, SentForm
from dondoc.server.organizations.models import Organization

AT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.fixture
def lines(cast: Any) -> list[str]:
    with transaction.atomic():
        for number in range(12):
            actions.write("test.act", cast.province, by=cast.an, at=AT, payload={"n": number, "words": "đôn đốc"})
    return list(queries.export_lines("test"))


def test_what_was_written_verifies(lines: list[str]) -> None:
    verdict = chain.verify(lines)
    assert verdict == chain.Verdict(True, len(lines) - 1, json.loads(lines[0])["head"])


@pytest.mark.parametrize("stride", [11, pytest.param(1, marks=pytest.mark.endurance)])
def test_every_bit_of_every_byte_of_an_entry_counts(lines: list[str], stride: int) -> None:
    seq = len(lines) - 3
    raw = lines[seq].encode()
    missed = []
    for place in range(len(raw) - 1):
        for bit in range(place % stride, 8, stride):  # the short form: one bit of most bytes, another one in the next
            changed = bytearray(raw)
            changed[place] ^= 1 << bit
            text = changed.decode("utf-8", "surrogateescape")
            if "\n" in text[:-1] or _same_row(text, lines[seq]):
                continue  # white space of JSON, or a letter's other escape, says the same
            verdict = chain.verify([*lines[:seq], text, *lines[seq + 1 :]])
            if verdict.ok or verdict.bad_seq not in (seq, seq + 1):
                missed.append((place, bit, text))
    assert missed == []


def _same_row(text: str, line: str) -> bool:
    try:
        return bool(json.loads(text) == json.loads(line))
    except ValueError:
        return False


@pytest.mark.parametrize("damage", ["delete", "swap", "double", "cut"])
def test_missing_swapped_doubled_and_cut_are_found(lines: list[str], damage: str) -> None:
    changed = {
        "delete": lines[:5] + lines[6:],
        "swap": [*lines[:5], lines[6], lines[5], *lines[7:]],
        "double": [*lines[:6], lines[5], *lines[6:]],
        "cut": lines[:-2],
    }[damage]
    verdict = chain.verify(changed)
    assert not verdict.ok
    assert verdict.bad_seq == (len(lines) - 2 if damage == "cut" else 6 if damage == "double" else 5)


def _rebuilt(lines: list[str], upto: int) -> list[str]:
    """A whole chain with right hashes that says something else: what a holder of the database could write."""
    header, prev, out = json.loads(lines[0]), chain.GENESIS, []
    for seq, line in enumerate(lines[1:upto], start=1):
        row = json.loads(line)
        row["actor"] = "00000000-0000-0000-0000-000000000000" if seq == 3 else row["actor"]
        row["prev"], row["hash"] = prev, chain.entry_hash(prev, seq, row)
        prev = row["hash"]
        out.append(json.dumps(row) + "\n")
    header |= {"size": len(out), "head": prev}
    return [json.dumps(header) + "\n", *out]


def test_a_rewritten_past_is_found_only_with_a_head_kept_outside(lines: list[str]) -> None:
    head, size = json.loads(lines[0])["head"], json.loads(lines[0])["size"]
    forged = _rebuilt(lines, len(lines))
    assert chain.verify(forged).ok  # the control: without the outside head a rewrite passes
    assert not chain.verify(forged, head=head[:16], size=size).ok


def test_a_cut_tail_with_a_mended_header_is_found_only_with_a_head_kept_outside(lines: list[str]) -> None:
    head = json.loads(lines[0])["head"]
    forged = _rebuilt(lines, 3)
    assert chain.verify(forged).ok
    assert not chain.verify(forged, head=head[:16]).ok


def test_content_can_be_erased_and_the_chain_still_verifies(lines: list[str]) -> None:
    Content.objects.filter(entry__seq=7).delete()
    verdict = chain.verify(queries.export_lines("test"))
    assert verdict.ok
    assert verdict.erased == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET action = 'x' WHERE seq = 3",
        "DELETE FROM journal_entry WHERE seq = (SELECT MAX(seq) FROM journal_entry)",
        "UPDATE journal_content SET payload = '{}'",
    ],
)
def test_the_database_refuses_to_change_the_past(lines: list[str], sql: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_a_gap(lines: list[str]) -> None:
    last = Entry.objects.last()
    assert last is not None
    with pytest.raises(DatabaseError, match="no gaps"), transaction.atomic():
        Entry.objects.create(
            seq=last.seq + 2,
            at=AT,
            actor=last.actor,
            action="x",
            object_type="x",
            object_id=last.object_id,
            payload_hash="a",
            prev="b",
            hash="c",
        )


def test_an_act_outside_a_transaction_is_a_mistake(cast: Any) -> None:
    real = transaction.get_connection()
    real.in_atomic_block = False
    try:
        with pytest.raises(RuntimeError, match="transaction"):
            actions.write("test.act", cast.province, by=cast.an, at=AT)
    finally:
        real.in_atomic_block = True


def test_floats_have_no_place_in_the_journal(cast: Any) -> None:
    with pytest.raises(TypeError), transaction.atomic():
        actions.write("test.act", cast.province, by=cast.an, at=AT, payload={"share": 0.5})


def test_a_form_takes_effect_once(cast: Any) -> None:
    key = keys.FormKey(cast.province.uid, cast.an.uid)
    token = keys.pending.set(key)
    try:
        with transaction.atomic():
            actions.write("test.act", cast.province, by=cast.an, at=AT)
            actions.write("test.act", cast.office, by=cast.an, at=AT)  # the same act may write twice
        keys.pending.set(keys.FormKey(key.key, key.actor))
        before = Organization.objects.get(pk=cast.office.pk).short_name
        with pytest.raises(keys.AlreadyDone):
            _rename_and_write(cast)
        assert Organization.objects.get(pk=cast.office.pk).short_name == before
        keys.pending.set(keys.FormKey(key.key, cast.binh.uid))
        with transaction.atomic():
            actions.write("test.act", cast.office, by=cast.binh, at=AT)  # another person's form is another form
    finally:
        keys.pending.reset(token)
    assert SentForm.objects.count() == 2


@transaction.atomic
def _rename_and_write(cast: Any) -> None:
    Organization.objects.filter(pk=cast.office.pk).update(short_name="hai lần")
    actions.write("test.act", cast.office, by=cast.an, at=AT)


def test_the_check_runs_alone_without_django(lines: list[str], tmp_path: Path) -> None:
    export = tmp_path / "export.jsonl"
    export.write_text("".join(lines), "utf-8")
    alone = tmp_path / "chain.py"
    alone.write_text(Path(chain.__file__).read_text("utf-8"), "utf-8")
    run = subprocess.run([sys.executable, "-I", "-S", str(alone), str(export)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout[:3]) == (0, "ok:")
    assert len(Path(chain.__file__).read_text("utf-8").splitlines()) <= 150
    raw = bytearray(export.read_bytes())
    at = raw.find(b'"action"', len(raw) // 2) + 12
    raw[at] ^= 1
    export.write_bytes(bytes(raw))
    run = subprocess.run([sys.executable, "-I", "-S", str(alone), str(export)], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "BAD at entry" in run.stdout
