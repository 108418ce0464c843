"""Nhìn chung nhiều nhiệm vụ: bảng theo dõi, lịch, bản in, thu hồi, diễn biến. / Many pieces of work at a glance, and one from its birth.

Pages under /nhiem-vu/ of the lowest room that sees both work and reports.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments import queries as work
from dondoc.server.assignments.models import OPEN_STATES, Assignment, Order, OrderState
from dondoc.server.journal.queries import footer
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Organization
from dondoc.server.reports import actions, agenda, chosen, matrix, queries, standing, timeline
from dondoc.server.reports.forms import KeepFilterForm, WithdrawForm, WorkFilter
from dondoc.server.reports.models import Period, Report, SavedFilter
from dondoc.server.reports.standing_papers import briefing_annex

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Units by periods of what was given; pieces of work by periods of what was received."""
    today, which = timezone.localdate(), chosen.which(request.person, request.GET.get("ds", ""))
    found = queries.the_list(request.person, which)
    start = (max(_number(request.GET.get("trang")), 1) - 1) * matrix.MOST_ROWS
    units = which in chosen.BY_UNIT
    made = (matrix.by_unit if units else matrix.by_work)(found, request.person, today, start=start)
    pages = Paginator(range(made.rows_in_all), matrix.MOST_ROWS).get_page(request.GET.get("trang"))
    context = {"which": which, "lists": chosen.LISTS, "matrix": made, "units": units, "page": pages, "on": today}
    return render(request, "reports/matrix.html", context)


@require_GET
def order_table(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One order at all its bodies by periods."""
    order = get_object_or_404(Order.objects.visible_to(request.person), uid=uid)
    parts = Assignment.objects.visible_to(request.person).filter(order=order)
    made = matrix.by_unit(parts, request.person, timezone.localdate())
    return render(request, "reports/matrix.html", {"order": order, "matrix": made, "units": True, "on": timezone.localdate()})


@require_GET
def cell(request: HttpRequest, key: str, uid: UUID) -> HttpResponse:
    """What one cell counts: each piece of work of a unit in a period, how it was reported."""
    today, which = timezone.localdate(), chosen.which(request.person, request.GET.get("ds", ""))
    place = get_object_or_404(Organization.objects.visible_to(request.person), uid=uid)
    parts = queries.the_list(request.person, which).filter(organization=place)
    if order := request.GET.get("lenh"):
        parts = Assignment.objects.visible_to(request.person).filter(organization=place, order__uid=_uid(order))
    period = next((one for one in matrix.periods([place], request.person, today) if one.key == key), None)
    if period is None or not parts.exists():
        raise Http404
    context = {"place": place, "period": period, "which": which, "rows": _cell_rows(request, parts, period, today)}
    return render(request, "reports/cell.html", context)


def _cell_rows(request: HttpRequest, parts: chosen.Parts, period: Period, today: date) -> list[tuple[queries.Row, matrix.Owed]]:
    told = {one.assignment: one for one in matrix.owed(parts, [period], request.person, today)}
    here = Assignment.objects.visible_to(request.person).filter(pk__in=told)
    by_uid = dict(here.values_list("uid", "pk"))
    return [(row, told[by_uid[row.uid]]) for row in queries.rows(here, today)]


@require_GET
def by_unit(request: HttpRequest) -> HttpResponse:
    """The official table of four cells by unit; each figure opens the work it counts."""
    today, which = timezone.localdate(), chosen.which(request.person, request.GET.get("ds", ""))
    found = standing.standing(queries.the_list(request.person, which), request.person, today)
    page = Paginator(found.lines, standing.AT_ONCE).get_page(request.GET.get("trang"))
    return render(request, "reports/standing.html", {"which": which, "lists": chosen.LISTS, "found": found, "page": page})


@require_GET
def annex(request: HttpRequest) -> HttpResponse:
    """The same table and the late work as a Word file for a briefing, on the paper of one's own office."""
    today, which = timezone.localdate(), chosen.which(request.person, request.GET.get("ds", ""))
    own = queries.own_organizations(request.person)
    parts = queries.the_list(request.person, which)
    found = standing.standing(parts, request.person, today)
    if not own or not found.lines:
        raise Http404
    late, foot = standing.late_work(parts, today), footer(settings.INSTANCE.origin)
    told = standing.told_criteria(parts, request.person)
    data = briefing_annex(found, late, told, office=own[0], title=chosen.IN_WORDS[which], foot=foot)
    name = f"phu-luc-giao-ban-{today:%d-%m-%Y}.docx"
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The deadlines of a month; a day opens the work that falls due on it."""
    today, which = timezone.localdate(), chosen.which(request.person, request.GET.get("ds", ""))
    first = _month(request.GET.get("thang", ""), today)
    places = queries.own_organizations(request.person)
    found = queries.the_list(request.person, which)
    month = agenda.month(found, places[0] if places else None, first, today)
    context = {"which": which, "lists": chosen.LISTS, "month": month, "on": today}
    return render(request, "reports/calendar.html", context)


@require_GET
def sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A unit's open work on one page of paper: of what this person may see."""
    place = get_object_or_404(Organization.objects.visible_to(request.person), uid=uid)
    seen = Assignment.objects.visible_to(request.person).filter(organization=place)
    if not seen.exists() and place not in queries.own_organizations(request.person):
        raise Http404
    today = timezone.localdate()
    rows = queries.rows(seen.filter(state__in=OPEN_STATES), today)
    context = {"place": place, "rows": rows, "outcomes": queries.outcomes(seen, today), "on": today}
    return render(request, "reports/sheet.html", context)


@require_GET
def history(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One assignment from its birth: every act with who and when, every change of the deadline with both days."""
    related = ("order__document", "order__authority", "organization")
    part = get_object_or_404(Assignment.objects.visible_to(request.person).select_related(*related), uid=uid)
    reports = list(Report.objects.visible_to(request.person).filter(assignment=part))
    asked = work.requests_of(part, request.person, timezone.localdate())
    context = {
        "assignment": part,
        "row": queries.row(part, timezone.localdate()),
        "changes": work.deadline_changes(part, request.person),
        "days": timeline.by_day(timeline.of(part, reports, request.person, [row.uid for row in asked])),
    }
    return render(request, "reports/history.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Withdraw an order everywhere, or at the bodies ticked, on a ground; what was reported is shown and stays."""
    order = get_object_or_404(Order.objects.visible_to(request.person).select_related("organization", "authority"), uid=uid)
    able = allowed(request.person, "order.approve", order.authority) or allowed(request.person, "order.issue", order.organization)
    if request.method == "GET" and not (able and order.state == OrderState.ISSUED):
        raise Http404
    parts = Assignment.objects.visible_to(request.person).filter(order=order)
    form, ticked = WithdrawForm(request.POST if request.method == "POST" else None), request.POST.getlist("part")
    if request.method == "POST" and _withdrawn(request, order, form, parts.filter(uid__in=[_uid(one) for one in ticked])):
        return redirect("assignments:order", uid=order.uid)
    open_parts = parts.filter(state__in=OPEN_STATES).order_by("organization__path")
    told = set(Report.objects.visible_to(request.person).filter(assignment__in=open_parts).values_list("assignment__uid", flat=True))
    rows = queries.rows(open_parts, timezone.localdate())
    context = {"order": order, "form": form, "rows": rows, "told": told, "ticked": ticked}
    return render(request, "reports/withdraw.html", context, status=422 if form.errors else 200)


def _withdrawn(request: HttpRequest, order: Order, form: WithdrawForm, ticked: chosen.Parts) -> bool:
    """Whether the form was whole and the act done; what was wrong stands in the form."""
    if form.is_valid() and not form.cleaned_data["everywhere"] and not ticked:
        form.add_error(None, _("Đánh dấu đơn vị cần thu hồi, hoặc chọn thu hồi ở tất cả đơn vị."))
    if form.errors:
        return False
    only = None if form.cleaned_data["everywhere"] else list(ticked)
    try:
        count = assignments.withdraw(order, reason=form.cleaned_data["reason"], only=only, by=request.person, at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Đã thu hồi nhiệm vụ ở %(n)s đơn vị. Kết quả đã báo cáo vẫn được lưu.") % {"n": count})
    return True


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filter that is set under a name."""
    form = KeepFilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ghi tên bộ lọc."))
        return redirect("work:lists")
    query = chosen.filter_words(form.cleaned_data["query"], WorkFilter)
    try:
        actions.keep_filter(name=form.cleaned_data["name"], query=query, by=request.person, at=timezone.now())
        messages.success(request, _("Đã lưu bộ lọc “%(name)s”.") % {"name": form.cleaned_data["name"]})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"/nhiem-vu/?{query}")


@require_POST
def drop(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Forget one's own filter."""
    found = get_object_or_404(SavedFilter.objects.visible_to(request.person), uid=uid)
    actions.drop_filter(found, by=request.person, at=timezone.now())
    messages.success(request, _("Đã bỏ bộ lọc."))
    return redirect(f"/nhiem-vu/?{urlencode({'ds': chosen.which(request.person, '')})}")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 1


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _month(text: str, today: date) -> date:
    """«2026-11»; anything else is this month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
