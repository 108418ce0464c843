"""Đọc qua nhiều bảng của cây tổ chức. / Reads that join the tables of the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from dondoc.server.organizations.access import TODAY
from dondoc.server.organizations.models import Organization, Person, Term


@dataclass(frozen=True)
class Seat:
    """A post held today."""

    post_id: int
    title: str
    organization: Organization
    is_head: bool
    acting: bool


def _today() -> Q:
    return Q(since__lte=TODAY) & (Q(until=None) | Q(until__gte=TODAY))


def seats(person: Person) -> list[Seat]:
    """The posts a person holds today, the first is the one shown beside the name."""
    terms = Term.objects.filter(_today(), person=person).select_related("post__organization").order_by("post__position", "pk")
    return [Seat(t.post_id, t.post.title, t.post.organization, t.post.is_head, t.acting) for t in terms]


def heads_of(organizations: Iterable[Organization]) -> dict[int, Person]:
    """The person who answers for each organization: the holder of its head's post today. Organizations without one are absent."""
    terms = (
        Term.objects.filter(_today(), post__is_head=True, post__until=None, post__organization__in=list(organizations))
        .select_related("person", "post")
        .order_by("acting", "pk")
    )
    found: dict[int, Person] = {}
    for term in terms:
        found.setdefault(term.post.organization_id, term.person)
    return found


def head_of(organization: Organization) -> Person | None:
    """The person who answers for one organization, None when the head's post is empty."""
    return heads_of([organization]).get(organization.pk)


def members_of(organization: Organization) -> list[Person]:
    """Persons with a post in this very organization today, in the Vietnamese order of names."""
    terms = Term.objects.filter(_today(), post__organization=organization).values("person")
    return list(Person.objects.filter(pk__in=terms, kind="human"))
