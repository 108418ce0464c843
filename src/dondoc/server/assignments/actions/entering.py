"""Nhập việc từ nguồn khác văn bản, xác nhận chỉ đạo bằng lời. / Work from other origins than documents; confirming what was said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.actions.drafting import Entered, draft
from dondoc.server.assignments.actions.issuing import issue
from dondoc.server.assignments.actions.shaping import set_targets
from dondoc.server.assignments.models import DeadlineSource, Order, OrderState, Source
from dondoc.server.documents import actions as documents
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import seats


@transaction.atomic
def enter(
    *,
    organization: Organization,
    entered: Entered,
    task: str,
    bodies: Iterable[str] = (),
    at_once: bool = False,
    by: Person,
    at: datetime,
    **fields: Any,
) -> Order:
    """Enter work that no document here carries. The unit's own plan: it registers the work for itself, binding at once.

    bodies: public ids of organizations and groups. at_once: issue it, where the person may (what a leader said is confirmed afterwards).
    """
    own = entered.source == Source.OWN
    if entered.source == Source.ORAL:
        _refuse_said(organization, entered, timezone.localdate(at))
    elif entered.source in (Source.ABOVE, Source.DUTY, Source.OWN) and not entered.ref.strip():
        raise ValidationError({"ref": _("Ghi văn bản, kế hoạch, hoặc chức năng, chức vụ mà việc này dựa vào.")})
    if fields.get("deadline_on"):
        fields["deadline_source"] = DeadlineSource.REGISTERED if own else DeadlineSource.SET
    order = draft(organization=organization, authority=organization, task=task, entered=entered, by=by, at=at, **fields)
    chosen = [str(organization.uid)] if own else list(bodies)
    if chosen:
        order = set_targets(order, lead=chosen, by=by, at=at)
    if own or at_once:
        issue([order], by=by, at=at)
        order.refresh_from_db()
    return order


def _refuse_said(organization: Organization, entered: Entered, today: date) -> None:
    if entered.said_by is None or entered.said_by not in access.holders("order.approve", organization):
        raise ValidationError({"said_by": _("Chọn đồng chí lãnh đạo đã chỉ đạo.")})
    if entered.said_on is None or entered.said_on > today:
        raise ValidationError({"said_on": _("Ghi ngày chỉ đạo, không sau hôm nay.")})


@transaction.atomic
def confirm_said(order: Order, *, words: str, scan: tuple[str, bytes, str] | None = None, by: Person, at: datetime) -> Order:
    """The leader confirms what was said, or who types for the leader does with the scan: it becomes a minute that the order names."""
    order = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority", "said_by").get(pk=order.pk)
    if order.said_by is None or order.said_on is None or order.confirmed_id is not None or order.state == OrderState.DISCARDED:
        raise NotNow("confirm", order.get_state_display(), ())
    held = [seat.post_id for seat in seats(order.said_by)]
    post = access.posts_with("order.approve", order.authority).filter(pk__in=held).first()
    if post is None:
        raise ValidationError(_("%(person)s không còn giữ chức vụ ở cơ quan này.") % {"person": order.said_by})
    said: dict[str, Any] = {"leader": order.said_by, "post": post, "words": words or order.task, "given_on": order.said_on}
    order.confirmed = documents.record_minute(**said, scan=scan, by=by, at=at)
    order.save(update_fields=["confirmed"])
    notices.tell([order.drafted_by], key="order.confirmed", words={"task": str(order)}, path=f"/nhiem-vu/lenh/{order.uid}/", at=at)
    journal.write("order.confirm", order, by=by, at=at, payload={"minute": order.confirmed.uid, "words": order.confirmed.words})
    return order
