"""Bàn giao khi thôi giữ chức vụ. / Handover when a term ends: what is open passes on, nothing is orphaned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Organization, Person, Post, Term
from dondoc.server.organizations.queries import members_of


def open_work(term: Term, *, until: date | None = None) -> int:
    """How many open assignments of the body a person answers for as its head, or does while no other post keeps him there."""
    place, person = term.post.organization, term.person
    stays = Term.objects.filter(person=person, post__organization=place).exclude(pk=term.pk)
    stays = stays.filter(Q(until=None) | Q(until__gt=until) if until else Q(until=None))
    answers, does = Q(head=person) if term.post.is_head else Q(pk=None), Q(pk=None) if stays.exists() else Q(doer=person)
    return Assignment.objects.open().filter(answers | does, organization=place).count()


@dataclass(frozen=True)
class Taken:
    """How a handover ended: the term that ended, the one that began (None when nobody was appointed), open work that passed."""

    ended: Term
    begun: Term | None
    assignments: int


@transaction.atomic
def hand_over(term: Term, *, until: date, to: Person | None, acting: bool = False, appoint: bool = True, by: Person, at: datetime) -> Taken:
    """End a term and pass what the person answers for, or does, in that body to `to`.

    `appoint`: `to` takes the post the day after (`acting`: in charge only); otherwise `to` is a member of the body who takes the work.
    Work remains nobody's in no case: without `to` the act is refused while something is open.
    """
    term = Term.objects.select_for_update(of=("self",)).select_related("person", "post__organization").get(pk=term.pk)
    post, place = term.post, term.post.organization
    access.require(by, "organization.manage", place)
    ended = organizations.end_term(term, until=until, by=by, at=at)
    begun = None
    if to is not None and appoint:
        begun = organizations.appoint(person=to, post=post, since=until + timedelta(days=1), acting=acting, by=by, at=at)
    leaves = not Post.objects.filter(
        Q(terms__until=None) | Q(terms__until__gt=until), organization=place, terms__person=term.person
    ).exists()
    answers, does = Q(head=term.person) if post.is_head else Q(pk=None), Q(doer=term.person) if leaves else Q(pk=None)
    left = Assignment.objects.open().filter(answers | does, organization=place).count()
    if left and to is None:
        raise ValidationError(
            {
                "to": _("%(person)s đang phụ trách %(n)s nhiệm vụ của %(place)s. Chọn người nhận bàn giao.")
                % {"person": term.person, "n": left, "place": place}
            }
        )
    if left and to is not None:
        if begun is None and to not in members_of(place):
            raise ValidationError({"to": _("%(person)s không thuộc %(place)s.") % {"person": to, "place": place}})
        cause, day = ended.uid, until + timedelta(days=1)
        left = assignments.pass_to(term.person, place=place, person=to, cause=cause, on=day, head=post.is_head, by=by, at=at)
    told = {"until": until, "to": to.uid if to else None, "assignments": left, "acting": acting}
    journal.write("term.hand_over", ended, by=by, at=at, payload=told)
    return Taken(ended, begun, left)


@transaction.atomic
def open_and_seat(
    place: Organization,
    *,
    title: str,
    since: date,
    person: Person | None,
    full_name: str = "",
    is_head: bool = False,
    shared: bool = False,
    acting: bool = False,
    by: Person,
    at: datetime,
) -> Post:
    """Open a post and seat a person known, or a new one by name, or leave it empty. A new head takes over what waits for one."""
    post = organizations.open_post(organization=place, title=title, since=since, is_head=is_head, shared=shared, by=by, at=at)
    if person is None and full_name.strip():
        person = organizations.enroll(full_name=full_name, organization=place, by=by, at=at)
    if person is not None:
        organizations.appoint(person=person, post=post, since=since, acting=acting, by=by, at=at)
    return post
