"""Điểm mốc có chữ ký và mã giữ ở nơi khác, kiểm tra cùng chuỗi: `python marks.py EXPORT` (chain.py để cạnh), hoặc `dondoc verify`.

Signed checkpoints and heads kept outside, checked together with the chain. Standard library only (Ed25519 after RFC 8032 is below),
so that an inspector can read and run it beside chain.py. A checkpoint is a signed note (C2SP signed-note, tlog-checkpoint):

    origin / number of entries / head in base64 / instant, then a line «— origin base64(key id, signature)»

What it can show: a past rewritten by somebody who holds the database but not the key (signatures), or who holds both but not the
heads kept elsewhere (anchors: footers of papers, the parent's list, a mailbox). The first entry that cannot be trusted is named.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace

try:
    from dondoc.server.journal import chain
except ImportError:  # beside this file, on the inspector's machine
    import chain  # type: ignore[import-not-found, no-redef]

#: «a1b2 c3d4 e5f6 0718», four groups and no fifth (a number of entries may stand before), or 16 to 64 digits in a row
HEAD = re.compile(
    r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{16,64}|(?:[0-9a-fA-F]{4}[ \u00a0]){3}[0-9a-fA-F]{4}(?![ \u00a0][0-9a-fA-F]{4}\b))(?![0-9a-fA-F])"
)
SIZE = re.compile(r"(?<![0-9a-fA-F])(\d{1,3}(?:[.,]\d{3})+|\d{1,12})(?![0-9a-fA-F])")


class Wrong(ValueError):
    """A note that is none, or not signed by this key."""


@dataclass(frozen=True)
class Mark:
    """A head at a number of entries; `size` None where only the head is known. `head`: 16 to 64 hex digits."""

    head: str
    size: int | None = None


def body(origin: str, size: int, head: str, at: str) -> str:
    """What is signed."""
    return f"{origin}\n{size}\n{base64.b64encode(bytes.fromhex(head)).decode()}\n{at}\n"


def key_id(origin: str, public: bytes) -> bytes:
    """The first four bytes by which a signature names its key."""
    return hashlib.sha256(f"{origin}\n".encode("utf-8", "surrogatepass") + b"\x01" + public).digest()[:4]


def note(text: str, public: bytes, signature: bytes) -> str:
    """The signed note of a body."""
    origin = text.split("\n", 1)[0]
    return f"{text}\n— {origin} {base64.b64encode(key_id(origin, public) + signature).decode()}\n"


def read(text: str, keys: Iterable[str]) -> Mark:
    """The mark of a signed note, once one of these public keys (hex) has signed it; `Wrong` says why it is not trusted."""
    told, gap, line = text.partition("\n\n— ")
    parts = told.split("\n")
    if not gap or len(parts) != 4 or line.count("\n") != 1 or not line.endswith("\n"):
        raise Wrong("is no signed note")
    origin, size, head, _at = parts
    signer, _, signed = line.rstrip("\n").rpartition(" ")
    try:
        mark = Mark(base64.b64decode(head, validate=True).hex(), int(size))
        blob = base64.b64decode(signed, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Wrong("is no signed note") from error
    if signer != origin or len(mark.head) != 64 or str(mark.size) != size or base64.b64encode(blob).decode() != signed:
        raise Wrong("is no signed note")
    for key in keys:
        public = bytes.fromhex(key)
        if key_id(origin, public) == blob[:4] and signed_by(public, f"{told}\n".encode("utf-8", "surrogatepass"), blob[4:]):
            return mark
    raise Wrong("is not signed by a key that is trusted")


def found_in(text: str) -> list[Mark]:
    """Heads in free text, with the number of entries where one stands before it on the line: footers, lists, mails."""
    marks = [mark for part in re.split(r"\n(?=\S+\n\d+\n)", text) for mark in _of_note(part)]
    for line in text.split("\n"):
        for match in HEAD.finditer(line):
            sizes = SIZE.findall(line[: match.start()])
            marks.append(Mark(re.sub(r"[^0-9a-f]", "", match[0].lower()), int(re.sub(r"\D", "", sizes[-1])) if sizes else None))
    return list(dict.fromkeys(marks))


def _of_note(text: str) -> list[Mark]:
    match = re.match(r"\S[^\n]*\n(\d+)\n([A-Za-z0-9+/]{43}=)\n", text.lstrip("\n"))
    return [Mark(base64.b64decode(match[2]).hex(), int(match[1]))] if match else []


def verify(lines: Iterable[str], *, keys: Iterable[str] = (), anchors: Iterable[Mark] = ()) -> chain.Verdict:
    """Check an export: its chain, its signed checkpoints, and marks kept outside.

    keys: public keys known from elsewhere; without any, those the export itself tells are used, which shows damage but not forgery.
    """
    rows = iter(lines)
    first = next(rows, "")
    try:
        header = json.loads(first)
        notes, known = [str(one) for one in header.get("checkpoints", [])], [str(one) for one in header.get("keys", [])]
        signed, wrong = _signed(notes, list(keys) or known)
    except (ValueError, AttributeError, TypeError):
        return chain.Verdict(False, 0, chain.GENESIS, 0, "the first line is not the header of a journal export")
    told = chain.verify([first, *rows], marks=[(mark.size, mark.head) for mark in [*signed, *anchors]])
    if told.ok and wrong is not None:
        trusted = max((mark.size or 0 for mark in signed[:wrong]), default=0)
        return replace(
            told,
            ok=False,
            bad_seq=trusted + 1,
            reason=f"checkpoint {wrong + 1} of {len(notes)} does not hold; entries after {trusted} rest on it",
        )
    return told


def _signed(notes: list[str], keys: list[str]) -> tuple[list[Mark], int | None]:
    """The marks of notes in order up to the first that does not hold, and which one that is."""
    marks: list[Mark] = []
    for place, text in enumerate(notes):
        try:
            mark = read(text, keys)
        except Wrong:
            return marks, place
        if marks and (mark.size or 0) <= (marks[-1].size or 0):
            return marks, place
        marks.append(mark)
    return marks, None


# Ed25519, verification alone (RFC 8032, 5.1.7): slow and simple, some milliseconds a signature
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return i * j % P, k * m % P, j * k % P, i * m % P


def _times(scalar: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _add(total, point)
        point, scalar = _add(point, point), scalar >> 1
    return total


def _point(data: bytes) -> Point | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = _point(bytes.fromhex("58" + "66" * 31))


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this Ed25519 public key (32 bytes) signed this message."""
    if len(public) != 32 or len(signature) != 64 or BASE is None:
        return False
    key, commitment, scalar = _point(public), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = _times(scalar, BASE), _add(commitment, _times(challenge, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def main(export: str, *, keys: Iterable[str] = (), anchors: Iterable[Mark] = ()) -> int:
    """Check a file and say so: 0 when all fits, 1 when not, the first bad entry named."""
    outside = list(anchors)
    with open(export, encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
        first = lines.readline()
        lines.seek(0)
        found = verify(lines, keys=keys, anchors=outside)
    if not found.ok:
        sys.stdout.write(f"BAD at entry {found.bad_seq}: {found.reason}\n")
        return 1
    signed = len(json.loads(first).get("checkpoints", []))
    sys.stdout.write(f"ok: {found.size} entries, {found.erased} erased, head {found.head[:16]}\n")
    sys.stdout.write(
        f"    {signed} signed checkpoints{'' if keys else ' (by the key the export tells)'}, {len(outside)} heads kept elsewhere\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], keys=sys.argv[2:]))
