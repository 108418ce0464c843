"""Xóa dữ liệu của một người đã rời hệ thống: cái gì mất, cái gì còn và vì sao. / What of a person who has left goes, what stays, and why.

Every table of the inventory that says something of a person has a fate here. The rows and names the dry run counts are those the act
erases. The verdicts and papers of the organization stay, as the archive's schedule says; where they lead to the person they lead to nobody.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Content, SentForm
from dondoc.server.notices.models import Notice
from dondoc.server.organizations.models import Delegation, ImportBatch, ImportState, Organization, Person, PersonKind, Term
from dondoc.server.privacy.inventory import columns, load
from dondoc.server.rulebook.queries import held

#: What stands where the name stood.
NOBODY = "Người đã rời hệ thống"
RULE = "retention_person_days"
Rows = QuerySet[Any]

#: Tables whose rows about the person go, by the field that leads there. Tables of allauth go with the account.
GONE = {
    "mfa.authenticator": "user__person",
    "usersessions.usersession": "user__person",
    "account.emailaddress": "user__person",
    "account.emailconfirmation": "email_address__user__person",
    "socialaccount.socialaccount": "user__person",
    "socialaccount.socialtoken": "account__user__person",
    "accounts.token": "account__person",
    "accounts.invitation": "account__person",
    "notices.notice": "person",
    "notices.feed": "person",
    "notices.preference": "person",
    "reports.savedfilter": "person",
    "exchange.keptanswer": "person",
    "privacy.correctionrequest": "person",
    "accounts.account": "person",
}
#: Tables where the name or what was said of the person stands as text, and goes.
BLANKED = {"organizations.person", "journal.content", "journal.sentform", "organizations.importbatch"}
#: Ends by itself with the session.
BY_ITSELF = {"sessions.session"}


@dataclass(frozen=True)
class Fate:
    """What happens to one table: `gone`, `blanked` or `kept`, how many rows, and by which rule of the inventory it is kept."""

    label: str
    what: str
    fate: str
    count: int
    rule: str


@dataclass(frozen=True)
class Time:
    """When a person's time is over: the last day of the last post, the days of the rule and its source, the first day of erasing."""

    last: date | None
    days: int
    source: str
    first: date | None

    def over(self, on: date) -> bool:
        """Whether it is over on this day."""
        return self.first is not None and self.first <= on


def time_of(person: Person, *, on: date, organization: Organization) -> Time:
    """When what is held of this person may be erased; `last` and `first` None while a post or a lent right has no end."""
    rule = held(RULE, on=on, organization=organization)
    ends = [end for table in (Term, Delegation) for end in table.objects.filter(person=person).values_list("until", flat=True)]
    days = [end for end in ends if end is not None]
    last = max(days) if days and len(days) == len(ends) else None
    return Time(last, int(rule.value), rule.source, last + timedelta(days=int(rule.value) + 1) if last else None)


def due(*, on: date, organization: Organization, most: int = 50) -> list[Person]:
    """Persons whose time is over, longest ago first."""
    before = on - timedelta(days=int(held(RULE, on=on, organization=organization).value))
    serving = Q(until=None) | Q(until__gte=before)
    seated, lent = Term.objects.filter(serving).values("person_id"), Delegation.objects.filter(serving).values("person_id")
    left = Person.objects.filter(kind=PersonKind.HUMAN, terms__isnull=False).exclude(pk__in=seated).exclude(pk__in=lent)
    return list(left.exclude(full_name=NOBODY).annotate(last=Max("terms__until")).order_by("last", "pk")[:most])


def gone(person: Person) -> dict[str, Rows]:
    """label -> rows that go, in the order in which they can: an account after what points at it."""
    return {label: apps.get_model(label)._default_manager.filter(**{field: person}) for label, field in GONE.items()}


def _own_things(person: Person) -> set[UUID]:
    """Public ids of what is about the person itself; grants are the posts', and stay."""
    found = {person.uid}
    own = {
        "organizations.term": "person",
        "organizations.delegation": "person",
        "notices.feed": "person",
        "accounts.token": "account__person",
    }
    own |= {"privacy.correctionrequest": "person", "accounts.account": "person"}
    for label, field in own.items():
        found |= set(apps.get_model(label)._default_manager.filter(**{field: person}).values_list("uid", flat=True))
    return found


def _says(person: Person, *fields: str) -> Q:
    """Where a text holds the name, also with its letters escaped as JSON may be. Nowhere, when somebody else is called the same."""
    if person.full_name == NOBODY or Person.objects.filter(full_name=person.full_name).exclude(pk=person.pk).exists():
        return Q(pk__in=[])
    escaped, found = json.dumps(person.full_name)[1:-1], Q(pk__in=[])
    for field in fields:
        found |= Q(**{f"{field}__contains": person.full_name}) | Q(**{f"{field}__contains": escaped})
    return found


def contents(person: Person) -> Rows:
    """What the journal's entries said about the person's own things, or by name. The entries stay, and the chain verifies without them."""
    return Content.objects.filter(Q(entry__object_id__in=_own_things(person)) | _says(person, "payload"))


def told_others(person: Person) -> Rows:
    """Notices to others that tell of the person by name."""
    return Notice.objects.annotate(said=Cast(F("words"), TextField())).filter(_says(person, "said")).exclude(person=person)


def answers(person: Person) -> Rows:
    """Answers kept for machines of others that hold the name."""
    kept: Rows = apps.get_model("exchange.keptanswer")._default_manager.filter(_says(person, "answer"))
    return kept.exclude(person=person)


def imports(person: Person) -> Rows:
    """Imports that are done and list the name; the hash of what they changed stays."""
    return ImportBatch.objects.filter(_says(person, "rows", "changes")).exclude(state=ImportState.HELD)


#: what the dry run says of texts -> the rows
TEXTS: dict[str, tuple[str | Promise, Callable[[Person], Rows]]] = {
    "journal.content": (_("Nội dung các dòng nhật ký nói về người này (dòng vẫn còn, chuỗi vẫn kiểm tra được)"), contents),
    "journal.sentform": (_("Khóa chống gửi trùng"), lambda person: SentForm.objects.filter(actor=person.uid)),
    "notices.notice": (_("Thông báo gửi người khác có nêu tên"), told_others),
    "exchange.keptanswer": (_("Câu trả lời giữ cho máy có nêu tên"), answers),
    "organizations.importbatch": (_("Danh sách đã nhập có nêu tên"), imports),
}


def fates(person: Person) -> list[Fate]:
    """The dry run: every table of the inventory that has something of this person, what happens to it and how much there is."""
    tables = load()
    found = [Fate("organizations.person", str(_("Họ và tên")), "blanked", 1, "")]
    found += [Fate(label, tables[label].purpose, "gone", rows.count(), "") for label, rows in gone(person).items()]
    found += [Fate(label, str(words), "blanked", rows(person).count(), "") for label, (words, rows) in TEXTS.items()]
    for label, table in tables.items():
        if label in GONE or label in BLANKED | BY_ITSELF:
            continue
        model = apps.get_model(label)
        links = [field for field, leads in columns(model).items() if leads]
        named = Q(pk__in=[])
        for field in links:
            named |= Q(**{field if model._meta.get_field(field).related_model is Person else f"{field}__person": person})
        found.append(Fate(label, table.purpose, "kept", model._default_manager.filter(named).count(), table.retention))
    return [fate for fate in found if fate.count]
