"""Đăng nhập: khóa khi đoán, không lộ ai có tài khoản, không bỏ qua bước hai. / Guessing, enumeration, fixation, bypass: all refused."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from dondoc.server.accounts import sealing
from dondoc.server.accounts.tests.conftest import SECRET, WORD, code, sign_in
from dondoc.server.journal.models import Entry

pytestmark = pytest.mark.django_db


def inside(browser: Client) -> bool:
    """Whether this browser sees the first page as somebody."""
    return bool(browser.get("/huong-dan/").status_code == 200)


def test_password_alone_opens_where_no_role_asks_for_more(account: Any) -> None:
    account("khanh")
    browser, answer = sign_in("khanh")
    assert (answer.status_code, answer.url) == (302, "/")
    assert inside(browser)
    assert Entry.objects.filter(action="account.sign_in").count() == 1


def test_unknown_user_and_wrong_password_answer_alike(account: Any, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    account("khanh")
    pages, spent = [], []
    for name in ("khanh", "khong-co-ai"):
        cpu = time.process_time()
        _, answer = sign_in(name, "sai mật khẩu rồi")
        spent.append(time.process_time() - cpu)
        pages.append(answer.content.decode().replace(name, "NAME").split("</h1>")[1].split("csrfmiddlewaretoken")[0])
        assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in answer.content.decode()
    assert pages[0] == pages[1]
    assert abs(spent[0] - spent[1]) < 0.05, spent


def test_guessing_is_stopped_also_for_the_right_password(account: Any) -> None:
    account("khanh")
    for _ in range(5):
        sign_in("khanh", "sai mật khẩu rồi")
    browser, answer = sign_in("khanh")
    assert "chờ ít phút" in answer.content.decode()
    assert not inside(browser)


def _guess_as_two_workers(settings: Any, caches: list[dict[str, Any]]) -> bool:
    """Six wrong guesses, taken in turn by two processes; whether the sixth was still looked at."""
    for attempt in range(6):
        settings.CACHES = {"default": caches[attempt % 2]}
        _, answer = sign_in("khanh", "sai mật khẩu rồi")
    return "chưa đúng" in answer.content.decode()


def test_limits_hold_over_all_workers(account: Any, settings: Any) -> None:
    account("khanh")
    shared = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}
    settings.CACHES = {"default": shared}
    call_command("createcachetable", verbosity=0)
    assert not _guess_as_two_workers(settings, [shared, shared])
    alone = [{"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": f"worker-{n}"} for n in range(2)]
    assert _guess_as_two_workers(settings, alone)  # the control: a cache of each process does not limit


def test_the_session_key_changes_at_sign_in(account: Any) -> None:
    account("khanh")
    browser = Client()
    browser.get("/tai-khoan/login/")
    session = browser.session
    session["mark"] = 1
    session.save()
    browser.cookies["dondoc_session"] = before = session.session_key
    sign_in("khanh", browser=browser)
    assert browser.cookies["dondoc_session"].value not in ("", before)


def test_the_second_step_cannot_be_passed_by(with_app: Any) -> None:
    with_app("chi")
    browser, answer = sign_in("chi")
    assert answer.url == "/tai-khoan/buoc-hai/"
    assert not inside(browser)
    for path in ("/", "/van-ban/", "/tai-khoan/", "/tai-khoan/ma-du-phong/", "/nguoi-dung/"):
        assert browser.get(path).status_code == 302, path
    browser.post("/tai-khoan/buoc-hai/", {"code": "000000"})
    assert not inside(browser)
    assert browser.post("/tai-khoan/buoc-hai/", {"code": code()}).status_code == 302
    assert inside(browser)


def test_a_code_opens_once_in_its_whole_allowance(with_app: Any, settings: Any) -> None:
    chi = with_app("chi")
    used = code()

    def again() -> bool:
        cache.delete(f"allauth.mfa.totp.used?user={chi.pk}&code={used}")  # 31 seconds later allauth has forgotten it
        browser, _ = sign_in("chi")
        browser.post("/tai-khoan/buoc-hai/", {"code": used})
        return inside(browser)

    assert again()
    assert not again()
    settings.MFA_FORMS = {"authenticate": f"{AuthenticateForm.__module__}.AuthenticateForm"}
    assert again()  # the control: without ours the same code opens a second time


def test_a_recovery_code_opens_once(with_app: Any) -> None:
    chi = with_app("chi")
    codes = RecoveryCodes.activate(chi).generate_codes()
    assert len(set(codes)) == 10
    opened = []
    for _ in range(2):
        browser, _ = sign_in("chi")
        browser.post("/tai-khoan/buoc-hai/", {"code": codes[3]})
        opened.append(inside(browser))
    assert opened == [True, False]


def test_codes_are_not_guessed(with_app: Any) -> None:
    with_app("chi")
    browser, _ = sign_in("chi")
    for guess in range(5):
        browser.post("/tai-khoan/buoc-hai/", {"code": f"{guess:06d}"})
    browser.post("/tai-khoan/buoc-hai/", {"code": code()})
    assert not inside(browser)


@pytest.mark.parametrize("name", ["an", "nam", "chi", "dung", "hoa", "oanh", "phuc"])
def test_who_must_have_a_second_factor_can_do_nothing_before(account: Any, name: str) -> None:
    account(name)
    browser, _ = sign_in(name)
    for path in ("/", "/van-ban/", "/nhiem-vu/", "/nguoi-dung/", "/nhat-ky/", "/co-quan-don-vi/", "/tim-kiem/?q=a"):
        answer = browser.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/"), path
    assert browser.post("/nhat-ky/xuat/").url == "/tai-khoan/"
    page = browser.get("/tai-khoan/").content.decode()
    assert "Thêm bước xác nhận thứ hai" in page
    assert "/van-ban/" not in page


def test_after_setting_it_up_the_work_begins(account: Any) -> None:
    account("chi")
    browser, _ = sign_in("chi")
    browser.get("/tai-khoan/ung-dung-ma/them/")
    secret = browser.session["mfa.totp.secret"]
    answer = browser.post("/tai-khoan/ung-dung-ma/them/", {"code": code(secret)})
    assert answer.url == "/tai-khoan/ma-du-phong/"
    first = browser.get(answer.url).content.decode()
    stored = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()
    assert all(f"{one[:4]} {one[4:]}" in first for one in stored)
    second = browser.get(answer.url).content.decode()
    assert not any(one[:4] in second for one in stored)
    assert browser.get("/van-ban/").status_code == 200
    assert Entry.objects.filter(action="account.add_factor").count() == 1


def test_the_demo_asks_for_none(account: Any, settings: Any) -> None:
    settings.DEMO = True
    account("chi")
    browser, _ = sign_in("chi")
    assert browser.get("/van-ban/").status_code == 200


def test_the_last_factor_stays_where_a_role_asks_for_it(with_app: Any) -> None:
    for name, left in (("chi", 1), ("khanh", 0)):
        owner = with_app(name)
        browser, _ = sign_in(name)
        browser.post("/tai-khoan/buoc-hai/", {"code": code()})
        browser.post("/tai-khoan/ung-dung-ma/bo/")
        assert Authenticator.objects.filter(user=owner, type="totp").count() == left, name


def test_secrets_are_sealed_by_a_key_the_database_does_not_hold(with_app: Any, settings: Any) -> None:
    stored = Authenticator.objects.get(user=with_app("chi")).data["secret"]
    assert SECRET not in stored
    assert sealing.unseal(stored) == SECRET
    settings.SIGN_IN_KEY = b"another key of thirty-two bytes!"
    assert sealing.unseal(stored) is None
    browser, _ = sign_in("chi")
    assert browser.post("/tai-khoan/buoc-hai/", {"code": code()}).status_code == 200
    assert not inside(browser)


def test_a_grave_act_asks_again_after_some_minutes(account: Any, signed_in: Any) -> None:
    account("oanh")
    browser = signed_in("oanh")
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 400}]
    session.save()
    answer = browser.post("/nhat-ky/xuat/")
    assert answer.url.startswith("/tai-khoan/xac-nhan/?next=")
    assert browser.get("/nhat-ky/").status_code == 200  # reading goes on
    assert browser.post(answer.url, {"password": "sai"}).status_code == 200
    done = browser.post(answer.url, {"password": WORD, "next": "/nhat-ky/xuat/"})
    assert done.status_code == 200  # the very act goes on
    assert b"".join(done.streaming_content).startswith(b'{"format"')


def test_a_locked_account_is_out_at_the_next_request(account: Any, signed_in: Any) -> None:
    khanh = account("khanh")
    browser = signed_in("khanh")
    assert inside(browser)
    khanh.is_active = False
    khanh.save()
    assert not inside(browser)
    _, answer = sign_in("khanh")
    assert not answer.wsgi_request.user.is_authenticated


def test_sessions_elsewhere_end_on_demand_and_with_the_password(account: Any) -> None:
    account("khanh")
    (here, _), (there, _), (third, _) = (sign_in("khanh") for _ in range(3))
    assert here.get("/tai-khoan/").content.decode().count("từ ") >= 3
    assert here.post("/tai-khoan/ket-thuc-phien/").status_code == 302
    assert (inside(here), inside(there), inside(third)) == (True, False, False)
    fourth, _ = sign_in("khanh")
    here.post("/tai-khoan/mat-khau/", {"oldpassword": WORD, "password1": "câu khác cũng dài", "password2": "câu khác cũng dài"})
    assert (inside(here), inside(fourth)) == (True, False)


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/", "password/set/", "confirm-email/", "login/code/", "phone/verify/", "3rdparty/"]
)
def test_what_is_not_used_is_not_there(client: Client, account: Any, path: str) -> None:
    account("khanh")
    browser, _ = sign_in("khanh")
    assert browser.get(f"/tai-khoan/{path}").status_code == 404
    assert browser.get("/admin/").status_code == 404
