"""Trang đầu, tìm kiếm, hướng dẫn, ngôn ngữ. / First page, search, help, language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.accounts import actions as accounts
from dondoc.server.organizations import access
from dondoc.server.site import queries, specimens
from dondoc.server.site.forms import LanguageForm
from dondoc.server.site.templatetags.components import STATUSES


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Hôm nay: what waits for this person, then how the work stands."""
    on = timezone.localdate()
    return render(request, "site/home.html", {"today": queries.today(request.person, on), "on": on})


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """For the one who starts the server: it answers."""
    return JsonResponse({"ok": True})


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Search without marks over documents, orders, organizations and persons."""
    words = request.GET.get("q", "")[:100]
    return render(request, "site/search.html", {"q": words, "found": queries.search(request.person, words)})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language: kept in the profile, or in a cookie for somebody not signed in."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return redirect("home")
    target = form.cleaned_data["next"]
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = redirect(target if safe else "home")
    chosen = form.cleaned_data["language"]
    if request.person.pk:
        accounts.set_preferences(language=chosen, single_keys=request.user.single_keys, by=request.person, at=timezone.now())
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Switch single-letter keys on or off for oneself: off unless wanted, since they disturb typing by input methods."""
    if not request.user.is_authenticated:
        raise Http404
    wanted = request.POST.get("keys") == "1"
    accounts.set_preferences(language=request.user.language, single_keys=wanted, by=request.person, at=timezone.now())
    messages.success(request, _("Đã bật phím tắt một chữ.") if wanted else _("Đã tắt phím tắt một chữ."))
    return redirect("mfa_index")


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """Hướng dẫn: one page to print, and who may do what."""
    return render(request, "site/help.html", {"roles": access.roles().values(), "acts": access.acts(), "statuses": STATUSES})


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build pages."""
    return render(request, "site/style_guide.html", {"statuses": STATUSES} | specimens.shown(timezone.localdate(), timezone.localtime()))
