"""Tiếp nhận, phân công, thực hiện, xác nhận. / Receiving, naming the doer, doing, confirming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.assignments import arithmetic
from dondoc.server.assignments.actions.dating import count_from_receipt
from dondoc.server.assignments.actions.marking import mark
from dondoc.server.assignments.actions.requests import close_requests, ground, locked, move_deadline, tell_unit
from dondoc.server.assignments.lifecycle import ASSIGNMENT
from dondoc.server.assignments.models import Assignment, AssignmentState, Cause
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.queries import members_of
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.terms.vietnamese import nfc
from dondoc.worktime import subtract_working_days


@transaction.atomic
def receive(assignment: Assignment, *, by: Person, at: datetime) -> Assignment:
    """The unit takes note that it has the work. A lower body does not refuse an order."""
    assignment = locked(assignment)
    access.require(by, "assignment.receive", assignment.organization)
    assignment.state = ASSIGNMENT.after(assignment.state, "receive")
    assignment.received_by, assignment.received_at = by, at
    assignment.save()
    count_from_receipt([assignment], calendar(), by=by, at=at)
    journal.write("assignment.receive", assignment, by=by, at=at)
    return assignment


@transaction.atomic
def receive_silent(*, by: Person, at: datetime) -> int:
    """Silence of the office's number of working days counts as received; the clock acts as the system's person."""
    today = timezone.localdate(at)
    before = subtract_working_days(today, int(rule("receive_silence_days", on=today)), calendar())
    silent = Assignment.objects.select_for_update(of=("self",)).select_related("order")
    silent, days, count = silent.filter(state=AssignmentState.ISSUED, issued_at__date__lt=before), calendar(), 0
    for assignment in silent:
        assignment.state = ASSIGNMENT.after(assignment.state, "receive")
        assignment.received_by, assignment.received_at = by, at
        assignment.save()
        count_from_receipt([assignment], days, by=by, at=at)
        journal.write("assignment.receive_silent", assignment, by=by, at=at)
        count += 1
    return count


@transaction.atomic
def name_doer(assignment: Assignment, *, person: Person, by: Person, at: datetime) -> Assignment:
    """Name who does the work, among the persons of the body; naming somebody also receives. Until then the head answers."""
    assignment = locked(assignment)
    access.require(by, "assignment.receive", assignment.organization)
    if person not in members_of(assignment.organization):
        raise ValidationError({"person": _("%(person)s không thuộc %(place)s.") % {"person": person, "place": assignment.organization}})
    if assignment.state == AssignmentState.ISSUED:
        assignment = receive(assignment, by=by, at=at)
    elif assignment.state not in (AssignmentState.RECEIVED, AssignmentState.IN_HAND, AssignmentState.SUSPENDED):
        ASSIGNMENT.after(assignment.state, "receive")
    assignment.doer, assignment.doer_named_at = person, at
    assignment.save()
    mark([assignment], at=at)
    notices.tell([person], key="assignment.doer", words={"task": str(assignment.order)}, path=f"/nhiem-vu/viec/{assignment.uid}/", at=at)
    journal.write("assignment.name_doer", assignment, by=by, at=at, payload={"doer": person.uid})
    return assignment


@transaction.atomic
def take_up(assignments: Sequence[Assignment], *, doers: Mapping[UUID, Person], by: Person, at: datetime) -> int:
    """Receive many at once, all or none; `doers` names who does which, by the assignment's public id. Returns how many."""
    for assignment in assignments:
        if person := doers.get(assignment.uid):
            name_doer(assignment, person=person, by=by, at=at)
        else:
            receive(assignment, by=by, at=at)
    return len(assignments)


def _of_unit(assignment: Assignment, by: Person) -> None:
    """The one who does it, or who may act for the unit."""
    if by.pk not in (assignment.doer_id, assignment.head_id):
        access.require(by, "assignment.receive", assignment.organization)


@transaction.atomic
def start(assignment: Assignment, *, by: Person, at: datetime) -> Assignment:
    """The work is in hand: told by the first report of it."""
    assignment = locked(assignment)
    _of_unit(assignment, by)
    assignment.state = ASSIGNMENT.after(assignment.state, "start")
    assignment.save(update_fields=["state"])
    journal.write("assignment.start", assignment, by=by, at=at)
    return assignment


@transaction.atomic
def report_done(assignment: Assignment, *, by: Person, at: datetime) -> Assignment:
    """The unit says that the work is done; it waits to be confirmed. Work not yet received is received by that."""
    assignment = locked(assignment)
    _of_unit(assignment, by)
    if assignment.state == AssignmentState.ISSUED:
        assignment = receive(assignment, by=by, at=at)
    assignment.state = ASSIGNMENT.after(assignment.state, "report_done")
    assignment.save(update_fields=["state"])
    journal.write("assignment.report_done", assignment, by=by, at=at)
    return assignment


@transaction.atomic
def send_back(assignment: Assignment, *, reason: str, by: Person, at: datetime) -> Assignment:
    """The work is not done yet: in hand again, with the reason."""
    assignment = locked(assignment)
    access.require(by, "assignment.accept", assignment.order.authority)
    assignment.state = ASSIGNMENT.after(assignment.state, "send_back")
    assignment.save(update_fields=["state"])
    journal.write("assignment.send_back", assignment, by=by, at=at, payload={"reason": nfc(reason).strip()})
    return assignment


@transaction.atomic
def accept(assignment: Assignment, *, done_on: date, by: Person, at: datetime) -> Assignment:
    """The authority, or whom it empowered, confirms. `done_on`: the day the accepted result was submitted."""
    assignment = locked(assignment)
    access.require(by, "assignment.accept", assignment.order.authority)
    if by.pk in (assignment.doer_id, assignment.head_id):
        raise ValidationError(_("Người thực hiện không tự xác nhận hoàn thành."))
    assignment.state = ASSIGNMENT.after(assignment.state, "accept")
    assignment.done_on, assignment.accepted_by, assignment.accepted_at = done_on, by, at
    assignment.save()
    close_requests([assignment], on=timezone.localdate(at), by=by, at=at)
    journal.write("assignment.accept", assignment, by=by, at=at, payload={"done_on": done_on})
    return assignment


@transaction.atomic
def reopen(assignment: Assignment, *, reason: str, deadline_on: date | None = None, by: Person, at: datetime) -> Assignment:
    """Closed is not solved: the work is in hand again, on a ground. Without a new day the old deadline stands, and it is late by it.

    The acceptance before stays in the journal.
    """
    part = locked(assignment)
    access.require(by, "adjustment.decide", part.order.authority)
    why, was = ground(reason), part.done_on
    part.state = ASSIGNMENT.after(part.state, "reopen")
    part.done_on = part.accepted_by = part.accepted_at = None
    part.save()
    mark([part], at=at)
    if deadline_on is not None:
        worked = arithmetic.set_anew(part.deadline_on, deadline_on, calendar())
        if worked.day < timezone.localdate(at):
            raise ValidationError({"deadline_on": _("Hạn mới không được trước hôm nay.")})
        move_deadline(part, worked.day, cause=Cause.REOPENED, steps=worked.steps, by=by, at=at)
    tell_unit(part, "assignment.reopened", at)
    journal.write("assignment.reopen", part, by=by, at=at, payload={"reason": why, "done_on": was, "deadline_on": part.deadline_on})
    return part
