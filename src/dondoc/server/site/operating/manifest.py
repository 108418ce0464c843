"""Bản kê của một bản sao lưu. / The manifest of a backup, read without Django: what `dondoc restore` needs before there is an instance."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

FORMAT = "dondoc-backup/1"


class Damaged(Exception):
    """A backup that is not whole, or not what its manifest says."""


def told_by(file: Path) -> dict[str, Any]:
    """The manifest inside a backup; `Damaged` when the file is none."""
    try:
        with tarfile.open(file) as archive:
            member = archive.extractfile("manifest.json")
            told: dict[str, Any] = json.load(member) if member else {}
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise Damaged(f"{file}: not a whole backup ({error})") from error
    if told.get("format") != FORMAT:
        raise Damaged(f"{file}: not a dondoc backup")
    return told
