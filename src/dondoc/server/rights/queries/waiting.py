"""Đọc các đề nghị chờ người thứ hai. / Reads of countersigns, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dondoc.server.organizations.access import allowed, holders
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rights import two_person
from dondoc.server.rights.models import Countersign, CountersignState
from dondoc.server.rights.two_person import Preview


@dataclass(frozen=True)
class Shown:
    """One countersign as a page shows it. `mine`: this person may decide it now; `own`: this person proposed it."""

    row: Countersign
    name: str
    preview: Preview
    mine: bool
    own: bool
    open: bool


def shown(row: Countersign, person: Person, on: date) -> Shown:
    """A countersign in plain words, and what this person may do with it on this day."""
    kind = two_person.registered().get(row.act)
    is_open = row.state == CountersignState.PROPOSED and row.last_day >= on
    own = row.proposed_by_id == person.pk
    name = str(kind.name) if kind else row.act
    return Shown(row, name, preview(row), is_open and not own and _may_decide(row, person), own, is_open)


def preview(row: Countersign) -> Preview:
    """The frozen act in the reader's language; what it was about may be gone by now."""
    kind = two_person.registered().get(row.act)
    try:
        if kind is not None:
            return kind.preview(two_person.thaw(row.frozen))
    except ValidationError as error:
        return Preview(" ".join(error.messages))
    return Preview(_("Hệ thống không còn việc “%(act)s”.") % {"act": row.act})


def _may_decide(row: Countersign, person: Person) -> bool:
    kind = two_person.registered().get(row.act)
    if kind is None or not allowed(person, kind.confirm, row.organization):
        return False
    try:
        return person.pk not in kind.concerned(two_person.thaw(row.frozen))
    except ValidationError:
        return True  # only refusing is left, which needs no more than the right


def waiting(person: Person, on: date) -> list[Shown]:
    """What waits for this person's confirmation, the nearest last day first."""
    rows = Countersign.objects.visible_to(person).waiting().exclude(proposed_by=person).select_related("organization", "proposed_by")
    return [one for one in (shown(row, person, on) for row in rows.order_by("last_day", "pk")) if one.mine]


def proposed(person: Person, on: date) -> list[Shown]:
    """What this person proposed, newest first; at most 50."""
    rows = Countersign.objects.visible_to(person).filter(proposed_by=person).select_related("organization", "proposed_by", "decided_by")
    return [shown(row, person, on) for row in rows[:50]]


def decided(person: Person, on: date) -> list[Shown]:
    """What was decided where this person may look, newest first; at most 50."""
    rows = Countersign.objects.visible_to(person).exclude(state=CountersignState.PROPOSED).exclude(proposed_by=person)
    rows = rows.select_related("organization", "proposed_by", "decided_by").order_by("-decided_at")
    return [shown(row, person, on) for row in rows[:50]]


@dataclass(frozen=True)
class Confirmer:
    """Somebody who could confirm, so that the page can say whom to ask."""

    name: str


def confirmers(row: Countersign) -> list[Confirmer]:
    """Whom to ask: holders of the right there, without the proposer and those concerned."""
    kind = two_person.registered().get(row.act)
    if kind is None:
        return []
    barred = {row.proposed_by_id, *kind.concerned(two_person.thaw(row.frozen))}
    return [Confirmer(person.full_name) for person in holders(kind.confirm, row.organization) if person.pk not in barred]


@dataclass(frozen=True)
class Step:
    """One step of a countersign, for the timeline."""

    what: str
    who: str
    at: datetime
    words: str = ""


def steps(row: Countersign) -> list[Step]:
    """What happened so far, newest first."""
    found = [Step(_("Đề nghị"), row.proposed_by.full_name, row.proposed_at, row.reason)]
    if row.decided_by and row.decided_at:
        found.insert(0, Step(str(row.get_state_display()), row.decided_by.full_name, row.decided_at, row.decision_reason))
    return found


def places(organizations: Iterable[Organization]) -> list[Organization]:
    """Organizations in the customary order of the tree."""
    return sorted(organizations, key=lambda place: (place.path.count("/"), place.position, place.pk))
