"""Trang lịch định kỳ của một lệnh giao việc, đánh dấu việc đến kỳ. / The page of an order's periods, and marking what fell due."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.server.assignments.models import Cadence, Order, OrderState
from dondoc.server.obligations import actions, queries
from dondoc.server.obligations.forms import AnswerForm, IssueForm, SeriesForm
from dondoc.server.obligations.models import Obligation, Series
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Person


def _order(request: HttpRequest, uid: UUID) -> Order:
    """A recurring order, issued, that this person sees."""
    related = ("organization", "authority", "document")
    found = get_object_or_404(Order.objects.visible_to(request.person).select_related(*related), uid=uid)
    if not found.cadence or found.issued_at is None:
        raise Http404
    return found


def _context(order: Order, person: Person, **forms_of: Any) -> dict[str, Any]:
    today = timezone.localdate()
    runs = order.state == OrderState.ISSUED and queries.recurring(order, today)
    tells = allowed(person, "order.approve", order.authority) or allowed(person, "order.issue", order.organization)
    return {
        "order": order,
        "matrix": queries.matrix(order, person, today),
        "history": Series.objects.visible_to(person).filter(order=order).select_related("by"),
        "coming": queries.coming(order.cadence, order.cadence_at, today) if runs else [],
        "may_change": runs and allowed(person, "adjustment.decide", order.authority),
        "may_tell": runs and tells and order.cadence == Cadence.EACH_ISSUE,
        "form": SeriesForm(initial={"cadence": order.cadence}),
        "issue_form": IssueForm(),
    } | forms_of


@require_http_methods(["GET", "POST"])
def series(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Bodies by periods, what comes next, and another series from a day on: first looked at, then confirmed."""
    order = _order(request, uid)
    if request.method == "GET":
        return render(request, "obligations/series.html", _context(order, request.person))
    form = SeriesForm(request.POST)
    if form.is_valid() and "look" in request.POST:
        data = form.cleaned_data
        shown = queries.coming(data["cadence"], data["cadence_at"], data["since"]) if data["cadence"] else []
        return render(request, "obligations/series.html", _context(order, request.person, form=form, preview=shown, looked=True))
    if form.is_valid():
        try:
            actions.change_series(order, **form.cleaned_data, by=request.person, at=timezone.now())
        except ValidationError as error:
            _refused(form, error)
        else:
            messages.success(request, _("Đã đổi lịch định kỳ. Các kỳ đã mở giữ nguyên."))
            return redirect("obligations:series", uid=uid)
    return render(request, "obligations/series.html", _context(order, request.person, form=form), status=422)


def _refused(form: forms.Form, error: ValidationError) -> None:
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in told.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


@require_POST
def tell_issue(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One more issue: every body owes its share by a day."""
    order = _order(request, uid)
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            count = actions.tell_issue(order, **form.cleaned_data, by=request.person, at=timezone.now())
        except ValidationError as error:
            _refused(form, error)
        else:
            messages.success(request, _("Đã mở kỳ phát hành cho %(n)s đơn vị.") % {"n": count})
            return redirect("obligations:series", uid=uid)
    return render(request, "obligations/series.html", _context(order, request.person, issue_form=form), status=422)


def _obligation(request: HttpRequest, uid: UUID) -> Obligation:
    return get_object_or_404(Obligation.objects.visible_to(request.person).select_related("assignment"), uid=uid)


@require_POST
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The unit marks what became of one period's work."""
    row = _obligation(request, uid)
    form = AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("Chọn kết quả của kỳ này."))
        actions.answer(row, **form.cleaned_data, by=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã ghi kết quả của kỳ."))
    return redirect("work:card", uid=row.assignment.uid)


@require_POST
def take_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Undo a mark on the day it was made."""
    row = _obligation(request, uid)
    actions.take_back(row, by=request.person, at=timezone.now())
    messages.info(request, _("Đã bỏ đánh dấu."))
    return redirect("work:card", uid=row.assignment.uid)
