"""Trang đối chiếu: nguyên văn bên trái, việc đề xuất bên phải. / The split view: the document's words left, proposed work right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Order, OrderState
from dondoc.server.assignments.split_forms import DispositionForm, DivideForm, OutlineForm, PiecesForm, ProposalForm, ReasonForm, WordsForm
from dondoc.server.assignments.split_queries import view_of
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Clause, Document, Proposal
from dondoc.server.documents.queries import located, reference
from dondoc.server.organizations.access import allowed

#: Before a document is registered, or of ours issued, no work is made of it.
_TOO_EARLY = ("received", "draft", "commented", "submitted", "returned", "signed")


def _document(request: HttpRequest, uid: UUID) -> Document:
    """A visible, registered document whose work this person may see; anything else does not exist."""
    found: Document = get_object_or_404(Document.objects.visible_to(request.person).select_related("organization"), uid=uid)
    may = any(allowed(request.person, act, found.organization) for act in ("order.see", "document.dispose"))
    if not may or found.state in _TOO_EARLY:
        raise Http404
    return found


def _back(document: Document, anchor: str = "") -> HttpResponse:
    return redirect(reverse("split:view", kwargs={"uid": document.uid}) + (f"#{anchor}" if anchor else ""))


@require_GET
def view(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Both sides. On a phone one of them, chosen by the address, so that it works without a script."""
    document = _document(request, uid)
    return _shown(request, document, WordsForm())


def _shown(request: HttpRequest, document: Document, words: WordsForm) -> HttpResponse:
    context = {
        "document": document,
        "view": view_of(document, request.person),
        "words": words,
        "pane": "text" if request.GET.get("o") == "van-ban" or words.errors else "work",
        "only": request.GET.get("loc") if request.GET.get("loc") in ("mo", "con") else "",
        "may": allowed(request.person, "document.dispose", document.organization)
        and allowed(request.person, "order.draft", document.organization),
    }
    return render(request, "assignments/split/view.html", context, status=422 if words.errors else 200)


@require_GET
def printed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For paper: each clause beside what came of it."""
    document = _document(request, uid)
    found = view_of(document, request.person)
    by_clause: dict[str, list[Any]] = {}
    for row in found.shown:
        by_clause.setdefault(row.clause, []).append(row)
    lines = [(node, by_clause.get(str(node.clause.uid), [])) for node in found.split.nodes]
    return render(
        request, "assignments/split/print.html", {"document": document, "view": found, "lines": lines, "stray": by_clause.get("", [])}
    )


@require_POST
def choose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take one proposal, or all open ones, or join those ticked, or open one again: the button says which."""
    document = _document(request, uid)
    for name, act in (("take", _take), ("join", _join), ("reopen", _reopen)):
        if name in request.POST:
            return act(request, document, request.POST[name])
    return _back(document)


def _take(request: HttpRequest, document: Document, which: str) -> HttpResponse:
    still = document.proposals.filter(state="open").order_by("start", "position")
    wanted = list(still if which == "all" else still.filter(uid__in=_uuids([which])))
    if not wanted:
        messages.warning(request, _("Nội dung này đã được xử lý trước đó."))
        return _back(document)
    made = actions.take_all(wanted, by=request.person, at=timezone.now())
    messages.success(request, _("Đã chọn %(n)s việc, có trong bảng phân công.") % {"n": len(made)})
    return _back(document, "" if which == "all" else f"v-{wanted[0].uid}")


def _join(request: HttpRequest, document: Document, _which: str) -> HttpResponse:
    rows = list(document.proposals.filter(state="open", uid__in=_uuids(request.POST.getlist("proposal"))))
    try:
        whole = documents.join_proposals(rows, by=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _back(document)
    messages.success(request, _("Đã gộp %(n)s việc thành một.") % {"n": len(rows)})
    return _back(document, f"v-{whole.uid}")


def _reopen(request: HttpRequest, document: Document, which: str) -> HttpResponse:
    used = Order.objects.visible_to(request.person).filter(proposal=OuterRef("pk")).exclude(state=OrderState.DISCARDED)
    again = document.proposals.filter(Q(state="dismissed") | Q(state="taken") & ~Exists(used))
    row = get_object_or_404(again, uid__in=_uuids([which]))
    documents.decide_proposal(row, act="reopen", by=request.person, at=timezone.now())
    return _back(document, f"v-{row.uid}")


def _uuids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


@require_POST
def words(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make a proposal of words chosen in the document, or pasted: they are looked up in it, white space aside."""
    document = _document(request, uid)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _shown(request, document, form)
    within = document.clauses.filter(uid=form.cleaned_data["clause"]).first() if form.cleaned_data["clause"] else None
    span = located(document, form.cleaned_data["words"], within)
    if span is None:
        form.add_error("words", _("Không tìm thấy đoạn chữ này trong văn bản. Đề nghị chép đúng nguyên văn, một đoạn liền nhau."))
        return _shown(request, document, form)
    made = documents.make_by_hand(document, start=span[0], end=span[1], by=request.person, at=timezone.now())
    messages.success(request, _("Đã lập việc từ đoạn đã chọn. Đề nghị ghi cơ quan chủ trì, thời hạn."))
    return _back(document, f"v-{made.uid}")


Change = Callable[[HttpRequest, Any, Form], str]


@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, uid: UUID, proposal: UUID) -> HttpResponse:
    """Edit, split or dismiss a proposal. With htmx the forms come into the list, otherwise this is a page."""
    document = _document(request, uid)
    row: Proposal = get_object_or_404(document.proposals.select_related("clause"), uid=proposal)
    row.document = document
    if row.state != "open":
        messages.warning(request, _("Nội dung này đã được xử lý trước đó."))
        return _back(document, f"v-{row.uid}")
    act, data = request.POST.get("act"), request.POST or None
    key = row.uid.hex[:8]
    pieces = {"pieces": row.words.replace("; ", ";\n")}
    forms: dict[str, tuple[Form, Change]] = {
        "edit": (ProposalForm.of(row, data if act == "edit" else None), _edit),
        "dismiss": (ReasonForm(data if act == "dismiss" else None, auto_id=f"r-{key}-%s"), _dismiss),
        "divide": (PiecesForm(data if act == "divide" else None, auto_id=f"s-{key}-%s", initial=pieces), _divide),
    }
    if request.method == "POST" and (anchor := _done(request, row, forms.get(act or ""))):
        return _back(document, anchor)
    source = " ".join(document.text[row.start : row.end].replace("*", "").split())
    context = {"document": document, "row": row, "source": source, "act": act, **{name: form for name, (form, _do) in forms.items()}}
    return _panel(request, "proposal", context, [form for form, _do in forms.values()])


def _done(request: HttpRequest, thing: Any, chosen: tuple[Form, Change] | None) -> str:
    """Do what a valid form asks; the anchor to go to, "" when something is to be mended."""
    if chosen is None:
        raise Http404
    form, change = chosen
    if not form.is_valid():
        return ""
    try:
        return change(request, thing, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return ""


def _panel(request: HttpRequest, name: str, context: dict[str, Any], forms: list[Form]) -> HttpResponse:
    template = f"assignments/split/_{name}.html" if request.headers.get("HX-Request") else f"assignments/split/{name}.html"
    return render(request, template, {**context, "forms": forms}, status=422 if any(form.errors for form in forms) else 200)


def _edit(request: HttpRequest, row: Proposal, form: Form) -> str:
    fields = {**form.cleaned_data}
    if not fields["deadline_on"]:
        fields["deadline_bound"] = ""
    documents.edit_proposal(row, by=request.person, at=timezone.now(), **fields)
    if "then_take" in request.POST:
        actions.take(row, by=request.person, at=timezone.now())
        messages.success(request, _("Đã chọn %(n)s việc, có trong bảng phân công.") % {"n": 1})
    return f"v-{row.uid}"


def _dismiss(request: HttpRequest, row: Proposal, form: Form) -> str:
    documents.decide_proposal(row, act="dismiss", reason=form.cleaned_data["reason"], by=request.person, at=timezone.now())
    return f"c-{row.clause.position}" if row.clause else "work"


def _divide(request: HttpRequest, row: Proposal, form: Form) -> str:
    made = documents.split_proposal(row, pieces=form.cleaned_data["pieces"].splitlines(), by=request.person, at=timezone.now())
    return f"v-{made[0].uid}"


@require_http_methods(["GET", "POST"])
def clause(request: HttpRequest, uid: UUID, clause: UUID) -> HttpResponse:
    """What can be done with one clause: work, a disposition, whether it directs, its place in the outline."""
    document = _document(request, uid)
    row: Clause = get_object_or_404(document.clauses.select_related("parent"), uid=clause)
    row.document = document
    act, data = request.POST.get("act"), request.POST or None
    key = row.uid.hex[:8]
    visible = Document.objects.visible_to(request.person).exclude(pk=document.pk)
    forms: dict[str, tuple[Form, Change]] = {
        "work": (Form(data if act == "work" else None), _work),
        "dispose": (DispositionForm(data if act == "dispose" else None, visible=visible, auto_id=f"d-{key}-%s"), _dispose),
        "directs": (ReasonForm(data if act == "directs" else None, auto_id=f"q-{key}-%s"), _set_directs),
        "outline": (OutlineForm.of(row, data if act == "outline" else None), _outline),
        "divide": (DivideForm(data if act == "divide" else None, auto_id=f"n-{key}-%s"), _divide_clause),
        "end": (Form(data if act == "end" else None), _end),
    }
    if request.method == "POST" and (anchor := _done(request, row, forms.get(act or ""))):
        return _back(document, anchor)
    context = {
        "document": document,
        "row": row,
        "reference": reference(row, {other.pk: other for other in document.clauses.all()}),
        "own_text": document.text[row.start : row.text_end].replace("*", "").strip(),
        "dispositions": row.dispositions.filter(ended_at=None).select_related("by"),
        "act": act,
        **{name: form for name, (form, _do) in forms.items()},
    }
    return _panel(request, "clause", context, [form for form, _do in forms.values()])


def _work(request: HttpRequest, row: Clause, form: Form) -> str:
    start = row.text_start if row.text_start < row.text_end else row.start
    made = documents.make_by_hand(row.document, start=start, end=row.text_end, by=request.person, at=timezone.now())
    messages.success(request, _("Đã lập việc từ nội dung này. Đề nghị ghi cơ quan chủ trì, thời hạn."))
    return f"v-{made.uid}"


def _dispose(request: HttpRequest, row: Clause, form: Form) -> str:
    other = form.cleaned_data["symbol"]
    documents.dispose(
        row,
        kind=form.cleaned_data["kind"],
        covers=other.uid if other else None,
        reason=form.cleaned_data["reason"],
        by=request.person,
        at=timezone.now(),
    )
    return f"c-{row.position}"


def _set_directs(request: HttpRequest, row: Clause, form: Form) -> str:
    documents.set_directs(row, directs=not row.directs, reason=form.cleaned_data["reason"], by=request.person, at=timezone.now())
    return f"c-{row.position}"


def _outline(request: HttpRequest, row: Clause, form: Form) -> str:
    documents.correct_clause(
        row,
        marker=form.cleaned_data["marker"],
        level=form.cleaned_data["level"],
        reason=form.cleaned_data["reason"],
        by=request.person,
        at=timezone.now(),
    )
    return f"c-{row.position}"


def _divide_clause(request: HttpRequest, row: Clause, form: Form) -> str:
    span = located(row.document, form.cleaned_data["first_words"], row)
    if span is None or not row.text_start < span[0] < row.text_end:
        form.add_error("first_words", _("Không tìm thấy các chữ này giữa nội dung đang mở."))
        return ""
    made = documents.divide_clause(row, at_offset=span[0], reason=form.cleaned_data["reason"], by=request.person, at=timezone.now())
    return f"c-{made.position}"


def _end(request: HttpRequest, row: Clause, form: Form) -> str:
    found = get_object_or_404(
        row.dispositions.filter(ended_at=None).exclude(kind__in=("assigned", "concretised")),
        uid__in=_uuids([request.POST.get("disposition", "")]),
    )
    documents.end_disposition(found, by=request.person, at=timezone.now())
    return f"c-{row.position}"
