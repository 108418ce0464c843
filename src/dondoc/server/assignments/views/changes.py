"""Đề nghị và quyết định: gia hạn, tạm dừng, đổi chủ trì, chuyển giao, tách, hủy, mở lại. / Requests and decisions on given work."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.assignments import actions, arithmetic, queries
from dondoc.server.assignments.change_forms import FORMS, ChangeForm, DecisionForm
from dondoc.server.assignments.models import Assignment, Extension, LeadChange, Obstacle, Request, Suspension
from dondoc.server.organizations.access import anywhere
from dondoc.server.organizations.models import Person
from dondoc.server.rulebook.queries import calendar

#: act of the form -> (which possibility it needs, what the page says once it is done)
ACTS = {
    "extension": ("extension", gettext_lazy("Đã gửi đề nghị gia hạn. Thời hạn hiện nay giữ nguyên đến khi có quyết định.")),
    "obstacle": ("obstacle", gettext_lazy("Đã ghi trở ngại, chờ xác nhận. Thời hạn không thay đổi.")),
    "suspension": ("suspension", gettext_lazy("Đã gửi đề nghị tạm dừng. Thời hạn vẫn tính đến khi được xác nhận.")),
    "lead": ("lead", gettext_lazy("Đã gửi đề nghị. Đơn vị vẫn chịu trách nhiệm đến khi có quyết định.")),
    "suspend": ("suspend", gettext_lazy("Đã tạm dừng. Số ngày chờ được cộng vào thời hạn khi thực hiện lại.")),
    "resume": ("resume", gettext_lazy("Đã thực hiện lại, thời hạn đã tính thêm số ngày chờ.")),
    "hand_over": ("pass_on", gettext_lazy("Đã chuyển giao nhiệm vụ.")),
    "split": ("pass_on", gettext_lazy("Đã tách nhiệm vụ.")),
    "cancel": ("cancel", gettext_lazy("Đã hủy nhiệm vụ. Kết quả đã báo cáo vẫn được lưu.")),
    "reopen": ("reopen", gettext_lazy("Đã mở lại nhiệm vụ.")),
}
KINDS: dict[str, type[Request]] = {"gia-han": Extension, "tam-dung": Suspension, "chu-tri": LeadChange, "khach-quan": Obstacle}


def _part(request: HttpRequest, uid: UUID) -> Assignment:
    related = ("order__organization", "order__authority", "organization__parent", "head", "doer", "parent")
    return get_object_or_404(Assignment.objects.visible_to(request.person).select_related(*related), uid=uid)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Everything that may be asked or decided about one piece of work, each with what it does to the deadline."""
    part, person = _part(request, uid), request.person
    possible = queries.possible(part, person)
    act = request.POST.get("act") or request.GET.get("viec", "")
    forms = {name: form(part=part, person=person) for name, form in FORMS.items()}
    context: dict[str, Any] = {"assignment": part, "order": part.order, "possible": possible, "forms": forms, "act": act}
    status = 200
    if request.method == "POST":
        if act not in ACTS:
            raise Http404
        form = forms[act] = FORMS[act](request.POST, part=part, person=person)
        if form.is_valid():
            if "preview" in request.POST:
                context["preview"] = _preview(part, form)
            elif (answer := _do(request, part, form)) is not None:
                return answer
        status = 422 if form.errors else 200
    elif not possible.any:
        raise Http404
    today = timezone.localdate()
    context |= {
        "bodies": queries.bodies_near(part, person),
        "resuming": queries.resuming(part, person, today),
        "requests": queries.requests_of(part, person, today),
    }
    return render(request, "assignments/change.html", context, status=status)


def _preview(part: Assignment, form: ChangeForm) -> Any:
    if form.act != "extension" or part.deadline_on is None:
        return ()
    return arithmetic.extended(part.deadline_on, form.cleaned_data["until"], timezone.localdate(), calendar()).steps


def _do(request: HttpRequest, part: Assignment, form: ChangeForm) -> HttpResponse | None:
    """Do what the form says; None when it was refused, with the reason on the form."""
    at, data, by = timezone.now(), form.cleaned_data, request.person
    try:
        _act(form.act, part, data, by, at)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for field, texts in told.items():
            for text in texts:
                form.add_error(field if field in form.fields else None, text)
        return None
    messages.success(request, ACTS[form.act][1])
    return redirect("work:card", uid=part.uid)


def _act(act: str, part: Assignment, data: dict[str, Any], by: Person, at: datetime) -> None:
    if act == "cancel":
        only = None if data["everywhere"] else [part]
        actions.cancel(part.order, reason=data["reason"], document=data["document"], only=only, by=by, at=at)
        return
    done: dict[str, Any] = {
        "extension": actions.ask_extension,
        "obstacle": actions.ask_obstacle,
        "suspension": actions.ask_suspension,
        "lead": actions.propose_lead,
        "suspend": actions.suspend,
        "resume": actions.resume,
        "hand_over": actions.hand_over,
        "split": actions.split,
        "reopen": actions.reopen,
    }
    done[act](part, **data, by=by, at=at)


@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """What units ask for and this person may decide, oldest first."""
    if not anywhere(request.person, "adjustment.decide"):
        raise Http404
    today = timezone.localdate()
    return render(request, "assignments/requests.html", {"rows": queries.pending_for(request.person, today), "on": today})


def _request(request: HttpRequest, kind: str, uid: UUID) -> Request:
    if kind not in KINDS:
        raise Http404
    found: Request = get_object_or_404(KINDS[kind].objects.visible_to(request.person), uid=uid)
    return found


@require_POST
def decide(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    """Agree or refuse, in two taps."""
    asked, form = _request(request, kind, uid), DecisionForm(request.POST)
    back = redirect("assignments:requests")
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return back
    agree, words, at = form.cleaned_data["agree"] == "1", form.cleaned_data["words"], timezone.now()
    try:
        if isinstance(asked, Extension):
            actions.decide_extension(asked, agree=agree, until=form.cleaned_data["until"], words=words, by=request.person, at=at)
        elif isinstance(asked, Suspension):
            actions.decide_suspension(asked, agree=agree, words=words, by=request.person, at=at)
        elif isinstance(asked, Obstacle):
            actions.decide_obstacle(asked, agree=agree, words=words, by=request.person, at=at)
        elif isinstance(asked, LeadChange):
            actions.decide_lead(asked, agree=agree, deadline_on=form.cleaned_data["until"], words=words, by=request.person, at=at)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back
    messages.success(request, _("Đã đồng ý đề nghị của đơn vị.") if agree else _("Đã trả lời không đồng ý, kèm lý do."))
    return back


@require_POST
def drop(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    """The unit takes its request back."""
    asked = _request(request, kind, uid)
    actions.drop_request(asked, by=request.person, at=timezone.now())
    messages.info(request, _("Đã rút đề nghị."))
    return redirect("work:card", uid=asked.assignment.uid)
