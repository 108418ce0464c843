"""Việc mới của đơn vị: tiếp nhận, phân công người thực hiện. / New work of a unit: receiving it, naming who does it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.server.assignments import actions, queries
from dondoc.server.assignments.forms import chosen_doers
from dondoc.server.assignments.models import Assignment, AssignmentState
from dondoc.server.organizations.access import anywhere
from dondoc.server.organizations.queries import members_of


@require_http_methods(["GET", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """All new work of the units a person may receive for; many at once."""
    if not anywhere(request.person, "assignment.receive"):
        raise Http404
    units = queries.inbox(request.person)
    problem, chosen = "", request.POST.getlist("w")
    if request.method == "POST":
        problem = _take_up(request, units, chosen)
        if not problem:
            return redirect("assignments:inbox")
    return render(request, "assignments/inbox.html", {"units": units, "problem": problem, "chosen": chosen}, status=422 if problem else 200)


def _take_up(request: HttpRequest, units: list[queries.InboxUnit], chosen: list[str]) -> str:
    """Receive what is ticked and name who does it; a sentence when something is missing."""
    rows = {str(row.uid): unit for unit in units for row in unit.rows}
    wanted = [uid for uid in chosen if uid in rows]
    doers = chosen_doers(request.POST, {uid: rows[uid].members for uid in wanted}, wanted)
    waiting = Assignment.objects.visible_to(request.person).filter(uid__in=wanted)
    found = [work for work in waiting if work.state == AssignmentState.ISSUED or str(work.uid) in doers]
    if not found:
        return _("Đánh dấu việc cần tiếp nhận, và chọn người thực hiện cho việc đã tiếp nhận.")
    actions.take_up(found, doers={UUID(uid): person for uid, person in doers.items()}, by=request.person, at=timezone.now())
    named = sum(str(work.uid) in doers for work in found)
    text = _("Đã tiếp nhận %(n)s nhiệm vụ, phân công người thực hiện %(named)s nhiệm vụ.")
    messages.success(request, text % {"n": len(found), "named": named})
    return ""


@require_POST
def take_up(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Receive one piece of work, or name who does it, from its card; leads back there."""
    work = get_object_or_404(Assignment.objects.visible_to(request.person).select_related("organization"), uid=uid)
    wanted = request.POST.get("doer", "")
    person = next((member for member in members_of(work.organization) if str(member.uid) == wanted), None)
    try:
        if wanted and person is None:
            raise ValidationError(_("Người được chọn không thuộc %(place)s.") % {"place": work.organization})
        if person is not None:
            actions.name_doer(work, person=person, by=request.person, at=timezone.now())
            messages.success(request, _("Đã phân công %(person)s thực hiện.") % {"person": person})
        else:
            actions.receive(work, by=request.person, at=timezone.now())
            messages.success(request, _("Đã tiếp nhận."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where the form says it came from, within this site."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else reverse("assignments:inbox")
