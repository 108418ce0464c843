"""Trang văn bản. / Pages of documents: list, new, register, the document, correction, minute, files."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.rules.limits import LIMITS
from dondoc.server.documents import actions, queries
from dondoc.server.documents.actions.intake import held_files, held_reasons, let_go
from dondoc.server.documents.forms import AnnexForm, CorrectForm, DeclareForm, DocumentFilter, MinuteForm, RegisterForm, UploadForm, holds
from dondoc.server.documents.lifecycle import INCOMING
from dondoc.server.documents.models import Attachment, Document, Minute
from dondoc.server.documents.reader import read, read_all, secret_word
from dondoc.server.files import store
from dondoc.server.files.responses import download
from dondoc.server.organizations.access import allowed, anywhere, organizations_where
from dondoc.server.organizations.models import Organization, Person, Post

TABS = {"den": gettext_lazy("Văn bản đến"), "di": gettext_lazy("Văn bản đi"), "du-thao": gettext_lazy("Dự thảo, chờ phát hành")}

SENTENCES = {
    "document.take_in": gettext_lazy("Tiếp nhận"),
    "document.register": gettext_lazy("Đăng ký"),
    "document.correct_head": gettext_lazy("Sửa phần đầu"),
    "document.add_annex": gettext_lazy("Thêm tài liệu kèm theo"),
    "document.present": gettext_lazy("Trình lãnh đạo"),
    "document.minute": gettext_lazy("Lãnh đạo cho ý kiến"),
    "document.route": gettext_lazy("Giao, chuyển"),
    "document.distribute": gettext_lazy("Gửi đến các đơn vị"),
    "minute.record": gettext_lazy("Ghi ý kiến chỉ đạo"),
    "document.reread": gettext_lazy("Đọc lại bằng bộ đọc mới"),
    "document.close": gettext_lazy("Kết thúc"),
}


#: Before these end a document has no number and no work is made of it.
UNREGISTERED = ("received", "draft", "commented", "submitted", "returned", "signed")


@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """The list of documents."""
    if not anywhere(request.person, "document.see", "document.register"):
        raise Http404
    tab = str(request.GET.get("ds")) if request.GET.get("ds") in TABS else "den"
    form = DocumentFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    found = queries.listed(
        request.person,
        tab=tab,
        words=wanted.get("q", ""),
        state=wanted.get("state", ""),
        since=wanted.get("since"),
        until=wanted.get("until"),
        loose=bool(wanted.get("loose")),
    )
    page = Paginator(found, 50).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "form": form,
        "tab": tab,
        "tabs": TABS,
        "filtered": any(value for key, value in request.GET.items() if key not in ("ds", "trang")),
        "may_register": anywhere(request.person, "document.register"),
        "sees_work": anywhere(request.person, "order.see"),
    }
    return render(request, "documents/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take a document in: a file or pasted text, and annexes. Every file is read in a child before anything is kept."""
    places = organizations_where(request.person, "document.register")
    if not places.exists():
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, places=places)
    if request.method != "POST" or not form.is_valid():
        return render(request, "documents/new.html", {"form": form}, status=422 if form.errors else 200)
    pasted = form.cleaned_data["pasted"]
    files = (
        [("van-ban-dan.txt", pasted.encode())] if pasted.strip() else [(form.cleaned_data["main"].name, form.cleaned_data["main"].read())]
    )
    files += [(file.name or "tep", file.read()) for file in form.cleaned_data["annexes"]]
    return _take_in(request, form, form.cleaned_data["organization"], files)


def _take_in(request: HttpRequest, form: UploadForm, place: Organization, files: list[tuple[str, bytes]]) -> HttpResponse:
    uploads = [actions.Upload(name, data, said) for (name, data), said in zip(files, read_all(files, read), strict=True)]
    if any(upload.reading["status"] == "refused" for upload in uploads):
        return _refused(request, form, place, uploads)
    direction = form.cleaned_data["direction"]
    try:
        document = actions.take_in(place, main=uploads[0], annexes=uploads[1:], direction=direction, by=request.person, at=timezone.now())
    except ValidationError as error:
        if getattr(error, "code", "") != "undeclared":
            form.add_error(None, error)
            return render(request, "documents/new.html", {"form": form}, status=422)
        return _ask_to_declare(request, place, direction, uploads)
    return redirect("documents:register", uid=document.uid)


def _ask_to_declare(request: HttpRequest, place: Organization, direction: str, uploads: list[actions.Upload]) -> HttpResponse:
    """Hold the bytes outside the store and ask a named person; what cannot be a document at all is said, not held."""
    key = uuids.uuid4().hex
    for upload in uploads:
        actions.hold_back(upload.name, upload.data, key, upload.reading["reasons"])
    request.session[f"held-{key}"] = {"place": str(place.uid), "direction": direction}
    return redirect("documents:declare", key=key)


def _refused(request: HttpRequest, form: UploadForm, place: Organization, uploads: list[actions.Upload]) -> HttpResponse:
    """Refused as unsafe, or as secret: of a secret document only time, person and the word remain, not even what was pasted."""
    for position, upload in enumerate(uploads):
        for reason in upload.reading["reasons"] if upload.reading["status"] == "refused" else ():
            if reason["code"] == "secret":
                actions.refuse(place, word=secret_word(reason), by=request.person, at=timezone.now())
                cleared = form.data.copy()
                cleared["pasted"] = ""
                form.data = cleared
            where = "annexes" if position else "main" if form.cleaned_data.get("main") else "pasted"
            form.add_error(where, told(request, reason))
    return render(request, "documents/new.html", {"form": form}, status=422)


def told(request: HttpRequest, reason: dict[str, str]) -> str:
    """A reason of the reader in the language of the page."""
    return reason["message_en" if request.LANGUAGE_CODE == "en" else "message"]


@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest, key: str) -> HttpResponse:
    """Keep a file that could not be read whole, once a named person has declared it free of a secret mark."""
    held = request.session.get(f"held-{key}") or {}
    place = organizations_where(request.person, "document.register").filter(uid=str(held["place"])).first() if held else None
    files = held_files(key) if place else []
    if place is None or not files:
        raise Http404
    reasons = [(name, told(request, reason)) for name, reason in held_reasons(key)]
    if request.method == "POST" and "drop" in request.POST:
        let_go(key)
        del request.session[f"held-{key}"]
        messages.info(request, _("Đã bỏ tệp, không lưu gì."))
        return redirect("documents:new")
    form = DeclareForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"key": key, "form": form, "reasons": reasons, "hours": LIMITS.unread_hours}
        return render(request, "documents/declare.html", context, status=422 if form.errors else 200)
    uploads = [actions.Upload(name, data, said) for (name, data), said in zip(files, read_all(files, read), strict=True)]
    document = actions.take_in(
        place, main=uploads[0], annexes=uploads[1:], declared=True, direction=held["direction"], by=request.person, at=timezone.now()
    )
    let_go(key)
    del request.session[f"held-{key}"]
    return redirect("documents:register", uid=document.uid)


def _document(request: HttpRequest, uid: UUID) -> Document:
    """A visible document; what is not visible does not exist."""
    found: Document = get_object_or_404(
        Document.objects.visible_to(request.person).select_related("organization", "authority_organization"), uid=uid
    )
    return found


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Look at the head the reader filled, and enter the document in the book."""
    document = _document(request, uid)
    if not allowed(request.person, "document.register", document.organization):
        raise Http404
    if document.state not in UNREGISTERED:
        messages.info(request, _("Văn bản này đã được đăng ký trước đó, số %(n)s.") % {"n": document.book_number})
        return redirect("documents:page", uid=uid)
    form = RegisterForm(request.POST or None, instance=document)
    if request.method == "POST" and form.is_valid():
        fresh = _document(request, uid)
        try:
            actions.register(fresh, book_number=form.cleaned_data["book_number"], **form.head(), by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error("book_number" if "book_number" in getattr(error, "error_dict", {}) else None, error.messages[0])
        else:
            messages.success(request, _("Đã đăng ký văn bản, số %(n)s trong sổ.") % {"n": _document(request, uid).book_number})
            may_dispose = allowed(request.person, "document.dispose", document.organization)
            return redirect("split:view", uid=uid) if may_dispose else redirect("documents:page", uid=uid)
    shown = _document(request, uid)
    context = {
        "document": shown,
        "form": form,
        "doubtful": queries.doubtful(shown),
        "duplicates": queries.duplicates(request.person, shown),
        "heads": queries.head_words(shown),
        "may_dispose": allowed(request.person, "document.dispose", shown.organization),
        "main": shown.attachments.filter(role="main").first(),
    }
    return render(request, "documents/register.html", context, status=422 if form.errors else 200)


@require_GET
def page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The document: head, files, minutes, where it was sent, what happened."""
    document = _document(request, uid)
    person, place = request.person, document.organization
    inside = allowed(person, "document.see", place)
    receipts = list(queries.receipts(document, person))
    reading = document.readings.filter(current=True).first()
    minutes = list(Minute.objects.visible_to(person).filter(document=document).select_related("leader", "post", "typed_by"))
    registered = document.state not in UNREGISTERED
    context = {
        "document": document,
        "inside": inside,
        "attachments": document.attachments.select_related("file"),
        "minutes": minutes,
        "receipts": receipts,
        "received": sum(row.received_at is not None for row in receipts),
        "citations": queries.citations(document, person),
        "reading": reading,
        "findings": [(finding, told(request, finding)) for finding in (reading.data.get("findings") or [])] if reading else [],
        "events": queries.timeline([document, *minutes], SENTENCES) if inside else [],
        "loose": queries.loose_clauses().filter(document=document).count(),
        "acknowledge": queries.to_acknowledge(person, document),
        "may_register": not registered and allowed(person, "document.register", place),
        "may_send": registered and inside and allowed(person, "document.register", place),
        "may_correct": registered and allowed(person, "document.correct_head", place),
        "may_dispose": registered and allowed(person, "document.dispose", place),
        "sees_work": registered and allowed(person, "order.see", place),
        "may_minute": registered and _minute_posts(person, document).exists(),
        "acts": INCOMING.acts(document.state) if document.direction == "incoming" else (),
        "annex": AnnexForm(),
    }
    return render(request, "documents/page.html", context)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Mend the head, with the reason."""
    document = _document(request, uid)
    if not allowed(request.person, "document.correct_head", document.organization):
        raise Http404
    form = CorrectForm(request.POST or None, instance=document)
    if request.method == "POST" and form.is_valid():
        fresh = _document(request, uid)
        actions.correct_head(fresh, reason=form.cleaned_data["reason"], **form.head(), by=request.person, at=timezone.now())
        messages.success(request, _("Đã sửa phần đầu văn bản."))
        return redirect("documents:page", uid=uid)
    return render(
        request, "documents/correct.html", {"document": _document(request, uid), "form": form}, status=422 if form.errors else 200
    )


def _minute_posts(person: Person, document: Document) -> QuerySet[Post]:
    """Posts whose words this person may record on the document: one's own, or those one types for."""
    place = document.organization
    own = Post.objects.filter(pk__in=holds(person), organization__in=organizations_where(person, "document.minute"))
    if not allowed(person, "document.minute_for", place):
        return own
    typed = Post.objects.filter(organization__in=organizations_where(person, "document.minute_for"), grants__role="leader", until=None)
    return Post.objects.filter(pk__in=[*own.values_list("pk", flat=True), *typed.values_list("pk", flat=True)])


@require_http_methods(["GET", "POST"])
def minute(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A leader's words on a document, typed by the leader, or by an assistant with the scan."""
    document = _document(request, uid)
    posts = _minute_posts(request.person, document)
    if not posts.exists():
        raise Http404
    form = MinuteForm(request.POST or None, request.FILES or None, posts=posts, initial={"given_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and (answer := _record(request, document, form)) is not None:
        return answer
    own = set(holds(request.person))
    context = {"document": document, "form": form, "typing": not any(post.pk in own for post in posts)}
    return render(request, "documents/minute.html", context, status=422 if form.errors else 200)


def _record(request: HttpRequest, document: Document, form: MinuteForm) -> HttpResponse | None:
    post: Post = form.cleaned_data["post"]
    own = post.pk in holds(request.person)
    leader = request.person if own else Person.objects.filter(terms__post=post, terms__until=None).first()
    if leader is None:
        form.add_error("post", _("Chức vụ này hiện không có người giữ."))
        return None
    at: datetime = timezone.now()
    try:
        actions.record_minute(
            document=document,
            leader=leader,
            post=post,
            words=form.cleaned_data["words"],
            given_on=form.cleaned_data["given_on"],
            scan=_scan(form),
            by=request.person,
            at=at,
        )
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return None
    messages.success(request, _("Đã ghi ý kiến chỉ đạo."))
    return redirect("documents:page", uid=document.uid)


def _scan(form: MinuteForm) -> tuple[str, bytes, str] | None:
    file = form.cleaned_data.get("scan")
    if not file:
        return None
    data = file.read()
    return (
        file.name or "but-phe",
        data,
        str((read(file.name or "but-phe", data).get("source") or {}).get("media_type") or "application/octet-stream"),
    )


@require_POST
def acknowledge(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A unit says that it has the document."""
    document = _document(request, uid)
    for row in queries.to_acknowledge(request.person, document):
        actions.acknowledge(document, organization=row.organization, by=request.person, at=timezone.now())
    messages.success(request, _("Đã xác nhận nhận văn bản."))
    return redirect("documents:page", uid=uid)


@require_GET
def attachment(request: HttpRequest, uid: UUID) -> FileResponse:
    """Fetch a file of a visible document."""
    found = get_object_or_404(
        Attachment.objects.filter(document__in=Document.objects.visible_to(request.person)).select_related("file"), uid=uid
    )
    return download(found.file, found.name)


@require_GET
def minute_scan(request: HttpRequest, uid: UUID) -> FileResponse:
    """Fetch the scan of a visible minute."""
    found = get_object_or_404(Minute.objects.visible_to(request.person).filter(scan__isnull=False).select_related("scan"), uid=uid)
    if found.scan is None:
        raise Http404
    return download(found.scan, found.scan_name)


@require_POST
def reread(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Read the main file again with the reader of today, and show what it finds otherwise; nothing confirmed changes."""
    document = _document(request, uid)
    if not allowed(request.person, "document.dispose", document.organization):
        raise Http404
    main = document.attachments.select_related("file").get(role="main")
    with store.open_stored(main.file.sha256) as stored:
        data = read(main.name, stored.read())
    actions.reread(document, data=data, by=request.person, at=timezone.now())
    return redirect("documents:differences", uid=uid)


@require_GET
def differences(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the newest reading finds otherwise than the one in use."""
    document = _document(request, uid)
    if not allowed(request.person, "document.dispose", document.organization):
        raise Http404
    return render(request, "documents/differences.html", {"document": document, "found": queries.differences(document)})
