"""Mọi thay đổi của phòng bảng nối cột. / Every write of this room; what a table changes goes by the acts of the engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Source
from dondoc.server.columnmaps.checking import Change, Checked, Fault, check
from dondoc.server.columnmaps.fields import CODES, DAYS, FIELDS, KNOWN_BY, REPORTED
from dondoc.server.columnmaps.models import ColumnMap, ExternalRef, MapVersion, TableImport, TableState
from dondoc.server.journal import actions as journal
from dondoc.server.journal import keys
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports import actions as reports
from dondoc.server.reports import periods
from dondoc.terms.vietnamese import fold, nfc

#: Rows one table may change at once: each is several acts, tried before they are done.
MOST_CHANGED = 300
Rows = Sequence[Sequence[str]]


@transaction.atomic
def set_map(
    organization: Organization,
    *,
    system: str,
    columns: Sequence[Mapping[str, Any]],
    codes: Mapping[str, Mapping[str, str]],
    days: str,
    adds: bool = False,
    by: Person,
    at: datetime,
) -> MapVersion:
    """Set the columns of one other system; the first time, or as its next version. Nothing changed makes no version.

    columns: [{"field", "title", "takes"}] in order. codes: {field: {our key: their code}}.
    """
    access.require(by, "column_map.set", organization)
    name = nfc(system).strip()
    if not name:
        raise ValidationError({"system": _("Ghi tên hệ thống kia.")})
    told = {"columns": _columns(columns), "codes": _codes(codes), "days": days if days in DAYS else "cell", "adds": adds}
    column_map = ColumnMap.objects.select_for_update().filter(organization=organization, system=name).first()
    if column_map is None:
        column_map = ColumnMap(organization=organization, system=name, made_by=by, made_at=at)
        column_map.full_clean(exclude=["uid"])
        column_map.save()
    last = MapVersion.objects.filter(column_map=column_map).order_by("number").last()
    if last is not None and {key: getattr(last, key) for key in told} == told:
        return last
    version = MapVersion(column_map=column_map, number=(last.number if last else 0) + 1, by=by, at=at, **told)
    version.save()
    journal.write("column_map.set", column_map, by=by, at=at, payload={"system": name, "version": version.number, **told})
    return version


def _columns(columns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Whole and unmistakable: known fields, each once, titles that differ, one column by which a row is known again."""
    found = []
    for column in columns:
        title = nfc(str(column["title"])).strip()
        if column["field"] in FIELDS and title:
            takes = bool(column.get("takes")) and FIELDS[column["field"]].takes
            found.append({"field": column["field"], "title": title[:120], "takes": takes})
    fields, titles = [one["field"] for one in found], [fold(one["title"]) for one in found]
    if not set(fields) & set(KNOWN_BY):
        raise ValidationError(_("Cần cột mã nhiệm vụ của hệ thống này hoặc mã ở hệ thống kia để biết hàng nào là việc nào."))
    if len(fields) < 2:
        raise ValidationError(_("Cần ít nhất một cột ngoài cột mã."))
    if len(set(fields)) < len(fields) or len(set(titles)) < len(titles):
        raise ValidationError(_("Hai cột không được cùng tiêu đề hoặc cùng nội dung."))
    return found


def _codes(codes: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for field, known in CODES.items():
        told = {key: nfc(code).strip()[:60] for key, code in codes.get(field, {}).items() if key in known and nfc(code).strip()}
        ours = {fold(str(words)): key for key, words in known.items()}
        if len({fold(code) for code in told.values()}) < len(told):
            raise ValidationError(_("Cột “%(field)s”: hai giá trị không được cùng một mã.") % {"field": FIELDS[field].label})
        if any(ours.get(fold(code), key) != key for key, code in told.items()):
            raise ValidationError(_("Cột “%(field)s”: mã trùng chữ của giá trị khác.") % {"field": FIELDS[field].label})
        if told:
            found[field] = told
    return found


@transaction.atomic
def note_export(version: MapVersion, *, rows: int, file_hash: str, by: Person, at: datetime) -> None:
    """Take note that a table leaves, before it does: by which map, how many rows, which bytes."""
    access.require(by, "column_map.use", version.column_map.organization)
    told = {"system": version.column_map.system, "version": version.number, "rows": rows, "file": file_hash}
    journal.write("column_map.export", version.column_map, by=by, at=at, payload=told)


@transaction.atomic
def set_ref(assignment: Assignment, *, column_map: ColumnMap, code: str, by: Person, at: datetime) -> ExternalRef:
    """Say which code a piece of work has in the other system. One that another piece of work has is refused."""
    access.require(by, "column_map.use", column_map.organization)
    if not Assignment.objects.visible_to(by).filter(pk=assignment.pk).exists():
        raise PermissionDenied
    said = nfc(code).strip()
    if not said or len(said) > 120:
        raise ValidationError({"external_ref": _("Mã ở hệ thống kia từ 1 đến 120 ký tự.")})
    if ExternalRef.objects.filter(column_map=column_map, code=said).exclude(assignment=assignment).exists():
        raise ValidationError({"external_ref": _("Mã của hệ thống kia đang thuộc nhiệm vụ khác.")})
    row = ExternalRef.objects.select_for_update().filter(column_map=column_map, assignment=assignment).first()
    before = row.code if row else ""
    row = row or ExternalRef(column_map=column_map, assignment=assignment)
    row.code, row.by, row.at = said, by, at
    row.save()
    told = {"assignment": assignment.uid, "system": column_map.system, "before": before, "code": said}
    journal.write("external_ref.set", row, by=by, at=at, payload=told)
    return row


@transaction.atomic
def hold(version: MapVersion, *, name: str, file_hash: str, rows: Rows, by: Person, at: datetime) -> TableImport:
    """Keep a table until its person confirms it, with what it would do: each changed row is tried by its acts and undone.

    A table of the same map held before is dropped for it.
    """
    access.require(by, "column_map.use", version.column_map.organization)
    for earlier in TableImport.objects.filter(version__column_map=version.column_map, by=by, state=TableState.HELD):
        drop(earlier, by=by, at=at)
    table = TableImport(version=version, name=nfc(name)[:200], file_hash=file_hash, rows=json.dumps(rows, ensure_ascii=False), by=by, at=at)
    table.found = _tried(rows, version, by, at).kept()
    table.full_clean(exclude=["uid"])
    table.save()
    told = {"system": version.column_map.system, "version": version.number, "file": file_hash}
    journal.write("column_map.hold", table, by=by, at=at, payload=told)
    return table


class _UndoneError(Exception):
    """The way out of a savepoint whose acts were only tried."""


def _tried(rows: Rows, version: MapVersion, by: Person, at: datetime) -> Checked:
    """What a table would do, with the faults its acts would meet."""
    found = check(rows, version, by, timezone.localdate(at))
    if len(found.changes) > MOST_CHANGED:
        told = {"n": len(found.changes), "most": MOST_CHANGED}
        found.faults.append(Fault(1, "", _("Tệp đổi %(n)s dòng; mỗi lần nhập nhiều nhất %(most)s dòng, đề nghị chia tệp.") % told))
        return found
    form = keys.pending.set(None)  # what is undone must not use the form's key up
    try:
        for change in found.changes:
            try:
                with transaction.atomic():
                    _carry(change, version.column_map, by, at)
                    raise _UndoneError
            except _UndoneError:
                continue
            except (ValidationError, PermissionDenied, NotNow) as error:
                found.faults.append(Fault(change.row, "", _why(error)))
    finally:
        keys.pending.reset(form)
    return found


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, NotNow):
        return _("Nhiệm vụ hoặc báo cáo của kỳ đã nộp, đã kết thúc hoặc đang tạm dừng, không sửa bằng tệp được.")
    return str(error) or _("Đồng chí chưa được giao quyền làm việc này ở đơn vị ấy.")


@transaction.atomic
def carry(table: TableImport, *, by: Person, at: datetime) -> TableImport:
    """Do what the table says, all or nothing: it is checked again now, and every changed row goes by the acts of the engine."""
    table = TableImport.objects.select_for_update(of=("self",)).select_related("version__column_map__organization").get(pk=table.pk)
    if by.pk != table.by_id:
        raise PermissionDenied
    version = table.version
    access.require(by, "column_map.use", version.column_map.organization)
    if table.state != TableState.HELD:
        raise ValidationError(_("Bảng này đã được nhập hoặc đã bỏ."))
    found = check(json.loads(table.rows), version, by, timezone.localdate(at))
    if found.faults or len(found.changes) > MOST_CHANGED:
        raise ValidationError(_("Còn %(n)s chỗ sai; chưa nhập dòng nào.") % {"n": len(found.faults) or 1})
    if not found.changes:
        raise ValidationError(_("Bảng giống hệ thống, không có gì để nhập."))
    for change in found.changes:
        try:
            _carry(change, version.column_map, by, at)
        except (ValidationError, PermissionDenied, NotNow) as error:
            told = {"row": change.row, "why": _why(error)}
            raise ValidationError(_("Dòng %(row)s: %(why)s Chưa nhập dòng nào.") % told) from error
    kept = found.kept()
    changes = json.dumps(kept["changes"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    table.state, table.rows, table.found, table.carried_at = TableState.CARRIED, "", kept, at
    table.changes_hash = hashlib.sha256(changes.encode()).hexdigest()
    table.save()
    payload = {"system": version.column_map.system, "version": version.number, "file": table.file_hash, "rows": len(found.changes)}
    journal.write("column_map.import", table, by=by, at=at, payload={**payload, "changes": table.changes_hash})
    return table


@transaction.atomic
def drop(table: TableImport, *, by: Person, at: datetime) -> None:
    """Leave a held table; its rows are forgotten."""
    table = TableImport.objects.select_for_update().get(pk=table.pk, by=by)
    if table.state == TableState.HELD:
        table.state, table.rows, table.found = TableState.DROPPED, "", {}
        table.save()
        journal.write("column_map.drop", table, by=by, at=at)


def _carry(change: Change, column_map: ColumnMap, by: Person, at: datetime) -> None:
    """One row by the acts of the engine: its code elsewhere, the report of the open period, a later deadline asked for."""
    if change.work is None:
        _enter_new(change, column_map, by, at)
        return
    part = Assignment.objects.visible_to(by).select_related("organization", "order").get(uid=change.work)
    changed = {cell.field for cell in change.cells}
    if "external_ref" in changed:
        set_ref(part, column_map=column_map, code=str(change.values["external_ref"]), by=by, at=at)
    if changed & set(REPORTED):
        _report(part, change, by, at)
    if "deadline" in changed:
        reason = str(change.values.get("extension_reason") or "")
        assignments.ask_extension(part, until=change.values["deadline"], reason=reason, by=by, at=at)


def _report(part: Assignment, change: Change, by: Person, at: datetime) -> None:
    """Everything the map takes of a report goes into the report of the open period; approving and sending stay the head's."""
    period = periods.current_period(part.organization, timezone.localdate(at))
    if period is None:
        raise ValidationError(_("Chưa có kỳ báo cáo nào mở cho đơn vị."))
    said: dict[str, Any] = {key: change.values[key] for key in REPORTED if key in change.values}
    for key, value in said.items():
        if key == "percent":
            said[key] = None if value is None else int(value)
        elif key != "quantity":
            said[key] = value or ""
    reports.enter(part, period=period, by=by, at=at, **said)


def _enter_new(change: Change, column_map: ColumnMap, by: Person, at: datetime) -> None:
    """Work of the other system as a drafted order, which waits for its bodies and its leader as any other."""
    code = str(change.values["external_ref"])
    entered = assignments.Entered(Source.ABOVE, f"{column_map.system}, mã {code}", external_ref=f"{column_map.system}:{code}")
    assignments.enter(
        organization=column_map.organization,
        entered=entered,
        task=change.task,
        deadline_on=change.values.get("deadline"),
        by=by,
        at=at,
    )
