"""Trang thông báo, tùy chọn, lịch. / The pages of notices, preferences, the calendar."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.notices import actions, queries
from dondoc.server.notices.feeds import ics
from dondoc.server.notices.forms import PreferenceForm
from dondoc.server.notices.models import Feed, Notice
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Organization
from dondoc.server.organizations.queries import seats


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """What is new, one line a kind; below it what was read."""
    read = Notice.objects.visible_to(request.person).exclude(read_at=None)
    page = Paginator(read, 50).get_page(request.GET.get("trang"))
    return render(request, "notices/list.html", {"kinds": queries.gathered(request.person), "page": page, "lines": queries.lines(page)})


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """All of them are read, or those of one kind."""
    actions.mark_read(key=request.POST.get("kind", ""), by=request.person, at=timezone.now())
    return redirect("notices:list")


@never_cache
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """How one is told outside the application, and the addresses of one's calendars."""
    chosen = queries.preference(request.person)
    stood = {name: getattr(chosen, name) for name in ("email", "digest", "at_once")} if chosen else {}
    form = PreferenceForm(request.POST or None, initial=stood)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_preference(**form.cleaned_data, domains=settings.OUTSIDE.mail_domains, by=request.person, at=timezone.now())
            messages.success(request, _("Đã lưu cách báo tin."))
            return redirect("notices:preferences")
        except ValidationError as error:
            form.add_error("email", error.messages)
    context = {
        "form": form,
        "chosen": chosen,
        "mail": settings.OUTSIDE.relay is not None,
        "domains": settings.OUTSIDE.mail_domains,
        "feeds": queries.feeds(request.person),
        "units": _units(request),
        "words": settings.OUTSIDE.calendar_words,
        "fresh": request.session.pop("fresh_feed", ""),
    }
    return render(request, "notices/preferences.html", context, status=422 if form.errors else 200)


def _units(request: HttpRequest) -> list[Organization]:
    """Bodies in which one sits and whose work one may see."""
    places = {seat.organization.pk: seat.organization for seat in seats(request.person)}
    return [place for place in places.values() if allowed(request.person, "assignment.see", place)]


@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """A new secret address, shown once."""
    wanted = request.POST.get("unit", "")
    place = next((unit for unit in _units(request) if str(unit.uid) == wanted), None)
    if wanted and place is None:
        raise Http404
    _feed, secret = actions.make_feed(organization=place, by=request.person, at=timezone.now())
    request.session["fresh_feed"] = f"{settings.INSTANCE.address}/thong-bao/lich/{secret}.ics"
    return redirect("notices:preferences")


@require_POST
def revoke_feed(request: HttpRequest, uid: str) -> HttpResponse:
    """An address leads nowhere any more."""
    feed = get_object_or_404(Feed.objects.visible_to(request.person), uid=uid)
    actions.revoke_feed(feed, by=request.person, at=timezone.now())
    messages.success(request, _("Đã thu hồi địa chỉ lịch."))
    return redirect("notices:preferences")


@never_cache
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar under a secret address: no sign-in, the address is the right. A wrong or revoked one is not there."""
    found = queries.feed_of(secret)
    if found is None:
        raise Http404
    row, days = found
    name = row.organization.called if row.organization else "dondoc"
    told = ics(days, name=name, address=settings.INSTANCE.address, words=settings.OUTSIDE.calendar_words, at=timezone.now())
    return HttpResponse(
        told, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="lich.ics"'}
    )
