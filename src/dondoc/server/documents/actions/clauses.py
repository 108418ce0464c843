"""Nội dung, đề xuất, cách xử lý. / Clauses, proposals, dispositions: what people decide on what was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from dondoc.server.documents.lifecycle import PROPOSAL
from dondoc.server.documents.models import Clause, Disposition, DispositionKind, Document, Proposal
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.terms.vietnamese import nfc

#: What a person may change of a proposal before it is taken.
EDITABLE = (
    "words",
    "lead",
    "support",
    "force",
    "deadline_on",
    "deadline_bound",
    "deadline_words",
    "cadence",
    "product",
    "criteria",
)


def _dispose_right(document: Document, by: Person) -> None:
    access.require(by, "document.dispose", document.organization)


def _clause(clause: Clause) -> Clause:
    return Clause.objects.select_for_update(of=("self",)).select_related("document__organization").get(pk=clause.pk)


def _proposal(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).select_related("document__organization").get(pk=proposal.pk)


@transaction.atomic
def set_directs(clause: Clause, *, directs: bool, reason: str, by: Person, at: datetime) -> Clause:
    """Say that a clause directs, or that it does not, with the reason."""
    clause = _clause(clause)
    _dispose_right(clause.document, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi lý do.")})
    clause.directs, clause.directs_reason = directs, nfc(reason).strip()
    clause.save()
    journal.write("clause.set_directs", clause, by=by, at=at, payload={"directs": directs, "reason": reason})
    return clause


@transaction.atomic
def correct_clause(clause: Clause, *, reason: str, marker: str, level: int, by: Person, at: datetime) -> Clause:
    """Mend the marker or the level of a clause that was read wrongly, with the reason. Its span stays: it is the document's words.

    What stands under what follows from the levels, anew for the whole document.
    """
    clause = _clause(clause)
    _dispose_right(clause.document, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi lý do sửa.")})
    before = {"marker": clause.marker, "level": clause.level}
    clause.marker, clause.level = nfc(marker).strip(), level
    clause.full_clean(exclude=["uid"], validate_constraints=False)
    clause.save()
    _nest(clause.document)
    journal.write("clause.correct", clause, by=by, at=at, payload={"reason": reason, "before": before, "marker": marker, "level": level})
    return clause


def _nest(document: Document) -> None:
    """Each clause stands under the nearest one before it that is less deep."""
    above: list[Clause] = []
    moved = []
    for clause in document.clauses.order_by("position"):
        while above and above[-1].level >= clause.level:
            above.pop()
        parent = above[-1].pk if above else None
        if clause.parent_id != parent:
            clause.parent_id = parent
            moved.append(clause)
        above.append(clause)
    Clause.objects.bulk_update(moved, ["parent"])


@transaction.atomic
def divide_clause(clause: Clause, *, at_offset: int, reason: str, by: Person, at: datetime) -> Clause:
    """Say that another clause, missed by the reader, begins at this offset inside the own words of a clause.

    The words from there to the end of the clause's own words become a clause beside it, in its level.
    """
    clause = _clause(clause)
    _dispose_right(clause.document, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi lý do sửa.")})
    text = clause.document.text
    if not clause.text_start < at_offset < clause.text_end or not text[clause.start : at_offset].strip():
        raise ValidationError(_("Chỗ tách phải nằm giữa lời văn của nội dung này."))
    later = clause.document.clauses.filter(position__gt=clause.position)
    later.update(position=F("position") + 1)
    new = Clause(
        document=clause.document,
        parent_id=clause.parent_id,
        position=clause.position + 1,
        path=f"{clause.path[:180]}~{at_offset}",
        level=clause.level,
        start=at_offset,
        end=max(clause.end, clause.text_end),
        text_start=at_offset,
        text_end=clause.text_end,
        directs=clause.directs,
        by_hand=True,
    )
    clause.text_end = len(text[:at_offset].rstrip())
    clause.end = clause.text_end
    clause.save()
    new.save()
    _nest(clause.document)
    clause.proposals.filter(start__gte=at_offset).update(clause=new)
    journal.write("clause.divide", new, by=by, at=at, payload={"of": clause.uid, "offset": at_offset, "reason": reason})
    return new


@transaction.atomic
def make_by_hand(document: Document, *, start: int, end: int, by: Person, at: datetime) -> Proposal:
    """Make a proposal of words a person chose (offsets in `document.text`), under the innermost clause that holds them."""
    document = Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    _dispose_right(document, by)
    if not 0 <= start < end <= len(document.text) or not document.text[start:end].strip():
        raise ValidationError(_("Chưa chọn được đoạn văn nào trong văn bản."))
    clause = document.clauses.filter(start__lte=start, end__gte=end).order_by("-start", "end").first()
    if clause is not None and start == clause.start and end > clause.text_start:
        start = clause.text_start  # the marker is no part of the work
    last = document.proposals.aggregate(last=Max("position"))["last"] or 0
    words = " ".join(document.text[start:end].replace("*", "").split())
    proposal = Proposal(
        document=document,
        clause=clause,
        position=last + 100,
        start=start,
        end=end,
        words=words,
        confidence=1.0,
        rule="by-hand",
        by_hand=True,
    )
    proposal.save()
    journal.write("proposal.make", proposal, by=by, at=at, payload={"document": document.uid, "start": start, "end": end})
    return proposal


@transaction.atomic
def edit_proposal(proposal: Proposal, *, by: Person, at: datetime, **fields: Any) -> Proposal:
    """Change a proposal still open. Its span and the document's words stay what they are."""
    proposal = _proposal(proposal)
    _dispose_right(proposal.document, by)
    if proposal.state != "open":
        PROPOSAL.after(proposal.state, "take")
    for key, value in fields.items():
        if key not in EDITABLE:
            raise TypeError(f"{key} of a proposal cannot be edited")
        setattr(proposal, key, nfc(value).strip() if isinstance(value, str) else value)
    # an empty list is right for these, which Django takes for a blank
    proposal.full_clean(exclude=["uid", "lead", "support", "quantity", "criteria"], validate_constraints=False)
    proposal.save()
    journal.write("proposal.edit", proposal, by=by, at=at, payload=fields)
    return proposal


@transaction.atomic
def join_proposals(proposals: Sequence[Proposal], *, by: Person, at: datetime) -> Proposal:
    """Make one proposal of several of the same document; the several stay, marked as joined into it."""
    rows = [_proposal(proposal) for proposal in sorted(proposals, key=lambda row: row.start)]
    if len({row.document_id for row in rows}) != 1 or len(rows) < 2:
        raise ValidationError(_("Chọn từ hai đề xuất trở lên của cùng một văn bản để gộp."))
    _dispose_right(rows[0].document, by)
    first = rows[0]
    whole = Proposal(
        document=first.document,
        clause=first.clause,
        position=first.position + 1,
        start=first.start,
        end=max(row.end for row in rows),
        words=" ".join(row.words for row in rows),
        lead=_union(rows, "lead"),
        support=_union(rows, "support"),
        force=first.force,
        deadline_words=first.deadline_words,
        deadline_on=first.deadline_on,
        deadline_bound=first.deadline_bound,
        cadence=first.cadence,
        product=first.product,
        criteria=_union(rows, "criteria"),
        confidence=min(row.confidence for row in rows),
        rule="joined",
        by_hand=True,
    )
    whole.save()
    for row in rows:
        row.state, row.into, row.decided_by, row.decided_at = PROPOSAL.after(row.state, "join"), whole, by, at
        row.save()
    journal.write("proposal.join", whole, by=by, at=at, payload={"of": [row.uid for row in rows]})
    return whole


def _union(rows: Sequence[Proposal], field: str) -> list[str]:
    return list(dict.fromkeys(value for row in rows for value in getattr(row, field)))


@transaction.atomic
def split_proposal(proposal: Proposal, *, pieces: Sequence[str], by: Person, at: datetime) -> list[Proposal]:
    """Make several proposals of one, each with its words; a piece that stands in the document keeps its own place."""
    proposal = _proposal(proposal)
    _dispose_right(proposal.document, by)
    words = [" ".join(nfc(piece).split()) for piece in pieces if piece.strip()]
    if len(words) < 2:
        raise ValidationError(_("Ghi mỗi việc một dòng, từ hai việc trở lên."))
    made = []
    for place, piece in enumerate(words, start=1):
        start, end = _placed(proposal, piece)
        part = Proposal(
            document=proposal.document,
            clause=proposal.clause,
            position=proposal.position + place,
            start=start,
            end=end,
            words=piece,
            lead=proposal.lead,
            support=proposal.support,
            force=proposal.force,
            deadline_words=proposal.deadline_words,
            deadline_on=proposal.deadline_on,
            deadline_bound=proposal.deadline_bound,
            cadence=proposal.cadence,
            confidence=proposal.confidence,
            rule="split",
            by_hand=True,
        )
        part.save()
        made.append(part)
    proposal.state, proposal.decided_by, proposal.decided_at = PROPOSAL.after(proposal.state, "split"), by, at
    proposal.save()
    journal.write("proposal.split", proposal, by=by, at=at, payload={"into": [part.uid for part in made]})
    return made


def _placed(proposal: Proposal, piece: str) -> tuple[int, int]:
    text = proposal.document.text
    at = text.find(piece, proposal.start, proposal.end)
    return (at, at + len(piece)) if at >= 0 else (proposal.start, proposal.end)


@transaction.atomic
def decide_proposal(proposal: Proposal, *, act: str, reason: str = "", by: Person, at: datetime) -> Proposal:
    """Take, dismiss (with a reason) or reopen a proposal."""
    proposal = _proposal(proposal)
    _dispose_right(proposal.document, by)
    if act == "dismiss" and not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi lý do không giao.")})
    proposal.state = PROPOSAL.after(proposal.state, act)
    proposal.reason = nfc(reason).strip() if act == "dismiss" else ""
    proposal.decided_by, proposal.decided_at = (None, None) if act == "reopen" else (by, at)
    proposal.save()
    journal.write(f"proposal.{act}", proposal, by=by, at=at, payload={"reason": reason} if reason else {})
    return proposal


@transaction.atomic
def dispose(clause: Clause, *, kind: str, covers: UUID | None = None, reason: str = "", by: Person, at: datetime) -> Disposition:
    """Say what is done with a clause. Work names what covers it; «already covered» and «no action» say why."""
    clause = _clause(clause)
    _dispose_right(clause.document, by)
    if kind in (DispositionKind.NO_ACTION, DispositionKind.COVERED) and not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi lý do.")})
    disposition = Disposition(clause=clause, kind=kind, covers=covers, reason=nfc(reason).strip(), by=by, at=at)
    disposition.full_clean(exclude=["uid"])
    disposition.save()
    journal.write(
        "clause.dispose",
        disposition,
        by=by,
        at=at,
        payload={"clause": clause.uid, "kind": kind, "covers": covers, "reason": reason},
    )
    return disposition


@transaction.atomic
def end_disposition(disposition: Disposition, *, by: Person, at: datetime) -> Disposition:
    """Take a disposition back; it stays in the history, the clause asks for another."""
    disposition = (
        Disposition.objects.select_for_update(of=("self",)).select_related("clause__document__organization").get(pk=disposition.pk)
    )
    _dispose_right(disposition.clause.document, by)
    if disposition.ended_at is None:
        disposition.ended_at = at
        disposition.save(update_fields=["ended_at"])
    journal.write("clause.end_disposition", disposition, by=by, at=at)
    return disposition
