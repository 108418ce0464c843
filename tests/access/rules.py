"""Điều mà vai trò cho phép, suy ra từ bảng vai trò, không hỏi máy chủ. / What a role allows, worked out from its acts, without the server.

The matrix is recorded from the server, so by itself it would call any answer right. Here stands, for each address, who is let in: by
which acts, held where. Somebody not let in is answered 404 or 403 and nothing else; somebody let in never is. Written from the rules
of sight and the acts (model.md, security.md 2.2), not from views.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dondoc.server.organizations import access

#: Where a grant held in a relation reaches: all things are at home in the commune, their work in the cell below it.
REACH = {"own": {"commune", "cell"}, "below": {"root", "commune", "cell"}, "above": {"cell"}}
REFUSED = {401, 403, 404}


@dataclass(frozen=True)
class Standing:
    """Somebody with one role, standing in one relation to the commune."""

    role: str
    relation: str

    def at(self, place: str, *acts: str) -> bool:
        """Whether one of these acts is held there."""
        held = access.roles()[self.role].acts
        return place in REACH.get(self.relation, ()) and any(act in held for act in acts)

    def somewhere(self, *acts: str) -> bool:
        """Whether one of these acts is held at any body at all: not after one's term."""
        held = access.roles()[self.role].acts
        return self.relation != "left" and any(act in held for act in acts)


Rule = Callable[[Standing], bool]


def at(place: str, *acts: str) -> Rule:
    """One of these acts there."""
    return lambda who: who.at(place, *acts)


def somewhere(*acts: str) -> Rule:
    """One of these acts at some body."""
    return lambda who: who.somewhere(*acts)


def either(*rules: Rule) -> Rule:
    """One of them lets in."""
    return lambda who: any(rule(who) for rule in rules)


def both(*rules: Rule) -> Rule:
    """All of them are asked."""
    return lambda who: all(rule(who) for rule in rules)


def anybody(who: Standing) -> bool:
    """No act is asked."""
    return True


def in_post(who: Standing) -> bool:
    """A post is held today, any post."""
    return who.relation != "left"


GIVING = ("urging.see", "urging.prepare", "urging.sign", "urging.order")
#: the document was sent to the cell with the work
_DOCUMENT = either(at("commune", "document.see"), at("cell", "document.see"))
_GIVEN = at("commune", "order.see")
_WORK = either(_GIVEN, at("cell", "assignment.see"))
_REPORT = either(_WORK, at("cell", "report.see"))

#: thing -> who sees it; for everybody else it does not exist, at whatever address and by whatever method.
SIGHT: dict[str, Rule] = {
    "document": _DOCUMENT,
    "attachment": _DOCUMENT,
    "document_file": _DOCUMENT,
    "seen": _DOCUMENT,
    "minute": at("commune", "document.see"),
    "proposal": _DOCUMENT,
    "clause": _DOCUMENT,
    "order": _WORK,
    "submission": _GIVEN,
    "assignment": _WORK,
    "request": _WORK,
    "obligation": _WORK,
    "question": _WORK,
    "unit_work": either(_WORK, lambda who: who.relation == "above"),  # or one sits there: then of what one sees, maybe nothing
    "unit_period": _WORK,
    "report": _REPORT,
    "evidence": _REPORT,
    "report_correction": _REPORT,
    "unit_report": at("cell", "report.see"),
    "period": at("cell", "report.see"),
    "letter": either(at("commune", *GIVING), at("cell", "assignment.see")),
    "late_list": at("commune", *GIVING),
    "column_map": at("commune", "column_map.use", "column_map.set"),
    "table_import": lambda _who: False,  # who holds it is none of these
    "countersign": at("commune", "grant.manage", "grant.confirm", "grant.see"),
    "grant": at("commune", "grant.see", "grant.manage"),
    "correction": at("commune", "record.correct"),
    "term": at("commune", "organization.manage"),
}


def _all(rule: Rule, names: str) -> dict[str, Rule | None]:
    return dict.fromkeys(names.split(), rule)


#: What stays open to somebody whose last term is over: the own record and account, help, and what needs nobody. Machines are asked apart.
STAYS = (
    "home help style_guide alive language privacy:own privacy:ask privacy:export privacy:correction privacy:withdraw notices:feed "
    "accounts:tokens accounts:make_token accounts:revoke_token accounts:end_sessions accounts:accept exchange:keep exchange:unknown"
)


def _stays(name: str) -> bool:
    return name in STAYS.split() or name.startswith(("account_", "mfa_", "api:"))


#: address -> what it asks beyond the sight of its thing. «POST name» asks more of a change than of the page.
ASKED: dict[str, Rule | None] = {
    **_all(
        anybody,
        "keys "
        "home search help style_guide alive notices:list notices:read privacy:own privacy:ask privacy:seen rights:roles rights:waiting "
        "organizations:tree organizations:page organizations:branch organizations:people organizations:person "
        "organizations:groups organizations:group work:lists "
        "mfa_index mfa_activate_totp mfa_add_webauthn mfa_generate_recovery_codes account_change_password account_set_password "
        "account_login account_logout account_inactive mfa_authenticate account_reauthenticate mfa_reauthenticate language "
        "mfa_reauthenticate_webauthn mfa_login_webauthn accounts:tokens accounts:make_token accounts:end_sessions reorganizing:list "
        "privacy:export documents:page documents:attachment documents:minute_scan documents:acknowledge "
        "work:criteria assignments:order work:card work:rollup work:history work:order_table work:sheet "
        "work:table work:calendar work:standing notices:preferences work:order_rollup reports:report reports:evidence "
        "reports:correction "
        "reports:unit reports:sheet urging:letter urging:letter_file urging:late_list urging:list_file api:document api:document_file "
        "api:assignment api:report assignments:submission assignments:scan rights:countersign calendar:event",
    ),
    **_all(in_post, "rulebook:rules rulebook:calendar"),
    # by what is held at some body, or at the top
    **_all(somewhere("document.see", "document.register"), "documents:list"),
    **_all(somewhere("document.register"), "documents:new"),
    **_all(somewhere("order.draft"), "assignments:enter"),
    **_all(at("commune", "order.draft"), "assignments:enter_at"),
    **_all(somewhere("order.see"), "assignments:drafts assignments:submissions"),
    **_all(somewhere("assignment.receive"), "assignments:inbox"),
    **_all(somewhere("adjustment.decide"), "assignments:requests"),
    **_all(somewhere("report.review", "report.confirm"), "reports:queue reports:asked reports:signed"),
    **_all(somewhere("report.confirm"), "reports:accept_chosen reports:return_chosen"),
    **_all(somewhere("report.review"), "reports:propose_chosen"),
    **_all(somewhere("report.enter", "report.submit", "report.review", "report.confirm"), "reports:corrections"),
    **_all(either(somewhere(*GIVING), somewhere("explanation.give")), "urging:desk"),
    **_all(somewhere(*GIVING), "urging:preview urging:counts"),
    **_all(somewhere("urging.prepare"), "urging:call"),
    **_all(somewhere("urging.prepare", "urging.sign", "urging.order"), "urging:nudge"),
    **_all(somewhere("account.invite"), "accounts:people"),
    **_all(somewhere("grant.see"), "rights:history"),
    **_all(somewhere("column_map.use", "column_map.set"), "columnmaps:maps"),
    **_all(somewhere("column_map.set"), "columnmaps:new"),
    **_all(at("commune", "column_map.set"), "columnmaps:edit"),
    **_all(at("commune", "column_map.use"), "columnmaps:export"),
    **_all(anybody, "columnmaps:map"),
    **_all(at("root", "journal.read"), "custody:entries custody:compare exchange:heads"),
    **_all(at("root", "journal.export"), "custody:export api:journal"),
    **_all(at("root", "rule.correct"), "calendar:day"),
    **_all(at("root", "retention.propose", "retention.confirm"), "privacy:retention privacy:erasure"),
    # documents
    **_all(at("commune", "document.register"), "documents:register documents:present documents:send documents:annex"),
    **_all(at("commune", "document.correct_head"), "documents:correct"),
    **_all(at("commune", "document.dispose"), "documents:reread documents:differences"),
    **_all(at("commune", "order.see", "document.dispose"), "split:view split:print split:choose split:words split:proposal split:clause"),
    **_all(_GIVEN, "assignments:table assignments:sheet"),
    **_all(at("commune", "order.approve", "order.issue"), "work:withdraw"),
    **_all(at("commune", "order.see", "document.dispose", "document.register"), "api:reading"),
    # orders and assignments
    **_all(both(_DOCUMENT, at("commune", "order.draft")), "assignments:add assignments:divide"),
    **_all(at("commune", "order.submit"), "assignments:submit"),
    **_all(both(_DOCUMENT, _GIVEN), "assignments:row"),  # the row of a table of a document
    **_all(at("cell", "order.draft"), "assignments:cascade"),
    **_all(at("cell", "assignment.receive"), "assignments:take_up api:receive api:name_doer"),
    # reports
    **_all(at("cell", "report.enter"), "reports:from_sheet reports:drop_evidence reports:print reports:correct api:enter api:add_evidence"),
    **_all(at("cell", "report.submit"), "api:submit"),
    **_all(at("commune", "report.confirm"), "api:decide"),
    # bodies, persons, rights
    **_all(at("commune", "grant.see"), "rights:grants"),
    **_all(at("commune", "grant.manage"), "rights:give rights:take_back"),
    **_all(at("commune", "organization.manage"), "organizations:sheets organizations:export reorganizing:post reorganizing:hand_over"),
    **_all(at("commune", "organization.manage"), "organizations:ties organizations:change_group organizations:end_group"),
    **_all(somewhere("organization.manage"), "organizations:define_group"),
    **_all(at("commune", "account.invite"), "accounts:person accounts:invite accounts:invite_again accounts:lock accounts:unlock"),
    **_all(at("commune", "account.invite"), "accounts:propose_reset"),  # `claim` is there only with an outer provider
    **_all(at("commune", "record.see"), "privacy:other"),
    **_all(at("commune", "record.correct"), "privacy:correction"),
    # machines: no act is asked of these, only the token, of somebody in a post, and its scope
    **_all(
        in_post, "api:own api:organizations api:organization api:below api:people api:periods api:documents api:assignments api:reports"
    ),
    **_all(anybody, "api:openapi-json"),
    "POST split:clause": None,  # a form that names no act is not there, for anybody
    "POST split:proposal": None,
    "POST work:withdraw": None,  # a form without a ground is mended before anything is asked
    "POST work:criteria": at("commune", "adjustment.decide"),
    "POST reports:correction": None,
    "POST columnmaps:map": at("commune", "column_map.use"),
    "POST urging:letter": None,
    "POST urging:late_list": at("commune", "urging.sign"),
    "POST api:documents": at("commune", "document.register"),
    "POST api:take_in": at("commune", "document.register"),
}


def names() -> set[str]:
    """Addresses a rule speaks of."""
    return {name.split(" ")[-1] for name in ASKED}


def rule_for(name: str, method: str, thing: str) -> Rule | None:
    """Who is let in; None where no rule is written (then only the sight of the thing is argued)."""
    asked, sight = ASKED.get(f"{method} {name}", ASKED.get(name)), SIGHT.get(thing)
    return both(sight, asked) if sight and asked else asked


def against(told: Mapping[tuple[str, str, str, str], int], fills: Mapping[str, str]) -> tuple[list[str], int]:
    """(what the file says otherwise, how many cells a rule speaks of)."""
    faults, argued = [], 0
    for (name, method, role, relation), code in told.items():
        who, thing = Standing(role, relation), fills[name]
        rule = rule_for(name, method, thing)
        over = relation == "left" and not _stays(name)
        shut = over or (rule is not None and not rule(who)) or (thing in SIGHT and not SIGHT[thing](who))
        if (code == 405 and not over) or (rule is None and not shut):
            continue
        argued += 1
        if shut != (code in REFUSED) or (thing in SIGHT and not SIGHT[thing](who) and code not in (401, 404)):
            faults.append(f"{name} {method} {role} {relation}: {code}, by the rule {'shut out' if shut else 'let in'}")
    return faults, argued
