"""Giao nhiệm vụ: xem lại một lần, giao, thu lại ngay. / Issuing: one look, then issue; taking back at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.models import Order, OrderState, Submission
from dondoc.server.assignments.views.finding import orders_or_404, scope_of, scope_or_404
from dondoc.server.rulebook.queries import rule


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The sheet before issue: how many pieces of work, to how many bodies, the earliest deadline, who is held back."""
    if request.method == "POST":
        return _issue(request, uid)
    orders = _of(request, uid)
    possible = queries.possible_to_issue(orders, request.person)
    if not possible:
        return _nothing(request, orders)
    return _sheet(request, uid, possible)


def _of(request: HttpRequest, uid: UUID) -> list[Order]:
    """Orders of a submission, of one order, or of a table, whichever this id names and the person sees."""
    person = request.person
    submission = Submission.objects.visible_to(person).filter(uid=uid).first()
    if submission is not None:
        return list(queries.submitted_orders(submission, person))
    order = Order.objects.visible_to(person).select_related("organization", "authority", "document").filter(uid=uid)
    if order:
        return list(order)
    return [row for row in scope_or_404(request, uid).orders if row.state != OrderState.ISSUED]


def _nothing(request: HttpRequest, orders: list[Order]) -> HttpResponse:
    if not orders:
        raise Http404
    messages.info(request, _("Không có nhiệm vụ nào đã duyệt mà chưa giao."))
    return redirect(scope_of(orders[0], request).url)


def _sheet(request: HttpRequest, uid: UUID, possible: list[Order], problems: list[str] | None = None) -> HttpResponse:
    shown = queries.table(possible, request.person, possible[0].document)
    context = {
        "uid": uid,
        "scope": scope_of(possible[0], request),
        "table": shown,
        "gate": queries.gate(possible),
        "problems": problems or [],
        "seconds": rule("take_back_seconds", on=timezone.localdate(), organization=possible[0].organization),
    }
    return render(request, "assignments/issue.html", context, status=422 if problems else 200)


def _issue(request: HttpRequest, uid: UUID) -> HttpResponse:
    orders = orders_or_404(request, request.POST.getlist("order"))
    try:
        done = actions.issue(orders, by=request.person, at=timezone.now())
    except ValidationError as error:
        return _sheet(request, uid, orders, error.messages)
    request.session["undo"] = {"url": reverse("assignments:take_back"), "uids": [str(order.uid) for order in orders]}
    sent = _("Đã gửi %(n)s nhiệm vụ đến %(units)s cơ quan, đơn vị.") % {"n": done.orders, "units": done.units}
    messages.success(request, sent, extra_tags="undo")
    if done.held:
        names = ", ".join(place.called for place in done.held[:5])
        text = _("%(n)s đơn vị chưa có người đứng đầu nên chưa gửi: %(names)s.")
        messages.warning(request, text % {"n": len(done.held), "names": names})
    return redirect(scope_of(orders[0], request).url)


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo an issue within its seconds."""
    orders = orders_or_404(request, request.POST.getlist("order"))
    try:
        count = actions.take_back(orders, by=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("Đã thu lại %(n)s nhiệm vụ ở %(units)s đơn vị. Chưa đơn vị nào phải thực hiện.") % {"n": len(orders), "units": count}
        )
    return redirect(scope_of(orders[0], request).url)
