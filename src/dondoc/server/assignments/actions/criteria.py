"""Đổi tiêu chí của việc đã giao: chỉ tính từ kỳ sau, bản cũ còn nguyên. / Changing criteria of issued work: from the next period on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.actions.requests import ground
from dondoc.server.assignments.measures import Measure, of_criterion, parsed, rows_of
from dondoc.server.assignments.models import OPEN_STATES, CriteriaVersion, Criterion, Order, OrderState
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person


@transaction.atomic
def revise_criteria(order: Order, *, lines: Sequence[str], since: date, reason: str, by: Person, at: datetime) -> CriteriaVersion:
    """The authority, or whom it empowered, changes by what issued work is judged, from a period still to open.

    lines: as `measures.parsed` reads them. since: the day that period opens; what has opened keeps the version it opened with.
    """
    order = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority").get(pk=order.pk)
    access.require(by, "adjustment.decide", order.authority)
    if order.state != OrderState.ISSUED:
        raise NotNow("revise_criteria", order.state, ())
    if since <= timezone.localdate(at):
        raise ValidationError({"since": _("Tiêu chí của kỳ đã mở không thay đổi. Chọn ngày mở của kỳ sau.")})
    wanted = _wanted(lines)
    stood = [of_criterion(row) for row in order.criteria.all()]
    if wanted == stood:
        raise ValidationError({"criteria": _("Tiêu chí chưa có gì thay đổi.")})
    why = ground(reason)
    if not order.criteria_versions.exists():
        first = CriteriaVersion(order=order, number=1, rows=[one.kept for one in stood], by=order.issued_by or by, at=order.issued_at or at)
        first.save()
    number = (order.criteria_versions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = CriteriaVersion(order=order, number=number, since=since, rows=[one.kept for one in wanted], reason=why, by=by, at=at)
    made.save()
    order.criteria.all().delete()
    Criterion.objects.bulk_create(rows_of(order, wanted))
    _tell(order, at)
    told = {"order": order.uid, "number": number, "since": since, "reason": why, "before": [one.kept for one in stood], "after": made.rows}
    journal.write("order.revise_criteria", order, by=by, at=at, payload=told)
    return made


def _wanted(lines: Sequence[str]) -> list[Measure]:
    found = [parsed(line) for line in dict.fromkeys(line.strip() for line in lines) if line]
    if not found:
        raise ValidationError({"criteria": _("Mỗi nhiệm vụ có ít nhất một tiêu chí đánh giá.")})
    return found


def _tell(order: Order, at: datetime) -> None:
    """Who answers for the work and who does it, at each body that still has it."""
    parts = order.assignments.filter(state__in=OPEN_STATES).select_related("head", "doer")
    persons = {person.pk: person for part in parts for person in (part.head, part.doer) if person is not None}
    notices.tell(list(persons.values()), key="order.criteria", words={"task": str(order)}, path=f"/nhiem-vu/lenh/{order.uid}/", at=at)
