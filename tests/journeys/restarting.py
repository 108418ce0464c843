"""Người gửi biểu mẫu trong khi cơ sở dữ liệu bị tắt ngang (T-C9). / People who send forms while the database is stopped under the server.

People send forms to a running server while its database is stopped as if its machine lost power. What was acknowledged stays; a request
that meets the gap is answered 503 with when to ask again; the same form sent again takes effect once; the server is never started anew.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import requests

from tests.journeys.conftest import clean_environment

ACCOUNTS = """
import sys
from pathlib import Path
from dondoc.server.site.operating.entering import enter
enter(Path(sys.argv[1]))
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from allauth.mfa.models import Authenticator
from dondoc.server.accounts.models import Account
from dondoc.server.organizations import actions
from dondoc.server.organizations.models import Organization, Person
at, day = timezone.now(), timezone.localdate()
root, system = Organization.objects.get(parent=None), Person.objects.get(kind="system")
for number in range(3):
    person = actions.enroll(full_name=f"Người {number}", organization=root, by=system, at=at)
    post = actions.open_post(organization=root, title=f"Chức vụ {number}", since=day, by=system, at=at)
    actions.appoint(person=person, post=post, since=day, by=system, at=at)
    actions.grant(post=post, role="administrator", organization=root, reach="both", since=day, by=system, at=at)
    account = Account.objects.create(username=f"nguoi{number}", person=person)
    Authenticator.objects.create(user=account, type="totp", data={})
    session = SessionStore()
    session.update({SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                    HASH_SESSION_KEY: account.get_session_auth_hash(), "second_factor": True})
    session.save()
    print(session.session_key, Person.objects.get(account__username="quantri").uid)
"""
LOOK = """
import sys
from collections import Counter
from pathlib import Path
from dondoc.server.site.operating.entering import enter
enter(Path(sys.argv[1]))
from dondoc.server.journal import chain, queries
from dondoc.server.privacy.models import CorrectionRequest
words = Counter(CorrectionRequest.objects.values_list("words", flat=True))
wanted = Path(sys.argv[2]).read_text("utf-8").split()
print(chain.verify(queries.export_lines("x")).ok, sum(word not in words for word in wanted), sum(many - 1 for many in words.values()),
      len(words))
"""


@dataclass
class Sender:
    """Somebody who sends forms one after the other; one that was not acknowledged is sent again under its key until it is."""

    address: str
    session: str
    addressee: str
    acknowledged: list[str] = field(default_factory=list)
    codes: dict[int, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    stop: bool = False

    def run(self) -> None:
        """Until told to stop, and then until the last form is acknowledged."""
        browser = requests.Session()
        browser.cookies.update({"dondoc_session": self.session, "dondoc_csrf": "a" * 32})
        while not self.stop:
            word = f"w{uuid4().hex}"
            form = {"about": "posts", "words": word, "addressee": self.addressee, "form_key": str(uuid4())}
            for _again in range(200):
                if self._sent(browser, form):
                    self.acknowledged.append(word)
                    break
                time.sleep(0.05)

    def _sent(self, browser: requests.Session, form: dict[str, str]) -> bool:
        headers = {"X-CSRFToken": "a" * 32, "Referer": self.address}
        answer = browser.post(f"{self.address}/ho-so-cua-toi/dinh-chinh/", form, headers=headers, allow_redirects=False, timeout=30)
        self.codes[answer.status_code] = self.codes.get(answer.status_code, 0) + 1
        if answer.status_code == 503 and answer.headers.get("Retry-After") == "5" and "không bị ghi hai lần" in answer.text:
            return False
        if answer.status_code != 302 or "login" in answer.headers["Location"]:
            self.wrong.append(f"{answer.status_code} {answer.text[-300:]}")
        return True


def entering(home: Path) -> list[list[str]]:
    """[session, whom to ask] of three people, and their accounts."""
    return [line.split() for line in _said(ACCOUNTS, str(home)).splitlines()]


def looked(home: Path, acknowledged: list[str]) -> list[str]:
    """Does the chain verify, how many acknowledged forms are lost, how many doubled, how many rows."""
    wanted = home.parent / "acknowledged"
    wanted.write_text(" ".join(acknowledged), "utf-8")
    return _said(LOOK, str(home), str(wanted)).split()


def _said(text: str, *words: str) -> str:
    done = subprocess.run([sys.executable, "-c", text, *words], env=clean_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def until_back(address: str, session: str) -> float:
    """Seconds until a page is shown again."""
    began = time.monotonic()
    while time.monotonic() - began < 30:
        answer = requests.get(f"{address}/ho-so-cua-toi/", cookies={"dondoc_session": session}, timeout=30, allow_redirects=False)
        if answer.status_code == 200:
            return time.monotonic() - began
        assert answer.status_code == 503, answer.text[-300:]
        time.sleep(0.05)
    raise AssertionError("not back after 30 s")
