"""Ra ngoài hệ thống: thư và lịch. / Outside the application: mail received by a real server, calendars read by a real parser."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from dondoc.server.accounts.models import Account
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import OPEN_STATES, Assignment
from dondoc.server.notices import actions, jobs, queries
from dondoc.server.notices.models import Day, Feed, Preference
from dondoc.server.reports.tests.conftest import give
from dondoc.server.site import outside
from dondoc.server.site.instance import Instance
from dondoc.server.site.operating.jobs import mail as mail_round

#: A Wednesday, in working hours.
MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DOMAINS = ("tinh.example",)


def wanted() -> set[tuple[Any, ...]]:
    """The calendar as it should be, from the work itself, one row after the other."""
    return {
        (part.uid, part.organization_id, part.head_id, part.doer_id, part.deadline_on)
        for part in Assignment.objects.all()
        if part.state in OPEN_STATES and part.state != "suspended" and part.deadline_on
    }


def kept() -> set[tuple[Any, ...]]:
    return set(Day.objects.values_list("thing", "organization", "head", "doer", "on"))


def test_every_act_on_a_deadline_writes_the_calendar(cast: Any) -> None:
    order = give(cast, "Rà soát nguyện vọng", cast.commune, cast.other_commune)
    assert kept() == wanted() != set()
    part, other = order.assignments.order_by("pk")
    assignments.name_doer(part, person=cast.khanh, by=cast.hoa, at=cast.noon)
    assert kept() == wanted()
    until = part.deadline_on + timedelta(days=20)
    asked = assignments.ask_extension(part, until=until, reason="Mưa lũ", so_far="", by=cast.hoa, at=cast.noon)
    assignments.decide_extension(asked, agree=True, by=cast.an, at=cast.noon)
    assert kept() == wanted()
    assignments.suspend(Assignment.objects.get(pk=part.pk), waits_for="money", reason="Chờ kinh phí", by=cast.an, at=cast.noon)
    assert kept() == wanted()
    assert not Day.objects.filter(thing=part.uid).exists()
    assignments.resume(Assignment.objects.get(pk=part.pk), by=cast.an, at=cast.noon + timedelta(days=3))
    assert kept() == wanted()
    assert Day.objects.filter(thing=part.uid).exists()
    assignments.hand_over(other, organization=cast.cell, reason="Đúng chức năng hơn", by=cast.an, at=cast.noon)
    assert kept() == wanted()
    assignments.report_done(Assignment.objects.get(pk=part.pk), by=cast.khanh, at=cast.noon)
    assignments.accept(Assignment.objects.get(pk=part.pk), done_on=cast.noon.date(), by=cast.an, at=cast.noon)
    assert kept() == wanted()
    assignments.reopen(Assignment.objects.get(pk=part.pk), reason="Còn thiếu", by=cast.an, at=cast.noon)
    assert kept() == wanted()
    assignments.withdraw(order, reason="Văn bản thay thế", by=cast.an, at=cast.noon)
    assert kept() == wanted() == set()


def address_of(browser: Client, unit: Any = None) -> str:
    """Make an address by the page, which shows it once."""
    made = browser.post("/thong-bao/cach-bao-tin/lich/", {"unit": str(unit.uid) if unit else ""}, follow=True)
    told: str = made.content.decode().split("/thong-bao/lich/")[1].split(".ics")[0]
    assert told not in browser.get("/thong-bao/cach-bao-tin/").content.decode()
    return f"/thong-bao/lich/{told}.ics"


def test_a_calendar_program_reads_ones_deadlines_until_the_address_is_revoked(cast: Any, signed_in: Any, settings: Any) -> None:
    order = give(cast, "Rà soát nguyện vọng của cử tri, thôn Một", cast.commune, cast.other_commune)
    mine, other = order.assignments.order_by("pk")
    own, unit = address_of(signed_in("hoa")), address_of(signed_in("khanh"), cast.commune)
    program = Client()  # no sign-in: the address is the right
    for address in (own, unit):
        answer = program.get(address)
        assert answer["Content-Type"].startswith("text/calendar")
        events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        assert [(str(event["uid"]).split("@")[0], event.decoded("dtstart")) for event in events] == [(str(mine.uid), mine.deadline_on)]
        assert events[0].walk("VALARM")[0].decoded("trigger") == -timedelta(days=2)
        assert f"/nhiem-vu/viec/{mine.uid}/" in str(events[0]["url"])
        assert "cử tri" not in answer.content.decode()  # nothing of the work leaves unless an administrator allowed it
        assert str(other.uid) not in answer.content.decode()
    settings.OUTSIDE = outside.read(Instance(home=Path("x"), extra={"calendar": {"words": True}}))
    assert "cử tri" in str(icalendar.Calendar.from_ical(program.get(own).content).walk("VEVENT")[0]["summary"])
    assert own.split("/")[-1][:-4] not in "".join(Feed.objects.values_list("secret_hash", flat=True))
    feed = Feed.objects.get(person=cast.hoa)
    assert signed_in("khanh").post(f"/thong-bao/cach-bao-tin/lich/{feed.uid}/thu-hoi/").status_code == 404
    signed_in("hoa").post(f"/thong-bao/cach-bao-tin/lich/{feed.uid}/thu-hoi/")
    assert (program.get(own).status_code, program.get("/thong-bao/lich/doan-mo.ics").status_code) == (404, 404)
    cast.khanh_post.grants.all().delete()  # who lost the right to see the unit's work reads no calendar of it
    assert program.get(unit).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.make_feed(organization=cast.commune, by=cast.xuan, at=cast.noon)
    assert signed_in("xuan").post("/thong-bao/cach-bao-tin/lich/", {"unit": str(cast.commune.uid)}).status_code == 404
    strange = address_of(signed_in("xuan"))
    assert icalendar.Calendar.from_ical(program.get(strange).content).walk("VEVENT") == []
    Account.objects.filter(username="xuan").update(is_active=False)
    assert program.get(strange).status_code == 404


def test_many_notices_are_one_line_a_kind_and_unit(cast: Any, signed_in: Any) -> None:
    for unit, count in (("Xã An Bình", 2), ("Xã Bình Minh", 1), ("Xã An Bình", 3)):
        actions.tell([cast.binh], key="report.submitted", words={"unit": unit, "count": count}, path="/bao-cao/xem-xet/", at=cast.noon)
    actions.tell([cast.binh], key="document.minute", words={"document": "214-TB/VPTU"}, path="/van-ban/x/", at=cast.noon)
    assert queries.unread_count(cast.binh) == 2
    page = signed_in("binh").get("/thong-bao/").content.decode()
    assert "Xã An Bình đã nộp 5 báo cáo, chờ xem xét." in page
    assert page.count("<summary><b>Báo cáo đã nộp, chờ xem xét</b>") == 1
    signed_in("binh").post("/thong-bao/da-doc/", {"kind": "report.submitted"})
    assert [kind.key for kind in queries.gathered(cast.binh)] == ["document.minute"]
    assert queries.gathered(cast.xuan) == []


def prefer(cast: Any, **changed: Any) -> None:
    told = {"email": "hoa@tinh.example", "digest": True, "at_once": True, "domains": DOMAINS} | changed
    Account.objects.get_or_create(username="hoa", defaults={"person": cast.hoa})
    actions.set_preference(**told, by=cast.hoa, at=MORNING - timedelta(days=1))


def named(settings: Any, port: int) -> None:
    mail = {"host": "127.0.0.1", "port": port, "sender": "dondoc@tinh.example"}
    settings.OUTSIDE, settings.NETWORKS = outside.read(Instance(home=Path("x"), extra={"mail": mail})), ()


def test_one_digest_a_day_and_at_once_only_what_cannot_wait(cast: Any, settings: Any, monkeypatch: Any) -> None:
    sent: list[str] = []
    monkeypatch.setattr(jobs, "send", lambda relay, to: sent.append(to))
    prefer(cast)
    actions.tell([cast.hoa], key="report.accept", words={"task": "x"}, path="/", at=MORNING - timedelta(minutes=9))
    assert mail_round(MORNING) == 0  # nothing leaves: no administrator named a relay
    named(settings, 25)
    assert mail_round(MORNING.replace(hour=5)) == 0  # quiet hours
    assert (mail_round(MORNING), mail_round(MORNING)) == (1, 0)
    later = MORNING + timedelta(hours=1)
    actions.tell([cast.hoa], key="report.accept", words={"task": "y"}, path="/", at=later)
    assert mail_round(later + timedelta(minutes=1)) == 0  # waits for tomorrow's digest
    actions.tell([cast.hoa], key="report.return", words={"task": "z"}, path="/", at=later + timedelta(minutes=2))
    assert mail_round(later + timedelta(minutes=3)) == 1
    saturday = MORNING + timedelta(days=3)
    actions.tell([cast.hoa], key="report.accept", words={"task": "t"}, path="/", at=saturday - timedelta(minutes=1))
    assert mail_round(saturday) == 0
    assert mail_round(saturday + timedelta(days=2)) == 1
    prefer(cast, email="")
    actions.tell([cast.hoa], key="report.return", words={"task": "u"}, path="/", at=saturday + timedelta(days=2, minutes=1))
    assert mail_round(saturday + timedelta(days=2, minutes=2)) == 0
    assert sent == ["hoa@tinh.example"] * 3
    with pytest.raises(ValidationError):
        prefer(cast, email="hoa@noi-khac.example")


def test_a_mail_that_is_not_taken_is_sent_again(cast: Any, settings: Any, monkeypatch: Any) -> None:
    def refuse(relay: Any, to: str) -> None:
        raise ConnectionRefusedError("nobody there")

    named(settings, 25)
    prefer(cast)
    actions.tell([cast.hoa], key="order.issued", words={"count": 1}, path="/", at=MORNING - timedelta(minutes=1))
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "send", refuse)
        assert mail_round(MORNING) == 0
    assert Preference.objects.get().failed.startswith("ConnectionRefusedError")
    sent: list[str] = []
    monkeypatch.setattr(jobs, "send", lambda relay, to: sent.append(to))
    assert (mail_round(MORNING), Preference.objects.get().failed, sent) == (1, "", ["hoa@tinh.example"])


def test_a_real_mail_server_receives_it(cast: Any, settings: Any, mailbox: Any) -> None:
    named(settings, mailbox.port)
    prefer(cast)
    give(cast, "Rà soát nguyện vọng của cử tri", cast.commune)
    actions.tell([cast.hoa], key="order.issued", words={"count": 1}, path="/", at=MORNING - timedelta(minutes=1))
    assert mail_round(MORNING) == 1
    mail = mailbox.read()
    assert "To: hoa@tinh.example" in mail
    body = mail.partition("\n\n")[2].partition("------------ END")[0]
    body = base64.b64decode(body).decode() if "base64" in mail else body
    assert "/thong-bao/" in body
    for secret in ("cử tri", cast.hoa.full_name, "An Bình"):
        assert secret not in mail + body
