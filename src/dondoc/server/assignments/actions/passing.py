"""Đổi chủ trì, chuyển giao, tách. / Another lead, handing over, splitting: the row stays and its successors name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import arithmetic
from dondoc.server.assignments.actions.ending import end_below
from dondoc.server.assignments.actions.extending import refuse_after_parent
from dondoc.server.assignments.actions.marking import mark
from dondoc.server.assignments.actions.requests import (
    close_requests,
    ground,
    locked,
    move_deadline,
    refuse_second,
    settle,
    tell_deciders,
    tell_unit,
)
from dondoc.server.assignments.actions.telling import INBOX, tell_units
from dondoc.server.assignments.lifecycle import ASSIGNMENT
from dondoc.server.assignments.models import ENDED_STATES, WORKED_ON, Assignment, Cause, LeadChange, Order, OrderState, Part
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import heads_of
from dondoc.server.rulebook.queries import calendar
from dondoc.terms.vietnamese import nfc


@dataclass(frozen=True)
class Share:
    """To whom work is passed on: which part of it, until when (None: the deadline it had)."""

    organization: Organization
    share: str = ""
    deadline_on: date | None = None


@transaction.atomic
def propose_lead(assignment: Assignment, *, organization: Organization, reason: str, by: Person, at: datetime) -> LeadChange:
    """A lower body does not refuse an order: it says who should lead instead, and why. The duty stands until it is decided."""
    part = locked(assignment)
    access.require(by, "adjustment.ask", part.organization)
    if part.state not in WORKED_ON or part.part != Part.LEAD:
        raise NotNow("propose_lead", part.state, ASSIGNMENT.acts(part.state))
    if organization == part.organization:
        raise ValidationError({"organization": _("Chọn cơ quan khác với đơn vị đang chủ trì.")})
    refuse_second(LeadChange, part)
    asked = LeadChange(assignment=part, organization=organization, reason=ground(reason), asked_by=by, asked_at=at)
    asked.save()
    tell_deciders(part, at)
    journal.write(
        "lead_change.ask", asked, by=by, at=at, payload={"assignment": part.uid, "organization": organization.uid, "reason": asked.reason}
    )
    return asked


@transaction.atomic
def decide_lead(
    change: LeadChange, *, agree: bool, deadline_on: date | None = None, words: str = "", by: Person, at: datetime
) -> LeadChange:
    """Agree, and the work is issued anew to the body proposed; or refuse with a reason, and the duty stands."""
    change = LeadChange.objects.select_for_update(of=("self",)).select_related("organization").get(pk=change.pk)
    part = change.assignment = locked(change.assignment)
    access.require(by, "adjustment.decide", part.order.authority)
    settle(change, agree=agree, words=words, by=by, at=at)
    change.save()
    made: list[Assignment] = []
    if agree:
        made = _pass_on(part, [Share(change.organization, part.share, deadline_on)], change.reason, by, at)
    else:
        tell_unit(part, "lead_change.refused", at, change.asked_by)
    journal.write(
        "lead_change.agree" if agree else "lead_change.refuse",
        change,
        by=by,
        at=at,
        payload={"assignment": part.uid, "successors": [row.uid for row in made], "words": change.words},
    )
    return change


@transaction.atomic
def hand_over(
    assignment: Assignment, *, organization: Organization, reason: str, deadline_on: date | None = None, by: Person, at: datetime
) -> Assignment:
    """Pass the work to another body on a ground. The old row stays, ended, and the new one names it."""
    part = locked(assignment)
    access.require(by, "adjustment.decide", part.order.authority)
    made = _pass_on(part, [Share(organization, part.share, deadline_on)], ground(reason), by, at)[0]
    journal.write("assignment.hand_over", part, by=by, at=at, payload={"successor": made.uid, "reason": part.ended_reason})
    return made


@transaction.atomic
def split(assignment: Assignment, *, shares: Sequence[Share], reason: str, by: Person, at: datetime) -> list[Assignment]:
    """Put several parts in the place of one, each with a body, words of its own, and a deadline."""
    part = locked(assignment)
    access.require(by, "adjustment.decide", part.order.authority)
    if len(shares) < 2 or len({share.organization.pk for share in shares}) < len(shares):
        raise ValidationError(_("Tách cho từ hai cơ quan khác nhau trở lên."))
    if not all(share.share.strip() for share in shares):
        raise ValidationError(_("Ghi rõ phần việc của từng cơ quan."))
    made = _pass_on(part, shares, ground(reason), by, at)
    journal.write("assignment.split", part, by=by, at=at, payload={"successors": [row.uid for row in made], "reason": part.ended_reason})
    return made


def _pass_on(part: Assignment, shares: Sequence[Share], reason: str, by: Person, at: datetime) -> list[Assignment]:
    """End the row, issue its successors, move its supporters to the first of them.

    What the old lead had given further down goes along where the new one stands above it; else it ends with the work it was given for.
    """
    places = [share.organization for share in shares]
    heads = heads_of(places)
    _refuse_places(part, places, heads)
    part.state, part.ended_reason = ASSIGNMENT.after(part.state, "pass_on"), reason
    part.save(update_fields=["state", "ended_reason"])
    close_requests([part], on=timezone.localdate(at), by=by, at=at)
    made = [_successor(part, share, heads[share.organization.pk], by, at) for share in shares]
    part.supporters.exclude(state__in=ENDED_STATES).update(helps=made[0])
    _pass_below(part, made[0], by, at)
    tell_unit(part, "assignment.passed_on", at)
    tell_units(made, key="order.issued", words={}, path=INBOX, at=at)
    return made


def _pass_below(part: Assignment, into: Assignment, by: Person, at: datetime) -> None:
    given = Order.objects.filter(above=part, state=OrderState.ISSUED).select_related("organization")
    kept = [order.pk for order in given if into.organization.holds(order.organization)]
    Order.objects.filter(pk__in=kept).update(above=into)
    Assignment.objects.filter(order__in=kept, parent=part).update(parent=into)
    end_below([part], "withdraw", part.ended_reason, by, at)


def _refuse_places(part: Assignment, places: Sequence[Organization], heads: dict[int, Person]) -> None:
    headless = [place.name for place in places if place.pk not in heads]
    if headless:
        raise ValidationError(_("%(places)s chưa có người đứng đầu để chịu trách nhiệm.") % {"places": ", ".join(headless)})
    taken = part.order.assignments.exclude(state__in=ENDED_STATES).exclude(pk=part.pk).filter(organization__in=places)
    named = [row.organization.name for row in taken.select_related("organization")]
    if named:
        raise ValidationError(_("%(places)s đã có phần việc trong lệnh giao việc này.") % {"places": ", ".join(named)})


def _successor(part: Assignment, share: Share, head: Person, by: Person, at: datetime) -> Assignment:
    made = Assignment(
        order=part.order,
        organization=share.organization,
        part=part.part,
        helps=part.helps,
        parent=part.parent,
        succeeds=part,
        share=nfc(share.share).strip(),
        head=head,
        deadline_on=part.deadline_on,
        first_deadline_on=part.deadline_on,
        issued_at=at,
    )
    made.save()
    mark([made], at=at)
    if share.deadline_on is not None and share.deadline_on != part.deadline_on:
        worked = arithmetic.set_anew(part.deadline_on, share.deadline_on, calendar())
        refuse_after_parent(made, worked.day)
        move_deadline(made, worked.day, cause=Cause.SET, steps=worked.steps, by=by, at=at)
    return made
