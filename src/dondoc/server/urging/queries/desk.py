"""Bàn làm việc đôn đốc, trang một công văn. / What waits at the desk of who follows up; the page of one letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from dondoc.server.assignments.models import Assignment, Obstacle
from dondoc.server.assignments.queries import excused
from dondoc.server.organizations.access import allowed, organizations_where
from dondoc.server.organizations.models import Person
from dondoc.server.urging.ladder import Manner
from dondoc.server.urging.models import LateList, Letter, LetterState, ListState, Urging
from dondoc.server.urging.queries.plan import calls_due, held_work, late_work, manner_of

#: Units to be called, letters to be signed, on one page.
AT_ONCE = 30


@dataclass(frozen=True)
class UnitCalls:
    """Work of one unit to be telephoned about."""

    unit: str
    head: str
    parts: tuple[Assignment, ...]
    oldest: int  # calendar days

    @property
    def uids(self) -> list[str]:
        """As the form posts them."""
        return [str(part.uid) for part in self.parts]


@dataclass(frozen=True)
class Desk:
    """What waits for a person on a day."""

    to_call: Page[int]  # of units, this page of which stands in `calls`
    calls: tuple[UnitCalls, ...]
    letters: Page[Letter]  # to be signed, or to be ordered
    explained: tuple[Letter, ...]
    lists: tuple[LateList, ...]
    received: tuple[Letter, ...]  # by the person's own unit
    sent: tuple[Letter, ...]


def desk(person: Person, on: date, *, page: str | None = None, letters_page: str | None = None) -> Desk:
    """The giver's side where the person has one, and letters to the person's own unit. page: of units to be called."""
    seen = Letter.objects.visible_to(person).select_related("organization", "authority", "unit", "signed_by", "ordered_by")
    own = organizations_where(person, "explanation.give")
    signing = seen.filter(organization__in=organizations_where(person, "urging.sign"))
    ordering = seen.filter(authority__in=organizations_where(person, "urging.order"))
    preparing = seen.filter(organization__in=organizations_where(person, "urging.prepare"))
    waiting = (signing | ordering | preparing).filter(state=LetterState.PROPOSED).distinct()
    lists = (
        LateList.objects.visible_to(person).filter(state__in=(ListState.ANNOUNCED, ListState.HANDED)).select_related("authority", "file")
    )
    due = calls_due(on, organizations_where(person, "urging.prepare"))
    units = Paginator(list(due), AT_ONCE).get_page(page)
    return Desk(
        to_call=units,
        calls=tuple(_calls([pk for unit in units for pk in due[unit]], on)),
        letters=Paginator(waiting.order_by("unit__path", "pk"), AT_ONCE).get_page(letters_page),
        explained=tuple(signing.filter(state=LetterState.EXPLAINED)),
        lists=tuple(lists[:6]),
        received=tuple(seen.filter(unit__in=own).exclude(state__in=(LetterState.PROPOSED, LetterState.DROPPED))[:20]),
        sent=tuple((signing | preparing | ordering).exclude(state__in=(LetterState.PROPOSED, LetterState.DROPPED)).distinct()[:20]),
    )


def _calls(pks: list[int], on: date) -> list[UnitCalls]:
    by_unit: dict[int, list[Assignment]] = {}
    for part in held_work().filter(pk__in=pks):
        by_unit.setdefault(part.organization_id, []).append(part)
    return [
        UnitCalls(
            parts[0].organization.name,
            parts[0].head.full_name,
            tuple(parts),
            max((on - p.deadline_on).days for p in parts if p.deadline_on),
        )
        for parts in by_unit.values()
    ]


@dataclass(frozen=True)
class LetterPage:
    """One letter as its page shows it."""

    letter: Letter
    parts: tuple[Assignment, ...]  # as they stand while it is proposed, as they stood once it was issued
    held: Mapping[int, Obstacle]  # what stood in the way of some of it, as confirmed
    manner: Manner
    may_sign: bool
    may_order: bool
    may_explain: bool
    may_judge: bool
    needs_order: bool


def letter_page(letter: Letter, person: Person, on: date) -> LetterPage:
    """What the letter says and who may do what with it."""
    proposed = letter.state == LetterState.PROPOSED
    if proposed:
        parts = late_work(letter, on)
    else:
        named = Urging.objects.visible_to(person).filter(letter=letter).select_related("assignment__order", "assignment__organization")
        parts = [row.assignment for row in named]
    held = excused(parts, person, letter.issued_on or on)
    how = manner_of(letter, parts, held)
    return LetterPage(
        letter=letter,
        parts=tuple(parts),
        held=held,
        manner=how,
        may_sign=proposed and allowed(person, "urging.sign", letter.organization),
        may_order=proposed and how.by_order and letter.ordered_by_id is None and allowed(person, "urging.order", letter.authority),
        may_explain=letter.second and letter.state == LetterState.ISSUED and allowed(person, "explanation.give", letter.unit),
        may_judge=letter.state == LetterState.EXPLAINED and allowed(person, "urging.sign", letter.organization),
        needs_order=proposed and how.by_order and letter.ordered_by_id is None,
    )


def still_listed(late_list: LateList) -> list[Assignment]:
    """What of an announced list is still late by the same deadline, held by its unit, and not asked to be extended."""
    told = {row.assignment_id: row.deadline_on for row in Urging.objects.filter(late_list=late_list)}
    found = held_work().filter(pk__in=told)
    return [part for part in found if part.deadline_on == told[part.pk] and not getattr(part, "extension_asked", False)]
