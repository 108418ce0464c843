"""Trang quan hệ, mã định danh; thành viên bộ phận giúp việc. / Pages of ties and codes, of the seats of an assisting group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.server.organizations import actions, holding, ties
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Kind, Link, Organization, Post
from dondoc.server.organizations.tie_forms import CodeForm, EndForm, SeatForm, TieForm


def managed(request: HttpRequest, uid: UUID) -> Organization:
    """A living body this person manages; for anybody else there is no such page."""
    place = get_object_or_404(Organization.objects.visible_to(request.person).living().select_related("parent"), uid=uid)
    if not allowed(request.person, "organization.manage", place):
        raise Http404
    return place


def refused(form: Any, error: ValidationError | PermissionDenied) -> None:
    """Errors of an act beside their fields; those of fields this form has not, above it."""
    if isinstance(error, PermissionDenied):
        form.add_error(None, str(error))
        return
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, texts in told.items():
        for text in texts:
            form.add_error(field if field in form.fields else None, text)


def done(form: Any, act: Callable[[], object]) -> bool:
    """Whether the form was right and the act was done; the form says why where it was not."""
    if not form.is_valid():
        return False
    try:
        act()
    except (ValidationError, PermissionDenied) as error:
        refused(form, error)
        return False
    return True


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ties and codes of a body, what they were; given and ended here, each by an act with its day and its ground."""
    place, today, act = managed(request, uid), timezone.localdate(), request.POST.get("act", "")
    words, kept = request.POST.get("words", "")[:100], request.POST.get("other", "")
    others = ties.candidates(request.person, place, words, kept)
    choices = [(str(one.uid), _under(one)) for one in others]
    finds = act == "find"
    tie_form = TieForm(request.POST if act in ("tie", "find") else None, others=choices, today=today)
    code_form = CodeForm(request.POST if act == "code" else None, today=today)
    end_form = EndForm(request.POST if act in ("end_tie", "end_code") else None)
    if finds:
        tie_form.errors.clear()
    elif request.method == "POST" and (said := _did(request, place, tie_form, code_form, end_form)):
        messages.success(request, said)
        return redirect("organizations:ties", uid=uid)
    shown = ties.all_ties(place)
    context = {
        "place": place,
        "ties": shown,
        "mine": {tie.link.pk for tie in shown if allowed(request.person, "organization.manage", tie.link.organization)},
        "codes": ties.codes_of(place),
        "tie_form": tie_form,
        "code_form": code_form,
        "end_form": end_form,
        "ending": request.POST.get("tie", "") if act == "end_tie" else "",
        "words": words,
        "today": today,
    }
    wrong = any(form.errors for form in (tie_form, code_form, end_form))
    return render(request, "organizations/ties.html", context, status=422 if wrong else 200)


def _did(request: HttpRequest, place: Organization, tie_form: TieForm, code_form: CodeForm, end_form: EndForm) -> str:
    """Do what was asked; the sentence of what was done, nothing where it was refused."""
    act, more = request.POST.get("act", ""), {"by": request.person, "at": timezone.now()}
    if act == "tie" and done(tie_form, lambda: _tie(place, tie_form.cleaned_data, request)):
        return _("Đã ghi quan hệ.")
    if act == "code" and done(code_form, lambda: actions.give_code(place, **code_form.cleaned_data, **more)):
        return _("Đã ghi mã định danh mới.")
    if act == "end_code" and done(end_form, lambda: actions.end_code(place, **end_form.cleaned_data, **more)):
        return _("Đã ghi thôi dùng mã.")
    if act == "end_tie":
        link = _link(request, place)
        said = end_form.data
        if done(end_form, lambda: actions.end_link(link, until=end_form.cleaned_data["until"], basis=said.get("reason", ""), **more)):
            return _("Đã ghi chấm dứt quan hệ.")
    return ""


def _tie(place: Organization, said: dict[str, Any], request: HttpRequest) -> None:
    kind, _colon, side = said["way"].partition(":")
    other = Organization.objects.visible_to(request.person).get(uid=said["other"])
    ends = {"organization": place, "other": other} if side == "out" else {"organization": other, "other": place}
    actions.link(**ends, kind=kind, since=said["since"], basis=said["basis"], by=request.person, at=timezone.now())


def _link(request: HttpRequest, place: Organization) -> Link:
    uid = request.POST.get("tie", "")
    found = next((tie.link for tie in ties.all_ties(place) if str(tie.link.uid) == uid), None)
    if found is None or not allowed(request.person, "organization.manage", found.organization):
        raise Http404
    return found


def _under(place: Organization) -> str:
    return f"{place.name} ({place.parent.called})" if place.parent else place.name


@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who sits in an assisting group, by which post; posts are taken in and let out here."""
    place, today, act = managed(request, uid), timezone.localdate(), request.POST.get("act", "")
    if place.kind != Kind.GROUP:
        raise Http404
    words = request.POST.get("words", "")[:100]
    found = holding.posts_named(request.person, words, request.POST.get("post", ""), today)
    choices = [(str(post.uid), _told(post, names)) for post, names in found]
    form = SeatForm(request.POST if act in ("add", "find") else None, posts=choices, today=today)
    end_form = EndForm(request.POST if act == "end" else None, day=_("Đến hết ngày"))
    if act == "find":
        form.errors.clear()
    elif request.method == "POST" and (said := _seated(request, place, {str(post.uid): post for post, _names in found}, form, end_form)):
        messages.success(request, said)
        return redirect("organizations:seats", uid=uid)
    context = {"place": place, "seats": holding.seats_of(place, today), "form": form, "end_form": end_form, "words": words, "today": today}
    context["ending"] = request.POST.get("seat", "") if act == "end" else ""
    return render(request, "organizations/seats.html", context, status=422 if form.errors or end_form.errors else 200)


def _seated(request: HttpRequest, place: Organization, posts: dict[str, Post], form: SeatForm, end_form: EndForm) -> str:
    act, more = request.POST.get("act", ""), {"by": request.person, "at": timezone.now()}

    def add() -> None:
        said = form.cleaned_data
        fields = {key: said[key] for key in ("title", "is_head", "since")}
        actions.add_to_group(group=place, post=posts[said["post"]], **fields, **more)

    if act == "add" and done(form, add):
        return _("Đã thêm thành viên.")
    if act == "end":
        seat = next(
            (one.post for one in holding.seats_of(place, timezone.localdate()) if str(one.post.uid) == request.POST.get("seat")), None
        )
        if seat is None:
            raise Http404
        if done(end_form, lambda: actions.close_post(seat, until=end_form.cleaned_data["until"], reason=end_form.data["reason"], **more)):
            return _("Đã ghi thôi tham gia.")
    return ""


def _told(post: Post, names: tuple[str, ...]) -> str:
    return f"{post.title}, {post.organization.called}: {', '.join(names) or _('chưa có người giữ')}"
