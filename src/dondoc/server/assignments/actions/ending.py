"""Thu lại ngay, thu hồi, hủy. / Taking back at once, withdrawing later, cancelling on a ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.actions.requests import close_requests
from dondoc.server.assignments.actions.telling import INBOX, tell_units
from dondoc.server.assignments.lifecycle import ASSIGNMENT, ORDER
from dondoc.server.assignments.models import OPEN_STATES, Assignment, AssignmentState, Order, OrderState
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Document
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.rulebook.queries import rule
from dondoc.terms.vietnamese import nfc

#: A record of the office in the office's own language, whatever the language of the page.
TAKEN_BACK = "Thu lại ngay sau khi giao."


def _locked(orders: Sequence[Order]) -> list[Order]:
    found = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority", "document")
    return list(found.filter(pk__in=[order.pk for order in orders]))


def _may_end(order: Order, by: Person) -> None:
    if not access.allowed(by, "order.approve", order.authority):
        access.require(by, "order.issue", order.organization)


@transaction.atomic
def take_back(orders: Sequence[Order], *, by: Person, at: datetime) -> int:
    """Undo an issue within its seconds, while nobody has received it. Returns the number of assignments ended."""
    rows, count = _locked(orders), 0
    sent = {(order.document, order.issued_at) for order in rows if order.document and order.issued_at}
    for order in rows:
        _may_end(order, by)
        seconds = int(rule("take_back_seconds", on=timezone.localdate(at), organization=order.organization))
        if order.issued_at is None or at > order.issued_at + timedelta(seconds=seconds):
            raise ValidationError(_("Đã quá %(n)s giây. Dùng chức năng thu hồi, kèm căn cứ, lý do.") % {"n": seconds})
        parts = list(order.assignments.select_for_update())
        if any(part.state != AssignmentState.ISSUED for part in parts):
            raise NotNow("take_back", OrderState.ISSUED, ("withdraw",))
        order.state = ORDER.after(order.state, "take_back")
        order.save(update_fields=["state"])
        _end(parts, TAKEN_BACK, "withdraw", by, at)
        count += len(parts)
    for document, instant in sent:
        documents.call_back(document, sent_at=instant, by=by, at=at)
    for instant in {order.issued_at for order in rows if order.issued_at}:
        notices.untell(key="order.issued", path=INBOX, at=instant)
    for order in rows:
        uids = list(order.assignments.values_list("uid", flat=True))
        journal.write("order.take_back", order, by=by, at=at, payload={"assignments": uids})
    return count


@transaction.atomic
def withdraw(order: Order, *, reason: str, by: Person, at: datetime, only: Sequence[Assignment] | None = None) -> int:
    """Withdraw an order everywhere, or `only` at some bodies, on a ground. What was reported stays.

    Who helps a lead that is withdrawn is withdrawn with it. Returns the number of assignments ended.
    """
    order = _locked([order])[0]
    _may_end(order, by)
    return _finish(order, "withdraw", reason, only, None, by, at)


@transaction.atomic
def cancel(
    order: Order,
    *,
    reason: str,
    document: Document | None = None,
    only: Sequence[Assignment] | None = None,
    by: Person,
    at: datetime,
) -> int:
    """Cancel an order, or `only` at some bodies, because a document or a decision ended the need for it.

    `document`: the one that is the ground, where it is registered here. Who directed decides, or whom they empowered.
    """
    order = _locked([order])[0]
    access.require(by, "adjustment.decide", order.authority)
    return _finish(order, "cancel", reason, only, document, by, at)


def _finish(
    order: Order, act: str, reason: str, only: Sequence[Assignment] | None, document: Document | None, by: Person, at: datetime
) -> int:
    """End an order or some of its parts, tell the units, write the journal."""
    ground = nfc(reason).strip()
    if document is not None:
        ground = f"{document}. {ground}".rstrip()
    if not ground:
        raise ValidationError({"reason": _("Đề nghị ghi căn cứ, lý do thu hồi.")})
    parts = order.assignments.select_for_update(of=("self",)).select_related("organization", "head").filter(state__in=OPEN_STATES)
    if only is not None:
        chosen = [part.pk for part in only]
        parts = parts.filter(Q(pk__in=chosen) | Q(helps__in=chosen))
    ended = list(parts)
    if only is None:
        order.state, order.ended_reason = ORDER.after(order.state, act), ground
        order.save(update_fields=["state", "ended_reason"])
    elif not ended:
        raise ValidationError(_("Chọn ít nhất một đơn vị còn đang thực hiện để thu hồi."))
    _end(ended, ground, act, by, at)
    end_below(ended, act, ground, by, at)
    tell_units(ended, key=f"order.{_ended_as(act)}", words={"task": str(order)}, path=f"/nhiem-vu/lenh/{order.uid}/", at=at)
    journal.write(
        f"order.{act}" if only is None else f"order.{act}_some",
        order,
        by=by,
        at=at,
        payload={
            "reason": ground,
            "document": document.uid if document else None,
            "assignments": [part.uid for part in ended],
            "organizations": [part.organization.uid for part in ended],
        },
    )
    return len(ended)


def end_below(parts: Sequence[Assignment], act: str, ground: str, by: Person, at: datetime) -> None:
    """What was given further down for work that ends, ends with it; part of the act that ends it."""
    for below in Order.objects.select_for_update(of=("self",)).filter(above__in=parts, state=OrderState.ISSUED):
        _finish(below, act, ground, None, None, by, at)


@transaction.atomic
def withdraw_at(assignment: Assignment, *, reason: str, by: Person, at: datetime) -> Assignment:
    """Withdraw the part of one body, and of those that help it; the order stands for the others."""
    assignment = Assignment.objects.select_related("order").get(pk=assignment.pk)
    ASSIGNMENT.after(assignment.state, "withdraw")
    withdraw(assignment.order, reason=reason, only=[assignment], by=by, at=at)
    assignment.refresh_from_db()
    journal.write("assignment.withdraw", assignment, by=by, at=at, payload={"reason": nfc(reason).strip()})
    return assignment


def _ended_as(act: str) -> str:
    """The state an act of ending leads to."""
    return ORDER.after(OrderState.ISSUED, act)


def _end(parts: Sequence[Assignment], reason: str, act: str, by: Person, at: datetime) -> None:
    """All parts in one statement; each is first asked whether it may end. What they asked for is no longer needed."""
    for part in parts:
        part.state, part.ended_reason = ASSIGNMENT.after(part.state, act), reason
    Assignment.objects.bulk_update(parts, ["state", "ended_reason"], batch_size=200)
    close_requests(parts, on=timezone.localdate(at), by=by, at=at)
