"""Giao diện cho máy: đi hết một việc, mọi cách bị từ chối. / The interface for machines: work all the way, and every refusal."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dondoc.server.accounts import actions as accounts
from dondoc.server.accounts.models import Account, Token
from dondoc.server.assignments.models import Assignment
from dondoc.server.documents.models import Document
from dondoc.server.exchange.models import KeptAnswer
from dondoc.server.journal import marks
from dondoc.server.journal.models import Content, Entry
from dondoc.server.journal.queries import about
from dondoc.server.organizations import actions as organizations
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.reports.models import Report

API = "/api/v1"


def send(browser: Client, path: str, body: Any = None, *, key: str = "", **headers: str) -> Any:
    """POST as a machine does; a new key unless one is told."""
    extra = {"idempotency-key": key or uuid4().hex, **headers}
    return browser.post(f"{API}{path}", json.dumps(body) if body is not None else "", content_type="application/json", headers=extra)


def read(browser: Client, path: str, **headers: str) -> Any:
    return browser.get(f"{API}{path}", headers=headers)


def kind(answer: Any) -> str:
    assert answer["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code
    return str(told["type"]).removeprefix("urn:dondoc:problem:")


def test_a_piece_of_work_goes_all_the_way(cast: Any, machine: Any, work: dict[str, Any]) -> None:  # noqa: F811
    head, office = machine("hoa"), machine("dung")
    Report.objects.all().delete()
    Assignment.objects.filter(pk=work["nhiem-vu"].pk).update(state="issued", doer=None, received_at=None, received_by=None)
    (one,) = read(head, "/assignments?which=received").json()["items"]
    assert (one["state"], one["organization"]["name"]) == ("issued", "Đảng ủy xã An Bình")
    assert send(head, f"/assignments/{one['uid']}/receive").json()["state"] == "received"
    people = read(head, f"/organizations/{one['organization']['uid']}/people").json()["items"]
    khanh = next(person["uid"] for person in people if person["name"] == "Bùi Quốc Khánh")
    assert send(head, f"/assignments/{one['uid']}/doer", {"person": khanh}).json()["doer"]["name"] == "Bùi Quốc Khánh"
    key = read(head, f"/organizations/{one['organization']['uid']}/periods").json()["items"][0]["key"]
    said = {"period": key, "progress": "done", "percent": 100, "quantity": "12.50", "result": "Đã rà soát.", "saves": 0}
    entered = send(machine("khanh"), f"/assignments/{one['uid']}/reports", said).json()
    assert (entered["state"], entered["quantity"], entered["saves"]) == ("entered", "12.50", 1)
    stale = send(head, f"/assignments/{one['uid']}/reports", said)
    assert (stale.status_code, kind(stale), stale.json()["saves"]) == (409, "changed", 1)
    proof = head.post(
        f"{API}/reports/{entered['uid']}/evidence",
        {"file": _file("bien-ban.txt", b"bien ban")},
        headers={"idempotency-key": "minh-chung-1"},
    ).json()
    assert [one["name"] for one in proof["evidence"]] == ["bien-ban.txt"]
    assert send(head, f"/reports/{entered['uid']}/submit").json()["state"] == "submitted"
    assert kind(send(office, f"/reports/{entered['uid']}/verdict", {"verdict": "return"})) == "invalid"
    done = send(office, f"/reports/{entered['uid']}/verdict", {"verdict": "accept", "completes": True}).json()
    assert (done["state"], done["reviews"][-1]["by"]["name"]) == ("accepted", "Hoàng Văn Dũng")
    assert read(office, f"/assignments/{one['uid']}").json()["status"] == "done"
    assert kind(send(head, f"/assignments/{one['uid']}/receive")) == "not-now"


def _file(name: str, data: bytes) -> Any:
    return SimpleUploadedFile(name, data)


def test_a_document_is_taken_in_and_read(cast: Any, machine: Any) -> None:
    clerk = machine("chi")
    text = "TỈNH ỦY ĐÔNG LĨNH\nSố 12-CV/TU\n\nCÔNG VĂN\nvề việc rà soát\n\n1. Đề nghị Đảng ủy xã An Bình báo cáo trước ngày 15/12/2026.\n"

    def take_in(text: str, key: str, **more: str) -> Any:
        form = {"organization": str(cast.province.uid), "main": _file("cv.txt", text.encode()), **more}
        return clerk.post(f"{API}/documents", form, headers={"idempotency-key": key})

    taken = take_in(text, "van-ban-1")
    assert taken.status_code == 201, taken.content.decode()
    assert (taken.json()["state"], taken.json()["reading_status"]) == ("received", "read")
    again = take_in(text, "van-ban-1")  # another boundary, the same content
    assert (again.json(), again["idempotency-replayed"]) == (taken.json(), "true")
    assert Document.objects.count() == 1
    assert kind(take_in(text + "Sửa.", "van-ban-1")) == "key-reused"
    what = read(clerk, f"/documents/{taken.json()['uid']}/reading").json()
    assert any(clause["directs"] and "An Bình" in clause["text"] for clause in what["clauses"])
    (file,) = taken.json()["files"]
    kept = read(clerk, f"/documents/{taken.json()['uid']}/files/{file['uid']}")
    assert b"".join(kept.streaming_content) == text.encode()
    secret = take_in("MẬT\n" + text, "van-ban-2")
    assert kind(secret) == "invalid"
    assert Entry.objects.filter(action="document.refuse").count() == 1
    assert Document.objects.count() == 1
    other = take_in(text, "van-ban-3", organization=str(cast.commune.uid))
    assert (other.status_code, kind(other)) == (403, "forbidden")


def test_the_same_key_and_body_replay_the_first_answer(cast: Any, machine: Any, work: dict[str, Any]) -> None:  # noqa: F811
    head, uid = machine("hoa"), work["bao-cao"].uid
    before = Entry.objects.count()
    first = send(head, f"/reports/{uid}/submit", key="nop-thang-11")
    entries = Entry.objects.count()
    again = send(head, f"/reports/{uid}/submit", key="nop-thang-11")
    assert (first.status_code, again.status_code, again["idempotency-replayed"]) == (200, 200, "true")
    assert first.content == again.content
    assert before < entries == Entry.objects.count()
    assert kind(send(head, f"/reports/{uid}/submit", {"khac": 1}, key="nop-thang-11")) == "key-reused"
    assert kind(send(machine("khanh"), f"/reports/{uid}/submit", key="nop-thang-11")) == "forbidden"  # a key is each person's own
    told = about(uid)[-1]
    assert (told.action, told.payload["token"]) == ("report.submit", str(Token.objects.get(account__username="hoa").uid))
    # a refusal is not kept: the key is free, and nothing of the act stands
    assert kind(send(head, f"/reports/{uid}/submit", key="nop-lan-nua")) == "not-now"
    assert not KeptAnswer.objects.filter(key="nop-lan-nua").exists()
    assert kind(head.post(f"{API}/reports/{uid}/submit")) == "no-key"


def test_a_token_that_opens_nothing_is_401(cast: Any, machine: Any) -> None:
    def alter(**values: Any) -> int:
        browser = machine("hoa")
        Token.objects.order_by("-pk").filter(account__username="hoa").update(**values)
        return int(read(browser, "/own").status_code)

    assert alter() == 200
    assert alter(expires_at=cast.noon - timedelta(minutes=1), made_at=cast.noon - timedelta(days=2)) == 401
    assert alter(revoked_at=cast.noon) == 401
    assert kind(read(Client(), "/own")) == "not-signed-in"
    assert read(Client(headers={"authorization": "Bearer dondoc_khong-co"}), "/own")["www-authenticate"] == "Bearer"
    assert read(Client(headers={"authorization": "Basic aG9hOmhvYQ=="}), "/own").status_code == 401
    for who, ends in (("khanh", _left), ("lan", _locked), ("thu", _reset)):
        browser = machine(who)
        assert read(browser, "/own").json()["person"]["name"] == str(cast.people[who])
        ends(cast, who)
        assert kind(read(browser, "/own")) == "not-signed-in", who


def _left(cast: Any, who: str) -> None:
    yesterday = cast.noon.date() - timedelta(days=1)
    organizations.end_term(cast.people[who].terms.get(), until=yesterday, by=cast.founder, at=cast.noon)


def _locked(cast: Any, who: str) -> None:
    accounts.lock(cast.people[who].account, by=cast.fresh("phuc"), at=cast.noon)


def _reset(cast: Any, who: str) -> None:
    accounts.reset(cast.people[who].account, by=cast.fresh("phuc"), at=cast.noon)
    Account.objects.filter(username=who).update(waiting=False)  # its owner is back: the token stays dead all the same


def test_scope_lacking_is_403_and_out_of_sight_404(cast: Any, machine: Any, work: dict[str, Any]) -> None:  # noqa: F811
    report, paper = work["bao-cao"].uid, work["van-ban"].uid
    narrow = machine("hoa", "assignments.read")
    assert read(narrow, "/assignments").status_code == 200
    assert kind(read(narrow, "/reports")) == "scope"
    assert kind(send(narrow, f"/reports/{report}/submit")) == "scope"
    stranger = machine("xuan")
    hidden = [
        f"/documents/{paper}",
        f"/documents/{paper}/reading",
        f"/assignments/{work['nhiem-vu'].uid}",
        f"/reports/{report}",
        "/journal",
    ]
    assert {path: read(stranger, path).status_code for path in hidden} == dict.fromkeys(hidden, 404)
    assert {kind(send(stranger, path)) for path in (f"/reports/{report}/submit", f"/assignments/{work['nhiem-vu'].uid}/receive")} == {
        "hidden"
    }
    assert [read(stranger, path).json()["items"] for path in ("/documents", "/assignments", "/reports")] == [[], [], []]
    assert kind(send(machine("khanh"), f"/reports/{report}/submit")) == "forbidden"  # seen, and not to be done by khánh
    assert kind(read(stranger, "/khong-co")) == "hidden"
    assert Client().get(f"{API}/documents").status_code == 401


def test_a_session_is_no_token_and_a_token_no_session(cast: Any, machine: Any, signed_in: Any) -> None:
    assert read(signed_in("an"), "/own").status_code == 401
    assert machine("oanh").get("/nhat-ky/").status_code == 302
    strict = Client(enforce_csrf_checks=True, headers={"authorization": machine("hoa").defaults["HTTP_AUTHORIZATION"]})
    assert kind(strict.post(f"{API}/reports/{uuid4()}/submit", headers={"idempotency-key": uuid4().hex})) == "hidden"


def test_whose_role_needs_a_second_factor_has_one(cast: Any, machine: Any) -> None:
    browser = machine("chi")
    assert read(browser, "/own").status_code == 200
    cast.chi.account.authenticator_set.all().delete()
    assert kind(read(browser, "/own")) == "forbidden"


def test_errors_speak_the_caller_s_language(cast: Any, machine: Any) -> None:
    browser, path = machine("hoa"), f"/documents/{uuid4()}"
    vi, en = read(browser, path), read(browser, path, **{"accept-language": "fr, en-GB;q=0.8, vi;q=0.5"})
    assert vi.json()["title"] == "Không có, hoặc đồng chí không được xem"
    assert en.json()["title"] == "Not there, or not for you to see"
    assert (vi["content-language"], en["content-language"]) == ("vi", "en")
    Account.objects.filter(username="hoa").update(language="en")
    assert read(browser, path)["content-language"] == "en"
    assert read(browser, path, **{"accept-language": "vi"})["content-language"] == "vi"


def test_lists_go_on_where_the_page_before_ended(cast: Any, machine: Any) -> None:
    browser, seen, after = machine("hoa"), [], ""
    while True:
        page = read(browser, f"/organizations?limit=3{after}").json()
        seen += [one["name"] for one in page["items"]]
        if page["next"] is None:
            break
        after = f"&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == 9
    below = read(browser, f"/organizations/{cast.province.uid}/below?limit=200").json()["items"]
    names = [one["name"] for one in below]
    assert len(names) == 6
    assert names.index("Đảng ủy xã An Bình") < names.index("Chi bộ thôn Một")
    assert read(browser, "/organizations?words=an%20binh").json()["items"][0]["name"] == "Đảng ủy xã An Bình"
    for bad in ("limit=0", "limit=201", "limit=1.0", f"cursor={uuid4()}", "cursor=x", "limt=3", "kind=nothing"):
        assert kind(read(browser, f"/organizations?{bad}")) == "invalid", bad


def test_what_is_not_as_described_is_refused_field_by_field(cast: Any, machine: Any, work: dict[str, Any]) -> None:  # noqa: F811
    browser, path = machine("hoa"), f"/assignments/{work['nhiem-vu'].uid}/reports"
    good = {"period": f"{cast.noon:%Y-%m}", "progress": "in_hand"}
    bad: list[Any] = [{"percent": "50"}, {"percent": 101}, {"percent": True}, {"quantity": 3.5}, {"quantity": "-1"}, {"progress": "xong"}]
    bad += [{"result": "a\x00b"}, {"result": 7}, {"state": "accepted"}, {"period": "2026-13x"}, {"result": "\ud800"}]
    for one in bad:
        answer = send(browser, path, good | one)
        assert kind(answer) == "invalid", one
        assert answer.json()["errors"][0]["where"].startswith("body"), one
    assert (
        kind(browser.post(f"{API}{path}", "{", content_type="application/json", headers={"idempotency-key": "khong-phai-json"}))
        == "malformed"
    )
    assert work["bao-cao"].saves == Report.objects.get(pk=work["bao-cao"].pk).saves


def test_a_machine_that_asks_too_often_waits(cast: Any, machine: Any, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"token": "3/m/key", "token_failed": "2/m/ip"}
    browser = machine("hoa")
    assert [read(browser, "/own").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    stranger = Client(REMOTE_ADDR="192.0.2.7")
    assert [read(stranger, "/own").status_code for _ in range(4)] == [401, 401, 429, 429]


def test_the_journal_is_exported_to_whose_mandate_it_is(cast: Any, machine: Any) -> None:
    browser = machine("oanh")
    answer = read(browser, "/journal")
    assert answer["content-type"] == "application/jsonl; charset=utf-8"
    lines = b"".join(answer.streaming_content).decode().splitlines()
    last = json.loads(lines[-1])
    assert last["action"] == "journal.export"
    assert marks.verify(lines).ok
    assert json.loads(Content.objects.get(entry_id=last["seq"]).payload)["token"] == str(Token.objects.get().uid)
    assert read(machine("an"), "/journal").status_code == 404


def test_a_use_is_taken_down_once_a_day(cast: Any, machine: Any) -> None:
    browser = machine("hoa")
    Token.objects.update(last_used_on=None)
    for _ in range(3):
        read(browser, "/own")
    assert Entry.objects.filter(action="token.use").count() == 1


@pytest.mark.parametrize("word", ["openapi", "servers"])
def test_the_openapi_file_is_open_and_names_no_machine(client: Client, word: str) -> None:
    told = client.get(f"{API}/openapi.json").json()
    assert word in told
    assert configured.INSTANCE.home.name not in json.dumps(told)
