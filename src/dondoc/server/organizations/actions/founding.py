"""Thành lập cơ quan. / Founding organizations: primitive acts; what crosses rooms is in `custody`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.actions.coding import borne, free_code
from dondoc.server.organizations.actions.placing import after_founding, living
from dondoc.server.organizations.models import Grant, Organization, Person, PersonKind, Placement, Post, Reach, Term
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
    parent = Organization.objects.get(pk=parent.pk)  # its path and its end as they stand now
    access.require(by, "organization.manage", parent)
    living(parent)
    after_founding(parent, since)
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
    free_code(organization)
    organization.full_clean(exclude=["uid", "path"])
    organization.save()
    organization.path = f"{parent.path if parent else '/'}{organization.pk}/"
    organization.save(update_fields=["path"])
    for row in borne(organization, basis):
        row.save()
    Placement.objects.create(organization=organization, parent=parent, since=since, basis=basis)
    return organization
