"""Báo cáo cho máy: kỳ, danh sách, nhập, minh chứng, nộp, xác nhận. / Reports: periods, list, entering, evidence, submitting, deciding."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Router
from ninja.files import UploadedFile
from pydantic import Field, StrictBool, StrictInt

from dondoc.rules.limits import LIMITS
from dondoc.server.assignments.models import Assignment
from dondoc.server.exchange.api.bearing import PersonRequest
from dondoc.server.exchange.api.once import once
from dondoc.server.exchange.api.operations import changes, reads
from dondoc.server.exchange.api.problems import Refused
from dondoc.server.exchange.api.shapes import Asked, Instant, Limit, Named, Quantity, Sentences, Told, Uid, Word, a_page, named, plain
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.reports import actions
from dondoc.server.reports.models import Progress, Report, ReportQuerySet, ReportState, Verdict
from dondoc.server.reports.periods import periods_for
from dondoc.server.reports.uploads import uploads

router = Router(tags=["reports"])
READ, WRITE, DECIDE = "reports.read", "reports.write", "reports.decide"
Percent = Annotated[StrictInt, Field(ge=0, le=100)]


class Calendar(Told):
    """A period with its four dates."""

    key: str
    opens_on: date
    due_on: date
    review_by: date
    lock_on: date


class Calendars(Told):
    """Periods that hold for a body, newest first."""

    items: list[Calendar]


class Proof(Told):
    """A file that shows what a report says."""

    uid: UUID
    name: str
    sha256: str


class Judgement(Told):
    """What was said of a report; `decides`: by the authority, else proposed by the office."""

    verdict: Verdict
    decides: bool
    completes: bool
    reason: str
    by: Named
    at: Instant


class Account(Told):
    """A report in a list. `saves` counts how often it was saved: send it back with what you enter."""

    uid: UUID
    assignment: UUID
    organization: Named
    period: str
    version: int
    state: ReportState
    progress: str
    percent: int | None
    quantity: str | None
    result: str
    difficulties: str
    requests: str
    saves: int
    entered_at: Instant | None
    submitted_at: Instant | None


class AccountWhole(Account):
    """A report with its evidence and what was said of it."""

    evidence: list[Proof]
    reviews: list[Judgement]


class Accounts(Told):
    """A page of reports; `next` is the cursor of the next page."""

    items: list[Account]
    next: UUID | None


class Entry(Asked):
    """What the unit says. Only fields given are set; `saves` as last read, so that nothing of others is overwritten."""

    period: Annotated[Word, Field(pattern=r"^[0-9]{4}(-([0-9]{2}|Q[1-4]|H[12]))?$")]
    progress: Progress
    percent: Percent | None = None
    quantity: Quantity | None = None
    result: Sentences | None = None
    difficulties: Sentences | None = None
    requests: Sentences | None = None
    saves: Annotated[StrictInt, Field(ge=0, le=1_000_000)] | None = None


class Decision(Asked):
    """Accept, or return with the reason. `completes`: the work itself is confirmed as done."""

    verdict: Verdict
    completes: StrictBool = False
    reason: Sentences = ""


_PLAIN = ("uid", "version", "state", "progress", "percent", "result", "difficulties", "requests", "saves", "entered_at", "submitted_at")


def _values(row: Report) -> dict[str, Any]:
    return {key: getattr(row, key) for key in _PLAIN} | {
        "assignment": row.assignment.uid,
        "organization": named(row.assignment.organization),
        "period": row.period.key,
        "quantity": plain(row.quantity),
    }


def _seen(person: Person) -> ReportQuerySet:
    return Report.objects.visible_to(person).select_related("assignment__organization", "period")


@reads(router, "/organizations/{uuid:uid}/periods", Calendars, scope=READ, title="Kỳ báo cáo / Periods")
def periods(request: PersonRequest, uid: UUID) -> Calendars:
    """Các kỳ của cơ quan này, mới trước. / The periods that hold for this body."""
    place = get_object_or_404(Organization.objects.visible_to(request.person), uid=uid)
    found = periods_for(place).order_by("-opens_on", "-pk")[:200]
    keys = ("key", "opens_on", "due_on", "review_by", "lock_on")
    return Calendars(items=[Calendar(**{key: getattr(row, key) for key in keys}) for row in found])


@reads(router, "/reports", Accounts, scope=READ, title="Danh sách báo cáo / List of reports")
def reports(
    request: PersonRequest,
    period: Word = "",
    state: ReportState | None = None,
    assignment: Uid | None = None,
    organization: Uid | None = None,
    cursor: Uid | None = None,
    limit: Limit = 50,
) -> Accounts:
    """Báo cáo đồng chí được xem. / Reports you may see."""
    wanted = {
        "period__key": period,
        "state": state,
        "assignment__uid": assignment,
        "assignment__organization__uid": organization,
    }
    found = _seen(request.person).filter(**{key: value for key, value in wanted.items() if value})
    rows, after = a_page(found, cursor=cursor, limit=limit)
    return Accounts(items=[Account(**_values(row)) for row in rows], next=after)


@reads(router, "/reports/{uuid:uid}", AccountWhole, scope=READ, title="Một báo cáo / One report")
def report(request: PersonRequest, uid: UUID) -> AccountWhole:
    """Kèm minh chứng và kết luận. / With evidence and verdicts."""
    return _whole(request.person, uid)


def _whole(person: Person, uid: UUID) -> AccountWhole:
    row = get_object_or_404(_seen(person).prefetch_related("evidence__file", "reviews__by"), uid=uid)
    proofs = [Proof(uid=one.uid, name=one.name, sha256=one.file.sha256) for one in row.evidence.all() if one.withdrawn_at is None]
    said = [
        Judgement(
            verdict=Verdict(one.verdict), decides=one.decides, completes=one.completes, reason=one.reason, by=named(one.by), at=one.at
        )
        for one in row.reviews.all()
    ]
    return AccountWhole(**_values(row), evidence=proofs, reviews=said)


@changes(router, "/assignments/{uuid:uid}/reports", AccountWhole, scope=WRITE, title="Nhập báo cáo / Enter a report")
def enter(request: PersonRequest, uid: UUID, body: Entry) -> HttpResponse:
    """Báo cáo của kỳ cho một nhiệm vụ; nhập lại thì sửa, khi chưa nộp. / One period's report; entered again it changes what stood."""
    work = get_object_or_404(Assignment.objects.visible_to(request.person).select_related("organization"), uid=uid)
    period = periods_for(work.organization).filter(key=body.period).first()
    if period is None:
        raise ValidationError({"period": _("Chưa có kỳ này.")})
    said = body.model_dump(exclude={"period", "saves"}, exclude_none=True, mode="json")
    if body.quantity is not None:
        said |= {"quantity": Decimal(body.quantity)}

    def act(at: datetime) -> AccountWhole:
        kept = actions.enter(work, period=period, by=request.person, at=at, saves=body.saves, **said)
        return _whole(request.person, kept.uid)

    return once(request, act)


@changes(router, "/reports/{uuid:uid}/evidence", AccountWhole, scope=WRITE, title="Thêm minh chứng / Add evidence")
def add_evidence(request: PersonRequest, uid: UUID, file: File[UploadedFile]) -> HttpResponse:
    """Tệp chứng minh điều báo cáo, trước khi nộp. / A file that shows what the report says, before it is submitted."""
    found = get_object_or_404(_seen(request.person), uid=uid)
    if (file.size or 0) > LIMITS.upload_bytes:
        raise Refused("too-big")
    (one,) = uploads([file])

    def act(at: datetime) -> AccountWhole:
        actions.add_evidence(found, name=one.name, data=one.data, media_type=one.media_type, by=request.person, at=at)
        return _whole(request.person, uid)

    return once(request, act)


@changes(router, "/reports/{uuid:uid}/submit", AccountWhole, scope=WRITE, title="Nộp báo cáo / Submit a report")
def submit(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Thủ trưởng duyệt và nộp; giờ nộp là giờ máy chủ. / The head approves and submits; the time is the server's."""
    found = get_object_or_404(_seen(request.person), uid=uid)

    def act(at: datetime) -> AccountWhole:
        actions.submit([found], by=request.person, at=at)
        return _whole(request.person, uid)

    return once(request, act)


@changes(router, "/reports/{uuid:uid}/verdict", AccountWhole, scope=DECIDE, title="Xác nhận, trả lại / Accept or return")
def decide(request: PersonRequest, uid: UUID, body: Decision) -> HttpResponse:
    """Người có thẩm quyền kết luận; trả lại thì ghi lý do. / By the authority; a return says why."""
    found = get_object_or_404(_seen(request.person), uid=uid)
    if body.verdict == Verdict.RETURN and not body.reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi rõ nội dung cần bổ sung.")})

    def act(at: datetime) -> AccountWhole:
        actions.decide(found, verdict=body.verdict, completes=body.completes, reason=body.reason, by=request.person, at=at)
        return _whole(request.person, uid)

    return once(request, act)
