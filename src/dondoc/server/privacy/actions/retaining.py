"""Xóa dữ liệu hết thời hạn lưu, bằng hai người. / Erasing what is over, by two persons, after a dry run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, Reach
from dondoc.server.privacy.retention import KINDS, due, start_of
from dondoc.server.rights import actions as rights
from dondoc.server.rights import two_person
from dondoc.server.rights.models import Countersign
from dondoc.server.rights.two_person import Arguments, Preview, TwoPersonAct

ERASE = "retention.erase"


@transaction.atomic
def propose_retention(organization: Organization, *, kinds: Iterable[str], reason: str, by: Person, at: datetime) -> Countersign:
    """Propose to erase what is over of these kinds, as counted now; the days of the rules are frozen in the proposal."""
    chosen = sorted(set(kinds) & KINDS.keys())
    if not chosen:
        raise ValidationError(_("Chọn ít nhất một loại dữ liệu."))
    on = timezone.localdate(at)
    found = [due(KINDS[key], on=on, organization=organization) for key in chosen]
    if not any(one.count for one in found):
        raise ValidationError(_("Không có dữ liệu nào hết thời hạn lưu trong các loại đã chọn."))
    arguments = {
        "organization": str(organization.uid),
        "kinds": [{"kind": one.key, "before": one.before.isoformat(), "count": one.count} for one in found],
    }
    return rights.propose(act=ERASE, organization=organization, arguments=arguments, reason=reason, by=by, at=at)


def _check(arguments: Arguments, *, person: Person, right: str) -> None:
    """Data of the whole instance: the right is asked at a root, for itself and all below."""
    place = Organization.objects.filter(uid=arguments["organization"], parent=None).first()
    if place is None:
        raise ValidationError(_("Thời hạn lưu áp dụng cho cả hệ thống, đề nghị tại cơ quan cao nhất."))
    if unknown := [row["kind"] for row in arguments["kinds"] if row["kind"] not in KINDS]:
        raise ValidationError(_("Không có loại dữ liệu “%(kind)s”.") % {"kind": ", ".join(unknown)})
    access.require_reach(person, right, place, Reach.BOTH)


def _perform(arguments: Arguments, *, by: Person, at: datetime) -> Organization:
    place = Organization.objects.get(uid=arguments["organization"])
    erased: dict[str, int] = {}
    for row in arguments["kinds"]:
        before = min(date.fromisoformat(row["before"]), timezone.localdate(at))
        count, _by_model = KINDS[row["kind"]].over(start_of(before)).delete()
        erased[row["kind"]] = count
    journal.write("retention.erase", place, by=by, at=at, payload={"erased": erased, "kinds": arguments["kinds"]})
    return place


def _preview(arguments: Arguments) -> Preview:
    lines = [
        (
            str(KINDS[row["kind"]].name) if row["kind"] in KINDS else row["kind"],
            _("trước ngày %(day)s: %(count)s dòng khi đề nghị") % {"day": _day(row["before"]), "count": row["count"]},
        )
        for row in arguments["kinds"]
    ]
    return Preview(_("Xóa dữ liệu đã hết thời hạn lưu."), tuple(lines), _("Đã xóa thì không lấy lại được, trừ từ bản sao lưu còn hạn."))


def _day(text: str) -> str:
    return date.fromisoformat(text).strftime("%d/%m/%Y")


def register() -> None:
    """Called when the room starts."""
    two_person.register(
        ERASE,
        TwoPersonAct(
            name=gettext_lazy("Xóa dữ liệu hết thời hạn lưu"),
            propose="retention.propose",
            confirm="retention.confirm",
            check=_check,
            perform=_perform,
            preview=_preview,
        ),
    )
