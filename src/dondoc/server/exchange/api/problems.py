"""Lỗi theo RFC 9457, bằng ngôn ngữ của người hỏi. / Errors as problem+json, in the caller's language."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as Invalid
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from dondoc.lifecycle import NotNow
from dondoc.server.journal.interrupted import Interruption, interruption
from dondoc.server.reports.actions import Stale

log = logging.getLogger("dondoc")

MEDIA_TYPE = "application/problem+json"

#: What can go wrong: code -> (status, title). The codes are part of the interface and stay.
KINDS: dict[str, tuple[int, str | Promise]] = {
    "malformed": (400, gettext_lazy("Không đọc được yêu cầu")),
    "no-key": (400, gettext_lazy("Thiếu khóa chống gửi trùng")),
    "not-signed-in": (401, gettext_lazy("Mã truy cập không dùng được")),
    "scope": (403, gettext_lazy("Mã truy cập không có phạm vi này")),
    "forbidden": (403, gettext_lazy("Chưa được giao quyền")),
    "hidden": (404, gettext_lazy("Không có, hoặc đồng chí không được xem")),
    "not-now": (409, gettext_lazy("Trạng thái hiện tại không cho phép")),
    "changed": (409, gettext_lazy("Người khác vừa lưu")),
    "too-big": (413, gettext_lazy("Yêu cầu quá lớn")),
    "invalid": (422, gettext_lazy("Nội dung chưa hợp lệ")),
    "key-reused": (422, gettext_lazy("Khóa chống gửi trùng đã dùng cho nội dung khác")),
    "too-many": (429, gettext_lazy("Gọi quá nhanh")),
    "broken": (500, gettext_lazy("Hệ thống gặp lỗi")),
    "later": (503, gettext_lazy("Tạm thời chưa phục vụ được")),
}


class Refused(Exception):
    """An operation refuses with a kind of `KINDS` and, where there is more to say, a sentence."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind, self.detail = kind, detail


def problem(kind: str, detail: str = "", **more: Any) -> JsonResponse:
    """One error. `more`: `errors`, `possible`, `reference`."""
    status, title = KINDS[kind]
    told = {"type": f"urn:dondoc:problem:{kind}", "title": str(title), "status": status, "detail": detail or str(title)}
    answer = JsonResponse(told | more, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    answer["Cache-Control"] = "private, no-store"
    return answer


def refused(request: HttpRequest, error: Refused) -> JsonResponse:
    """What an operation says itself."""
    return problem(error.kind, error.detail)


def not_signed_in(request: HttpRequest, error: AuthenticationError) -> JsonResponse:
    """No token, or one that opens nothing: all the same to who asks."""
    return problem("not-signed-in", _("Mã truy cập thiếu, sai, hết hạn, đã thu hồi, hoặc của người không còn giữ chức vụ."))


def too_many(request: HttpRequest, error: Throttled) -> JsonResponse:
    """The shared limit is reached."""
    return problem("too-many", _("Đã quá số lần cho phép trong một phút. Chờ một phút rồi gọi lại."))


def forbidden(request: HttpRequest, error: PermissionDenied) -> JsonResponse:
    """An act on what is seen, without the right to it: with the sentence of the page."""
    return problem("forbidden", str(error))


def hidden(request: HttpRequest, error: Http404) -> JsonResponse:
    """It is not there, or not for this person."""
    return problem("hidden")


def not_now(request: HttpRequest, error: NotNow) -> JsonResponse:
    """The state of the thing does not allow it; what it allows is said."""
    detail = _("Không làm được “%(act)s” khi đang ở “%(state)s”.") % {"act": error.act, "state": error.state}
    return problem("not-now", detail, possible=sorted(error.possible))


def changed(request: HttpRequest, error: Stale) -> JsonResponse:
    """Somebody saved meanwhile: the number of saves to send again after reading what stands."""
    return problem("changed", _("Người khác đã lưu báo cáo này sau khi đồng chí đọc. Đọc lại rồi gửi."), saves=error.now.saves)


def invalid(request: HttpRequest, error: Invalid) -> JsonResponse:
    """The act says no to what was said."""
    return problem("invalid", " ".join(error.messages), errors=list(_by_field(error)))


def _by_field(error: Invalid) -> Iterable[dict[str, str]]:
    by_field: dict[str, list[str]] = error.message_dict if hasattr(error, "error_dict") else {}
    for name, sentences in by_field.items():
        yield from ({"where": name, "message": sentence} for sentence in sentences)


#: Kinds of pydantic's own errors -> our sentences; others are told as «not of the asked form».
WORDS: dict[str, str | Promise] = {
    "missing": gettext_lazy("Bắt buộc có."),
    "extra_forbidden": gettext_lazy("Không có trường này."),
    "enum": gettext_lazy("Không nằm trong các giá trị cho phép."),
    "literal_error": gettext_lazy("Không nằm trong các giá trị cho phép."),
    "string_too_long": gettext_lazy("Dài quá mức cho phép."),
    "string_too_short": gettext_lazy("Không được để trống."),
    "greater_than_equal": gettext_lazy("Nhỏ hơn mức cho phép."),
    "less_than_equal": gettext_lazy("Lớn hơn mức cho phép."),
}


def not_of_the_form(request: HttpRequest, error: ValidationError) -> JsonResponse:
    """The request is not as the OpenAPI file says: field by field."""
    told = [
        {"where": ".".join(str(part) for part in one["loc"]), "message": str(WORDS.get(one["type"], _("Không đúng dạng.")))}
        for one in error.errors
    ]
    return problem("invalid", _("Nội dung gửi chưa đúng mô tả giao diện."), errors=told)


def told(request: HttpRequest, error: HttpError) -> JsonResponse:
    """What the framework refuses by itself: a body that is no JSON."""
    return problem("malformed")


def broken(request: HttpRequest, error: Exception) -> JsonResponse:
    """A fault of ours, with the reference the log keeps; or the database is away, the disk full: then when to ask again."""
    reference = getattr(request, "reference", "")
    log.exception("%s %s", reference, request.method, exc_info=error)
    if cut := interruption(error):
        disk = cut is Interruption.DISK
        answer = problem("later", _("Máy chủ hết chỗ lưu hoặc không ghi được vào đĩa.") if disk else "", reference=reference)
        answer["Retry-After"] = str(cut.value)
        return answer
    return problem("broken", _("Lỗi đã được ghi lại. Mã tra cứu: %(reference)s.") % {"reference": reference}, reference=reference)


HANDLERS: dict[type[Exception], Any] = {
    Refused: refused,
    AuthenticationError: not_signed_in,
    Throttled: too_many,
    PermissionDenied: forbidden,
    Http404: hidden,
    NotNow: not_now,
    Stale: changed,
    Invalid: invalid,
    ValidationError: not_of_the_form,
    HttpError: told,
    Exception: broken,
}
