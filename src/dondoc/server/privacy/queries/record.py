"""Hồ sơ của một người: mọi điều hệ thống ghi về người ấy. / All that is recorded of one person, by construction from the inventory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dondoc.server.accounts.models import Account, Invitation
from dondoc.server.documents.models import Minute
from dondoc.server.journal.models import Entry
from dondoc.server.journal.queries import Act, acts
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Delegation, Grant, Organization, Person, Term
from dondoc.server.organizations.queries import seats
from dondoc.server.privacy.inventory import columns, load
from dondoc.server.privacy.models import CorrectionRequest
from dondoc.server.privacy.sentences import sentence
from dondoc.server.reports.models import Report


@dataclass(frozen=True)
class Named:
    """How often one field of one table names the person, and what the inventory says of it."""

    label: str
    what: str
    count: int
    purpose: str
    basis: str
    viewers: str
    retention: str


@dataclass(frozen=True)
class Line:
    """One entry of the journal as the person reads it."""

    seq: int
    at: datetime
    who: str
    what: str
    detail: str


@dataclass(frozen=True)
class ForMe:
    """Something entered for the person by another: what, by whom, when, the scan it was entered from."""

    what: str
    words: str
    by: str
    at: datetime | None
    scan: str
    path: str


@dataclass(frozen=True)
class Held:
    """A grant a post of the person gives, or one lent to the person."""

    role: str | Promise
    post: str
    place: str
    reach: str
    since: Any
    until: Any
    basis: str = ""


@dataclass(frozen=True)
class Record:
    """The whole record."""

    person: Person
    account: Account | None
    invitations: list[Invitation]
    terms: list[Term]
    held: list[Held]
    named: list[Named]
    for_me: list[ForMe]
    opened: list[Line]
    about: list[Line]
    by_me: list[Line]
    by_me_count: int
    corrections: list[CorrectionRequest]


def record(person: Person, *, most: int = 30) -> Record:
    """The record of one person; the view has asked that it may be opened. Lists of the journal: newest first, at most `most`."""
    account = Account.objects.filter(person=person).first()
    about = Entry.objects.filter(object_id__in=_mine(person, account)).exclude(actor=person.uid).exclude(action__in=OPENING)
    opened = Entry.objects.filter(object_id=person.uid, action__in=OPENING).exclude(actor=person.uid)
    mine = Entry.objects.filter(actor=person.uid)
    return Record(
        person=person,
        account=account,
        invitations=list(Invitation.objects.filter(account=account).order_by("made_at")) if account else [],
        terms=list(Term.objects.filter(person=person).select_related("post__organization").order_by("-since")),
        held=_held(person),
        named=named(person),
        for_me=for_me(person),
        opened=lines_of(opened, most=most),
        about=lines_of(about, most=most),
        by_me=lines_of(mine, most=most),
        by_me_count=mine.count(),
        corrections=list(CorrectionRequest.objects.visible_to(person).filter(person=person).select_related("addressee", "answered_by")),
    )


#: Entries that tell that somebody looked into the record.
OPENING = ("record.open", "record.export")


def _mine(person: Person, account: Account | None) -> set[UUID]:
    """Public ids of what is about the person itself: person, account, terms, grants of posts held, what is lent."""
    posts = Term.objects.filter(person=person).values("post")
    found = {person.uid, *Term.objects.filter(person=person).values_list("uid", flat=True)}
    found |= set(Grant.objects.filter(post__in=posts).values_list("uid", flat=True))
    found |= set(Delegation.objects.filter(person=person).values_list("uid", flat=True))
    return found | ({account.uid} if account else set())


def lines_of(entries: QuerySet[Entry], *, most: int) -> list[Line]:
    """Entries in the reader's language, newest first."""
    rows = acts(entries.select_related("content").order_by("-seq")[:most])
    names = dict(Person.objects.filter(uid__in={row.actor for row in rows}).values_list("uid", "full_name"))
    return [Line(row.seq, row.at, names.get(row.actor, ""), sentence(row.action), _detail(row)) for row in rows]


def _detail(act: Act) -> str:
    """The reason given, where one was."""
    payload = act.payload or {}
    return str(payload.get("reason") or payload.get("words") or "")[:200]


def _held(person: Person) -> list[Held]:
    known = access.roles()

    def line(given: Grant, since: Any, until: Any, basis: str = "") -> Held:
        role = known[given.role].name if given.role in known else given.role
        place = given.organization.called
        return Held(role, given.post.title, place, str(given.get_reach_display()), since, until, basis)

    posts = [seat.post_id for seat in seats(person)]
    grants = Grant.objects.filter(post__in=posts).select_related("post", "organization").order_by("-since")
    found = [line(given, given.since, given.until) for given in grants]
    for lent in Delegation.objects.filter(person=person).order_by("-since"):
        for given in Grant.objects.filter(post=lent.post, role=lent.role).select_related("post", "organization"):
            found.append(line(given, lent.since, lent.until, lent.basis))
    return found


def named(person: Person) -> list[Named]:
    """Every field of every table that names the person, with its count: complete because it goes over the inventory, not a list."""
    found = []
    for label, table in load().items():
        model = apps.get_model(label)
        for field, links in columns(model).items():
            if not links or label in ("accounts.account", "organizations.term", "organizations.delegation"):
                continue
            target = model._meta.get_field(field).related_model
            about = {field: person} if target is Person else {f"{field}__person": person}
            if count := model._default_manager.filter(**about).count():
                found.append(Named(label, table.personal[field], count, table.purpose, table.basis, table.viewers, table.retention))
    return sorted(found, key=lambda row: -row.count)


def for_me(person: Person) -> list[ForMe]:
    """What others entered for the person, marked with who and from which scan."""
    found = [
        ForMe(
            _("Ý kiến chỉ đạo nhập thay"),
            row.words[:300],
            row.typed_by.full_name,
            row.typed_at,
            row.scan_name,
            f"/van-ban/{row.document.uid}/" if row.document else "",
        )
        for row in Minute.objects.visible_to(person)
        .filter(leader=person)
        .exclude(typed_by=F("leader"))
        .select_related("typed_by", "document")
        .order_by("-typed_at")[:100]
    ]
    entered = (
        Report.objects.visible_to(person)
        .filter(assignment__doer=person, entered_by__isnull=False)
        .exclude(entered_by=person)
        .select_related("entered_by", "assignment__order")
        .prefetch_related("evidence")
        .order_by("-entered_at")[:100]
    )
    found += [
        ForMe(
            _("Kết quả thực hiện nhập thay"),
            f"{row.assignment.order}: {row.result or row.get_progress_display()}"[:300],
            row.entered_by.full_name if row.entered_by else "",
            row.entered_at,
            ", ".join(one.name for one in row.evidence.all() if one.withdrawn_at is None),
            f"/nhiem-vu/viec/{row.assignment.uid}/",
        )
        for row in entered
    ]
    return found


def addressees(person: Person) -> list[Person]:
    """Who answers requests for correction where this person holds a post: names to choose from."""
    places: Iterable[Organization] = [seat.organization for seat in seats(person)]
    found = {one.pk: one for there in access.holders_by("record.correct", list(places)).values() for one in there}
    found.pop(person.pk, None)
    return sorted(found.values(), key=lambda one: one.sort_key)
