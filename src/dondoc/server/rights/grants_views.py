"""Trang vai trò và quyền. / Pages of roles and grants."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.server.organizations.access import NEVER_GIVEN, acts, anywhere, covers, organizations_where, roles
from dondoc.server.organizations.models import Organization
from dondoc.server.rights import actions, queries
from dondoc.server.rights.forms import GrantForm, ReasonForm
from dondoc.server.rights.queries.granted import may_give
from dondoc.server.rights.separation import pairs


@require_GET
def roles_page(request: HttpRequest) -> HttpResponse:
    """Vai trò và quyền: every role with its acts; where one may look, how many hold it and who holds both sides of a pair."""
    held = queries.holdings(request.person)
    context = {
        "roles": [(key, role.name, [acts()[act] for act in acts() if act in role.acts], held.get(key)) for key, role in roles().items()],
        "pairs": [(pair.sentence, acts().get(pair.first), acts().get(pair.second)) for pair in pairs()],
        "clashes": queries.clashes(request.person),
        "looks": anywhere(request.person, "grant.see"),
        "places": organizations_where(request.person, "grant.see").living().order_by(Length("path"), "position", "pk")[:30],
    }
    return render(request, "rights/roles.html", context)


def _place(request: HttpRequest, uid: UUID) -> Organization:
    return get_object_or_404(organizations_where(request.person, "grant.see"), uid=uid)


@require_GET
def grants(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who holds which role at one place, and what changed there and below."""
    place = _place(request, uid)
    context = {
        "place": place,
        "given": queries.given_at(place, request.person, timezone.localdate()),
        "history": queries.history(request.person, under=place, most=20),
        "may_give": may_give(request.person, place),
    }
    return render(request, "rights/grants.html", context)


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """The journal of grants of everything this person may look at."""
    if not anywhere(request.person, "grant.see"):
        raise Http404
    return render(request, "rights/history.html", {"history": queries.history(request.person)})


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Propose a grant at a place."""
    place = _place(request, uid)
    if not may_give(request.person, place):
        raise Http404
    current = _chosen(request) or place
    form = GrantForm(request.POST or None, posts=queries.posts_offered(current), initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        first = actions.can_confirm(form.cleaned_data["role"]) and not actions.confirmer_ever()
        act = actions.give_first if first else actions.propose_grant
        try:
            row = act(**form.cleaned_data, organization=place, by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            if first:
                messages.success(request, _("Đã giao. Từ nay mọi việc giao quyền cần người này xác nhận."))
                return redirect("rights:grants", uid=place.uid)
            messages.success(request, _("Đã gửi đề nghị. Quyền có hiệu lực khi người thứ hai xác nhận."))
            return redirect("rights:countersign", uid=row.uid)
    context = {"place": place, "form": form, "current": current, "offered": queries.offered(place, current)}
    return render(request, "rights/give.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> Organization | None:
    """The body whose posts are offered, as the address says; None when it names none."""
    try:
        uid = UUID(request.GET.get("cua", ""))
    except ValueError:
        return None
    return Organization.objects.visible_to(request.person).living().filter(uid=uid).first()


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a grant back, with the reason."""
    given = get_object_or_404(queries.grants_seen(request.person), uid=uid)
    if given.role in NEVER_GIVEN or not covers(request.person, "grant.manage", given.organization, given.reach):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_grant(given, reason=form.cleaned_data["reason"], by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Đã thu quyền."))
            return redirect("rights:grants", uid=given.organization.uid)
    context = {"given": given, "role": roles()[given.role].name if given.role in roles() else given.role, "form": form}
    return render(request, "rights/take_back.html", context, status=422 if form.errors else 200)
