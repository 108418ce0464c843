"""Trang hồ sơ của tôi, ai xem được, lưu giữ. / Pages of the own record, of who sees what, of retention."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.organizations.access import allowed, anywhere, organizations_where
from dondoc.server.organizations.models import Organization, Person, PersonKind
from dondoc.server.privacy import actions, queries
from dondoc.server.privacy.actions.erasing import hindrances
from dondoc.server.privacy.actions.recording import may_open
from dondoc.server.privacy.erasure import due as persons_due
from dondoc.server.privacy.erasure import fates, time_of
from dondoc.server.privacy.forms import AnswerForm, CorrectionForm, ReasonForm, RetentionForm
from dondoc.server.privacy.models import CorrectionRequest, CorrectionState
from dondoc.server.privacy.retention import KINDS, due


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Hồ sơ của tôi: all that is recorded of me, who opened it, what I can do about it."""
    context = {"record": queries.record(request.person), "own": True, "to_answer": _to_answer(request.person)}
    return render(request, "privacy/record.html", context)


def _to_answer(person: Person) -> list[CorrectionRequest]:
    rows = CorrectionRequest.objects.visible_to(person).filter(state=CorrectionState.ASKED).exclude(person=person)
    return list(rows.select_related("person", "organization")[:50])


@require_GET
def other(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another person's record; that it was opened stays, and that person sees it."""
    person = get_object_or_404(Person.objects.visible_to(request.person), uid=uid)
    if person.pk == request.person.pk:
        return redirect("privacy:own")
    if not may_open(person, by=request.person):
        raise Http404
    actions.open_record(person, by=request.person, at=timezone.now())
    return render(request, "privacy/record.html", {"record": queries.record(person), "own": False})


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """One's own record as a file: JSON, or a page to read."""
    form = "json" if request.POST.get("form") == "json" else "html"
    at = timezone.now()
    seq = actions.export_record(request.person, form=form, by=request.person, at=at)
    told = queries.exported(request.person, seq=seq, at=at)
    if form == "json":
        response = HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8")
    else:
        response = HttpResponse(render_to_string("privacy/export.html", {"told": told, "person": request.person, "at": at}))
    response["Content-Disposition"] = f'attachment; filename="ho-so-{timezone.localdate(at):%Y%m%d}-{seq}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a named person for a correction."""
    persons = queries.addressees(request.person)
    form = CorrectionForm(request.POST or None, addressees=persons)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        addressee = next(person for person in persons if str(person.uid) == told["addressee"])
        try:
            row = actions.ask_correction(
                about=told["about"], words=told["words"], addressee=addressee, by=request.person, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Đã gửi yêu cầu đính chính."))
            return redirect("privacy:correction", uid=row.uid)
    return render(request, "privacy/ask.html", {"form": form, "persons": persons}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One request; its answer by whom may answer."""
    rows = CorrectionRequest.objects.visible_to(request.person).select_related("person", "addressee", "organization", "answered_by")
    row = get_object_or_404(rows, uid=uid)
    mine = row.state == CorrectionState.ASKED and row.person_id != request.person.pk
    answers = mine and allowed(request.person, "record.correct", row.organization)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.answer_correction(
            row, corrected=told["outcome"] == "corrected", answer=told["answer"], by=request.person, at=timezone.now()
        )
        messages.success(request, _("Đã trả lời. Người yêu cầu được báo."))
        return redirect("privacy:correction", uid=uid)
    context = {
        "row": row,
        "form": form,
        "answers": answers,
        "part": dict(CorrectionForm.base_fields["about"].choices).get(row.about, row.about),
    }
    return render(request, "privacy/correction.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take one's own request back."""
    row = get_object_or_404(CorrectionRequest.objects.visible_to(request.person), uid=uid)
    actions.withdraw_correction(row, by=request.person, at=timezone.now())
    messages.success(request, _("Đã rút yêu cầu."))
    return redirect("privacy:own")


@require_GET
def seen(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    """Ai xem được, vì sao tôi xem được: of one thing this person sees."""
    if kind not in queries.KINDS:
        raise Http404
    found = queries.seen(queries.KINDS[kind], uid, request.person)
    if found is None:
        raise Http404
    return render(request, "privacy/seen.html", {"seen": found})


def _root(person: Person) -> Organization:
    """The root where this person looks after retention. Without one the page does not exist."""
    if not anywhere(person, "retention.propose", "retention.confirm"):
        raise Http404
    places = organizations_where(person, "retention.propose") | organizations_where(person, "retention.confirm")
    found = places.filter(parent=None).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """What is over its time, counted and not touched; a proposal to erase it, for a second person to confirm."""
    root = _root(request.person)
    on = timezone.localdate()
    found = [due(kind, on=on, organization=root) for kind in KINDS.values()]
    form = RetentionForm(request.POST or None, kinds=[(one.key, one.name) for one in found if one.count])
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.propose_retention(root, **form.cleaned_data, by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Đã gửi đề nghị. Dữ liệu chỉ bị xóa khi người thứ hai xác nhận."))
            return redirect("rights:countersign", uid=row.uid)
    context = {
        "root": root,
        "due": found,
        "any_due": any(one.count for one in found),
        "form": form,
        "left": persons_due(on=on, organization=root),
        "may_propose": allowed(request.person, "retention.propose", root),
    }
    return render(request, "privacy/retention.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def erasure(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One person who has left: what would go, what would stay and by which rule, counted; a proposal for a second person to confirm."""
    root, on = _root(request.person), timezone.localdate()
    person = get_object_or_404(Person.objects.visible_to(request.person).filter(kind=PersonKind.HUMAN), uid=uid)
    may_propose = allowed(request.person, "retention.propose", root)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["reason"]
        try:
            row = actions.propose_erasure(person, organization=root, reason=told, by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Đã gửi đề nghị. Dữ liệu chỉ bị xóa khi người thứ hai xác nhận."))
            return redirect("rights:countersign", uid=row.uid)
    context = {
        "who": person,
        "fates": fates(person),
        "time": time_of(person, on=on, organization=root),
        "hindrances": hindrances(person, organization=root, on=on),
        "form": form,
        "may_propose": may_propose,
    }
    return render(request, "privacy/erasure.html", context, status=422 if form.errors else 200)
