"""Đăng nhập trên một bản cài đặt thật: khóa truy cập, mã của ứng dụng, hệ thống xác thực chung.

Sign-in to a real instance (not the demo) in a real browser: from the one-time link to the second factor, by passkey (the browser's
own virtual authenticator), by codes of an app, and through a provider that runs as a process of its own.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import hotp_value

from dondoc.server.accounts.tests import openid_provider
from dondoc.server.site.operating.entering import create
from tests.journeys.conftest import _wait, clean_environment
from tests.journeys.test_pages import AXE, RUN

pytestmark = pytest.mark.journey
WORD = "câu dài chỉ mình tôi nhớ"
SHOTS = os.environ.get("DONDOC_SHOTS")

#: Persons the first administrator's pages do not make yet: entered by the founder, each with a one-time link.
PEOPLE = """
import json, sys
from pathlib import Path
from dondoc.server.site.operating.entering import enter
enter(Path(sys.argv[1]))
from django.utils import timezone
from dondoc.server.accounts import actions as accounts
from dondoc.server.organizations import actions
from dondoc.server.organizations.models import Organization, Person
system, root, at = Person.objects.get(kind="system"), Organization.objects.get(parent=None), timezone.now()
today, links = timezone.localdate(at), {}
clerk = ("vanthu", "Phạm Thị Chi", "Văn thư", "records_clerk", "")
member = ("dangvien", "Cao Thị Thu", "Đảng viên", "member", "cb-001")
for username, name, title, role, claim in (clerk, member):
    person = actions.enroll(full_name=name, organization=root, by=system, at=at)
    post = actions.open_post(organization=root, title=title, since=today, by=system, at=at)
    actions.appoint(person=person, post=post, since=today, by=system, at=at)
    actions.grant(post=post, role=role, organization=root, reach="own", since=today, by=system, at=at)
    account, links[username] = accounts.invite(person=person, username=username, organization=root, by=system, at=at)
    if claim:
        accounts.set_claim(account, claim=claim, by=system, at=at)
print(json.dumps(links))
"""


@dataclass
class Real:
    """A served instance with its one-time links by username."""

    address: str
    links: dict[str, str]


def run(*command: str, home: Path) -> str:
    """One command of the product against the instance."""
    done = subprocess.run(
        [sys.executable, *command], env=clean_environment(DONDOC_HOME=str(home)), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """An instance made by `dondoc init`, its provider, and two persons more."""
    home, port = tmp_path_factory.mktemp("real") / "home", free_port()
    provider = subprocess.Popen([sys.executable, str(Path(openid_provider.__file__)), "0"], stdout=subprocess.PIPE, text=True)
    assert provider.stdout
    issuer = f"http://127.0.0.1:{int(provider.stdout.readline())}"
    address = f"http://localhost:{port}"
    init = ("init", "--organization", "Tỉnh ủy Đông Lĩnh", "--symbol", "TU", "--administrator", "Ngô Hữu Phúc", "--address", address)
    said = run("-m", "dondoc.cli", *init, home=home)
    with (home / "instance.toml").open("a", encoding="utf-8") as out:
        out.write(f'\n[openid]\nname = "Hệ thống chung"\nissuer = "{issuer}"\nclient_id = "{openid_provider.CLIENT}"\n')
        out.write(f'secret = "{openid_provider.SECRET}"\n')
    links = json.loads(run("-c", PEOPLE, str(home), home=home)) | {"quantri": re.search(r"/moi/([^/]+)/", said)[1]}  # type: ignore[index]
    log = (home / "serve.log").open("w")
    command = [sys.executable, "-m", "dondoc.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--no-tick"]
    server = subprocess.Popen(command, env=clean_environment(DONDOC_HOME=str(home)), stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}", server, home)
        yield Real(address, links)
    finally:
        for process in (server, provider):
            process.terminate()
            process.wait(timeout=30)


class Desk:
    """A browser of somebody, which looks at each page it comes to: axe, width, console."""

    def __init__(self, chromium: Any, real: Real) -> None:
        self.context = chromium.new_context(viewport={"width": 1366, "height": 768})
        self.page, self.real, self.wrong = self.context.new_page(), real, []
        self.page.on("console", lambda said: self.wrong.append(f"{self.page.url}: {said.text}") if said.type == "error" else None)

    def look(self, name: str) -> None:
        """This page in both sizes."""
        for width, height in ((1366, 768), (390, 844)):
            self.page.set_viewport_size({"width": width, "height": height})
            if SHOTS:
                self.page.screenshot(path=f"{SHOTS}/{name}-{width}.png")
            if (wide := self.page.evaluate("document.documentElement.scrollWidth")) > width:
                self.wrong.append(f"{name} {width}: {wide} pixels wide")
        self.page.evaluate(AXE)
        self.wrong += [f"{name}: {fault}" for fault in self.page.evaluate(RUN)]

    def first_password(self, username: str) -> None:
        """From the one-time link to the signed-in first page."""
        self.page.goto(f"{self.real.address}/moi/{self.real.links[username]}/")
        self.page.fill("[name=password]", WORD)
        self.page.fill("[name=again]", WORD)
        self.page.click("main form button")
        self.password(username)

    def password(self, username: str) -> None:
        """The first step."""
        self.page.fill("#id_login", username)
        self.page.fill("#id_password", WORD)
        self.page.click("main form button >> nth=0")
        self.page.wait_for_load_state()

    def leave(self) -> None:
        """Sign out."""
        self.page.set_viewport_size({"width": 1366, "height": 768})
        self.page.click("form[action$='/logout/'] button")
        self.page.wait_for_load_state()

    def close(self) -> None:
        """Nothing was wrong on any page."""
        self.context.close()
        assert self.wrong == []


@pytest.fixture
def desk(chromium: Any, real: Real) -> Iterator[Desk]:
    """Somebody's browser."""
    made = Desk(chromium, real)
    yield made
    made.close()


def code(secret: str, step: int = 0) -> str:
    """What an authenticator app shows, `step` steps of 30 seconds later."""
    return f"{hotp_value(secret, int(time.time()) // 30 + step):06d}"


def test_an_administrator_sets_a_passkey_up_and_signs_in_by_it(desk: Desk, real: Real) -> None:
    page = desk.page
    devtools = desk.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    desk.first_password("quantri")
    assert page.url == f"{real.address}/tai-khoan/"
    page.goto(f"{real.address}/nguoi-dung/")
    assert page.url == f"{real.address}/tai-khoan/"  # nothing else is reached before
    desk.look("first-factor")
    page.click("a[href$='/khoa/them/']")
    desk.look("passkey")
    page.click("main form button")
    page.wait_for_url("**/ma-du-phong/")
    desk.look("recovery-codes")
    assert page.locator(".codes li").count() == 10
    with page.expect_download() as kept:
        page.click("a[download]")
    assert len(Path(kept.value.path()).read_text("utf-8").split()) > 10
    page.click("text=Đã cất, vào làm việc")
    desk.leave()
    desk.look("login")
    page.click("text=Đăng nhập bằng khóa truy cập")
    page.wait_for_url(f"{real.address}/")
    for path, name in (("/tai-khoan/", "own"), ("/nguoi-dung/", "people")):
        page.goto(f"{real.address}{path}")
        desk.look(name)
    page.click("text=Phạm Thị Chi")
    desk.look("person")
    page.click("text=Cấp đường dẫn mời mới")
    page.wait_for_selector(".link-once")
    desk.look("link")
    real.links["vanthu"] = page.inner_text(".link-once").rstrip("/").rsplit("/", 1)[1]
    # the password still needs the passkey as second step
    desk.leave()
    desk.password("quantri")
    assert page.url.startswith(f"{real.address}/tai-khoan/buoc-hai/")
    desk.look("second-factor-passkey")
    page.click("text=Dùng khóa truy cập")
    page.wait_for_url(f"{real.address}/")


def test_a_records_clerk_signs_in_by_codes_of_an_app(desk: Desk, real: Real) -> None:
    page = desk.page
    desk.first_password("vanthu")
    page.click("a[href$='/ung-dung-ma/them/']")
    page.click("summary")
    desk.look("codes-app")
    secret = page.inner_text(".secret").replace(" ", "")
    page.fill("#id_code", "000000")
    page.click("main form button")
    assert "Mã chưa đúng" in page.content()
    page.fill("#id_code", code(secret))
    page.click("main form button")
    page.wait_for_url("**/ma-du-phong/")
    spare = page.inner_text(".codes li >> nth=0").replace(" ", "")
    page.goto(f"{real.address}/van-ban/")
    assert page.url == f"{real.address}/van-ban/"
    desk.leave()
    desk.password("vanthu")
    page.fill("#id_code", code(secret, 1))
    page.click("main form button >> nth=0")
    page.wait_for_url(f"{real.address}/")
    desk.leave()
    desk.password("vanthu")
    page.fill("#id_code", spare)
    page.click("main form button >> nth=0")
    page.wait_for_url(f"{real.address}/")


def test_a_member_signs_in_through_the_common_provider(desk: Desk, real: Real) -> None:
    page = desk.page
    for who, inside in (("cb-999", False), ("cb-001", True)):
        page.goto(f"{real.address}/tai-khoan/login/")
        page.click("text=Đăng nhập qua Hệ thống chung")
        page.click(f"#{who}")
        page.wait_for_load_state()
        if inside:
            assert page.url == f"{real.address}/"
            assert "Cao Thị Thu" in page.content()
        else:
            desk.look("not-invited")
            desk.wrong = [said for said in desk.wrong if "403" not in said]  # the browser names the refusal itself
            assert "chưa có tài khoản" in page.content()


def test_a_real_instance_passes_the_check_of_deployment(tmp_path: Path) -> None:
    """The control: without TLS the same check complains."""
    said = {}
    for name, address in (("tls", "https://dondoc.tinh.example"), ("plain", "http://127.0.0.1:8000")):
        create(tmp_path / name, demo=False, address=address)
        environment = clean_environment(DONDOC_HOME=str(tmp_path / name), DJANGO_SETTINGS_MODULE="dondoc.server.site.settings")
        check = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
        done = subprocess.run(check, env=environment, capture_output=True, text=True, check=False)
        said[name] = (done.returncode, done.stdout + done.stderr)
    assert said["tls"][0] == 0, said["tls"][1]
    assert said["plain"][0] != 0
