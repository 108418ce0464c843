"""Lịch làm việc của năm, quy định của cơ quan. / The year's working calendar, the office's rules."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.rules.names import names
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.organizations.queries import seats
from dondoc.server.rulebook import actions, queries
from dondoc.server.rulebook.forms import CorrectionForm

#: Years a calendar can be asked for.
YEARS = range(2010, 2101)


def _place(person: Person, asked: str = "") -> tuple[Organization, bool]:
    """Where rules are shown, and whether this person corrects them there: the highest such body, else one's own."""
    able = organizations_where(person, "rule.correct").living().order_by("path")
    chosen = able.filter(uid=asked).first() if asked.count("-") == 4 else None
    place = chosen or able.first()
    if place is not None:
        return place, True
    seat = next(iter(seats(person)), None)
    if seat is None:
        raise Http404
    return seat.organization, False


@require_GET
def calendar(request: HttpRequest, year: int) -> HttpResponse:
    """The days of a year that are off, or worked in exchange, each with its source."""
    if year not in YEARS:
        raise Http404
    place, able = _place(request.person)
    days = queries.year_of(year, request.person)
    return render(
        request,
        "rulebook/calendar.html",
        {
            "year": str(year),
            "years": [str(other) for other in range(year - 2, year + 3)],
            "days": days,
            "able": able and place.parent_id is None,
            "off": sum(not day.worked for day in days),
            "worked": sum(day.worked for day in days),
            "unconfirmed": sum(not day.corrected for day in days),
        },
    )


@require_POST
def seed(request: HttpRequest, year: int) -> HttpResponse:
    """Fill a year that has none from the library; days told before stay."""
    place, able = _place(request.person)
    if year not in YEARS or not able:
        raise Http404
    count = actions.seed_holidays(years=[year], organization=place, by=request.person, at=timezone.now())
    messages.success(
        request, _("Đã điền %(n)s ngày của năm %(year)s. Đề nghị đối chiếu với thông báo nghỉ hằng năm.") % {"n": count, "year": str(year)}
    )
    return redirect("rulebook:calendar", year=year)


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule an office can correct, its value here, where that comes from; corrected on the same page."""
    place, able = _place(request.person, request.GET.get("o", ""))
    asked, today = request.GET.get("sua", ""), timezone.localdate()
    if asked and (asked not in names() or not able):
        raise Http404
    rows = queries.rule_rows(place, today, english=get_language() == "en")
    now = next((row for row in rows if row.key == asked), None)
    form = CorrectionForm(request.POST or None, initial={"value": now.value, "since": today} if now else None)
    if request.method == "POST" and now is not None and form.is_valid():
        actions.correct(organization=place, key=asked, **form.cleaned_data, by=request.person, at=timezone.now())
        messages.success(request, _("Đã điều chỉnh: %(rule)s.") % {"rule": now.name})
        return redirect("rulebook:rules")
    context = {"place": place, "able": able, "rows": rows, "editing": now, "form": form, "year": str(today.year)}
    return render(request, "rulebook/rules.html", context, status=422 if form.errors else 200)
