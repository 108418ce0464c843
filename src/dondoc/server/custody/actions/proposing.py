"""Sắp xếp và hoàn tác qua hai người. / Reorganizations and their undoing, proposed by one and confirmed by another."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.custody.actions.reorganizing import carry_out, preview
from dondoc.server.custody.actions.undoing import undo
from dondoc.server.custody.effects import sentences
from dondoc.server.custody.models import Reorganization, ReorganizationKind
from dondoc.server.custody.plans import Plan
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rights import actions as rights
from dondoc.server.rights import two_person
from dondoc.server.rights.models import Countersign
from dondoc.server.rights.two_person import Arguments, Preview, TwoPersonAct

#: A plan prepared before its day can be confirmed from that day on, for so many days.
DAYS_AFTER = 7
REORGANIZE, UNDO = "organization.reorganize", "organization.undo_reorganization"


@transaction.atomic
def propose_reorganization(plan: Plan, *, organization: Organization, by: Person, at: datetime) -> Countersign:
    """Propose a plan as it was previewed; a second person confirms it on its day or after, and it is re-checked then."""
    ahead = plan.on > timezone.localdate(at)
    seen = sentences(plan, preview(plan, by=by, at=on_the_day(plan, at)))
    arguments = {"plan": plan.as_data(), "seen": seen, "where": str(organization.uid)}
    last_day = plan.on + timedelta(days=DAYS_AFTER) if ahead else None
    return rights.propose(
        act=REORGANIZE, organization=organization, arguments=arguments, reason=plan.basis, last_day=last_day, by=by, at=at
    )


def on_the_day(plan: Plan, at: datetime) -> datetime:
    """Now, or noon of the plan's day where that is still ahead: a plan may be prepared and previewed before its day."""
    return max(at, datetime.combine(plan.on, time(12), timezone.get_default_timezone()))


@transaction.atomic
def propose_undoing(row: Reorganization, *, organization: Organization, on: date, basis: str, by: Person, at: datetime) -> Countersign:
    """Propose to undo a reorganization from a day."""
    arguments = {"row": str(row.uid), "on": on.isoformat(), "basis": basis, "where": str(organization.uid)}
    return rights.propose(act=UNDO, organization=organization, arguments=arguments, reason=basis, by=by, at=at)


def _plan(arguments: Arguments) -> Plan:
    try:
        return Plan.of_data(arguments["plan"])
    except (KeyError, TypeError, ValueError):
        raise ValidationError(_("Phương án trong đề nghị không đọc được.")) from None


def _where(arguments: Arguments) -> Organization:
    found = Organization.objects.filter(uid=arguments["where"]).first()
    if found is None:
        raise ValidationError(_("Phương án nêu một cơ quan không có trong hệ thống."))
    return found


def _check(arguments: Arguments, *, person: Person, right: str) -> None:
    """Both hold their right where it was proposed. Whether it can be done is found by doing it: all or nothing, when it is confirmed."""
    access.require(person, right, _where(arguments))


def _row(arguments: Arguments) -> Reorganization:
    found = Reorganization.objects.filter(uid=arguments["row"]).first()
    if found is None:
        raise ValidationError(_("Không tìm thấy lần sắp xếp này."))
    return found


def _perform(arguments: Arguments, *, by: Person, at: datetime) -> Reorganization:
    return carry_out(_plan(arguments), by=by, at=at)


def _perform_undoing(arguments: Arguments, *, by: Person, at: datetime) -> Reorganization:
    return undo(_row(arguments), on=date.fromisoformat(arguments["on"]), basis=str(arguments["basis"]), by=by, at=at)


def _shown(arguments: Arguments) -> Preview:
    plan = _plan(arguments)
    lines = [(_("Có hiệu lực từ ngày"), f"{plan.on:%d/%m/%Y}"), *((_("Kết quả"), said) for said in arguments["seen"])]
    sentence = f"{ReorganizationKind(plan.kind).label}: {_where(arguments)}"
    return Preview(sentence, tuple(lines), _("Quyền xem và giao việc thay đổi theo vị trí mới ngay khi xác nhận."))


def _shown_undoing(arguments: Arguments) -> Preview:
    row = _row(arguments)
    told = {"kind": row.get_kind_display(), "day": f"{row.on:%d/%m/%Y}", "on": f"{date.fromisoformat(arguments['on']):%d/%m/%Y}"}
    lines = tuple((_("Đã thực hiện"), said) for said in sentences(Plan.of_data(row.plan), row.done))
    return Preview(_("Từ ngày %(on)s, hoàn tác “%(kind)s” có hiệu lực ngày %(day)s.") % told, lines)


def register() -> None:
    """Called when the room starts."""
    for key, name, perform, shown in (
        (REORGANIZE, gettext_lazy("Sắp xếp tổ chức"), _perform, _shown),
        (UNDO, gettext_lazy("Hoàn tác sắp xếp tổ chức"), _perform_undoing, _shown_undoing),
    ):
        two_person.register(
            key,
            TwoPersonAct(
                name=name, propose="organization.manage", confirm="organization.confirm", check=_check, perform=perform, preview=shown
            ),
        )
