"""Ai được làm gì, ở đâu. / Who may do what, where: the one place where the tree meets the grants.

Ask as a set (`organizations_where`) to filter, and by membership (`allowed`, `require`) to act: a list and a button can then
never disagree. The database's own day decides which terms, grants and delegations are valid, so an expired right ends by
itself (docs/decisions). What was found is kept on the person for the life of that object, which a request loads anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now, TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.organizations.models import Delegation, Grant, Organization, OrganizationQuerySet, Person, Post, Reach, Term

TODAY = TruncDate(Now(), tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

#: Roles of the system's own actor: never given on a page.
NEVER_GIVEN = frozenset({"founder"})

ACTS: dict[str, str | Promise] = {
    "organization.manage": gettext_lazy("Quản lý cơ quan, chức vụ, con người"),
    "grant.manage": gettext_lazy("Giao và thu quyền"),
}


@dataclass(frozen=True)
class Role:
    """A named set of acts. Which post holds it where is data (`Grant`)."""

    name: str | Promise
    acts: frozenset[str]
    second_factor: bool = False  # whoever holds it signs in with more than a password


_roles: dict[str, Role] = {}
_acts: dict[str, str | Promise] = {}


def register(roles: Mapping[str, Role], acts: Mapping[str, str | Promise]) -> None:
    """Called once by the top floor when the server starts. An act no room has named is a mistake of ours, said at once."""
    unknown = {act for role in roles.values() for act in role.acts} - acts.keys()
    if unknown:
        raise LookupError(f"roles name acts that no room has: {', '.join(sorted(unknown))}")
    _roles.clear()
    _roles.update(roles)
    _acts.clear()
    _acts.update(acts)


def roles() -> Mapping[str, Role]:
    """Every role by its key."""
    return _roles


def acts() -> Mapping[str, str | Promise]:
    """Every act by its key, with its sentence."""
    return _acts


@dataclass
class Rights:
    """What a person may do: by act, the organizations at which, and those below which."""

    own: dict[str, set[int]] = field(default_factory=dict)
    below: dict[str, dict[int, str]] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    tops: set[int] | None = None  # all tops of the tree, once somebody asked who holds an act at one

    def add(self, act: str, organization: int, path: str, reach: str) -> None:
        """Take one act of one grant in."""
        if reach in (Reach.OWN, Reach.BOTH):
            self.own.setdefault(act, set()).add(organization)
        if reach in (Reach.BELOW, Reach.BOTH):
            self.below.setdefault(act, {})[organization] = path


def rights(person: Person) -> Rights:
    """The person's rights today, from the posts held and the rights lent."""
    known: Rights | None = getattr(person, "_rights", None)
    if known is None:
        known = Rights()
        for role, organization, path, reach in _grants(person):
            known.roles.add(role)
            for act in _roles[role].acts if role in _roles else ():
                known.add(act, organization, path, reach)
        person._rights = known  # type: ignore[attr-defined]  # kept for the life of this object only
    return known


def _grants(person: Person) -> Iterable[tuple[str, int, str, str]]:
    if person.pk is None:
        return []
    valid = Q(since__lte=TODAY) & (Q(until=None) | Q(until__gte=TODAY))
    seated = Q(post__terms__person=person, post__terms__since__lte=TODAY) & (Q(post__terms__until=None) | Q(post__terms__until__gte=TODAY))
    open_post = Q(post__until=None) | Q(post__until__gte=TODAY)
    lent = Delegation.objects.filter(valid, person=person).values("post", "role")
    fields = ("role", "organization_id", "organization__path", "reach")
    held = set(Grant.objects.filter(valid, seated, open_post).values_list(*fields))
    for delegation in lent:
        held |= set(Grant.objects.filter(valid, open_post, post=delegation["post"], role=delegation["role"]).values_list(*fields))
    return sorted(held)


def organizations_where(person: Person, act: str) -> OrganizationQuerySet:
    """All organizations where this person may do this act."""
    found = rights(person)
    own, below = found.own.get(act, set()), found.below.get(act, {})
    where = Q(pk__in=own - below.keys())
    for organization, path in below.items():
        where |= Q(path__below=path) if organization in own else Q(path__below=path) & ~Q(pk=organization)
    return Organization.objects.filter(where)


def allowed(person: Person, act: str, organization: Organization) -> bool:
    """Whether the person may do this act at this organization. No query: the rights are on the person."""
    found = rights(person)
    return organization.pk in found.own.get(act, ()) or any(
        organization.path.startswith(path) and organization.pk != top for top, path in found.below.get(act, {}).items()
    )


def everywhere(person: Person, act: str) -> bool:
    """Whether the person may do this act at every organization there is: at each top of the tree and below it."""
    found = rights(person)
    tops = {pk for pk, path in found.below.get(act, {}).items() if path == f"/{pk}/" and pk in found.own.get(act, ())}
    if not tops:
        return False
    if found.tops is None:
        found.tops = set(Organization.objects.filter(parent=None).values_list("pk", flat=True))
    return found.tops <= tops


def covers(person: Person, act: str, organization: Organization, reach: str) -> bool:
    """Whether the person may do this act in all that a grant of this reach at this organization would cover."""
    below = any(organization.path.startswith(path) for path in rights(person).below.get(act, {}).values())
    return (reach == Reach.BELOW or allowed(person, act, organization)) and (reach == Reach.OWN or below)


def require_reach(person: Person, act: str, organization: Organization, reach: str) -> None:
    """Raise `PermissionDenied` unless `covers`: nobody gives, or confirms, beyond where the own right goes."""
    if reach != Reach.BELOW:
        require(person, act, organization)
    if not covers(person, act, organization, reach):
        raise PermissionDenied(
            _("Quyền “%(act)s” của %(person)s không phủ hết phạm vi “%(reach)s” của %(organization)s.")
            % {"person": person, "act": _acts.get(act, act), "reach": Reach(reach).label, "organization": organization}
        )


def anywhere(person: Person, *wanted: str) -> bool:
    """Whether the person may do any of these acts at some organization: for menus and first pages."""
    found = rights(person)
    return any(found.own.get(act) or found.below.get(act) for act in wanted)


def serves(person: Person) -> bool:
    """Whether the person holds a post or a lent right today. Whoever holds none has left: the system is the own record, no more.

    No query for whoever holds a right by a grant: the rights are on the person.
    """
    if person.pk is None:
        return False
    if rights(person).roles:
        return True
    open_post = Q(post__until=None) | Q(post__until__gte=TODAY)
    rows = (Term.objects, Delegation.objects)
    return any(table.filter(_valid(), open_post, person=person).exists() for table in rows)


def needs_second_factor(person: Person) -> bool:
    """Whether a role held or lent today asks for a second factor at sign-in. No query: the rights are on the person."""
    return any(_roles[role].second_factor for role in rights(person).roles if role in _roles)


def require(person: Person, act: str, organization: Organization) -> None:
    """Raise `PermissionDenied` with a sentence that says what is missing and where."""
    if not allowed(person, act, organization):
        sentence = _acts.get(act, act)
        raise PermissionDenied(
            _("%(person)s chưa được giao quyền “%(act)s” tại %(organization)s.")
            % {"person": person, "act": sentence, "organization": organization}
        )


def holders(act: str, organization: Organization) -> QuerySet[Person]:
    """Persons who may do this act at this organization today: whom to ask, whom to tell."""
    open_post = Q(post__until=None) | Q(post__until__gte=TODAY)
    granted = Grant.objects.filter(_covering(organization), _valid(), open_post, role__in=_roles_with(act))
    seated = Q(terms__post__grants__in=granted, terms__since__lte=TODAY) & (Q(terms__until=None) | Q(terms__until__gte=TODAY))
    lent = Delegation.objects.filter(_valid(), post__grants__in=granted, role=F("post__grants__role"))
    return Person.objects.filter(seated | Q(delegations__in=lent)).distinct()


def holders_by(act: str, organizations: Collection[Organization]) -> dict[int, list[Person]]:
    """`holders` of many organizations at once, by their ids. Four queries, however many there are."""
    near = {place.pk: set(_above(place)) for place in organizations}
    everywhere = set(near).union(*near.values())
    grants = list(
        Grant.objects.filter(
            _valid(), Q(post__until=None) | Q(post__until__gte=TODAY), role__in=_roles_with(act), organization__in=everywhere
        ).values_list("post", "role", "organization", "reach")
    )
    posts = {post for post, _role, _organization, _reach in grants}
    able: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    for post, person in Term.objects.filter(_valid(), post__in=posts).values_list("post", "person"):
        able[post, ""].add(person)
    for post, role, person in Delegation.objects.filter(_valid(), post__in=posts).values_list("post", "role", "person"):
        able[post, role].add(person)
    own: defaultdict[int, set[int]] = defaultdict(set)
    below: defaultdict[int, set[int]] = defaultdict(set)
    for post, role, organization, reach in grants:
        who = able[post, ""] | able[post, role]
        if reach in (Reach.OWN, Reach.BOTH):
            own[organization] |= who
        if reach in (Reach.BELOW, Reach.BOTH):
            below[organization] |= who
    found = {pk: own[pk].union(*(below[above] for above in tops)) for pk, tops in near.items()}
    persons = Person.objects.in_bulk(set().union(*found.values()))
    return {pk: [persons[person] for person in sorted(who)] for pk, who in found.items()}


@dataclass(frozen=True)
class Ground:
    """By what a person holds an act at an organization: a grant to a post held (`lent` empty), or lent to the person on a basis."""

    grant: Grant
    role: str | Promise
    lent: str = ""


def grounds(person: Person, act: str, organization: Organization) -> list[Ground]:
    """Every grant by which the person holds the act there today: why `allowed` says yes. Empty when it says no."""
    open_post = Q(post__until=None) | Q(post__until__gte=TODAY)
    granted = Grant.objects.filter(_covering(organization), _valid(), open_post, role__in=_roles_with(act))
    granted = granted.select_related("post__organization", "organization").order_by("organization__path", "pk")
    seated = set(Term.objects.filter(_valid(), person=person).values_list("post", flat=True))
    lent = {(row.post_id, row.role): row.basis for row in Delegation.objects.filter(_valid(), person=person)}
    found = []
    for given in granted.filter(Q(post__in=seated) | Q(post__in=[post for post, _role in lent])):
        if given.post_id in seated:
            found.append(Ground(given, _roles[given.role].name))
        elif basis := lent.get((given.post_id, given.role)):
            found.append(Ground(given, _roles[given.role].name, basis))
    return found


def posts_with(act: str, organization: Organization) -> QuerySet[Post]:
    """Posts held today whose grants cover this act at this organization: to whom something can be sent up."""
    granted = Grant.objects.filter(_covering(organization), _valid(), role__in=_roles_with(act))
    seated = Term.objects.filter(_valid())
    return Post.objects.filter(until=None, grants__in=granted, terms__in=seated).select_related("organization").distinct()


def _roles_with(act: str) -> list[str]:
    return [key for key, role in _roles.items() if act in role.acts]


def _valid() -> Q:
    return Q(since__lte=TODAY) & (Q(until=None) | Q(until__gte=TODAY))


def _covering(organization: Organization) -> Q:
    """Grants that hold at this organization: its own, and those from above that reach below."""
    return Q(organization=organization, reach__in=(Reach.OWN, Reach.BOTH)) | Q(
        organization__in=_above(organization), reach__in=(Reach.BELOW, Reach.BOTH)
    )


def _above(organization: Organization) -> list[int]:
    """Ids of the organizations above this one, read off its path."""
    return [int(part) for part in organization.path.strip("/").split("/")[:-1]]
