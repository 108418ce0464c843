"""Ghi lùi ngày, đổi tiêu chí và thời hạn giữa chừng. / Backdating refused or of no effect (T-T2); what was issued does not move (T-T4)."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.journal.models import Entry
from dondoc.server.reports.models import Evidence, Period, Report
from dondoc.server.reports.queries import outcomes
from dondoc.server.reports.tests.conftest import give, month

pytestmark = pytest.mark.django_db
PAST = "2020-01-01T00:00:00Z"
#: What a form, a program or a header might claim.
CLAIMS = ("submitted_at", "entered_at", "at", "received_at", "done_on", "date", "kept_at", "added_at", "version", "state", "period")


@pytest.fixture
def task(cast: Any) -> Assignment:
    give(cast, "Rà soát nguyện vọng", cast.commune, deadline_on=cast.noon.date() + timedelta(days=3))
    return Assignment.objects.get()


@pytest.fixture
def period(cast: Any) -> Period:
    return month(cast, "2026-11", cast.noon.date() - timedelta(days=3))


def near(value: datetime | None, since: datetime) -> bool:
    """By the server's clock between the request and now, two seconds allowed."""
    return value is not None and since - timedelta(seconds=2) <= value <= timezone.now() + timedelta(seconds=2)


def claims(task: Assignment) -> dict[str, str]:
    return dict.fromkeys(CLAIMS, PAST) | {f"{task.uid}-{name}": PAST for name in CLAIMS}


def test_no_form_header_or_file_sets_the_time(cast: Any, task: Assignment, period: Period, signed_in: Any) -> None:
    base, headers = f"/bao-cao/{period.key}/{cast.commune.uid}/", {"date": "Wed, 01 Jan 2020 00:00:00 GMT", "x-date": PAST}
    with time_machine.travel(cast.noon + timedelta(days=5)):  # two days late
        since, file = timezone.now(), SimpleUploadedFile("bb.txt", b"bien ban")
        data = {f"{task.uid}-progress": "done", f"{task.uid}-result": "Xong", f"{task.uid}-saves": "0", f"{task.uid}-evidence": file}
        signed_in("khanh").post(base, claims(task) | data, headers=headers)
        report = Report.objects.get()
        assert near(report.entered_at, since)
        assert near(Evidence.objects.get().added_at, since)
        signed_in("hoa").post(f"{base}nop/", claims(task), headers=headers)
        report.refresh_from_db()
        entry = Entry.objects.get(action="report.submit", object_id=report.uid)
        told = [report.submitted_at, Evidence.objects.get().file.kept_at, entry.at]
        assert all(near(value, since) for value in told), told
        assert report.version == 1
        assert outcomes(Assignment.objects.all(), timezone.localdate()).open_overdue == 1  # late stays late
    sys.stdout.write(f"\nT-T2: {2 * len(CLAIMS)} fields and 2 headers claim 2020, {len(told) + 2} times kept are the server's\n")


def test_no_program_sets_the_time(cast: Any, task: Assignment, period: Period, machine: Any) -> None:
    since = timezone.now()
    said = {"period": period.key, "progress": "in_hand", "result": "Đang làm"}
    for name in ("submitted_at", "entered_at", "at"):
        key = {"idempotency-key": f"claim-{name.replace('_', '-')}"}
        answer = machine("hoa").post(
            f"/api/v1/assignments/{task.uid}/reports", said | {name: PAST}, content_type="application/json", headers=key
        )
        assert answer.status_code in (400, 422), (name, answer.content)
    assert not Report.objects.exists()
    told = {"idempotency-key": "no-claim-1", "date": PAST}
    answer = machine("hoa").post(f"/api/v1/assignments/{task.uid}/reports", said, content_type="application/json", headers=told)
    assert answer.status_code == 200
    assert near(Report.objects.get().entered_at, since)


def test_what_was_issued_does_not_move(cast: Any, task: Assignment, period: Period) -> None:
    """T-T4: criteria, fields and bodies of an issued order are closed; a deadline moves by a decision alone, and both days stay."""
    order, before = task.order, task.deadline_on
    tries = (
        lambda: assignments.set_criteria(order, criteria=[("Dễ hơn", "", None)], by=cast.binh, at=cast.noon),
        lambda: assignments.edit(order, version=order.version, deadline_on=date(2027, 1, 1), by=cast.binh, at=cast.noon),
        lambda: assignments.set_targets(order, lead=[str(cast.other_commune.uid)], by=cast.binh, at=cast.noon),
    )
    for act in tries:
        with pytest.raises((NotNow, ValidationError)):
            act()
    task.refresh_from_db()
    assert [one.text for one in order.criteria.all()] == ["Có số liệu của từng thôn"]
    assert (task.deadline_on, task.first_deadline_on) == (before, before)
    assert before is not None
    asked = assignments.ask_extension(task, until=before + timedelta(days=9), reason="Chờ", by=cast.hoa, at=cast.noon)
    assignments.decide_extension(asked, agree=True, words="Đồng ý", by=cast.an, at=cast.noon)
    task.refresh_from_db()
    assert task.deadline_on is not None
    assert task.deadline_on > before
    assert task.first_deadline_on == before
    assert Period.objects.get(pk=period.pk).due_on == period.due_on
    sys.stdout.write(f"\nT-T4: {len(tries)} changes of an issued order refused, one decision moved a deadline and both days stay\n")
