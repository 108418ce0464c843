"""Từ kết quả đọc (JSON) thành hàng của bảng. / From a reading (schema dondoc.reading/1) to rows, not yet saved. Pure but for the models."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from dondoc.server.documents.models import Citation, Clause, Document, Proposal
from dondoc.terms.vietnamese import fold

#: Fields of the head that a person can correct: column -> how the reading names it.
HEAD_FIELDS = (
    "kind",
    "symbol",
    "dated",
    "issuer",
    "issuer_parent",
    "place",
    "subject",
    "signer_name",
    "signer_title",
    "signer_capacity",
    "authority",
    "urgency",
    "system",
)


def head_values(head: dict[str, Any]) -> dict[str, Any]:
    """Columns of `Document` out of the head of a reading. Unknown stays empty."""
    signer = head.get("signer") or {}
    return {
        "kind": (head.get("kind") or "")[:12],
        "symbol": (head.get("symbol") or "")[:60],
        "dated": _day(head.get("date")),
        "issuer": (head.get("issuer") or "")[:200],
        "issuer_parent": (head.get("issuer_parent") or "")[:200],
        "place": (head.get("place") or "")[:100],
        "subject": " ".join((head.get("subject") or "").replace("*", "").split()),
        "signer_name": (signer.get("name") or "")[:120],
        "signer_title": (signer.get("title") or "")[:200],
        "signer_capacity": (signer.get("capacity") or "")[:20],
        "authority": (head.get("authority") or "")[:200],
        "urgency": (head.get("urgency") or "")[:20],
        "system": (head.get("system") or "")[:10],
        "recipients": list(head.get("recipients") or []),
        "addressees": list(head.get("addressees") or []),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def folded(document: Document) -> str:
    """What search without marks looks in."""
    return fold(f"{document.symbol} {document.subject} {document.issuer} {document.signer_name} {document.text[:200_000]}")


def flat(outline: list[dict[str, Any]], parent: str | None = None) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Nodes of the outline in reading order, each with its parent's path."""
    for node in outline:
        yield node, parent
        yield from flat(node.get("children") or [], node["path"])


def clauses(document: Document, data: dict[str, Any]) -> list[tuple[Clause, str | None]]:
    """Unsaved clauses with the path of each one's parent."""
    found = []
    for position, (node, parent) in enumerate(flat(data["outline"])):
        clause = Clause(
            document=document,
            position=position,
            path=node["path"][:200],
            marker=node["marker"][:40],
            level=node["level"],
            start=node["start"],
            end=node["end"],
            text_start=node.get("text_start", node["start"]),
            text_end=node.get("text_end", node["end"]),
            heading=node.get("heading") or "",
            directs=bool(node.get("directs")),
        )
        found.append((clause, parent))
    return found


def citations(document: Document, data: dict[str, Any]) -> list[Citation]:
    """Unsaved citations, their targets not yet looked up."""
    return [
        Citation(
            document=document,
            start=row["start"],
            end=row["end"],
            kind=(row.get("kind") or "")[:12],
            symbol=(row.get("symbol") or "")[:60],
            dated=_day(row.get("date")),
            issuer=(row.get("issuer") or "")[:200],
            relation=(row.get("relation") or "")[:20],
        )
        for row in data["citations"]
    ]


def proposals(document: Document, data: dict[str, Any], by_path: dict[str, Clause]) -> list[Proposal]:
    """Unsaved proposals out of the assignments of a reading."""
    return [_proposal(document, position, row, by_path) for position, row in enumerate(data["assignments"])]


def _proposal(document: Document, position: int, row: dict[str, Any], by_path: dict[str, Clause]) -> Proposal:
    deadline, cadence = row.get("deadline") or {}, row.get("cadence") or {}
    return Proposal(
        document=document,
        clause=by_path.get(row.get("clause") or ""),
        position=position * 100,
        start=row["start"],
        end=row["end"],
        words=" ".join(row["text"].replace("*", "").split()),
        lead=[actor["text"] for actor in row.get("lead") or []],
        support=[actor["text"] for actor in row.get("support") or []],
        force=row.get("force") or "",
        deadline_words=(deadline.get("text") or "")[:300],
        deadline_on=_day(deadline.get("date")),
        deadline_bound=(deadline.get("kind") or "")[:10],
        cadence=(cadence.get("every") or "")[:15],
        quantity=[{"value": q["value"], "unit": q["unit"], "text": q["text"]} for q in row.get("quantity") or []],
        product=((row.get("product") or {}).get("text") or "")[:300],
        criteria=[criterion["text"] for criterion in row.get("criteria") or []],
        confidence=float(row.get("confidence") or 0),
        rule=(row.get("rule") or "")[:80],
    )
