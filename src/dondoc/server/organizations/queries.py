"""Đọc qua nhiều bảng của cây tổ chức. / Reads that join the tables of the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from dondoc.server.organizations.access import TODAY
from dondoc.server.organizations.models import Organization, Person, Post, Term


@dataclass(frozen=True)
class Seat:
    """A post held today."""

    post_id: int
    title: str
    organization: Organization
    is_head: bool
    acting: bool


def uids(texts: Iterable[str]) -> list[UUID]:
    """Those of these texts that are public ids: what a form sends is not always one."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


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
    return members_by([organization]).get(organization.pk, [])


def members_by(organizations: Iterable[Organization]) -> dict[int, list[Person]]:
    """`members_of` of many organizations at once, by their ids. One query."""
    terms = (
        Term.objects.filter(_today(), post__organization__in=list(organizations), person__kind="human")
        .select_related("person", "post")
        .order_by("person__sort_key")
    )
    found: dict[int, dict[int, Person]] = {}
    for term in terms:
        found.setdefault(term.post.organization_id, {})[term.person_id] = term.person
    return {place: list(persons.values()) for place, persons in found.items()}


def below(place: Organization) -> list[Organization]:
    """What stands right below, in its customary order."""
    return list(Organization.objects.living().filter(parent=place).order_by("position", "pk"))


def above(place: Organization) -> list[Organization]:
    """What stands above, the root first."""
    ids = [int(part) for part in place.path.strip("/").split("/")[:-1]]
    found = Organization.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


@dataclass(frozen=True)
class Held:
    """A post and who holds it today; nobody when it is empty."""

    title: str
    is_head: bool
    holders: tuple[str, ...]


def posts_of(place: Organization) -> list[Held]:
    """The open posts of an organization with their holders today. Two queries."""
    posts = list(Post.objects.filter(organization=place, until=None).order_by("-is_head", "position", "pk"))
    terms = Term.objects.filter(_today(), post__in=posts).select_related("person")
    names: dict[int, list[str]] = {}
    for term in terms:
        names.setdefault(term.post_id, []).append(term.person.full_name)
    return [Held(post.title, post.is_head, tuple(names.get(post.pk, ()))) for post in posts]
