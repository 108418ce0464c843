"""Trang nhóm theo quy tắc. / Pages of groups by rule: the list, one group with its members as of a day, its making and changing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.server.organizations import actions, grouping
from dondoc.server.organizations.access import allowed, organizations_where
from dondoc.server.organizations.forms import DayForm
from dondoc.server.organizations.group_forms import EndGroupForm, GroupForm
from dondoc.server.organizations.models import Group, Organization
from dondoc.server.organizations.queries import uids
from dondoc.server.organizations.tie_views import refused

#: How many bodies a preview names; the rest are counted.
SHOWN = 300


@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """Every group: its rule in words, how many are in it today, whose it is."""
    seen = list(Group.objects.visible_to(request.person).select_related("organization").order_by("organization__path", "position", "pk"))
    names = grouping.named_in(request.person, [group.rule for group in seen])
    living = [(group, grouping.words(group.rule, names), group.members().count()) for group in seen if group.ended_on is None]
    context = {
        "living": living,
        "ended": [(group, grouping.words(group.rule, names)) for group in seen if group.ended_on],
        "home": _home(request),
    }
    return render(request, "organizations/groups.html", context)


def _home(request: HttpRequest) -> Organization | None:
    """The highest living body whose groups this person makes."""
    return organizations_where(request.person, "organization.manage").living().order_by("path").first()


@require_GET
def group(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One group: its rule, who is in it on a day."""
    one = get_object_or_404(Group.objects.visible_to(request.person).select_related("organization"), uid=uid)
    form, today = DayForm(request.GET), timezone.localdate()
    form.is_valid()
    day = form.cleaned_data.get("ngay") or today
    context = {
        "group": one,
        "words": grouping.words(one.rule, grouping.named_in(request.person, [one.rule])),
        "members": grouping.members_on(request.person, one.rule, day, today),
        "form": form,
        "day": day,
        "today": today,
        "manages": one.ended_on is None and allowed(request.person, "organization.manage", one.organization),
    }
    return render(request, "organizations/group.html", context)


def _mine(request: HttpRequest, uid: UUID) -> Group:
    """A living group this person may change; for anybody else there is no such page."""
    one = get_object_or_404(Group.objects.visible_to(request.person).living().select_related("organization"), uid=uid)
    if not allowed(request.person, "organization.manage", one.organization):
        raise Http404
    return one


@require_http_methods(["GET", "POST"])
def define(request: HttpRequest) -> HttpResponse:
    """Make a group: say the rule, see who falls in, then save."""
    wanted = uids([request.POST.get("co-quan") or request.GET.get("co-quan", "")])
    mine = organizations_where(request.person, "organization.manage").living()
    home = mine.filter(uid__in=wanted).first() if wanted else _home(request)
    if home is None:
        raise Http404
    form = _form(request, home, {"under": str(home.uid)})

    def save() -> Group:
        return actions.define_group(
            name=form.cleaned_data["name"], rule=form.rule(), organization=home, by=request.person, at=timezone.now()
        )

    return _edited(request, form, home, save, _("Đã lập nhóm."))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change a group's name or rule, with the same preview: who would come in, who would go out."""
    one = _mine(request, uid)
    start = {key: one.rule.get(key) for key in ("under", "kinds", "categories", "levels", "lines")}
    form = _form(request, one.organization, start | {"name": one.name, "near": "1" if one.rule.get("near") else ""})

    def save() -> Group:
        return actions.change_group(one, name=form.cleaned_data["name"], rule=form.rule(), by=request.person, at=timezone.now())

    return _edited(request, form, one.organization, save, _("Đã sửa nhóm."), one)


def _form(request: HttpRequest, home: Organization, start: dict[str, Any]) -> GroupForm:
    """The bodies a rule may stand under: the group's home, those above it, those right below it, the one it says now, those found."""
    seen = Organization.objects.visible_to(request.person).living().select_related("parent")
    line = [int(part) for part in home.path.strip("/").split("/")]
    words = request.POST.get("words", "").strip()[:100]
    tops = [*seen.filter(pk__in=line).order_by("-path"), *seen.filter(parent=home).order_by("position", "pk")[:SHOWN]]
    tops += list(seen.named(words).order_by("path")[:40]) if words else []
    tops += list(seen.filter(uid__in=uids([request.POST.get("under", ""), str(start.get("under") or "")])))
    choices = dict.fromkeys((str(one.uid), one.name) for one in tops)
    form = GroupForm(request.POST or None, tops=list(choices), initial=start)
    if request.POST.get("act") == "find":
        form.errors.clear()
    return form


def _edited(request: HttpRequest, form: GroupForm, home: Organization, save: Any, said: str, now: Group | None = None) -> HttpResponse:
    """Find, preview or save; what is previewed is what would be saved."""
    act, today = request.POST.get("act", ""), timezone.localdate()
    context: dict[str, Any] = {"form": form, "home": home, "group": now, "words": request.POST.get("words", "")}
    if act in ("preview", "save") and form.is_valid():
        try:
            rule = actions.plain(form.rule())
            context |= _preview(request, rule, now)
            if not context["size"]:
                form.add_error(None, _("Hôm nay không có cơ quan nào theo quy tắc này. Bỏ bớt điều kiện rồi xem trước lại."))
            elif act == "save":
                saved = save()
                messages.success(request, said)
                return redirect("organizations:group", uid=saved.uid)
        except ValidationError as error:
            refused(form, error)
    elif request.method == "GET" and now is not None:
        context |= _preview(request, now.rule, None)
    context["today"] = today
    return render(request, "organizations/group_edit.html", context, status=422 if act != "find" and form.errors else 200)


def _preview(request: HttpRequest, rule: dict[str, Any], now: Group | None) -> dict[str, Any]:
    """Who would be in; against the rule as it stands, who would come and who would go. Those left out stay to be ticked off."""
    today = timezone.localdate()
    everybody = grouping.members_on(request.person, {**rule, "left_out": []}, today, today)
    out = {str(uid) for uid in rule.get("left_out", [])}
    members = [one for one in everybody if str(one.place.uid) not in out]
    found: dict[str, Any] = {"everybody": everybody[:SHOWN], "left_out": out, "size": len(members), "more": max(0, len(everybody) - SHOWN)}
    found["rule_words"] = grouping.words(rule, grouping.named_in(request.person, [rule]))
    if now is not None:
        before = {one.place.pk: one for one in grouping.members_on(request.person, now.rule, today, today)}
        after = {one.place.pk: one for one in members}
        found["comes"] = [one for pk, one in after.items() if pk not in before]
        found["goes"] = [one for pk, one in before.items() if pk not in after]
    return found


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A group is offered no more, from a day, for a reason."""
    one = _mine(request, uid)
    form = EndGroupForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_group(one, **form.cleaned_data, by=request.person, at=timezone.now())
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("Nhóm “%(name)s” đã thôi dùng.") % {"name": one.name})
            return redirect("organizations:groups")
    return render(request, "organizations/group_end.html", {"group": one, "form": form}, status=422 if form.errors else 200)
