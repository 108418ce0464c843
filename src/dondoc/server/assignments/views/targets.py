"""Chọn đơn vị cho một hoặc nhiều nhiệm vụ; tách theo loại đơn vị. / Choosing bodies for one or many drafts; dividing by kind of body."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.forms import BodiesForm, part_forms
from dondoc.server.assignments.lifecycle import ORDER
from dondoc.server.assignments.models import Order
from dondoc.server.assignments.views.finding import Scope, order_or_404, orders_or_404, scope_of, today
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Group, Organization

#: Lines of a division at first, and each time more are asked for.
LINES = 3


@require_http_methods(["GET", "POST"])
def targets(request: HttpRequest) -> HttpResponse:
    """Choose who leads, who supports, who is left out. A search answers with the page as it stands and saves nothing."""
    orders = orders_or_404(request, request.POST.getlist("o") or request.GET.getlist("o"))
    if not all(allowed(request.person, "order.draft", order.organization) for order in orders):
        raise Http404
    scope = scope_of(orders[0], request)
    if request.method == "GET":
        return _page(request, scope, orders, queries.chosen_of(orders[0]) if len(orders) == 1 else {})
    form, words = BodiesForm(request.POST), request.POST.get("words", "")
    if request.POST.get("act") in ("find", "all"):
        return _page(request, scope, orders, form.lists, words=words if request.POST["act"] == "find" else "")
    if not form.is_valid():
        return _page(request, scope, orders, form.lists, form=form, status=422)
    try:
        actions.set_bodies(orders, versions=form.versions, by=request.person, at=timezone.now(), **form.lists)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, scope, orders, form.lists, form=form, status=422)
    except actions.Stale as stale:
        fresh = orders_or_404(request, [str(order.uid) for order in orders])
        return _page(request, scope, fresh, form.lists, conflict=queries.table([stale.now], request.person).rows[0], status=409)
    messages.success(request, _("Đã chọn đơn vị."))
    return redirect(f"{scope.url}#o-{orders[0].uid}")


def _page(
    request: HttpRequest,
    scope: Scope,
    orders: list[Order],
    chosen: dict[str, list[str]],
    *,
    words: str = "",
    status: int = 200,
    **more: object,
) -> HttpResponse:
    picked = {part: chosen.get(part, []) for part in BodiesForm.PARTS}
    context = {
        "scope": scope,
        "orders": queries.tasks(orders, request.person),
        "picker": queries.picker(orders[0].organization, request.person, chosen=picked, words=words),
    }
    return render(request, "assignments/targets.html", context | more, status=status)


@require_http_methods(["GET", "POST"])
def divide(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put several drafts in the place of one: one for each kind of body, with a product and a deadline of its own."""
    order = order_or_404(request, uid)
    scope = scope_of(order, request)
    if not allowed(request.person, "order.draft", order.organization):
        raise Http404
    if not ORDER.allows(order.state, "discard"):
        raise NotNow("divide", order.state, ORDER.acts(order.state))
    asked = request.POST.get("lines", "") or request.GET.get("dong", "")
    count = min(int(asked), 20) if asked.isdigit() else LINES
    lines = part_forms(
        request.POST if request.method == "POST" else None,
        count=count,
        task=order.task,
        kind=order.product_kind,
        groups=list(Group.objects.visible_to(request.person).offered_at(order.organization)),
        places=list(Organization.objects.visible_to(request.person).living().filter(parent=order.organization).order_by("position", "pk")),
        today=today(),
    )
    problem = ""
    if request.method == "POST" and not [line for line in lines if not line.is_valid()]:
        parts = [part for line in lines if (part := line.part())]
        try:
            made = actions.divide(order, parts=parts, by=request.person, at=timezone.now())
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            messages.success(request, _("Đã tách thành %(n)s nhiệm vụ.") % {"n": len(made)})
            return redirect(f"{scope.url}#o-{made[0].uid}")
    context = {
        "scope": scope,
        "row": queries.table([order], request.person, order.document).rows[0],
        "lines": lines,
        "count": count,
        "more": str(count + 2),
        "problem": problem,
    }
    return render(request, "assignments/divide.html", context, status=422 if request.method == "POST" else 200)
