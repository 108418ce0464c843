"""Báo cáo in để ký, bản ký gửi lại. / The unit's report printed to be signed, its signed scan, and how units stand with it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.files.responses import download
from dondoc.server.journal.queries import footer
from dondoc.server.organizations.access import allowed, anywhere
from dondoc.server.reports import actions, corrections, papers, printing, unit_month
from dondoc.server.reports.forms import NumberForm, ScanForm
from dondoc.server.reports.models import Period, UnitReport
from dondoc.server.reports.uploads import uploads
from dondoc.server.reports.views import place_and_period


@require_POST
def print_report(request: HttpRequest, key: str, unit: UUID) -> HttpResponse:
    """Make the unit's own numbered report of the period as a Word file, to be signed on paper."""
    place, period = place_and_period(request, key, unit)
    form = NumberForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Số báo cáo dài quá 30 ký tự."))
        return redirect("reports:unit", key=key, unit=unit)
    at, number = timezone.now(), form.cleaned_data["number"]
    items = printing.told(unit_month.unit_items(place, period, timezone.localdate(at)))
    coming = UnitReport(uid=uuid4())
    foot = _("Mã bản in %(code)s · %(journal)s") % {"code": coming.code, "journal": footer(settings.INSTANCE.origin)}
    mended = corrections.mended([item.report for item in items if item.report], request.person)
    data = papers.unit_report(place, period, items, number=number, on=timezone.localdate(at), foot=foot, mended=mended)
    made = actions.make_unit_report(
        organization=place,
        period=period,
        number=number,
        data=data,
        uid=coming.uid,
        content=printing.digest(items),
        by=request.person,
        at=at,
    )
    return redirect("reports:printed", uid=made.uid)


@require_GET
def printed(request: HttpRequest, uid: UUID) -> FileResponse:
    """Fetch the report as it was printed, or its signed scan with ?ban-ky."""
    made = get_object_or_404(
        UnitReport.objects.visible_to(request.person).select_related("file", "scan", "period", "organization"), uid=uid
    )
    if "ban-ky" in request.GET:
        if made.scan is None:
            raise Http404
        return download(made.scan, made.scan_name)
    return download(made.file, f"bao-cao-{made.period.key}.docx")


@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The signed paper comes back: its number and code are read off it and compared, then it closes the unit's report."""
    made = get_object_or_404(
        UnitReport.objects.visible_to(request.person).select_related("period", "organization", "made_by", "scanned_by"), uid=uid
    )
    enters = allowed(request.person, "report.enter", made.organization)
    if request.method == "POST" and not enters:
        raise PermissionDenied
    form = ScanForm(request.POST or None, request.FILES or None, initial={"number": made.number})
    if request.method == "POST" and form.is_valid():
        upload = uploads([form.cleaned_data["scan"]])[0]
        told = {"number": form.cleaned_data["number"], "code": form.cleaned_data["code"]}
        try:
            actions.attach_signed_scan(made, scan=upload, **told, by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã nhận bản ký. Báo cáo của đơn vị trong kỳ đã chốt."))
            return redirect("reports:unit", key=made.period.key, unit=made.organization.uid)
    return render(request, "reports/scan.html", {"made": made, "form": form, "may_enter": enters}, status=422 if form.errors else 200)


@require_GET
def signed(request: HttpRequest, key: str) -> HttpResponse:
    """How the units stand with the signed report of a period: not printed, waiting for the signed paper, closed by whom and when."""
    if not anywhere(request.person, "report.review", "report.confirm"):
        raise Http404
    period = Period.objects.visible_to(request.person).filter(key=key).order_by("organization__path").first()
    if period is None:
        raise Http404
    keys = Period.objects.visible_to(request.person).order_by("-opens_on").values_list("key", flat=True)
    rows = printing.table(key, request.person, timezone.localdate())
    waiting = sum(row.stands in ("none", "waiting") and row.needed for row in rows)
    context = {"period": period, "rows": rows, "waiting": waiting, "keys": list(dict.fromkeys(keys[:40]))[:12]}
    return render(request, "reports/signed.html", context)
