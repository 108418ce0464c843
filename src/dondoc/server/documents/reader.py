"""Đọc tệp trong tiến trình con có giới hạn. / Reading a file in a limited child process: nothing of an untrusted file runs here."""

from __future__ import annotations

import re
from typing import Any

from dondoc.reading.confined import read_confined


def read(name: str, data: bytes) -> dict[str, Any]:
    """The reading of a file (schema dondoc.reading/1). Never raises on content: a killed child is an unread file with the reason."""
    return read_confined(data, name)


def secret_word(reason: dict[str, str]) -> str:
    """The word of the mark alone, out of the reader's sentence."""
    found = re.search("«([^»]+)»", reason["message"])
    return found[1][:40] if found else "MẬT"
