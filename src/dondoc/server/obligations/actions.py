"""Mọi thay đổi của việc đến kỳ. / Every write to obligations and series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import OPEN_STATES, Assignment, AssignmentState, Cadence, Order, OrderState, RequestState, Suspension
from dondoc.server.journal import actions as journal
from dondoc.server.obligations.models import Answer, Obligation, Series
from dondoc.server.obligations.opening import Periods, by_order, opening, stretches, waived
from dondoc.server.obligations.queries import recurring
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.rulebook.queries import calendar
from dondoc.terms.vietnamese import nfc
from dondoc.worktime import COUNTED, Recurrence, last_day

#: Assignments looked at in one transaction.
BATCH = 2000
#: Periods as long as a reporting period, or longer: its report answers them before their last day too.
_LONG = ("monthly", "quarterly", "half-yearly", "yearly")
#: A record of the office in the office's own language, whatever the language of the page.
SUSPENDED = "Nhiệm vụ đang tạm dừng."


@transaction.atomic
def open_due(*, periods: Periods, by: Person, at: datetime) -> int:
    """Open what has begun for up to `BATCH` pieces of recurring work not looked at today; waive what fell due while suspended.

    periods: the reporting periods of a body. Returns how many pieces it looked at: call again until 0. Safe to run twice.
    """
    today = timezone.localdate(at)
    running = Q(opened_to=None) | Q(opened_to__lt=today)
    parts = list(
        Assignment.objects.select_for_update(of=("self",))
        .select_related("order", "organization")
        .filter(running, state__in=OPEN_STATES)
        .exclude(order__cadence="")
        .exclude(state=AssignmentState.SUSPENDED)
        .order_by("order", "pk")[:BATCH]
    )
    if not parts:
        return 0
    made = _opened(parts, periods, today)
    Obligation.objects.bulk_create(made, ignore_conflicts=True)
    _waive(parts, by, at)
    assignments.mark_opened(parts, to=today, by=by, at=at)
    _roll(parts, by, at)
    keys: defaultdict[Order, set[str]] = defaultdict(set)
    order_of = {part.pk: part.order for part in parts}
    for row in made:
        keys[order_of[row.assignment_id]].add(row.key)
    for order, opened in keys.items():
        journal.write("obligation.open", order, by=by, at=at, payload={"keys": sorted(opened)})
    return len(parts)


def _opened(parts: Sequence[Assignment], periods: Periods, today: date) -> list[Obligation]:
    series = by_order(list(Series.objects.filter(order__in={part.order_id for part in parts})))
    paused, days = _paused(parts), calendar()
    return [
        Obligation(assignment=part, key=one.key, first=one.first, last=one.last, due_on=one.due)
        for part in parts
        for one in opening(part, stretches(part.order, series.get(part.order_id, [])), paused[part.pk], periods, days, today)
    ]


def _paused(parts: Iterable[Assignment]) -> dict[int, list[tuple[date, date | None]]]:
    found: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Suspension.objects.filter(assignment__in=[part.pk for part in parts], state=RequestState.AGREED)
    for assignment, since, until in rows.values_list("assignment", "since", "until"):
        found[assignment].append((since, until))
    return found


def _waive(parts: Sequence[Assignment], by: Person, at: datetime) -> None:
    """What was open and fell due while the work was suspended is nobody's lateness."""
    paused = _paused(parts)
    rows = Obligation.objects.unanswered().filter(assignment__in=list(paused))
    stood_still = [row for row in rows if any(waived(row.due_on, pause) for pause in paused[row.assignment_id])]
    _answer([row.pk for row in stood_still], Answer.WAIVED, SUSPENDED, None, by, at)


def _answer(pks: Collection[int], said: str, words: str, report: UUID | None, by: Person, at: datetime) -> int:
    told: dict[str, Any] = {"answer": said, "answered_on": timezone.localdate(at), "answered_at": at, "answered_by": by}
    return Obligation.objects.unanswered().filter(pk__in=pks).update(words=words, report=report, **told)


def _roll(parts: Sequence[Assignment], by: Person, at: datetime) -> None:
    """The deadline of recurring work is that of its oldest obligation not answered; with none, the end of the series."""
    rows = Obligation.objects.unanswered().filter(assignment__in=parts).order_by().values("assignment").annotate(due=Min("due_on"))
    due = {row["assignment"]: row["due"] for row in rows}
    days = calendar()
    for part in parts:
        order = part.order
        end = last_day(order.deadline_on, order.bound, days).day if order.deadline_on else None
        due.setdefault(part.pk, end)
    assignments.roll_deadlines(parts, due=due, by=by, at=at)


def _locked(obligation: Obligation) -> Obligation:
    found = Obligation.objects.select_for_update(of=("self",)).get(pk=obligation.pk)
    whole = Assignment.objects.select_for_update(of=("self",)).select_related("order", "organization")
    found.assignment = whole.get(pk=found.assignment_id)
    return found


def _require_of_unit(part: Assignment, by: Person) -> None:
    if by.pk not in (part.doer_id, part.head_id):
        access.require(by, "obligation.answer", part.organization)


@transaction.atomic
def answer(obligation: Obligation, *, said: str, words: str = "", by: Person, at: datetime) -> Obligation:
    """The unit tells that this period's work was done, that nothing arose, or why it could not be done. The day is the server's."""
    row = _locked(obligation)
    part, why = row.assignment, nfc(words).strip()
    _require_of_unit(part, by)
    if row.answer or part.state not in OPEN_STATES or part.state == AssignmentState.SUSPENDED:
        raise NotNow("answer", row.get_answer_display() if row.answer else part.state, ())
    if said not in (Answer.DONE, Answer.NOTHING, Answer.MISSED):
        raise ValidationError({"said": _("Chọn kết quả của kỳ này.")})
    if said == Answer.MISSED and not why:
        raise ValidationError({"words": _("Đề nghị ghi lý do không thực hiện được.")})
    if part.state == AssignmentState.ISSUED:
        part = assignments.receive(part, by=by, at=at)
    if part.state == AssignmentState.RECEIVED:
        assignments.start(part, by=by, at=at)
    _answer([row.pk], said, why, None, by, at)
    _roll([part], by, at)
    row.refresh_from_db()
    journal.write("obligation.answer", row, by=by, at=at, payload={"assignment": part.uid, "key": row.key, "said": said, "words": why})
    return row


@transaction.atomic
def take_back(obligation: Obligation, *, by: Person, at: datetime) -> Obligation:
    """Undo a mark on the day it was made; what a report answered goes by the report."""
    row = _locked(obligation)
    _require_of_unit(row.assignment, by)
    if not row.answer or row.report is not None or row.answered_on != timezone.localdate(at) or row.answer == Answer.WAIVED:
        raise NotNow("take_back", row.get_answer_display(), ())
    said = row.answer
    _reopen(Obligation.objects.filter(pk=row.pk))
    _roll([row.assignment], by, at)
    row.refresh_from_db()
    journal.write("obligation.take_back", row, by=by, at=at, payload={"assignment": row.assignment.uid, "key": row.key, "said": said})
    return row


def _reopen(rows: Any) -> int:
    count: int = rows.update(answer="", answered_on=None, answered_at=None, answered_by=None, report=None, words="")
    return count


@transaction.atomic
def answer_by_report(
    assignment: Assignment, *, key: str, first: date, last: date, said: str, report: UUID, by: Person, at: datetime
) -> list[Obligation]:
    """The report of a reporting period (its key, its first and last day) answers what falls due in it.

    Daily and weekly obligations only as far as their last day has come: what lies ahead is not done yet. The caller has asked the right
    to submit the report; its journal entry names the report, this one what it answered.
    """
    part = Assignment.objects.select_for_update(of=("self",)).select_related("order").get(pk=assignment.pk)
    rows = Obligation.objects.select_for_update().filter(assignment=part, answer="", first__lte=max(last, timezone.localdate(at)))
    of_period = rows.filter(Q(key=key) | Q(last__range=(first, last)) | Q(due_on__range=(first, last)))
    if part.order.cadence not in (*_LONG, Cadence.CONTINUOUS):
        of_period = of_period.filter(due_on__lte=timezone.localdate(at))
    found = list(of_period)
    if found:
        _answer([row.pk for row in found], said, "", report, by, at)
        _roll([part], by, at)
        told = {"report": report, "said": said, "keys": [row.key for row in found]}
        journal.write("obligation.answer_by_report", part, by=by, at=at, payload=told)
    return found


@transaction.atomic
def reopen(*, report: UUID, by: Person, at: datetime) -> int:
    """A returned report answers nothing any more; part of the act that returns it."""
    rows = list(Obligation.objects.select_for_update(of=("self",)).select_related("assignment__order").filter(report=report))
    if rows:
        _reopen(Obligation.objects.filter(pk__in=[row.pk for row in rows]))
        _roll([rows[0].assignment], by, at)
        journal.write("obligation.reopen", rows[0].assignment, by=by, at=at, payload={"report": report, "keys": [row.key for row in rows]})
    return len(rows)


def _issued(order: Order) -> Order:
    found = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority").get(pk=order.pk)
    if found.state != OrderState.ISSUED:
        raise NotNow("series", found.state, ())
    return found


@transaction.atomic
def tell_issue(order: Order, *, name: str, due_on: date, by: Person, at: datetime) -> int:
    """One more issue of what the work serves («Số 11/2026»): every open part owes its share by a day. Returns how many."""
    order = _issued(order)
    if not access.allowed(by, "order.approve", order.authority):
        access.require(by, "order.issue", order.organization)
    name, today = nfc(name).strip(), timezone.localdate(at)
    if order.cadence != Cadence.EACH_ISSUE:
        raise NotNow("tell_issue", order.timing, ())
    if not name or due_on < today:
        raise ValidationError({"due_on": _("Ghi tên kỳ phát hành, hạn không trước hôm nay.")})
    parts = list(order.assignments.select_for_update(of=("self",)).select_related("order").filter(state__in=OPEN_STATES))
    if Obligation.objects.filter(assignment__in=parts, key=name).exists():
        raise ValidationError({"name": _("Kỳ phát hành này đã có.")})
    day = last_day(due_on, "by", calendar()).day
    Obligation.objects.bulk_create(Obligation(assignment=part, key=name, first=today, last=day, due_on=day) for part in parts)
    _roll(parts, by, at)
    journal.write("obligation.tell_issue", order, by=by, at=at, payload={"name": name, "due_on": day, "count": len(parts)})
    return len(parts)


@transaction.atomic
def change_series(order: Order, *, cadence: str, cadence_at: str = "", since: date, reason: str, by: Person, at: datetime) -> Series:
    """Another series from a day to come on, or none ("": the series ends the day before). What has opened already stays as it is."""
    order = _issued(order)
    access.require(by, "adjustment.decide", order.authority)
    if not recurring(order, timezone.localdate(at)):
        raise NotNow("change_series", order.timing or order.state, ())
    why = nfc(reason).strip()
    _refuse_series(order, cadence, cadence_at, since, why, timezone.localdate(at))
    if not order.series.exists():
        begun: dict[str, Any] = {"by": order.issued_by, "at": order.issued_at, "since": timezone.localdate(order.issued_at)}
        Series.objects.create(order=order, cadence=order.cadence, cadence_at=order.cadence_at, **begun)
    made = Series(order=order, since=since, cadence=cadence, cadence_at=cadence_at, reason=why, by=by, at=at)
    made.save()
    assignments.set_cadence(order, cadence=cadence, cadence_at=cadence_at, since=since, by=by, at=at)
    _roll(list(order.assignments.select_for_update(of=("self",)).select_related("order").filter(state__in=OPEN_STATES)), by, at)
    told = {"order": order.uid, "cadence": cadence, "cadence_at": cadence_at, "since": since, "reason": why}
    journal.write("series.change", made, by=by, at=at, payload=told)
    return made


def _refuse_series(order: Order, cadence: str, at: str, since: date, why: str, today: date) -> None:
    if since <= today:
        raise ValidationError({"since": _("Chọn ngày sau hôm nay: các kỳ đã mở giữ nguyên.")})
    if order.series.filter(since__gte=since).exists():
        raise ValidationError({"since": _("Đã có lịch khác từ ngày ấy hoặc sau ngày ấy.")})
    if not why:
        raise ValidationError({"reason": _("Đề nghị ghi căn cứ, lý do thay đổi.")})
    if cadence in COUNTED:
        try:
            Recurrence(cadence, at)
        except ValueError as error:
            raise ValidationError({"cadence_at": _("Ngày trong kỳ không hợp lệ.")}) from error
