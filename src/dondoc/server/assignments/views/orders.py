"""Một lệnh giao việc, thu hồi. / One order, and withdrawing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.forms import WithdrawForm
from dondoc.server.assignments.models import Assignment, Order, OrderState
from dondoc.server.assignments.views.finding import order_or_404, sees_whole
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Person


@require_GET
def order(request: HttpRequest, uid: UUID) -> HttpResponse:
    """An order: words, criteria, bodies with their states, what happened."""
    return _show(request, order_or_404(request, uid))


def _show(request: HttpRequest, found: Order, *, form: WithdrawForm | None = None, only: list[str] | None = None) -> HttpResponse:
    person = request.person
    whole = sees_whole(found, person)
    context: dict[str, Any] = {
        "order": found,
        "whole": whole,
        "page": queries.order_page(found, person, whole=whole),
        "form": form or WithdrawForm(),
        "only": only or [],
        "may_withdraw": found.state == OrderState.ISSUED and _may_end(found, person),
        "may_issue": bool(queries.possible_to_issue([found], person)),
        "may_draft": whole and allowed(person, "order.draft", found.organization),
    }
    return render(request, "assignments/order.html", context, status=422 if form is not None and form.errors else 200)


def _may_end(order: Order, person: Person) -> bool:
    return allowed(person, "order.approve", order.authority) or allowed(person, "order.issue", order.organization)


@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Withdraw an order everywhere, or at the bodies ticked, on a ground."""
    found = order_or_404(request, uid)
    form, uids = WithdrawForm(request.POST), request.POST.getlist("part")
    if form.is_valid() and not form.cleaned_data["everywhere"] and not uids:
        form.add_error(None, _("Đánh dấu đơn vị cần thu hồi, hoặc chọn thu hồi ở tất cả đơn vị."))
    if not form.is_valid():
        return _show(request, found, form=form, only=uids)
    parts = Assignment.objects.visible_to(request.person).filter(order=found, uid__in=uids)
    only = None if form.cleaned_data["everywhere"] else list(parts)
    try:
        count = actions.withdraw(found, reason=form.cleaned_data["reason"], only=only, by=request.person, at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, found, form=form, only=uids)
    messages.success(request, _("Đã thu hồi nhiệm vụ ở %(n)s đơn vị. Kết quả đã báo cáo vẫn được lưu.") % {"n": count})
    return redirect("assignments:order", uid=found.uid)
