"""Giao quyền, ủy quyền. / Granting and delegating."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Delegation, Grant, Organization, Person, Post, Reach
from dondoc.terms.vietnamese import nfc


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
    """Give a post a role at a node. Who grants needs the right to grant in all the grant covers.

    Pages give grants by two persons (`rights.actions.propose_grant`), which ends here.
    """
    if reach in Reach.values:
        access.require_reach(by, "grant.manage", organization, reach)
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
def carry_rights(post: Post, *, to: Post, since: date, by: Person, at: datetime) -> int:
    """Roles a post held at its own body are held at the body of the post that follows it. Returns how many.

    Nobody gains what the seat had not: what it held elsewhere is not carried, and is given anew by whoever gives it.
    """
    access.require(by, "organization.manage", post.organization)
    access.require(by, "organization.manage", to.organization)
    had = set(Grant.objects.filter(post=to, organization=to.organization, until=None).values_list("role", "reach"))
    held = Grant.objects.filter(post=post, organization=post.organization, until=None).order_by("pk")
    rows = [
        Grant(post=to, role=given.role, organization=to.organization, reach=given.reach, since=since)
        for given in held
        if (given.role, given.reach) not in had
    ]
    Grant.objects.bulk_create(rows)
    told = {"from": post.uid, "roles": [row.role for row in rows], "since": since}
    journal.write("grant.carry", to, by=by, at=at, payload=told)
    return len(rows)


@transaction.atomic
def end_grant(given: Grant, *, until: date, by: Person, at: datetime, reason: str = "") -> Grant:
    """The last day of a grant. One person suffices: taking away is quick and harms nothing that cannot be given again."""
    given = Grant.objects.select_for_update().get(pk=given.pk)
    access.require_reach(by, "grant.manage", given.organization, given.reach)
    if given.until is not None and given.until <= until:
        raise ValidationError(_("Quyền này đã có ngày cuối là %(day)s.") % {"day": given.until.strftime("%d/%m/%Y")})
    given.until = until
    given.full_clean(exclude=["uid"])
    given.save()
    journal.write("grant.end", given, by=by, at=at, payload={"until": until, "reason": reason})
    return given


@transaction.atomic
def delegate(*, post: Post, person: Person, role: str, since: date, until: date | None, basis: str, by: Person, at: datetime) -> Delegation:
    """Lend a role of a post to a person for a time, on a named basis."""
    access.require(by, "grant.manage", post.organization)
    given = list(Grant.objects.filter(Q(until=None) | Q(until__gte=since), post=post, role=role).select_related("organization"))
    if not given:
        raise ValidationError(_("Chức vụ này không giữ vai trò được ủy quyền."))
    for held in given:  # a right lent goes where the post's own goes: not beyond who lends it
        access.require_reach(by, "grant.manage", held.organization, held.reach)
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
