"""Sửa một ngày của lịch làm việc, xem trước thời hạn thay đổi. / Correcting a day of the calendar, and what it would change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.calendar_forms import DayForm, EventForm
from dondoc.server.assignments.views.finding import order_or_404
from dondoc.server.organizations.access import organizations_where


@require_http_methods(["GET", "POST"])
def day(request: HttpRequest) -> HttpResponse:
    """One day: first what it would change, then, confirmed, the change."""
    place = organizations_where(request.person, "rule.correct").filter(parent=None).order_by("path").first()
    if place is None:
        raise Http404
    form = DayForm(request.POST or None, initial={"day": request.GET.get("day", "")})
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if "confirm" in request.POST:
            moved = actions.set_day(**data, organization=place, by=request.person, at=timezone.now())
            messages.success(request, _("Đã ghi. %(n)s thời hạn được lùi theo lịch mới.") % {"n": len(moved)})
            return redirect("rulebook:calendar", year=data["day"].year)
        moved = queries.moved_by((data["day"], data["worked"], data["name"]))
        context |= {"previewed": True, "later": [row for row in moved if row.after > row.before]}
        context["earlier"] = [row for row in moved if row.after < row.before]
    return render(request, "assignments/calendar_day.html", context, status=422 if form.errors else 200)


@require_POST
def event(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The event from which an order's deadline counts has come."""
    order, form = order_or_404(request, uid), EventForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError([str(text) for texts in form.errors.values() for text in texts])
        count = actions.tell_event(order, on=form.cleaned_data["on"], by=request.person, at=timezone.now())
        messages.success(request, _("Đã ghi nhận, %(n)s nhiệm vụ có thời hạn.") % {"n": count})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("assignments:order", uid=uid)
