"""Nhóm theo quy tắc: lập, sửa, thôi dùng. / Groups by rule: named, changed, ended; what a rule may say is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Category, Group, Kind, Level, Line, Organization, Person
from dondoc.terms.vietnamese import fold, nfc

#: What each part of a rule may hold.
LISTED: Mapping[str, type[Kind] | type[Category] | type[Level] | type[Line]] = {
    "kinds": Kind,
    "categories": Category,
    "levels": Level,
    "lines": Line,
}


def plain(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule with what is empty left out, every value one of those there are; `ValidationError` otherwise."""
    found: dict[str, Any] = {key: [str(value) for value in rule[key]] for key in (*LISTED, "left_out") if rule.get(key)}
    for key, listed in LISTED.items():
        if unknown := [value for value in found.get(key, []) if value not in listed.values]:
            raise ValidationError({key: _("“%(value)s” không có trong danh mục.") % {"value": unknown[0]}})
    if rule.get("under"):
        found["under"] = str(rule["under"])
        if not Organization.objects.filter(uid=_uid(found["under"], "under")).exists():
            raise ValidationError({"under": _("Không tìm thấy cơ quan này. Chọn lại trong danh sách.")})
    if rule.get("near"):
        found["near"] = True
        if "under" not in found:
            raise ValidationError({"under": _("Chọn cơ quan mà các thành viên trực thuộc.")})
    for uid in found.get("left_out", []):
        _uid(uid, "left_out")
    return found


def _uid(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValidationError({field: _("Không tìm thấy cơ quan này. Chọn lại trong danh sách.")}) from None


def _checked(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule somebody writes down: it narrows something. Nobody may fit it yet, where bodies are entered later; a page warns."""
    told = plain(rule)
    if not any(told.get(key) for key in (*LISTED, "under")):
        raise ValidationError(_("Quy tắc chưa có điều kiện nào. Chọn cơ quan cấp trên hoặc loại cơ quan."))
    return told


def _free_name(name: str, organization: Organization, group: Group | None = None) -> str:
    """The name, where no living group this body can choose from bears it."""
    name = " ".join(nfc(name).split())
    others = Group.objects.offered_at(organization)
    if any(fold(other.name) == fold(name) and other != group for other in others):
        raise ValidationError({"name": _("Đã có nhóm tên “%(name)s”. Dùng nhóm đó, hoặc đặt tên khác.") % {"name": name}})
    return name


def _free_key(name: str) -> str:
    start = slugify(fold(name))[:50] or "nhom"
    taken = set(Group.objects.filter(key__startswith=start).values_list("key", flat=True))
    return next(key for n in range(len(taken) + 1) if (key := f"{start}-{n + 1}" if n else start) not in taken)


@transaction.atomic
def define_group(
    *, name: str, rule: Mapping[str, Any], organization: Organization, by: Person, at: datetime, key: str = "", position: int = 0
) -> Group:
    """Name a set of organizations by rule. `organization`: whose group it is; it and those below it choose from it."""
    access.require(by, "organization.manage", organization)
    group = Group(name=_free_name(name, organization), rule=_checked(rule), organization=organization, position=position)
    group.key = key or _free_key(group.name)
    group.full_clean(exclude=["uid"])
    group.save()
    told = {"key": group.key, "name": group.name, "rule": group.rule, "organization": organization.uid}
    journal.write("group.define", group, by=by, at=at, payload=told)
    return group


@transaction.atomic
def change_group(group: Group, *, name: str, rule: Mapping[str, Any], by: Person, at: datetime) -> Group:
    """Another name or another rule. What was issued before keeps the bodies it was issued to; drafts follow the new rule."""
    group = _mine(group, by)
    old = {"name": group.name, "rule": group.rule}
    group.name, group.rule = _free_name(name, group.organization, group), _checked(rule)
    group.full_clean(exclude=["uid"])
    group.save()
    told = {"old": old, "name": group.name, "rule": group.rule}
    journal.write("group.change", group, by=by, at=at, payload=told)
    return group


@transaction.atomic
def end_group(group: Group, *, on: date, reason: str, by: Person, at: datetime) -> Group:
    """A group is offered no more from a day; what was issued by it stays, drafts that name it keep it."""
    group = _mine(group, by)
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("Ngày %(day)s chưa đến. Thực hiện vào ngày đó.") % {"day": f"{on:%d/%m/%Y}"}})
    if not reason.strip():
        raise ValidationError({"reason": _("Ghi lý do thôi dùng nhóm.")})
    group.ended_on = on
    group.save(update_fields=["ended_on"])
    journal.write("group.end", group, by=by, at=at, payload={"on": on, "reason": nfc(reason).strip()})
    return group


def _mine(group: Group, by: Person) -> Group:
    group = Group.objects.select_for_update(of=("self",)).select_related("organization").get(pk=group.pk)
    access.require(by, "organization.manage", group.organization)
    if group.ended_on is not None:
        raise ValidationError(_("Nhóm này đã thôi dùng từ ngày %(day)s. Lập nhóm mới nếu còn cần.") % {"day": f"{group.ended_on:%d/%m/%Y}"})
    return group
