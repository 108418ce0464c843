"""Thế giới của bảng quyền T-A1: mọi thứ ở một xã, mỗi vai trò đứng ở mọi phía của xã ấy.

The world of the matrix: one of each thing, all at home in one commune; for every role a person stands in each relation to it.

own: in the commune · below: in the province above, so that the things are below · above: in the cell below it · sibling: in another
commune · stranger: in another province · left: in the commune, the term over since yesterday.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from dondoc.server.accounts.actions import token_hash
from dondoc.server.accounts.models import Account, Token
from dondoc.server.accounts.scopes import scopes
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.assignments.tests.conftest import TEXT, reading
from dondoc.server.columnmaps import actions as columnmaps
from dondoc.server.documents import actions as documents
from dondoc.server.files import actions as files
from dondoc.server.obligations.models import Obligation
from dondoc.server.organizations import access
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Grant, Organization, Person, Post, Term
from dondoc.server.privacy import actions as privacy
from dondoc.server.reports import actions as reports
from dondoc.server.reports.models import Question, ReportCorrection
from dondoc.server.rights import actions as rights
from dondoc.server.urging.models import LateList, Letter
from dondoc.terms.vietnamese import fold, name_key

RELATIONS = ("own", "below", "above", "sibling", "stranger", "left")
LONG_AGO = date(2020, 1, 1)

#: address -> which thing fills it; "" for none. An address that is in no line here and has an argument fails the tests.
FILLS = {
    "": "home alive search language keys help style_guide mfa_index",
    "place": "assignments:enter_at rights:grants rights:give organizations:page organizations:branch organizations:sheets "
    "organizations:export organizations:ties reorganizing:post api:organization api:below api:people",
    "unit": "api:periods",
    "unit_work": "work:sheet",
    "unit_period": "work:cell",
    "person": "organizations:person accounts:person accounts:invite privacy:other privacy:erasure",
    "account": "accounts:invite_again accounts:lock accounts:unlock accounts:claim accounts:propose_reset",
    "grant": "rights:take_back",
    "countersign": "rights:countersign rights:confirm rights:refuse rights:withdraw",
    "correction": "privacy:correction privacy:withdraw",
    "seen": "privacy:seen",
    "document": "documents:page documents:register documents:correct documents:minute documents:acknowledge documents:present "
    "documents:send documents:annex documents:close documents:reread documents:differences split:view split:print split:choose "
    "split:words assignments:table assignments:sheet assignments:add assignments:selected assignments:submit "
    "api:document api:reading",
    "document_file": "api:document_file",
    "attachment": "documents:attachment",
    "minute": "documents:minute_scan",
    "proposal": "split:proposal",
    "clause": "split:clause",
    "order": "assignments:order assignments:confirm_said assignments:row assignments:divide assignments:discard calendar:event "
    "work:criteria work:order_rollup work:order_table work:withdraw obligations:series obligations:tell_issue",
    "question": "reports:answer",
    "obligation": "obligations:answer obligations:take_back",
    "submission": "assignments:submission assignments:scan assignments:issue",
    "assignment": "reports:ask work:card work:rollup work:history assignments:take_up assignments:change assignments:cascade "
    "api:assignment api:receive "
    "api:name_doer api:enter",
    "request": "assignments:decide_request assignments:drop_request",
    "report_correction": "reports:correction",
    "period_key": "reports:signed",
    "report": "reports:report reports:reply reports:correct api:report api:add_evidence api:submit api:decide",
    "evidence": "reports:evidence reports:drop_evidence",
    "unit_report": "reports:printed reports:scan",
    "period": "reports:unit reports:submit reports:print reports:sheet reports:from_sheet",
    "letter": "urging:letter urging:letter_file",
    "column_map": "columnmaps:map columnmaps:edit columnmaps:export",
    "table_import": "columnmaps:table",
    "late_list": "urging:late_list urging:list_file",
    "term": "reorganizing:hand_over",
    "assisting": "organizations:seats",
    "group": "organizations:group organizations:change_group organizations:end_group",
    "unknown": "reorganizing:one organizations:held accounts:revoke_token work:drop_filter notices:revoke_feed",
    "path": "exchange:unknown",
    "origin": "exchange:anchors",
    "kind": "reorganizing:plan",
    "year": "rulebook:calendar rulebook:seed",
    "token": "accounts:accept",
    "secret": "notices:feed",
    "number": "mfa_remove_webauthn",
    "key": "documents:declare",
}


def addresses(resolver: URLResolver | None = None, space: str = "", taken: frozenset[str] = frozenset()) -> Iterator[tuple[str, set[str]]]:
    """Every named address of the server with the names of its arguments, from the URLconf itself."""
    for one in (resolver or get_resolver()).url_patterns:
        arguments = taken | set(one.pattern.converters)
        if isinstance(one, URLPattern) and one.name:
            yield (f"{space}:{one.name}" if space else one.name), set(arguments)
        elif isinstance(one, URLResolver):
            yield from addresses(one, one.namespace or space, frozenset(arguments))


def filled(name: str, arguments: set[str]) -> str | None:
    """Which thing fills this address; None for one nobody has declared."""
    if not arguments:
        return ""
    return next((thing for thing, names in FILLS.items() if name in names.split()), None)


def seat(name: str, place: Organization, *roles: str, at: Organization | None = None, until: date | None = None) -> Person:
    """A person in a post of this body, holding these roles for it and below; put in by hand, since no act seats people in the past."""
    person = Person.objects.create(full_name=name, sort_key=name_key(name), folded=fold(name))
    post = Post.objects.create(organization=place, title=name, since=LONG_AGO)
    Term.objects.create(person=person, post=post, since=LONG_AGO, until=until)
    for role in roles:
        Grant.objects.create(post=post, role=role, organization=at or place, reach="both", since=LONG_AGO)
    return person


def account_of(person: Person, username: str) -> Account:
    """An account with a second factor, as whose role asks for one has."""
    account = Account.objects.create(username=username, person=person)
    Authenticator.objects.create(user=account, type="totp", data={})
    return account


def actors(cast: Any) -> dict[tuple[str, str], Account]:
    """(role, relation) -> the account of somebody who stands so."""
    where = {
        "own": cast.commune,
        "below": cast.province,
        "above": cast.cell,
        "sibling": cast.other_commune,
        "stranger": cast.foreign_commune,
        "left": cast.commune,
    }
    found = {}
    for role in sorted(set(access.roles()) - access.NEVER_GIVEN):
        for relation in RELATIONS:
            over = timezone.localdate(cast.noon) - timedelta(days=1) if relation == "left" else None
            person = seat(f"{role} {relation}", where[relation], role, until=over)
            found[role, relation] = account_of(person, f"{role}-{relation}")
    return found


def token_of(account: Account, cast: Any) -> str:
    """A token of this account with every scope."""
    secret = f"dondoc_{account.username}"
    made = {"name": "Phần mềm", "scopes": sorted(scopes()), "made_at": cast.noon, "expires_at": cast.noon + timedelta(days=9)}
    Token.objects.create(account=account, token_hash=token_hash(secret), last_used_on=timezone.localdate(cast.noon), **made)
    return secret


def things(cast: Any) -> dict[str, dict[str, Any]]:
    """One of each thing, at home in the commune: its document, order to the cell, assignment, report, countersign and so on."""
    at, day = cast.noon, timezone.localdate(cast.noon)
    makes = ("records_clerk", "monitoring_officer", "head_of_office", "unit_head", "administrator", "founder", "assistant")
    maker, leader = seat("Người làm", cast.commune, *makes), seat("Người duyệt", cast.commune, "leader")
    worker = seat("Người báo cáo", cast.cell, "cell_secretary")
    document = documents.take_in(cast.commune, main=documents.Upload("tb.txt", TEXT.encode(), reading()), by=maker, at=at)
    document = documents.register(document, by=maker, at=at)
    orders = [assignments.take(proposal, by=maker, at=at) for proposal in document.proposals.all()]
    assignments.set_targets(orders[0], lead=[str(cast.cell.uid)], by=maker, at=at)
    Order.objects.filter(pk__in=[order.pk for order in orders]).update(authority=cast.commune)
    order = Order.objects.get(pk=orders[0].pk)
    post = leader.terms.get().post
    sent = assignments.submit([order], post=post, document=document, by=maker, at=at)
    assistant = seat("Người nhập thay", cast.commune, "assistant")
    scan = ("but-phe.txt", b"but phe", "text/plain")
    assignments.decide(sent, approve=True, words="Đồng ý", given_on=day, scan=scan, by=assistant, at=at)
    assignments.issue(list(sent.orders.all()), by=maker, at=at)
    part = Assignment.objects.get(organization=cast.cell)
    assignments.name_doer(part, person=cast.thu, by=cast.thu, at=at)
    later = (part.deadline_on or day) + timedelta(days=400)
    asked = assignments.ask_extension(part, until=later, reason="Chờ số liệu", so_far="Đã làm 1/2", by=worker, at=at)
    dates = dict.fromkeys(("opens_on", "due_on", "review_by", "lock_on"), day)
    period = reports.open_period(organization=cast.commune, key=f"{day:%Y-%m}", by=maker, at=at, **dates)
    report = reports.enter(part, period=period, progress="in_hand", result="Đã rà soát 12 việc.", by=worker, at=at)
    evidence = reports.add_evidence(report, name="a.txt", data=b"bien ban", media_type="text/plain", by=worker, at=at)
    printed = reports.make_unit_report(organization=cast.cell, period=period, number="01-BC/CB", data=b"docx", by=worker, at=at)
    reports.submit([report], by=worker, at=at)
    changes = {"percent": {"before": "", "after": "40"}}
    signed_by = {"signed_by": worker, "signed_at": at, "state": "signed"}
    mend = ReportCorrection.objects.create(
        report=report, changes=changes, ground="Cộng trùng", entered_by=worker, entered_at=at, **signed_by
    )
    told = {"post": cast.khanh_post, "role": "inspector", "organization": cast.commune, "reach": "own", "since": day, "until": None}
    countersign = rights.propose_grant(**told, reason="Công văn số 12", by=maker, at=at)
    correction = privacy.ask_correction(about="posts", words="Sai ngày", addressee=cast.dung, by=cast.fresh("hoa"), at=at)
    obligation = Obligation.objects.create(assignment=part, key="2026-11", first=day, last=day, due_on=day)
    group = organizations.define_group(
        name="Các chi bộ", rule={"under": str(cast.commune.uid), "kinds": ["cell"]}, organization=cast.commune, by=cast.founder, at=at
    )
    assisting = organizations.found(
        parent=cast.commune, name="Tổ giúp việc", since=day, line="party", kind="group", level="part", by=cast.founder, at=at
    )
    question = Question.objects.create(assignment=part, by_unit=True, words="Tính cả hộ cận nghèo?", by=leader, at=at)
    proof = files.keep(b"docx", media_type="application/octet-stream", at=at)
    signed = {"state": "issued", "number": "7-CV/VP", "issued_on": day, "answer_by": day, "signed_by": leader, "file": proof}
    letter = Letter.objects.create(organization=cast.commune, authority=cast.commune, unit=cast.cell, proposed_at=at, **signed)
    late = LateList.objects.create(
        authority=cast.commune, announced_on=day, hand_on=day, state="handed", handed_by=leader, handed_at=at, file=proof
    )
    columns = [{"field": key, "title": key, "takes": False} for key in ("code", "task")]
    version = columnmaps.set_map(cast.commune, system="Hệ thống của tỉnh", columns=columns, codes={}, days="cell", by=maker, at=at)
    table = columnmaps.hold(version, name="a.xlsx", file_hash="0" * 64, rows=[["code", "task"]], by=maker, at=at)
    return {
        "": {},
        "column_map": {"uid": version.column_map.uid},
        "table_import": {"uid": table.uid},
        "unit": {"uid": cast.cell.uid},
        "unit_work": {"uid": cast.cell.uid},
        "unit_period": {"key": period.key, "uid": cast.cell.uid},
        "obligation": {"uid": obligation.uid},
        "question": {"uid": question.uid},
        "document_file": {"uid": document.uid, "file": document.attachments.get().uid},
        "report_correction": {"uid": mend.uid},
        "period_key": {"key": period.key},
        "letter": {"uid": letter.uid},
        "late_list": {"uid": late.uid},
        "path": {"path": "khong-co"},
        "origin": {"origin": "khong-co.example"},
        "place": {"uid": cast.commune.uid},
        "person": {"uid": cast.khanh.uid},
        "account": {"uid": account_of(cast.hoa, "hoa-o-xa").person.uid},
        "grant": {"uid": cast.khanh_post.grants.get().uid},
        "countersign": {"uid": countersign.uid},
        "correction": {"uid": correction.uid},
        "seen": {"kind": "van-ban", "uid": document.uid},
        "document": {"uid": document.uid},
        "attachment": {"uid": document.attachments.get().uid},
        "minute": {"uid": sent.minute.uid if sent.minute else type(sent).objects.get(pk=sent.pk).minute.uid},
        "proposal": {"uid": document.uid, "proposal": document.proposals.first().uid},
        "clause": {"uid": document.uid, "clause": document.clauses.first().uid},
        "order": {"uid": order.uid},
        "submission": {"uid": sent.uid},
        "assignment": {"uid": part.uid},
        "request": {"kind": "gia-han", "uid": asked.uid},
        "report": {"uid": report.uid},
        "evidence": {"uid": evidence.uid},
        "unit_report": {"uid": printed.uid},
        "period": {"key": period.key, "unit": cast.cell.uid},
        "term": {"uid": cast.khanh.terms.get().uid},
        "assisting": {"uid": assisting.uid},
        "group": {"uid": group.uid},
        "unknown": {"uid": document.uid},
        "kind": {"kind": "rename"},
        "year": {"year": 2026},
        "number": {"pk": 1},
        "token": {"token": "khong-co"},
        "secret": {"secret": "khong-co"},
        "key": {"key": "khong-co"},
    }
