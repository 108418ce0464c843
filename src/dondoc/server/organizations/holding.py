"""Người và chức vụ của họ. / Persons and their posts: the list, one person's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dondoc.server.organizations.models import Delegation, Organization, Person, PersonKind, Post, Term
from dondoc.server.organizations.queries import uids
from dondoc.terms.vietnamese import fold


@dataclass(frozen=True)
class Held:
    """A term as pages show it."""

    term: Term
    now: bool
    concurrent: bool  # beside another post held the same day


@dataclass(frozen=True)
class PersonPage:
    """What is official of a person: posts held and once held, rights lent and borrowed."""

    person: Person
    held: tuple[Held, ...]
    past: tuple[Held, ...]
    borrowed: tuple[Delegation, ...]
    lent: tuple[Delegation, ...]


def persons(person: Person, *, words: str = "", place: Organization | None = None) -> QuerySet[Person]:
    """Human beings in the Vietnamese order of names; by name without marks, by a branch in which they hold a post."""
    found = Person.objects.visible_to(person).filter(kind=PersonKind.HUMAN)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    if place is not None:
        found = found.filter(terms__until=None, terms__post__organization__path__below=place.path).distinct()
    return found.order_by("sort_key", "pk").prefetch_related("terms__post__organization")


def person_page(one: Person, on: date) -> PersonPage:
    """One person as of a day; the caller has seen the person."""
    terms = list(one.terms.select_related("post__organization", "post__ex_officio__organization").order_by("-since", "-pk"))
    now = [term for term in terms if _covers(term, on)]
    held = tuple(Held(term, True, len(now) > 1 and place > 0) for place, term in enumerate(_first(now)))
    past = tuple(Held(term, False, False) for term in terms if term not in now)
    valid = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    borrowed = one.delegations.filter(valid).select_related("post__organization")
    lent = [given for term in now for given in term.post.delegations.filter(valid).select_related("person", "post")]
    return PersonPage(one, held, past, tuple(borrowed), tuple(lent))


def _covers(term: Term, on: date) -> bool:
    return term.since <= on and (term.until is None or term.until >= on)


def _first(terms: Iterable[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (term.acting, not term.post.is_head, term.post.position, term.pk))


#: How many posts a search offers.
MOST = 30


def posts_named(person: Person, words: str, kept: str, on: date) -> list[tuple[Post, tuple[str, ...]]]:
    """Posts a group can take in, with who holds them that day: found by the holder's name, the title or the body; the one chosen."""
    places = Organization.objects.visible_to(person).living()
    valid = Q(until=None) | Q(until__gt=on)
    rows = (
        Post.objects.visible_to(person)
        .filter(valid, organization__in=places, ex_officio=None)
        .select_related("organization")
        .prefetch_related("terms__person")
    )
    wanted = Q(pk=None)
    if folded := fold(words):
        holders = Q(terms__person__folded__contains=folded) & (Q(terms__until=None) | Q(terms__until__gt=on))
        wanted = holders | Q(organization__folded__contains=folded) | Q(title__icontains=words.strip())
    found = list(rows.filter(wanted).distinct().order_by("organization__path", "-is_head", "position", "pk")[:MOST])
    found += [post for post in rows.filter(uid__in=uids([kept])) if post not in found]
    return [(post, tuple(term.person.full_name for term in post.terms.all() if _covers(term, on))) for post in found]


@dataclass(frozen=True)
class Seat:
    """A post of a body with who holds it that day."""

    post: Post
    terms: tuple[Term, ...]


def seats_of(place: Organization, on: date) -> list[Seat]:
    """Posts of a body on a day with their holders, the head first. Two queries; the caller has seen the body."""
    valid = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    posts = list(
        place.posts.filter(valid)
        .select_related("ex_officio__organization")
        .prefetch_related("terms__person")
        .order_by("-is_head", "position", "pk")
    )
    return [Seat(post, tuple(term for term in post.terms.all() if _covers(term, on))) for post in posts]
