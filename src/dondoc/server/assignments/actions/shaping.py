"""Hoàn thiện dự kiến: sửa, chọn đơn vị, tiêu chí, thời hạn, bỏ. / Shaping drafts: editing, bodies, criteria, deadlines, dropping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.lifecycle import ORDER
from dondoc.server.assignments.measures import of_criterion, parsed, rows_of
from dondoc.server.assignments.models import Bound, Cadence, Criterion, DayUnit, DeadlineSource, Order, OrderState, Part, RelativeTo, Target
from dondoc.server.documents import actions as documents
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Group, Organization, Person
from dondoc.terms.vietnamese import fold, nfc
from dondoc.worktime import Recurrence

#: What a form may change of a draft.
EDITABLE = (
    "task",
    "force",
    "product_kind",
    "product",
    "deadline_on",
    "bound",
    "deadline_source",
    "deadline_words",
    "cadence",
    "cadence_at",
    "relative_days",
    "relative_unit",
    "relative_to",
    "relative_event",
    "weight",
    "pillar",
    "authority",
)
CHANGEABLE = (OrderState.DRAFTED, OrderState.RETURNED, OrderState.APPROVED)


class Stale(Exception):
    """Somebody changed the order after this form was opened; `now` is what stands."""

    def __init__(self, now: Order) -> None:
        super().__init__("changed by somebody else meanwhile")
        self.now = now


def set_fields(order: Order, fields: dict[str, Any]) -> None:
    """Put the fields of a form on an order not yet saved."""
    for key, value in fields.items():
        if key not in EDITABLE:
            raise TypeError(f"{key} of an order cannot be set")
        setattr(order, key, nfc(value).strip() if isinstance(value, str) else value)


def _changeable(order: Order, version: int | None, by: Person) -> Order:
    """The order locked, if this person may change it now. `Stale` when it moved on from this version."""
    found = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority").get(pk=order.pk)
    access.require(by, "order.draft", found.organization)
    if found.state not in CHANGEABLE:
        raise NotNow("edit", found.state, ORDER.acts(found.state))
    if version is not None and found.version != version:
        raise Stale(found)
    return found


def _changed(order: Order) -> None:
    """Count the change. What a leader approved and was changed since asks for approval anew."""
    order.version += 1
    if order.state == OrderState.APPROVED:
        order.state, order.submission = OrderState.DRAFTED, None


@transaction.atomic
def edit(order: Order, *, version: int, by: Person, at: datetime, criteria: Sequence[str] | None = None, **fields: Any) -> Order:
    """Change a draft. `version` is the one the form was opened with; `Stale` when it moved on.

    What a person sets is no default any more. A change to an approved draft asks for approval anew.
    """
    order = _changeable(order, version, by)
    before = {key: getattr(order, key) for key in fields}
    set_fields(order, fields)
    changed = {key for key in fields if before[key] != getattr(order, key)}
    if changed & {"deadline_on", "bound", "cadence", "cadence_at", "relative_days", "relative_unit", "relative_to"}:
        order.default_deadline = False
    if changed & {"product", "product_kind"}:
        order.default_product = False
    whole_deadline(order)
    _changed(order)
    order.folded = fold(order.task)
    order.full_clean(exclude=["uid"], validate_constraints=False)
    order.save()
    if criteria is not None:
        _replace_criteria(order, criteria)
    told = {key: str(getattr(order, key)) for key in sorted(changed)}
    if criteria is not None:
        told["criteria"] = "; ".join(order.criteria.values_list("text", flat=True))
    journal.write("order.edit", order, by=by, at=at, payload=told)
    return order


def whole_deadline(order: Order) -> None:
    """A day has a bound and a source, no day has neither; a printed day or a cadence leaves no number of days beside it."""
    if order.deadline_on is not None or order.cadence or not order.relative_days:
        order.relative_days, order.relative_unit, order.relative_to, order.relative_event = None, "", "", ""
    else:
        order.relative_unit, order.relative_to = order.relative_unit or DayUnit.WORKING, order.relative_to or RelativeTo.RECEIPT
        if order.relative_to != RelativeTo.EVENT:
            order.relative_event = ""
        elif not order.relative_event:
            raise ValidationError({"relative_event": _("Ghi sự kiện làm mốc tính thời hạn.")})
    _whole_cadence(order)
    if order.deadline_on is None:
        order.bound = order.deadline_source = ""
    else:
        order.deadline_source, order.bound = order.deadline_source or DeadlineSource.APPROVED, order.bound or Bound.BY


def _whole_cadence(order: Order) -> None:
    """A day in each period belongs to a cadence that has one."""
    try:
        Recurrence(order.cadence, order.cadence_at)
    except ValueError:
        order.cadence_at = ""
    if order.cadence == Cadence.ON_DATES and not order.cadence_at:
        raise ValidationError({"cadence_at": _("Ghi các ngày phải thực hiện, ví dụ: 15/6, 15/12.")})


def _replace_criteria(order: Order, texts: Sequence[str]) -> None:
    """Criteria by their lines; one whose words stay without a bar keeps its measure."""
    known = {row.text: of_criterion(row) for row in order.criteria.all()}
    lines = dict.fromkeys(nfc(text).strip() for text in texts if text.strip())
    wanted = [known[line] if line in known else parsed(line) for line in lines]
    if wanted == list(known.values()):
        return
    if not wanted:
        raise ValidationError({"criteria": _("Mỗi nhiệm vụ có ít nhất một tiêu chí đánh giá.")})
    order.criteria.all().delete()
    Criterion.objects.bulk_create(rows_of(order, wanted))
    order.default_criteria = False
    order.save(update_fields=["default_criteria"])


@transaction.atomic
def set_criteria(order: Order, *, criteria: Sequence[tuple[str, str, Decimal | None]], by: Person, at: datetime) -> Order:
    """By what the work will be judged: (words, unit, target) each; measured when it has a unit."""
    order = _changeable(order, None, by)
    if not criteria:
        raise ValidationError(_("Mỗi nhiệm vụ có ít nhất một tiêu chí đánh giá."))
    order.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(order=order, position=place, text=nfc(text), unit=unit, target=target)
        for place, (text, unit, target) in enumerate(criteria, start=1)
    )
    order.default_criteria = False
    _changed(order)
    order.save(update_fields=["default_criteria", "version", "state", "submission"])
    journal.write("order.set_criteria", order, by=by, at=at, payload={"criteria": [text for text, _unit, _target in criteria]})
    return order


@transaction.atomic
def set_targets(
    order: Order,
    *,
    lead: Iterable[str],
    support: Iterable[str] = (),
    left_out: Iterable[str] = (),
    version: int | None = None,
    by: Person,
    at: datetime,
) -> Order:
    """Choose the bodies of an order by public ids of organizations and groups; `left_out` are exceptions to the groups.

    The same bodies as before change nothing. Other bodies than those a leader approved ask for approval anew.
    """
    order = _changeable(order, version, by)
    chosen = {"lead": _uids(lead), "support": _uids(support), "left_out": _uids(left_out)}
    if chosen == _standing(order):
        return order
    order.targets.all().delete()
    for key, uids in chosen.items():
        places, groups = list(Organization.objects.living().filter(uid__in=uids)), list(Group.objects.filter(uid__in=uids))
        if len(places) + len(groups) != len(uids):
            raise ValidationError(_("Có cơ quan, đơn vị không còn trong danh mục. Đề nghị chọn lại."))
        add_targets(order, Part.SUPPORT if key == "support" else Part.LEAD, places, groups, left_out=key == "left_out")
    _changed(order)
    order.save(update_fields=["version", "state", "submission"])
    journal.write("order.set_targets", order, by=by, at=at, payload={key: sorted(uids) for key, uids in chosen.items()})
    return order


def _uids(values: Iterable[str]) -> set[str]:
    return {str(value) for value in values}


def _standing(order: Order) -> dict[str, set[str]]:
    """The bodies chosen so far, as `set_targets` takes them."""
    found: dict[str, set[str]] = {"lead": set(), "support": set(), "left_out": set()}
    for target in order.targets.select_related("organization", "group"):
        what = target.group or target.organization
        if what is not None:
            found["left_out" if target.left_out else str(target.part)].add(str(what.uid))
    return found


def add_targets(order: Order, part: str, places: Iterable[Organization], groups: Iterable[Group], *, left_out: bool = False) -> None:
    """Add bodies and groups to an order just locked or made."""
    rows = [Target(order=order, part=part, organization=place, left_out=left_out) for place in places]
    rows += [Target(order=order, part=part, group=group, left_out=left_out) for group in groups]
    Target.objects.bulk_create(rows)


@transaction.atomic
def set_bodies(
    orders: Sequence[Order],
    *,
    lead: Iterable[str],
    support: Iterable[str] = (),
    left_out: Iterable[str] = (),
    versions: dict[str, int] | None = None,
    by: Person,
    at: datetime,
) -> list[Order]:
    """Choose the same bodies for several orders at once, all or none. versions: what the form was opened with, by public id."""
    opened = versions or {}
    lead, support, left_out = list(lead), list(support), list(left_out)
    return [
        set_targets(order, lead=lead, support=support, left_out=left_out, version=opened.get(str(order.uid)), by=by, at=at)
        for order in orders
    ]


@transaction.atomic
def set_deadlines(
    orders: Sequence[Order], *, deadline_on: date | None, bound: str = Bound.BY, cadence: str = "", by: Person, at: datetime
) -> list[Order]:
    """One deadline, or one cadence, for several orders at once: proposed by the office, binding when the leader approves."""
    if deadline_on is None and not cadence:
        raise ValidationError({"deadline_on": _("Đề nghị chọn ngày, hoặc chọn định kỳ.")})
    source = DeadlineSource.APPROVED if deadline_on else ""
    return [
        edit(
            order,
            version=order.version,
            deadline_on=deadline_on,
            bound=bound if deadline_on else "",
            deadline_source=source,
            cadence=cadence,
            by=by,
            at=at,
        )
        for order in orders
    ]


@transaction.atomic
def discard(order: Order, *, by: Person, at: datetime) -> Order:
    """Drop a draft; its clause asks for a disposition again, its proposal stays taken in the history."""
    order = Order.objects.select_for_update(of=("self",)).select_related("organization", "clause").get(pk=order.pk)
    access.require(by, "order.draft", order.organization)
    order.state = ORDER.after(order.state, "discard")
    order.save(update_fields=["state"])
    if order.clause is not None:
        for disposition in order.clause.dispositions.filter(ended_at=None, covers=order.uid):
            documents.end_disposition(disposition, by=by, at=at)
    journal.write("order.discard", order, by=by, at=at)
    return order
