"""Các bản của một báo cáo trong kỳ: nộp, trả lại vì sao, bản sau sửa gì. / Versions side by side: what each changed, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.models import Person
from dondoc.server.reports.corrections import MENDABLE, plain, shown
from dondoc.server.reports.models import Report, Review
from dondoc.server.reports.wording import Piece, marked
from dondoc.worktime import Calendar, working_days_between


@dataclass(frozen=True)
class Field:
    """One field of two versions, the words that differ marked."""

    label: str | Promise
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    changed: bool


@dataclass(frozen=True)
class Step:
    """From one version to the next: what came between them, and what changed."""

    before: Report
    after: Report
    verdict: Review | None  # by which the earlier one was returned
    fields: tuple[Field, ...]

    @property
    def changed(self) -> list[Field]:
        """What is not the same."""
        return [field for field in self.fields if field.changed]

    @property
    def same(self) -> list[Field]:
        """What stands as it stood, where anything stands."""
        return [field for field in self.fields if not field.changed and field.after]


def steps(report: Report, person: Person) -> list[Step]:
    """Every step between versions of this report's period that this person may see, newest first. Three queries."""
    rows = list(
        Report.objects.visible_to(person)
        .filter(assignment=report.assignment_id, period=report.period_id)
        .select_related("submitted_by")
        .prefetch_related("evidence__file", "reviews__by")
        .order_by("version")
    )
    return [_step(before, after) for before, after in pairwise(rows)][::-1]


def _step(before: Report, after: Report) -> Step:
    told: list[tuple[str | Promise, str, str]] = [(_("Tình trạng"), before.get_progress_display(), after.get_progress_display())]
    for field, label in MENDABLE.items():
        old, new = (plain(getattr(report, field)) for report in (before, after))
        told.append((label, shown(field, old) if old else "", shown(field, new) if new else ""))
    told.append((_("Minh chứng"), _files(before), _files(after)))
    verdict = next((review for review in before.reviews.all() if review.decides), None)
    return Step(before, after, verdict, tuple(Field(label, *marked(old, new), old != new) for label, old, new in told))


def _files(report: Report) -> str:
    return "\n".join(f"{file.name} ({file.file.sha256[:8]})" for file in report.evidence.all() if file.withdrawn_at is None)


@dataclass(frozen=True)
class Waiting:
    """A report in the queue: how long it has lain with the office, in working days, and by how many too long."""

    report: Report
    days: int
    over: int
    again: bool  # answers a returned version


def waiting(reports: Sequence[Report], on: date, days: Calendar, allowed: int) -> list[Waiting]:
    """The office's own delay. allowed: working days it has given itself."""
    found = []
    for report in reports:
        sent = timezone.localdate(report.submitted_at) if report.submitted_at else on
        lain = max(0, working_days_between(sent, on, days) - (1 if days.works(sent) else 0))
        found.append(Waiting(report, lain, max(0, lain - allowed), report.version > 1))
    return found


def over(queue: QuerySet[Report], on: date, days: Calendar, allowed: int) -> int:
    """How many reports of the queue have lain with the office longer than it has given itself. One query."""
    left, day = allowed, on
    while left > 0 or not days.works(day):
        left -= days.works(day)
        day -= timedelta(days=1)
    return queue.filter(submitted_at__date__lt=day).count()


def neighbours(queue: QuerySet[Report], report: Report) -> tuple[Report | None, Report | None]:
    """The reports before and after this one in the queue. One query."""
    rows = list(queue.prefetch_related(None).select_related(None).only("pk", "uid", "submitted_at"))
    places = {row.pk: at for at, row in enumerate(rows)}
    at = places.get(report.pk)
    if at is None:
        return None, rows[0] if rows else None
    return rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None
