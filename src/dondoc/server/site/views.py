"""Trang đầu, tìm kiếm, hướng dẫn, ngôn ngữ. / First page, search, help, language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Hôm nay."""
    return render(request, "site/home.html", {})


def alive(request: HttpRequest) -> HttpResponse:
    """For the one who starts the server: it answers."""
    return JsonResponse({"ok": True})


def search(request: HttpRequest) -> HttpResponse:
    """Search without marks."""
    return render(request, "site/search.html", {"q": request.GET.get("q", "")})


def language(request: HttpRequest) -> HttpResponse:
    """Switch the language."""
    return render(request, "site/home.html", {})


def help_page(request: HttpRequest) -> HttpResponse:
    """Hướng dẫn."""
    return render(request, "site/help.html", {})


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component on one page."""
    return render(request, "site/style_guide.html", {})
