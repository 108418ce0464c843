"""Nhóm theo quy tắc: quy tắc nói bằng lời, thành viên của một ngày. / Groups by rule: the rule in words, members as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dondoc.server.organizations.models import Category, Group, Kind, Level, Line, Organization, OrganizationQuerySet, Person
from dondoc.server.organizations.models.groups import fitting, of_kind
from dondoc.server.organizations.queries import uids
from dondoc.server.organizations.standing import named, placed

#: How deep a tree can be: centre, province, committee, commune, cell, and room for parts.
DEEPEST = 12
#: How many groups a filter lists.
NARROWING = 60


@dataclass(frozen=True)
class Member:
    """A body in a group on a day, under its name of that day, and what it stands under today."""

    place: Organization
    name: str


@dataclass(frozen=True)
class Chip:
    """A group as a page offers it to be chosen: how many of the bodies it can choose are in it today."""

    uid: UUID
    name: str
    size: int


def words(rule: Mapping[str, Any], places: Mapping[str, str]) -> str:
    """A rule in one sentence. `places`: names of the bodies it speaks of, by public id."""
    said = []
    for key, listed, sentence in (
        ("kinds", Kind, _("loại: %(list)s")),
        ("categories", Category, _("loại hình: %(list)s")),
        ("levels", Level, _("cấp: %(list)s")),
        ("lines", Line, _("hệ thống: %(list)s")),
    ):
        if values := rule.get(key):
            said.append(sentence % {"list": ", ".join(str(listed(value).label) for value in values if value in listed.values)})
    if under := rule.get("under"):
        told = {"place": places.get(str(under), "")}
        said.append(_("trực thuộc %(place)s") % told if rule.get("near") else _("%(place)s và mọi cơ quan bên dưới") % told)
    if left_out := rule.get("left_out"):
        said.append(_("trừ %(list)s") % {"list": ", ".join(places.get(str(uid), "") for uid in left_out)})
    return "; ".join(said)


def named_in(person: Person, rules: Collection[Mapping[str, Any]]) -> dict[str, str]:
    """Names of the bodies some rules speak of, by public id. One query."""
    spoken_of = {str(uid) for rule in rules for uid in (rule.get("under"), *rule.get("left_out", ())) if uid}
    seen = Organization.objects.visible_to(person).filter(uid__in=spoken_of)
    return {str(uid): name for uid, name in seen.values_list("uid", "name")}


def members_on(person: Person, rule: dict[str, Any], day: date, today: date) -> list[Member]:
    """Who fitted a rule on a day: by where each stood then and its name then; kind and `loại hình` are today's, they carry no date."""
    seen = Organization.objects.visible_to(person)
    found = fitting(seen.living(), rule) if day == today else of_kind(_stood(seen, rule, day), rule)
    return [Member(one, str(getattr(one, "name_then", one.name))) for one in named(found.order_by("path"), day)]


def _stood(seen: OrganizationQuerySet, rule: Mapping[str, Any], day: date) -> OrganizationQuerySet:
    """Bodies that stood that day where the rule says: a query a level."""
    there = seen.standing_on(day)
    if not (under := rule.get("under")):
        return there
    level = set(seen.filter(uid=under).values_list("pk", flat=True))
    if rule.get("near"):
        return there.filter(pk__in=seen.filter(placed(day, "placements__"), placements__parent__in=level).values("pk"))
    found = set(level)
    for _depth in range(DEEPEST):
        level = set(seen.filter(placed(day, "placements__"), placements__parent__in=level).values_list("pk", flat=True)) - found
        found |= level
        if not level:
            break
    return there.filter(pk__in=found)


def offered(person: Person, place: Organization, among: OrganizationQuerySet, chosen: Iterable[str] = ()) -> list[Chip]:
    """The groups a body chooses from with how many of the bodies it can choose are in each; empty ones are not offered."""
    groups = Group.objects.visible_to(person)
    wanted = groups.offered_at(place) | groups.filter(uid__in=uids(chosen))
    sizes = ((group, group.members().filter(pk__in=among.values("pk")).count()) for group in wanted)
    return [Chip(group.uid, group.name, size) for group, size in sizes if size]


def spread(person: Person, chosen: Iterable[str], among: OrganizationQuerySet) -> list[Organization]:
    """The bodies some public ids of bodies and groups mean today, each once, of those that can be chosen."""
    said = uids(chosen)
    wanted = set(among.filter(uid__in=said).values_list("pk", flat=True))
    for group in Group.objects.visible_to(person).filter(uid__in=said):
        wanted |= set(group.members().filter(pk__in=among.values("pk")).values_list("pk", flat=True))
    return list(among.filter(pk__in=wanted).order_by("path"))


def choices_of(person: Person) -> list[tuple[str, str]]:
    """Groups a list can be narrowed by, in the order of the bodies they belong to: public id and name."""
    living = Group.objects.visible_to(person).living().order_by("organization__path", "position", "pk")
    return [(str(uid), name) for uid, name in living.values_list("uid", "name")[:NARROWING]]
