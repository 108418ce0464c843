"""Vị trí, tên, mối quan hệ, chấm dứt. / Places, names, links and ends: primitive acts, each dated, never in the future.

`path` is today's, so an act takes effect on a day that has come; what crosses rooms (open work, handover) is in `custody`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.actions.coding import borne, free_code
from dondoc.server.organizations.actions.tying import tie_again, untie
from dondoc.server.organizations.models import FormerName, Organization, Person, Placement, Post, Succession, Term
from dondoc.terms.vietnamese import fold, nfc


def has_come(on: date, at: datetime) -> None:
    """`ValidationError` for a day of effect that is still ahead."""
    if on > timezone.localdate(at):
        raise ValidationError(
            {"on": _("Ngày có hiệu lực %(day)s chưa đến. Lập trước và thực hiện vào ngày đó.") % {"day": f"{on:%d/%m/%Y}"}}
        )


def _locked(organization: Organization) -> Organization:
    return Organization.objects.select_for_update(of=("self",)).select_related("parent").get(pk=organization.pk)


def living(organization: Organization) -> None:
    if organization.ended_on is not None:
        raise ValidationError(
            _("%(place)s đã kết thúc hoạt động ngày %(day)s.") % {"place": organization, "day": f"{organization.ended_on:%d/%m/%Y}"}
        )


def after_founding(organization: Organization, on: date) -> None:
    if organization.founded_on is not None and on < organization.founded_on:
        raise ValidationError(
            {
                "on": _("%(place)s thành lập ngày %(day)s, sau ngày có hiệu lực. Kiểm tra lại ngày.")
                % {"place": organization, "day": f"{organization.founded_on:%d/%m/%Y}"}
            }
        )


@transaction.atomic
def rename(
    organization: Organization, *, name: str, on: date, by: Person, at: datetime, short_name: str = "", symbol: str = "", basis: str = ""
) -> Organization:
    """Give a body a new name from a day. The old one is kept with its days, and found by search."""
    organization = _locked(organization)
    access.require(by, "organization.manage", organization)
    has_come(on, at)
    living(organization)
    after_founding(organization, on)
    former = FormerName.objects.filter(organization=organization).order_by("-until").first()
    since = former.until if former else organization.founded_on
    if since is not None and on < since:
        raise ValidationError({"on": _("Tên hiện nay có từ %(day)s; chọn ngày sau đó.") % {"day": f"{since:%d/%m/%Y}"}})
    old = {"name": organization.name, "short_name": organization.short_name, "symbol": organization.symbol}
    if since != on:
        folded = organization.folded
        FormerName.objects.create(organization=organization, since=since, until=on, basis=nfc(basis), folded=folded, **old)
    organization.name, organization.short_name, organization.symbol = nfc(name).strip(), nfc(short_name).strip(), symbol.strip()
    organization.folded = fold(f"{organization.name} {organization.short_name}")
    organization.full_clean(exclude=["uid", "path"])
    organization.save()
    told = {"old": old, "name": organization.name, "on": on, "basis": basis}
    journal.write("organization.rename", organization, by=by, at=at, payload=told)
    return organization


@transaction.atomic
def move(organization: Organization, *, parent: Organization, on: date, by: Person, at: datetime, basis: str = "") -> Organization:
    """Put a branch under another parent from a day. Paths of the whole branch change in one statement, access with them."""
    organization, parent = _locked(organization), _locked(parent)
    for place in (organization, parent):
        access.require(by, "organization.manage", place)
        living(place)
        after_founding(place, on)
    has_come(on, at)
    if organization.holds(parent):
        raise ValidationError(
            {
                "parent": _("%(parent)s đang trực thuộc %(place)s: chuyển như vậy thành vòng. Chọn cơ quan cấp trên khác.")
                % {"parent": parent, "place": organization}
            }
        )
    came_from = organization.parent
    if came_from is not None and came_from.pk == parent.pk:
        raise ValidationError({"parent": _("%(place)s đã trực thuộc %(parent)s.") % {"place": organization, "parent": parent}})
    _stand(organization, parent, on, basis)
    _place_branch(organization, parent)
    told = {"from": came_from.uid if came_from else None, "to": parent.uid, "on": on, "basis": basis}
    journal.write("organization.move", organization, by=by, at=at, payload=told)
    return organization


def _stand(organization: Organization, parent: Organization | None, on: date, basis: str) -> None:
    """Close today's placement and open the next; one of the same day is replaced, for nothing stood there."""
    now = Placement.objects.filter(organization=organization, until=None).first()
    if now is not None and on < now.since:
        raise ValidationError({"on": _("Vị trí hiện nay có từ %(day)s; chọn ngày sau đó.") % {"day": f"{now.since:%d/%m/%Y}"}})
    if now is not None and now.since == on:
        now.delete()
    elif now is not None:
        now.until = on
        now.save(update_fields=["until"])
    Placement.objects.create(organization=organization, parent=parent, since=on, basis=nfc(basis))


def _place_branch(organization: Organization, parent: Organization) -> int:
    """Today's parent and today's paths of a branch, in two statements; part of the act that calls it. Returns the number of rows."""
    old, new = organization.path, f"{parent.path}{organization.pk}/"
    Organization.objects.filter(pk=organization.pk).update(parent=parent)
    moved = Organization.objects.filter(path__below=old).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    organization.parent, organization.path = parent, new
    return moved


@transaction.atomic
def end(
    organization: Organization, *, on: date, by: Person, at: datetime, kept_under: Organization | None = None, basis: str = ""
) -> Organization:
    """End a body: `on` is the first day it is no more. Its posts and terms end with it, its records stand under `kept_under`.

    Refused while something living stands below it: those are moved or ended first.
    """
    organization = _locked(organization)
    access.require(by, "organization.manage", organization)
    has_come(on, at)
    living(organization)
    last = on - timedelta(days=1)
    after_founding(organization, last)
    below = Placement.objects.filter(parent=organization).filter(Q(until=None) | Q(until__gt=on)).select_related("organization").first()
    if below is not None:
        raise ValidationError(
            _("%(child)s còn trực thuộc %(place)s. Chuyển hoặc kết thúc cơ quan cấp dưới trước.")
            % {"child": below.organization, "place": organization}
        )
    _end_posts(organization, last)
    Placement.objects.filter(organization=organization, until=None, since__gte=on).delete()
    Placement.objects.filter(organization=organization, until=None).update(until=on)
    untie(organization, on=on, by=by, at=at)
    organization.ended_on = last
    organization.save(update_fields=["ended_on"])
    if kept_under is not None and not organization.holds(kept_under):
        _place_branch(organization, kept_under)
    told = {"on": on, "basis": basis, "kept_under": kept_under.uid if kept_under else None}
    journal.write("organization.end", organization, by=by, at=at, payload=told)
    return organization


def _end_posts(organization: Organization, last: date) -> None:
    """Posts of a body that ends, seats held ex officio by them, and all their terms; one that began later lasts a day."""
    posts = Post.objects.filter(until=None).filter(organization=organization)
    seats = Post.objects.filter(until=None, ex_officio__in=posts)
    for row in Term.objects.filter(until=None, post__in=[*posts, *seats]):
        row.until = max(row.since, last)
        row.save(update_fields=["until"])
    for post in [*seats, *posts]:
        post.until = max(post.since, last)
        post.save(update_fields=["until"])


@transaction.atomic
def revive(organization: Organization, *, parent: Organization | None, on: date, by: Person, at: datetime, basis: str = "") -> Organization:
    """Undo an end from a day: the body stands again under `parent`, the posts that ended with it are open, their holders hold them."""
    organization = _locked(organization)
    access.require(by, "organization.manage", organization)
    has_come(on, at)
    if organization.ended_on is None:
        raise ValidationError(_("%(place)s đang hoạt động.") % {"place": organization})
    last, organization.ended_on = organization.ended_on, None
    organization.save(update_fields=["ended_on"])
    again = on == last + timedelta(days=1)
    if again:
        Placement.objects.filter(organization=organization, until=on).update(until=None)
    if not Placement.objects.filter(organization=organization, until=None).exists():
        Placement.objects.create(organization=organization, parent=parent, since=on, basis=nfc(basis))
    if parent is not None:
        _place_branch(organization, parent)
    _reopen_posts(organization, last, on, again)
    if again:
        tie_again(organization, on=on, by=by, at=at)
    journal.write("organization.revive", organization, by=by, at=at, payload={"on": on, "basis": basis})
    return organization


def _reopen_posts(organization: Organization, last: date, on: date, again: bool) -> None:
    ended = Post.objects.filter(organization=organization, until__gte=last)
    for post in [*ended, *Post.objects.filter(ex_officio__in=ended, until__gte=last, organization__ended_on=None)]:
        held = list(Term.objects.filter(post=post, until__gte=last))
        post.until = None
        post.save(update_fields=["until"])
        for term in held:
            if again:
                term.until = None
                term.save(update_fields=["until"])
            else:
                Term.objects.create(person=term.person, post=post, since=on, acting=term.acting)


@transaction.atomic
def succeed(predecessor: Organization, *, successor: Organization, kind: str, on: date, by: Person, at: datetime) -> Succession:
    """Say who follows a body that ended, by its place or by its work."""
    access.require(by, "organization.manage", successor)
    row = Succession(predecessor=predecessor, successor=successor, kind=kind, since=on)
    row.full_clean()
    row.save()
    journal.write("organization.succeed", predecessor, by=by, at=at, payload={"successor": successor.uid, "kind": kind, "on": on})
    return row


@transaction.atomic
def unsucceed(predecessor: Organization, *, since: date, by: Person, at: datetime) -> None:
    """Nobody follows a body whose end was undone."""
    access.require(by, "organization.manage", predecessor)
    gone = Succession.objects.filter(predecessor=predecessor, since=since)
    told = [row.successor.uid for row in gone.select_related("successor")]
    gone.delete()
    journal.write("organization.unsucceed", predecessor, by=by, at=at, payload={"successors": told})


@transaction.atomic
def correct(
    organization: Organization,
    *,
    by: Person,
    at: datetime,
    code: str = "",
    category: str = "",
    level: str = "",
    position: int | None = None,
) -> Organization:
    """Mend what was mistyped or carries no date: code, `loại hình`, level, customary order. Empty leaves as it is."""
    organization = _locked(organization)
    access.require(by, "organization.manage", organization)
    wanted = {"code": code, "category": category, "level": level, "position": position}
    changed = {key: value for key, value in wanted.items() if value not in ("", None) and getattr(organization, key) != value}
    for key, value in changed.items():
        setattr(organization, key, value)
    free_code(organization)
    organization.full_clean(exclude=["uid", "path"])
    organization.save()
    for row in borne(organization):
        row.save()
    journal.write("organization.correct", organization, by=by, at=at, payload=changed)
    return organization
