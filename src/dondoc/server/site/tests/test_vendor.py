"""Những gì trang mang theo đúng là những gì đã chép. / What the pages carry is what was copied."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "static" / "vendor"


def differing(folder: Path) -> list[str]:
    """Files whose SHA-256 is not the one told, and files nothing is told of."""
    told = json.loads((folder / "vendor.json").read_text("utf-8"))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name != "vendor.json"}
    return sorted(name for name in told.keys() | found.keys() if found.get(name) != told.get(name, {}).get("sha256"))


def test_vendored_files_are_as_copied() -> None:
    assert differing(VENDOR) == []


def test_a_changed_or_added_file_is_named(tmp_path: Path) -> None:
    for path in VENDOR.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "htmx.min.js").write_bytes(b"alert(1)")
    (tmp_path / "more.js").write_bytes(b"")
    assert differing(tmp_path) == ["htmx.min.js", "more.js"]
