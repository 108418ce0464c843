"""Bảng phân công của một văn bản. / The table of distribution: every order drafted from a document, as a page and a sheet show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, prefetch_related_objects

from dondoc.rules.products import product as product_of
from dondoc.server.assignments.models import Order, OrderState, Part
from dondoc.server.assignments.queries.bodies import Expanded, Gate, expand_all, gate, lacks
from dondoc.server.assignments.resolving import Directory
from dondoc.server.documents.models import Clause, Document
from dondoc.server.documents.queries import references
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Group, Organization, Person
from dondoc.server.organizations.standing import former_bodies
from dondoc.server.programmes.models import Pillar, Theme

#: Before a leader has seen it, a draft may still be changed.
CHANGEABLE = (OrderState.DRAFTED, OrderState.RETURNED, OrderState.APPROVED)


@dataclass(frozen=True)
class Named:
    """The bodies of one part as they were chosen: names of bodies and of groups, the exceptions, and how many in all today."""

    names: tuple[str, ...]
    left_out: tuple[str, ...]
    count: int

    def __bool__(self) -> bool:
        return bool(self.names)


@dataclass(frozen=True)
class TableRow:
    """One order of the table."""

    uid: UUID
    version: int
    state: str
    state_label: str
    reference: str  # «mục II, điểm 1»
    clause: int | None  # its place in the document, as the split view anchors it
    words: str  # of the source
    task: str
    force: str
    authority: str
    lead: Named
    support: Named
    headless: tuple[str, ...]
    open_names: tuple[str, ...]  # as the source calls bodies nobody could be found for
    product_kind: str
    product: str
    default_product: bool
    criteria: tuple[str, ...]
    default_criteria: bool
    deadline_on: date | None
    bound: str
    bound_label: str
    deadline_source: str
    deadline_words: str
    default_deadline: bool
    cadence: str
    weight: int
    pillar: str
    lacks: tuple[str, ...]

    @property
    def changeable(self) -> bool:
        """Whether its state lets it be changed."""
        return self.state in CHANGEABLE


@dataclass(frozen=True)
class Table:
    """The rows, and the gate before those that have not gone yet."""

    rows: tuple[TableRow, ...]
    gate: Gate

    def having(self, *states: str) -> tuple[TableRow, ...]:
        """Rows in one of these states."""
        return tuple(row for row in self.rows if row.state in states)

    @property
    def waiting(self) -> tuple[TableRow, ...]:
        """What has not gone yet."""
        return self.having(*CHANGEABLE, OrderState.SUBMITTED)

    @property
    def to_submit(self) -> tuple[TableRow, ...]:
        """Drafts, and what was returned."""
        return self.having(OrderState.DRAFTED, OrderState.RETURNED)

    @property
    def submitted(self) -> tuple[TableRow, ...]:
        """What lies before the leader."""
        return self.having(OrderState.SUBMITTED)

    @property
    def approved(self) -> tuple[TableRow, ...]:
        """What may be issued."""
        return self.having(OrderState.APPROVED)

    @property
    def issued(self) -> tuple[TableRow, ...]:
        """What has gone."""
        return self.having(OrderState.ISSUED)


def table_of(document: Document, person: Person) -> QuerySet[Order]:
    """The orders drafted from a document that this person may see, in the order of the document."""
    return _rows(Order.objects.visible_to(person).filter(document=document)).order_by("clause__position", "pk")


def loose_table(person: Person, organization: Organization) -> QuerySet[Order]:
    """Drafts of an organization that come from no document, newest last; what has gone stands in the lists of work."""
    return _rows(Order.objects.visible_to(person).filter(document=None, organization=organization)).exclude(
        state__in=(OrderState.ISSUED, OrderState.WITHDRAWN, OrderState.CANCELLED)
    )


def _rows(orders: QuerySet[Order]) -> QuerySet[Order]:
    return (
        orders.exclude(state=OrderState.DISCARDED)
        .select_related("authority", "organization", "pillar", "submission", "proposal")
        .prefetch_related("criteria", "targets__organization", "targets__group")
    )


def table(orders: Iterable[Order], person: Person, document: Document | None = None) -> Table:
    """The table of these orders. A fixed number of queries and one for each group used."""
    found = list(orders)
    bodies = expand_all(found)
    clauses = _clauses(document, person)
    told, places = references(clauses), {clause.pk: clause.position for clause in clauses}
    book = _directory(found, person)
    rows = tuple(
        _row(order, bodies[order.pk], (told.get(order.clause_id or 0, ""), places.get(order.clause_id or 0)), book) for order in found
    )
    waiting = [order for order in found if order.state in (*CHANGEABLE, OrderState.SUBMITTED)]
    return Table(rows, gate(waiting, bodies))


def _clauses(document: Document | None, person: Person) -> list[Clause]:
    return list(Clause.objects.visible_to(person).filter(document=document).order_by("position")) if document else []


@dataclass(frozen=True)
class Task:
    """An order as the page that chooses bodies names it."""

    uid: UUID
    version: int
    reference: str
    task: str
    open_names: tuple[str, ...]


def tasks(orders: list[Order], person: Person) -> list[Task]:
    """Orders of one table without their bodies, which are just being chosen."""
    prefetch_related_objects(orders, "targets")
    told = references(_clauses(orders[0].document, person))
    book = _directory(orders, person)
    return [Task(o.uid, o.version, told.get(o.clause_id or 0, ""), o.task, _open_names(o, book)) for o in orders]


def _directory(orders: list[Order], person: Person) -> Directory | None:
    """The bodies names may mean, only where some draft still has names."""
    named = [order for order in orders if order.state in CHANGEABLE and order.proposal and (order.proposal.lead or order.proposal.support)]
    if not named:
        return None
    root = named[0].organization.path.split("/")[1]
    places = Organization.objects.visible_to(person).living().filter(path__below=f"/{root}/")
    return Directory.of(places, Group.objects.visible_to(person), former_bodies(person, f"/{root}/"))


def _row(order: Order, expanded: Expanded, clause: tuple[str, int | None], book: Directory | None) -> TableRow:
    return TableRow(
        uid=order.uid,
        version=order.version,
        state=order.state,
        state_label=order.get_state_display(),
        reference=clause[0],
        clause=clause[1],
        words=" ".join(order.words.replace("*", "").split()),
        task=order.task,
        force=order.get_force_display(),
        authority=order.authority.called,
        lead=_named(order, Part.LEAD, len(expanded.lead)),
        support=_named(order, Part.SUPPORT, len(expanded.support)),
        headless=tuple(place.called for place in expanded.headless),
        open_names=_open_names(order, book),
        product_kind=product_of(order.product_kind).vi if order.product_kind else "",
        product=order.product,
        default_product=order.default_product,
        criteria=tuple(criterion.text for criterion in order.criteria.all()),
        default_criteria=order.default_criteria,
        deadline_on=order.deadline_on,
        bound=order.bound,
        bound_label=order.get_bound_display() if order.bound else "",
        deadline_source=order.get_deadline_source_display() if order.deadline_source else "",
        deadline_words=order.deadline_words,
        default_deadline=order.default_deadline,
        cadence=order.timing,
        weight=order.weight,
        pillar=order.pillar.name if order.pillar else "",
        lacks=tuple(lacks(order, expanded)),
    )


def _named(order: Order, part: str, count: int) -> Named:
    targets = [target for target in order.targets.all() if target.part == part]
    chosen = [t.group.name if t.group else t.organization.called if t.organization else "" for t in targets if not t.left_out]
    out = [t.organization.called if t.organization else t.group.name if t.group else "" for t in targets if t.left_out]
    return Named(tuple(chosen), tuple(out), count)


def _open_names(order: Order, book: Directory | None) -> tuple[str, ...]:
    """Names of the source that mean no body we know, while nobody was chosen."""
    if book is None or order.proposal is None or order.state not in CHANGEABLE:
        return ()
    if any(target.part == Part.LEAD and not target.left_out for target in order.targets.all()):
        return book.resolve(order.proposal.support).open if not order.proposal.by_hand else ()
    return book.resolve([*order.proposal.lead, *order.proposal.support]).open


def pillars_for(organization: Organization, person: Person, year: int) -> list[Pillar]:
    """The pillars of the year's themes that hold for an organization: its own and those of the bodies above it."""
    above = [int(part) for part in organization.path.strip("/").split("/")]
    themes = Theme.objects.visible_to(person).filter(organization__in=above, year=year).prefetch_related("pillars")
    return [pillar for theme in themes for pillar in theme.pillars.all()]


@dataclass(frozen=True)
class DraftGroup:
    """A table with work not yet issued: of a document, or of an organization's direct work."""

    uid: UUID
    title: str
    drafted: int
    returned: int
    submitted: int
    approved: int

    @property
    def total(self) -> int:
        """How many orders have not gone yet."""
        return self.drafted + self.returned + self.submitted + self.approved


def drafts(person: Person) -> list[DraftGroup]:
    """Tables with work not yet issued, newest first. Two queries."""
    waiting = (OrderState.DRAFTED, OrderState.RETURNED, OrderState.SUBMITTED, OrderState.APPROVED)
    here = organizations_where(person, "order.see")
    cells = (
        Order.objects.visible_to(person)
        .filter(state__in=waiting, organization__in=here)
        .order_by()
        .values("document", "document__uid", "document__symbol", "document__subject", "organization__uid", "organization__name")
        .annotate(
            newest=Max("drafted_at"),
            drafted=Count("pk", filter=Q(state=OrderState.DRAFTED)),
            returned=Count("pk", filter=Q(state=OrderState.RETURNED)),
            submitted=Count("pk", filter=Q(state=OrderState.SUBMITTED)),
            approved=Count("pk", filter=Q(state=OrderState.APPROVED)),
        )
        .order_by("-newest")
    )
    return [
        DraftGroup(
            uid=cell["document__uid"] or cell["organization__uid"],
            title=f"{cell['document__symbol']} {cell['document__subject']}".strip() if cell["document"] else cell["organization__name"],
            drafted=cell["drafted"],
            returned=cell["returned"],
            submitted=cell["submitted"],
            approved=cell["approved"],
        )
        for cell in cells
    ]


def givers(person: Person) -> list[Organization]:
    """Bodies in whose name this person drafts direct work: the topmost where it may, not every body below."""
    here = organizations_where(person, "order.draft").order_by("path")
    found: list[Organization] = []
    for place in here[:200]:
        if not any(place.path.startswith(top.path) for top in found):
            found.append(place)
    return found
