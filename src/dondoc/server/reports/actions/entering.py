"""Nhập báo cáo, minh chứng. / Entering reports and evidence: the officer of the unit, or who does the work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import ENDED_STATES, Assignment, AssignmentState
from dondoc.server.files import actions as files
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.reports.lifecycle import REPORT
from dondoc.server.reports.measuring import answered
from dondoc.server.reports.models import Evidence, Period, Report, ReportState
from dondoc.terms.vietnamese import nfc

#: What a form may set of a report. Everything else has an act of its own.
FIELDS = ("progress", "percent", "quantity", "result", "difficulties", "requests")


class Stale(Exception):
    """Somebody saved after this form was opened; `now` is what stands, nothing was overwritten."""

    def __init__(self, now: Report) -> None:
        super().__init__("saved by somebody else meanwhile")
        self.now = now


@dataclass(frozen=True)
class Upload:
    """A file as it came by a form; `media_type` is what its content is."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True)
class Entry:
    """What a page says of one assignment: the fields, the count of saves it was opened with, new files."""

    assignment: Assignment
    fields: dict[str, Any]
    saves: int
    files: tuple[Upload, ...] = ()


@transaction.atomic
def enter_all(entries: Iterable[Entry], *, period: Period, by: Person, at: datetime) -> list[Report]:
    """Save a page of several reports, all or none, files with them. `Stale` names the first that somebody else saved meanwhile."""
    saved = []
    for entry in entries:
        report = enter(entry.assignment, period=period, by=by, at=at, saves=entry.saves, **entry.fields)
        for upload in entry.files:
            add_evidence(report, name=upload.name, data=upload.data, media_type=upload.media_type, by=by, at=at)
        saved.append(report)
    return saved


@transaction.atomic
def enter(assignment: Assignment, *, period: Period, by: Person, at: datetime, saves: int | None = None, **fields: Any) -> Report:
    """Enter or change this period's report of an assignment. `saves` is the count the form was opened with;
    `Stale` when it moved on.

    fields: progress, percent (0 to 100), quantity, result, difficulties, requests; only those given are set. measures: {place of a
    criterion as text: figure, "yes" or "no"}; the criteria are those in force when the period opened, frozen with the report.
    """
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("order", "organization").get(pk=assignment.pk)
    require_of_unit(by, "report.enter", assignment)
    require_open(assignment, period, at)
    report = _current(assignment, period) or Report(assignment=assignment, period=period, version=_next_version(assignment, period))
    report.state = REPORT.after(report.state, "enter")
    if saves is not None and report.pk and saves != report.saves:
        raise Stale(report)
    changed = {key: fields[key] for key in FIELDS if key in fields}
    if "measures" in fields or not report.measures:
        changed["measures"] = answered(assignment.order, period, fields.get("measures") or {})
    for key, value in changed.items():
        setattr(report, key, nfc(value).strip() if isinstance(value, str) else value)
    report.entered_by, report.entered_at, report.saves = by, at, report.saves + 1
    report.full_clean(exclude=["uid"], validate_unique=False, validate_constraints=False)
    report.save()
    if assignment.state == AssignmentState.ISSUED and access.allowed(by, "assignment.receive", assignment.organization):
        assignment = assignments.receive(assignment, by=by, at=at)  # who reports on it has it
    if assignment.state == AssignmentState.RECEIVED:
        assignments.start(assignment, by=by, at=at)
    journal.write("report.enter", report, by=by, at=at, payload={"assignment": assignment.uid, "period": period.key, **_plain(changed)})
    return report


def _plain(changed: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in changed.items()}


def require_of_unit(by: Person, act: str, assignment: Assignment) -> None:
    """The one who does the work may enter its report; everything else goes by the right at the unit."""
    if act == "report.enter" and assignment.doer_id == by.pk and by.pk is not None:
        return
    access.require(by, act, assignment.organization)


def require_open(assignment: Assignment, period: Period, at: datetime) -> None:
    if assignment.state in (AssignmentState.ACCEPTED, *ENDED_STATES):
        raise NotNow("report", assignment.state, ())
    today = timezone.localdate(at)
    if today < period.opens_on:
        raise ValidationError(_("Kỳ %(key)s mở từ ngày %(day)s.") % {"key": period.key, "day": period.opens_on.strftime("%d/%m/%Y")})
    if today > period.lock_on:
        raise ValidationError(_("Kỳ %(key)s đã khóa ngày %(day)s.") % {"key": period.key, "day": period.lock_on.strftime("%d/%m/%Y")})


def _current(assignment: Assignment, period: Period) -> Report | None:
    return Report.objects.select_for_update().filter(assignment=assignment, period=period).exclude(state=ReportState.RETURNED).first()


def _next_version(assignment: Assignment, period: Period) -> int:
    last = Report.objects.filter(assignment=assignment, period=period).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


@transaction.atomic
def add_evidence(report: Report, *, name: str, data: bytes, media_type: str, by: Person, at: datetime) -> Evidence:
    """Attach a file that shows what the report says, before it is submitted."""
    report = Report.objects.select_for_update().select_related("assignment__organization").get(pk=report.pk)
    require_of_unit(by, "report.enter", report.assignment)
    if report.state not in (ReportState.OPEN, ReportState.ENTERED):
        raise NotNow("add_evidence", report.state, REPORT.acts(report.state))
    if not data:
        raise ValidationError(_("Tệp “%(name)s” không có nội dung (0 byte).") % {"name": name})
    kept = files.keep(data, media_type=media_type, at=at)
    evidence = Evidence(report=report, file=kept, name=nfc(name)[:255], added_by=by, added_at=at)
    evidence.save()
    journal.write("evidence.add", evidence, by=by, at=at, payload={"report": report.uid, "name": name, "sha256": kept.sha256})
    return evidence


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: Person, at: datetime) -> Evidence:
    """Take a file out of a report not yet submitted. The bytes and this entry stay."""
    evidence = Evidence.objects.select_for_update().select_related("report__assignment__organization").get(pk=evidence.pk)
    require_of_unit(by, "report.enter", evidence.report.assignment)
    if evidence.report.state not in (ReportState.OPEN, ReportState.ENTERED):
        raise NotNow("withdraw_evidence", evidence.report.state, REPORT.acts(evidence.report.state))
    evidence.withdrawn_at = at
    evidence.save(update_fields=["withdrawn_at"])
    journal.write("evidence.withdraw", evidence, by=by, at=at, payload={"report": evidence.report.uid})
    return evidence
