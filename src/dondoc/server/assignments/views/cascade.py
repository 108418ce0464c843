"""Trang giao tiếp cho cấp dưới, giao trong nội bộ. / The page of giving one's work further down, or inside the body."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.server.assignments import actions
from dondoc.server.assignments.cascade_forms import CascadeForm
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.organizations import grouping
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Organization
from dondoc.server.organizations.queries import members_of


@require_http_methods(["GET", "POST"])
def cascade(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make the body's own order of its work: concrete, to bodies below or to one person, not after its own deadline."""
    part = get_object_or_404(
        Assignment.objects.visible_to(request.person).select_related("order__document", "organization", "order__authority"), uid=uid
    )
    if not allowed(request.person, "order.draft", part.organization):
        raise Http404
    below = Organization.objects.visible_to(request.person).living().filter(path__startswith=part.organization.path)
    at = timezone.now()
    initial = {"product": part.order.product, "deadline_on": part.deadline_on, "opened": at.timestamp(), "weight": 1}
    below = below.exclude(pk=part.organization_id)
    wanted = request.POST.getlist("body")
    bodies = grouping.spread(request.person, wanted, below)
    form = CascadeForm(request.POST or None, members=members_of(part.organization), bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid() and (answer := _give(request, part, form, at)) is not None:
        return answer
    context = {
        "assignment": part,
        "order": part.order,
        "form": form,
        "places": list(below.order_by("path")[:400]),
        "groups": grouping.offered(request.person, part.organization, below, wanted),
        "chosen": wanted,
        "given": Order.objects.visible_to(request.person).filter(above=part).prefetch_related("assignments__organization"),
    }
    return render(request, "assignments/cascade.html", context, status=422 if form.errors else 200)


def _give(request: HttpRequest, part: Assignment, form: CascadeForm, at: datetime) -> HttpResponse | None:
    opened = datetime.fromtimestamp(form.cleaned_data["opened"] or at.timestamp(), UTC)
    try:
        order = actions.cascade(part, below=form.below(), opened_at=opened, by=request.person, at=at)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for field, texts in told.items():
            for text in texts:
                form.add_error(field if field in form.fields else None, text)
        return None
    messages.success(request, _("Đã giao tiếp %(n)s nhiệm vụ.") % {"n": order.assignments.count()})
    return redirect("work:rollup", uid=part.uid)
