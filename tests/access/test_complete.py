"""T-L6: kiểm tra chính cái canh. / The watch over every request is itself watched: it finds what is not written, and leaves the rest."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from dondoc.server.journal import actions as journal
from dondoc.server.journal.models import Entry
from dondoc.server.privacy.models import CorrectionRequest
from tests.complete import WATCH

FORM = {"about": "posts", "words": "Sai ngày"}


def ask(browser: Any, cast: Any) -> int:
    """A form that changes something, sent."""
    answer = browser.post("/ho-so-cua-toi/dinh-chinh/", FORM | {"addressee": str(cast.dung.uid)})
    return int(answer.status_code)


def taken() -> list[str]:
    """What was found, taken out, so that this test does not fail of it."""
    found, WATCH.unwritten = WATCH.unwritten, []
    return found


def test_a_change_with_its_entry_passes(cast: Any, signed_in: Any) -> None:
    before, wrote = Entry.objects.count(), dict(WATCH.wrote)
    assert ask(signed_in("hoa"), cast) == 302
    assert (CorrectionRequest.objects.count(), Entry.objects.count()) == (1, before + 1)
    assert taken() == []
    assert WATCH.wrote["POST privacy:ask"] == wrote.get("POST privacy:ask", 0) + 1


def test_a_change_without_an_entry_is_found(cast: Any, signed_in: Any) -> None:
    """The control."""
    with patch("dondoc.server.privacy.actions.recording.journal.write"):
        assert ask(signed_in("hoa"), cast) == 302
    assert taken() == ["POST privacy:ask: notices_notice, privacy_correctionrequest"]


def test_an_entry_in_another_transaction_is_found(cast: Any, signed_in: Any) -> None:
    """The control: the change and its entry each commit alone, or the change in no transaction at all."""

    def apart(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            type(cast.hoa).objects.filter(pk=cast.hoa.pk).update(folded="khac")
        with transaction.atomic():
            journal.write("person.other", cast.hoa, by=cast.hoa, at=cast.noon)
        type(cast.hoa).objects.filter(pk=cast.hoa.pk).update(folded="nua")
        return HttpResponse()

    browser = signed_in("hoa")
    with patch("django.core.handlers.base.BaseHandler.resolve_request", _to(apart)):
        browser.get("/")
    assert taken() == ["GET home: organizations_person", "GET home: organizations_person, in no transaction"]


def _to(view: Any) -> Any:
    def resolve_request(self: Any, request: HttpRequest) -> Any:
        return view, (), {}

    return resolve_request


def test_what_was_rolled_back_leaves_neither_row_nor_entry(cast: Any, signed_in: Any) -> None:
    """At each statement of the act in turn, the last one included: nothing of it is left."""
    browser, before, tables = signed_in("hoa"), counted(), 0
    browser.raise_request_exception = False
    for at in range(200):
        with connection.execute_wrapper(Fails(at)):
            code = ask(browser, cast)
        assert taken() == []
        if code == 302:
            break
        assert (code, counted()) == (500, before), at
        tables += 1
    assert tables >= 4  # the row, the notice, the entry, its content


def counted() -> tuple[int, int]:
    return CorrectionRequest.objects.count(), Entry.objects.count()


class Fails:
    """The statement of this number that writes a row of ours fails."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            if not self.left:
                raise RuntimeError("cut off")
            self.left -= 1
        return execute(sql, params, many, context)


@pytest.mark.django_db
def test_reading_writes_nothing_unsaid(cast: Any, signed_in: Any) -> None:
    browser = signed_in("binh")
    for path in ("/", "/van-ban/", "/nhiem-vu/", "/co-quan-don-vi/"):
        assert browser.get(path).status_code == 200
    assert taken() == []
