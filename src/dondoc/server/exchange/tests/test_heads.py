"""Mã đầu chuỗi đi ra ngoài và từ cấp dưới đến. / Heads handed out, and heads of instances below."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from dondoc.server.exchange import jobs
from dondoc.server.exchange.models import ChildHead, Delivery
from dondoc.server.journal import marks
from dondoc.server.journal.models import Checkpoint, Entry
from dondoc.server.notices.models import Notice
from dondoc.server.site import outside
from dondoc.server.site.instance import Instance

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()


def named(settings: Any, **tables: Any) -> None:
    """As an administrator names what lies outside."""
    settings.OUTSIDE = outside.read(Instance(home=Path("x"), extra=tables))
    settings.CHILDREN = settings.OUTSIDE.children


def note(size: int, head: str, key: Any = KEY, origin: str = "xa.example") -> str:
    text = marks.body(origin, size, head, "2026-11-24T00:00:00.000000Z")
    return marks.note(text, key.public_key().public_bytes_raw(), key.sign(text.encode()))


def tell(text: str) -> int:
    return int(Client(enforce_csrf_checks=True).post("/trao-doi/moc/", {"note": text}, content_type="application/json").status_code)


@pytest.fixture
def child(cast: Any, settings: Any) -> None:
    """The instance of a commune, named with its key."""
    named(settings, children={"xa.example": [PUBLIC.hex()]})


def test_a_head_of_below_is_kept_once(cast: Any, child: None) -> None:
    assert [tell(note(5, "ab" * 32)), tell(note(5, "ab" * 32)), tell(note(9, "cd" * 32))] == [200, 200, 200]
    assert list(ChildHead.objects.values_list("size", "conflict")) == [(9, False), (5, False)]
    assert Entry.objects.filter(action="child_head.keep").count() == 2


@pytest.mark.parametrize(("size", "head"), [(9, "ef" * 32), (7, "ef" * 32), (9, "cd" * 31 + "ce")])
def test_a_contradiction_is_refused_kept_and_told(cast: Any, child: None, size: int, head: str) -> None:
    tell(note(9, "cd" * 32))
    assert tell(note(size, head)) == 409
    assert tell(note(size, head)) == 409
    assert ChildHead.objects.filter(conflict=True).count() == 1
    assert Entry.objects.filter(action="child_head.split_view").count() == 1
    assert set(Notice.objects.filter(key="journal.split_view").values_list("person", flat=True)) == {cast.oanh.pk}
    assert tell(note(12, "aa" * 32)) == 200  # what goes on after it is kept too


def test_only_a_named_instance_is_heard(cast: Any, child: None) -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    wrong = [note(5, "ab" * 32, stranger), note(5, "ab" * 32, origin="khac.example"), "", "x\n1\ny\n", note(5, "ab" * 32)[:-9], "\n\n— "]
    assert {tell(text) for text in wrong} == {400}
    for body in ("", "[]", '{"note": 5}', "{" * 9000):
        assert Client().post("/trao-doi/moc/", body, content_type="application/json").status_code == 400
    assert Client().get("/trao-doi/moc/").status_code == 405
    assert ChildHead.objects.count() == 0


def test_the_inspector_sees_heads_and_alarms_and_takes_the_list(cast: Any, child: None, signed_in: Any) -> None:
    for text in (note(5, "ab" * 32), note(9, "cd" * 32), note(7, "ef" * 32)):
        tell(text)
    browser = signed_in("oanh")
    page = browser.get("/nhat-ky/cap-duoi/").content.decode()
    assert "mâu thuẫn" in page
    assert "cdcdcdcdcdcdcdcd" in page
    kept = browser.get("/nhat-ky/cap-duoi/xa.example/").content.decode()
    assert marks.found_in(kept) == [marks.Mark("ab" * 32, 5), marks.Mark("cd" * 32, 9)]
    assert browser.get("/nhat-ky/cap-duoi/khac.example/").status_code == 404
    for who in ("an", "phuc", "hoa", "xuan"):
        assert signed_in(who).get("/nhat-ky/cap-duoi/").status_code == 404
        assert signed_in(who).get("/nhat-ky/cap-duoi/xa.example/").status_code == 404


class Above(BaseHTTPRequestHandler):
    """An instance above that answers as it is told to."""

    def do_POST(self) -> None:
        self.server.heard.append(self.rfile.read(int(self.headers["Content-Length"])))  # type: ignore[attr-defined]
        self.send_response(self.server.answers.pop(0))  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *said: Any) -> None:
        """Quiet."""


@pytest.fixture
def above() -> Iterator[Any]:
    server = HTTPServer(("127.0.0.1", 0), Above)
    server.heard, server.answers = [], []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_the_clock_signs_daily_and_tells_the_instance_above(cast: Any, settings: Any, above: Any) -> None:
    named(settings, parent={"address": f"http://127.0.0.1:{above.server_port}"})
    above.answers = [503, 200, 200, 409]
    at, hour = cast.noon, timedelta(hours=1)
    done = [jobs.run(at), jobs.run(at + hour / 2), jobs.run(at + hour), jobs.run(at + 2 * hour), jobs.run(at + 25 * hour)]
    assert done == [1, 0, 1, 0, 2]  # signed, refused; not asked again so soon; taken; nothing due; the next day's, taken
    assert len(above.heard) == 3
    assert Checkpoint.objects.count() == 2
    assert jobs.run(at + 50 * hour) == 1  # signed, but the instance above says it knows another head
    assert Delivery.objects.get(refusal__contains="another head").taken_at is None
    assert set(Notice.objects.filter(key="journal.contradicted").values_list("person", flat=True)) == {cast.oanh.pk}


def test_a_thousand_entries_are_a_day(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs.run(cast.noon)
    assert not jobs.due(cast.noon + timedelta(hours=1))
    monkeypatch.setattr(jobs, "ENTRIES", 1)  # the checkpoint's own entry is the one
    assert jobs.due(cast.noon + timedelta(hours=1))


def test_a_mailbox_keeps_the_heads(cast: Any, settings: Any, mailbox: Any) -> None:
    settings.NETWORKS = ()
    mail_to = {"host": "127.0.0.1", "port": mailbox.port, "sender": "dondoc@tinh.example", "heads_to": ["kiemtra@tinh.example"]}
    named(settings, mail=mail_to)
    assert jobs.run(cast.noon) == 2
    mail = mailbox.read()
    assert "To: kiemtra@tinh.example" in mail
    body = base64.b64decode(mail.partition("\n\n")[2].partition("------------ END")[0]).decode()
    checkpoint = Checkpoint.objects.get()
    assert marks.found_in(body) == [marks.Mark(checkpoint.head, checkpoint.size)]
    assert not any(person.full_name in mail + body for person in cast.people.values())


def test_what_nobody_named_is_told_nothing(cast: Any, settings: Any) -> None:
    named(settings)
    assert jobs.keepers() == {}
    assert jobs.run(cast.noon) == 1
    assert Delivery.objects.count() == 0
