"""Thu lại ngay, thu hồi. / Taking back at once, withdrawing later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.lifecycle import ASSIGNMENT, ORDER
from dondoc.server.assignments.models import OPEN_STATES, Assignment, AssignmentState, Order, OrderState
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rulebook.queries import rule
from dondoc.terms.vietnamese import nfc


def _locked(orders: Sequence[Order]) -> list[Order]:
    found = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority")
    return list(found.filter(pk__in=[order.pk for order in orders]))


def _may_end(order: Order, by: Person) -> None:
    if not access.allowed(by, "order.approve", order.authority):
        access.require(by, "order.issue", order.organization)


@transaction.atomic
def take_back(orders: Sequence[Order], *, by: Person, at: datetime) -> int:
    """Undo an issue within its seconds, while nobody has received it. Returns the number of assignments ended."""
    rows, count = _locked(orders), 0
    for order in rows:
        _may_end(order, by)
        seconds = int(rule("take_back_seconds", on=at.date()))
        if order.issued_at is None or at > order.issued_at + timedelta(seconds=seconds):
            raise ValidationError(_("Đã quá %(n)s giây. Dùng chức năng thu hồi, kèm căn cứ, lý do.") % {"n": seconds})
        parts = list(order.assignments.select_for_update())
        if any(part.state != AssignmentState.ISSUED for part in parts):
            raise NotNow("take_back", OrderState.ISSUED, ("withdraw",))
        order.state = ORDER.after(order.state, "take_back")
        order.save(update_fields=["state"])
        for part in parts:
            part.state, part.ended_reason = ASSIGNMENT.after(part.state, "withdraw"), _("Thu lại ngay sau khi giao.")
            part.save(update_fields=["state", "ended_reason"])
        count += len(parts)
        journal.write("order.take_back", order, by=by, at=at, payload={"assignments": [part.uid for part in parts]})
    return count


@transaction.atomic
def withdraw(order: Order, *, reason: str, by: Person, at: datetime) -> int:
    """Withdraw an order everywhere, on a ground. What was reported stays. Returns the number of assignments ended."""
    order = _locked([order])[0]
    _may_end(order, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi căn cứ, lý do thu hồi.")})
    order.state, order.ended_reason = ORDER.after(order.state, "withdraw"), nfc(reason).strip()
    order.save(update_fields=["state", "ended_reason"])
    parts = list(order.assignments.select_for_update(of=("self",)).select_related("organization").filter(state__in=OPEN_STATES))
    for part in parts:
        _end(part, order.ended_reason)
    _tell([part.organization for part in parts], order, at)
    journal.write("order.withdraw", order, by=by, at=at, payload={"reason": reason, "assignments": [part.uid for part in parts]})
    return len(parts)


@transaction.atomic
def withdraw_at(assignment: Assignment, *, reason: str, by: Person, at: datetime) -> Assignment:
    """Withdraw the part of one body; the order stands for the others."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("order__organization", "order__authority", "organization")
        .get(pk=assignment.pk)
    )
    _may_end(assignment.order, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi căn cứ, lý do thu hồi.")})
    _end(assignment, nfc(reason).strip())
    _tell([assignment.organization], assignment.order, at)
    journal.write("assignment.withdraw", assignment, by=by, at=at, payload={"reason": reason})
    return assignment


def _end(part: Assignment, reason: str) -> None:
    part.state, part.ended_reason = ASSIGNMENT.after(part.state, "withdraw"), reason
    part.save(update_fields=["state", "ended_reason"])


def _tell(places: Sequence[Organization], order: Order, at: datetime) -> None:
    for place in places:
        notices.tell(
            access.holders("assignment.receive", place), key="order.withdrawn", words={"task": str(order)}, path="/nhiem-vu/", at=at
        )
