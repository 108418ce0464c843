"""Trang nhập, xuất bảng tính. / Pages of sheets: a branch out, a file in, checked before anything is done."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.server.organizations import actions
from dondoc.server.organizations.access import require_reach
from dondoc.server.organizations.forms import BasisForm, ReasonForm, SheetForm
from dondoc.server.organizations.import_rows import Fault
from dondoc.server.organizations.importing import check
from dondoc.server.organizations.models import ImportBatch, ImportState, Organization
from dondoc.server.organizations.papers import organizations_sheet
from dondoc.sheets.confined import book_confined

#: What a page shows of each list; the counts are of all.
SHOWN = 50
#: A province with its communes and cells, and everybody who holds a post there.
MOST_ROWS = 100_000


def _branch(request: HttpRequest, uid: UUID) -> Organization:
    """A living body all of whose branch this person manages; for anybody else there is no such page."""
    place = get_object_or_404(Organization.objects.visible_to(request.person).living(), uid=uid)
    try:
        require_reach(request.person, "organization.manage", place, "both")
    except PermissionDenied:
        raise Http404 from None
    return place


@require_http_methods(["GET", "POST"])
def sheets(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Fetch the branch as a workbook, or hand one in: it is read in a child process and checked, nothing is done yet."""
    place = _branch(request, uid)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        read = book_confined(data, most_rows=MOST_ROWS)
        if read.reasons or not read.sheets:
            form.add_error("file", " ".join(reason.said(get_language()) for reason in read.reasons) or _("Tệp không có trang nào."))
        else:
            digest = hashlib.sha256(data).hexdigest()
            name = form.cleaned_data["file"].name or "tep.xlsx"
            batch = actions.hold_import(place, name=name, file_hash=digest, sheets=read.sheets, by=request.person, at=timezone.now())
            return redirect("organizations:held", uid=batch.uid)
    context = {"place": place, "form": form, "reason": ReasonForm()}
    return render(request, "organizations/sheets.html", context, status=422 if form.errors else 200)


@require_POST
def export(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The branch as a workbook; who takes it, why, how much is in the journal."""
    place = _branch(request, uid)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "organizations/sheets.html", {"place": place, "form": SheetForm(), "reason": form}, status=422)
    standing = actions.standing(place)
    data = organizations_sheet(standing)
    digest, rows = hashlib.sha256(data).hexdigest(), len(standing.places) + len(standing.terms)
    actions.note_export(place, rows=rows, file_hash=digest, reason=form.cleaned_data["reason"], by=request.person, at=timezone.now())
    response = HttpResponse(data, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="co-quan-con-nguoi-{timezone.localdate():%Y%m%d}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@dataclass(frozen=True)
class Kind:
    """Faults of one reason: how many, in which rows."""

    reason: str
    column: str
    count: int
    first: tuple[str, ...]


@dataclass
class _Kinds:
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def by_reason(faults: Sequence[Fault]) -> list[Kind]:
    """Ten thousand wrong rows are a few kinds of mistake: the most frequent first, each with its first rows."""
    kinds = _Kinds()
    for fault in faults:
        key = (fault.reason, fault.column)
        kinds.counts[key] += 1
        if len(kinds.rows.setdefault(key, [])) < 12:
            kinds.rows[key].append(f"{fault.sheet} {fault.row}")
    return [Kind(*key, count, tuple(kinds.rows[key])) for key, count in kinds.counts.most_common(SHOWN)]


@require_http_methods(["GET", "POST"])
def held(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a file would do, or what is wrong with it; then it is done whole, or left."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.person).select_related("organization"), uid=uid)
    place, form = _branch(request, batch.organization.uid), BasisForm(request.POST or None)
    if request.POST.get("act") == "drop":
        actions.drop_import(batch, by=request.person, at=timezone.now())
        return redirect("organizations:sheets", uid=place.uid)
    if request.method == "POST" and form.is_valid():
        try:
            actions.carry_import(batch, basis=form.cleaned_data["basis"], by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã nhập tệp %(name)s.") % {"name": batch.name})
            return redirect("organizations:held", uid=batch.uid)
    context: dict[str, Any] = {"batch": batch, "place": place, "form": form, "held": batch.state == ImportState.HELD}
    if batch.state == ImportState.HELD:
        found = check(json.loads(batch.rows), actions.standing(place), on=timezone.localdate())
        context |= {"found": found, "kinds": by_reason(found.faults), "shown": SHOWN}
    return render(request, "organizations/held.html", context, status=422 if form.errors else 200)
