"""Mọi địa chỉ nhân với mọi vai trò. / Every address times every role: what is shown, what is not there.

The table is the whole truth: an address missing from it fails the build. 200 shown, 302 led on, 404 not there for this person,
405 only by posting. The stranger (xuân, of another province) gets 404 on every page of a thing of Đông Lĩnh.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.assignments.tests.conftest import TEXT, reading
from dondoc.server.documents import actions as documents
from dondoc.server.organizations import actions as organizations
from dondoc.server.privacy import actions as privacy
from dondoc.server.reports import actions as reports
from dondoc.server.rights import actions as rights

ROLES = ("an", "binh", "chi", "dung", "nam", "oanh", "phuc", "hoa", "khanh", "lan", "thu", "xuan")
ALL = dict.fromkeys(ROLES, 200)


def only(*who: str, code: int = 200) -> dict[str, int]:
    """These get `code`, for everybody else the page is not there."""
    return {role: code if role in who else 404 for role in ROLES}


SEES_DOCUMENT = ("an", "binh", "chi", "dung", "nam", "oanh", "hoa", "khanh", "lan")
GIVERS = ("an", "binh", "dung", "nam", "oanh")

#: address name -> (arguments, who gets what by GET)
PAGES: dict[str, tuple[str, dict[str, int]]] = {
    "home": ("", ALL),
    "search": ("", ALL),
    "help": ("", ALL),
    "style_guide": ("", ALL),
    "alive": ("", ALL),
    "notices:list": ("", ALL),
    "privacy:own": ("", ALL),
    "privacy:ask": ("", ALL),
    "privacy:correction": ("correction", only("hoa", "dung", "phuc")),
    "privacy:other": ("owner", {**only("dung", "oanh"), "hoa": 302}),
    "privacy:seen": ("seen", only(*SEES_DOCUMENT)),
    "privacy:retention": ("", only("dung", "phuc")),
    "rights:roles": ("", ALL),
    "rights:history": ("", only("an", "dung", "phuc", "oanh", "hoa", "lan", "xuan")),
    "rights:grants": ("place", only("an", "dung", "phuc", "oanh", "hoa")),
    "rights:give": ("place", only("phuc")),
    "rights:take_back": ("grant", only("phuc")),
    "rights:waiting": ("", ALL),
    "rights:countersign": ("countersign", only("an", "dung", "phuc", "oanh", "hoa")),
    "organizations:tree": ("", ALL),
    "organizations:page": ("place", ALL),
    "organizations:branch": ("place", ALL),
    "organizations:people": ("", ALL),
    "organizations:person": ("person", ALL),
    "reorganizing:list": ("", ALL),
    "organizations:sheets": ("place", only("phuc")),
    "reorganizing:post": ("place", only("phuc")),
    "custody:entries": ("", only("oanh")),
    "custody:compare": ("", only("oanh")),
    "exchange:heads": ("", only("oanh")),
    "documents:list": ("", {role: 404 if role == "phuc" else 200 for role in ROLES}),
    "documents:new": ("", only("chi")),
    "documents:page": ("document", only(*SEES_DOCUMENT)),
    "documents:attachment": ("attachment", only(*SEES_DOCUMENT)),
    "documents:correct": ("document", only("binh", "chi")),
    "split:view": ("document", only("binh", "an", "dung", "nam", "oanh")),
    "assignments:table": ("document", only(*GIVERS)),
    "assignments:order": ("order", only(*GIVERS, "hoa", "khanh")),
    "assignments:submission": ("submission", only(*GIVERS)),
    "assignments:inbox": ("", only("hoa", "khanh", "lan", "thu", "xuan")),
    "work:lists": ("", ALL),
    "work:table": ("", ALL),
    "work:calendar": ("", ALL),
    "work:cell": ("unit_period", only(*GIVERS, "hoa", "khanh")),
    "work:sheet": ("place", only(*GIVERS, "hoa", "khanh")),
    "work:history": ("assignment", only(*GIVERS, "hoa", "khanh")),
    "work:order_table": ("order", only(*GIVERS, "hoa", "khanh")),
    "work:withdraw": ("order", only("an", "binh", "dung")),
    "urging:nudge": ("", only("an", "binh", "dung")),
    "work:rollup": ("assignment", only(*GIVERS, "hoa", "khanh")),
    "work:order_rollup": ("order", only(*GIVERS, "hoa", "khanh")),
    "work:card": ("assignment", only(*GIVERS, "hoa", "khanh")),
    "reports:start": (
        "",
        {**only("hoa", "khanh", "lan", "thu", "oanh", code=302), **dict.fromkeys(("an", "binh", "dung"), 302), "xuan": 200},
    ),
    "reports:queue": ("", only("an", "binh", "dung")),
    "reports:asked": ("", only("an", "binh", "dung")),
    "reports:report": ("report", only(*GIVERS, "hoa", "khanh")),
    "reports:evidence": ("evidence", only(*GIVERS, "hoa", "khanh")),
    "reports:unit": ("period", only("hoa", "khanh", "oanh")),
    "reports:submit": ("period", only("hoa", "khanh", "oanh")),
    "urging:desk": ("", only("an", "binh", "dung", "oanh", "hoa", "lan", "thu", "xuan")),
    "urging:preview": ("", only("an", "binh", "dung", "oanh")),
    "urging:counts": ("", only("an", "binh", "dung", "oanh")),
    "reports:sheet": ("period", only("hoa", "khanh", "oanh")),
    "rulebook:rules": ("", ALL),
    "rulebook:calendar": ("year", ALL),
    "calendar:day": ("", only("dung")),
    "accounts:accept": ("token", only()),
    "accounts:tokens": ("", ALL),
    "accounts:people": ("", only("phuc")),
    "accounts:person": ("person", only("phuc")),
    "mfa_index": ("", ALL),
    "mfa_activate_totp": ("", ALL),
    "mfa_add_webauthn": ("", ALL),
    "mfa_generate_recovery_codes": ("", ALL),
    "mfa_view_recovery_codes": ("", only()),  # nobody here has any
    "mfa_deactivate_totp": ("", only()),
    "account_change_password": ("", ALL),
    "account_set_password": ("", dict.fromkeys(ROLES, 302)),
    "account_login": ("", dict.fromkeys(ROLES, 302)),
    "account_logout": ("", ALL),
    "account_inactive": ("", ALL),
    "mfa_authenticate": ("", dict.fromkeys(ROLES, 302)),
    "account_reauthenticate": ("", ALL),
    "mfa_reauthenticate": ("", dict.fromkeys(ROLES, 302)),  # to the password: nobody here has a factor
    "mfa_reauthenticate_webauthn": ("", dict.fromkeys(ROLES, 302)),
    "mfa_login_webauthn": ("", dict.fromkeys(ROLES, 302)),
}
#: Addresses that only take a form, or are tried whole in the tests of their own room.
ELSEWHERE = {
    "work:keep_filter",
    "work:drop_filter",
    "exchange:anchors",
    "exchange:keep",
    "exchange:unknown",
    "mfa_remove_webauthn",
    "accounts:end_sessions",
    "accounts:make_token",
    "accounts:revoke_token",
    "accounts:invite",
    "accounts:invite_again",
    "accounts:lock",
    "accounts:unlock",
    "accounts:claim",
    "accounts:propose_reset",
    "language",
    "custody:export",
    "reorganizing:one",
    "organizations:export",
    "organizations:held",
    "reorganizing:plan",
    "reorganizing:found",
    "reorganizing:hand_over",
    "notices:read",
    "privacy:export",
    "privacy:withdraw",
    "rights:confirm",
    "rights:refuse",
    "rights:withdraw",
    "documents:declare",
    "documents:register",
    "documents:minute",
    "documents:minute_scan",
    "documents:acknowledge",
    "documents:reread",
    "documents:differences",
    "reports:drop_evidence",
    "urging:call",
    "urging:letter",
    "urging:letter_file",
    "urging:late_list",
    "urging:list_file",
    "reports:from_sheet",
    "obligations:series",  # of recurring work: obligations/tests
    "obligations:tell_issue",
    "obligations:answer",
    "obligations:take_back",
    "reports:accept_chosen",
    "reports:reply",
    "rulebook:seed",
    "calendar:event",
    "reports:printed",
    "reports:scan",
    "reports:print",
}
#: Open to somebody not signed in: the way in itself.
BEFORE_SIGN_IN = {
    "alive",
    "accounts:accept",
    "account_login",
    "account_logout",
    "account_inactive",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
#: Rooms whose own tests hold the rest of their addresses (assignments/tests, documents/tests).
OWN_TABLES = {"assignments", "split", "documents", "api"}


def named(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The names of all addresses of ours."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern) and one.name:
            yield f"{space}:{one.name}" if space else one.name
        elif isinstance(one, URLResolver):
            yield from named(one, one.namespace or space)


def test_every_address_has_its_row() -> None:
    ours = set(named())
    loose = {name for name in ours - PAGES.keys() - ELSEWHERE if name.split(":")[0] not in OWN_TABLES}
    assert loose == set()
    assert PAGES.keys() <= ours


@pytest.fixture
def things(cast: Any) -> dict[str, dict[str, Any]]:
    """A document that went all the way: registered, given to An Bình, reported on with evidence."""
    at = cast.noon
    data = reading()
    data["assignments"][0]["lead"] = data["assignments"][0]["lead"][:1]
    document = documents.take_in(cast.province, main=documents.Upload("tb.txt", TEXT.encode(), data), by=cast.chi, at=at)
    document = documents.register(document, by=cast.chi, at=at)
    orders = [assignments.take(proposal, by=cast.binh, at=at) for proposal in document.proposals.all()]
    assignments.set_targets(orders[0], lead=[str(cast.commune.uid)], by=cast.binh, at=at)
    orders = list(Order.objects.filter(pk__in=[order.pk for order in orders]))
    sent = assignments.submit(orders, post=cast.an_post, document=document, by=cast.binh, at=at)
    assignments.decide(sent, approve=True, words="Đồng ý", given_on=at.date(), by=cast.an, at=at)
    assignments.issue(list(sent.orders.all()), by=cast.binh, at=at)
    documents.distribute(document, organizations=[cast.other_commune], by=cast.chi, at=at)
    part = Assignment.objects.get(organization=cast.commune)
    assignments.name_doer(part, person=cast.khanh, by=cast.hoa, at=at)
    day = timezone.localdate(at)
    organizations.grant(
        post=cast.dung_post, role="founder", organization=cast.province, reach="both", since=day.replace(year=2020), by=cast.founder, at=at
    )
    period = reports.open_period(
        organization=cast.province, key=f"{day:%Y-%m}", opens_on=day, due_on=day, review_by=day, lock_on=day, by=cast.fresh("dung"), at=at
    )
    report = reports.enter(part, period=period, progress="done", result="Đã rà soát 12 việc.", by=cast.khanh, at=at)
    evidence = reports.add_evidence(report, name="a.txt", data=b"bien ban", media_type="text/plain", by=cast.khanh, at=at)
    reports.submit([report], by=cast.hoa, at=at)
    grant = cast.dung_post.grants.get(role="founder")
    grant.delete()
    countersign = rights.propose_grant(
        post=cast.khanh_post,
        role="inspector",
        organization=cast.commune,
        reach="own",
        since=day,
        until=None,
        reason="Công văn số 12",
        by=cast.phuc,
        at=at,
    )
    correction = privacy.ask_correction(about="posts", words="Sai ngày", addressee=cast.dung, by=cast.fresh("hoa"), at=at)
    return {
        "": {},
        "place": {"uid": cast.commune.uid},
        "person": {"uid": cast.khanh.uid},
        "document": {"uid": document.uid},
        "attachment": {"uid": document.attachments.get().uid},
        "order": {"uid": orders[0].uid},
        "submission": {"uid": sent.uid},
        "assignment": {"uid": part.uid},
        "report": {"uid": report.uid},
        "evidence": {"uid": evidence.uid},
        "correction": {"uid": correction.uid},
        "owner": {"uid": cast.hoa.uid},
        "seen": {"kind": "van-ban", "uid": document.uid},
        "grant": {"uid": cast.khanh_post.grants.get().uid},
        "countersign": {"uid": countersign.uid},
        "unit_period": {"key": period.key, "uid": cast.commune.uid},
        "period": {"key": period.key, "unit": cast.commune.uid},
        "token": {"token": "khong-co"},
        "year": {"year": 2026},
    }


@pytest.mark.parametrize("few", [ROLES[at : at + 3] for at in range(0, len(ROLES), 3)], ids=" ".join)
def test_every_page_for_every_role(cast: Any, signed_in: Any, things: dict[str, dict[str, Any]], few: tuple[str, ...]) -> None:
    wrong = []
    for who in few:
        browser = signed_in(who)
        for name, (needs, told) in PAGES.items():
            code = browser.get(reverse(name, kwargs=things[needs])).status_code
            if code != told[who]:
                wrong.append(f"{who} {name}: {code}, the table says {told[who]}")
    assert wrong == []


def test_nobody_signed_in_is_led_to_sign_in(client: Any, things: dict[str, dict[str, Any]]) -> None:
    for name, (needs, _told) in PAGES.items():
        if name in BEFORE_SIGN_IN:
            continue
        answer = client.get(reverse(name, kwargs=things[needs]))
        assert answer.status_code == 302, name
        assert answer.url.startswith("/tai-khoan/login/"), name


def test_a_made_up_id_answers_as_a_hidden_one(cast: Any, signed_in: Any, things: dict[str, dict[str, Any]]) -> None:
    browser = signed_in("xuan")
    hidden = browser.get(reverse("documents:page", kwargs=things["document"]))
    unknown = browser.get(reverse("documents:page", kwargs={"uid": uuid4()}))
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
