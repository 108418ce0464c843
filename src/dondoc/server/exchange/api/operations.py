"""Một thao tác của giao diện: địa chỉ, phạm vi, dạng trả về. / One operation: address, scope, shape of the answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from dondoc.server.exchange.api.bearing import Bearer
from dondoc.server.exchange.api.once import HEADER, KEY
from dondoc.server.exchange.api.problems import Refused

View = TypeVar("View", bound=Callable[..., Any])
#: Headers of answers, told in the OpenAPI file.
HEADERS = {"Replayed": {"description": "This very request had its effect before.", "schema": {"type": "string", "enum": ["true"]}}}
_KEY = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": "Mỗi việc một khóa; gửi lại thì nhận lại câu trả lời cũ. / One key a change; sent again it answers as before.",
    "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
}


def reads(router: Router, path: str, answer: Any, *, scope: str, title: str) -> Callable[[View], View]:
    """An operation that only reads. title: Vietnamese, then English."""
    return _operation(router, "GET", path, {200: answer}, scope, title)


def fetches(router: Router, path: str, media_type: str, *, scope: str, title: str) -> Callable[[View], View]:
    """An operation that answers with bytes of a media type."""
    told = {"200": {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}}
    return _operation(router, "GET", path, {200: None}, scope, title, responses=told)


def changes(router: Router, path: str, answer: type[Schema], *, scope: str, title: str, status: int = 200) -> Callable[[View], View]:
    """An operation that changes something, through `once`."""
    return _operation(router, "POST", path, {status: answer}, scope, title)


def _operation(
    router: Router, method: str, path: str, answers: dict[int, Any], scope: str, title: str, **extra: Any
) -> Callable[[View], View]:
    def offer(view: View) -> View:
        signature = inspect.signature(view, eval_str=True)  # here the names of its own module are known
        asked = set(signature.parameters) - {"request"} if method == "GET" else set()

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if strange := sorted(set(request.GET) - asked):
                raise Refused("invalid", _("Không có tham số “%(name)s”.") % {"name": strange[0][:60]})
            return view(request, *args, **kwargs)

        setattr(checked, "__signature__", signature)  # noqa: B010  # a function has none for the type checker
        told = extra | {"security": [{"Bearer": [scope] if scope else []}]}
        router.api_operation(
            [method],
            path,
            response=answers,
            auth=Bearer(scope),
            operation_id=view.__name__,
            url_name=view.__name__,
            summary=title,
            description=inspect.getdoc(view),
            openapi_extra=told | ({"parameters": [_KEY]} if method == "POST" else {}),
        )(checked)
        return view

    return offer
