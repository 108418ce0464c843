"""Hôm nay đến lượt đôn đốc việc nào, bằng cách nào. / What is due to be urged on a day and how: computed, nothing is written.

The clock and the preview read the same plan. Work under review, suspended, or with an extension asked for is left alone by letters
and lists; reminders stop for the first two only, since an extension that was asked for does not stop the count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from dondoc.server.assignments.models import WORKED_ON, Assignment, Extension, Force, RequestState
from dondoc.server.organizations.models import Organization
from dondoc.server.rulebook.queries import calendar, rules_at
from dondoc.server.urging.ladder import Ladder, Manner, ladder, manner
from dondoc.server.urging.models import Letter, Step, Urging
from dondoc.worktime import Calendar

#: The rules of the ladder, without their common beginning.
STEPS = ("remind_first", "remind_last", "remind_late", "telephone", "letter", "letter_every", "second", "list", "list_notice")
#: Only reminded: cells and hamlets, and work a body gave inside itself (nobody writes letters to oneself).
ONLY_REMINDED = Q(organization__kind="cell") | Q(organization__level__in=("cell", "part")) | Q(organization=F("order__organization"))


@dataclass(frozen=True)
class Due:
    """One step on one piece of work."""

    part: Assignment
    step: Step


@dataclass(frozen=True)
class LetterDue:
    """A letter to one unit, with all its late work of one giving body and one authority."""

    organization: Organization
    authority: Organization
    unit: Organization
    second: bool
    parts: tuple[Assignment, ...]


@dataclass(frozen=True)
class Plan:
    """Everything due on a day."""

    on: date
    reminders: tuple[Due, ...]
    calls: tuple[Assignment, ...]
    letters: tuple[LetterDue, ...]
    lists: Mapping[int, tuple[Assignment, ...]]  # by the authority's id
    list_notice: Mapping[int, int]  # working days, by the authority's id


def held_work() -> QuerySet[Assignment]:
    """Open work of units with a deadline that the ladder follows; what is only for information is not urged."""
    asked = Extension.objects.filter(assignment=OuterRef("pk"), state=RequestState.ASKED)
    return (
        Assignment.objects.filter(state__in=WORKED_ON, deadline_on__isnull=False)
        .exclude(order__force=Force.INFORM)
        .annotate(extension_asked=Exists(asked))
        .select_related("order__organization", "order__authority", "organization", "head", "doer")
        .order_by("organization__path", "deadline_on", "pk")
    )


def plan(on: date, *, only: Collection[int] | None = None) -> Plan:
    """What is due on a working day, of all giving bodies or of `only` some. A fixed number of queries."""
    days = calendar()
    work = held_work().filter(deadline_on__lte=on + timedelta(days=60))
    if only is not None:
        work = work.filter(order__organization__in=only)
    parts = list(work)
    givers = {part.order.organization_id: part.order.organization for part in parts}
    numbers = rules_at([f"urging_{step}" for step in STEPS], givers.values(), on=on)
    ladders = {pk: ladder(on, _steps(table), days) for pk, table in numbers.items()}
    done = _done(work)
    letters = tuple(_letters(parts, ladders, numbers, done, on))
    return Plan(
        on=on,
        reminders=tuple(_reminders(parts, ladders, done)),
        calls=tuple(part for part in parts if _to_call(part, ladders[part.order.organization_id], done)),
        letters=letters,
        lists=_lists(parts, ladders, done),
        list_notice={part.order.authority_id: int(numbers[part.order.organization_id]["urging_list_notice"]) for part in parts},
    )


def calls_due(on: date, givers: QuerySet[Organization]) -> dict[int, list[int]]:
    """Late work to be telephoned about, as in `plan`: by unit in the order of the tree, the ids of its pieces of work.

    A desk turns pages of units: only the ids of what is late are read here, whatever else these bodies have given.
    """
    days = calendar()
    spoken = Urging.objects.filter(
        assignment=OuterRef("pk"), deadline_on=OuterRef("deadline_on"), step__in=(Step.TELEPHONE, Step.LETTER, Step.SECOND)
    )
    late = (
        held_work()
        .filter(~Exists(spoken), order__organization__in=givers, deadline_on__lt=on, extension_asked=False)
        .exclude(ONLY_REMINDED)
        .values_list("pk", "deadline_on", "organization", "order__organization")
    )
    rows = list(late)
    places = Organization.objects.in_bulk({giver for _pk, _day, _unit, giver in rows})
    numbers = rules_at([f"urging_{step}" for step in STEPS], places.values(), on=on)
    since = {pk: ladder(on, _steps(table), days).telephone for pk, table in numbers.items()}
    found: dict[int, list[int]] = {}
    for pk, deadline, unit, giver in rows:
        if deadline is not None and deadline <= since[giver]:
            found.setdefault(unit, []).append(pk)
    return found


def _steps(table: Mapping[str, object]) -> dict[str, int]:
    return {key.removeprefix("urging_"): int(str(value)) for key, value in table.items()}


def _done(work: QuerySet[Assignment]) -> set[tuple[int, str, date]]:
    """Steps taken: (assignment, step, the deadline it had then)."""
    taken = Urging.objects.filter(assignment__in=work.order_by().values("pk"))
    return set(taken.values_list("assignment", "step", "deadline_on"))


def _has(done: set[tuple[int, str, date]], part: Assignment, *steps: str) -> bool:
    return part.deadline_on is not None and any((part.pk, step, part.deadline_on) in done for step in steps)


def _reminders(parts: Iterable[Assignment], ladders: Mapping[int, Ladder], done: set[tuple[int, str, date]]) -> Iterable[Due]:
    for part in parts:
        step = _reminder(part, ladders[part.order.organization_id])
        passed = {Step.FIRST: (Step.FIRST, Step.LAST), Step.LAST: (Step.LAST,), Step.LATE: (Step.LATE,)}
        if step is not None and not _has(done, part, *passed[step]):
            yield Due(part, step)


def _reminder(part: Assignment, at: Ladder) -> Step | None:
    """The reminder that fits the day; one that was missed is not sent late beside the next."""
    deadline = part.deadline_on
    if deadline is None:
        return None
    if deadline <= at.remind_late:
        return Step.LATE
    if at.on <= deadline <= at.remind_last:
        return Step.LAST
    return Step.FIRST if at.on <= deadline <= at.remind_first else None


def _written_to(part: Assignment) -> bool:
    """As `ONLY_REMINDED`; a request for an extension stops letters, not the count."""
    place, inside = part.organization, part.organization_id == part.order.organization_id
    return not (inside or place.kind == "cell" or place.level in ("cell", "part")) and not getattr(part, "extension_asked", False)


def _late(part: Assignment, since: date) -> bool:
    return part.deadline_on is not None and part.deadline_on <= since


def _to_call(part: Assignment, at: Ladder, done: set[tuple[int, str, date]]) -> bool:
    return _written_to(part) and _late(part, at.telephone) and not _has(done, part, Step.TELEPHONE, Step.LETTER, Step.SECOND)


def _letters(
    parts: Sequence[Assignment],
    ladders: Mapping[int, Ladder],
    numbers: Mapping[int, Mapping[str, object]],
    done: set[tuple[int, str, date]],
    on: date,
) -> Iterable[LetterDue]:
    """One letter a unit a week with all its late work."""
    groups: defaultdict[tuple[int, int, int], list[Assignment]] = defaultdict(list)
    for part in parts:
        if _written_to(part) and _late(part, ladders[part.order.organization_id].remind_late):
            groups[part.order.organization_id, part.order.authority_id, part.organization_id].append(part)
    recent = _recent(groups, on)
    for (giver, authority, unit), late in groups.items():
        at = ladders[giver]
        first = any(_late(part, at.letter) and not _has(done, part, Step.LETTER, Step.SECOND) for part in late)
        second = any(_late(part, at.second) and _has(done, part, Step.LETTER) and not _has(done, part, Step.SECOND) for part in late)
        every = int(str(numbers[giver]["urging_letter_every"]))
        last = recent.get((giver, authority, unit))
        if (first or second) and (last is None or (on - last).days >= every):
            yield LetterDue(late[0].order.organization, late[0].order.authority, late[0].organization, second, tuple(late))


def _recent(groups: Iterable[tuple[int, int, int]], on: date) -> dict[tuple[int, int, int], date]:
    """When each unit was last written to."""
    units = {unit for _giver, _authority, unit in groups}
    sent = Letter.objects.filter(unit__in=units, issued_on__isnull=False, issued_on__gte=on - timedelta(days=370)).order_by("issued_on")
    return {
        (giver, authority, unit): day
        for giver, authority, unit, day in sent.values_list("organization", "authority", "unit", "issued_on")
        if day
    }


def _lists(
    parts: Iterable[Assignment], ladders: Mapping[int, Ladder], done: set[tuple[int, str, date]]
) -> dict[int, tuple[Assignment, ...]]:
    found: defaultdict[int, list[Assignment]] = defaultdict(list)
    for part in parts:
        if _written_to(part) and _late(part, ladders[part.order.organization_id].list) and not _has(done, part, Step.LIST):
            found[part.order.authority_id].append(part)
    return {authority: tuple(late) for authority, late in found.items()}


def late_work(letter: Letter, on: date, days: Calendar | None = None) -> list[Assignment]:
    """All late work of a letter's unit, of its giving body and authority, as it stands on a day."""
    table = rules_at(["urging_remind_late"], [letter.organization], on=on)[letter.organization_id]
    numbers = dict.fromkeys(STEPS, 1) | {"remind_late": int(str(table["urging_remind_late"]))}
    since = ladder(on, numbers, days or calendar()).remind_late
    found = held_work().filter(
        order__organization=letter.organization, order__authority=letter.authority, organization=letter.unit, deadline_on__lte=since
    )
    return [part for part in found if _written_to(part)]


def manner_of(letter: Letter, parts: Iterable[Assignment], held: Collection[int]) -> Manner:
    """The verb, whether an explanation is asked for, whether a leader orders it first. held: ids of work kept back by an obstacle."""
    unit, parts = letter.unit, list(parts)
    return manner(
        forces=frozenset(part.order.force for part in parts),
        second=letter.second,
        giver_level=letter.organization.level,
        unit_level=unit.level,
        unit_kind=unit.kind,
        unit_line=unit.line,
        excused=bool(parts) and all(part.pk in held for part in parts),
    )
