"""Giao diện cho máy, gộp lại, và mô tả OpenAPI của nó. / The interface gathered, and its OpenAPI file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from dondoc.server.exchange.api import assignments, documents, journal, organizations, own, reports
from dondoc.server.exchange.api.operations import HEADERS
from dondoc.server.exchange.api.problems import HANDLERS, KINDS, MEDIA_TYPE, problem

PREFIX = "api/v1/"
#: Refusals any operation may answer with, and those only a change may.
ALWAYS, CHANGES = (400, 401, 403, 404, 422, 429, 500, 503), (409, 413)

PROBLEM = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [f"urn:dondoc:problem:{kind}" for kind in KINDS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"where": {"type": "string"}, "message": {"type": "string"}}},
        },
        "possible": {"type": "array", "items": {"type": "string"}},
        "saves": {"type": "integer"},
        "reference": {"type": "string"},
    },
}


class Interface(NinjaAPI):
    """django-ninja's, with refusals, scopes and keys told of every operation, and nothing kept by caches on the way."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The OpenAPI 3.1 file."""
        schema = super().get_openapi_schema(path_prefix=PREFIX)
        schema["components"]["schemas"]["Problem"] = PROBLEM
        schema["components"]["headers"] = HEADERS
        for methods in schema["paths"].values():
            for method, told in methods.items():
                told["security"] = told["security"][-1:]  # the scope, not the framework's line without one
                told["parameters"] = [_never_null(one) for one in told.get("parameters", ())]
                for status in (*ALWAYS, *(CHANGES if method == "post" else ())):
                    told["responses"][str(status)] = _refusal(status)
        return schema

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """An answer is for the caller alone."""
        response: HttpResponse = super().create_response(request, data, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


def _never_null(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter may be left out; «null» is no value of it."""
    choices = [one for one in parameter["schema"].get("anyOf", ()) if one != {"type": "null"}]
    return parameter | {"schema": choices[0]} if len(choices) == 1 else parameter


def _refusal(status: int) -> dict[str, Any]:
    titles = [kind for kind, (code, _title) in KINDS.items() if code == status]
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": ", ".join(titles), "content": content}


def unknown(request: HttpRequest, path: str) -> HttpResponse:
    """No operation stands there; told to a machine, not to a reader."""
    return problem("hidden")


interface = Interface(
    title="dondoc",
    version="1",
    description="Giao diện cho phần mềm khác: cùng những việc như trên trang. / For other software: the acts and reads of the pages.",
    urls_namespace="api",
    docs_url=None,
)
for kind, handler in HANDLERS.items():
    interface.add_exception_handler(kind, handler)
for room in (own, organizations, documents, assignments, reports, journal):
    interface.add_router("", room.router)
