"""Mã truy cập: tạo, hiện một lần, thu hồi. / Tokens: made, shown once, revoked."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from dondoc.server.accounts import actions, queries
from dondoc.server.accounts.models import Account, Token
from dondoc.server.accounts.scopes import scopes
from dondoc.server.journal.models import Content, Entry


def account(cast: Any, name: str) -> Account:
    found: Account = Account.objects.get_or_create(username=name, defaults={"person": cast.people[name]})[0]
    return found


def make(cast: Any, who: str, **more: Any) -> tuple[Token, str]:
    told = {"name": "Phần mềm", "scopes": ["reports.read"], "last_day": timezone.localdate(cast.noon) + timedelta(days=30)}
    return actions.make_token(**{**told, **more}, by=cast.people[who], at=cast.noon)


def test_a_token_is_made_on_the_page_and_shown_once(cast: Any, signed_in: Any) -> None:
    browser, page = signed_in("khanh"), reverse("accounts:tokens")
    day = timezone.localdate(cast.noon) + timedelta(days=5)
    form = {"name": "Bảng theo dõi", "scopes": ["reports.read", "documents.read"], "last_day": f"{day:%d/%m/%Y}"}
    made = browser.post(reverse("accounts:make_token"), form)
    secret = re.search(r"dondoc_[\w-]{43}", made.content.decode())
    assert secret
    assert "no-store" in made["cache-control"]
    token = Token.objects.get()
    assert queries.bearer(secret[0], cast.noon) == token
    assert (timezone.localdate(token.expires_at), token.scopes) == (day + timedelta(days=1), ["documents.read", "reports.read"])
    shown = browser.get(page).content.decode()
    assert secret[0] not in shown
    assert "Bảng theo dõi" in shown
    assert f"dùng đến hết ngày {day:%d/%m/%Y}" in shown
    kept = [token.token_hash, *Content.objects.values_list("payload", flat=True)]
    assert not any(secret[0] in text for text in kept)
    browser.post(reverse("accounts:revoke_token", kwargs={"uid": token.uid}))
    assert queries.bearer(secret[0], cast.noon) is None
    assert "đã thu hồi" in browser.get(page).content.decode()
    assert list(Entry.objects.filter(object_id=token.uid).values_list("action", flat=True)) == ["token.make", "token.revoke"]


def test_a_token_is_asked_for_by_who_has_just_proved_who_one_is(cast: Any, signed_in: Any) -> None:
    browser = signed_in("khanh")
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    Account.objects.get(username="khanh")
    answer = browser.post(reverse("accounts:make_token"), {"name": "x"})
    assert answer.status_code == 302
    assert not Token.objects.exists()


def test_another_person_s_token_is_not_there(cast: Any, signed_in: Any) -> None:
    account(cast, "thu")
    token, _secret = make(cast, "thu")
    assert signed_in("khanh").post(reverse("accounts:revoke_token", kwargs={"uid": token.uid})).status_code == 404
    with pytest.raises(Token.DoesNotExist):
        actions.revoke_token(token, by=cast.khanh, at=cast.noon)
    assert "Chưa có mã nào." in signed_in("khanh").get(reverse("accounts:tokens")).content.decode()


def test_what_is_wrong_is_said(cast: Any, signed_in: Any) -> None:
    account(cast, "khanh")
    today = timezone.localdate(cast.noon)
    bad: list[dict[str, Any]] = [{"last_day": today - timedelta(days=1)}, {"last_day": today + timedelta(days=366)}]
    bad += [{"scopes": []}, {"scopes": ["everything"]}, {"name": " "}, {"name": "x" * 81}]
    for one in bad:
        with pytest.raises(ValidationError):
            make(cast, "khanh", **one)
    answer = signed_in("khanh").post(reverse("accounts:make_token"), {"name": "", "last_day": "31/2/2027"})
    assert answer.status_code == 422
    assert "Chọn ít nhất một phạm vi." in answer.content.decode()
    for _ in range(actions.MOST_TOKENS):
        make(cast, "khanh")
    with pytest.raises(ValidationError, match="nhiều nhất 10 mã"):
        make(cast, "khanh")


def test_whose_role_needs_a_second_factor_makes_none_without(cast: Any) -> None:
    account(cast, "chi")
    with pytest.raises(PermissionDenied):
        make(cast, "chi")


def test_a_reset_ends_tokens(cast: Any) -> None:
    who = account(cast, "khanh")
    token, secret = make(cast, "khanh")
    actions.reset(who, by=cast.fresh("phuc"), at=cast.noon)
    Account.objects.filter(pk=who.pk).update(waiting=False)
    assert queries.bearer(secret, cast.noon) is None
    assert Token.objects.get(pk=token.pk).revoked_at == cast.noon


def test_scopes_are_named_by_the_room_that_offers_them() -> None:
    assert len(scopes()) == 9
