"""Đọc tệp trong tiến trình con có giới hạn. / Reading a file in a limited child process: nothing of an untrusted file runs here.

Somebody waits for the page: all files of one upload are read within the seconds of the limits, and of a scan so many pages are recognised.
What was left out is said; such a file is kept once a named person has declared it free of a secret mark.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from dondoc.confine.protocol import Bounds
from dondoc.reading.confined import confined
from dondoc.rules.limits import LIMITS


def read(name: str, data: bytes, *, seconds: float = LIMITS.request_seconds) -> dict[str, Any]:
    """The reading of a file (schema dondoc.reading/1). Never raises on content: a killed child is an unread file with the reason."""
    return confined(data, name, bounds=Bounds(total_seconds=seconds), asked={"ocr_pages": LIMITS.request_ocr_pages}).data


def read_all(files: Iterable[tuple[str, bytes]], reader: Callable[..., dict[str, Any]] = read) -> list[dict[str, Any]]:
    """The readings of the files of one upload, in their order, within the seconds of one request; one that is left no time says so."""
    last = time.monotonic() + LIMITS.request_seconds
    return [reader(name, data, seconds=max(0.0, last - time.monotonic())) for name, data in files]


def secret_word(reason: dict[str, str]) -> str:
    """The word of the mark alone, out of the reader's sentence."""
    found = re.search("«([^»]+)»", reason["message"])
    return found[1][:40] if found else "MẬT"
