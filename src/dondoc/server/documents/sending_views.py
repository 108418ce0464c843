"""Trang trình, gửi, kết thúc văn bản. / Pages of documents on their way: presenting, sending, annexes, closing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.server.documents import actions
from dondoc.server.documents.forms import AnnexForm, PresentForm
from dondoc.server.documents.models import Document
from dondoc.server.documents.reader import read
from dondoc.server.organizations import grouping
from dondoc.server.organizations.access import allowed, holders
from dondoc.server.organizations.models import Organization


def _document(request: HttpRequest, uid: UUID, act: str) -> Document:
    """A visible document at whose body this person may do the act; anything else does not exist."""
    found: Document = get_object_or_404(Document.objects.visible_to(request.person).select_related("organization"), uid=uid)
    if not allowed(request.person, act, found.organization):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def present(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put a document before leaders for their instruction."""
    document = _document(request, uid, "document.register")
    form = PresentForm(request.POST or None, leaders=holders("document.minute", document.organization))
    if request.method == "POST" and form.is_valid():
        actions.present(document, leaders=list(form.cleaned_data["leaders"]), by=request.person, at=timezone.now())
        messages.success(request, _("Đã trình văn bản."))
        return redirect("documents:page", uid=uid)
    return render(request, "documents/present.html", {"document": document, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Send a document to bodies, to know or to carry out; work is given elsewhere."""
    document = _document(request, uid, "document.register")
    wanted = request.POST.getlist("to")
    below = Organization.objects.visible_to(request.person).living().under(_top(document.organization))
    if request.method == "POST":
        places = grouping.spread(request.person, wanted, below)
        if places:
            made = actions.send(document, organizations=places, by=request.person, at=timezone.now())
            messages.success(request, _("Đã gửi văn bản đến %(n)s cơ quan, đơn vị.") % {"n": len(made)})
            return redirect("documents:page", uid=uid)
        messages.error(request, _("Chưa chọn cơ quan, đơn vị nhận."))
    there = set(document.distributions.values_list("organization", flat=True))
    shown = below.exclude(pk__in=there)
    chips = grouping.offered(request.person, document.organization, shown, wanted)
    context = {"document": document, "groups": chips, "places": shown.order_by("path"), "sent": len(there), "chosen": wanted}
    return render(request, "documents/send.html", context, status=422 if request.method == "POST" else 200)


def _top(place: Organization) -> Organization:
    """The committee an office works for: bodies below it are the ones written to."""
    return place.parent if place.kind == "office" and place.parent else place


@require_POST
def annex(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Add an annex to a document taken in before."""
    document = _document(request, uid, "document.register")
    form = AnnexForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for errors in form.errors.values() for text in errors))
        return redirect("documents:page", uid=uid)
    file = form.cleaned_data["annex"]
    data, name = file.read(), file.name or "phu-luc"
    upload = actions.Upload(name, data, read(name, data))
    if any(reason["code"] == "secret" for reason in upload.reading["reasons"]):
        actions.refuse(document.organization, word="MẬT", by=request.person, at=timezone.now())
        messages.error(request, upload.reading["reasons"][0]["message_en" if request.LANGUAGE_CODE == "en" else "message"])
        return redirect("documents:page", uid=uid)
    try:
        actions.add_annex(document, upload=upload, declared=form.cleaned_data["declared"], by=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã thêm tài liệu kèm theo."))
    return redirect("documents:page", uid=uid)


@require_POST
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Nothing more is to be done with the document."""
    document: Document = get_object_or_404(Document.objects.visible_to(request.person).select_related("organization"), uid=uid)
    actions.advance(document, act="close", by=request.person, at=timezone.now())
    messages.success(request, _("Đã kết thúc xử lý văn bản."))
    return redirect("documents:page", uid=uid)
