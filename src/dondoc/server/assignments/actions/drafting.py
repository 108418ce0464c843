"""Dự kiến giao: chọn từ văn bản, cụ thể hóa, sửa, chọn đơn vị. / Drafting: taking proposals, making concrete, choosing bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.rules.products import product as product_of
from dondoc.rules.products import recognised
from dondoc.server.assignments.actions.shaping import add_targets, discard, set_fields, set_targets, whole_deadline
from dondoc.server.assignments.measures import Measure, parsed, rows_of
from dondoc.server.assignments.models import Assignment, Bound, Criterion, DeadlineSource, Force, Order, Part
from dondoc.server.assignments.resolving import Directory
from dondoc.server.assignments.timing import at_in
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Clause, DispositionKind, Document, Proposal
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Group, Organization, Person
from dondoc.server.organizations.standing import former_bodies
from dondoc.server.rulebook.queries import calendar, rule
from dondoc.terms.vietnamese import fold, nfc
from dondoc.worktime import last_day


@dataclass(frozen=True)
class Concrete:
    """One part of a clause made concrete: the work for one kind of body, with a product and a deadline of its own."""

    task: str
    lead: tuple[str, ...] = ()  # uids of organizations or groups
    support: tuple[str, ...] = ()
    product_kind: str = ""
    product: str = ""
    deadline_on: date | None = None
    cadence: str = ""


@dataclass(frozen=True)
class Entered:
    """Where work comes from that was entered by hand: the paper or plan outside, or who said it orally and when.

    external_ref: «system:code» of work that came in by file.
    """

    source: str
    ref: str = ""
    said_by: Person | None = None
    said_on: date | None = None
    external_ref: str = ""


@transaction.atomic
def take(proposal: Proposal, *, by: Person, at: datetime) -> Order:
    """Draft an order from a proposal, dispose of its clause with it, and mark the proposal taken, all at once.

    Names are resolved to bodies where they plainly mean some; product, criterion and deadline are filled by default where the
    words give none, and marked so.
    """
    return take_all([proposal], by=by, at=at)[0]


@transaction.atomic
def take_all(proposals: Sequence[Proposal], *, by: Person, at: datetime) -> list[Order]:
    """Take several proposals, all or none, in their order; the bodies are looked up once for all of one giver."""
    whole = Proposal.objects.select_related("document__organization", "document__authority_organization", "clause")
    found = whole.in_bulk([proposal.pk for proposal in proposals])
    books: dict[int, Directory] = {}
    made = []
    for proposal in (found[row.pk] for row in proposals):
        giver = proposal.document.organization
        access.require(by, "order.draft", giver)
        if giver.pk not in books:
            books[giver.pk] = _directory(giver, by)
        made.append(_take(proposal, books[giver.pk], by, at))
    return made


def _take(proposal: Proposal, book: Directory, by: Person, at: datetime) -> Order:
    order = _from_proposal(proposal, by, at)
    order.save()
    _criteria(order, proposal.criteria, proposal.quantity)
    for part, names in ((Part.LEAD, proposal.lead), (Part.SUPPORT, proposal.support)):
        resolved = book.resolve(names)
        add_targets(order, part, resolved.organizations, resolved.groups)
    documents.decide_proposal(proposal, act="take", by=by, at=at)
    if proposal.clause is not None:
        _dispose(proposal.clause, order, by, at)
    journal.write("order.take", order, by=by, at=at, payload={"proposal": proposal.uid, "words": order.words})
    return order


def _directory(giver: Organization, by: Person) -> Directory:
    """The living bodies under the root of the giver, the root with them, and all groups."""
    root = f"/{giver.path.split('/')[1]}/"
    return Directory.of(Organization.objects.living().filter(path__below=root), Group.objects.all(), former_bodies(by, root))


def _dispose(clause: Clause, order: Order, by: Person, at: datetime, *, several: bool = False) -> None:
    """The clause is covered by this order; «concretised» once it is covered by more than one."""
    several = (
        several or clause.dispositions.filter(ended_at=None, kind__in=(DispositionKind.ASSIGNED, DispositionKind.CONCRETISED)).exists()
    )
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
        product=_begun(proposal.product),
        cadence=proposal.cadence,
        deadline_words=proposal.deadline_words,
        drafted_by=by,
        drafted_at=at,
    )
    if proposal.deadline_on is None:
        order.cadence_at = at_in(proposal.cadence, f"{proposal.deadline_words}. {order.words}")
    kind = recognised(proposal.product or proposal.words)
    order.product_kind, order.default_product = kind.key, not proposal.product
    order.product = order.product or kind.vi
    _deadline(order, proposal, at)
    order.folded = fold(order.task)
    return order


def _deadline(order: Order, proposal: Proposal, at: datetime) -> None:
    """The printed day with its bound; without one and without a cadence a proposed day, marked so, which only approval makes binding."""
    if proposal.deadline_on is not None:
        order.deadline_on = proposal.deadline_on
        order.bound = Bound.BEFORE if proposal.deadline_bound == "before" else Bound.BY
        order.deadline_source = DeadlineSource.SET if proposal.by_hand else DeadlineSource.PRINTED
    elif not order.cadence:
        _default_deadline(order, at)


def _default_deadline(order: Order, at: datetime) -> None:
    today = timezone.localdate(at)
    days = int(rule("default_deadline_days", on=today, organization=order.organization))
    order.deadline_on = last_day(today + timedelta(days=days), "by", calendar()).day
    order.bound, order.deadline_source, order.default_deadline = Bound.BY, DeadlineSource.APPROVED, True


def _criteria(order: Order, texts: Sequence[str], quantity: Sequence[Mapping[str, Any]] = ()) -> None:
    """Criteria as the words give them, those with a figure measured; the catalogue's own where they give none, marked so."""
    rows = rows_of(order, [_criterion(text) for text in texts if text.strip()])
    rows += [Criterion(text=_begun(nfc(q["text"])), unit=nfc(q["unit"])[:60], target=Decimal(str(q["value"]))) for q in quantity]
    order.default_criteria = not rows
    if not rows:
        rows = [Criterion(text=product_of(order.product_kind).criterion)]
    for place, row in enumerate(rows, start=1):
        row.order, row.position = order, place
    Criterion.objects.bulk_create(rows)
    order.save(update_fields=["default_criteria"])


def _criterion(line: str) -> Measure:
    """A measured line as it is written; words alone as the beginning of a sentence."""
    return parsed(line) if "|" in line else Measure(_begun(nfc(line)))


def _begun(words: str) -> str:
    """Words out of the middle of a sentence, as the beginning of one; without the marks of emphasis converters leave."""
    bare = " ".join(words.replace("*", "").split()).strip(' “”"')
    return bare[:1].upper() + bare[1:]


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
    proposal: Proposal | None = None,
    origin: tuple[str, Any] | None = None,
    entered: Entered | None = None,
    above: Assignment | None = None,
    past_above: str = "",
    criteria: Sequence[str] = (),
    several: bool = False,
    **fields: Any,
) -> Order:
    """Draft an order by hand, or for an origin of a room above: (type, public id). Unfilled parts get defaults, marked so.

    several: one of several orders that make a clause concrete. above: the work of the giving body it passes further down (`cascade`).
    """
    access.require(by, "order.draft", organization)
    if not task.strip():
        raise ValidationError({"task": _("Đề nghị ghi nội dung công việc.")})
    order = Order(
        organization=organization,
        authority=authority,
        document=document,
        clause=clause,
        proposal=proposal,
        words=words.strip() or task,
        task=nfc(task).strip(),
        above=above,
        past_above=nfc(past_above).strip(),
        **_origin(entered, origin),
        drafted_by=by,
        drafted_at=at,
    )
    set_fields(order, fields)
    _fill(order, at)
    order.full_clean(exclude=["uid"], validate_constraints=False)
    order.save()
    _criteria(order, criteria)
    if clause is not None:
        _dispose(clause, order, by, at, several=several)
    journal.write("order.draft", order, by=by, at=at, payload={"task": order.task, "authority": authority.uid})
    return order


def _origin(entered: Entered | None, room: tuple[str, Any] | None) -> dict[str, Any]:
    """Where the work comes from: a room above, by reference, or what was entered by hand."""
    named: dict[str, Any] = {"origin_type": room[0], "origin_id": room[1]} if room else {}
    if entered is not None:
        named |= {"source": entered.source, "source_ref": nfc(entered.ref).strip(), "said_by": entered.said_by, "said_on": entered.said_on}
        named |= {"external_ref": nfc(entered.external_ref).strip()}
    return named


def _fill(order: Order, at: datetime) -> None:
    """What was left open is filled from the catalogue and the rules, and marked as filled by default."""
    kind = product_of(order.product_kind) if order.product_kind else recognised(order.task)
    if not order.product:
        order.product, order.default_product = kind.vi, True
    order.product_kind = kind.key
    if order.deadline_on is None and not order.cadence and not order.relative_days:
        _default_deadline(order, at)
    whole_deadline(order)
    order.folded = fold(order.task)


@transaction.atomic
def concretise(clause: Clause, *, parts: Sequence[Concrete], by: Person, at: datetime) -> list[Order]:
    """Split a clause into one order for each kind of body, each with its own product and deadline."""
    document = Document.objects.select_related("organization", "authority_organization").get(pk=clause.document_id)
    if not parts:
        raise ValidationError(_("Ghi ít nhất một việc cụ thể."))
    authority = document.authority_organization or document.organization
    words = document.text[clause.text_start : clause.text_end].strip()
    whole = Order(organization=document.organization, authority=authority, document=document, clause=clause, words=words)
    return [_part_of(whole, part, len(parts) > 1, by, at) for part in parts]


@transaction.atomic
def divide(order: Order, *, parts: Sequence[Concrete], by: Person, at: datetime) -> list[Order]:
    """Put several orders in the place of a draft, one for each kind of body; the draft is dropped, its words stay with each."""
    order = (
        Order.objects.select_for_update(of=("self",))
        .select_related("organization", "authority", "document", "clause", "proposal", "pillar")
        .get(pk=order.pk)
    )
    if len(parts) < 2:
        raise ValidationError(_("Tách thành từ hai nhiệm vụ trở lên."))
    discard(order, by=by, at=at)
    return [_part_of(order, part, True, by, at) for part in parts]


def _part_of(whole: Order, part: Concrete, several: bool, by: Person, at: datetime) -> Order:
    """One order of a clause made concrete: everything of the whole that the part does not say itself."""
    made = draft(
        organization=whole.organization,
        authority=whole.authority,
        task=part.task,
        words=whole.words,
        document=whole.document,
        clause=whole.clause,
        proposal=whole.proposal,
        force=whole.force,
        weight=whole.weight,
        pillar=whole.pillar,
        product_kind=part.product_kind,
        product=part.product,
        deadline_on=part.deadline_on,
        cadence=part.cadence,
        several=several,
        by=by,
        at=at,
    )
    return set_targets(made, lead=part.lead, support=part.support, by=by, at=at)
