"""Quản trị tài khoản: mời, khóa, hai người cấp lại. / Who looks after accounts: invite, lock, two persons to make a sign-in anew."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from dondoc.server.accounts import actions, queries, resetting
from dondoc.server.accounts.models import Account
from dondoc.server.accounts.tests.conftest import WORD, code, sign_in
from dondoc.server.journal.models import Entry
from dondoc.server.notices.models import Notice
from dondoc.server.organizations import actions as organizations
from dondoc.server.rights import actions as rights
from dondoc.server.rights.models import Countersign
from dondoc.server.site.instance import Instance, NotConfigured
from dondoc.server.site.operating import recovering

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)
HERE = Instance(home=Path(), address="https://dondoc.example")


@pytest.fixture
def quy(cast: Any) -> Any:
    """A second administrator of the province."""
    person = organizations.enroll(full_name="Trịnh Thị Quý", organization=cast.office, by=cast.founder, at=cast.noon)
    post = organizations.open_post(organization=cast.office, title="Quản trị thứ hai", since=LONG_AGO, by=cast.founder, at=cast.noon)
    organizations.appoint(person=person, post=post, since=LONG_AGO, by=cast.founder, at=cast.noon)
    organizations.grant(
        post=post, role="administrator", organization=cast.province, reach="both", since=LONG_AGO, by=cast.founder, at=cast.noon
    )
    cast.people["quy"] = person
    return person


@pytest.fixture
def commune_admin(cast: Any) -> Any:
    """An administrator of one commune alone."""
    person = organizations.enroll(full_name="Lý Văn Xã", organization=cast.commune, by=cast.founder, at=cast.noon)
    post = organizations.open_post(organization=cast.commune, title="Quản trị của xã", since=LONG_AGO, by=cast.founder, at=cast.noon)
    organizations.appoint(person=person, post=post, since=LONG_AGO, by=cast.founder, at=cast.noon)
    organizations.grant(
        post=post, role="administrator", organization=cast.commune, reach="both", since=LONG_AGO, by=cast.founder, at=cast.noon
    )
    cast.people["commune_admin"] = person
    return person


def test_an_invitation_from_the_page_to_the_first_sign_in(cast: Any, signed_in: Any) -> None:
    browser = signed_in("phuc")
    page = browser.post(reverse("accounts:invite", kwargs={"uid": cast.khanh.uid}), {"username": "khanh.bq"}).content.decode()
    link = re.search(r"(/moi/[^/]+/)</code>", page)
    assert link
    guest = Client()
    assert "khanh.bq" in guest.get(link[1]).content.decode()
    assert guest.post(link[1], {"password": WORD, "again": WORD}).url == "/tai-khoan/login/"
    assert guest.get(link[1]).status_code == 404  # used
    inside, answer = sign_in("khanh.bq")
    assert answer.url == "/"
    assert inside.get("/nhiem-vu/").status_code == 200


def test_a_second_invitation_kills_the_first_link(cast: Any) -> None:
    account, first = actions.invite(person=cast.khanh, username="khanh", organization=cast.commune, by=cast.phuc, at=cast.noon)
    second = actions.invite_again(account, by=cast.phuc, at=cast.noon)
    assert queries.invitation(first, cast.noon) is None
    actions.accept_invitation(token=second, password=WORD, at=cast.noon)
    with pytest.raises(ValidationError, match="hai quản trị"):
        actions.invite_again(account, by=cast.phuc, at=cast.noon)


def test_who_looks_after_a_commune_has_no_hold_on_others(cast: Any, commune_admin: Any, signed_in: Any, account: Any) -> None:
    for name in ("hoa", "binh", "an"):
        account(name)
    assert queries.one_looked_after(commune_admin, cast.hoa.uid)
    browser = signed_in("commune_admin")
    listed = browser.get(reverse("accounts:people")).content.decode()
    assert "Đặng Thị Hoa" in listed
    assert "Trần Văn An" not in listed
    for act in ("person", "lock", "propose_reset", "invite"):
        url = reverse(f"accounts:{act}", kwargs={"uid": cast.an.uid})
        answer = browser.get(url) if act == "person" else browser.post(url, {"reason": "x"})
        assert answer.status_code == 404, act
    # a person of the province who also sits in the commune is not the commune's to touch
    seat = organizations.open_post(organization=cast.commune, title="Ủy viên", since=LONG_AGO, by=cast.founder, at=cast.noon)
    organizations.appoint(person=cast.an, post=seat, since=LONG_AGO, by=cast.founder, at=cast.noon)
    assert queries.one_looked_after(commune_admin, cast.an.uid) is None
    with pytest.raises(PermissionDenied):
        actions.lock(Account.objects.get(username="an"), by=commune_admin, at=cast.noon)
    with pytest.raises(PermissionDenied):
        resetting.propose(Account.objects.get(username="an"), reason="x", by=commune_admin, at=cast.noon)
    # nor does it help that both are the commune's: the one who confirms is asked the same
    row = resetting.propose(Account.objects.get(username="an"), reason="x", by=cast.phuc, at=cast.noon)
    with pytest.raises(PermissionDenied):
        rights.confirm(row, shown=row.frozen_hash, by=commune_admin, at=cast.noon)


def test_two_administrators_make_a_sign_in_anew(cast: Any, quy: Any, signed_in: Any, with_app: Any) -> None:
    with_app("chi")
    old, _ = sign_in("chi")
    old.post("/tai-khoan/buoc-hai/", {"code": code()})
    assert old.get("/van-ban/").status_code == 200
    first, second, uid = signed_in("phuc"), signed_in("quy"), {"uid": cast.chi.uid}
    first.post(reverse("accounts:propose_reset", kwargs=uid), {"reason": "Mất điện thoại, đã gặp trực tiếp"})
    row = Countersign.objects.get()
    assert old.get("/van-ban/").status_code == 200  # nothing has changed yet
    place = reverse("rights:confirm", kwargs={"uid": row.uid})
    assert first.post(place, {"shown": row.frozen_hash}).status_code == 403  # one person is never two
    assert str(row.uid) in second.get(reverse("accounts:person", kwargs=uid)).content.decode()
    assert second.post(place, {"shown": row.frozen_hash}).status_code == 302
    assert old.get("/van-ban/").status_code == 302
    assert sign_in("chi")[1].status_code == 200  # the old password opens nothing
    page = second.post(reverse("accounts:invite_again", kwargs=uid)).content.decode()
    link = re.search(r"(/moi/[^/]+/)</code>", page)
    assert link
    Client().post(link[1], {"password": "câu mới hoàn toàn khác", "again": "câu mới hoàn toàn khác"})
    fresh, answer = sign_in("chi", "câu mới hoàn toàn khác")
    assert answer.url == "/"
    assert fresh.get("/").url == "/tai-khoan/"  # and a new second factor is set up first
    told = list(
        Entry.objects.filter(action__in=["countersign.propose", "account.reset", "countersign.confirm"])
        .order_by("seq")
        .values_list("actor")
    )
    assert told == [(cast.phuc.uid,), (cast.phuc.uid,), (quy.uid,)]


def test_nobody_resets_or_ties_alone(cast: Any, quy: Any, account: Any, settings: Any) -> None:
    chi, own = account("chi"), account("quy")
    with pytest.raises(PermissionDenied):
        resetting.propose(own, reason="Cho mình", by=quy, at=cast.noon)
    row = resetting.propose(own, reason="Hộ", by=cast.phuc, at=cast.noon)
    with pytest.raises(PermissionDenied):
        rights.confirm(row, shown=row.frozen_hash, by=quy, at=cast.noon)
    settings.OPENID = {"issuer": "https://xac-thuc.example"}
    with pytest.raises(ValidationError, match="hai quản trị"):
        actions.set_claim(chi, claim="cua-ke-khac", by=cast.phuc, at=cast.noon)
    with pytest.raises(ValidationError, match="hai quản trị"):
        actions.invite_again(chi, by=cast.phuc, at=cast.noon)
    assert Account.objects.get(username="chi").has_usable_password()


def test_locking_ends_sessions_and_is_undone(cast: Any, signed_in: Any, account: Any) -> None:
    account("khanh")
    guest, _ = sign_in("khanh")
    browser, uid = signed_in("phuc"), {"uid": cast.khanh.uid}
    browser.post(reverse("accounts:lock", kwargs=uid))
    assert guest.get("/").status_code == 302
    assert "Đã khóa" in browser.get(reverse("accounts:person", kwargs=uid)).content.decode()
    browser.post(reverse("accounts:unlock", kwargs=uid))
    assert sign_in("khanh")[1].status_code == 302
    account("phuc")
    own = {"uid": cast.phuc.uid}
    browser.post(reverse("accounts:lock", kwargs=own))
    assert Account.objects.get(username="phuc").is_active  # nobody locks oneself out


@pytest.mark.parametrize("who", ["an", "binh", "chi", "dung", "nam", "oanh", "hoa", "khanh", "lan", "thu", "xuan"])
def test_for_anybody_else_there_are_no_users_to_look_after(cast: Any, signed_in: Any, account: Any, who: str) -> None:
    account("khanh")
    browser = signed_in(who)
    acts = ("invite", "invite_again", "lock", "unlock", "claim", "propose_reset")
    codes = {browser.post(reverse(f"accounts:{act}", kwargs={"uid": cast.khanh.uid}), {"reason": "x"}).status_code for act in acts}
    assert codes == {404}


def test_a_lockout_ends_at_the_machine(cast: Any, signed_in: Any, account: Any, with_app: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """One administrator is left, and has lost the second step: no pair can make it anew on the pages."""
    with_app("phuc")
    old, _ = sign_in("phuc")
    told = {"username": "phuc", "reason": "Mất điện thoại; đã đối chiếu tại phòng máy", "although": False}
    assert recovering.reset(HERE, **told) == 0
    link = re.search(r"/moi/[^/]+/", capsys.readouterr().out)
    assert link
    assert old.get("/").status_code == 302  # what was open is shut
    Client().post(link[0], {"password": WORD, "again": WORD})
    assert sign_in("phuc")[0].get("/").url == "/tai-khoan/"  # a new second step first
    entry = Entry.objects.get(action="account.reset")
    assert entry.actor == cast.founder.uid
    assert "phòng máy" in entry.content.payload
    inspector = Notice.objects.get(key="account.reset_at_machine", person=cast.oanh)
    assert "Phúc" in inspector.words["person"]
    assert "ngay trên máy chủ" in signed_in("oanh").get(reverse("notices:list")).content.decode()


def test_the_machine_is_no_way_around_two_administrators(cast: Any, quy: Any, account: Any, capsys: pytest.CaptureFixture[str]) -> None:
    chi, told = account("chi"), {"username": "chi", "reason": "Quên mật khẩu"}
    account("phuc")
    account("quy")
    assert recovering.reset(HERE, **told, although=False) == 1
    assert "Quý" in capsys.readouterr().err
    assert Account.objects.get(pk=chi.pk).has_usable_password()
    assert recovering.reset(HERE, username="chi", reason=" ", although=True) == 1
    with pytest.raises(NotConfigured):
        recovering.reset(HERE, username="khong-co", reason="x", although=False)
    Account.objects.filter(username="quy").update(is_active=False)  # one of the two is shut out: no pair any more
    assert recovering.reset(HERE, **told, although=False) == 0
    account("oanh")
    Account.objects.filter(username="quy").update(is_active=True)
    assert recovering.reset(HERE, username="oanh", reason="Cả hai quản trị đều mất điện thoại", although=True) == 0
    for who in ("phuc", "dung"):  # nobody's own right, only the system's actor's
        with pytest.raises(PermissionDenied):
            resetting.at_the_machine(
                Account.objects.get(username="chi"),
                reason="x",
                although=True,
                by=cast.fresh(who) if who == "dung" else cast.xuan,
                at=cast.noon,
            )


def test_who_has_left_is_shown_the_own_record_alone(cast: Any, signed_in: Any) -> None:
    """The last term is over, the account still open: no tree, no people, no work, whatever was taken in or done; the own record stays."""
    browser = signed_in("binh")
    assert browser.get(reverse("organizations:tree")).status_code == 200
    yesterday = cast.noon.date() - timedelta(days=1)
    for term in cast.binh.terms.filter(until=None):
        organizations.end_term(term, until=yesterday, by=cast.founder, at=cast.noon)
    assert browser.get("/").url == "/ho-so-cua-toi/"
    page = browser.get("/ho-so-cua-toi/").content.decode()
    assert "không còn giữ chức vụ nào" in page
    assert "/co-quan-don-vi/" not in page
    assert 'role="search"' not in page
    shut = ("organizations:tree", "organizations:people", "documents:list", "work:lists", "search", "notices:list", "rights:roles")
    assert {browser.get(reverse(name)).status_code for name in shut} == {404}
    assert browser.post(reverse("privacy:export"), {"form": "json"}).status_code == 200
    post = organizations.open_post(organization=cast.office, title="Cộng tác viên", since=LONG_AGO, by=cast.founder, at=cast.noon)
    organizations.appoint(person=cast.binh, post=post, since=cast.noon.date(), by=cast.founder, at=cast.noon)
    assert browser.get(reverse("organizations:tree")).status_code == 200  # a new post, with the next request
