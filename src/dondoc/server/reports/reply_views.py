"""Khó khăn, kiến nghị chờ trả lời; trao đổi. / Difficulties and proposals to be answered; questions and answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.assignments.models import Assignment
from dondoc.server.organizations.access import anywhere
from dondoc.server.reports import actions, difficulties
from dondoc.server.reports.models import Question, Report


@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """What units have asked for and nobody has answered, oldest first, with how long it has waited."""
    if not anywhere(request.person, "report.review", "report.confirm"):
        raise Http404
    page = Paginator(difficulties.unanswered(request.person), 20).get_page(request.GET.get("trang"))
    rows = difficulties.waiting(list(page), timezone.localdate())
    return render(request, "reports/asked.html", {"page": page, "rows": rows})


def _say(request: HttpRequest, act: Callable[..., object], done: str) -> None:
    """Words sent by one button: the act, and what the page says of it."""
    try:
        act(words=request.POST.get("words", "")[:4000], by=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)


@require_POST
def reply(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Answer one; the unit sees it on its report."""
    report = get_object_or_404(Report.objects.visible_to(request.person), uid=uid)
    _say(request, partial(actions.reply, report), _("Đã trả lời đơn vị."))
    return redirect("reports:asked")


@require_POST
def ask(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask the other side about a piece of work."""
    part = get_object_or_404(Assignment.objects.visible_to(request.person), uid=uid)
    _say(request, partial(actions.ask, part), _("Đã gửi câu hỏi."))
    return redirect("work:card", uid=uid)


@require_POST
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Answer a question of the other side."""
    question = get_object_or_404(Question.objects.visible_to(request.person).select_related("assignment"), uid=uid)
    _say(request, partial(actions.answer, question), _("Đã trả lời."))
    return redirect("work:card", uid=question.assignment.uid)
