"""Bảng phân công: xem, sửa từng dòng, thêm, bỏ, thời hạn chung, trình. / The table of distribution: rows, adding, deadlines, sending up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.forms import DeadlinesForm, NewOrderForm, OrderForm, SubmitForm, differences, initial_of
from dondoc.server.assignments.models import Order, OrderState
from dondoc.server.assignments.papers import table_sheet
from dondoc.server.assignments.views.finding import MOST_CHOSEN, Scope, order_or_404, orders_or_404, scope_of, scope_or_404, today
from dondoc.server.organizations.access import allowed, anywhere
from dondoc.terms.vietnamese import fold


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """Where work is being made concrete: documents with drafts not yet issued, and direct work of each organization."""
    if not anywhere(request.person, "order.see"):
        raise Http404
    places = queries.givers(request.person)
    return render(request, "assignments/drafts.html", {"groups": queries.drafts(request.person), "places": places})


@require_GET
def table(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The table; one row opens as a form where `sua` names it."""
    scope = scope_or_404(request, uid)
    form, editing = None, request.GET.get("sua", "")
    if editing:
        order = next((order for order in scope.orders if str(order.uid) == editing), None)
        form = _row_form(request, order, None) if order and allowed(request.person, "order.draft", order.organization) else None
    return _show(request, scope, form=form, editing=editing if form else "")


def _row_form(request: HttpRequest, order: Order, data: QueryDict | None) -> OrderForm:
    pillars = queries.pillars_for(order.organization, request.person, today().year)
    return OrderForm(data, initial=initial_of(order), pillars=pillars, today=today(), before=order.deadline_on)


def _show(request: HttpRequest, scope: Scope, *, status: int = 200, **more: Any) -> HttpResponse:
    person, found = request.person, list(scope.orders)
    shown = queries.table(found, person, scope.document)
    context = {
        "scope": scope,
        "table": shown,
        "may_draft": allowed(person, "order.draft", scope.organization),
        "may_submit": allowed(person, "order.submit", scope.organization) and bool(shown.to_submit),
        "to_issue": queries.possible_to_issue([order for order in found if order.state != OrderState.ISSUED], person),
        "deadlines": more.pop("deadlines", None) or DeadlinesForm(today=today()),
    }
    return render(request, "assignments/table.html", context | more, status=status)


@require_GET
def sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The table as an Excel file, as this person sees it."""
    scope = scope_or_404(request, uid)
    data = table_sheet(queries.table(scope.orders, request.person, scope.document), title=f"{_('Bảng phân công')}: {scope.title}")
    response = HttpResponse(data, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    name = slugify(fold(scope.title)) or "nhiem-vu"
    response["Content-Disposition"] = f'attachment; filename="bang-phan-cong_{name}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Save one row of the table."""
    order = order_or_404(request, uid)
    scope = scope_of(order, request)
    if request.method == "GET":
        return redirect(f"{scope.url}?sua={order.uid}#o-{order.uid}")
    form = _row_form(request, order, request.POST)
    if not form.is_valid():
        return _show(request, scope, form=form, editing=str(order.uid), status=422)
    try:
        actions.edit(order, version=form.cleaned_data["version"] or 0, by=request.person, at=timezone.now(), **form.values())
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, scope, form=form, editing=str(order.uid), status=422)
    except actions.Stale as stale:
        mine = request.POST.copy()
        mine["version"] = str(stale.now.version)
        again = _row_form(request, order_or_404(request, uid), mine)
        return _show(request, scope, form=again, editing=str(order.uid), conflict=differences(again, stale.now), status=409)
    messages.success(request, _("Đã lưu."))
    return redirect(f"{scope.url}#o-{order.uid}")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Draft work by hand, from this document or from none; then choose its bodies."""
    scope = scope_or_404(request, uid)
    if not allowed(request.person, "order.draft", scope.organization):
        raise Http404
    pillars = queries.pillars_for(scope.organization, request.person, today().year)
    form = NewOrderForm(request.POST or None, pillars=pillars, today=today())
    if request.method == "POST" and form.is_valid():
        order = actions.draft(
            organization=scope.organization,
            authority=scope.authority,
            document=scope.document,
            words=form.cleaned_data["words"],
            by=request.person,
            at=timezone.now(),
            **form.values(),
        )
        return redirect(f"{reverse('assignments:targets')}?o={order.uid}")
    return render(request, "assignments/add.html", {"scope": scope, "form": form}, status=422 if form.errors else 200)


@require_POST
def selected(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One act on the rows that are ticked: choose bodies, set a deadline."""
    scope = scope_or_404(request, uid)
    chosen = request.POST.getlist("o")[:MOST_CHOSEN]
    if not chosen:
        messages.error(request, _("Chưa chọn nhiệm vụ nào. Đánh dấu vào ô đầu dòng rồi thực hiện lại."))
        return redirect(scope.url)
    if page := {"bodies": "assignments:targets", "parties": "assignments:parties"}.get(request.POST.get("act", "")):
        return redirect(f"{reverse(page)}?{'&'.join(f'o={uid}' for uid in chosen)}")
    orders = orders_or_404(request, chosen)
    form = DeadlinesForm(request.POST, today=today())
    if not form.is_valid():
        return _show(request, scope, deadlines=form, chosen=chosen, status=422)
    actions.set_deadlines(orders, by=request.person, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Đã đặt thời hạn cho %(n)s nhiệm vụ.") % {"n": len(orders)})
    return redirect(scope.url)


@require_POST
def discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Drop a draft; its clause asks for a disposition again."""
    order = order_or_404(request, uid)
    scope = scope_of(order, request)
    actions.discard(order, by=request.person, at=timezone.now())
    messages.success(request, _("Đã bỏ dự kiến. Nội dung chỉ đạo này lại cần xử lý."))
    return redirect(scope.url)


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Send the chosen drafts up to a leader; what lacks something is named and stays behind."""
    scope = scope_or_404(request, uid)
    if not allowed(request.person, "order.submit", scope.organization):
        raise Http404
    found = [order for order in scope.orders if order.state in (OrderState.DRAFTED, OrderState.RETURNED)]
    shown = queries.table(found, request.person, scope.document)
    leaders = queries.leaders_for({order.authority.pk: order.authority for order in found}.values())
    form = SubmitForm(request.POST or None, leaders=leaders)
    chosen = request.POST.getlist("o") if request.method == "POST" else [str(row.uid) for row in shown.rows if not row.lacks]
    if request.method == "POST" and form.is_valid() and (sent := _send_up(request, scope, form, chosen)):
        return sent
    context = {"scope": scope, "table": shown, "form": form, "chosen": chosen, "leaders": leaders}
    return render(request, "assignments/submit.html", context, status=422 if form.errors else 200)


def _send_up(request: HttpRequest, scope: Scope, form: SubmitForm, chosen: list[str]) -> HttpResponse | None:
    if not chosen:
        form.add_error(None, _("Chưa chọn nhiệm vụ nào để trình."))
        return None
    try:
        submission = actions.submit(
            orders_or_404(request, chosen),
            post=form.cleaned_data["post"].post,
            summary=form.cleaned_data["summary"],
            document=scope.document,
            by=request.person,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None
    messages.success(request, _("Đã trình %(n)s nhiệm vụ đến %(leader)s.") % {"n": len(chosen), "leader": form.cleaned_data["post"].label})
    return redirect("assignments:submission", uid=submission.uid)
