"""Con người, chức vụ, nhiệm kỳ. / Persons, posts, terms."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, PersonKind, Post, Term
from dondoc.terms.vietnamese import fold, name_key, nfc


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
