"""Trang đôn đốc. / The pages of urging."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.assignments.models import Assignment
from dondoc.server.files.responses import download
from dondoc.server.organizations import grouping
from dondoc.server.organizations.access import anywhere, organizations_where
from dondoc.server.organizations.queries import uids
from dondoc.server.rulebook.queries import calendar
from dondoc.server.urging import actions, queries
from dondoc.server.urging.forms import CallForm, JudgeForm, NumberForm, WordsForm
from dondoc.server.urging.models import GIVING, NUDGING, Explanation, LateList, Letter, Urging
from dondoc.worktime import add_working_days


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What waits: calls to make, letters to sign, explanations to judge, lists; for a unit the letters it got."""
    gives = anywhere(request.person, *GIVING)
    if not gives and not anywhere(request.person, "explanation.give"):
        raise Http404
    told = request.GET
    found = queries.desk(request.person, timezone.localdate(), page=told.get("trang"), letters_page=told.get("cv"))
    return render(request, "urging/desk.html", {"desk": found, "gives": gives, "on": timezone.localdate()})


@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """What the clock would do on the next working day; nothing is done."""
    where = set()
    for act in GIVING:
        where |= set(organizations_where(request.person, act).values_list("pk", flat=True))
    if not where:
        raise Http404
    today = timezone.localdate()
    day = add_working_days(today - timedelta(days=1), 1, calendar()) if "hom-nay" in request.GET else add_working_days(today, 1, calendar())
    return render(request, "urging/preview.html", {"plan": queries.plan(day, only=where), "on": day})


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """How often each unit was urged this year."""
    if not anywhere(request.person, *GIVING):
        raise Http404
    today = timezone.localdate()
    rows = queries.counts(request.person, date(today.year, 1, 1), today)
    return render(request, "urging/counts.html", {"rows": rows, "year": str(today.year)})


@require_http_methods(["GET", "POST"])
def nudge(request: HttpRequest) -> HttpResponse:
    """Remind units directly of their late work: who, of what, in which words, by which channel; then sent."""
    if not anywhere(request.person, *NUDGING):
        raise Http404
    group = request.GET.get("nhom", "")
    units = queries.to_nudge(request.person, timezone.localdate(), uids([group]))
    wanted = set((request.POST if request.method == "POST" else request.GET).getlist("dv"))
    chosen = [unit for unit in units if str(unit.uid) in wanted]
    if request.method == "POST" and chosen:
        parts = [part for unit in chosen for part in unit.parts]
        done = actions.nudge(parts, words=request.POST.get("words", "")[:500], by=request.person, at=timezone.now())
        messages.success(request, _("Đã gửi nhắc đến %(n)s đơn vị.") % {"n": done})
        return redirect("urging:nudge")
    nobody = request.method == "POST"
    context = {"units": units, "wanted": wanted or {str(unit.uid) for unit in units}, "nobody": nobody, "on": timezone.localdate()}
    context |= {"groups": grouping.choices_of(request.person), "group": group}
    if wanted and not nobody:
        context["units"] = chosen or units
    context["already"] = queries.nudged_today(request.person, timezone.localdate())
    return render(request, "urging/nudge.html", context, status=422 if nobody else 200)


@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """Note a telephone call about the work of one unit."""
    if not anywhere(request.person, "urging.prepare"):
        raise Http404
    form = CallForm(request.POST)
    try:
        wanted = [UUID(uid) for uid in request.POST.getlist("part")]
    except ValueError:
        raise Http404 from None
    parts = list(Assignment.objects.visible_to(request.person).filter(uid__in=wanted))
    if len(parts) != len(set(wanted)):
        raise Http404
    try:
        if not form.is_valid():
            raise ValidationError([str(text) for texts in form.errors.values() for text in texts])
        actions.record_call(parts, **form.cleaned_data, by=request.person, at=timezone.now())
        messages.success(request, _("Đã ghi cuộc trao đổi qua điện thoại."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("urging:desk")


def _letter(request: HttpRequest, uid: UUID) -> Letter:
    related = ("organization__parent", "authority", "unit__parent", "signed_by", "ordered_by", "file")
    return get_object_or_404(Letter.objects.visible_to(request.person).select_related(*related), uid=uid)


@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One letter: what it names, how it is worded; ordered, signed, explained, judged here."""
    found = _letter(request, uid)
    problem = ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
            return redirect("urging:letter", uid=uid)
        except ValidationError as error:
            problem = " ".join(error.messages)
    context = {
        "page": queries.letter_page(found, request.person, timezone.localdate()),
        "letter": found,
        "explanations": Explanation.objects.visible_to(request.person).filter(letter=found).select_related("given_by", "judged_by"),
        "number_form": NumberForm(),
        "words_form": WordsForm(),
        "judge_form": JudgeForm(),
        "problem": problem,
        "on": timezone.localdate(),
    }
    return render(request, "urging/letter.html", context, status=422 if problem else 200)


def _act(request: HttpRequest, found: Letter) -> str:
    """Do what the form says; the sentence of what was done."""
    act, by, at = request.POST.get("act", ""), request.person, timezone.now()
    if act == "order":
        actions.order_letter(found, by=by, at=at)
        return _("Đã cho ý kiến gửi công văn.")
    if act == "issue":
        done = actions.issue_letter(found, number=request.POST.get("number", ""), by=by, at=at)
        return _("Đã phát hành công văn.") if done.number else _("Đơn vị đã báo cáo hết, không cần gửi công văn.")
    if act == "explain":
        actions.explain(found, words=request.POST.get("words", ""), by=by, at=at)
        return _("Đã gửi giải trình.")
    if act == "judge":
        waiting = get_object_or_404(Explanation.objects.visible_to(by).filter(letter=found, accepted=None))
        actions.judge(waiting, accepted=request.POST.get("accepted") == "1", words=request.POST.get("words", ""), by=by, at=at)
        return _("Đã ghi ý kiến về giải trình.")
    raise Http404


@require_GET
def letter_file(request: HttpRequest, uid: UUID) -> FileResponse:
    """Fetch the letter as it was issued."""
    found = _letter(request, uid)
    if found.file is None:
        raise Http404
    return download(found.file, f"cong-van-{found.number}.docx")


def _list(request: HttpRequest, uid: UUID) -> LateList:
    related = ("authority", "file", "handed_by")
    return get_object_or_404(LateList.objects.visible_to(request.person).select_related(*related), uid=uid)


@require_http_methods(["GET", "POST"])
def late_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A list: what was announced, what is still late; handed on from its day."""
    found = _list(request, uid)
    if request.method == "POST":
        try:
            done = actions.hand_list(found, by=request.person, at=timezone.now())
            text = _("Đã báo cáo danh sách.") if done.file_id else _("Các đơn vị đã khắc phục, không còn việc để báo cáo.")
            messages.success(request, text)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("urging:late_list", uid=uid)
    told = Urging.objects.visible_to(request.person).filter(late_list=found).select_related("assignment__order", "assignment__organization")
    still = {part.pk for part in queries.still_listed(found)} if found.state == "announced" else set()
    context = {
        "list": found,
        "told": told,
        "still": still,
        "may_hand": found.state == "announced"
        and organizations_where(request.person, "urging.sign").filter(pk=found.authority_id).exists(),
        "on": timezone.localdate(),
    }
    return render(request, "urging/late_list.html", context)


@require_GET
def list_file(request: HttpRequest, uid: UUID) -> FileResponse:
    """Fetch the list as it was handed on."""
    found = _list(request, uid)
    if found.file is None:
        raise Http404
    return download(found.file, "danh-sach-qua-han.docx")
