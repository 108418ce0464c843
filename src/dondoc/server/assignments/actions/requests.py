"""Phần chung của các đề nghị: ai hỏi, ai quyết, báo tin cho ai. / What all requests share: who asks, who decides, who is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dondoc.server.assignments.actions.marking import mark
from dondoc.server.assignments.lifecycle import REQUEST
from dondoc.server.assignments.models import (
    Assignment,
    Cause,
    DeadlineChange,
    Extension,
    LeadChange,
    Request,
    RequestState,
    Suspension,
)
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.terms.vietnamese import nfc
from dondoc.worktime import Step

#: A record of the office in the office's own language.
NO_LONGER_NEEDED = "Nhiệm vụ đã kết thúc, đề nghị không còn cần."
KINDS: tuple[type[Request], ...] = (Extension, Suspension, LeadChange)


def locked(assignment: Assignment) -> Assignment:
    """The row, held until the act ends, with what every act on it needs."""
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("organization", "order__organization", "order__authority", "head", "doer", "parent")
        .get(pk=assignment.pk)
    )


def ground(text: str) -> str:
    """A reason, trimmed; `ValidationError` when there is none."""
    found = nfc(text).strip()
    if not found:
        raise ValidationError({"reason": _("Đề nghị ghi căn cứ, lý do.")})
    return found


def refuse_second(kind: type[Request], assignment: Assignment) -> None:
    """One open request of a kind at a time."""
    if kind.objects.filter(assignment=assignment, state=RequestState.ASKED).exists():
        raise ValidationError(_("Đã có đề nghị đang chờ quyết định. Đề nghị rút đề nghị đó trước khi gửi đề nghị mới."))


def tell_deciders(assignment: Assignment, at: datetime) -> None:
    """Those who may decide hear that something waits for them."""
    notices.tell(
        access.holders("adjustment.decide", assignment.order.authority),
        key="adjustment.asked",
        words={"unit": assignment.organization.called, "task": str(assignment.order)},
        path="/nhiem-vu/de-nghi/",
        at=at,
    )


def tell_unit(assignment: Assignment, key: str, at: datetime, *others: Person) -> None:
    """Who answers, who does it, and who asked."""
    persons = [person for person in (assignment.head, assignment.doer, *others) if person is not None]
    notices.tell(persons, key=key, words={"task": str(assignment.order)}, path=f"/nhiem-vu/viec/{assignment.uid}/", at=at)


def settle(request: Request, *, agree: bool, words: str, by: Person, at: datetime) -> None:
    """Set the answer on the row; who asked or does the work does not decide, a refusal says why. The caller saves and journals."""
    part = request.assignment
    if by.pk in (request.asked_by_id, part.head_id, part.doer_id):
        raise ValidationError(_("Người đề nghị, người thực hiện không tự quyết định."))
    request.state = REQUEST.after(request.state, "agree" if agree else "refuse")
    request.decided_by, request.decided_at, request.words = by, at, nfc(words).strip()
    if not agree and not request.words:
        raise ValidationError({"words": _("Đề nghị ghi lý do không đồng ý.")})


def move_deadline(assignment: Assignment, after: date | None, *, cause: Cause, steps: Sequence[Step], by: Person, at: datetime) -> None:
    """Give the work another last day and keep both with the arithmetic; part of the act that calls it. Saves the deadline."""
    before = assignment.deadline_on
    assignment.deadline_on = after
    assignment.save(update_fields=["deadline_on", "late_before"])
    mark([assignment], at=at)
    DeadlineChange.objects.create(
        assignment=assignment,
        cause=cause,
        before=before,
        after=after,
        steps=[{"vi": step.vi, "en": step.en} for step in steps],
        by=by,
        at=at,
    )


def close_requests(assignments: Sequence[Assignment], *, on: date, by: Person, at: datetime) -> None:
    """Work that ends takes its open requests, its running suspension and its day of the calendar along; part of the act that ends it."""
    mark(assignments, at=at)
    told: dict[str, Any] = {"state": RequestState.DROPPED, "decided_by": by, "decided_at": at, "words": NO_LONGER_NEEDED}
    for kind in KINDS:
        kind.objects.filter(assignment__in=assignments, state=RequestState.ASKED).update(**told)
    Suspension.objects.filter(assignment__in=assignments, state=RequestState.AGREED, until=None, since__lte=on).update(until=on)
