"""Xem xét, xác nhận kết quả. / The office's pages of review: the queue, one report with its history, several at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.measures import product_in_force
from dondoc.server.obligations import queries as obligations
from dondoc.server.organizations.access import allowed, anywhere, organizations_where
from dondoc.server.organizations.models import Person
from dondoc.server.reports import actions, corrections, difficulties, measuring, periods, queries, versions
from dondoc.server.reports.correction_views import may_enter
from dondoc.server.reports.forms import ChosenForm, ReviewForm
from dondoc.server.reports.models import WAITING, Reply, Report, ReportState, Review
from dondoc.server.rulebook.queries import calendar, rule


def _queue(person: Person) -> QuerySet[Report]:
    return queries.review_queue(person, organizations_where(person, "report.review"), organizations_where(person, "report.confirm"))


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this person to review or to confirm, oldest first, with how long it has lain at the office."""
    person, today = request.person, timezone.localdate()
    if not anywhere(person, "report.review", "report.confirm"):
        raise Http404
    waiting, days = _queue(person), calendar()
    page = Paginator(waiting, 20).get_page(request.GET.get("trang"))
    given = next(iter(queries.own_organizations(person)), None)
    most = int(rule("review_days", on=today, organization=given))
    context = {
        "asked_count": difficulties.unanswered(person).count(),
        "corrections": corrections.to_decide(person).count(),
        "page": page,
        "rows": versions.waiting(list(page), today, days, most),
        "over": versions.over(waiting, today, days, most),
        "review_days": most,
        "key": current.key if given and (current := periods.current_period(given, today)) else "",
        "may_decide": anywhere(person, "report.confirm"),
        "may_propose": anywhere(person, "report.review"),
    }
    return render(request, "reports/queue.html", context)


def _chosen(request: HttpRequest, act: str, do: Callable[[QuerySet[Report]], list[Review]], said: str) -> HttpResponse:
    """One act on the reports ticked in the queue, all or none; one that cannot be is told, and nothing is done."""
    if not anywhere(request.person, act):
        raise Http404
    form = ChosenForm(request.POST, waiting=Report.objects.visible_to(request.person).filter(state=ReportState.SUBMITTED))
    if not form.is_valid():
        messages.error(request, _("Chưa chọn báo cáo nào, hoặc có báo cáo vừa được người khác xem xét. Đề nghị chọn lại."))
        return redirect("reports:queue")
    try:
        done = do(form.cleaned_data["r"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except NotNow:
        messages.error(request, _("Có báo cáo vừa được người khác xem xét. Đề nghị chọn lại."))
    else:
        messages.success(request, said % {"n": len(done)})
    return redirect("reports:queue")


@require_POST
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """Accept the reports ticked in the queue at once; a report that may not be accepted stops them all and is named."""
    by, at = request.person, timezone.now()
    return _chosen(request, "report.confirm", lambda rows: actions.accept_all(rows, by=by, at=at), _("Đã xác nhận %(n)s báo cáo."))


@require_POST
def return_chosen(request: HttpRequest) -> HttpResponse:
    """Return the reports ticked in the queue, all with the same words."""
    by, at, reason = request.person, timezone.now(), request.POST.get("reason", "")[:2000]
    said = _("Đã trả lại %(n)s báo cáo để bổ sung.")
    return _chosen(request, "report.confirm", lambda rows: actions.return_all(rows, reason=reason, by=by, at=at), said)


@require_POST
def propose_chosen(request: HttpRequest) -> HttpResponse:
    """Propose to accept the reports ticked in the queue; who is empowered decides."""
    by, at = request.person, timezone.now()
    said = _("Đã đề nghị xác nhận %(n)s báo cáo.")
    return _chosen(request, "report.review", lambda rows: actions.propose_all(rows, by=by, at=at), said)


_SHOWN = ("assignment__order__authority", "assignment__order__organization", "assignment__organization", "period", "entered_by")


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One report with its evidence, versions and reviews; the place where it is proposed upon or decided."""
    found = get_object_or_404(
        Report.objects.visible_to(request.person)
        .select_related(*_SHOWN, "submitted_by")
        .prefetch_related("evidence__file", "reviews__by", "assignment__order__criteria", "assignment__order__criteria_versions"),
        uid=uid,
    )
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (answer := _judge(request, found, form)) is not None:
        return answer
    order, person, today = found.assignment.order, request.person, timezone.localdate()
    open_now = found.state == ReportState.SUBMITTED
    context = {
        "report": found,
        "form": form,
        "steps": versions.steps(found, person),
        "row": queries.row(found.assignment, today),
        "reply": Reply.objects.visible_to(person).filter(report=found).select_related("by").first(),
        "answers": measuring.answers(found),
        "product": product_in_force(order, found.period.opens_on),
        "recurs": obligations.recurring(order, today),
        "may_decide": open_now and allowed(person, "report.confirm", order.authority),
        "may_propose": open_now and allowed(person, "report.review", order.organization),
        **_corrected(found, person),
    }
    if context["may_decide"] or context["may_propose"]:
        days = calendar()
        most = int(rule("review_days", on=today, organization=order.organization))
        context["waits"] = versions.waiting([found], today, days, most)[0]
        context["before"], context["after"] = versions.neighbours(_queue(person), found)
    return render(request, "reports/report.html", context, status=422 if form.errors else 200)


def _corrected(found: Report, person: Person) -> dict[str, object]:
    """The corrections of a report, what they leave standing, and whether this person may enter one."""
    rows = list(corrections.of_report(found, person))
    free = may_enter(found, person) and not any(row.state in WAITING for row in rows)
    return {
        "corrections": rows,
        "mended": corrections.mended([found], person).get(found.pk, {}),
        "may_correct": free and not corrections.why_not(found, timezone.now()),
    }


def _judge(request: HttpRequest, found: Report, form: ReviewForm) -> HttpResponse | None:
    """Decide when the person may and asked to, else propose; None when it was refused, with the reason on the form."""
    at: datetime = timezone.now()
    deciding = request.POST.get("act") != "propose"
    following = versions.neighbours(_queue(request.person), found)[1] if request.POST.get("act") == "decide_next" else None
    act = actions.decide if deciding else actions.propose_verdict
    try:
        act(found, **form.cleaned_data, by=request.person, at=at)
    except ValidationError as error:
        form.add_error(None, error.messages[0] if not hasattr(error, "error_dict") else next(iter(error.messages)))
        return None
    text = _("Đã ghi kết luận đối với báo cáo.") if deciding else _("Đã đề nghị, chờ người có thẩm quyền xác nhận.")
    messages.success(request, text)
    return redirect("reports:report", uid=following.uid) if following else redirect("reports:queue")
