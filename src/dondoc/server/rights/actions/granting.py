"""Giao quyền bằng hai người, thu quyền bằng một người. / Grants: given by two persons, taken back by one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Delegation, Grant, Organization, Person, Post, Reach, Term
from dondoc.server.rights import two_person
from dondoc.server.rights.actions.countersigning import propose
from dondoc.server.rights.models import Countersign
from dondoc.server.rights.two_person import Arguments, Preview, TwoPersonAct
from dondoc.terms.vietnamese import nfc

GIVE = "grant.give"


@transaction.atomic
def propose_grant(
    *,
    post: Post | str,
    role: str,
    organization: Organization,
    reach: str,
    since: date,
    until: date | None,
    reason: str,
    by: Person,
    at: datetime,
) -> Countersign:
    """Propose that a post (or its public id) holds a role at a node; it holds once a second person has confirmed."""
    arguments = _asked(post, role, organization, reach, since, until, at)
    return propose(act=GIVE, organization=organization, arguments=arguments, reason=reason, by=by, at=at)


@transaction.atomic
def give_first(
    *,
    post: Post | str,
    role: str,
    organization: Organization,
    reach: str,
    since: date,
    until: date | None,
    reason: str,
    by: Person,
    at: datetime,
) -> Grant:
    """The first grant of a new instance: to whom will confirm those that follow. Only while nobody ever held that right.

    An instance begins with one administrator, and two persons cannot be asked of one. Grants are ended and never erased, so what
    was once open stays closed, whatever is taken back later.
    """
    if confirmer_ever() or not can_confirm(role):
        raise ValidationError(_("Việc giao quyền này cần người thứ hai xác nhận."))
    arguments = _asked(post, role, organization, reach, since, until, at)
    _check(arguments, person=by, right="grant.manage")
    if by.pk in _concerned(arguments):
        raise ValidationError(_("Không ai tự giao quyền cho mình."))
    given = _perform(arguments, by=by, at=at)
    journal.write("grant.first", given, by=by, at=at, payload={"reason": nfc(reason).strip(), "role": role})
    return given


def can_confirm(role: str) -> bool:
    """Whether a role may confirm grants."""
    known = access.roles().get(role)
    return known is not None and "grant.confirm" in known.acts


def confirmer_ever() -> bool:
    """Whether anybody was ever given a role that confirms grants."""
    return Grant.objects.filter(role__in=[key for key in access.roles() if can_confirm(key)]).exists()


@transaction.atomic
def take_back_grant(given: Grant, *, reason: str, by: Person, at: datetime) -> Grant:
    """End a grant at once: yesterday was its last day (its first day when it began today)."""
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi rõ vì sao thu quyền.")})
    last = timezone.localdate(at) - timedelta(days=1)
    return organizations.end_grant(given, until=max(last, given.since), reason=nfc(reason).strip(), by=by, at=at)


def _asked(
    post: Post | str, role: str, organization: Organization, reach: str, since: date, until: date | None, at: datetime
) -> dict[str, str | None]:
    """What is asked for, as a frozen act keeps it; reach and days are judged here, the rest by `_check`."""
    if reach not in Reach.values:
        raise ValidationError({"reach": _("Chọn phạm vi của quyền.")})
    if until is not None and until < max(since, timezone.localdate(at)):
        raise ValidationError({"until": _("Ngày cuối của quyền không được trước ngày bắt đầu, cũng không được trước hôm nay.")})
    return {
        "post": str(post.uid if isinstance(post, Post) else post),
        "role": role,
        "organization": str(organization.uid),
        "reach": reach,
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
    }


def _things(arguments: Arguments) -> tuple[Post, Organization]:
    post = Post.objects.select_related("organization").filter(uid=arguments["post"]).first()
    organization = Organization.objects.filter(uid=arguments["organization"]).first()
    if post is None or organization is None:
        raise ValidationError(_("Chức vụ hoặc cơ quan trong đề nghị không còn."))
    return post, organization


def _check(arguments: Arguments, *, person: Person, right: str) -> None:
    """The role exists and may be given, the post is open, nothing is given twice, and this person's right reaches that far."""
    post, organization = _things(arguments)
    role, reach = str(arguments["role"]), str(arguments["reach"])
    if role not in access.roles() or role in access.NEVER_GIVEN:
        raise ValidationError({"role": _("Không có vai trò “%(role)s”, hoặc không giao được vai trò này.") % {"role": role}})
    if post.until is not None:
        raise ValidationError({"post": _("Chức vụ này đã kết thúc.")})
    if organization.ended_on is not None:
        raise ValidationError({"organization": _("Cơ quan này đã kết thúc hoạt động.")})
    if Grant.objects.filter(post=post, role=role, organization=organization, reach=reach, until=None).exists():
        raise ValidationError(_("Chức vụ này đã giữ vai trò ấy tại đó."))
    access.require_reach(person, right, organization, reach)


def _perform(arguments: Arguments, *, by: Person, at: datetime) -> Grant:
    post, organization = _things(arguments)
    until = arguments["until"]
    return organizations.grant(
        post=post,
        role=str(arguments["role"]),
        organization=organization,
        reach=str(arguments["reach"]),
        since=date.fromisoformat(arguments["since"]),
        until=date.fromisoformat(until) if until else None,
        by=by,
        at=at,
    )


def _concerned(arguments: Arguments) -> Collection[int]:
    """Nobody gives a right to themselves: neither who sits in the post, nor who is lent its rights."""
    post, _organization = _things(arguments)
    not_over = Q(until=None) | Q(until__gte=access.TODAY)
    seated = Term.objects.filter(not_over, post=post).values_list("person", flat=True)
    lent = Delegation.objects.filter(not_over, post=post).values_list("person", flat=True)
    return {*seated, *lent}


def _preview(arguments: Arguments) -> Preview:
    post, organization = _things(arguments)
    role = access.roles().get(str(arguments["role"]))
    names = [term.person.full_name for term in Term.objects.filter(post=post, until=None).select_related("person")]
    acts = sorted(str(access.acts().get(act, act)) for act in role.acts) if role else []
    told: dict[str, Any] = {"role": role.name if role else arguments["role"], "post": post.title, "place": post.organization.called}
    return Preview(
        _("Giao vai trò “%(role)s” cho chức vụ %(post)s (%(place)s).") % told,
        (
            (_("Người đang giữ chức vụ"), ", ".join(names) or _("chưa có người giữ")),
            (_("Tại"), organization.name),
            (_("Phạm vi"), str(Reach(arguments["reach"]).label)),
            (_("Từ ngày"), _day(arguments["since"])),
            (_("Đến hết ngày"), _day(arguments["until"]) if arguments["until"] else _("không đặt ngày cuối")),
            (_("Vai trò này được"), "; ".join(acts) or _("không có việc riêng")),
        ),
        _("Vai trò này giao được quyền cho người khác.") if role and "grant.manage" in role.acts else "",
    )


def _day(text: str) -> str:
    return date.fromisoformat(text).strftime("%d/%m/%Y")


def register() -> None:
    """Called when the room starts."""
    two_person.register(
        GIVE,
        TwoPersonAct(
            name=gettext_lazy("Giao quyền cho một chức vụ"),
            propose="grant.manage",
            confirm="grant.confirm",
            check=_check,
            perform=_perform,
            preview=_preview,
            concerned=_concerned,
        ),
    )
