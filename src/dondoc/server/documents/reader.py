"""Đọc tệp trong tiến trình con có giới hạn. / Reading a file in a limited child process: nothing of an untrusted file runs here."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from dondoc import confine


def read(name: str, data: bytes) -> dict[str, Any]:
    """The reading of a file (schema dondoc.reading/1). Never raises on content: a killed child is an unread file with the reason."""
    with tempfile.TemporaryDirectory(prefix="dondoc-read-") as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        return confine.reading(path, name=name)
