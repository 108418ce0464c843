"""Trang nhật ký của người kiểm tra. / The inspector's pages of the journal."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.custody import actions, queries
from dondoc.server.custody.forms import JournalFilter
from dondoc.server.journal import queries as journal
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rights.proving import proved_again


def _mandate(person: Person, act: str) -> Organization:
    """The root this person's mandate covers. Without one the journal does not exist."""
    found = organizations_where(person, act).filter(parent=None).first()
    if found is None:
        raise Http404
    return found


@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """The journal, newest first."""
    organization = _mandate(request.person, "journal.read")
    form = JournalFilter(request.GET)
    wanted = {key: str(value) for key, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    actions.read_journal(organization, wanted=wanted, by=request.person, at=timezone.now())
    page = Paginator(queries.entries(**wanted), 50).get_page(request.GET.get("trang"))
    size, head = journal.head()
    context = {"form": form, "page": page, "lines": queries.lines(page), "size": size, "head": head}
    return render(request, "custody/entries.html", context)


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Does a head printed on a paper, or kept by the parent or a mailbox, lie in this chain, and since when?"""
    organization = _mandate(request.person, "journal.read")
    text = request.GET.get("ma", "")[:20_000]
    found = queries.compared(text)
    if found:
        actions.compare_heads(
            organization, given=len(found), missing=sum(one.entry is None for one in found), by=request.person, at=timezone.now()
        )
    last = journal.last_checkpoint()
    context = {"text": text, "found": found, "footer": journal.footer(settings.INSTANCE.origin), "key": last.key if last else ""}
    return render(request, "custody/compare.html", context)


@require_POST
@proved_again
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The whole journal as a file which `dondoc verify` checks off-line."""
    organization = _mandate(request.person, "journal.export")
    at = timezone.now()
    seq = actions.export_journal(organization, by=request.person, at=at)
    response = StreamingHttpResponse(journal.export_lines(settings.INSTANCE.origin), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nhat-ky-{timezone.localdate(at):%Y%m%d}-{seq}.jsonl"'
    response["Cache-Control"] = "private, no-store"
    return response
