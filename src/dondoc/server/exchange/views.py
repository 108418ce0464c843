"""Trang và địa chỉ của phòng trao đổi. / Pages of this room, and the address instances below call."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.exchange import actions, queries
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Person


def _mandate(person: Person) -> None:
    """The journal of the whole is somebody's mandate, or it is not there."""
    if not organizations_where(person, "journal.read").filter(parent=None).exists():
        raise Http404


@require_GET
def heads(request: HttpRequest) -> HttpResponse:
    """Heads of ours and who keeps them; heads of instances below and what contradicts them."""
    _mandate(request.person)
    return render(request, "exchange/heads.html", {"children": queries.children(), "signed": queries.signed()})


@require_GET
def anchors(request: HttpRequest, origin: str) -> HttpResponse:
    """The heads kept of one instance below, for `dondoc verify --anchors` on its export."""
    _mandate(request.person)
    found = queries.anchors(origin)
    if not found:
        raise Http404
    response = HttpResponse(found, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="moc.txt"'
    return response


@csrf_exempt
@require_POST
def keep(request: HttpRequest) -> JsonResponse:
    """An instance below tells its head. No session and no cookie is looked at: its signature is the right."""
    system = queries.system()
    if system is None:
        raise Http404
    if request.content_type != "application/json":
        return JsonResponse({"error": "application/json is read here"}, status=400)
    try:
        note = str(json.loads(request.body[:4096])["note"])
        kept = actions.keep(note, keys=settings.CHILDREN, by=system, at=timezone.now())
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "no note signed by an instance that is named here"}, status=400)
    return JsonResponse({"error": "split view"}, status=409) if kept.conflict else JsonResponse({"size": kept.size})
