"""Đề nghị của đơn vị và các lần thời hạn thay đổi. / What units ask for, and how a deadline came to be what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Value
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments import arithmetic
from dondoc.server.assignments.models import (
    ENDED_STATES,
    WORKED_ON,
    Assignment,
    AssignmentState,
    DeadlineChange,
    Extension,
    LeadChange,
    Obstacle,
    RequestState,
    Suspension,
)
from dondoc.server.organizations.access import allowed, anywhere, organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.terms.vietnamese import fold
from dondoc.worktime import Calendar, Step, add_working_days

#: As addresses and forms name the kinds of requests.
KINDS: dict[str, tuple[Any, str | Promise]] = {
    "gia-han": (Extension, _("Đề nghị gia hạn")),
    "tam-dung": (Suspension, _("Đề nghị tạm dừng")),
    "chu-tri": (LeadChange, _("Đề nghị điều chỉnh cơ quan chủ trì")),
    "khach-quan": (Obstacle, _("Trở ngại khách quan")),
}


@dataclass(frozen=True)
class RequestRow:
    """One request, with what agreeing to it would do."""

    kind: str
    label: str | Promise
    uid: UUID
    assignment: UUID
    task: str
    unit: str
    reason: str
    so_far: str
    wants: str  # the day, what is waited for, the body proposed
    day: date | None  # an extension's day, which the decider may change
    steps: tuple[Step, ...]
    asked_by: str
    asked_at: datetime
    state: str
    state_label: str
    words: str
    decided_by: str
    decided_at: datetime | None
    answer_by: date
    number: int  # of an extension: the how many-th it would be

    def overdue(self, on: date) -> bool:
        """Whether the answer is late."""
        return self.state == RequestState.ASKED and self.answer_by < on


def _row(kind: str, request: Any, days: Calendar, answer_days: int) -> RequestRow:
    part: Assignment = request.assignment
    asked_on = timezone.localdate(request.asked_at)
    wants, day, steps, number = _wants(kind, request, asked_on, days)
    return RequestRow(
        kind=kind,
        label=KINDS[kind][1],
        uid=request.uid,
        assignment=part.uid,
        task=part.order.task,
        unit=part.organization.called,
        reason=request.reason,
        so_far=getattr(request, "so_far", ""),
        wants=wants,
        day=day,
        steps=steps,
        asked_by=request.asked_by.full_name,
        asked_at=request.asked_at,
        state=request.state,
        state_label=request.get_state_display(),
        words=request.words,
        decided_by=request.decided_by.full_name if request.decided_by else "",
        decided_at=request.decided_at,
        answer_by=add_working_days(asked_on, answer_days, days),
        number=number,
    )


def _wants(kind: str, request: Any, asked_on: date, days: Calendar) -> tuple[str, date | None, tuple[Step, ...], int]:
    if kind == "gia-han":
        worked = arithmetic.extended(request.deadline_before, request.granted_to or request.asked_to, asked_on, days)
        granted = sum(row.state == RequestState.AGREED for row in request.assignment.extensions.all() if row.asked_at < request.asked_at)
        return worked.day.strftime("%d/%m/%Y"), worked.day, worked.steps, granted + 1
    if kind == "tam-dung":
        day = request.since.strftime("%d/%m/%Y")
        told = Step(
            f"Khi xác nhận, thời gian chờ tính từ {day}; số ngày làm việc chờ được cộng vào thời hạn khi thực hiện lại.",
            f"Once confirmed, waiting counts from {day}; its working days are added to the deadline when work is taken up again.",
        )
        return request.get_waits_for_display(), None, (told,), 0
    if kind == "khach-quan":
        told = Step(
            "Khi xác nhận, trở ngại được ghi bên cạnh thời hạn; thời hạn, kết quả và số ngày quá hạn không thay đổi.",
            "Once confirmed, the obstacle stands beside the deadline; deadline, outcome and days late do not change.",
        )
        return _span(request.since, request.until), None, (told,), 0
    told = Step(
        "Khi đồng ý, nhiệm vụ được giao lại cho cơ quan này với thời hạn cũ; đến lúc đó đơn vị hiện nay vẫn chịu trách nhiệm.",
        "Once agreed, the work is issued to this body with the same deadline; until then the present unit answers for it.",
    )
    return request.organization.name, None, (told,), 0


def _span(since: date, until: date | None) -> str:
    last = until.strftime("%d/%m/%Y") if until else gettext("đến nay")
    return f"{since.strftime('%d/%m/%Y')} – {last}"


def confirmed_obstacles(assignment: Assignment, person: Person) -> list[Obstacle]:
    """What kept the work back, as it was confirmed, in the order of time."""
    found = Obstacle.objects.visible_to(person).filter(assignment=assignment, state=RequestState.AGREED)
    return list(found.select_related("decided_by").order_by("since"))


def excused(parts: Sequence[Assignment], person: Person, on: date) -> dict[int, Obstacle]:
    """The confirmed obstacle that stood in the way of each late piece of work, by its id: begun by this day, and not over before the
    deadline. It moves no day; who writes about lateness says it."""
    deadlines = {part.pk: part.deadline_on for part in parts}
    found = Obstacle.objects.visible_to(person).filter(assignment__in=deadlines, state=RequestState.AGREED, since__lte=on)
    held: dict[int, Obstacle] = {}
    for row in found.order_by("since"):
        deadline = deadlines[row.assignment_id]
        if row.until is None or deadline is None or row.until >= deadline:
            held[row.assignment_id] = row
    return held


def _found(kind: str, **where: Any) -> list[Any]:
    model: Any = KINDS[kind][0]
    related = ["assignment__order__authority", "assignment__organization", "asked_by", "decided_by"]
    rows = where.pop("rows", model.objects.none()).filter(**where).select_related(*related)
    if kind == "chu-tri":
        rows = rows.select_related("organization")
    return list(rows.prefetch_related("assignment__extensions"))


def pending_for(person: Person, on: date) -> list[RequestRow]:
    """Requests that wait for this person's decision, oldest first. A fixed number of queries."""
    here, days = organizations_where(person, "adjustment.decide"), calendar()
    answer = int(rule("extension_decide_days", on=on))
    found = [
        _row(kind, request, days, answer)
        for kind, (model, _label) in KINDS.items()
        for request in _found(kind, rows=model.objects.visible_to(person), state=RequestState.ASKED, assignment__order__authority__in=here)
    ]
    return sorted(found, key=lambda row: row.asked_at)


def pending_count(person: Person) -> int:
    """How many requests wait for this person's decision; no query for whom nothing can wait."""
    if not anywhere(person, "adjustment.decide"):
        return 0
    here = organizations_where(person, "adjustment.decide")
    return sum(
        model.objects.visible_to(person).filter(state=RequestState.ASKED, assignment__order__authority__in=here).count()
        for model, _label in KINDS.values()
    )


def requests_of(assignment: Assignment, person: Person, on: date) -> list[RequestRow]:
    """Everything asked about one piece of work, newest first."""
    days, answer = calendar(), int(rule("extension_decide_days", on=on, organization=assignment.order.organization))
    found = [
        _row(kind, request, days, answer)
        for kind in _asked_of(assignment)
        for request in _found(kind, rows=KINDS[kind][0].objects.visible_to(person), assignment=assignment)
    ]
    return sorted(found, key=lambda row: row.asked_at, reverse=True)


def _asked_of(assignment: Assignment) -> list[str]:
    """Which kinds of request there are about this work: one small question, since of most work nothing was asked."""
    each = [model.objects.filter(assignment=assignment).order_by().values_list(Value(kind)) for kind, (model, _label) in KINDS.items()]
    there = {kind for (kind,) in each[0].union(*each[1:])}
    return [kind for kind in KINDS if kind in there]


def deadline_changes(assignment: Assignment, person: Person) -> list[DeadlineChange]:
    """How the deadline came to be what it is, in the order of time."""
    return list(DeadlineChange.objects.visible_to(person).filter(assignment=assignment).select_related("by"))


@dataclass(frozen=True)
class Possible:
    """Which acts of change are open to a person on one piece of work now."""

    extension: bool
    obstacle: bool
    suspension: bool
    lead: bool
    suspend: bool
    resume: bool
    pass_on: bool
    cancel: bool
    reopen: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to choose from."""
        return any(getattr(self, name) for name in self.__dataclass_fields__)


def possible(part: Assignment, person: Person) -> Possible:
    """Asked of the state table and of access. No query."""
    asks = allowed(person, "adjustment.ask", part.organization)
    decides = allowed(person, "adjustment.decide", part.order.authority)
    worked_on = part.state in WORKED_ON
    started = part.state in (AssignmentState.RECEIVED, AssignmentState.IN_HAND)
    standing = worked_on or part.state == AssignmentState.SUSPENDED
    return Possible(
        extension=asks and worked_on and part.deadline_on is not None and not part.order.cadence,
        obstacle=asks and part.state not in ENDED_STATES,
        suspension=asks and worked_on,
        lead=asks and worked_on and part.part == "lead",
        suspend=decides and started,
        resume=(asks or decides) and part.state == AssignmentState.SUSPENDED,
        pass_on=decides and standing,
        cancel=decides and part.state not in (AssignmentState.ACCEPTED, *ENDED_STATES),
        reopen=decides and part.state == AssignmentState.ACCEPTED,
    )


def resuming(part: Assignment, person: Person, on: date) -> Sequence[Step]:
    """What taking the work up again today would do to its deadline."""
    running = Suspension.objects.visible_to(person).filter(assignment=part, state=RequestState.AGREED, until=None).first()
    return arithmetic.resumed(part.deadline_on, running.since, max(on, running.since), calendar()).steps if running else ()


#: How many names a list of bodies to type from holds.
MOST_NAMES = 200


def bodies_near(part: Assignment, person: Person) -> list[Organization]:
    """Living bodies under the giver's root, most alike first: to type a name from."""
    root = part.order.organization.path.split("/")[1]
    living = Organization.objects.visible_to(person).living().filter(path__startswith=f"/{root}/").exclude(pk=part.organization_id)
    alike = living.filter(kind=part.organization.kind, parent=part.organization.parent)[:MOST_NAMES]
    return list(alike) or list(living[:MOST_NAMES])


def body_named(words: str, part: Assignment, person: Person) -> Organization | None:
    """The one living body under the giver's root of exactly this name, marks or none; None when none or several are."""
    root, wanted = part.order.organization.path.split("/")[1], fold(words)
    living = Organization.objects.visible_to(person).living().filter(path__startswith=f"/{root}/")
    found = [place for place in living.named(wanted)[:MOST_NAMES] if wanted in (fold(place.name), fold(place.short_name))] if wanted else []
    return found[0] if len(found) == 1 else None
