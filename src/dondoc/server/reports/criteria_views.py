"""Các bản tiêu chí của một lệnh giao việc; đổi từ kỳ sau. / Versions of an order's criteria; changing them from the next period on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.server.assignments import actions
from dondoc.server.assignments.measures import of_criterion, of_row
from dondoc.server.assignments.models import CriteriaVersion, Order, OrderState
from dondoc.server.organizations.access import allowed
from dondoc.server.reports.forms import CriteriaForm
from dondoc.server.reports.measuring import next_opening


@require_http_methods(["GET", "POST"])
def criteria(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every version with the day it counts from; who is empowered changes them for the periods still to open."""
    order = get_object_or_404(Order.objects.visible_to(request.person).select_related("authority", "organization"), uid=uid)
    empowered = allowed(request.person, "adjustment.decide", order.authority)
    if request.method == "POST" and not empowered:
        raise PermissionDenied
    stands = [of_criterion(row) for row in order.criteria.all()]
    since = next_opening(order.organization, timezone.localdate())
    stood = {"criteria": "\n".join(one.line for one in stands), "product": order.product}
    form = CriteriaForm(request.POST or None, initial=stood)
    if request.method == "POST" and form.is_valid():
        lines, why = form.cleaned_data["criteria"].splitlines(), form.cleaned_data["reason"]
        told = {"product": form.cleaned_data["product"] or None, "since": since, "reason": why}
        try:
            actions.revise_criteria(order, lines=lines, **told, by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("Đã đổi, tính từ kỳ mở ngày %(day)s.") % {"day": since.strftime("%d/%m/%Y")})
            return redirect("work:criteria", uid=uid)
    rows = CriteriaVersion.objects.visible_to(request.person).filter(order=order).select_related("by").order_by("-number")
    versions = [(row, [of_row(one) for one in row.rows]) for row in rows]
    context = {
        "order": order,
        "form": form,
        "stands": stands,
        "since": since,
        "versions": versions,
        "may_revise": empowered and order.state == OrderState.ISSUED,
    }
    return render(request, "reports/criteria.html", context, status=422 if form.errors else 200)
