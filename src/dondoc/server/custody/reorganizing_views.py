"""Trang sắp xếp tổ chức, chức vụ, bàn giao. / Pages of reorganizations, posts and handovers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.server.custody import actions, choices
from dondoc.server.custody.effects import sentences
from dondoc.server.custody.forms import NEW, HandOverForm, PlanForm, PostForm, UndoForm
from dondoc.server.custody.models import Reorganization, ReorganizationKind
from dondoc.server.custody.plans import END, Plan
from dondoc.server.organizations.access import allowed, anywhere
from dondoc.server.organizations.models import Organization, Person
from dondoc.terms.vietnamese import fold


def _managed(request: HttpRequest, uid: object) -> Organization:
    """A living body whose posts and place this person manages; for anybody else there is no such page."""
    try:
        wanted = UUID(str(uid))
    except ValueError:
        raise Http404 from None
    seen = Organization.objects.visible_to(request.person).living().select_related("parent")
    place = get_object_or_404(seen, uid=wanted)
    if not allowed(request.person, "organization.manage", place):
        raise Http404
    return place


@require_GET
def reorganizations(request: HttpRequest) -> HttpResponse:
    """What has been done to the tree, newest first."""
    rows = Reorganization.objects.visible_to(request.person).select_related("by").prefetch_related("bodies")
    page = Paginator(rows, 30).get_page(request.GET.get("trang"))
    shown = [(row, sentences(Plan.of_data(row.plan), row.done)) for row in page]
    context = {"page": page, "shown": shown, "manages": anywhere(request.person, "organization.manage")}
    return render(request, "custody/reorganizations.html", context)


@require_http_methods(["GET", "POST"])
def reorganization(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One reorganization: what it did; its undoing is proposed here."""
    row = get_object_or_404(Reorganization.objects.visible_to(request.person).select_related("by", "undone_by"), uid=uid)
    bodies = list(row.bodies.order_by("path"))
    where = _where(bodies)
    manages = row.undone_on is None and where is not None and allowed(request.person, "organization.manage", where)
    form = UndoForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and not manages:
        raise Http404
    if request.method == "POST" and where is not None and form.is_valid():
        try:
            proposed = actions.propose_undoing(row, organization=where, by=request.person, at=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            _add_errors(form, error)
        else:
            return redirect("rights:countersign", uid=proposed.uid)
    said = sentences(Plan.of_data(row.plan), row.done)
    context = {"row": row, "said": said, "bodies": bodies, "form": form if manages else None}
    return render(request, "custody/reorganization.html", context, status=422 if form.errors else 200)


def _where(bodies: list[Organization]) -> Organization | None:
    """Where it is proposed: the highest of the bodies it touched."""
    return min(bodies, key=lambda place: len(place.path.split("/")), default=None)


def _add_errors(form: Any, error: ValidationError) -> None:
    """Errors of an act beside their fields; those of fields this form has not, above it."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, texts in told.items():
        for text in texts:
            form.add_error(field if field in form.fields else None, text)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, kind: str) -> HttpResponse:
    """Make a plan about a body, see what it would do, send it to a second person."""
    if kind not in ReorganizationKind.values:
        raise Http404
    place = _managed(request, request.POST.get("co-quan") or request.GET.get("co-quan", ""))
    data, words = request.POST or None, request.POST.get("words", "")
    kept = [
        *request.POST.getlist("sources"),
        *request.POST.getlist("receivers"),
        request.POST.get("into", ""),
        request.POST.get("parent", ""),
    ]
    near = choices.near(request.person, place, words, [uid for uid in kept if _is_uid(uid)])
    chosen = [one for one in near if str(one.uid) in request.POST.getlist("sources")] or [place]
    form = PlanForm(data, kind=kind, place=place, near=near, heads=choices.members([*chosen, place]), today=timezone.localdate())
    context: dict[str, Any] = {"kind": ReorganizationKind(kind), "place": place, "form": form, "words": words, "END": END}
    act = request.POST.get("act", "")
    if act in ("preview", "propose") and form.is_valid():
        made = form.plan()
        try:
            if act == "propose":
                where = place if kind == "found" else place.parent or place
                proposed = actions.propose_reorganization(made, organization=where, by=request.person, at=timezone.now())
                return redirect("rights:countersign", uid=proposed.uid)
            done = actions.preview(made, by=request.person, at=actions.on_the_day(made, timezone.now()))
        except ValidationError as error:
            _add_errors(form, error)
        else:
            context["effects"] = sentences(made, done)
        context |= {"items": choices.items(request.person, made, chosen), "goes": _goes(near, made)}
    elif act == "find":
        form.errors.clear()
    return render(request, "custody/plan.html", context, status=422 if form.errors else 200)


def _is_uid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _goes(near: list[Organization], made: Plan) -> list[tuple[str, str]]:
    """Where an item may go: the bodies that follow."""
    names = {str(one.uid): one.name for one in near} | {NEW: made.founded[0].name if made.founded else ""}
    return [(ref, names.get(ref, "")) for ref in made.successors]


@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Open a post of a body and seat somebody: a person known, chosen among those of that name, or a new one."""
    place = _managed(request, uid)
    name = " ".join(request.POST.get("full_name", "").split())
    same = list(_persons(request, name)) if name else []
    people = [(str(one.uid), _told(one)) for one in same]
    form = PostForm(
        request.POST or None, people=[*people, *([("new", _("Người mới, trùng tên"))] if people else [])], today=timezone.localdate()
    )
    asks = bool(people) and not request.POST.get("person")
    if request.method == "POST" and form.is_valid() and not asks:
        try:
            with_whom = actions.open_and_seat(
                place, person=_chosen(same, form.cleaned_data["person"]), **_said(form), by=request.person, at=timezone.now()
            )
        except ValidationError as error:
            _add_errors(form, error)
        else:
            messages.success(request, _("Đã thêm chức vụ %(title)s.") % {"title": with_whom.title})
            return redirect("organizations:page", uid=place.uid)
    return render(request, "custody/post.html", {"place": place, "form": form, "same": people}, status=422 if form.errors or asks else 200)


def _said(form: PostForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {key: said[key] for key in ("title", "since", "is_head", "shared", "acting", "full_name")}


def _persons(request: HttpRequest, name: str) -> Any:
    return (
        Person.objects.visible_to(request.person).filter(kind="human", folded=fold(name)).prefetch_related("terms__post__organization")[:20]
    )


def _told(one: Person) -> str:
    """A name with the posts held, to tell namesakes apart."""
    held = [f"{term.post.title}, {term.post.organization.called}" for term in one.terms.all() if term.until is None]
    return f"{one.full_name} ({'; '.join(held)})" if held else one.full_name


def _chosen(persons: list[Person], uid: str) -> Person | None:
    return next((one for one in persons if str(one.uid) == uid), None)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, uid: UUID) -> HttpResponse:
    """End a term: what is open is counted, and passes to whoever is named."""
    place = get_object_or_404(Organization.objects.visible_to(request.person).living(), posts__terms__uid=uid)
    if not allowed(request.person, "organization.manage", place):
        raise Http404
    term = next(term for one in place.posts.prefetch_related("terms__person") for term in one.terms.all() if term.uid == uid)
    words = request.POST.get("words", "")
    found = list(_persons(request, words)) if words else []
    people = [
        one for one in dict.fromkeys([*choices.members([place, *([place.parent] if place.parent else [])]), *found]) if one != term.person
    ]
    form = HandOverForm(request.POST or None, people=[(str(one.uid), _told(one)) for one in people], today=timezone.localdate())
    left = actions.open_work(term)
    if request.method == "POST" and request.POST.get("act") != "find" and form.is_valid():
        said = form.cleaned_data
        try:
            taken = actions.hand_over(
                term,
                until=said["until"],
                to=_chosen(people, said["to"]),
                appoint=said["how"] != "work",
                acting=said["how"] == "acting",
                by=request.person,
                at=timezone.now(),
            )
        except ValidationError as error:
            _add_errors(form, error)
        else:
            messages.success(request, _("Đã kết thúc nhiệm kỳ, bàn giao %(n)s nhiệm vụ.") % {"n": taken.assignments})
            return redirect("organizations:page", uid=place.uid)
    context = {"place": place, "term": term, "form": form, "left": left, "words": words}
    return render(request, "custody/hand_over.html", context, status=422 if form.errors else 200)
