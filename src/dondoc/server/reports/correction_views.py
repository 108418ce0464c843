"""Trang đính chính báo cáo đã chốt. / Pages of corrections: entering one, both values side by side, what waits for whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.server.organizations.access import allowed, anywhere
from dondoc.server.organizations.models import Person
from dondoc.server.reports import actions, corrections
from dondoc.server.reports.forms import CorrectionForm
from dondoc.server.reports.models import WAITING, Report, ReportCorrection, ReportCorrectionState

_PARTIES = ("assignment__order__authority", "assignment__organization", "period", "submitted_by")


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this person's signature or decision, and what became of the others."""
    if not anywhere(request.person, "report.enter", "report.submit", "report.review", "report.confirm"):
        raise Http404
    person = request.person
    groups = [
        (_("Chờ đồng chí quyết định"), list(corrections.to_decide(person))),
        (_("Chờ đồng chí ký"), list(corrections.to_sign(person))),
        (_("Đính chính khác"), corrections.lately(person)),
    ]
    return render(request, "reports/corrections.html", {"groups": [(name, rows) for name, rows in groups if rows]})


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The officer of the unit writes what is right, beside what was submitted."""
    report = get_object_or_404(Report.objects.visible_to(request.person).select_related(*_PARTIES), uid=uid)
    if not may_enter(report, request.person):
        raise PermissionDenied
    stands = corrections.standing(report)
    form = CorrectionForm(request.POST or None, initial=corrections.initial(stands))
    if request.method == "POST" and form.is_valid():
        ground = form.cleaned_data.pop("ground")
        try:
            made = actions.enter_correction(report, values=form.cleaned_data, ground=ground, by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã nhập đính chính. Chờ thủ trưởng ký."))
            return redirect("reports:correction", uid=made.uid)
    context = {
        "report": report,
        "form": form,
        "fields": [(form[field], corrections.shown(field, stands[field])) for field in corrections.MENDABLE],
        "why_not": corrections.why_not(report, timezone.now()),
    }
    return render(request, "reports/correct.html", context, status=422 if form.errors else 200)


def may_enter(report: Report, person: Person) -> bool:
    """Whether this person may enter a correction of the report: who may enter the report itself."""
    return allowed(person, "report.enter", report.assignment.organization) or report.assignment.doer_id == person.pk


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Both values side by side, the ground, who entered, signed and decided; the place where it is signed or decided."""
    related = [f"report__{name}" for name in _PARTIES]
    row = get_object_or_404(ReportCorrection.objects.visible_to(request.person).select_related(*related, *corrections.PERSONS), uid=uid)
    if request.method == "POST":
        return _act(request, row)
    person, part, waits = request.person, row.report.assignment, row.state in WAITING
    signs, enters = allowed(person, "report.submit", part.organization), may_enter(row.report, person)
    own = person.pk in (row.entered_by_id, row.signed_by_id)
    context: dict[str, Any] = {
        "row": row,
        "report": row.report,
        "changes": corrections.changes(row),
        "may_sign": row.state == ReportCorrectionState.ENTERED and signs,
        "may_drop": waits and (signs if row.signed_at else enters),
        "may_decide": row.state == ReportCorrectionState.SIGNED and not own and allowed(person, "report.confirm", part.order.authority),
    }
    return render(request, "reports/correction.html", context)


def _act(request: HttpRequest, row: ReportCorrection) -> HttpResponse:
    """Sign, drop, accept or refuse, as the button says; a form that names none of them is not there."""
    by, at, act = request.person, timezone.now(), request.POST.get("act", "")
    words = request.POST.get("words", "")[:2000]
    try:
        if act == "sign":
            actions.sign_correction(row, by=by, at=at)
            said = _("Đã ký. Đính chính chuyển đến người có thẩm quyền.")
        elif act == "drop":
            actions.drop_correction(row, by=by, at=at)
            said = _("Đã rút đính chính.")
        elif act in ("accept", "refuse"):
            actions.decide_correction(row, accept=act == "accept", words=words, by=by, at=at)
            said = _("Đã ghi quyết định về đính chính.")
        else:
            raise Http404
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reports:correction", uid=row.uid)
    messages.success(request, said)
    return redirect("reports:correction", uid=row.uid)
