"""Trang các bên: phụ trách, theo dõi, để biết. / The page of parties: in charge, following up, for information."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Order, OrderState, Party, Role
from dondoc.server.assignments.parties_forms import PartiesForm
from dondoc.server.assignments.views.finding import orders_or_404, scope_of
from dondoc.server.organizations import grouping
from dondoc.server.organizations.access import allowed, holders
from dondoc.server.organizations.models import Organization, Person


@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest) -> HttpResponse:
    """Name the same parties for one or several orders, drafted or issued."""
    orders = orders_or_404(request, request.POST.getlist("o") or request.GET.getlist("o"))
    if not all(_may(order, request.person) for order in orders):
        raise Http404
    first = orders[0]
    form = _form(request, first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_parties(orders, parties=form.parties(), by=request.person, at=timezone.now())
        except ValidationError as error:
            _refused(form, error)
        else:
            messages.success(request, _("Đã ghi lãnh đạo phụ trách, người theo dõi, nơi để biết."))
            return redirect("assignments:order", uid=first.uid) if len(orders) == 1 else redirect(scope_of(first, request).url)
    context = {
        "orders": orders,
        "form": form,
        "places": form.places.values(),
        "groups": form.groups,
        "chosen": form.chosen(),
        "back": first,
    }
    return render(request, "assignments/parties.html", context, status=422 if form.errors else 200)


def _refused(form: forms.Form, error: ValidationError) -> None:
    for name, texts in error.message_dict.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def _may(order: Order, person: Person) -> bool:
    return allowed(person, "order.issue" if order.state == OrderState.ISSUED else "order.draft", order.organization)


def _form(request: HttpRequest, order: Order) -> PartiesForm:
    root = order.organization.path.strip("/").split("/")[0]
    below = Organization.objects.visible_to(request.person).living().filter(path__below=f"/{root}/")
    posted = request.POST.getlist("informed")
    stand = list(Party.objects.visible_to(request.person).filter(order=order).select_related("person", "organization"))
    initial: dict[str, object] = {row.role: str(row.person.uid) for row in stand if row.person}
    initial["informed"] = [str(row.organization.uid) for row in stand if row.role == Role.INFORMED and row.organization]
    initial["support_on"] = order.support_on
    return PartiesForm(
        request.POST or None,
        leaders=list(holders("order.approve", order.authority).order_by("sort_key")),
        officers=list(holders("order.see", order.organization).order_by("sort_key")),
        places={str(place.uid): place for place in (*below.order_by("path")[:500], *grouping.spread(request.person, posted, below))},
        informed=[str(place.uid) for place in grouping.spread(request.person, posted, below)],
        groups=grouping.offered(request.person, order.organization, below),
        initial=initial,
    )
