"""Mọi thay đổi của sổ quy định. / Every write to the rulebook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.rulebook.models import Holiday, RuleCorrection
from dondoc.server.rulebook.seed import known_days


@transaction.atomic
def seed_holidays(*, years: Iterable[int], organization: Organization, by: Person, at: datetime) -> int:
    """Fill the table of days off and worked Saturdays for these years from the `holidays` library; days already there stay."""
    access.require(by, "rule.correct", organization)
    there = set(Holiday.objects.values_list("day", flat=True))
    rows = [Holiday(day=d.day, name=d.name, worked=d.worked, source=d.source) for d in known_days(years) if d.day not in there]
    Holiday.objects.bulk_create(rows)
    journal.write("holiday.seed", organization, by=by, at=at, payload={"years": list(years), "days": len(rows)})
    return len(rows)


@transaction.atomic
def set_day(*, day: date, name: str, worked: bool, source: str, organization: Organization, by: Person, at: datetime) -> Holiday:
    """Set one day off or worked, with its source; for everybody here, so only at the top of the tree."""
    access.require(by, "rule.correct", organization)
    if organization.parent_id is not None:
        raise ValidationError(_("Lịch làm việc dùng chung cho mọi cơ quan, chỉ sửa ở cấp cao nhất."))
    holiday = Holiday.objects.filter(day=day).first() or Holiday(day=day)
    holiday.name, holiday.worked, holiday.source = name, worked, source
    holiday.full_clean(exclude=["uid"])
    holiday.save()
    journal.write("holiday.set", holiday, by=by, at=at, payload={"day": day, "name": name, "worked": worked, "source": source})
    return holiday


@transaction.atomic
def correct(*, organization: Organization, key: str, value: Any, since: date, source: str, by: Person, at: datetime) -> RuleCorrection:
    """The office's own value of a rule from a day on, for itself and all below it. A second one of the same day takes its place."""
    access.require(by, "rule.correct", organization)
    correction = RuleCorrection.objects.filter(organization=organization, key=key, since=since).first()
    correction = correction or RuleCorrection(organization=organization, key=key, since=since)
    correction.value, correction.source = value, source
    correction.full_clean(exclude=["uid"])
    correction.save()
    journal.write("rule.correct", correction, by=by, at=at, payload={"key": key, "value": value, "since": since, "source": source})
    return correction
