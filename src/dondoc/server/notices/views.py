"""Trang thông báo. / The page of notices."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.notices import actions, queries
from dondoc.server.notices.models import Notice


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """One's own notices, newest first."""
    page = Paginator(Notice.objects.visible_to(request.person), 50).get_page(request.GET.get("trang"))
    return render(request, "notices/list.html", {"page": page, "lines": queries.lines(page)})


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """All of them are read."""
    actions.mark_read(by=request.person, at=timezone.now())
    return redirect("notices:list")
