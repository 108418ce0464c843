"""Đọc văn bản: danh sách, phần đầu đáng ngờ, trùng lặp, nội dung chưa xử lý. / Reads of documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.documents.models import Clause, Disposition, Distribution, Document, Proposal, StoredReading
from dondoc.server.documents.rows import HEAD_FIELDS
from dondoc.server.journal.queries import about
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Person
from dondoc.terms.vietnamese import fold


def loose_clauses() -> QuerySet[Clause]:
    """Directing clauses that nothing was done with."""
    return Clause.objects.filter(~Exists(Disposition.objects.filter(clause=OuterRef("pk"), ended_at=None)), directs=True)


#: Lists of the page: key -> directions and states. A draft of our own waits for its number until it is issued.
LISTS: dict[str, Q] = {
    "den": Q(direction="incoming"),
    "di": Q(direction="outgoing", state__in=("issued", "corrected", "withdrawn")),
    "du-thao": Q(direction="outgoing") & ~Q(state__in=("issued", "corrected", "withdrawn")),
}
#: What «chờ đăng ký», «đang xử lý» mean in states.
STATE_GROUPS = {
    "waiting": ("received", "signed"),
    "open": ("registered", "presented", "minuted", "issued"),
    "routed": ("routed",),
    "closed": ("closed",),
}


def listed(
    person: Person, *, tab: str, words: str = "", state: str = "", since: date | None = None, until: date | None = None, loose: bool = False
) -> QuerySet[Document]:
    """A list of documents with the count of loose clauses, told only where the person sees orders. Text is not loaded."""
    found = Document.objects.visible_to(person).filter(LISTS[tab])
    for word in fold(words).split()[:10]:
        found = found.filter(folded__contains=word)
    if state in STATE_GROUPS:
        found = found.filter(state__in=STATE_GROUPS[state])
    found = found.filter(dated__gte=since) if since else found
    found = found.filter(dated__lte=until) if until else found
    inside = Q(clauses__in=loose_clauses()) & Q(organization__in=organizations_where(person, "order.see"))
    counted = found.annotate(loose=Count("clauses", filter=inside, distinct=True))
    return (
        (counted.filter(loose__gt=0) if loose else counted)
        .defer("text", "folded")
        .select_related("organization")
        .order_by("-taken_in_at", "-pk")
    )


def duplicates(person: Person, document: Document) -> QuerySet[Document]:
    """Other visible documents with the same symbol and date, or the same main file. A hidden one is never told of."""
    same = Q(attachments__file__in=document.attachments.values("file"), attachments__role="main")
    if document.symbol and document.dated:
        same |= Q(symbol=document.symbol, dated=document.dated)
    return Document.objects.visible_to(person).filter(same).exclude(pk=document.pk).distinct().defer("text", "folded")


#: Fields a document nearly always prints -> how the reading names them.
_EXPECTED = {"symbol": "symbol", "dated": "date", "issuer": "issuer", "subject": "subject", "kind": "kind", "signer_name": "signer"}


def doubtful(document: Document) -> list[str]:
    """Fields of the head that a person should look at: nothing was found, or a check of the reader complains about them."""
    data = StoredReading.objects.filter(document=document, current=True).values_list("data", flat=True).first() or {}
    head, found = data.get("head") or {}, {finding["code"] for finding in data.get("findings") or ()}
    head = head | {"signer": (head.get("signer") or {}).get("name")}
    empty = [column for column, name in _EXPECTED.items() if not head.get(name)]
    complained = [column for code, columns in _COMPLAINTS.items() if code in found for column in columns]
    return list(dict.fromkeys([*empty, *complained]))


#: Findings of the reader -> the fields they throw doubt on.
_COMPLAINTS = {"kind-symbol-mismatch": ("kind", "symbol"), "number-missing": ("symbol",)}


def head_words(document: Document) -> dict[str, str]:
    """Fields of the head -> the words of the document they were read from."""
    spans = StoredReading.objects.filter(document=document, current=True).values_list("data__head_spans", flat=True).first() or {}
    names = {"dated": "date", "signer_name": "signer", "signer_title": "signer", "signer_capacity": "signer"}
    return {column: _words(document, spans.get(names.get(column, column)))[:200] for column in HEAD_FIELDS}


def _words(document: Document, span: dict[str, Any] | None) -> str:
    return " ".join(document.text[span["start"] : span["end"]].split()) if span else ""


@dataclass(frozen=True)
class Event:
    """One act as a timeline shows it."""

    at: Any
    who: str
    what: Any
    words: str


@dataclass(frozen=True)
class Piece:
    """Words of the document as a page shows them; `marked` where a proposal stands on them."""

    text: str
    marked: bool
    start: int = 0  # where a marked piece begins in the document


@dataclass
class Node:
    """A clause in the split view, with what was done and proposed."""

    clause: Clause
    reference: str
    pieces: list[Piece] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    dispositions: list[Disposition] = field(default_factory=list)

    @property
    def loose(self) -> bool:
        """Directs, and nothing was done with it."""
        return self.clause.directs and not self.dispositions

    @property
    def own_text(self) -> str:
        """The clause's own words, with its marker, without its children."""
        return "".join(piece.text for piece in self.pieces).strip()


@dataclass(frozen=True)
class Split:
    """The two sides of the split view, and the words before the first clause and after the last (annexes of tables alone among them)."""

    document: Document
    before: str
    nodes: list[Node]
    proposals: list[tuple[Proposal, Node | None]]
    after: list[Piece]
    end: int  # where the last clause ends

    @property
    def annexed(self) -> list[Piece]:
        """Work that stands after the last clause: in the tables of annexes."""
        return [piece for piece in self.after if piece.marked]

    @property
    def loose(self) -> list[Node]:
        """Directing clauses nothing was done with."""
        return [node for node in self.nodes if node.loose]

    @property
    def open(self) -> list[Proposal]:
        """Proposals still to be looked at."""
        return [proposal for proposal, _node in self.proposals if proposal.state == "open"]

    @property
    def contents(self) -> list[Node]:
        """The nodes to move by in a long document: the two upper levels; empty for a short one."""
        if len(self.nodes) < 15:
            return []
        levels = sorted({node.clause.level for node in self.nodes})[:2]
        return [node for node in self.nodes if node.clause.level in levels]


def split_view(document: Document) -> Split:
    """Everything the split view shows. Three queries, whatever the length."""
    clauses = list(document.clauses.order_by("position"))
    called = references(clauses)
    nodes = {clause.pk: Node(clause, called[clause.pk]) for clause in clauses}
    for disposition in Disposition.objects.filter(clause__document=document, ended_at=None).select_related("by"):
        nodes[disposition.clause_id].dispositions.append(disposition)
    proposals = list(document.proposals.select_related("decided_by").order_by("start", "position", "pk"))
    shown = [proposal for proposal in proposals if proposal.state in ("open", "taken")]
    for proposal in shown:
        if proposal.clause_id in nodes:
            nodes[proposal.clause_id].proposals.append(proposal)
    spans = merged((proposal.start, proposal.end) for proposal in shown)
    for node in nodes.values():
        node.pieces = pieces(document.text, node.clause.start, node.clause.text_end, spans)
    first = clauses[0].start if clauses else len(document.text)
    last = max((clause.end for clause in clauses), default=len(document.text))
    told = [(proposal, nodes.get(proposal.clause_id or 0)) for proposal in proposals]
    after = pieces(document.text, last, len(document.text), spans)
    return Split(document, _plain(document.text[:first]).strip(), list(nodes.values()), told, after, last)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def pieces(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Piece]:
    """The words from start to end, cut where a span of work begins or ends. `spans` are in order and apart."""
    found, at = [], start
    for first, last in spans[max(0, bisect_left(spans, (start, 0)) - 1) :]:
        if first >= end:
            break
        if last <= at:
            continue
        begin, stop = max(first, at), min(last, end)
        found += [Piece(_plain(text[at:begin]), False), Piece(_plain(text[begin:stop]), True, begin)]
        at = stop
    found.append(Piece(_plain(text[at:end]).rstrip(), False))
    return [piece for piece in found if piece.text]


def _plain(text: str) -> str:
    """Emphasis marks of converters are not shown; blank lines inside a clause are one."""
    return re.sub(r"\n{2,}", "\n", text.replace("*", ""))


def references(clauses: Iterable[Clause]) -> dict[int, str]:
    """Each clause by its id -> «mục II, điểm 1, ý 2»: the way an official says it, never an internal id. In reading order."""
    told: dict[int, str] = {}
    counted: Counter[tuple[int | None, str]] = Counter()
    for clause in clauses:
        counted[clause.parent_id, clause.marker] += 1
        own = _called(clause.marker, counted[clause.parent_id, clause.marker])
        above = told.get(clause.parent_id or 0)
        told[clause.pk] = f"{above}, {own}" if above else own
    return {pk: words[:1].upper() + words[1:] for pk, words in told.items()}


def reference(clause: Clause, by_pk: dict[int, Clause]) -> str:
    """One clause among the clauses of its document, as `references` says it."""
    return references(sorted(by_pk.values(), key=lambda other: other.position))[clause.pk]


def _called(marker: str, place: int) -> str:
    """What a clause is called among its siblings; one without a number by its place."""
    bare = marker.strip(" .-)*_:+•–")
    if not bare or not bare[0].isalnum():
        return _("ý %(n)s") % {"n": place}
    if bare.split(" ")[0].lower() in ("phần", "chương", "mục", "điều", "phụ"):
        return bare
    if bare.isupper() and set(bare) <= set("IVXLC"):
        return _("mục %(n)s") % {"n": bare}
    return _("điểm %(n)s") % {"n": bare}


def located(document: Document, words: str, within: Clause | None = None) -> tuple[int, int] | None:
    """Where these words stand in the document, white space and emphasis marks aside; first inside a clause when one is told."""
    tokens = words.replace("*", " ").split()[:600]
    if not tokens:
        return None
    pattern = re.compile(r"[\s*]+".join(re.escape(token) for token in tokens))
    found = pattern.search(document.text, within.start, within.end) if within else None
    found = found or pattern.search(document.text)
    return found.span() if found else None


def receipts(document: Document, person: Person) -> QuerySet[Distribution]:
    """To whom the document was sent, and who has it, as far as this person may see."""
    seen = Distribution.objects.visible_to(person).filter(document=document)
    return seen.select_related("organization", "received_by", "sent_by").order_by("organization__path")


@dataclass(frozen=True)
class Cited:
    """A document that this one names, once however often it does; `target` when it is here and visible."""

    words: str
    relation: str
    target: Document | None
    times: int


#: How a document uses another, as citations tell it.
RELATIONS = {
    "basis": gettext_lazy("Căn cứ"),
    "implements": gettext_lazy("Thực hiện"),
    "amends": gettext_lazy("Sửa đổi, bổ sung"),
    "replaces": gettext_lazy("Thay thế"),
    "repeals": gettext_lazy("Bãi bỏ"),
    "refers": gettext_lazy("Nhắc đến"),
    "answers": gettext_lazy("Trả lời"),
    "guides": gettext_lazy("Hướng dẫn"),
    "continues": gettext_lazy("Tiếp tục"),
    "consolidates": gettext_lazy("Hợp nhất"),
    "reviews": gettext_lazy("Sơ kết, tổng kết"),
}


def citations(document: Document, person: Person) -> list[Cited]:
    """Documents named in this one, in order; a hidden one is named but not linked. Two queries."""
    rows = list(document.citations.select_related("target").defer("target__text", "target__folded")[:400])
    visible = set(Document.objects.visible_to(person).filter(cited_by__document=document).values_list("pk", flat=True))
    found: dict[str, Cited] = {}
    for row in rows:
        words = " ".join(document.text[row.start : row.end].replace("*", "").split())
        key = row.symbol or words
        target = row.target if row.target_id in visible else None
        before = found.get(key)
        relation = str(RELATIONS.get(row.relation, "")) if not before else before.relation
        found[key] = Cited(
            before.words if before else words, relation, target or (before.target if before else None), (before.times if before else 0) + 1
        )
    return list(found.values())


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
