"""Kho theo mã băm. / The store on disk: <home>/files/ab/cdef…, read-only once written."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Damage:
    """A stored file that is not what its name says, or is gone."""

    sha256: str
    reason: str  # "missing" or "differs"


def place(sha256: str) -> Path:
    """Where the bytes of this hash are kept."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:]


def put(data: bytes) -> str:
    """Write bytes under their SHA-256, durable when this returns; the same bytes are kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = place(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, 0o440)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(target.parent)
    return sha256


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_stored(sha256: str) -> BufferedReader:
    """The bytes, to be streamed; `FileNotFoundError` when they are gone."""
    return place(sha256).open("rb")


def hash_of(path: Path) -> str:
    """The hash under which a file of the store is kept; of a half-written one no hash at all."""
    return path.parent.name + path.name


def older(prefix: str, before: float) -> Iterator[Path]:
    """Files under hashes that begin so, and half-written ones beside them, last changed before this time. prefix: 2 digits or more."""
    for path in (Path(settings.MEDIA_ROOT) / prefix[:2]).glob("*"):
        if path.name.startswith((prefix[2:], ".new-")) and path.stat().st_mtime < before:
            yield path


def scrub(hashes: Iterator[str]) -> Iterator[Damage]:
    """Re-hash stored files and name those that differ or are missing."""
    for sha256 in hashes:
        try:
            with open_stored(sha256) as stored:
                found = hashlib.file_digest(stored, "sha256").hexdigest()
        except FileNotFoundError:
            yield Damage(sha256, "missing")
            continue
        if found != sha256:
            yield Damage(sha256, "differs")
