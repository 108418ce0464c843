"""Giao tiếp cho cấp dưới, giao trong nội bộ. / Giving one's work further down, or inside the body, as an order of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.actions.doing import name_doer, receive
from dondoc.server.assignments.actions.drafting import draft
from dondoc.server.assignments.actions.issuing import issue
from dondoc.server.assignments.actions.requests import locked
from dondoc.server.assignments.actions.shaping import set_targets
from dondoc.server.assignments.lifecycle import ASSIGNMENT
from dondoc.server.assignments.models import OPEN_STATES, Assignment, AssignmentState, DeadlineSource, Order
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import members_of
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.terms.vietnamese import fold
from dondoc.worktime import last_day


class Unchanged(ValidationError):
    """The words of the direction were passed on as they came, at once: to be made concrete, or confirmed."""


@dataclass(frozen=True)
class Below:
    """What is given further down: work, product, criteria and last day of its own; to bodies below, or to one person inside."""

    task: str
    criteria: tuple[str, ...]
    product: str
    deadline_on: date | None = None
    bodies: tuple[Organization, ...] = ()
    person: Person | None = None
    weight: int = 1
    exception: str = ""  # why a later deadline than that of the work itself
    confirmed: bool = False  # the words are meant to stay as they came


@transaction.atomic
def cascade(assignment: Assignment, *, below: Below, opened_at: datetime, by: Person, at: datetime) -> Order:
    """Issue an order of the body's own under work it has. Its deadline is not after that work's without a recorded exception.

    opened_at: when the page was opened; `Unchanged` when the same words leave within the office's seconds and nobody confirmed it.
    """
    part = locked(assignment)
    access.require(by, "order.draft", part.organization)
    if part.state not in OPEN_STATES or part.state == AssignmentState.REPORTED_DONE:
        raise NotNow("cascade", part.state, ASSIGNMENT.acts(part.state))
    unchanged = _refuse_unchanged(part, below, opened_at, at)
    _refuse_place(part, below)
    day = below.deadline_on or part.deadline_on
    _refuse_later(part, day, below.exception, at)
    if part.state == AssignmentState.ISSUED:
        part = receive(part, by=by, at=at)
    order = _drafted(part, below, day, by, at)
    targets = [str(place.uid) for place in below.bodies] or [str(part.organization.uid)]
    order = set_targets(order, lead=targets, by=by, at=at)
    issue([order], by=by, at=at)
    if below.person is not None:
        name_doer(order.assignments.get(), person=below.person, by=by, at=at)
    told = {"above": part.uid, "unchanged": unchanged, "exception": order.past_above}
    journal.write("assignment.cascade", part, by=by, at=at, payload={"order": order.uid, **told})
    return order


def _drafted(part: Assignment, below: Below, day: date | None, by: Person, at: datetime) -> Order:
    timing = {"deadline_on": day, "deadline_source": DeadlineSource.SET} if day else {"cadence": part.order.cadence}
    return draft(
        organization=part.organization,
        authority=part.organization,
        task=below.task,
        words=part.order.words,
        document=part.order.document,
        above=part,
        past_above=below.exception,
        criteria=below.criteria,
        product=below.product,
        weight=below.weight,
        pillar=part.order.pillar,
        by=by,
        at=at,
        **timing,
    )


def _refuse_unchanged(part: Assignment, below: Below, opened_at: datetime, at: datetime) -> bool:
    same = fold(below.task) in (fold(part.order.task), fold(part.order.words))
    seconds = int(rule("unchanged_words_seconds", on=timezone.localdate(at), organization=part.organization))
    if same and not below.confirmed and (at - opened_at).total_seconds() < seconds:
        raise Unchanged(
            _("Nội dung giữ nguyên như cấp trên giao. Đề nghị cụ thể hóa việc của từng nơi, hoặc xác nhận vẫn giao nguyên văn.")
        )
    return same


def _refuse_place(part: Assignment, below: Below) -> None:
    """To bodies below this one, or to a person of its own: one of the two."""
    if bool(below.bodies) == (below.person is not None):
        raise ValidationError(_("Chọn đơn vị cấp dưới, hoặc một người trong đơn vị."))
    if any(not part.organization.holds(place) or place == part.organization for place in below.bodies):
        raise ValidationError(_("Chỉ giao tiếp cho đơn vị cấp dưới của mình."))
    if below.person is not None and below.person not in members_of(part.organization):
        raise ValidationError(_("%(person)s không thuộc %(place)s.") % {"person": below.person, "place": part.organization})


def _refuse_later(part: Assignment, day: date | None, exception: str, at: datetime) -> None:
    if day is None:
        return
    last = last_day(day, "by", calendar()).day
    if last < timezone.localdate(at) and day != part.deadline_on:
        raise ValidationError({"deadline_on": _("Hạn không được trước hôm nay.")})
    if part.deadline_on is not None and last > part.deadline_on and not exception.strip():
        told = {"day": part.deadline_on.strftime("%d/%m/%Y")}
        raise ValidationError(
            {"deadline_on": _("Sau hạn %(day)s của nhiệm vụ cấp trên giao. Đặt sớm hơn, hoặc ghi lý do ngoại lệ.") % told}
        )
