"""Quan hệ, mã định danh của một ngày. / Ties and codes of a body as of a day, in the words of the side they are read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.models import IdentityCode, Link, LinkKind, Organization, Person
from dondoc.server.organizations.queries import uids

#: What a tie is called: by its kind and whether it goes out from the body whose page it stands on.
WAYS: dict[str, str | Promise] = {
    f"{LinkKind.PARTY}:out": _("Là tổ chức đảng của"),
    f"{LinkKind.PARTY}:in": _("Có tổ chức đảng là"),
    f"{LinkKind.LEADS}:out": _("Lãnh đạo"),
    f"{LinkKind.LEADS}:in": _("Chịu sự lãnh đạo của"),
    f"{LinkKind.GUIDES}:out": _("Chỉ đạo chuyên môn, nghiệp vụ đối với"),
    f"{LinkKind.GUIDES}:in": _("Chịu sự chỉ đạo chuyên môn, nghiệp vụ của"),
    f"{LinkKind.WORKS_WITH}:out": _("Phối hợp công tác với"),
}
#: How many bodies a search offers.
MOST = 20


@dataclass(frozen=True)
class Tie:
    """A tie as one of its two bodies sees it."""

    link: Link
    other: Organization
    out: bool

    @property
    def way(self) -> str | Promise:
        """What it is called from here."""
        return WAYS[f"{self.link.kind}:{'out' if self.out or self.link.kind == LinkKind.WORKS_WITH else 'in'}"]


def all_ties(place: Organization) -> list[Tie]:
    """Every tie of a body, those that hold first, then the latest. Two queries; the caller has seen the body."""
    found = [Tie(link, link.other, True) for link in place.links_out.select_related("organization", "other")]
    found += [Tie(link, link.organization, False) for link in place.links_in.select_related("organization", "other")]
    return sorted(found, key=lambda tie: (tie.link.until is not None, -tie.link.since.toordinal(), tie.link.pk))


def ties_on(ties: Iterable[Tie], day: date) -> list[Tie]:
    """Those that hold on a day, the Party's first, in the order of the ways."""
    order = list(LinkKind.values[-1:] + LinkKind.values[:-1])
    held = [tie for tie in ties if tie.link.since <= day and (tie.link.until is None or tie.link.until > day)]
    return sorted(held, key=lambda tie: (order.index(tie.link.kind), not tie.out, tie.link.since, tie.link.pk))


def codes_of(place: Organization) -> list[IdentityCode]:
    """Every code a body bears or bore, the one of today first; the caller has seen the body."""
    return list(place.identity_codes.all())


def code_on(codes: Iterable[IdentityCode], day: date) -> IdentityCode | None:
    """The code borne on a day."""
    return next((row for row in codes if (row.since is None or row.since <= day) and (row.until is None or row.until > day)), None)


def candidates(person: Person, place: Organization, words: str, kept: str) -> list[Organization]:
    """Bodies a tie may lead to: beside this one, found by words, the one already chosen."""
    seen = Organization.objects.visible_to(person).living().exclude(pk=place.pk).select_related("parent")
    found = list(seen.named(words).order_by("path")[:MOST]) if words.strip() else list(seen.filter(_near(place)).order_by("path")[:MOST])
    found += [one for one in seen.filter(uid__in=uids([kept])) if one not in found]
    return found


def _near(place: Organization) -> Q:
    beside = Q(parent=place.parent) if place.parent_id else Q(pk=None)
    return Q(pk=place.parent_id) | beside
