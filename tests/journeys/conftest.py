"""Một tỉnh dùng thử thật, máy chủ thật, trình duyệt thật. / A real demo province, a real server, a real browser.

The province is built once a session by the command itself, in a folder of its own; the browser is Debian's Chromium. Any console
error of a page fails the test that opened it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

PASSWORD = "dong-linh-2026"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def clean_environment(**more: str) -> dict[str, str]:
    """The environment of a user's shell: nothing of the test run."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DONDOC", "DJANGO", "PYTEST"))}
    return kept | more


def today_there() -> date:
    """Today where the product is used: the machine's own clock may stand in another zone."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


@dataclass
class Province:
    """A served demo province."""

    home: Path
    address: str


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demo province, built once a run, whichever of the test processes comes first."""
    mine = tmp_path_factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    home = shared / "province-built"
    with (shared / "province.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            build(shared / "province-new")
            (shared / "province-new").rename(home)
    return home


@pytest.fixture(scope="session")
def province(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A copy of the province of one's own, served until the session ends."""
    home = tmp_path_factory.mktemp("province") / "home"
    shutil.copytree(built, home)
    yield from serving(home)


def build(home: Path, *more: str) -> None:
    """A demo built by the command itself, with these arguments."""
    command = [sys.executable, "-m", "dondoc.cli", "demo", "--quiet", *more]
    made = subprocess.run(command, env=clean_environment(DONDOC_HOME=str(home)), capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr


def serving(home: Path) -> Iterator[Province]:
    """A home served on a free port until the caller is done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (home / "serve.log").open("w")
    command = [sys.executable, "-m", "dondoc.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--no-tick"]
    server = subprocess.Popen(command, env=clean_environment(DONDOC_HOME=str(home)), stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server, home)
        yield Province(home, address)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(address: str, server: subprocess.Popen[bytes], home: Path) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}/khoe", timeout=2):
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.5)
    raise AssertionError((home / "serve.log").read_text())


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; without Chromium the journeys say how to get it, in CI they fail."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing: apt-get install chromium")
        pytest.skip("needs chromium: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        yield browser
        browser.close()


@dataclass
class People:
    """Opens pages as somebody of the province and keeps what the console said."""

    browser: Any
    address: str
    errors: list[str] = field(default_factory=list)
    open: dict[str, Any] = field(default_factory=dict)

    def __call__(self, username: str, *, width: int = 1366, height: int = 768) -> Any:
        """A page in which this person is signed in."""
        if username in self.open:
            return self.open[username]
        context = self.browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, locale="en-US")
        page = context.new_page()
        page.on("console", lambda said: self.errors.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.goto(f"{self.address}/tai-khoan/login/")
        page.fill("#id_login", username)
        page.fill("#id_password", PASSWORD)
        page.click("main form button")
        page.wait_for_load_state()
        assert "/login" not in page.url, f"{username} could not sign in"
        self.open[username] = page
        return page

    def close(self) -> None:
        """Close every page."""
        for page in self.open.values():
            page.context.close()


@pytest.fixture
def people(province: Province, chromium: Any) -> Iterator[People]:
    """Sign-in as anybody; afterwards no page may have complained in the console."""
    found = People(chromium, province.address)
    yield found
    found.close()
    assert found.errors == []
