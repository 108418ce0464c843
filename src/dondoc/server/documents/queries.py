"""Đọc văn bản: danh sách, phần đầu đáng ngờ, trùng lặp, nội dung chưa xử lý. / Reads of documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dondoc.server.documents.models import Clause, Disposition, Distribution, Document, Proposal, StoredReading
from dondoc.server.journal.queries import about
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Person
from dondoc.terms.vietnamese import fold


def loose_clauses() -> QuerySet[Clause]:
    """Directing clauses that nothing was done with."""
    return Clause.objects.filter(~Exists(Disposition.objects.filter(clause=OuterRef("pk"), ended_at=None)), directs=True)


def listed(person: Person, *, direction: str, words: str = "", state: str = "") -> QuerySet[Document]:
    """The list of documents with the count of loose clauses; text and folded text are not loaded."""
    found = Document.objects.visible_to(person).filter(direction=direction)
    if words := fold(words):
        found = found.filter(folded__contains=words)
    if state == "open":
        found = found.filter(state__in=("registered", "presented", "minuted"))
    elif state:
        found = found.filter(state=state)
    loose = Count("clauses", filter=Q(clauses__in=loose_clauses()), distinct=True)
    return found.annotate(loose=loose).defer("text", "folded").select_related("organization")


def duplicates(person: Person, document: Document) -> QuerySet[Document]:
    """Other visible documents with the same symbol and date, or the same main file. A hidden one is never told of."""
    same = Q(attachments__file__in=document.attachments.values("file"), attachments__role="main")
    if document.symbol and document.dated:
        same |= Q(symbol=document.symbol, dated=document.dated)
    return Document.objects.visible_to(person).filter(same).exclude(pk=document.pk).distinct().defer("text", "folded")


def doubtful(document: Document) -> dict[str, str]:
    """Fields of the head a person should look at -> the words of the document they came from, "" when nothing was found."""
    reading = StoredReading.objects.filter(document=document, current=True).values_list("data", flat=True).first() or {}
    head, spans = reading.get("head") or {}, reading.get("head_spans") or {}
    needed = {"symbol": "symbol", "dated": "date", "issuer": "issuer", "subject": "subject", "kind": "kind"}
    return {column: _words(document, spans.get(name)) for column, name in needed.items() if not head.get(name)}


def _words(document: Document, span: dict[str, Any] | None) -> str:
    return " ".join(document.text[span["start"] : span["end"]].split()) if span else ""


@dataclass(frozen=True)
class Event:
    """One act as a timeline shows it."""

    at: Any
    who: str
    what: Any
    words: str


@dataclass
class Node:
    """A clause in the split view, with what was done and proposed."""

    clause: Clause
    reference: str
    own_text: str
    proposals: list[Proposal] = field(default_factory=list)
    dispositions: list[Disposition] = field(default_factory=list)

    @property
    def loose(self) -> bool:
        """Directs, and nothing was done with it."""
        return self.clause.directs and not self.dispositions


@dataclass(frozen=True)
class Split:
    """The two sides of the split view, and the words before the first clause."""

    document: Document
    before: str
    nodes: list[Node]
    proposals: list[tuple[Proposal, str]]  # with the reference of its clause
    after: str

    @property
    def loose(self) -> list[Node]:
        """Directing clauses nothing was done with."""
        return [node for node in self.nodes if node.loose]

    @property
    def open(self) -> list[Proposal]:
        """Proposals still to be looked at."""
        return [proposal for proposal, _reference in self.proposals if proposal.state == "open"]


def split_view(document: Document) -> Split:
    """Everything the split view shows. Four queries, whatever the length."""
    clauses = list(document.clauses.order_by("position"))
    by_pk = {clause.pk: clause for clause in clauses}
    nodes = {c.pk: Node(c, reference(c, by_pk), _own_text(document.text, c)) for c in clauses}
    for disposition in Disposition.objects.filter(clause__document=document, ended_at=None).select_related("by"):
        nodes[disposition.clause_id].dispositions.append(disposition)
    proposals = list(document.proposals.select_related("decided_by").order_by("position", "pk"))
    for proposal in proposals:
        if proposal.clause_id in nodes and proposal.state in ("open", "taken"):
            nodes[proposal.clause_id].proposals.append(proposal)
    first = clauses[0].start if clauses else len(document.text)
    last = max((clause.end for clause in clauses), default=len(document.text))
    told = [(proposal, nodes[proposal.clause_id].reference if proposal.clause_id in nodes else "") for proposal in proposals]
    return Split(document, document.text[:first].strip(), list(nodes.values()), told, document.text[last:].strip())


def _own_text(text: str, clause: Clause) -> str:
    """The clause's own words, with its marker, without its children; emphasis marks of converters are not shown."""
    return text[clause.start : clause.text_end].replace("*", "").strip()


def reference(clause: Clause, by_pk: dict[int, Clause]) -> str:
    """«Mục II, điểm 1, ý 2»: the way an official says it, never an internal id."""
    chain: list[Clause] = []
    here: Clause | None = clause
    while here is not None:
        chain.append(here)
        here = by_pk.get(here.parent_id) if here.parent_id else None
    return ", ".join(_called(node, by_pk) for node in reversed(chain))


def _called(clause: Clause, by_pk: dict[int, Clause]) -> str:
    marker = clause.marker.strip(" .-)*_:")
    if not marker or not marker[0].isalnum():
        before = [
            c for c in by_pk.values() if c.parent_id == clause.parent_id and c.marker == clause.marker and c.position <= clause.position
        ]
        return f"ý {len(before)}"
    if marker.split(" ")[0].lower() in ("phần", "chương", "mục", "điều", "phụ"):
        return marker
    if marker.isupper() and set(marker) <= set("IVXLC"):
        return f"mục {marker}"
    return f"điểm {marker}"


def receipts(document: Document) -> QuerySet[Distribution]:
    """To whom the document was sent, and who has it."""
    return document.distributions.select_related("organization", "received_by", "sent_by").order_by("organization__path")


def timeline(objects: Iterable[Any], sentences: dict[str, Any]) -> list[Event]:
    """Acts on these things in sentences, newest first; acts without a sentence are left to the journal."""
    acts = [act for act in about(*(thing.uid for thing in objects)) if act.action in sentences]
    names = dict(Person.objects.filter(uid__in={act.actor for act in acts}).values_list("uid", "full_name"))
    return [
        Event(
            a.at, names.get(a.actor, ""), sentences[a.action], str((a.payload or {}).get("reason") or (a.payload or {}).get("words") or "")
        )
        for a in reversed(acts)
    ]


def to_acknowledge(person: Person, document: Document) -> list[Distribution]:
    """Receipts this person may confirm for a unit."""
    here = organizations_where(person, "assignment.receive")
    return list(document.distributions.filter(received_at=None, organization__in=here).select_related("organization"))


@dataclass(frozen=True)
class Differences:
    """What a newer reading finds otherwise than the one in use."""

    reader: str
    head: list[tuple[str, str, str]]  # field, in use, newer
    assignments_new: list[str]
    assignments_gone: list[str]
    same: bool


def differences(document: Document) -> Differences | None:
    """The newest reading beside the one in use; None when there is only one."""
    used = document.readings.filter(current=True).first()
    newest = document.readings.filter(current=False).order_by("-read_at").first()
    if used is None or newest is None:
        return None
    before, after = used.data["head"] or {}, newest.data["head"] or {}
    head = [
        (key, str(before.get(key) or ""), str(after.get(key) or ""))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]
    was = [" ".join(row["text"].split()) for row in used.data["assignments"]]
    now = [" ".join(row["text"].split()) for row in newest.data["assignments"]]
    new, gone = [text for text in now if text not in was], [text for text in was if text not in now]
    return Differences(newest.reader, head, new, gone, not (head or new or gone))
