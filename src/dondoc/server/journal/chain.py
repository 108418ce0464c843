"""Kiểm tra bản xuất nhật ký mà không cần máy chủ: `python chain.py EXPORT` hoặc `dondoc verify EXPORT`.

The chain of the journal, by itself: how an entry is hashed, and how an export is checked. Standard library only, so that an
inspector can read and run this one file. A chain alone does not show a rewritten past or a cut tail; for that give a head
kept outside (printed on an issued paper, sent to the parent): `--head`, with its `--size` when known.

Export: JSON lines. First a header {"format", "origin", "size", "head"}, then one entry a line with its payload and salt
(both null where personal data was erased: the entry still verifies, its content no longer can).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FORMAT = "dondoc-journal/1"
VERSION = 1
GENESIS = "0" * 64
#: Domain separation: a leaf can never be taken for a checkpoint or for a payload.
LEAF, PAYLOAD = b"\x00", b"\x02"
FIELDS = ("at", "actor", "action", "object_type", "object_id", "payload_hash")


@dataclass(frozen=True)
class Verdict:
    """What the check found. `bad_seq` is the first entry that does not fit, None when all do."""

    ok: bool
    size: int
    head: str
    bad_seq: int | None = None
    reason: str = ""
    erased: int = 0


def canonical(value: Any) -> str:
    """RFC 8785 for what the journal holds: strings, whole numbers, booleans, null, lists, objects with ASCII keys."""
    _only_plain(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _only_plain(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"key {key!r} is not ASCII text")
            _only_plain(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _only_plain(inner)
    elif not (value is None or isinstance(value, (str, int))):
        raise TypeError(f"{type(value).__name__} has no canonical form here; write it as text")


def _pack(*parts: bytes) -> bytes:
    """Each part with its length before it, so that no two lists of parts pack alike."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def payload_hash(payload: str, salt: str) -> str:
    """SHA-256 of the salt (64 hex digits) and the canonical JSON; the salt keeps short payloads from being guessed."""
    return hashlib.sha256(PAYLOAD + _pack(salt.encode(), payload.encode())).hexdigest()


def entry_hash(prev: str, seq: int, row: dict[str, str]) -> str:
    """SHA-256(0x00, version, prev, seq, canonical row), every field length-prefixed."""
    body = canonical({field: row[field] for field in FIELDS})
    return hashlib.sha256(LEAF + _pack(str(VERSION).encode(), prev.encode(), str(seq).encode(), body.encode())).hexdigest()


def verify(
    lines: Iterable[str], *, head: str | None = None, size: int | None = None, marks: Iterable[tuple[int | None, str]] = ()
) -> Verdict:
    """Check an export line by line. Marks are heads kept outside with their sizes where known; `head` and `size` are one of them.

    A head is any prefix of at least 16 hex digits. Where one is missing, the first entry not vouched for by those before is named.
    """
    rows, wanted = iter(lines), {*marks, *([(size, head)] if head is not None else [])}
    missing, held = set(wanted), 0
    near = {(told, text[:16]) for told, text in wanted}
    try:
        header = json.loads(next(rows))
        if header["format"] != FORMAT:
            raise ValueError
        claimed, count = str(header["head"]), int(header["size"])
    except (StopIteration, ValueError, KeyError, TypeError):
        return Verdict(False, 0, GENESIS, 0, "the first line is not the header of a journal export")
    prev, seen, erased = GENESIS, 0, 0
    for line in rows:
        reason, row = _fault(line, prev, seen + 1)
        if reason:
            return Verdict(False, seen, prev, seen + 1, reason, erased)
        prev, seen, erased = row["hash"], seen + 1, erased + (row.get("salt") is None)
        if near and not near.isdisjoint({(seen, prev[:16]), (None, prev[:16])}):
            met = {mark for mark in missing if mark[0] in (None, seen) and prev.startswith(mark[1])}
            missing -= met
            held = seen if met and not any(told is not None and told <= seen for told, _ in missing) else held
    if (seen, prev) != (count, claimed):
        return Verdict(
            False, seen, prev, seen + 1, f"the header tells {count} entries, the export holds {seen}, or its head differs", erased
        )
    if missing:
        reason = "a head kept outside is nowhere in this chain: the past was rewritten or cut"
        return Verdict(False, seen, prev, held + 1, reason, erased)
    return Verdict(True, seen, prev, None, "", erased)


def _fault(line: str, prev: str, seq: int) -> tuple[str, dict[str, Any]]:
    """Why this line cannot be entry `seq` after `prev`; "" when it can."""
    try:
        row: dict[str, Any] = json.loads(line)
        if row["seq"] != seq:
            return f"entry {seq} is missing or out of place (found {row['seq']})", row
        if row["prev"] != prev:
            return "does not follow the entry before it", row
        if row["hash"] != entry_hash(prev, seq, row):
            return "was changed after it was written", row
        if (row["payload"] is None) != (row["salt"] is None):
            return "holds only half of its content", row
        if row["salt"] is not None and row["payload_hash"] != payload_hash(row["payload"], row["salt"]):
            return "its content was changed after it was written", row
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"cannot be read ({type(error).__name__})", {}
    return "", row


def main(arguments: list[str]) -> int:
    """`chain.py EXPORT [HEAD [SIZE]]`: 0 when all fits, 1 when not (the first bad entry is named), 2 for wrong usage."""
    if not 1 <= len(arguments) <= 3:
        sys.stderr.write("usage: chain.py EXPORT [HEAD [SIZE]]\n")
        return 2
    head = arguments[1] if len(arguments) > 1 else None
    size = int(arguments[2]) if len(arguments) > 2 else None
    with open(arguments[0], encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
        found = verify(lines, head=head, size=size)
    if found.ok:
        sys.stdout.write(f"ok: {found.size} entries, {found.erased} erased, head {found.head[:16]}\n")
        return 0
    sys.stdout.write(f"BAD at entry {found.bad_seq}: {found.reason}\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
