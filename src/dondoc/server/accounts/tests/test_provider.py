"""Đăng nhập qua hệ thống xác thực chung: chỉ người được mời. / The common provider: only invited persons, only what is signed."""

from __future__ import annotations

import importlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import clear_url_caches

from dondoc.server.accounts import actions, entering_urls
from dondoc.server.accounts.models import Account
from dondoc.server.accounts.tests import openid_provider
from dondoc.server.accounts.tests.conftest import WORD, code, sign_in
from dondoc.server.journal.models import Content, Entry
from dondoc.server.site import outside, urls
from dondoc.server.site.instance import Instance

pytestmark = pytest.mark.django_db


class Listens(BaseHTTPRequestHandler):
    """Another address, which must never be asked."""

    def do_POST(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_error(404)

    def log_message(self, *said: Any) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Any]:
    server = HTTPServer(("127.0.0.1", 0), Listens)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def provider(elsewhere: Any) -> Iterator[str]:
    """A provider in a process of its own."""
    command = [sys.executable, str(Path(openid_provider.__file__)), "0", f"http://127.0.0.1:{elsewhere.server_port}/token"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    process.kill()
    process.wait()


@pytest.fixture
def named(provider: str, settings: Any) -> Iterator[str]:
    """The provider as an administrator names it, with its addresses wired."""
    table = {"name": "Hệ thống chung", "issuer": provider, "client_id": openid_provider.CLIENT, "secret": openid_provider.SECRET}
    told = outside.read(Instance(home=Path("x"), extra={"openid": table}))
    settings.OPENID, settings.OPENID_ADDRESSES = told.openid, told.openid_addresses
    settings.SOCIALACCOUNT_PROVIDERS = outside.providers(told)
    for module in (entering_urls, urls):
        importlib.reload(module)
    clear_url_caches()
    yield provider
    requests.get(f"{provider}/wrong", timeout=5)
    settings.OPENID = {}
    for module in (entering_urls, urls):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def invited(cast: Any) -> Callable[[str, str], Account]:
    """An account just invited, tied to what the provider calls the person."""

    def made(name: str, claim: str) -> Account:
        account, _token = actions.invite(person=cast.people[name], username=name, organization=cast.commune, by=cast.phuc, at=cast.noon)
        return actions.set_claim(account, claim=claim, by=cast.phuc, at=cast.noon)

    return made


def through(provider: str, who: str, browser: Client | None = None) -> tuple[Client, Any]:
    """Go to the provider, be somebody there, come back."""
    browser = browser or Client()
    start = browser.post("/tai-khoan/ben-ngoai/chung/")
    assert start.url.startswith(f"{provider}/authorize?"), start.url
    assert "code_challenge_method=S256" in start.url
    back = requests.get(f"{start.url}&as={who}", allow_redirects=False, timeout=5).headers["Location"]
    return browser, browser.get(back.removeprefix("http://testserver"))


def test_an_invited_person_comes_in(named: str, invited: Any) -> None:
    account = invited("khanh", "cb-001")
    assert "Đăng nhập qua Hệ thống chung" in Client().get("/tai-khoan/login/").content.decode()
    browser, answer = through(named, "cb-001")
    assert (answer.status_code, answer.url) == (302, "/")
    assert browser.get("/nhiem-vu/").status_code == 200
    account.refresh_from_db()
    assert not account.waiting
    assert Entry.objects.filter(action="account.sign_in", actor=account.person.uid).count() == 1
    # nothing the provider told is kept, and the claim only as a keyed hash
    assert SocialAccount.objects.count() == SocialToken.objects.count() == 0
    kept = "".join(Content.objects.values_list("payload", flat=True)) + str(list(Account.objects.values()))
    assert "cb-001" not in kept


def test_who_was_not_invited_stays_outside(named: str, invited: Any) -> None:
    invited("khanh", "cb-001")
    before = Account.objects.count()
    browser, answer = through(named, "cb-999")
    assert answer.status_code == 403
    assert "chưa có tài khoản" in answer.content.decode()
    assert browser.get("/").status_code == 302
    assert Account.objects.count() == before


def test_the_second_step_holds_here_too(named: str, invited: Any, with_app: Any) -> None:
    invited("chi", "cb-001")
    with_app("chi")
    browser, answer = through(named, "cb-001")
    assert answer.url == "/tai-khoan/buoc-hai/"
    assert browser.get("/").status_code == 302
    browser.post("/tai-khoan/buoc-hai/", {"code": code()})
    assert browser.get("/van-ban/").status_code == 200


def test_a_locked_account_stays_outside(named: str, invited: Any) -> None:
    account = invited("khanh", "cb-001")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    browser, _answer = through(named, "cb-001")
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("how", ["issuer", "audience", "signature", "expired", "other_sub", "away"])
def test_a_provider_that_misbehaves_opens_nothing(named: str, invited: Any, elsewhere: Any, how: str) -> None:
    invited("khanh", "cb-001")
    requests.get(f"{named}/wrong?how={how}", timeout=5)
    browser, answer = through(named, "cb-001")
    assert answer.status_code in (401, 403, 502), how
    assert browser.get("/").status_code == 302
    assert elsewhere.asked == []


def test_an_answer_without_its_question_opens_nothing(named: str, invited: Any) -> None:
    invited("khanh", "cb-001")
    start = Client().post("/tai-khoan/ben-ngoai/chung/")
    back = requests.get(f"{start.url}&as=cb-001", allow_redirects=False, timeout=5).headers["Location"]
    victim = Client()  # whoever is led to the address finds no state of its own
    assert victim.get(back.removeprefix("http://testserver")).status_code == 401
    assert victim.get("/").status_code == 302
    browser, answer = through(named, "no")
    assert answer.status_code in (302, 401)
    assert browser.get("/").status_code == 302


def test_a_provider_that_does_not_answer_is_said(named: str, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    settings.OPENID_ADDRESSES = ("http://127.0.0.1:9",)
    assert Client().post("/tai-khoan/ben-ngoai/chung/").status_code in (401, 502)


def test_only_the_named_provider_is_there(named: str, account: Any) -> None:
    assert Client().post("/tai-khoan/ben-ngoai/google/").status_code == 404
    account("khanh")
    browser, _ = sign_in("khanh", WORD)
    assert browser.get("/tai-khoan/ben-ngoai/chung/").status_code == 405  # nobody is sent there by a link
