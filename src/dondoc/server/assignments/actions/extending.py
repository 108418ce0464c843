"""Gia hạn. / Extensions: asked by the unit, decided by the authority or whom it empowered; both days are kept."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import arithmetic
from dondoc.server.assignments.actions.doing import receive
from dondoc.server.assignments.actions.requests import (
    ground,
    locked,
    move_deadline,
    refuse_second,
    settle,
    tell_deciders,
    tell_unit,
)
from dondoc.server.assignments.lifecycle import ASSIGNMENT, REQUEST
from dondoc.server.assignments.models import WORKED_ON, Assignment, AssignmentState, Cause, Extension, Request, RequestState
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def ask_extension(assignment: Assignment, *, until: date, reason: str, so_far: str = "", by: Person, at: datetime) -> Extension:
    """Ask for a later deadline. Asked after the deadline it is taken too, and the days late by then stay for good."""
    assignment = locked(assignment)
    access.require(by, "adjustment.ask", assignment.organization)
    if assignment.state not in WORKED_ON:
        raise NotNow("ask_extension", assignment.state, ASSIGNMENT.acts(assignment.state))
    deadline, today = assignment.deadline_on, timezone.localdate(at)
    if deadline is None or assignment.order.cadence:
        raise ValidationError(_("Nhiệm vụ thực hiện theo định kỳ, không có thời hạn để gia hạn."))
    if until <= max(deadline, today):
        raise ValidationError({"until": _("Ngày đề nghị phải sau hạn hiện nay và sau hôm nay.")})
    _refuse_too_many(assignment, today)
    refuse_second(Extension, assignment)
    why = ground(reason)
    if assignment.state == AssignmentState.ISSUED:
        assignment = receive(assignment, by=by, at=at)
    asked = Extension(
        assignment=assignment,
        reason=why,
        so_far=nfc(so_far).strip(),
        deadline_before=deadline,
        asked_to=until,
        days_late=max(0, (today - deadline).days),
        asked_by=by,
        asked_at=at,
    )
    asked.save()
    tell_deciders(assignment, at)
    journal.write(
        "extension.ask",
        asked,
        by=by,
        at=at,
        payload={"assignment": assignment.uid, "deadline": deadline, "until": until, "reason": why, "days_late": asked.days_late},
    )
    return asked


def _granted(assignment: Assignment) -> int:
    return Extension.objects.filter(assignment=assignment, state=RequestState.AGREED).count()


def _refuse_too_many(assignment: Assignment, on: date) -> None:
    most = int(rule("extensions_most", on=on, organization=assignment.order.organization))
    if _granted(assignment) >= most:
        raise ValidationError(_("Nhiệm vụ đã được gia hạn %(n)s lần, không gia hạn thêm theo quy định của cơ quan.") % {"n": most})


@transaction.atomic
def decide_extension(
    extension: Extension, *, agree: bool, until: date | None = None, words: str = "", by: Person, at: datetime
) -> Extension:
    """Grant, to the day asked or another, or refuse with a reason. Beyond the office's own number the authority decides in person."""
    extension = Extension.objects.select_for_update(of=("self",)).get(pk=extension.pk)
    part = extension.assignment = locked(extension.assignment)
    access.require(by, "adjustment.decide", part.order.authority)
    today = timezone.localdate(at)
    if agree:
        _refuse_too_many(part, today)
        if _granted(part) >= int(rule("extensions_by_office", on=today, organization=part.order.organization)):
            access.require(by, "order.approve", part.order.authority)
        if part.state not in (*WORKED_ON, AssignmentState.REPORTED_DONE) or part.deadline_on != extension.deadline_before:
            raise NotNow("decide_extension", part.state, ("refuse", "drop"))
    settle(extension, agree=agree, words=words, by=by, at=at)
    if agree:
        _grant(extension, part, until or extension.asked_to, by, at)
    extension.save()
    tell_unit(part, f"extension.{extension.state}", at, extension.asked_by)
    journal.write(
        "extension.agree" if agree else "extension.refuse",
        extension,
        by=by,
        at=at,
        payload={
            "assignment": part.uid,
            "before": extension.deadline_before,
            "after": extension.granted_to,
            "words": extension.words,
            "days_late": extension.days_late,
        },
    )
    return extension


def _grant(extension: Extension, part: Assignment, until: date, by: Person, at: datetime) -> None:
    worked = arithmetic.extended(extension.deadline_before, until, timezone.localdate(extension.asked_at), calendar())
    if worked.day <= extension.deadline_before:
        raise ValidationError({"until": _("Hạn mới phải sau hạn cũ.")})
    refuse_after_parent(part, worked.day)
    extension.granted_to = worked.day
    part.late_before = max(part.late_before, extension.days_late)
    move_deadline(part, worked.day, cause=Cause.EXTENDED, steps=worked.steps, by=by, at=at)


def refuse_after_parent(part: Assignment, day: date) -> None:
    """Work given further down does not outlast the work it comes from."""
    above = part.parent
    if above is not None and above.deadline_on is not None and day > above.deadline_on:
        told = {"day": above.deadline_on.strftime("%d/%m/%Y")}
        raise ValidationError(_("Không sau hạn %(day)s của nhiệm vụ cấp trên giao. Đề nghị xin gia hạn nhiệm vụ đó trước.") % told)


@transaction.atomic
def drop_request(request: Request, *, by: Person, at: datetime) -> Request:
    """The unit takes back what it asked, before it is decided."""
    kind = type(request)
    request = kind.objects.select_for_update(of=("self",)).get(pk=request.pk)
    part = request.assignment = locked(request.assignment)
    access.require(by, "adjustment.ask", part.organization)
    request.state = REQUEST.after(request.state, "drop")
    request.decided_by, request.decided_at = by, at
    request.save()
    journal.write("request.drop", request, by=by, at=at, payload={"assignment": part.uid})
    return request
