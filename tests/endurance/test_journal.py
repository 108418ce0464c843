"""Nhật ký 500 dòng: từng bit một, từng trường, từng chữ ký. / T-L1 in full: every bit of a journal of 500 entries and its checkpoints."""

from __future__ import annotations

import json
import secrets
import sys
import time
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dondoc.server.journal import chain, marks

pytestmark = pytest.mark.endurance
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes_raw()


def journal(entries: int) -> list[str]:
    """A journal of this length, with a checkpoint each hundred entries."""
    prev, out, notes = chain.GENESIS, [], []
    for seq in range(1, entries + 1):
        payload, salt = chain.canonical({"n": seq, "words": "đôn đốc"}), secrets.token_hex(32)
        row = {
            "at": f"2026-11-24T05:00:{seq % 60:02d}.{seq:06d}Z",
            "actor": f"{seq % 7:08x}-0000-4000-8000-000000000000",
            "action": "order.issue",
            "object_type": "assignments.order",
            "object_id": f"{seq:08x}-0000-4000-8000-000000000000",
            "payload_hash": chain.payload_hash(payload, salt),
        }
        digest = chain.entry_hash(prev, seq, row)
        out.append(
            json.dumps({"seq": seq, **row, "payload": payload, "salt": salt, "prev": prev, "hash": digest}, ensure_ascii=False) + "\n"
        )
        prev = digest
        if seq % 100 == 0:
            body = marks.body("a.example", seq, digest, row["at"])
            notes.append(marks.note(body, PUBLIC, SECRET.sign(body.encode())))
    told = {"format": chain.FORMAT, "origin": "a.example", "size": entries, "head": prev, "keys": [PUBLIC.hex()], "checkpoints": notes}
    return [json.dumps(told, ensure_ascii=False) + "\n", *out]


def flips(text: str) -> Iterator[str]:
    """The text with each bit of each byte flipped, those that are still text on one line."""
    raw = text.encode()
    for place in range(len(raw) - 1):
        for bit in range(8):
            changed = bytearray(raw)
            changed[place] ^= 1 << bit
            found = changed.decode("utf-8", "surrogateescape")
            if "\n" not in found[:-1]:
                yield found


def test_every_bit_of_five_hundred_entries() -> None:
    """An entry is checked against the one before it, and its hash against the one after: what neither finds, nothing finds."""
    began, lines = time.process_time(), journal(500)
    assert marks.verify(lines, keys=[PUBLIC.hex()]).ok
    rows = [json.loads(line) for line in lines[1:]]
    tried, same, missed = 0, 0, []
    for seq, line in enumerate(lines[1:], start=1):
        prev = rows[seq - 2]["hash"] if seq > 1 else chain.GENESIS
        for changed in flips(line):
            tried += 1
            reason, row = chain._fault(changed, prev, seq)
            if reason or row.get("hash") != rows[seq - 1]["hash"]:
                continue
            if row == rows[seq - 1]:
                same += 1  # white space of JSON, or a letter's other escape, says the same
            else:
                missed.append((seq, changed))
    sys.stdout.write(
        f"\nT-L1: {tried} flips in 500 entries, {same} say the same, {len(missed)} not found, {time.process_time() - began:.0f} s CPU\n"
    )
    assert tried > 2_000_000
    assert missed == []


def test_every_bit_of_checkpoints_and_signatures() -> None:
    began, lines = time.process_time(), journal(500)
    told = json.loads(lines[0])
    tried, missed = 0, []
    for which, note in enumerate(told["checkpoints"]):
        for changed in flips(note.replace("\n", "\x00")):
            tried += 1
            text = changed.replace("\x00", "\n")
            try:
                marks.read(text, [PUBLIC.hex()])
            except marks.Wrong:
                continue
            missed.append((which, text))
    sys.stdout.write(f"\nT-L1: {tried} flips in 5 checkpoints, {len(missed)} not found, {time.process_time() - began:.0f} s CPU\n")
    assert tried > 7_000
    assert missed == []


def test_every_deletion_insertion_swap_doubling_and_cut() -> None:
    """T-L2: with the head kept elsewhere all are found; without it exactly a cut whose header is mended passes."""
    lines = journal(120)
    head = json.loads(lines[-1])["hash"]
    kept = [marks.Mark(head[:16], 120)]
    tried, missed, passed = 0, [], 0
    for at in range(1, len(lines)):
        damaged = {
            "delete": lines[:at] + lines[at + 1 :],
            "double": [*lines[: at + 1], lines[at], *lines[at + 1 :]],
            "insert": [*lines[:at], lines[-1 if at < 100 else 1], *lines[at:]],
            "swap": [*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]] if at + 1 < len(lines) else lines[:-1],
        }
        for name, changed in damaged.items():
            tried += 1
            if marks.verify(changed, anchors=kept).ok:
                missed.append((name, at))
        told = json.loads(lines[0]) | {"size": at - 1, "head": json.loads(lines[at])["prev"], "checkpoints": []}
        cut = [json.dumps(told) + "\n", *lines[1:at]]
        passed += chain.verify(cut).ok
        tried += 1
        if marks.verify(cut, anchors=kept).ok:
            missed.append(("cut", at))
    sys.stdout.write(
        f"\nT-L2: {tried} damages, {len(missed)} not found; control, cuts with a mended header and no head kept elsewhere: {passed} pass\n"
    )
    assert missed == []
    assert passed == 120
