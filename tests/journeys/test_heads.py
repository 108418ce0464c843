"""Hai bản cài đặt: bản dưới gửi mã đầu chuỗi lên bản trên; viết lại hay cắt đuôi nhật ký đều bị phát hiện.

Two instances: the one below hands its heads to the one above; a rewritten past and a cut tail are found. Both are copies of the demo
province; the one above is served, the one below acts by `dondoc tick`, as it would with cron.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dondoc.server.journal import chain
from tests.journeys.conftest import PASSWORD, Province, _wait, clean_environment

pytestmark = [pytest.mark.journey, pytest.mark.endurance]
EXPORT = """
import sys
from pathlib import Path
from dondoc.server.site.operating.entering import enter
instance = enter(Path(sys.argv[1]))
from dondoc.server.journal import queries
sys.stdout.writelines(queries.export_lines(instance.origin))
"""


@dataclass
class Pair:
    """The instance above, served, and the home of the one below."""

    above: str
    below: Path
    key: str


def copied(province: Province, home: Path, address: str, more: str) -> Path:
    """A copy of the province's folder under another address."""
    (home / "keys").mkdir(parents=True)
    with closing(sqlite3.connect(province.home / "dondoc.sqlite3")) as source, closing(sqlite3.connect(home / "dondoc.sqlite3")) as target:
        source.backup(target)
    config = (province.home / "instance.toml").read_text("utf-8")
    (home / "instance.toml").write_text(re.sub('address = ".*"', f'address = "{address}"', config) + more, "utf-8")
    shutil.copytree(province.home / "static", home / "static")
    for folder in ("files", "incoming"):
        (home / folder).mkdir()
    return home


@pytest.fixture(scope="module")
def pair(province: Province, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Below names above as its parent; above names the key of below."""
    root = tmp_path_factory.mktemp("pair")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    seed = bytes(range(32))
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()
    below = copied(province, root / "below", "http://127.0.0.1:8001", f'\n[parent]\naddress = "{address}"\n')
    (below / "keys" / "journal").write_bytes(seed)
    above = copied(province, root / "above", address, f'\n[children]\n"127.0.0.1:8001" = ["{key}"]\n')
    log = (above / "serve.log").open("w")
    command = [sys.executable, "-m", "dondoc.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--no-tick"]
    server = subprocess.Popen(command, env=clean_environment(DONDOC_HOME=str(above)), stdout=log, stderr=log)
    try:
        _wait(address, server, above)
        yield Pair(address, below, key)
    finally:
        server.terminate()
        server.wait(timeout=30)


def dondoc(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, in this instance."""
    environment = clean_environment(DONDOC_HOME=str(home), LC_ALL="C.UTF-8")
    return subprocess.run([sys.executable, "-m", *words], env=environment, capture_output=True, text=True, check=False)


def export(home: Path, file: Path) -> Path:
    """The journal of an instance as its page exports it."""
    made = subprocess.run(
        [sys.executable, "-c", EXPORT, str(home)], env=clean_environment(DONDOC_HOME=str(home)), capture_output=True, text=True, check=True
    )
    file.write_text(made.stdout, "utf-8")
    return file


def forge(home: Path, *, upto: int = 0) -> None:
    """What the owner of the file can do: drop the triggers, change an entry, make all hashes right again, cut the tail."""
    with closing(sqlite3.connect(home / "dondoc.sqlite3")) as base, base:
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%'").fetchall():
            base.execute(f"DROP TRIGGER {name}")
        if upto:
            for table, column in (("journal_content", "entry_id"), ("journal_sent_form", "entry_id"), ("journal_entry", "seq")):
                base.execute(f"DELETE FROM {table} WHERE {column} > ?", [upto])
        base.execute("DELETE FROM exchange_delivery")
        base.execute("DELETE FROM journal_checkpoint")
        base.execute("UPDATE journal_entry SET action = 'forged' WHERE seq = 7")
        prev = chain.GENESIS
        rows = base.execute(
            "SELECT seq, at, actor, action, object_type, object_id, payload_hash FROM journal_entry ORDER BY seq"
        ).fetchall()
        for seq, at, actor, action, kind, thing, payload in rows:
            row = {
                "at": f"{at.replace(' ', 'T')}{'' if '.' in at else '.000000'}Z",
                "actor": _uuid(actor),
                "action": action,
                "object_type": kind,
                "object_id": _uuid(thing),
                "payload_hash": payload,
            }
            digest = chain.entry_hash(prev, seq, row)
            base.execute("UPDATE journal_entry SET prev = ?, hash = ? WHERE seq = ?", [prev, digest, seq])
            prev = digest


def _uuid(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def test_heads_kept_above_find_a_rewritten_past_and_a_cut_tail(pair: Pair, chromium: object, tmp_path: Path) -> None:
    ticked = dondoc(pair.below, "dondoc.cli", "tick")
    assert "exchange: 2" in ticked.stdout, ticked.stdout + ticked.stderr
    page = chromium.new_context(viewport={"width": 1366, "height": 768}).new_page()  # type: ignore[attr-defined]
    page.goto(f"{pair.above}/tai-khoan/login/")
    page.fill("#id_login", "kiemtra")
    page.fill("#id_password", PASSWORD)
    page.click("main form button >> nth=0")
    page.goto(f"{pair.above}/nhat-ky/cap-duoi/")
    with page.expect_download() as kept:
        page.click("text=tải 1 mã")
    anchors = Path(shutil.copy(kept.value.path(), tmp_path / "moc.txt"))

    def verify(file: Path, *more: str) -> str:
        return dondoc(pair.below, "dondoc.cli", "verify", str(file), *more).stdout

    whole = export(pair.below, tmp_path / "whole.jsonl")
    told = ("--key", pair.key, "--anchors", str(anchors))
    assert verify(whole, *told).startswith("ok:")
    size = json.loads(whole.open().readline())["size"]

    forge(pair.below)
    forged = export(pair.below, tmp_path / "forged.jsonl")
    assert verify(forged, "--key", pair.key).startswith("ok:")  # the control: alone the forgery is perfect
    assert verify(forged, *told).startswith("BAD at entry 1:")

    forge(pair.below, upto=size - 3)
    ticked = dondoc(pair.below, "dondoc.cli", "tick")
    assert "exchange: 1" in ticked.stdout, ticked.stdout + ticked.stderr  # signed, and contradicted by the instance above
    page.reload()
    assert "mâu thuẫn" in page.content()
    page.goto(f"{pair.above}/thong-bao/")
    assert "127.0.0.1:8001 mâu thuẫn" in page.content()
    page.context.close()
