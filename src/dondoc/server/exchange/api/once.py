"""Gửi hai lần, có hiệu lực một lần. / Sent twice, once in effect: the key of a change and the answer kept for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema

from dondoc.server.exchange import actions, queries
from dondoc.server.exchange.api.bearing import PersonRequest
from dondoc.server.exchange.api.problems import Refused
from dondoc.server.exchange.models import KeptAnswer
from dondoc.server.journal import keys

#: The header, and what a key looks like: a UUID, a number of the caller's own.
HEADER = "Idempotency-Key"
KEY = re.compile(r"[A-Za-z0-9._~-]{8,64}")
Prepared = TypeVar("Prepared")


def once(request: PersonRequest, act: Callable[[datetime], Schema], *, status: int = 200) -> HttpResponse:
    """Do the act in one transaction with the note of its key; sent again with the same body it answers as the first time.

    A refusal is not kept: the same key may be tried again. `Refused` for no key, or a key used for something else.
    """
    return after_preparing(request, lambda: None, lambda at, _nothing: act(at), status=status)


def after_preparing(
    request: PersonRequest, prepare: Callable[[], Prepared], act: Callable[[datetime, Prepared], Schema], *, status: int = 200
) -> HttpResponse:
    """`once` for an act that needs something slow before it: that is done outside the transaction, and not at all for a second sending."""
    key, body = _key(request), fingerprint(request)
    if earlier := queries.kept_answer(key, request.person):
        return _again(earlier, body)
    with keys.by_token(request.auth.token.uid):
        prepared, at = prepare(), timezone.now()
        try:
            with transaction.atomic():
                kept = _claim(key, body, request, at)
                answer = act(at, prepared).model_dump_json()
                actions.fill_answer(kept, status=status, answer=answer, by=request.person, at=at)
        except _Taken:
            return _again(queries.kept_answer(key, request.person), body)
    return _json(answer, status)


class _Taken(Exception):
    """The same key came in by another request at the same time, and that one was first."""


def _claim(key: str, body: str, request: PersonRequest, at: datetime) -> KeptAnswer:
    try:
        return actions.claim_key(key, body_hash=body, token=request.auth.token, by=request.person, at=at)
    except IntegrityError:
        raise _Taken from None


def _key(request: HttpRequest) -> str:
    key = request.headers.get(HEADER, "")
    if not KEY.fullmatch(key):
        raise Refused("no-key", _("Gửi tiêu đề %(name)s: từ 8 đến 64 chữ, số hoặc . _ ~ -, mỗi việc một khóa mới.") % {"name": HEADER})
    return key


def _again(kept: KeptAnswer | None, body: str) -> HttpResponse:
    if kept is None or kept.body_hash != body:
        raise Refused("key-reused", _("Khóa này đã dùng cho nội dung khác. Việc mới cần khóa mới."))
    answer = _json(kept.answer, kept.status)
    answer["Idempotency-Replayed"] = "true"
    return answer


def _json(answer: str, status: int) -> HttpResponse:
    response = HttpResponse(answer, status=status, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


def fingerprint(request: HttpRequest) -> str:
    """What was asked, in 64 hex digits: method, address and content. The boundary of a form with files is no content."""
    parts = [request.method or "", request.get_full_path()]
    if request.content_type == "multipart/form-data":
        parts += [f"{name}={value}" for name, values in sorted(request.POST.lists()) for value in values]
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                parts.append(f"{name}:{file.name}:{hashlib.sha256(file.read()).hexdigest()}")
                file.seek(0)
        return _hashed(parts)
    try:
        return _hashed([*parts, hashlib.sha256(request.body).hexdigest()])
    except RequestDataTooBig:
        raise Refused("too-big") from None


def _hashed(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
