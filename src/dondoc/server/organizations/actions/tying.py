"""Quan hệ khác với trực thuộc: có ngày, có căn cứ. / Ties beside direct subordination: dated, each on its ground.

One of them makes two nodes of one office: the Party organization of an agency. Today's is kept on its row, as today's parent is.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Line, Link, LinkKind, Organization, Person
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def link(*, organization: Organization, other: Organization, kind: str, since: date, by: Person, at: datetime, basis: str = "") -> Link:
    """Tie two bodies by another bond than subordination, from a day. The right is asked where the tie goes out; of the Party, at both."""
    organization, other = (Organization.objects.select_for_update(of=("self",)).get(pk=one.pk) for one in (organization, other))
    for place in (organization, other) if kind == LinkKind.PARTY else (organization,):
        access.require(by, "organization.manage", place)
    if organization == other:
        raise ValidationError({"other": _("Cơ quan không thể có quan hệ với chính mình. Chọn cơ quan khác.")})
    for place in (organization, other):
        _stands(place, since)
    _untied(organization, other, kind)
    tie = Link(organization=organization, other=other, kind=kind, since=since, basis=nfc(basis).strip())
    if kind == LinkKind.PARTY:
        _joins(organization, other, since, at)
    tie.full_clean(exclude=["uid"])
    tie.save()
    if kind == LinkKind.PARTY:
        Organization.objects.filter(pk=organization.pk).update(party_organization_of=other)
    told = {"other": other.uid, "kind": LinkKind(kind).value, "since": since, "basis": basis}
    journal.write("organization.link", tie, by=by, at=at, payload={"organization": organization.uid, **told})
    return tie


def _stands(place: Organization, since: date) -> None:
    if place.ended_on is not None:
        raise ValidationError(
            {"other": _("%(place)s đã kết thúc hoạt động ngày %(day)s.") % {"place": place, "day": f"{place.ended_on:%d/%m/%Y}"}}
        )
    if place.founded_on is not None and since < place.founded_on:
        raise ValidationError(
            {
                "since": _("%(place)s thành lập ngày %(day)s. Chọn ngày từ đó trở đi.")
                % {"place": place, "day": f"{place.founded_on:%d/%m/%Y}"}
            }
        )


def _untied(organization: Organization, other: Organization, kind: str) -> None:
    there = Link.objects.filter(kind=kind, until=None)
    both = Q(organization=organization, other=other) | (
        Q(organization=other, other=organization) if kind == LinkKind.WORKS_WITH else Q(pk=None)
    )
    if before := there.filter(both).first():
        raise ValidationError(
            {
                "other": _("Quan hệ này đã có từ ngày %(day)s. Chấm dứt quan hệ đó trước, nếu cần ghi lại.")
                % {"day": f"{before.since:%d/%m/%Y}"}
            }
        )


def _joins(party: Organization, agency: Organization, since: date, at: datetime) -> None:
    """One Party organization an agency, one agency a Party organization, from a day that has come."""
    if party.line != Line.PARTY:
        raise ValidationError({"other": _("%(place)s không thuộc hệ thống Đảng. Chọn đảng bộ, chi bộ.") % {"place": party}})
    if since > timezone.localdate(at):
        raise ValidationError({"since": _("Ngày %(day)s chưa đến. Thực hiện vào ngày đó.") % {"day": f"{since:%d/%m/%Y}"}})
    now = Link.objects.filter(kind=LinkKind.PARTY, until=None).filter(Q(organization=party) | Q(other=agency))
    if before := now.select_related("organization", "other").first():
        raise ValidationError(
            {
                "other": _("%(party)s là tổ chức đảng của %(agency)s từ ngày %(day)s. Chấm dứt quan hệ đó trước.")
                % {"party": before.organization, "agency": before.other, "day": f"{before.since:%d/%m/%Y}"}
            }
        )


@transaction.atomic
def end_link(tie: Link, *, until: date, by: Person, at: datetime, basis: str = "") -> Link:
    """The first day a tie no longer holds."""
    tie = Link.objects.select_for_update(of=("self",)).select_related("organization").get(pk=tie.pk)
    access.require(by, "organization.manage", tie.organization)
    if tie.until is not None:
        raise ValidationError({"until": _("Quan hệ này đã chấm dứt từ ngày %(day)s.") % {"day": f"{tie.until:%d/%m/%Y}"}})
    if until <= tie.since:
        raise ValidationError({"until": _("Quan hệ có từ ngày %(day)s. Chọn ngày sau đó.") % {"day": f"{tie.since:%d/%m/%Y}"}})
    if tie.kind == LinkKind.PARTY and until > timezone.localdate(at):
        raise ValidationError({"until": _("Ngày %(day)s chưa đến. Thực hiện vào ngày đó.") % {"day": f"{until:%d/%m/%Y}"}})
    tie.until = until
    tie.full_clean(exclude=["uid"])
    tie.save()
    if tie.kind == LinkKind.PARTY:
        Organization.objects.filter(pk=tie.organization_id).update(party_organization_of=None)
    journal.write("organization.end_link", tie, by=by, at=at, payload={"until": until, "basis": nfc(basis).strip()})
    return tie


@transaction.atomic
def untie(organization: Organization, *, on: date, by: Person, at: datetime) -> None:
    """End the ties of a body that ends, from that day; part of the act that ends it."""
    mine = Link.objects.filter(Q(organization=organization) | Q(other=organization), until=None, since__lt=on)
    joined = list(mine.filter(kind=LinkKind.PARTY).values_list("organization", flat=True))
    Organization.objects.filter(pk__in=joined).update(party_organization_of=None)
    told = [tie.uid for tie in mine]
    if told:
        mine.update(until=on)
        journal.write("organization.untie", organization, by=by, at=at, payload={"links": told, "on": on})


@transaction.atomic
def tie_again(organization: Organization, *, on: date, by: Person, at: datetime) -> None:
    """Take up the ties that ended with a body whose end is undone, where the other still stands; part of the act that undoes it."""
    mine = Link.objects.filter(Q(organization=organization) | Q(other=organization), until=on)
    for tie in mine.filter(organization__ended_on=None, other__ended_on=None).select_related("organization", "other"):
        again = Link.objects.filter(until=None, kind=tie.kind)
        taken = Q(organization=tie.organization, other=tie.other)
        if tie.kind == LinkKind.PARTY:
            taken = Q(organization=tie.organization) | Q(other=tie.other)
        if again.filter(taken).exists():
            continue
        tie.until = None
        tie.save(update_fields=["until"])
        journal.write("organization.tie_again", tie, by=by, at=at, payload={"on": on})
        if tie.kind == LinkKind.PARTY:
            Organization.objects.filter(pk=tie.organization_id).update(party_organization_of=tie.other)
