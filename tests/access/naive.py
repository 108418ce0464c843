"""Quyền tính lại theo cách thô sơ nhất. / Rights worked out the plainest way: loops over all rows, parents walked one by one.

The oracle of the access code: it shares no query, no path, no cache with it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.server.assignments.models import Assignment
from dondoc.server.documents.models import Distribution
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Delegation, Grant, Organization, Person, Post, Term


def _valid(row: Any, on: date) -> bool:
    return row.since <= on and (row.until is None or row.until >= on)


class World:
    """All rows at one moment."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.grants = list(Grant.objects.select_related("post", "organization"))
        self.terms, self.lent = list(Term.objects.all()), list(Delegation.objects.all())
        self.places = {place.pk: place for place in Organization.objects.all()}
        self.persons = list(Person.objects.all())
        self._told: dict[tuple[int, str, int], set[int]] = {}

    def above(self, place: Organization) -> set[int]:
        """Ids of everything above a place, parent by parent."""
        found, parent = set(), place.parent_id
        while parent is not None:
            found.add(parent)
            parent = self.places[parent].parent_id
        return found

    def by(self, person: Person, act: str, place: Organization) -> set[int]:
        """Ids of the grants by which the person holds the act there; asked once, since a world does not change."""
        asked = (person.pk, act, place.pk)
        if asked not in self._told:
            self._told[asked] = {grant.pk for grant in self.grants if self._reaches(grant, act, place) and self._has(person, grant)}
        return self._told[asked]

    def _reaches(self, grant: Grant, act: str, place: Organization) -> bool:
        role = access.roles().get(grant.role)
        if role is None or act not in role.acts or not _valid(grant, self.on):
            return False
        if grant.post.until is not None and grant.post.until < self.on:
            return False
        at_home = grant.organization_id == place.pk and grant.reach in ("own", "both")
        return at_home or (grant.organization_id in self.above(place) and grant.reach in ("below", "both"))

    def holder(self, person: Person, grant: Grant) -> bool:
        """Whether the grant is in force today, its post open, and the person has it by a term or lent."""
        shut = grant.post.until is not None and grant.post.until < self.on
        return _valid(grant, self.on) and not shut and self._has(person, grant)

    def serves(self, person: Person) -> bool:
        """Whether the person sits in an open post today, or was lent a right of one."""
        open_posts = {post.pk for post in Post.objects.all() if post.until is None or post.until >= self.on}
        return any(row.person_id == person.pk and row.post_id in open_posts and _valid(row, self.on) for row in [*self.terms, *self.lent])

    def _has(self, person: Person, grant: Grant) -> bool:
        seated = any(term.person_id == person.pk and term.post_id == grant.post_id and _valid(term, self.on) for term in self.terms)
        return seated or any(
            lent.person_id == person.pk and lent.post_id == grant.post_id and lent.role == grant.role and _valid(lent, self.on)
            for lent in self.lent
        )

    def holds(self, person: Person, act: str, place: Organization | int | None) -> bool:
        """Whether the person may do the act there."""
        there = self.places[place] if isinstance(place, int) else place
        return there is not None and bool(self.by(person, act, there))

    def covers(self, person: Person, act: str, place: Organization, reach: str) -> bool:
        """Whether the person may do the act in all that a grant of this reach would cover: also below, in a body not founded yet."""
        below = any(
            self.holder(person, grant)
            and grant.role in access.roles()
            and act in access.roles()[grant.role].acts
            and grant.reach in ("below", "both")
            and grant.organization_id in self.above(place) | {place.pk}
            for grant in self.grants
        )
        return (reach == "below" or self.holds(person, act, place)) and (reach == "own" or below)

    def posts(self, act: str, place: Organization) -> set[int]:
        """Ids of open posts held today whose grants cover the act there."""
        held = {term.post_id for term in self.terms if _valid(term, self.on)}
        open_posts = set(Post.objects.filter(until=None).values_list("pk", flat=True))
        return {grant.post_id for grant in self.grants if self._reaches(grant, act, place)} & held & open_posts

    def sees_document(self, person: Person, thing: Any) -> bool:
        """As the rule of documents is written in words."""
        sent = Distribution.objects.filter(document=thing).values_list("organization", flat=True)
        return thing.taken_in_by_id == person.pk or any(
            self.holds(person, "document.see", place) for place in [thing.organization_id, *sent]
        )

    def sees_assignment(self, person: Person, thing: Any) -> bool:
        """As the rule of assignments is written in words."""
        return (
            person.pk in (thing.doer_id, thing.head_id)
            or self.holds(person, "assignment.see", thing.organization_id)
            or self.holds(person, "order.see", thing.order.organization_id)
            or self.holds(person, "order.see", thing.order.authority_id)
            or any(person.pk == party.person_id for party in thing.order.parties.all())
        )

    def sees_order(self, person: Person, thing: Any) -> bool:
        """As the rule of orders is written in words."""
        given = self.holds(person, "order.see", thing.organization_id) or self.holds(person, "order.see", thing.authority_id)
        parts = Assignment.objects.filter(order=thing)
        mine = any(
            person.pk in (part.doer_id, part.head_id) or self.holds(person, "assignment.see", part.organization_id) for part in parts
        )
        party = any(
            person.pk == row.person_id
            or (row.organization_id and row.told_at and self.holds(person, "assignment.see", row.organization_id))
            for row in thing.parties.all()
        )
        return thing.drafted_by_id == person.pk or given or mine or party

    def sees_report(self, person: Person, thing: Any) -> bool:
        """As the rule of reports is written in words."""
        part = thing.assignment
        unit = person.pk in (part.doer_id, part.head_id) or self.holds(person, "report.see", part.organization_id)
        return unit or (thing.state not in ("open", "entered") and self.sees_assignment(person, part))
