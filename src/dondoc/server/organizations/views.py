"""Trang cơ quan, đơn vị, con người. / Pages of the tree as of a day, of one organization, of people."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dondoc.server.organizations import holding, standing, ties
from dondoc.server.organizations.access import allowed, anywhere
from dondoc.server.organizations.forms import DayForm, PeopleFilter
from dondoc.server.organizations.models import Group, Organization, Person
from dondoc.terms.vietnamese import fold

#: How many groups stand beside the tree; their own page lists them all.
GROUPS = 12


def _asked(request: HttpRequest) -> tuple[DayForm, date, int]:
    """The day a page is of, today where none, or no day at all, is given; from which node of a branch on."""
    form = DayForm(request.GET)
    form.is_valid()
    return form, form.cleaned_data.get("ngay") or timezone.localdate(), form.cleaned_data.get("tu") or 0


@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """The tree of a day with what stands right below; search by name without marks, former names and ended bodies too."""
    form, day, start = _asked(request)
    words = request.GET.get("q", "")[:100]
    seen = Organization.objects.visible_to(request.person)
    opened = seen.filter(uid=mo).first() if (mo := form.cleaned_data.get("mo")) else None
    context = {
        "form": form,
        "day": day,
        "today": timezone.localdate(),
        "below": standing.tree(request.person, day, opened, start),
        "found": standing.search(request.person, words) if fold(words) else [],
        "words": words,
        "groups": [(group, group.members().count()) for group in Group.objects.visible_to(request.person).living()[:GROUPS]],
        "manages": anywhere(request.person, "organization.manage"),
    }
    return render(request, "organizations/tree.html", context)


@require_GET
def branch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What stands right below one body on a day: a piece of the tree."""
    place = get_object_or_404(Organization.objects.visible_to(request.person), uid=uid)
    _form, day, start = _asked(request)
    context = {"below": standing.children(request.person, place, day, start), "day": day, "today": timezone.localdate()}
    return render(request, "organizations/branch.html", context)


@require_GET
def page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One organization as of a day: where it stood, its posts and who held them, what was below, its ties and codes, what it was."""
    place = get_object_or_404(Organization.objects.visible_to(request.person), uid=uid)
    form, asked, _start = _asked(request)
    today, on = timezone.localdate(), bool(form.cleaned_data.get("ngay"))
    day = asked if on or place.ended_on is None else place.ended_on
    codes = ties.codes_of(place)
    context = {
        "place": place,
        "form": form,
        "day": day,
        "today": today,
        "past": on and day != today,
        "name": standing.name_on(place, day),
        "above": standing.line_above(request.person, place, day),
        "below": standing.children(request.person, place, day),
        "seats": holding.seats_of(place, day),
        "history": standing.history(place),
        "ties": ties.ties_on(ties.all_ties(place), day),
        "code": ties.code_on(codes, day),
        "codes": codes,
        "successors": standing.successors_today(request.person, [place])[place.pk] if place.ended_on else (),
        "sees_grants": allowed(request.person, "grant.see", place),
        "manages": place.ended_on is None and allowed(request.person, "organization.manage", place),
    }
    return render(request, "organizations/page.html", context)


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Persons in the Vietnamese order of names, found without marks, narrowed to a branch."""
    form = PeopleFilter(request.GET)
    words = form.cleaned_data.get("q", "") if form.is_valid() else ""
    uid = form.cleaned_data.get("co_quan") if form.is_valid() else None
    place = Organization.objects.visible_to(request.person).filter(uid=uid).first() if uid else None
    found = Paginator(holding.persons(request.person, words=words, place=place), 50).get_page(request.GET.get("trang"))
    context = {"form": form, "page": found, "place": place, "words": words}
    return render(request, "organizations/people.html", context)


@require_GET
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One person: posts held and once held, acting and concurrent, rights lent."""
    one = get_object_or_404(Person.objects.visible_to(request.person), uid=uid)
    shown = holding.person_page(one, timezone.localdate())
    manages = {held.term.pk for held in shown.held if allowed(request.person, "organization.manage", held.term.post.organization)}
    return render(request, "organizations/person.html", {"shown": shown, "manages": manages})
