"""Đổi tiêu chí, sản phẩm của việc đã giao: chỉ tính từ kỳ sau, bản cũ còn nguyên.

Changing the criteria or the product of issued work: from the next period on.
"""

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
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def revise_criteria(
    order: Order, *, lines: Sequence[str], since: date, reason: str, product: str | None = None, by: Person, at: datetime
) -> CriteriaVersion:
    """The authority, or whom it empowered, changes by what issued work is judged, or what it is to yield, from a period still to open.

    lines: as `measures.parsed` reads them. product: None leaves it. since: the day that period opens; what has opened keeps the version
    it opened with.
    """
    order = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority").get(pk=order.pk)
    access.require(by, "adjustment.decide", order.authority)
    if order.state != OrderState.ISSUED:
        raise NotNow("revise_criteria", order.state, ())
    if since <= timezone.localdate(at):
        raise ValidationError({"since": _("Tiêu chí của kỳ đã mở không thay đổi. Chọn ngày mở của kỳ sau.")})
    wanted, yields = _wanted(lines), order.product if product is None else nfc(product).strip()
    stood = [of_criterion(row) for row in order.criteria.all()]
    if not yields:
        raise ValidationError({"product": _("Ghi sản phẩm của nhiệm vụ.")})
    if wanted == stood and yields == order.product:
        raise ValidationError({"criteria": _("Tiêu chí, sản phẩm chưa có gì thay đổi.")})
    why = ground(reason)
    if not order.criteria_versions.exists():
        whose = {"by": order.issued_by or by, "at": order.issued_at or at}
        first = CriteriaVersion(order=order, number=1, rows=[one.kept for one in stood], product=order.product, **whose)
        first.save()
    number = (order.criteria_versions.aggregate(last=Max("number"))["last"] or 0) + 1
    told = {"since": since, "rows": [one.kept for one in wanted], "product": yields, "reason": why}
    made = CriteriaVersion(order=order, number=number, by=by, at=at, **told)
    made.full_clean(exclude=["uid"], validate_constraints=False)
    made.save()
    products = [order.product, yields]
    order.product, order.default_product = yields, order.default_product and yields == order.product
    order.save(update_fields=["product", "default_product"])
    order.criteria.all().delete()
    Criterion.objects.bulk_create(rows_of(order, wanted))
    _tell(order, at)
    changed = {"before": [one.kept for one in stood], "after": made.rows, "product": products}
    payload = {"order": order.uid, "number": number, "since": since, "reason": why, **changed}
    journal.write("order.revise_criteria", order, by=by, at=at, payload=payload)
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
