"""Lớp bọc mỗi yêu cầu: mã tra cứu lỗi, đăng nhập trước, phiên có hạn, biểu mẫu gửi một lần. / What wraps each request."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.journal import actions as journal
from dondoc.server.journal import keys
from dondoc.server.journal import queries as journal_queries
from dondoc.server.journal.interrupted import Interruption, interruption

Respond = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("dondoc")

#: Pages anybody may open: sign-in with its steps, an invitation, a calendar by its secret address, static files, the health check.
OPEN = (
    "/tai-khoan/login/",
    "/tai-khoan/logout/",
    "/tai-khoan/ngung/",
    "/tai-khoan/buoc-hai/",
    "/tai-khoan/khoa/dang-nhap/",
    "/tai-khoan/ben-ngoai/",
    "/moi/",
    "/trao-doi/moc/",
    "/thong-bao/lich/",
    "/api/",  # by token: each operation asks for it
    "/ngon-ngu/",
    "/static/",
    "/khoe",
)


def reference_errors(get_response: Respond) -> Respond:
    """Give each request a short reference, which an error page shows and the log keeps; no content in either."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.reference = secrets.token_hex(3).upper()
        response = get_response(request)
        if response.status_code >= 500:
            log.error("%s %s answered %s", request.reference, request.method, response.status_code)
        return response

    return middleware


def sign_in_first(get_response: Respond) -> Respond:
    """Every page needs a person; the few that do not are named in `OPEN`. A new page is closed until it is named there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.person.pk or request.path.startswith(OPEN):
            return get_response(request)
        return redirect_to_login(request.get_full_path())

    return middleware


def sessions_end(get_response: Respond) -> Respond:
    """A session ends after a time without work; the page says so and what was typed stays in the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        now = int(time.time())
        seen = int(request.session.get("seen", now))
        if now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            messages.info(request, _("Hết phiên làm việc. Nội dung đang soạn vẫn được giữ. Đề nghị đăng nhập lại."))
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        if now - seen > 60 or "seen" not in request.session:
            request.session["seen"] = now
            _note(request.session)
        return get_response(request)

    return middleware


def _note(session: SessionBase) -> None:
    """Keep when the session was last used; on a full disk that is not kept, so that pages can still be read."""
    try:
        session.save()
    except (UpdateError, DatabaseError) as error:
        if interruption(error) is not Interruption.DISK:
            return  # the session's own middleware tries again and says what is wrong
    session.modified = False


def forms_once(get_response: Respond) -> Respond:
    """A form with a key takes effect once: a second sending is led where the first was (journal.keys)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        form = _form_key(request)
        if form is None:
            return get_response(request)
        if earlier := journal_queries.first_answer(form.key, form.actor):
            return _as_before(request, earlier.location)
        token = keys.pending.set(form)
        try:
            response = get_response(request)
        finally:
            keys.pending.reset(token)
        if form.claimed and isinstance(response, HttpResponseRedirect):
            _remember(form, response.url)
        return response

    return middleware


def _remember(form: keys.FormKey, location: str) -> None:
    """Keep where the answer leads. The act is done by now: a database that goes away here makes it no less done."""
    try:
        journal.remember_answer(form.key, by=form.actor, location=location)
    except (DatabaseError, InterfaceError) as error:
        if interruption(error) is None:
            raise
        log.warning("a form took effect, its answer could not be kept")


def _form_key(request: HttpRequest) -> keys.FormKey | None:
    if request.method != "POST" or not request.person.pk:
        return None
    try:
        return keys.FormKey(UUID(request.POST.get("form_key", "")), request.person.uid)
    except ValueError:
        return None


def _as_before(request: HttpRequest, location: str) -> HttpResponse:
    messages.info(request, _("Nội dung này đã được gửi trước đó, hệ thống không ghi nhận lần thứ hai."))
    return redirect(location or "/")


class ActsExplain:
    """An act refused for its state or its right answers with a page that says why, and what is possible."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """`AlreadyDone`, `NotNow` and `PermissionDenied` become pages; anything else goes on."""
        if isinstance(exception, keys.AlreadyDone):
            form = keys.pending.get()
            earlier = journal_queries.first_answer(form.key, form.actor) if form else None
            return _as_before(request, earlier.location if earlier else exception.location)
        if isinstance(exception, NotNow):
            return render(request, "site/409.html", {"conflict": exception}, status=409)
        if isinstance(exception, PermissionDenied):
            return render(request, "site/403.html", {"reason": str(exception)}, status=403)
        return None
