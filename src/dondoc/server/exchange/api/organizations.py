"""Cơ quan, đơn vị cho máy. / Organizations, for machines."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router

from dondoc.server.exchange.api.bearing import PersonRequest
from dondoc.server.exchange.api.operations import reads
from dondoc.server.exchange.api.shapes import Limit, Named, Told, Uid, Word, a_page, named
from dondoc.server.organizations import queries
from dondoc.server.organizations.models import Category, Kind, Level, Line, Organization, OrganizationQuerySet, Person

router = Router(tags=["organizations"])
SCOPE = "organizations.read"


class Standing(StrEnum):
    """Bodies that live, that ended, or all."""

    LIVING = "living"
    ENDED = "ended"
    ALL = "all"


class Body(Told):
    """An organization in a list."""

    uid: UUID
    name: str
    short_name: str
    code: str
    line: Line
    kind: Kind
    level: Level
    category: Category
    parent: UUID | None
    founded_on: date | None
    ended_on: date | None


class Former(Told):
    """A name borne until a day, the day excluded."""

    name: str
    since: date | None
    until: date


class Follower(Told):
    """Who follows a body that ended, from which day, by territory or by function."""

    organization: Named
    kind: str
    since: date


class BodyWhole(Body):
    """An organization with what stands around it."""

    code_lowest_first: str
    above: list[Named]
    head: Named | None
    former_names: list[Former]
    followed_by: list[Follower]


class Bodies(Told):
    """A page of organizations; `next` is the cursor of the next page."""

    items: list[Body]
    next: UUID | None


class People(Told):
    """Persons with a post in a body today."""

    items: list[Named]


def _body(place: Organization) -> Body:
    return Body(**_values(place))


def _values(place: Organization) -> dict[str, Any]:
    plain = ("uid", "name", "short_name", "code", "line", "kind", "level", "category", "founded_on", "ended_on")
    return {key: getattr(place, key) for key in plain} | {"parent": place.parent.uid if place.parent else None}


def _seen(person: Person) -> OrganizationQuerySet:
    return Organization.objects.visible_to(person).select_related("parent")


@reads(router, "/organizations", Bodies, scope=SCOPE, title="Danh sách cơ quan / List of organizations")
def organizations(
    request: PersonRequest,
    words: Word = "",
    kind: Kind | None = None,
    level: Level | None = None,
    standing: Standing = Standing.LIVING,
    cursor: Uid | None = None,
    limit: Limit = 50,
) -> Bodies:
    """`words`: một phần tên, có dấu hay không, kể cả tên cũ; hoặc mã định danh. / Part of a name, former ones too, or a code."""
    found = _seen(request.person)
    if standing != Standing.ALL:
        found = found.filter(ended_on__isnull=standing == Standing.LIVING)
    found = found.named(words) if words.strip() else found
    found = found.filter(kind=kind) if kind else found
    found = found.filter(level=level) if level else found
    rows, after = a_page(found, cursor=cursor, limit=limit)
    return Bodies(items=[_body(row) for row in rows], next=after)


@reads(router, "/organizations/{uuid:uid}", BodyWhole, scope=SCOPE, title="Một cơ quan / One organization")
def organization(request: PersonRequest, uid: UUID) -> BodyWhole:
    """Cơ quan, cấp trên, người đứng đầu, tên cũ, cơ quan kế tục. / With what is above, its head, former names, successors."""
    place = get_object_or_404(_seen(request.person), uid=uid)
    head = queries.head_of(place)
    followers = place.followed_by.select_related("successor")
    return BodyWhole(
        **_values(place),
        code_lowest_first=place.code_lowest_first,
        above=[named(one) for one in queries.above(place)],
        head=named(head) if head else None,
        former_names=[Former(name=row.name, since=row.since, until=row.until) for row in place.former_names.all()],
        followed_by=[Follower(organization=named(row.successor), kind=row.kind, since=row.since) for row in followers],
    )


@reads(router, "/organizations/{uuid:uid}/below", Bodies, scope=SCOPE, title="Cây bên dưới / The tree below")
def below(request: PersonRequest, uid: UUID, cursor: Uid | None = None, limit: Limit = 50) -> Bodies:
    """Mọi cơ quan đang hoạt động bên dưới, cấp trên trước. / All living bodies below, each after the one above it."""
    place = get_object_or_404(_seen(request.person), uid=uid)
    found = _seen(request.person).under(place).living().exclude(pk=place.pk)
    rows, after = a_page(found, cursor=cursor, limit=limit, by="path")
    return Bodies(items=[_body(row) for row in rows], next=after)


@reads(router, "/organizations/{uuid:uid}/people", People, scope=SCOPE, title="Người của cơ quan / People of a body")
def people(request: PersonRequest, uid: UUID) -> People:
    """Người giữ chức vụ tại đây hôm nay: chọn người thực hiện trong số này. / Who may be named to do work here."""
    place = get_object_or_404(_seen(request.person), uid=uid)
    return People(items=[named(person) for person in queries.members_of(place)])
