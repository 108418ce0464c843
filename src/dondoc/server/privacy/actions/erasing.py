"""Xóa dữ liệu của một người đã rời hệ thống, bằng hai người. / Erasing what is held of a person who has left, by two persons."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.accounts import actions as accounts
from dondoc.server.assignments.models import Assignment
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, PersonKind, Reach
from dondoc.server.privacy import erasure
from dondoc.server.privacy.models import CorrectionRequest, CorrectionState
from dondoc.server.rights import actions as rights
from dondoc.server.rights import two_person
from dondoc.server.rights.models import Countersign, CountersignState
from dondoc.server.rights.two_person import Arguments, Preview, TwoPersonAct
from dondoc.terms.vietnamese import fold, name_key

ERASE_PERSON = "person.erase"


def propose_erasure(person: Person, *, organization: Organization, reason: str, by: Person, at: datetime) -> Countersign:
    """Propose to erase what is held of a person whose time is over; the proposal holds no name, only the public id."""
    arguments = {"organization": str(organization.uid), "person": str(person.uid), "on": timezone.localdate(at).isoformat()}
    return rights.propose(act=ERASE_PERSON, organization=organization, arguments=arguments, reason=reason, by=by, at=at)


def hindrances(person: Person, *, organization: Organization, on: date) -> list[str]:
    """Why nothing of this person can be erased on this day, a sentence each; empty when it can."""
    if person.kind != PersonKind.HUMAN or person.full_name == erasure.NOBODY:
        return [_("Không còn dữ liệu nào của người này để xóa.")]
    found, time = [], erasure.time_of(person, on=on, organization=organization)
    if time.first is None:
        found.append(_("Người này còn giữ chức vụ hoặc còn được ủy quyền: ghi thôi giữ, bàn giao ở trang của người đó trước."))
    elif not time.over(on):
        told = {"day": f"{time.first:%d/%m/%Y}", "days": time.days, "source": time.source}
        found.append(_("Chưa hết thời hạn lưu: xóa được từ ngày %(day)s (%(days)s ngày sau khi thôi chức vụ cuối; %(source)s).") % told)
    if Assignment.objects.open().filter(Q(head=person) | Q(doer=person)).exists():
        found.append(_("Còn nhiệm vụ đang mở do người này chịu trách nhiệm hoặc thực hiện: bàn giao trước."))
    if CorrectionRequest.objects.filter(person=person, state=CorrectionState.ASKED).exists():
        found.append(_("Còn yêu cầu đính chính của người này chưa được trả lời: trả lời trước."))
    if Countersign.objects.filter(proposed_by=person, state=CountersignState.PROPOSED).exists():
        found.append(_("Còn đề nghị của người này đang chờ xác nhận: xác nhận hoặc không xác nhận trước."))
    return found


def _person(arguments: Arguments) -> Person:
    found = Person.objects.filter(uid=arguments["person"]).first()
    if found is None:
        raise ValidationError(_("Không có người này."))
    return found


def _check(arguments: Arguments, *, person: Person, right: str) -> None:
    """What is held of a person lies everywhere: the right is asked at a root, for itself and all below."""
    place = Organization.objects.filter(uid=arguments["organization"], parent=None).first()
    if place is None:
        raise ValidationError(_("Thời hạn lưu áp dụng cho cả hệ thống, đề nghị tại cơ quan cao nhất."))
    access.require_reach(person, right, place, Reach.BOTH)
    if found := hindrances(_person(arguments), organization=place, on=date.fromisoformat(arguments["on"])):
        raise ValidationError(found)


@transaction.atomic
def erase_person(person: Person, *, by: Person, at: datetime) -> dict[str, int]:
    """The effect, asked for by two: rows that go, names and words that are blanked, by table. The journal's entries all stay."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    erased = {f"said:{label}": _blank(label, rows(person)) for label, (_words, rows) in erasure.TEXTS.items()}
    if (account := getattr(person, "account", None)) is not None:
        accounts.reset(account, by=by, at=at)  # sessions, tokens, factors end at once, wherever they are kept
    erased |= {label: rows.delete()[0] for label, rows in erasure.gone(person).items()}
    person.full_name, person.sort_key, person.folded = erasure.NOBODY, name_key(erasure.NOBODY), fold(erasure.NOBODY)
    person.save(update_fields=["full_name", "sort_key", "folded"])
    erased = {label: count for label, count in erased.items() if count}
    journal.write(ERASE_PERSON, person, by=by, at=at, payload={"erased": [f"{label} {count}" for label, count in sorted(erased.items())]})
    transaction.on_commit(_settle)
    return erased


def _blank(label: str, rows: erasure.Rows) -> int:
    if label == "organizations.importbatch":  # the import stays with the hash of what it changed
        return rows.update(rows="", changes="")
    return int(rows.delete()[0])


def _settle() -> None:
    """SQLite writes zeros over what is deleted, but first into its log: empty that as well. A server's own vacuum does the same later."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _perform(arguments: Arguments, *, by: Person, at: datetime) -> Person:
    person = _person(arguments)
    erase_person(person, by=by, at=at)
    return person


def _preview(arguments: Arguments) -> Preview:
    person = _person(arguments)
    told = erasure.fates(person)
    lines = [(fate.what, _ERASED[fate.fate] % {"n": fate.count}) for fate in told if fate.fate != "kept"]
    kept = sum(fate.count for fate in told if fate.fate == "kept")
    lines.append((_("Hồ sơ công việc, lịch sử cơ quan"), _("còn nguyên %(n)s dòng, không còn nêu tên") % {"n": kept}))
    return Preview(
        _("Xóa dữ liệu cá nhân của %(who)s, người đã rời hệ thống.") % {"who": person.full_name},
        tuple(lines),
        _("Đã xóa thì không lấy lại được, trừ từ bản sao lưu còn hạn."),
    )


_ERASED = {"gone": gettext_lazy("xóa %(n)s dòng"), "blanked": gettext_lazy("xóa tên, nội dung ở %(n)s dòng")}


def _concerned(arguments: Arguments) -> Collection[int]:
    return (_person(arguments).pk,)


def register() -> None:
    """Called when the room starts."""
    two_person.register(
        ERASE_PERSON,
        TwoPersonAct(
            name=gettext_lazy("Xóa dữ liệu của người đã rời hệ thống"),
            propose="retention.propose",
            confirm="retention.confirm",
            check=_check,
            perform=_perform,
            preview=_preview,
            concerned=_concerned,
        ),
    )
