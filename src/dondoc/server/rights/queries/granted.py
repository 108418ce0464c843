"""Ai giữ vai trò nào, ở đâu. / Who holds which role where: narrowed to where a person may look at grants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dondoc.server.journal.queries import about
from dondoc.server.organizations.access import NEVER_GIVEN, TODAY, allowed, covers, organizations_where, roles
from dondoc.server.organizations.models import Delegation, Grant, Organization, Person, Post, Reach, Term
from dondoc.server.rights.separation import Pair, pairs

_NOT_OVER = Q(until=None) | Q(until__gte=TODAY)


@dataclass(frozen=True)
class Given:
    """A grant with who holds it today by the post, and whom it is lent to."""

    grant: Grant
    role: str | Promise
    holders: tuple[str, ...]
    lent: tuple[str, ...]
    future: bool
    mine_to_end: bool


def given_at(place: Organization, person: Person, on: date) -> list[Given]:
    """Grants that hold at this place today or later: its own first, then those from above that reach below."""
    above = [int(part) for part in place.path.strip("/").split("/")[:-1]]
    here = Q(organization=place) | Q(organization__in=above, reach__in=(Reach.BELOW, Reach.BOTH))
    rows = list(
        Grant.objects.filter(_NOT_OVER, here)
        .filter(Q(post__until=None) | Q(post__until__gte=TODAY))
        .select_related("post__organization", "organization")
        .order_by("-organization__path", "role", "pk")
    )
    names, lent = _names(rows)
    return [
        Given(
            row,
            roles()[row.role].name if row.role in roles() else row.role,
            tuple(names.get(row.post_id, ())),
            tuple(lent.get((row.post_id, row.role), ())),
            row.since > on,
            row.role not in NEVER_GIVEN and covers(person, "grant.manage", row.organization, row.reach),
        )
        for row in rows
    ]


def _names(rows: Iterable[Grant]) -> tuple[dict[int, list[str]], dict[tuple[int, str], list[str]]]:
    posts = {row.post_id for row in rows}
    valid = Q(since__lte=TODAY) & _NOT_OVER
    names: defaultdict[int, list[str]] = defaultdict(list)
    for term in Term.objects.filter(valid, post__in=posts).select_related("person"):
        names[term.post_id].append(term.person.full_name)
    lent: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for row in Delegation.objects.filter(valid, post__in=posts).select_related("person"):
        until = f" {_('đến')} {row.until:%d/%m/%Y}" if row.until else ""
        lent[row.post_id, row.role].append(f"{row.person.full_name} ({row.basis}{until})")
    return names, lent


@dataclass(frozen=True)
class Holding:
    """How many posts hold a role where this person may look, by reach."""

    own: int = 0
    below: int = 0
    both: int = 0


def grants_seen(person: Person) -> QuerySet[Grant]:
    """Grants at the places where this person may look at grants: the start of every read of grants by a person."""
    return Grant.objects.filter(organization__in=organizations_where(person, "grant.see")).select_related(
        "post__organization", "organization"
    )


def holdings(person: Person) -> dict[str, Holding]:
    """By role."""
    rows = grants_seen(person).filter(_NOT_OVER).values_list("role", "reach")
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for role, reach in rows:
        counted[role][reach] += 1
    return {role: Holding(**reaches) for role, reaches in counted.items()}


@dataclass(frozen=True)
class Clash:
    """A post that holds both sides of a separated pair at one place: allowed, but its holder must leave one side to another."""

    pair: Pair
    post: Post
    place: Organization


def clashes(person: Person) -> list[Clash]:
    """Posts which hold both sides of a pair at the very place of a grant, where this person may look; at most 100."""
    rows = grants_seen(person).filter(_NOT_OVER)
    held: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for row in rows.exclude(role__in=NEVER_GIVEN).values_list("post", "organization", "role"):
        held[row[0], row[1]] |= roles()[row[2]].acts if row[2] in roles() else frozenset()
    found = [(pair, key) for key, acts in held.items() for pair in pairs() if {pair.first, pair.second} <= acts][:100]
    posts = Post.objects.select_related("organization").in_bulk({key[0] for _pair, key in found})
    places = Organization.objects.in_bulk({key[1] for _pair, key in found})
    return [Clash(pair, posts[post], places[place]) for pair, (post, place) in found]


@dataclass(frozen=True)
class Change:
    """One step in the journal of grants."""

    what: str
    who: str
    at: datetime
    words: str
    place: Organization


def change_of(action: str) -> str:
    """The sentence of a step."""
    return {"grant.give": _("Giao quyền"), "grant.end": _("Thu quyền")}.get(action, action)


def history(person: Person, *, under: Organization | None = None, most: int = 200) -> list[Change]:
    """The journal of grants where this person may look, newest first: whoever stands above sees what was given below."""
    rows = grants_seen(person).filter(organization__path__startswith=under.path) if under else grants_seen(person)
    grants = {row.uid: row for row in rows.order_by("-pk")[:most]}
    acts = sorted((act for act in about(*grants) if act.action in ("grant.give", "grant.end")), key=lambda act: -act.seq)
    names = dict(Person.objects.filter(uid__in={act.actor for act in acts}).values_list("uid", "full_name"))
    found = []
    for act in acts:
        row = grants[act.object_id]
        role = roles()[row.role].name if row.role in roles() else row.role
        words = _("%(role)s: %(post)s (%(place)s)") % {"role": role, "post": row.post.title, "place": row.post.organization.called}
        if reason := (act.payload or {}).get("reason"):
            words = f"{words}. {reason}"
        found.append(Change(change_of(act.action), names.get(act.actor, ""), act.at, words, row.organization))
    return found


@dataclass(frozen=True)
class Chosen:
    """A body whose posts are offered in the form."""

    place: Organization
    current: bool


def offered(place: Organization, current: Organization) -> list[Chosen]:
    """Bodies whose posts can be given a role here: this one, what stands right below it, and what stands above."""
    above = [int(part) for part in place.path.strip("/").split("/")[:-1]]
    near = Organization.objects.living().filter(Q(pk=place.pk) | Q(parent=place) | Q(pk__in=above) | Q(pk=current.pk))
    rows = sorted(near.distinct(), key=lambda row: (row.path.count("/"), row.position, row.pk))
    return [Chosen(row, row.pk == current.pk) for row in rows[:60]]


def posts_offered(current: Organization) -> list[tuple[str, str]]:
    """(public id, title with who holds it) of the open posts of a body."""
    posts = list(Post.objects.filter(organization=current, until=None))
    names: defaultdict[int, list[str]] = defaultdict(list)
    for term in Term.objects.filter(Q(since__lte=TODAY) & _NOT_OVER, post__in=posts).select_related("person"):
        names[term.post_id].append(term.person.full_name)
    return [(str(post.uid), f"{post.title}: {', '.join(names[post.pk]) or _('chưa có người giữ')}") for post in posts]


def may_give(person: Person, place: Organization) -> bool:
    """Whether this person may propose some grant here."""
    return allowed(person, "grant.manage", place) or covers(person, "grant.manage", place, Reach.BELOW)
