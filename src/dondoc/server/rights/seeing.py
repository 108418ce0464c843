"""Ai xem được một thứ, và vì sao: viết một lần, dùng cho danh sách, cho câu “vì sao tôi xem được” và “ai xem được”.

Who sees a thing, said once as a list of ways: by place (an act held at an organization the thing is linked to), by name (a
person the thing names), or through another thing. `Ways.of` narrows a list, `Ways.why` says which ways hold for one person,
`Ways.who` who comes in by each: all three from the same lines, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import BooleanField, Model, Q, QuerySet, Value
from django.utils.functional import Promise

from dondoc.server.organizations.access import Ground, everywhere, grounds, holders_by, organizations_where
from dondoc.server.organizations.models import Organization, Person

Things = QuerySet[Model]
_EVERY = Value(True, output_field=BooleanField())  # asks for no column, so that an index may answer alone


@dataclass(frozen=True)
class Reason:
    """Why one person sees a thing: the way; for a way by place also the place, the act and by which grants it is held there."""

    sentence: str | Promise
    act: str = ""
    place: Organization | None = None
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class Entrance:
    """Who comes in by one way, at one place when it is a way by place."""

    sentence: str | Promise
    act: str
    place: Organization | None
    persons: tuple[Person, ...]


@dataclass(frozen=True)
class ByPlace:
    """Holders of an act at the organization this link of the thing leads to.

    `filled`: the link leads to an organization in every row, so who holds the act everywhere sees every row: no place is asked for.
    """

    sentence: str | Promise
    act: str
    link: str
    filled: bool = False

    def all(self, person: Person) -> bool:
        """Whether this person sees every row this way."""
        return self.filled and everywhere(person, self.act)

    def of(self, person: Person, via: str = "") -> Q:
        """Things this person sees this way; `via`: the way from what is asked for to the thing, «assignment__»."""
        return Q(**{f"{via}{self.link}__in": organizations_where(person, self.act)})

    def why(self, things: Things, person: Person) -> Iterator[Reason]:
        """One reason for each place."""
        for place in organizations_where(person, self.act).filter(pk__in=_ids(things, self.link)):
            yield Reason(self.sentence, self.act, place, tuple(grounds(person, self.act, place)))

    def who(self, things: Things) -> Iterator[Entrance]:
        """The holders at each place; five queries, however many places."""
        places = list(Organization.objects.filter(pk__in=_ids(things, self.link)))
        holders = holders_by(self.act, places)
        for place in places:
            yield Entrance(self.sentence, self.act, place, tuple(holders[place.pk]))


@dataclass(frozen=True)
class ByName:
    """The person this link of the thing leads to."""

    sentence: str | Promise
    link: str

    def all(self, person: Person) -> bool:
        """Nobody is named by every row."""
        return False

    def of(self, person: Person, via: str = "") -> Q:
        """Things that name this person so."""
        return Q(**{f"{via}{self.link}": person})

    def why(self, things: Things, person: Person) -> Iterator[Reason]:
        """One reason when the thing names this person."""
        if things.filter(self.of(person)).exists():
            yield Reason(self.sentence)

    def who(self, things: Things) -> Iterator[Entrance]:
        """The person named."""
        if persons := tuple(Person.objects.filter(pk__in=_ids(things, self.link))):
            yield Entrance(self.sentence, "", None, persons)


@dataclass(frozen=True)
class Through:
    """Whoever sees another thing by these ways. `model`: «app.Model». One of:

    `back`: the other thing points by this field at ours, or at what our `link` leads to, and counts while `when` holds of it;
    `forward`: ours points at it by this one, and only while `when` holds of ours. `few`: the others are few beside ours, so that
    they are asked for as a set, by which an index of ours leads to what is seen.
    """

    model: str
    ways: Ways
    back: str = ""
    link: str = "pk"
    forward: str = ""
    few: bool = False
    when: Q = field(default_factory=Q)

    def all(self, person: Person) -> bool:
        """Whether this person sees every row this way: each points at another thing, and sees all of those."""
        return bool(self.forward) and not self.when and self.ways.all(person)

    def _others(self) -> Things:
        others: Things = apps.get_model(self.model)._default_manager.all()
        return others

    def of(self, person: Person, via: str = "") -> Q:
        """Things seen through the others: back as one subquery; forward as conditions on the other thing itself.

        A million things that point forward are then looked at where the rest of the question leads, not where sight does.
        """
        if self.few and not via:
            return Q(**{f"{self.forward}__in": self._others().filter(self.ways.of(person))}) & self.when
        if not self.back:
            return _through(self.when, via) & self.ways.of(person, f"{via}{self.forward}__")
        seen = self._others().filter(self.when & self.ways.of(person))
        return Q(**{f"{via}{self.link}__in": seen.values(self.back)})

    def _between(self, things: Things) -> Things:
        if self.back:
            return self._others().filter(self.when, **{f"{self.back}__in": _ids(things, self.link)})
        return self._others().filter(pk__in=_ids(things.filter(self.when), self.forward))

    def why(self, things: Things, person: Person) -> Iterator[Reason]:
        """The reasons for the other thing."""
        yield from self.ways.why(self._between(things), person)

    def who(self, things: Things) -> Iterator[Entrance]:
        """Who sees the other thing."""
        yield from self.ways.who(self._between(things))


@dataclass(frozen=True)
class Ways:
    """All ways to a kind of thing; any of them suffices."""

    ways: tuple[ByPlace | ByName | Through, ...]

    def all(self, person: Person) -> bool:
        """Whether one way shows this person every row there is."""
        return any(way.all(person) for way in self.ways)

    def of(self, person: Person, via: str = "") -> Q:
        """The condition of `visible_to`. A person who is nobody (not saved) sees nothing.

        Who sees every row is asked nothing of each: only, of a way that may lead nowhere, that it leads to one.
        """
        if person.pk is None:
            return Q(pk__in=[])
        if self.all(person):
            return Q(**{f"{via}pk__isnull": False}) if via else Q(_EVERY)
        return reduce(or_, (way.of(person, via) for way in self.ways))

    def why(self, things: Things, person: Person) -> list[Reason]:
        """Every reason why this person sees these things (a queryset of one, as a rule); empty: does not see them."""
        return [] if person.pk is None else [reason for way in self.ways for reason in way.why(things, person)]

    def who(self, things: Things) -> list[Entrance]:
        """Everybody who sees them, by way and place; ways by which nobody comes in are left out."""
        return [entrance for way in self.ways for entrance in way.who(things) if entrance.persons]


def _through(when: Q, via: str) -> Q:
    """The same condition, of the thing that this way leads to."""
    moved = Q(_connector=when.connector, _negated=when.negated)
    moved.children = [_through(one, via) if isinstance(one, Q) else (f"{via}{one[0]}", one[1]) for one in when.children]  # type: ignore[index]
    return moved


def _ids(things: Things, link: str) -> list[int]:
    """Ids at the end of a link, read first: the two sides of a question about one thing never meet in one big query."""
    return sorted({pk for pk in things.order_by().values_list(link, flat=True) if pk is not None})
