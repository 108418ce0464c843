"""Dự kiến giao: chọn từ văn bản, cụ thể hóa, sửa, chọn đơn vị. / Drafting: taking proposals, making concrete, choosing bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.rules.products import product as product_of
from dondoc.rules.products import recognised
from dondoc.server.assignments.lifecycle import ORDER
from dondoc.server.assignments.models import Bound, Criterion, DeadlineSource, Force, Order, OrderState, Part, Target
from dondoc.server.assignments.resolving import Directory
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Clause, DispositionKind, Document, Proposal
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Group, Organization, Person
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.terms.vietnamese import fold, nfc
from dondoc.worktime import last_day

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


@dataclass(frozen=True)
class Concrete:
    """One part of a clause made concrete: the work for one kind of body."""

    task: str
    lead: tuple[str, ...] = ()  # uids of organizations or groups
    support: tuple[str, ...] = ()
    product_kind: str = ""
    deadline_on: date | None = None


@transaction.atomic
def take(proposal: Proposal, *, by: Person, at: datetime) -> Order:
    """Draft an order from a proposal, dispose of its clause with it, and mark the proposal taken, all at once.

    Names are resolved to bodies where they plainly mean some; product, criterion and deadline are filled by default where the
    words give none, and marked so.
    """
    proposal = Proposal.objects.select_related("document__organization", "document__authority_organization", "clause").get(pk=proposal.pk)
    document = proposal.document
    access.require(by, "order.draft", document.organization)
    order = _from_proposal(proposal, by, at)
    order.save()
    _criteria(order, proposal.criteria)
    book = Directory.below(document.organization)
    for part, names in ((Part.LEAD, proposal.lead), (Part.SUPPORT, proposal.support)):
        found = book.resolve(names)
        _add_targets(order, part, found.organizations, found.groups)
    documents.decide_proposal(proposal, act="take", by=by, at=at)
    if proposal.clause is not None:
        _dispose(proposal.clause, order, by, at)
    journal.write("order.take", order, by=by, at=at, payload={"proposal": proposal.uid, "words": order.words})
    return order


def _dispose(clause: Clause, order: Order, by: Person, at: datetime) -> None:
    """The clause is covered by this order; «concretised» once it is covered by more than one."""
    several = clause.dispositions.filter(ended_at=None, kind__in=(DispositionKind.ASSIGNED, DispositionKind.CONCRETISED)).exists()
    documents.dispose(clause, kind=DispositionKind.CONCRETISED if several else DispositionKind.ASSIGNED, covers=order.uid, by=by, at=at)


def _from_proposal(proposal: Proposal, by: Person, at: datetime) -> Order:
    document = proposal.document
    order = Order(
        organization=document.organization,
        authority=document.authority_organization or document.organization,
        document=document,
        clause=proposal.clause,
        proposal=proposal,
        words=document.text[proposal.start : proposal.end],
        task=proposal.words,
        force=proposal.force or Force.ASSIGN,
        product=proposal.product,
        cadence=proposal.cadence,
        drafted_by=by,
        drafted_at=at,
    )
    kind = recognised(proposal.product or proposal.words)
    order.product_kind, order.default_product = kind.key, not proposal.product
    order.product = order.product or kind.vi
    _deadline(order, proposal, at)
    order.folded = fold(order.task)
    return order


def _deadline(order: Order, proposal: Proposal, at: datetime) -> None:
    """The printed day with its bound; without one and without a cadence a proposed day, marked so, which only approval makes binding."""
    if proposal.deadline_on is not None:
        order.deadline_on, order.deadline_words = proposal.deadline_on, proposal.deadline_words
        order.bound = Bound.BEFORE if proposal.deadline_bound == "before" else Bound.BY
        order.deadline_source = DeadlineSource.SET if proposal.by_hand else DeadlineSource.PRINTED
    elif not order.cadence:
        _default_deadline(order, at)


def _default_deadline(order: Order, at: datetime) -> None:
    today = timezone.localdate(at)
    days = int(rule("default_deadline_days", on=today, organization=order.organization))
    order.deadline_on = last_day(today + timedelta(days=days), "by", calendar()).day
    order.bound, order.deadline_source, order.default_deadline = Bound.BY, DeadlineSource.APPROVED, True


def _criteria(order: Order, texts: Sequence[str]) -> None:
    order.default_criteria = not texts
    chosen = list(texts) or [product_of(order.product_kind).criterion]
    Criterion.objects.bulk_create(Criterion(order=order, position=place, text=nfc(text)) for place, text in enumerate(chosen, start=1))
    order.save(update_fields=["default_criteria"])


@transaction.atomic
def draft(
    *,
    organization: Organization,
    authority: Organization,
    task: str,
    by: Person,
    at: datetime,
    words: str = "",
    document: Document | None = None,
    clause: Clause | None = None,
    origin: tuple[str, Any] | None = None,
    **fields: Any,
) -> Order:
    """Draft an order by hand, or for an origin of a room above: (type, public id). Unfilled parts get defaults, marked so."""
    access.require(by, "order.draft", organization)
    if not task.strip():
        raise ValidationError({"task": _("Đề nghị ghi nội dung công việc.")})
    order = Order(
        organization=organization,
        authority=authority,
        document=document,
        clause=clause,
        words=words or task,
        task=nfc(task).strip(),
        origin_type=origin[0] if origin else "",
        origin_id=origin[1] if origin else None,
        drafted_by=by,
        drafted_at=at,
    )
    criteria = fields.pop("criteria", ())
    _set(order, fields)
    kind = product_of(order.product_kind) if order.product_kind else recognised(order.task)
    if not order.product:
        order.product, order.default_product = kind.vi, True
    order.product_kind = kind.key
    if order.deadline_on is None and not order.cadence:
        _default_deadline(order, at)
    order.folded = fold(order.task)
    order.full_clean(exclude=["uid"], validate_constraints=False)
    order.save()
    _criteria(order, criteria)
    if clause is not None:
        _dispose(clause, order, by, at)
    journal.write("order.draft", order, by=by, at=at, payload={"task": order.task, "authority": authority.uid})
    return order


@transaction.atomic
def concretise(clause: Clause, *, parts: Sequence[Concrete], by: Person, at: datetime) -> list[Order]:
    """Split a clause into one order for each kind of body, each with its own product and deadline."""
    document = Document.objects.select_related("organization", "authority_organization").get(pk=clause.document_id)
    if not parts:
        raise ValidationError(_("Ghi ít nhất một việc cụ thể."))
    made = []
    for part in parts:
        order = draft(
            organization=document.organization,
            authority=document.authority_organization or document.organization,
            task=part.task,
            words=document.text[clause.text_start : clause.text_end].strip(),
            document=document,
            clause=clause,
            product_kind=part.product_kind,
            by=by,
            at=at,
            **(
                {"deadline_on": part.deadline_on, "bound": Bound.BY, "deadline_source": DeadlineSource.APPROVED} if part.deadline_on else {}
            ),
        )
        set_targets(order, lead=part.lead, support=part.support, by=by, at=at)
        made.append(order)
    return made


def _set(order: Order, fields: dict[str, Any]) -> None:
    for key, value in fields.items():
        if key not in EDITABLE:
            raise TypeError(f"{key} of an order cannot be set")
        setattr(order, key, nfc(value).strip() if isinstance(value, str) else value)


def _changeable(order: Order) -> Order:
    found = Order.objects.select_for_update(of=("self",)).select_related("organization", "authority").get(pk=order.pk)
    if found.state not in CHANGEABLE:
        raise NotNow("edit", found.state, ORDER.acts(found.state))
    return found


@transaction.atomic
def edit(order: Order, *, version: int, by: Person, at: datetime, **fields: Any) -> Order:
    """Change a draft. `version` is the one the form was opened with; `Stale` when it moved on. What a person sets is no default any more.

    A change to an approved draft asks for approval anew.
    """
    order = _changeable(order)
    access.require(by, "order.draft", order.organization)
    if order.version != version:
        raise Stale(order)
    criteria = fields.pop("criteria", None)
    before = {key: getattr(order, key) for key in fields}
    _set(order, fields)
    changed = {key for key in fields if before[key] != getattr(order, key)}
    if changed & {"deadline_on", "bound", "cadence"}:
        order.default_deadline = False
    if changed & {"product", "product_kind"}:
        order.default_product = False
    if order.deadline_on is None:
        order.bound = order.deadline_source = ""
    elif not order.deadline_source:
        order.deadline_source, order.bound = DeadlineSource.APPROVED, order.bound or Bound.BY
    order.version, order.folded = order.version + 1, fold(order.task)
    if order.state == OrderState.APPROVED:
        order.state, order.submission = OrderState.DRAFTED, None
    order.full_clean(exclude=["uid"], validate_constraints=False)
    order.save()
    if criteria is not None:
        _replace_criteria(order, criteria)
    journal.write("order.edit", order, by=by, at=at, payload={key: str(getattr(order, key)) for key in sorted(changed)})
    return order


def _replace_criteria(order: Order, texts: Sequence[str]) -> None:
    wanted = [nfc(text).strip() for text in texts if text.strip()]
    if wanted == list(order.criteria.values_list("text", flat=True)):
        return
    order.criteria.all().delete()
    _criteria(order, wanted)


@transaction.atomic
def set_criteria(order: Order, *, criteria: Sequence[tuple[str, str, Decimal | None]], by: Person, at: datetime) -> Order:
    """By what the work will be judged: (words, unit, target) each; measured when it has a unit."""
    order = _changeable(order)
    access.require(by, "order.draft", order.organization)
    if not criteria:
        raise ValidationError(_("Mỗi nhiệm vụ có ít nhất một tiêu chí đánh giá."))
    order.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(order=order, position=place, text=nfc(text), unit=unit, target=target)
        for place, (text, unit, target) in enumerate(criteria, start=1)
    )
    order.default_criteria, order.version = False, order.version + 1
    order.save(update_fields=["default_criteria", "version"])
    journal.write("order.set_criteria", order, by=by, at=at, payload={"criteria": [text for text, _unit, _target in criteria]})
    return order


@transaction.atomic
def set_targets(
    order: Order, *, lead: Iterable[str], support: Iterable[str] = (), left_out: Iterable[str] = (), by: Person, at: datetime
) -> Order:
    """Choose the bodies of an order by public ids of organizations and groups; `left_out` are exceptions to the groups."""
    order = _changeable(order)
    access.require(by, "order.draft", order.organization)
    order.targets.all().delete()
    for part, uids, out in ((Part.LEAD, lead, False), (Part.SUPPORT, support, False), (Part.LEAD, left_out, True)):
        wanted = list(dict.fromkeys(str(uid) for uid in uids))
        places, groups = list(Organization.objects.living().filter(uid__in=wanted)), list(Group.objects.filter(uid__in=wanted))
        if len(places) + len(groups) != len(wanted):
            raise ValidationError(_("Có cơ quan, đơn vị không còn trong danh mục. Đề nghị chọn lại."))
        _add_targets(order, part, places, groups, left_out=out)
    order.version += 1
    order.save(update_fields=["version"])
    journal.write(
        "order.set_targets", order, by=by, at=at, payload={"lead": list(lead), "support": list(support), "left_out": list(left_out)}
    )
    return order


def _add_targets(order: Order, part: str, places: Iterable[Organization], groups: Iterable[Group], *, left_out: bool = False) -> None:
    rows = [Target(order=order, part=part, organization=place, left_out=left_out) for place in places]
    rows += [Target(order=order, part=part, group=group, left_out=left_out) for group in groups]
    Target.objects.bulk_create(rows)


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
