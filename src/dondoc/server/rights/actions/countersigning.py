"""Đề nghị, xác nhận, không xác nhận, rút, hết hạn. / Propose, confirm, refuse, withdraw, expire: for all two-person acts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.journal import actions as journal
from dondoc.server.journal.queries import about
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rights import two_person
from dondoc.server.rights.lifecycle import COUNTERSIGN
from dondoc.server.rights.models import Countersign, CountersignState
from dondoc.server.rights.two_person import Arguments, TwoPersonAct
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.terms.vietnamese import nfc
from dondoc.worktime import add_working_days


@transaction.atomic
def propose(
    *,
    act: str,
    organization: Organization,
    arguments: Arguments,
    reason: str,
    by: Person,
    at: datetime,
    last_day: date | None = None,
) -> Countersign:
    """Propose an act that takes two persons; those who may confirm it are told.

    `act`: a key of `two_person.registered`. `arguments`: what has a canonical form; dates and ids as text. `last_day`: until when
    it can be confirmed, the rule `countersign_days` in working days from today when not told.
    """
    kind = _kind(act)
    access.require(by, kind.propose, organization)
    text, digest = two_person.freeze(arguments)
    day = timezone.localdate(at)
    last_day = last_day or add_working_days(day, rule("countersign_days", on=day, organization=organization), calendar())
    if last_day < day:
        raise ValidationError({"last_day": _("Ngày cuối để xác nhận không được trước hôm nay.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi rõ căn cứ, lý do.")})
    if Countersign.objects.filter(act=act, frozen_hash=digest, state=CountersignState.PROPOSED).exists():
        raise ValidationError(_("Nội dung này đã được đề nghị và đang chờ xác nhận."))
    _refuse_concerned(kind, arguments, by)
    kind.check(arguments, person=by, right=kind.propose)
    row = Countersign(
        act=act,
        organization=organization,
        frozen=text,
        frozen_hash=digest,
        reason=nfc(reason).strip(),
        proposed_by=by,
        proposed_at=at,
        last_day=last_day,
    )
    row.save()
    told = [person for person in who_may_confirm(row) if person != by]
    notices.tell(told, key="countersign.proposed", words={"act": str(kind.name)}, path=f"/cho-xac-nhan/{row.uid}/", at=at)
    journal.write("countersign.propose", row, by=by, at=at, payload=_told(row, reason=row.reason, last_day=last_day))
    return row


def who_may_confirm(row: Countersign) -> list[Person]:
    """Persons who hold the right to confirm there, without the proposer and those whom it concerns."""
    kind = _kind(row.act)
    barred = {row.proposed_by_id, *kind.concerned(two_person.thaw(row.frozen))}
    return [person for person in access.holders(kind.confirm, row.organization) if person.pk not in barred]


@transaction.atomic
def confirm(row: Countersign, *, shown: str, by: Person, at: datetime) -> Countersign:
    """The second person confirms, and the act takes effect at once in the name of who proposed it. All is asked again now.

    `shown`: the hash of what this person was shown; what differs from it is not confirmed.
    """
    row = _open(row, "confirm", at)
    kind = _second(row, by)
    arguments = two_person.thaw(row.frozen)
    if two_person.freeze(arguments) != (row.frozen, row.frozen_hash) or shown != row.frozen_hash or _as_proposed(row) not in ("", shown):
        raise ValidationError(_("Nội dung đề nghị không khớp với nội dung đã hiện. Không thực hiện; đề nghị báo Ủy ban Kiểm tra."))
    access.require(row.proposed_by, kind.propose, row.organization)
    kind.check(arguments, person=row.proposed_by, right=kind.propose)
    kind.check(arguments, person=by, right=kind.confirm)
    kind.perform(arguments, by=row.proposed_by, at=at)
    return _decide(row, "confirm", by=by, at=at)


@transaction.atomic
def refuse(row: Countersign, *, reason: str, by: Person, at: datetime) -> Countersign:
    """The second person does not confirm, and says why; nothing takes effect."""
    row = _open(row, "refuse", at)
    _second(row, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi rõ vì sao không xác nhận.")})
    return _decide(row, "refuse", by=by, at=at, reason=reason)


@transaction.atomic
def withdraw(row: Countersign, *, by: Person, at: datetime) -> Countersign:
    """Who proposed takes it back before it is decided."""
    row = _open(row, "withdraw", at)
    if row.proposed_by_id != by.pk:
        raise PermissionDenied(_("Chỉ người đề nghị được rút đề nghị."))
    return _decide(row, "withdraw", by=by, at=at)


@transaction.atomic
def expire_due(*, by: Person, at: datetime) -> int:
    """What nobody confirmed up to its last day has no effect any more; who proposed is told. Returns how many."""
    rows = Countersign.objects.select_for_update(of=("self",)).select_related("proposed_by", "organization")
    due = list(rows.filter(state=CountersignState.PROPOSED, last_day__lt=timezone.localdate(at)))
    for row in due:
        _decide(row, "expire", by=by, at=at)
    return len(due)


def _kind(act: str) -> TwoPersonAct:
    kind = two_person.registered().get(act)
    if kind is None:
        raise ValidationError(_("Hệ thống không còn việc “%(act)s”.") % {"act": act})
    return kind


def _open(row: Countersign, act: str, at: datetime) -> Countersign:
    row = Countersign.objects.select_for_update(of=("self",)).select_related("proposed_by", "organization").get(pk=row.pk)
    COUNTERSIGN.after(row.state, act)
    if row.last_day < timezone.localdate(at):
        raise NotNow(act, CountersignState.EXPIRED, ())
    return row


def _as_proposed(row: Countersign) -> str:
    """The hash the journal kept when it was proposed; "" where that content was erased."""
    proposed = [act.payload for act in about(row.uid) if act.action == "countersign.propose"]
    return str(proposed[0]["hash"]) if proposed and proposed[0] else ""


def _second(row: Countersign, by: Person) -> TwoPersonAct:
    kind = _kind(row.act)
    if row.proposed_by_id == by.pk:
        raise PermissionDenied(_("Người đề nghị không tự xác nhận. Cần một người khác có quyền."))
    access.require(by, kind.confirm, row.organization)
    _refuse_concerned(kind, two_person.thaw(row.frozen), by)
    return kind


def _refuse_concerned(kind: TwoPersonAct, arguments: Arguments, by: Person) -> None:
    if by.pk in kind.concerned(arguments):
        raise PermissionDenied(_("Việc này liên quan đến chính đồng chí. Cần người khác đề nghị hoặc xác nhận."))


def _decide(row: Countersign, act: str, *, by: Person, at: datetime, reason: str = "") -> Countersign:
    row.state = COUNTERSIGN.after(row.state, act)
    row.decided_by, row.decided_at, row.decision_reason = by, at, nfc(reason).strip()
    row.save()
    if by != row.proposed_by:
        name = str(two_person.registered()[row.act].name) if row.act in two_person.registered() else row.act
        notices.tell([row.proposed_by], key=f"countersign.{row.state}", words={"act": name}, path=f"/cho-xac-nhan/{row.uid}/", at=at)
    journal.write(f"countersign.{act}", row, by=by, at=at, payload=_told(row, reason=row.decision_reason))
    return row


def _told(row: Countersign, **more: Any) -> dict[str, Any]:
    """What the journal keeps of each step: enough to prove which act was meant."""
    return {"act": row.act, "organization": row.organization.uid, "arguments": row.frozen, "hash": row.frozen_hash, **more}
