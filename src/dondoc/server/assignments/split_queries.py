"""Đọc cho trang đối chiếu: đề xuất với chữ gốc, đã thành lệnh nào. / Reads of the split view: proposals with their source words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dondoc.server.assignments.models import Cadence, Force, Order, OrderState
from dondoc.server.documents.models import Document, Proposal
from dondoc.server.documents.queries import Node, Split, split_view
from dondoc.server.organizations.models import Person


@dataclass(frozen=True)
class Word:
    """A run of words; `role` tells what the machine took it for: lead, support, time, amount; "" for none."""

    text: str
    role: str = ""


@dataclass(frozen=True)
class Row:
    """A proposal as the right side shows it."""

    proposal: Proposal
    node: Node | None
    words: list[Word]
    source: str  # the document's own words where a person changed them, else ""
    cadence: str
    force: str
    order: Order | None

    @property
    def anchor(self) -> str:
        """Where the row is on the page."""
        return f"v-{self.proposal.uid}"

    @property
    def clause(self) -> str:
        """The public id of the clause it stands in; "" for none."""
        return str(self.node.clause.uid) if self.node else ""

    @property
    def place(self) -> str:
        """What the page lights together: the clause, or the words themselves where no clause holds them."""
        return self.clause or f"w-{self.proposal.start}"

    @property
    def dropped(self) -> bool:
        """Taken once, its draft discarded since."""
        return self.proposal.state == "taken" and self.order is None


@dataclass(frozen=True)
class View:
    """The split view of a document for one person."""

    split: Split
    open: list[Row] = field(default_factory=list)
    taken: list[Row] = field(default_factory=list)
    dismissed: list[Row] = field(default_factory=list)
    gone: int = 0  # joined into or split into others

    @property
    def shown(self) -> list[Row]:
        """What still stands, in the order of the document."""
        return sorted([*self.open, *self.taken], key=lambda row: (row.proposal.start, row.proposal.position))

    @property
    def in_table(self) -> int:
        """How many have become drafts or orders."""
        return sum(row.order is not None for row in self.taken)


def view_of(document: Document, person: Person) -> View:
    """Everything the split view shows: four queries, whatever the length."""
    split = split_view(document)
    orders = {
        order.proposal_id: order
        for order in Order.objects.visible_to(person)
        .filter(document=document, proposal__isnull=False)
        .exclude(state=OrderState.DISCARDED)
        .defer("folded")
    }
    rows = [
        _row(document, proposal, node, orders.get(proposal.pk))
        for proposal, node in split.proposals
        if proposal.state in ("open", "taken", "dismissed")
    ]
    by = {state: [row for row in rows if row.proposal.state == state] for state in ("open", "taken", "dismissed")}
    return View(split, **by, gone=len(split.proposals) - len(rows))


def _row(document: Document, proposal: Proposal, node: Node | None, order: Order | None) -> Row:
    source = " ".join(document.text[proposal.start : proposal.end].replace("*", "").split())
    return Row(
        proposal,
        node,
        marked(proposal),
        "" if source == proposal.words else source,
        str(dict(Cadence.choices).get(proposal.cadence, "")),
        str(dict(Force.choices).get(proposal.force, "")),
        order,
    )


def marked(proposal: Proposal) -> list[Word]:
    """The words of a proposal with those marked that told the machine who, with whom, by when and how much."""
    spans: list[tuple[int, int, str]] = []
    amounts = [str(quantity.get("text") or "") for quantity in proposal.quantity]
    for role, texts in (("lead", proposal.lead), ("support", proposal.support), ("time", [proposal.deadline_words]), ("amount", amounts)):
        spans += _places(proposal.words, texts, role)
    return _cut(proposal.words, spans)


def _places(words: str, texts: Iterable[str], role: str) -> list[tuple[int, int, str]]:
    found = []
    for text in texts:
        tokens = text.replace("*", " ").split()
        match = re.search(r"\s+".join(map(re.escape, tokens)), words) if tokens else None
        if match:
            found.append((*match.span(), role))
    return found


def _cut(words: str, spans: list[tuple[int, int, str]]) -> list[Word]:
    found, at = [], 0
    for start, end, role in sorted(spans):
        if start < at:
            continue
        found += [Word(words[at:start]), Word(words[start:end], role)]
        at = end
    found.append(Word(words[at:]))
    return [word for word in found if word.text]
