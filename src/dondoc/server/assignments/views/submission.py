"""Phiếu trình: lãnh đạo xem, duyệt hoặc trả lại. / What was sent up: the leader looks, approves or returns."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.forms import DecideForForm, DecideForm, picture_type
from dondoc.server.assignments.models import Submission
from dondoc.server.assignments.views.finding import today
from dondoc.server.files.responses import download
from dondoc.server.organizations.access import anywhere


@require_GET
def submissions(request: HttpRequest) -> HttpResponse:
    """What waits for this person's answer, and what was answered last."""
    if not anywhere(request.person, "order.see"):
        raise Http404
    answered = Submission.objects.visible_to(request.person).exclude(state="submitted").select_related("document", "submitted_by", "post")
    context = {"waiting": queries.told(queries.waiting_submissions(request.person)), "answered": queries.told(answered[:20])}
    return render(request, "assignments/submissions.html", context)


@require_http_methods(["GET", "POST"])
def submission(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One submission; the leader's answer, in person or entered by an assistant with the scan of the paper."""
    found = get_object_or_404(
        Submission.objects.visible_to(request.person).select_related(
            "document", "organization", "post__organization", "submitted_by", "minute__leader", "minute__typed_by"
        ),
        uid=uid,
    )
    how = queries.may_decide(found, request.person)
    form = _form(request, how)
    if request.method == "POST" and how and form is not None and form.is_valid() and _decided(request, found, form):
        return redirect("assignments:submission", uid=found.uid)
    if request.method == "POST" and not how:
        actions.decide(found, approve=True, words="", given_on=today(), by=request.person, at=timezone.now())  # says why not
    return render(request, "assignments/submission.html", _context(request, found, how, form), status=422 if form and form.errors else 200)


def _form(request: HttpRequest, how: str) -> DecideForm | None:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if how == "in_person":
        return DecideForm(data)
    if how == "for":
        return DecideForForm(data, files, today=today(), initial={"given_on": today()})
    return None


def _decided(request: HttpRequest, found: Submission, form: DecideForm) -> bool:
    data, scan = form.cleaned_data, None
    if file := data.get("scan"):
        content = file.read()
        scan = (file.name, content, picture_type(content[:16]) or "application/octet-stream")
    try:
        actions.decide(
            found,
            approve=data["approve"] == "1",
            words=data["words"],
            given_on=data.get("given_on") or today(),
            scan=scan,
            by=request.person,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Đã duyệt phân công.") if data["approve"] == "1" else _("Đã trả lại để hoàn thiện."))
    return True


def _context(request: HttpRequest, found: Submission, how: str, form: DecideForm | None) -> dict[str, Any]:
    orders = list(queries.submitted_orders(found, request.person))
    return {
        "submission": found,
        "table": queries.table(orders, request.person, found.document),
        "gate": queries.gate(orders),
        "how": how,
        "form": form,
        "leader": queries.holder_of(found.post),
        "to_issue": [order for order in queries.possible_to_issue(orders, request.person) if order.state == "approved"],
    }


@require_GET
def scan(request: HttpRequest, uid: UUID) -> FileResponse:
    """The scan of the leader's words, as a download."""
    found = get_object_or_404(Submission.objects.visible_to(request.person).select_related("minute__scan"), uid=uid)
    if found.minute is None or found.minute.scan is None:
        raise Http404
    return download(found.minute.scan, found.minute.scan_name)
