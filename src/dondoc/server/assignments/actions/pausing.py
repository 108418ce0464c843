"""Tạm dừng, thực hiện lại. / Suspending for confirmed waiting, and taking up again."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.assignments import arithmetic
from dondoc.server.assignments.actions.doing import receive
from dondoc.server.assignments.actions.marking import mark
from dondoc.server.assignments.actions.requests import (
    ground,
    locked,
    move_deadline,
    refuse_second,
    settle,
    tell_deciders,
    tell_unit,
)
from dondoc.server.assignments.lifecycle import ASSIGNMENT
from dondoc.server.assignments.models import Assignment, AssignmentState, Cause, RequestState, Suspension, WaitsFor
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.rulebook.queries import calendar
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def ask_suspension(assignment: Assignment, *, waits_for: str, reason: str, by: Person, at: datetime) -> Suspension:
    """The unit says for whom it waits. The clock goes on until this is confirmed; then it stands still from today on."""
    assignment = locked(assignment)
    access.require(by, "adjustment.ask", assignment.organization)
    why = ground(reason)
    if assignment.state == AssignmentState.ISSUED:
        assignment = receive(assignment, by=by, at=at)
    ASSIGNMENT.after(assignment.state, "suspend")
    refuse_second(Suspension, assignment)
    asked = _row(assignment, waits_for, why, by, at)
    asked.save()
    tell_deciders(assignment, at)
    journal.write("suspension.ask", asked, by=by, at=at, payload={"assignment": assignment.uid, "waits_for": waits_for, "reason": why})
    return asked


def _row(assignment: Assignment, waits_for: str, why: str, by: Person, at: datetime) -> Suspension:
    if waits_for not in WaitsFor.values:
        raise ValidationError({"waits_for": _("Chọn việc đang chờ ai, chờ gì.")})
    return Suspension(assignment=assignment, waits_for=waits_for, reason=why, since=timezone.localdate(at), asked_by=by, asked_at=at)


@transaction.atomic
def decide_suspension(suspension: Suspension, *, agree: bool, words: str = "", by: Person, at: datetime) -> Suspension:
    """Confirm the waiting, from the day it was told, or refuse with a reason."""
    suspension = Suspension.objects.select_for_update(of=("self",)).get(pk=suspension.pk)
    part = suspension.assignment = locked(suspension.assignment)
    access.require(by, "adjustment.decide", part.order.authority)
    settle(suspension, agree=agree, words=words, by=by, at=at)
    if agree:
        part.state = ASSIGNMENT.after(part.state, "suspend")
        part.save(update_fields=["state"])
        mark([part], at=at)
    suspension.save()
    tell_unit(part, f"suspension.{suspension.state}", at, suspension.asked_by)
    journal.write(
        "suspension.agree" if agree else "suspension.refuse",
        suspension,
        by=by,
        at=at,
        payload={"assignment": part.uid, "since": suspension.since, "words": suspension.words},
    )
    return suspension


@transaction.atomic
def suspend(assignment: Assignment, *, waits_for: str, reason: str, by: Person, at: datetime) -> Suspension:
    """The authority, or whom it empowered, stops the clock without being asked: from today on."""
    part = locked(assignment)
    access.require(by, "adjustment.decide", part.order.authority)
    refuse_second(Suspension, part)
    made = _row(part, waits_for, ground(reason), by, at)
    made.state, made.decided_by, made.decided_at = RequestState.AGREED, by, at
    part.state = ASSIGNMENT.after(part.state, "suspend")
    made.save()
    part.save(update_fields=["state"])
    mark([part], at=at)
    tell_unit(part, "suspension.agreed", at)
    journal.write("suspension.make", made, by=by, at=at, payload={"assignment": part.uid, "waits_for": waits_for, "reason": made.reason})
    return made


@transaction.atomic
def resume(assignment: Assignment, *, words: str = "", by: Person, at: datetime) -> Assignment:
    """What was waited for has come: the working days of waiting are added to the deadline. Either side may say so."""
    part = locked(assignment)
    if not access.allowed(by, "adjustment.decide", part.order.authority):
        access.require(by, "adjustment.ask", part.organization)
    part.state = ASSIGNMENT.after(part.state, "resume")
    running = Suspension.objects.select_for_update(of=("self",)).get(assignment=part, state=RequestState.AGREED, until=None)
    running.until = max(timezone.localdate(at), running.since)
    worked = arithmetic.resumed(part.deadline_on, running.since, running.until, calendar())
    part.save(update_fields=["state"])
    running.save(update_fields=["until"])
    mark([part], at=at)
    if not part.order.cadence:  # of recurring work, what fell due meanwhile is waived instead
        move_deadline(part, worked.deadline, cause=Cause.RESUMED, steps=worked.steps, by=by, at=at)
    tell_unit(part, "assignment.resumed", at)
    journal.write(
        "assignment.resume",
        part,
        by=by,
        at=at,
        payload={"suspension": running.uid, "days": worked.days, "after": worked.deadline, "words": nfc(words).strip()},
    )
    return part
