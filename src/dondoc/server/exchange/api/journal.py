"""Nhật ký cho máy của người kiểm tra. / The journal, for machines of who inspects it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from ninja import Router

from dondoc.server.custody import actions
from dondoc.server.exchange.api.bearing import PersonRequest
from dondoc.server.exchange.api.operations import fetches
from dondoc.server.journal import keys, queries
from dondoc.server.organizations.access import organizations_where

router = Router(tags=["journal"])
MEDIA_TYPE = "application/jsonl"


@fetches(router, "/journal", MEDIA_TYPE, scope="journal.export", title="Xuất nhật ký / Export the journal")
def journal(request: PersonRequest) -> StreamingHttpResponse:
    """Toàn bộ nhật ký, kể cả lần xuất này; `dondoc verify` kiểm được. / The whole journal, this export included, for `dondoc verify`."""
    top = organizations_where(request.person, "journal.export").filter(parent=None).first()
    if top is None:
        raise Http404
    with keys.by_token(request.auth.token.uid):
        actions.export_journal(top, by=request.person, at=timezone.now())
    response = StreamingHttpResponse(queries.export_lines(settings.INSTANCE.origin), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
