"""Trang báo lỗi. / Error pages: what happened, what is possible, what was kept. They ask the database nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be understood."""
    return render(request, "site/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An act on what is seen, without the right to it."""
    return render(request, "site/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It is not there, or not for this person: the same page for both."""
    return render(request, "site/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours, with the reference the log keeps."""
    return render(request, "site/500.html", {"reference": getattr(request, "reference", "")}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old to be trusted; what was typed stays in the browser."""
    return render(request, "site/csrf.html", status=403)
