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


def rewritten(lines: list[str], at: int) -> list[str]:
    """Entry `at` says something else, every later one carries a right hash, and the forger signs anew: the signing key was taken too."""
    told, prev, out, notes = json.loads(lines[0]), chain.GENESIS, list[str](), list[str]()
    for line in lines[1:]:
        row = json.loads(line)
        if row["seq"] == at:
            row["payload"] = chain.canonical({"n": 0, "words": "đã sửa"})
            row["payload_hash"] = chain.payload_hash(row["payload"], row["salt"])
        hashed = {key: row[key] for key in ("at", "actor", "action", "object_type", "object_id", "payload_hash")}
        row |= {"prev": prev, "hash": chain.entry_hash(prev, row["seq"], hashed)}
        prev = row["hash"]
        out.append(json.dumps(row, ensure_ascii=False) + "\n")
        if row["seq"] % 100 == 0:
            body = marks.body("a.example", row["seq"], prev, row["at"])
            notes.append(marks.note(body, PUBLIC, SECRET.sign(body.encode())))
    return [json.dumps(told | {"head": prev, "checkpoints": notes}, ensure_ascii=False) + "\n", *out]


def test_a_chain_rewritten_at_any_entry_is_found_by_each_keeper_alone() -> None:
    """T-L3: the foot of a paper issued after the last entry, and the parent's copy of the checkpoint, each alone."""
    began, lines = time.process_time(), journal(200)
    last, note = json.loads(lines[-1]), json.loads(lines[0])["checkpoints"][-1]
    head = last["hash"]
    foot = marks.found_in(f"dondoc a.example · nhật ký 200 · {' '.join(head[at : at + 4] for at in range(0, 16, 4))}")
    mark = marks.read(note, [PUBLIC.hex()])
    parent = marks.found_in(f"{mark.size} {mark.head}\n")
    assert (len(foot), len(parent)) == (1, 1)
    found, passed = {"footer": 0, "parent": 0}, 0
    for at in range(1, 201):
        forged = rewritten(lines, at)
        passed += marks.verify(forged, keys=[PUBLIC.hex()]).ok
        for name, kept in (("footer", foot), ("parent", parent)):
            found[name] += not marks.verify(forged, keys=[PUBLIC.hex()], anchors=kept).ok
    told = f"found by the footer {found['footer']}, by the parent {found['parent']}; control, by neither: {passed} pass"
    sys.stdout.write(f"\nT-L3: 200 rewritings with right hashes and signatures, {told}, {time.process_time() - began:.0f} s CPU\n")
    assert (found, passed) == ({"footer": 200, "parent": 200}, 200)
