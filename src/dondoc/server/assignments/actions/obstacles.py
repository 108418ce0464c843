"""Trở ngại khách quan: đơn vị ghi, người có thẩm quyền xác nhận riêng. / Objective obstacles: recorded by the unit, confirmed apart."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.actions.requests import ground, locked, refuse_second, settle, tell_deciders, tell_unit
from dondoc.server.assignments.models import ENDED_STATES, Assignment, Obstacle
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person


@transaction.atomic
def ask_obstacle(assignment: Assignment, *, since: date, until: date | None = None, reason: str, by: Person, at: datetime) -> Obstacle:
    """The unit records what kept the work back, also once it is done. No deadline moves; confirmed, it stands beside lateness."""
    part = locked(assignment)
    access.require(by, "adjustment.ask", part.organization)
    if part.state in ENDED_STATES:
        raise NotNow("ask_obstacle", part.state, ())
    why, today = ground(reason), timezone.localdate(at)
    if since > today or (until is not None and not since <= until <= today):
        raise ValidationError({"since": _("Trở ngại đã xảy ra: từ ngày không sau đến ngày, đến ngày không sau hôm nay.")})
    refuse_second(Obstacle, part)
    asked = Obstacle(assignment=part, since=since, until=until, reason=why, asked_by=by, asked_at=at)
    asked.save()
    tell_deciders(part, at)
    journal.write("obstacle.ask", asked, by=by, at=at, payload={"assignment": part.uid, "since": since, "to": until, "reason": why})
    return asked


@transaction.atomic
def decide_obstacle(obstacle: Obstacle, *, agree: bool, words: str = "", by: Person, at: datetime) -> Obstacle:
    """Confirm that it was so, or not, with a reason. Days, outcome and lateness stay what they are."""
    obstacle = Obstacle.objects.select_for_update(of=("self",)).get(pk=obstacle.pk)
    part = obstacle.assignment = locked(obstacle.assignment)
    access.require(by, "adjustment.decide", part.order.authority)
    settle(obstacle, agree=agree, words=words, by=by, at=at)
    obstacle.save()
    tell_unit(part, f"obstacle.{obstacle.state}", at, obstacle.asked_by)
    act = "obstacle.agree" if agree else "obstacle.refuse"
    journal.write(act, obstacle, by=by, at=at, payload={"assignment": part.uid, "words": obstacle.words})
    return obstacle
