"""Trang báo cáo của đơn vị trong một kỳ. / The unit's pages of a period."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.files.responses import download
from dondoc.server.obligations import queries as obligations
from dondoc.server.organizations.access import allowed, anywhere, organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports import actions, corrections, periods, printing, queries, unit_month
from dondoc.server.reports.forms import Line, NumberForm, SheetForm, lines_from_sheet, unit_lines
from dondoc.server.reports.models import Evidence, Period, ReportState, UnitReport
from dondoc.server.reports.period_sheet import filled, period_sheet
from dondoc.server.reports.uploads import uploads
from dondoc.server.rulebook.queries import rule
from dondoc.sheets.confined import xlsx_confined
from dondoc.sheets.parsing import pasted
from dondoc.terms.vietnamese import fold
from dondoc.worktime import PeriodKey


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where reporting begins: one's own unit's period, or the queue of those who review."""
    own = [place for place in queries.own_organizations(request.person) if allowed(request.person, "report.see", place)]
    if own:
        period = periods.current_period(own[0], timezone.localdate())
        if period is None:
            return render(request, "reports/no_period.html", {"unit": own[0]})
        return redirect("reports:unit", key=period.key, unit=own[0].uid)
    if anywhere(request.person, "report.review", "report.confirm"):
        return redirect("reports:queue")
    raise Http404


def place_and_period(request: HttpRequest, key: str, unit: UUID) -> tuple[Organization, Period]:
    """The unit and the period of the page; 404 when either is not for this person."""
    place = get_object_or_404(organizations_where(request.person, "report.see"), uid=unit)
    period = periods.periods_for(place).filter(key=key).first()
    if period is None:
        raise Http404
    return place, period


@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, key: str, unit: UUID) -> HttpResponse:
    """One page with everything the unit reports on in a period; saving keeps every row that says something."""
    place, period = place_and_period(request, key, unit)
    today = timezone.localdate()
    lines = unit_lines(unit_month.unit_items(place, period, today), request.POST or None, request.FILES or None)
    status = 200
    if request.headers.get("X-Autosave") and request.method == "POST":
        return _autosave(request, lines, period)
    if request.method == "POST":
        valid = all(line.form.is_valid() for line in lines if line.editable)
        if valid and (answer := _save(request, lines, period)) is not None:
            return answer
        status = 422
    return render(request, "reports/unit.html", _unit_context(request, place, period, lines), status=status)


@require_GET
def sheet(request: HttpRequest, key: str, unit: UUID) -> HttpResponse:
    """The period as an Excel sheet to fill without a network."""
    place, period = place_and_period(request, key, unit)
    data = period_sheet(unit_month.unit_items(place, period, timezone.localdate()), period, place.name)
    response = HttpResponse(data, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="bao-cao_{period.key}_{slugify(fold(place.called))}.xlsx"'
    return response


@require_POST
def from_sheet(request: HttpRequest, key: str, unit: UUID) -> HttpResponse:
    """A filled sheet, or pasted cells, fill the page; what could not be used is named row by row, and nothing is saved yet."""
    place, period = place_and_period(request, key, unit)
    if not allowed(request.person, "report.enter", place):
        raise PermissionDenied
    form = SheetForm(request.POST, request.FILES)
    items = unit_month.unit_items(place, period, timezone.localdate())
    if not form.is_valid():
        lines, problems, count = unit_lines(items, None, None), list(form.non_field_errors()), 0
    else:
        file = form.cleaned_data["file"]
        rows = xlsx_confined(file.read()) if file else pasted(form.cleaned_data["pasted"])
        said = filled(rows, items, plain=bool(file))
        lines, problems, count = lines_from_sheet(items, said.values), list(said.problems), len(said.values)
    context = _unit_context(request, place, period, lines) | {"sheet_problems": problems, "sheet_count": count, "sheet_form": form}
    return render(request, "reports/unit.html", context, status=200 if count else 422)


def _entries(lines: list[Line]) -> list[actions.Entry]:
    """What the lines say that stood otherwise."""
    return [
        actions.Entry(
            line.item.assignment,
            line.values(),
            line.form.cleaned_data.get("saves") or 0,
            uploads(line.form.cleaned_data["evidence"]),
        )
        for line in lines
        if line.editable and line.form.says_something()
    ]


def _autosave(request: HttpRequest, lines: list[Line], period: Period) -> JsonResponse:
    """The same saving, asked by the page itself: a sentence, and the counts of saves that its form goes on with."""
    wrong = [line for line in lines if line.editable and not line.form.is_valid()]
    if wrong:
        said = " ".join(str(text) for texts in wrong[0].form.errors.values() for text in texts)
        return JsonResponse({"ok": False, "said": _("Chưa lưu: %(why)s") % {"why": said}})
    try:
        saved = actions.enter_all(_entries(lines), period=period, by=request.person, at=timezone.now())
    except actions.Stale:
        return JsonResponse({"ok": False, "said": _("Chưa lưu: người khác vừa lưu báo cáo này. Bấm Lưu để xem hai bản.")})
    except ValidationError as error:
        return JsonResponse({"ok": False, "said": _("Chưa lưu: %(why)s") % {"why": " ".join(error.messages)}})
    told = _("Đã lưu lúc %(time)s. Chưa nộp.") % {"time": timezone.localtime().strftime("%H:%M")}
    return JsonResponse({"ok": True, "said": told, "saves": {str(report.assignment.uid): report.saves for report in saved}})


def _save(request: HttpRequest, lines: list[Line], period: Period) -> HttpResponse | None:
    """Save what the page says; None when it could not be, with the reason on the page."""
    entries = _entries(lines)
    try:
        actions.enter_all(entries, period=period, by=request.person, at=timezone.now())
    except actions.Stale as stale:
        line = next(line for line in lines if line.item.assignment.pk == stale.now.assignment_id)
        line.conflict = stale.now
        return None
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    messages.success(request, _("Đã lưu lúc %(time)s. Chưa nộp.") % {"time": timezone.localtime().strftime("%H:%M")})
    return redirect(request.path)


def _with_turns(lines: list[Line], period: Period, person: Person) -> None:
    """Each recurring line with its obligations of this period, and what is still open before it."""
    recurring = [line.item.assignment for line in lines if line.item.assignment.order.cadence]
    found = obligations.turns(recurring, person, timezone.localdate(), recent=40) if recurring else {}
    days = PeriodKey.parse(period.key)
    for line in lines:
        some = found.get(line.item.assignment.pk, [])
        line.turns = [
            turn for turn in some if turn.key == period.key or (turn.due_on <= days.last and (turn.open or turn.due_on >= days.first))
        ]


def _with_corrections(lines: list[Line], person: Person) -> None:
    """Each reported line with what accepted corrections say beside it."""
    found = corrections.mended([line.item.report for line in lines if line.item.report], person)
    for line in lines:
        line.mended = found.get(line.item.report.pk, {}) if line.item.report else {}


def _unit_context(request: HttpRequest, place: Organization, period: Period, lines: list[Line]) -> dict[str, object]:
    _with_turns(lines, period, request.person)
    entered = [line for line in lines if line.item.report and line.item.report.state == ReportState.ENTERED]
    _with_corrections(lines, request.person)
    made = UnitReport.objects.visible_to(request.person).filter(organization=place, period=period)
    prints = list(made.select_related("made_by", "scanned_by"))
    needed = printing.needs_scan([place], timezone.localdate())[place.pk]
    submitted = [line for line in lines if line.item.report and line.item.report.state in (ReportState.SUBMITTED, ReportState.ACCEPTED)]
    return {
        "unit": place,
        "period": period,
        "lines": lines,
        "entered": entered,
        "submitted": submitted,
        "periods": periods.periods_for(place).order_by("-opens_on")[:12],
        "may_submit": allowed(request.person, "report.submit", place),
        "may_enter": allowed(request.person, "report.enter", place),
        "printed": prints,
        "stands": printing.stands(next((made for made in prints if made.scan_id), prints[0] if prints else None), needed),
        "to_sign": corrections.to_sign(request.person).filter(report__assignment__organization=place).count(),
        "number_form": NumberForm(),
        "sheet_form": SheetForm(),
        "asks_reason": int(rule("unchanged_asks_reason", on=timezone.localdate(), organization=place)) - 1,
        "working_days": periods.working_days_left(period, timezone.localdate()),
    }


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, key: str, unit: UUID) -> HttpResponse:
    """The head reads what will be submitted, then approves it all or hands rows back."""
    place, period = place_and_period(request, key, unit)
    items = [
        item
        for item in unit_month.unit_items(place, period, timezone.localdate())
        if item.report and item.report.state == ReportState.ENTERED
    ]
    if request.method == "GET":
        return render(
            request,
            "reports/submit.html",
            {"unit": place, "period": period, "items": items, "may_submit": allowed(request.person, "report.submit", place)},
        )
    reports = [item.report for item in items if item.report]
    if back := request.POST.get("hand_back"):
        report = next((report for report in reports if str(report.uid) == back), None)
        if report is None:
            raise Http404
        actions.hand_back(report, by=request.person, at=timezone.now())
        messages.info(request, _("Đã chuyển lại cho cán bộ tổng hợp để bổ sung."))
        return redirect(request.path)
    try:
        done = actions.submit(reports, by=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(request.path)
    text = ngettext("Đã nộp %(n)s báo cáo kỳ %(key)s.", "Đã nộp %(n)s báo cáo kỳ %(key)s.", len(done)) % {
        "n": len(done),
        "key": period.key,
    }
    messages.success(request, text)
    return redirect("reports:unit", key=key, unit=unit)


@require_POST
def drop_evidence(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a file out of a report not yet submitted."""
    evidence = get_object_or_404(
        Evidence.objects.visible_to(request.person).select_related("report__period", "report__assignment__organization"), uid=uid
    )
    actions.withdraw_evidence(evidence, by=request.person, at=timezone.now())
    messages.info(request, _("Đã bỏ tệp “%(name)s” khỏi báo cáo.") % {"name": evidence.name})
    return redirect(
        reverse("reports:unit", kwargs={"key": evidence.report.period.key, "unit": evidence.report.assignment.organization.uid})
    )


@require_GET
def evidence(request: HttpRequest, uid: UUID) -> FileResponse:
    """Fetch a piece of evidence of a visible report."""
    found = get_object_or_404(Evidence.objects.visible_to(request.person).select_related("file"), uid=uid)
    return download(found.file, found.name)
