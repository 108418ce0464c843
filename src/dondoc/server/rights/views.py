"""Trang các đề nghị chờ người thứ hai. / Pages of what waits for a second person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.rights import actions, queries
from dondoc.server.rights.forms import ConfirmForm, ReasonForm
from dondoc.server.rights.models import Countersign
from dondoc.server.rights.proving import proved_again


def _found(request: HttpRequest, uid: UUID) -> Countersign:
    rows = Countersign.objects.visible_to(request.person).select_related("organization", "proposed_by", "decided_by")
    return get_object_or_404(rows, uid=uid)


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Chờ xác nhận: what waits for me, what I proposed, what was decided where I may look."""
    on = timezone.localdate()
    person = request.person
    context = {
        "waiting": queries.waiting(person, on),
        "proposed": queries.proposed(person, on),
        "decided": queries.decided(person, on),
    }
    return render(request, "rights/waiting.html", context)


def _page(request: HttpRequest, row: Countersign, form: ReasonForm, status: int = 200) -> HttpResponse:
    one = queries.shown(row, request.person, timezone.localdate())
    context = {
        "one": one,
        "row": row,
        "form": form,
        "confirmers": queries.confirmers(row) if one.open else [],
        "steps": queries.steps(row),
    }
    return render(request, "rights/countersign.html", context, status=status)


@require_GET
def countersign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One proposal in plain words, with confirm and refuse for whom may."""
    return _page(request, _found(request, uid), ReasonForm())


@require_POST
@proved_again
def confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Confirm: the act takes effect."""
    row = _found(request, uid)
    form = ConfirmForm(request.POST)
    try:
        actions.confirm(row, shown=form.cleaned_data["shown"] if form.is_valid() else "", by=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("rights:countersign", uid=uid)
    messages.success(request, _("Đã xác nhận. Việc có hiệu lực từ lúc này."))
    return redirect("rights:waiting")


@require_POST
def refuse(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Do not confirm, with the reason."""
    row = _found(request, uid)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    actions.refuse(row, reason=form.cleaned_data["reason"], by=request.person, at=timezone.now())
    messages.success(request, _("Đã ghi không xác nhận. Người đề nghị được báo."))
    return redirect("rights:waiting")


@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The proposer takes it back."""
    actions.withdraw(_found(request, uid), by=request.person, at=timezone.now())
    messages.success(request, _("Đã rút đề nghị."))
    return redirect("rights:waiting")
