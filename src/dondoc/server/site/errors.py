"""Trang báo lỗi. / Error pages: what happened, what is possible, what was kept. They ask the database nothing.

They are made without the request, so that no context processor runs: the page of a fault must not meet the fault again.
"""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from dondoc.server.journal.interrupted import Interruption, interruption


def _page(template: str, status: int, **told: str | bool) -> HttpResponse:
    return HttpResponse(render_to_string(f"site/{template}.html", {"LANGUAGE_CODE": get_language() or "vi"} | told), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be understood, or its session could not be kept on a disk that is full."""
    cut = interruption(exception)
    return _later(request, cut) if cut else _page("400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An act on what is seen, without the right to it."""
    return _page("403", 403, reason=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It is not there, or not for this person: the same page for both."""
    return _page("404", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours, with the reference the log keeps; or the database is away, the disk full: then it is worth asking again."""
    cut = interruption(sys.exc_info()[1])
    return _later(request, cut) if cut else _page("500", 500, reference=getattr(request, "reference", ""))


def _later(request: HttpRequest, cut: Interruption) -> HttpResponse:
    answer = _page("503", 503, reference=getattr(request, "reference", ""), disk=cut is Interruption.DISK)
    answer["Retry-After"] = str(cut.value)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old to be trusted; what was typed stays in the browser."""
    return _page("csrf", 403)
