"""Đọc đính chính: được đính chính khi nào, số cũ và số mới cạnh nhau. / Reads of corrections: when one is possible, both values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models import Report, ReportCorrection, ReportCorrectionState, ReportState
from dondoc.server.reports.wording import Piece, marked
from dondoc.terms.vietnamese import nfc

#: Figures and words of a report that a correction may mend, with their labels.
MENDABLE: dict[str, str | Promise] = {
    "percent": _("Tỷ lệ hoàn thành (%)"),
    "quantity": _("Số liệu đạt được"),
    "result": _("Kết quả trong kỳ"),
    "difficulties": _("Khó khăn, vướng mắc"),
    "requests": _("Kiến nghị, đề xuất"),
}


def plain(value: Any) -> str:
    """A value as a correction keeps it: «12.50», «40», the words; "" for none."""
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, Decimal) else nfc(str(value)).strip()


def shown(field: str, text: str) -> str:
    """A kept value as a page shows it, in the reader's way of writing numbers."""
    if not text:
        return "–"
    if field == "quantity":
        return str(number_format(Decimal(text).normalize() + 0, use_l10n=True, force_grouping=True))
    return f"{text}%" if field == "percent" else text


def standing(report: Report) -> dict[str, str]:
    """What stands of a report after its accepted corrections, as kept text by field. One query."""
    values = {field: plain(getattr(report, field)) for field in MENDABLE}
    for row in report.corrections.filter(state=ReportCorrectionState.ACCEPTED).order_by("decided_at", "pk"):
        values |= {field: change["after"] for field, change in row.changes.items()}
    return values


def differences(report: Report, values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What these values say otherwise than what stands, as `ReportCorrection.changes`."""
    stands = standing(report)
    said = {field: plain(values[field]) for field in MENDABLE if field in values}
    return {field: {"before": stands[field], "after": text} for field, text in said.items() if text != stands[field]}


def why_not(report: Report, at: datetime) -> str:
    """Why a report cannot be corrected now; "" when it can: accepted, or submitted and its period locked."""
    if report.submitted_at is None:
        return say("Báo cáo chưa nộp trong kỳ thì không có gì để đính chính; kết quả ghi vào kỳ đang mở.")
    if report.assignment.reports.filter(period=report.period_id, version__gt=report.version).exists():
        return say("Đã có bản báo cáo mới hơn của kỳ này. Đề nghị đính chính ở bản ấy.")
    locked = timezone.localdate(at) > report.period.lock_on
    if report.state == ReportState.ACCEPTED or locked:
        return ""
    if report.state == ReportState.RETURNED:
        return say("Kỳ chưa khóa: nộp bản báo cáo bổ sung, không cần đính chính.")
    return say("Báo cáo đang chờ xem xét, kỳ chưa khóa. Đề nghị văn phòng trả lại để sửa.")


@dataclass(frozen=True)
class Change:
    """One field of a correction: both values, the words that differ marked."""

    label: str | Promise
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def changes(row: ReportCorrection) -> list[Change]:
    """The fields of a correction in the order of a report."""
    told = [(field, row.changes[field]) for field in MENDABLE if field in row.changes]
    return [Change(MENDABLE[field], *marked(shown(field, cell["before"]), shown(field, cell["after"]))) for field, cell in told]


@dataclass(frozen=True)
class Mended:
    """A report's field as accepted corrections left it."""

    label: str | Promise
    value: str  # as shown
    after: str  # the same as kept: «12.50»
    before: str  # what the report said, as shown
    correction: ReportCorrection  # the last one that says so


def mended(reports: Iterable[Report], person: Person) -> dict[int, dict[str, Mended]]:
    """By report (primary key) and field: what accepted corrections say beside what the report says. One query."""
    by_pk = {report.pk: report for report in reports}
    found: defaultdict[int, dict[str, Mended]] = defaultdict(dict)
    rows = ReportCorrection.objects.visible_to(person).filter(report__in=list(by_pk), state=ReportCorrectionState.ACCEPTED)
    for row in rows.order_by("decided_at", "pk"):
        for field, cell in row.changes.items():
            before = shown(field, plain(getattr(by_pk[row.report_id], field)))
            found[row.report_id][field] = Mended(MENDABLE[field], shown(field, cell["after"]), cell["after"], before, row)
    return dict(found)


def of_report(report: Report, person: Person) -> QuerySet[ReportCorrection]:
    """The corrections of one report that this person may see, newest first."""
    return ReportCorrection.objects.visible_to(person).filter(report=report).select_related(*PERSONS).order_by("-entered_at")


PERSONS = ("entered_by", "signed_by", "decided_by")
_SHOWN = ("report__assignment__order__authority", "report__assignment__organization", "report__period", *PERSONS)


def to_sign(person: Person) -> QuerySet[ReportCorrection]:
    """What waits for this person's signature as head of a unit."""
    heads = organizations_where(person, "report.submit")
    found = ReportCorrection.objects.visible_to(person).filter(state=ReportCorrectionState.ENTERED)
    return found.filter(report__assignment__organization__in=heads).select_related(*_SHOWN)


def to_decide(person: Person) -> QuerySet[ReportCorrection]:
    """What waits for this person's decision, oldest first."""
    found = ReportCorrection.objects.visible_to(person).filter(state=ReportCorrectionState.SIGNED)
    mine = organizations_where(person, "report.confirm")
    return found.filter(report__assignment__order__authority__in=mine).select_related(*_SHOWN).order_by("signed_at", "pk")


def lately(person: Person, limit: int = 20) -> Sequence[ReportCorrection]:
    """What was decided, or still waits elsewhere, newest first, of what this person may see."""
    found = ReportCorrection.objects.visible_to(person).exclude(pk__in=to_sign(person)).exclude(pk__in=to_decide(person))
    told = found.filter(~Q(state=ReportCorrectionState.DROPPED)).select_related(*_SHOWN).order_by("-entered_at", "-pk")
    return list(told[:limit])


def initial(stands: Mapping[str, str]) -> dict[str, Any]:
    """What stands, as a form takes it."""
    return {field: Decimal(text) if field == "quantity" and text else text for field, text in stands.items()}
