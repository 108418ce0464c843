"""T-L8: xóa dữ liệu của một người, chuỗi vẫn kiểm tra được. / A person is erased: the chain verifies, no string is left."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from dondoc.server.accounts.models import Account, Invitation
from dondoc.server.journal import chain
from dondoc.server.journal.models import Content, Entry
from dondoc.server.journal.queries import export_lines
from dondoc.server.notices import actions as notices
from dondoc.server.notices.models import Notice
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import ImportBatch, Person
from dondoc.server.privacy import actions, erasure
from dondoc.server.privacy.actions.erasing import hindrances
from dondoc.server.privacy.inventory import load
from dondoc.server.privacy.models import CorrectionRequest
from dondoc.server.rights import actions as rights

#: Nobody else is called so, nor comes from there.
NAME, LOGIN, ADDRESS, BROWSER = "Kỳ Lân Quỳnh Xuyến", "kylanqx", "203.0.113.77", "Trình-duyệt-lạ/9.9"
PLANTED = (NAME, "Ky Lan Quynh Xuyen", "kỳ lân quỳnh", LOGIN, ADDRESS, BROWSER, "khoa-bi-mat-qx", json.dumps(NAME)[1:-1])


@pytest.fixture
def left(cast: Any) -> Person:
    """Somebody who left six years ago, with something of theirs in every place there is."""
    at, since, until = cast.noon - timedelta(days=2400), date(2020, 2, 1), cast.noon.date() - timedelta(days=2000)
    person = organizations.enroll(full_name=NAME, organization=cast.office, by=cast.founder, at=at)
    post = organizations.open_post(organization=cast.office, title="Chuyên viên", since=since, by=cast.founder, at=at)
    term = organizations.appoint(person=person, post=post, since=since, by=cast.founder, at=at)
    actions.open_record(person, by=cast.fresh("oanh"), at=at)
    organizations.end_term(term, until=until, by=cast.founder, at=at)
    account = Account.objects.create(username=LOGIN, person=person, claim_hash="a" * 64)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "khoa-bi-mat-qx"})
    UserSession.objects.create(user=account, ip=ADDRESS, user_agent=BROWSER, session_key="phien-cu", last_seen_at=at)
    Invitation.objects.create(account=account, token_hash="b" * 64, made_at=at, expires_at=at + timedelta(days=7))
    notices.tell([person], key="document.send", words={"document": f"Gửi {NAME}"}, path="/", at=at)
    notices.tell([cast.hoa], key="correction.asked", words={"person": NAME}, path="/", at=at)
    batch = {"organization": cast.province, "name": "ds.xlsx", "file_hash": "c" * 64, "basis": "CV 1", "by": cast.phuc, "at": at}
    ImportBatch.objects.create(**batch, state="carried", carried_at=at, changes=f'["{NAME}"]', changes_hash="d" * 64)
    told = {"about": "posts", "words": f"Tên đúng là {NAME}", "state": "declined", "answer": f"Đã xem, {NAME}", "last_day": until}
    about = {"person": person, "organization": cast.office, "addressee": cast.dung, "answered_by": cast.dung}
    CorrectionRequest.objects.create(**told, **about, asked_at=at, answered_at=at)
    return person


def confirmed(cast: Any, person: Person) -> None:
    """Two persons erase."""
    row = actions.propose_erasure(person, organization=cast.province, reason="Định kỳ", by=cast.fresh("phuc"), at=cast.noon)
    rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("dung"), at=cast.noon)


def test_two_persons_erase_and_the_chain_still_verifies(cast: Any, left: Person) -> None:
    entries = Entry.objects.count()
    row = actions.propose_erasure(left, organization=cast.province, reason="Định kỳ", by=cast.fresh("phuc"), at=cast.noon)
    assert Person.objects.get(pk=left.pk).full_name == NAME  # nothing has changed yet
    for who in ("phuc", "oanh", "an"):
        with pytest.raises(PermissionDenied):
            rights.confirm(row, shown=row.frozen_hash, by=cast.fresh(who), at=cast.noon)
    rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("dung"), at=cast.noon)
    assert Person.objects.get(pk=left.pk).full_name == erasure.NOBODY
    assert not Account.objects.filter(username=LOGIN).exists()
    assert not Notice.objects.filter(key="correction.asked").exists()
    assert left.terms.count() == 1  # the body's history stays
    assert ImportBatch.objects.get().changes_hash == "d" * 64
    assert Entry.objects.count() == entries + 4  # proposed, reset, erased, confirmed: none is gone
    verdict = chain.verify(list(export_lines("thử")))
    assert verdict.ok
    assert verdict.erased >= 4
    assert not Content.objects.filter(payload__contains=NAME).exists()
    assert hindrances(Person.objects.get(pk=left.pk), organization=cast.province, on=cast.noon.date())  # once


def test_what_the_dry_run_counts_is_what_goes(cast: Any, left: Person) -> None:
    before = {fate.label: fate.count for fate in erasure.fates(left) if fate.fate == "gone"}
    assert {"mfa.authenticator", "usersessions.usersession", "accounts.account", "privacy.correctionrequest"} <= before.keys()
    assert {fate.label for fate in erasure.fates(left) if fate.fate == "kept"} == {"organizations.term"}
    confirmed(cast, left)
    fresh = Person.objects.get(pk=left.pk)
    assert {fate.label for fate in erasure.fates(fresh)} - {"organizations.person"} <= {"organizations.term", "journal.content"}
    told = json.loads(Content.objects.get(entry__action="person.erase").payload)["erased"]
    counted = {line.rsplit(" ", 1)[0]: int(line.rsplit(" ", 1)[1]) for line in told}
    assert counted["privacy.correctionrequest"] == before["privacy.correctionrequest"]


def test_every_table_of_the_inventory_has_a_fate() -> None:
    personal = {label for label, table in load().items() if table.personal}
    assert erasure.GONE.keys() | erasure.BLANKED | erasure.BY_ITSELF <= personal
    ended = {label for label in personal if load()[label].retention.startswith(("Khi còn dùng hệ thống", "retention_"))}
    assert ended - erasure.GONE.keys() - erasure.BLANKED - erasure.BY_ITSELF == set()  # what has no ground to stay goes


def test_what_must_stay_stays(cast: Any, left: Person) -> None:
    on = timezone.localdate(cast.noon)
    assert "còn giữ chức vụ" in hindrances(cast.hoa, organization=cast.province, on=on)[0]
    with pytest.raises(ValidationError, match="còn giữ chức vụ"):
        actions.propose_erasure(cast.hoa, organization=cast.province, reason="x", by=cast.fresh("phuc"), at=cast.noon)
    left.terms.update(until=on - timedelta(days=400))
    with pytest.raises(ValidationError, match="Chưa hết thời hạn lưu"):
        actions.propose_erasure(left, organization=cast.province, reason="x", by=cast.fresh("phuc"), at=cast.noon)
    assert hindrances(cast.founder, organization=cast.province, on=on)  # the system's actor is nobody to erase
    for who in ("an", "binh", "dung", "oanh", "hoa", "xuan"):
        with pytest.raises(PermissionDenied):
            actions.propose_erasure(left, organization=cast.province, reason="x", by=cast.fresh(who), at=cast.noon)


def test_words_about_a_namesake_stay(cast: Any, left: Person) -> None:
    since = cast.noon.date()
    other = organizations.enroll(full_name="Kỳ Lân Quỳnh", organization=cast.commune, by=cast.founder, at=cast.noon)
    post = organizations.open_post(organization=cast.commune, title="Văn phòng", since=since, by=cast.founder, at=cast.noon)
    organizations.appoint(person=other, post=post, since=since, by=cast.founder, at=cast.noon)
    organizations.rename_person(other, full_name=NAME, organization=cast.commune, reason="Ghi thiếu", by=cast.founder, at=cast.noon)
    confirmed(cast, left)
    assert Notice.objects.filter(key="correction.asked").exists()
    assert NAME in Content.objects.get(entry__action="person.rename", entry__object_id=other.uid).payload


def test_the_page_counts_first(cast: Any, left: Person, signed_in: Any) -> None:
    address = reverse("privacy:erasure", kwargs={"uid": left.uid})
    for who in ("an", "binh", "oanh", "hoa", "xuan"):
        assert signed_in(who).get(address).status_code == 404
    phuc = signed_in("phuc")
    assert NAME in phuc.get(reverse("privacy:retention")).content.decode()
    page = phuc.get(address).content.decode()
    assert "Gửi đề nghị xóa" in page
    assert "Gửi đề nghị xóa" not in signed_in("dung").get(address).content.decode()
    assert "Chưa xóa được" in phuc.get(reverse("privacy:erasure", kwargs={"uid": cast.hoa.uid})).content.decode()
    assert phuc.post(address, {"reason": ""}).status_code == 422
    assert phuc.get(reverse("privacy:erasure", kwargs={"uid": uuid4()})).status_code == 404
    answer = phuc.post(address, {"reason": "Định kỳ"})
    assert answer.status_code == 302
    assert NAME in signed_in("dung").get(answer.url).content.decode()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the pages of a SQLite file")
@pytest.mark.parametrize("over_zeros", [True, False], ids=["as it runs", "control: deleted pages keep their bytes"])
def test_no_planted_string_is_left_in_the_file(cast: Any, left: Person, over_zeros: bool) -> None:
    """The whole database as bytes, free pages too. Without secure_delete the same erasure leaves the name in them."""
    connection.ensure_connection()
    database: Any = connection.connection
    database.execute(f"PRAGMA secure_delete={'ON' if over_zeros else 'OFF'}")
    before = database.serialize()
    assert len([word for word in PLANTED if word.encode() in before]) >= 6  # the control: they were there
    try:
        confirmed(cast, left)
        told = database.serialize()
    finally:
        database.execute("PRAGMA secure_delete=ON")
    found = [word for word in PLANTED if word.encode() in told]
    assert (found == []) is over_zeros, found
