"""Mọi thay đổi của cây tổ chức. / Every write to the tree: primitive acts only; what crosses rooms is in `custody`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import (
    Delegation,
    Grant,
    Group,
    Organization,
    Person,
    PersonKind,
    Placement,
    Post,
    Reach,
    Term,
)
from dondoc.terms.vietnamese import fold, name_key, nfc


@transaction.atomic
def found_first(
    *, name: str, line: str, kind: str, level: str, by_name: str, since: date, at: datetime, symbol: str = "", demo: bool = False
) -> tuple[Organization, Person]:
    """The first organization of an empty instance and the system actor that founds it (`dondoc init`, `dondoc demo`).

    Possible once: afterwards every act needs somebody with a right. `demo` stays in the very first entry of the journal: a demo can
    never be run as a real instance, nor the other way round.
    """
    if Organization.objects.exists() or Person.objects.exists():
        raise ValidationError(_("Hệ thống đã có cơ quan đầu tiên."))
    system = Person(full_name=by_name, sort_key=name_key(by_name), folded=fold(by_name), kind=PersonKind.SYSTEM)
    system.save()
    root = _place(Organization(name=nfc(name), symbol=symbol, line=line, kind=kind, level=level, founded_on=since), None, since, "")
    post = Post.objects.create(organization=root, title=by_name, since=since, position=999)
    Term.objects.create(person=system, post=post, since=since)
    Grant.objects.create(post=post, role="founder", organization=root, reach=Reach.BOTH, since=since)
    journal.write("organization.found_first", root, by=system, at=at, payload={"name": name, "demo": demo})
    return root, system


@transaction.atomic
def found(*, parent: Organization, name: str, since: date, by: Person, at: datetime, basis: str = "", **fields: Any) -> Organization:
    """Found an organization under a parent. `fields`: line, kind, level, category, short_name, symbol, code, position."""
    access.require(by, "organization.manage", parent)
    organization = _place(Organization(name=nfc(name), founded_on=since, **fields), parent, since, basis)
    journal.write(
        "organization.found",
        organization,
        by=by,
        at=at,
        payload={"name": name, "parent": parent.uid, "since": since, "basis": basis},
    )
    return organization


def _place(organization: Organization, parent: Organization | None, since: date, basis: str) -> Organization:
    organization.parent = parent
    organization.folded = fold(f"{organization.name} {organization.short_name}")
    organization.path = "/"
    organization.full_clean(exclude=["uid", "path"])
    organization.save()
    organization.path = f"{parent.path if parent else '/'}{organization.pk}/"
    organization.save(update_fields=["path"])
    Placement.objects.create(organization=organization, parent=parent, since=since, basis=basis)
    return organization


@transaction.atomic
def enroll(*, full_name: str, organization: Organization, by: Person, at: datetime, kind: str = PersonKind.HUMAN) -> Person:
    """Enter a person. `organization` is where the right to do so is asked: that of the post the person will hold."""
    access.require(by, "organization.manage", organization)
    name = " ".join(nfc(full_name).split())
    person = Person(full_name=name, sort_key=name_key(name), folded=fold(name), kind=kind)
    person.full_clean(exclude=["uid"])
    person.save()
    journal.write("person.enroll", person, by=by, at=at, payload={"organization": organization.uid})
    return person


@transaction.atomic
def open_post(
    *, organization: Organization, title: str, since: date, by: Person, at: datetime, is_head: bool = False, position: int = 0
) -> Post:
    """Open a post of an organization; one head's post at a time."""
    access.require(by, "organization.manage", organization)
    post = Post(organization=organization, title=nfc(title), since=since, is_head=is_head, position=position)
    post.full_clean(exclude=["uid"])
    post.save()
    journal.write("post.open", post, by=by, at=at, payload={"organization": organization.uid, "title": title, "head": is_head})
    return post


@transaction.atomic
def appoint(*, person: Person, post: Post, since: date, by: Person, at: datetime, acting: bool = False) -> Term:
    """Seat a person in a post."""
    access.require(by, "organization.manage", post.organization)
    term = Term(person=person, post=post, since=since, acting=acting)
    term.full_clean(exclude=["uid"])
    term.save()
    journal.write("term.begin", term, by=by, at=at, payload={"person": person.uid, "post": post.uid, "since": since})
    return term


@transaction.atomic
def end_term(term: Term, *, until: date, by: Person, at: datetime) -> Term:
    """The last day of a person in a post; the rights of the post end for the person with it."""
    term = Term.objects.select_for_update().get(pk=term.pk)
    access.require(by, "organization.manage", term.post.organization)
    if term.until is not None:
        raise ValidationError(_("Nhiệm kỳ này đã kết thúc ngày %(day)s.") % {"day": term.until.strftime("%d/%m/%Y")})
    term.until = until
    term.full_clean(exclude=["uid"])
    term.save()
    journal.write("term.end", term, by=by, at=at, payload={"until": until})
    return term


@transaction.atomic
def grant(
    *,
    post: Post,
    role: str,
    organization: Organization,
    reach: str,
    since: date,
    by: Person,
    at: datetime,
    until: date | None = None,
) -> Grant:
    """Give a post a role at a node. Who grants needs the right to grant there."""
    access.require(by, "grant.manage", organization)
    if role not in access.roles():
        raise ValidationError(_("Không có vai trò “%(role)s”.") % {"role": role})
    given = Grant(post=post, role=role, organization=organization, reach=reach, since=since, until=until)
    given.full_clean(exclude=["uid"])
    given.save()
    journal.write(
        "grant.give",
        given,
        by=by,
        at=at,
        payload={"post": post.uid, "role": role, "organization": organization.uid, "reach": reach, "until": until},
    )
    return given


@transaction.atomic
def end_grant(given: Grant, *, until: date, by: Person, at: datetime) -> Grant:
    """The last day of a grant."""
    given = Grant.objects.select_for_update().get(pk=given.pk)
    access.require(by, "grant.manage", given.organization)
    given.until = until
    given.full_clean(exclude=["uid"])
    given.save()
    journal.write("grant.end", given, by=by, at=at, payload={"until": until})
    return given


@transaction.atomic
def delegate(*, post: Post, person: Person, role: str, since: date, until: date | None, basis: str, by: Person, at: datetime) -> Delegation:
    """Lend a role of a post to a person for a time, on a named basis."""
    access.require(by, "grant.manage", post.organization)
    if not Grant.objects.filter(post=post, role=role).exists():
        raise ValidationError(_("Chức vụ này không giữ vai trò được ủy quyền."))
    lent = Delegation(post=post, person=person, role=role, since=since, until=until, basis=nfc(basis))
    lent.full_clean(exclude=["uid"])
    lent.save()
    journal.write(
        "grant.delegate",
        lent,
        by=by,
        at=at,
        payload={"post": post.uid, "person": person.uid, "role": role, "until": until, "basis": basis},
    )
    return lent


@transaction.atomic
def define_group(
    *, key: str, name: str, rule: dict[str, Any], organization: Organization, by: Person, at: datetime, position: int = 0
) -> Group:
    """Name a set of organizations by rule."""
    access.require(by, "organization.manage", organization)
    group = Group(key=key, name=nfc(name), rule=rule, position=position)
    group.full_clean(exclude=["uid"])
    group.save()
    journal.write("group.define", group, by=by, at=at, payload={"key": key, "rule": rule})
    return group
