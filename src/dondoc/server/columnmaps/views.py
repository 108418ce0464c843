"""Trang bảng nối cột. / Pages of column maps: set one, send a list out by it, take its table back."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.server.columnmaps import actions, papers, queries
from dondoc.server.columnmaps.fields import FIELDS
from dondoc.server.columnmaps.forms import FileForm, MapForm
from dondoc.server.columnmaps.guessing import guessed
from dondoc.server.columnmaps.models import ColumnMap, MapVersion, TableImport
from dondoc.server.organizations.access import allowed, anywhere, organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports import chosen
from dondoc.server.reports.asked import address, asked_list
from dondoc.server.reports.queries import own_organizations
from dondoc.sheets.confined import xlsx_confined
from dondoc.terms.vietnamese import fold

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _map(request: HttpRequest, uid: UUID) -> ColumnMap:
    """A visible map; what is not visible does not exist."""
    found: ColumnMap = get_object_or_404(ColumnMap.objects.visible_to(request.person).select_related("organization"), uid=uid)
    return found


def _usable(request: HttpRequest, uid: UUID) -> ColumnMap:
    found: ColumnMap = get_object_or_404(queries.usable(request.person), uid=uid)
    return found


def _places(person: Person) -> QuerySet[Organization]:
    """Where a new map may belong: the bodies one sits in and those above them, as far as one sets maps there."""
    paths = [place.path for place in own_organizations(person)]
    ids = {int(part) for path in paths for part in path.strip("/").split("/")}
    return organizations_where(person, "column_map.set").filter(pk__in=ids).order_by("path")


@require_GET
def maps(request: HttpRequest) -> HttpResponse:
    """The maps of one's bodies."""
    if not anywhere(request.person, "column_map.use", "column_map.set"):
        raise Http404
    found = ColumnMap.objects.visible_to(request.person).select_related("organization").prefetch_related("versions__by")
    rows = [(one, list(one.versions.all())[-1]) for one in found]
    context = {"maps": rows, "may_set": anywhere(request.person, "column_map.set")}
    return render(request, "columnmaps/maps.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Set the map of a system not known here; a sample of its sheet proposes the columns."""
    if not anywhere(request.person, "column_map.set"):
        raise Http404
    places = _places(request.person)
    form = MapForm(request.POST or None, request.FILES or None, places=places)
    return _set(request, form, None, places)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The next version of a map."""
    column_map = _map(request, uid)
    if not allowed(request.person, "column_map.set", column_map.organization):
        raise Http404
    form = MapForm(
        request.POST or None, request.FILES or None, places=_places(request.person), version=queries.latest(column_map, request.person)
    )
    return _set(request, form, column_map, _places(request.person))


def _set(request: HttpRequest, form: MapForm, column_map: ColumnMap | None, places: QuerySet[Organization]) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "map": column_map, "lines": form.lines(), "groups": form.groups()}
    if request.method == "POST" and "look" in request.POST:
        return _proposed(request, form, context, places)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        place, system = (column_map.organization, column_map.system) if column_map else (told["organization"], told["system"])
        named = {"columns": form.columns(), "codes": form.codes(), "days": told["days"], "adds": told["adds"]}
        try:
            version = actions.set_map(place, system=system, **named, by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error("system" if "system" in getattr(error, "error_dict", {}) else None, error.messages[0])
        else:
            messages.success(request, _("Đã lưu bảng nối, bản %(n)s.") % {"n": version.number})
            return redirect("columnmaps:map", uid=version.column_map.uid)
    return render(request, "columnmaps/edit.html", context, status=422 if form.errors else 200)


def _proposed(request: HttpRequest, form: MapForm, context: dict[str, Any], places: QuerySet[Organization]) -> HttpResponse:
    """The form with the columns of a sample's first row that has titles; nothing is kept."""
    form.is_valid()
    sample = form.cleaned_data.get("sample")
    rows = xlsx_confined(sample.read()).rows if sample else ()
    titles = next((row for row in rows[:10] if sum(bool(cell) for cell in row) > 1), ())
    found = guessed(titles)
    if not found:
        form.errors.clear()
        form.add_error("sample", _("Không nhận ra hàng tiêu đề trong tệp mẫu."))
        return render(request, "columnmaps/edit.html", context, status=422)
    left = [title for title in titles if title and title not in found.values()]
    proposed = MapForm(places=places, version=form.version)
    proposed.initial = form.guess(found)
    context |= {"form": proposed, "lines": proposed.lines(), "groups": proposed.groups(), "recognised": len(found), "left": left}
    return render(request, "columnmaps/edit.html", context)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A map: its columns, its versions, and the way for a table to come back: it is read in a child process and tried."""
    column_map = _map(request, uid)
    uses = allowed(request.person, "column_map.use", column_map.organization)
    version, form = queries.latest(column_map, request.person), FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not uses:
        raise Http404
    if request.method == "POST" and form.is_valid() and (table := _hold(request, version, form)) is not None:
        return redirect("columnmaps:table", uid=table.uid)
    columns = [(FIELDS[column["field"]].label, column["title"], column["takes"]) for column in version.columns]
    context = {
        "map": column_map,
        "version": version,
        "columns": columns,
        "versions": MapVersion.objects.visible_to(request.person).filter(column_map=column_map).select_related("by").order_by("-number"),
        "tables": TableImport.objects.visible_to(request.person).filter(version__column_map=column_map)[:10],
        "form": form,
        "uses": uses,
        "sets": allowed(request.person, "column_map.set", column_map.organization),
        "lists": chosen.LISTS,
        "which": chosen.which(request.person, ""),
    }
    return render(request, "columnmaps/map.html", context, status=422 if form.errors else 200)


def _hold(request: HttpRequest, version: MapVersion, form: FileForm) -> TableImport | None:
    data = form.cleaned_data["file"].read()
    read = xlsx_confined(data)
    reasons = [reason for reason in read.reasons if reason.code != "sheets-left"]
    if reasons or not read.rows:
        form.add_error("file", " ".join(reason.said(get_language()) for reason in reasons) or _("Tệp không có dòng nào."))
        return None
    name, digest = form.cleaned_data["file"].name or "bang.xlsx", hashlib.sha256(data).hexdigest()
    return actions.hold(version, name=name, file_hash=digest, rows=read.rows, by=request.person, at=timezone.now())


@require_POST
def export(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The list as it was narrowed, as the other system's table; who took it and how much stands in the journal."""
    column_map, today = _usable(request, uid), timezone.localdate()
    query = request.POST.get("query", "")[:400]
    work = asked_list(query, request.person, today)
    if work.count() > queries.MOST_ROWS:
        messages.error(request, _("Danh mục có quá %(n)s nhiệm vụ; đề nghị lọc bớt rồi xuất.") % {"n": queries.MOST_ROWS})
        return redirect(address(query))
    version = queries.latest(column_map, request.person)
    data, rows = papers.table(version, queries.lines(work, column_map, request.person, today))
    digest = hashlib.sha256(data).hexdigest()
    actions.note_export(version, rows=rows, file_hash=digest, by=request.person, at=timezone.now())
    name = f"{slugify(fold(column_map.system)) or 'bang'}-{today:%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
def table(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a table would do, or what is wrong with it row by row; then it is done whole, or left."""
    related = ("version__column_map__organization",)
    found = get_object_or_404(TableImport.objects.visible_to(request.person).select_related(*related), uid=uid)
    column_map, wrong = _usable(request, found.version.column_map.uid), ""
    if request.POST.get("act") == "drop":
        actions.drop(found, by=request.person, at=timezone.now())
        return redirect("columnmaps:map", uid=column_map.uid)
    if request.method == "POST":
        try:
            actions.carry(found, by=request.person, at=timezone.now())
        except ValidationError as error:
            wrong = " ".join(error.messages)
        else:
            messages.success(request, _("Đã nhập bảng %(name)s.") % {"name": found.name})
            return redirect("columnmaps:table", uid=found.uid)
    context = {"table": found, "map": column_map, "found": found.found, "wrong": wrong}
    return render(request, "columnmaps/table.html", context, status=422 if wrong else 200)
