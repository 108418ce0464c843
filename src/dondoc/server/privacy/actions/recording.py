"""Mở, xuất hồ sơ, yêu cầu đính chính. / Opening and exporting a record, asking for correction: each kept in the journal."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.queries import seats
from dondoc.server.privacy.lifecycle import CORRECTION
from dondoc.server.privacy.models import CorrectionRequest
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.terms.vietnamese import nfc
from dondoc.worktime import add_working_days

#: The parts of the record a request can be about.
PARTS = ("account", "posts", "grants", "named", "for_me", "journal", "opened", "other")


def may_open(person: Person, *, by: Person) -> bool:
    """Whether `by` may open this person's record: one's own, or with the right where that person holds a post today."""
    return person.pk == by.pk or any(access.allowed(by, "record.see", seat.organization) for seat in seats(person))


@transaction.atomic
def open_record(person: Person, *, by: Person, at: datetime) -> None:
    """Somebody else's record is opened: who opened it and when stays, and that person sees it. One's own leaves nothing."""
    if not may_open(person, by=by):
        raise PermissionDenied(_("%(person)s chưa được giao quyền mở hồ sơ này.") % {"person": by})
    if person.pk != by.pk:
        journal.write("record.open", person, by=by, at=at)


@transaction.atomic
def export_record(person: Person, *, form: str, by: Person, at: datetime) -> int:
    """Take note that a record leaves the system, before it does; returns the number of the entry, printed in the export."""
    if not may_open(person, by=by):
        raise PermissionDenied(_("%(person)s chưa được giao quyền mở hồ sơ này.") % {"person": by})
    return journal.write("record.export", person, by=by, at=at, payload={"form": form}).seq


@transaction.atomic
def ask_correction(*, about: str, words: str, addressee: Person, by: Person, at: datetime) -> CorrectionRequest:
    """Ask a named person to correct something recorded of oneself; answered within the rule `correction_answer_days`."""
    if about not in PARTS:
        raise ValidationError({"about": _("Chọn phần của hồ sơ.")})
    if not words.strip():
        raise ValidationError({"words": _("Đề nghị ghi rõ điều chưa đúng và nội dung đúng.")})
    if addressee.pk == by.pk:
        raise ValidationError({"addressee": _("Không gửi yêu cầu cho chính mình.")})
    place = next((seat.organization for seat in seats(by) if access.allowed(addressee, "record.correct", seat.organization)), None)
    if place is None:
        raise ValidationError({"addressee": _("Người được chọn không trả lời yêu cầu đính chính tại cơ quan của đồng chí.")})
    day = timezone.localdate(at)
    row = CorrectionRequest(
        person=by,
        organization=place,
        addressee=addressee,
        about=about,
        words=nfc(words).strip(),
        asked_at=at,
        last_day=add_working_days(day, rule("correction_answer_days", on=day, organization=place), calendar()),
    )
    row.save()
    notices.tell([addressee], key="correction.asked", words={"person": str(by)}, path=f"/ho-so-cua-toi/dinh-chinh/{row.uid}/", at=at)
    journal.write("correction.ask", row, by=by, at=at, payload={"about": about, "words": row.words, "addressee": addressee.uid})
    return row


@transaction.atomic
def answer_correction(row: CorrectionRequest, *, corrected: bool, answer: str, by: Person, at: datetime) -> CorrectionRequest:
    """The named person (or another who may answer there) says what was corrected, or why it stays; both words stay side by side."""
    row = CorrectionRequest.objects.select_for_update(of=("self",)).select_related("organization", "person").get(pk=row.pk)
    if row.person_id == by.pk:
        raise PermissionDenied(_("Người yêu cầu không tự trả lời."))
    access.require(by, "record.correct", row.organization)
    act = "correct" if corrected else "decline"
    row.state = CORRECTION.after(row.state, act)
    if not answer.strip():
        raise ValidationError({"answer": _("Đề nghị ghi rõ đã đính chính gì, hoặc vì sao giữ nguyên.")})
    row.answer, row.answered_by, row.answered_at = nfc(answer).strip(), by, at
    row.save()
    notices.tell([row.person], key=f"correction.{row.state}", words={}, path=f"/ho-so-cua-toi/dinh-chinh/{row.uid}/", at=at)
    journal.write(f"correction.{act}", row, by=by, at=at, payload={"answer": row.answer})
    return row


@transaction.atomic
def withdraw_correction(row: CorrectionRequest, *, by: Person, at: datetime) -> CorrectionRequest:
    """Who asked takes it back."""
    row = CorrectionRequest.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.person_id != by.pk:
        raise PermissionDenied(_("Chỉ người yêu cầu được rút yêu cầu."))
    row.state = CORRECTION.after(row.state, "withdraw")
    row.answered_by, row.answered_at = by, at
    row.save()
    journal.write("correction.withdraw", row, by=by, at=at)
    return row
