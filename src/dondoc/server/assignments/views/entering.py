"""Trang nhập việc từ nguồn khác, xác nhận chỉ đạo bằng lời. / Entering work of other origins, confirming what was said."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.reading.formats.kinds import media_type_of
from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.entering_forms import ConfirmForm, EnterForm
from dondoc.server.assignments.models import Order, OrderState, Source
from dondoc.server.organizations import grouping
from dondoc.server.organizations.access import allowed, holders, organizations_where
from dondoc.server.organizations.models import Organization


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, uid: UUID | None = None) -> HttpResponse:
    """One form with the origin chosen, for a body at which this person drafts work."""
    mine = organizations_where(request.person, "order.draft")
    place = get_object_or_404(mine, uid=uid) if uid else mine.order_by("path").first()
    if place is None:
        raise Http404
    below = Organization.objects.visible_to(request.person).living().filter(path__below=place.path)
    places, groups = list(below.order_by("path")[:500]), grouping.offered(request.person, place, below)
    form = EnterForm(
        request.POST or None,
        leaders=list(holders("order.approve", place).order_by("sort_key")),
        bodies={str(one.uid) for one in (*places, *groups)},
        today=timezone.localdate(),
        initial={"source": Source.ORAL, "said_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            order = actions.enter(
                organization=place,
                entered=form.entered(),
                at_once="issue" in request.POST,
                by=request.person,
                at=timezone.now(),
                **form.fields_of_order(),
            )
        except ValidationError as error:
            _refused(form, error)
        except PermissionDenied:
            form.add_error(None, _("Chưa được giao quyền giao ngay việc này. Lưu dự kiến rồi trình lãnh đạo."))
        else:
            messages.success(request, _("Đã giao nhiệm vụ.") if order.state == OrderState.ISSUED else _("Đã lưu dự kiến giao."))
            return redirect("assignments:order", uid=order.uid)
    context = {"place": place, "form": form, "places": places, "groups": groups, "chosen": form.chosen()}
    return render(request, "assignments/enter.html", context, status=422 if form.errors else 200)


def _refused(form: forms.Form, error: ValidationError) -> None:
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in told.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


@require_GET
def said(request: HttpRequest) -> HttpResponse:
    """Work given by word of mouth that nobody has confirmed yet, oldest first."""
    rows = list(queries.unconfirmed(request.person).select_related("said_by", "organization", "authority").order_by("said_on", "pk")[:200])
    return render(request, "assignments/said.html", {"rows": rows, "form": ConfirmForm(), "person": request.person})


@require_POST
def confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The leader, or who types for the leader with the scan, confirms."""
    order = get_object_or_404(Order.objects.visible_to(request.person).filter(source=Source.ORAL).select_related("authority"), uid=uid)
    if request.person.pk != order.said_by_id and not allowed(request.person, "order.approve_for", order.authority):
        raise PermissionDenied
    form = ConfirmForm(request.POST, request.FILES)
    file = form.cleaned_data["scan"] if form.is_valid() else None
    data = file.read() if file else b""
    try:
        actions.confirm_said(
            order,
            words=form.cleaned_data.get("words") or "",
            scan=(file.name, data, media_type_of(data)) if file else None,
            by=request.person,
            at=timezone.now(),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã xác nhận ý kiến chỉ đạo."))
    return redirect("assignments:said")
