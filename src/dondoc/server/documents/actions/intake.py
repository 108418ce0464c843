"""Tiếp nhận, đăng ký, sửa phần đầu, đọc lại. / Taking in, registering, correcting the head, reading again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.rules.limits import LIMITS
from dondoc.server.documents import rows
from dondoc.server.documents.lifecycle import INCOMING, OUTGOING
from dondoc.server.documents.models import (
    Attachment,
    Citation,
    Clause,
    Direction,
    Document,
    DocumentState,
    Proposal,
    Role,
    StoredReading,
)
from dondoc.server.files import actions as files
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.terms.vietnamese import nfc


@dataclass(frozen=True)
class Upload:
    """A file as it came, and what was read of it (schema dondoc.reading/1); an annex may be kept without a reading."""

    name: str
    data: bytes
    reading: dict[str, Any]

    @property
    def media_type(self) -> str:
        """What the content is."""
        return str((self.reading.get("source") or {}).get("media_type") or "application/octet-stream")


@transaction.atomic
def refuse(organization: Organization, *, word: str, by: Person, at: datetime) -> None:
    """A file marked secret was refused. Nothing of it is kept: only when, who, and the word."""
    access.require(by, "document.register", organization)
    journal.write("document.refuse", organization, by=by, at=at, payload={"word": word})


@transaction.atomic
def take_in(
    organization: Organization,
    *,
    main: Upload,
    annexes: Sequence[Upload] = (),
    by: Person,
    at: datetime,
    declared: bool = False,
    direction: str = Direction.INCOMING,
) -> Document:
    """Take a read document in, with its files byte for byte. Not yet registered: the head waits to be looked at.

    direction: outgoing for a document of our own that is signed and waits for its number.
    declared: a named person says that a file which could not be read bears no secret mark; needed when one is unread or partial.
    ValidationError for a file refused, or unread without that declaration.
    """
    access.require(by, "document.register", organization)
    for upload in (main, *annexes):
        _may_be_kept(upload, declared)
    document = Document(
        organization=organization,
        direction=direction,
        state=DocumentState.SIGNED if direction == Direction.OUTGOING else DocumentState.RECEIVED,
        taken_in_by=by,
        taken_in_at=at,
        text=main.reading.get("text") or "",
        **rows.head_values(main.reading["head"]),
    )
    document.folded = rows.folded(document)
    document.save()
    for position, upload in enumerate((main, *annexes)):
        _attach(document, upload, Role.MAIN if position == 0 else Role.ANNEX, position, by, at)
    _keep_reading(document, main.reading, at)
    journal.write(
        "document.take_in",
        document,
        by=by,
        at=at,
        payload={"files": [upload.name for upload in (main, *annexes)], "status": main.reading["status"], "declared": declared},
    )
    return document


def _may_be_kept(upload: Upload, declared: bool) -> None:
    status = upload.reading["status"]
    reasons = "; ".join(str(reason["message"]) for reason in upload.reading.get("reasons") or ())
    if status == "refused":
        raise ValidationError(_("Không nhận tệp “%(name)s”: %(reasons)s") % {"name": upload.name, "reasons": reasons})
    if status in ("unread", "partial") and not declared:
        raise ValidationError(
            _("Chưa đọc được đầy đủ tệp “%(name)s” (%(reasons)s). Chỉ lưu khi có người xác nhận tệp không có dấu độ mật.")
            % {"name": upload.name, "reasons": reasons},
            code="undeclared",
        )


def _attach(document: Document, upload: Upload, role: str, position: int, by: Person, at: datetime) -> Attachment:
    kept = files.keep(upload.data, media_type=upload.media_type, at=at)
    attachment = Attachment(
        document=document, file=kept, role=role, name=nfc(upload.name)[:255], position=position, added_by=by, added_at=at
    )
    attachment.save()
    return attachment


def _keep_reading(document: Document, data: dict[str, Any], at: datetime) -> StoredReading:
    """Keep a reading whole and make its clauses, citations and proposals: once for a document."""
    stored = StoredReading(document=document, reader=str(data["reader"])[:40], status=data["status"], data=data, read_at=at)
    stored.save()
    by_path: dict[str, Clause] = {}
    for clause, parent in rows.clauses(document, data):
        clause.parent = by_path.get(parent or "")
        clause.save()
        by_path[clause.path] = clause
    citations = rows.citations(document, data)
    targets = _targets(document, {citation.symbol for citation in citations if citation.symbol})
    for citation in citations:
        citation.target = targets.get(citation.symbol)
    Citation.objects.bulk_create(citations)
    Proposal.objects.bulk_create(rows.proposals(document, data, by_path))
    return stored


def _targets(document: Document, symbols: set[str]) -> dict[str, Document]:
    """Documents of the same body that bear these symbols; one that bears it alone, else none is meant."""
    found: dict[str, list[Document]] = {}
    for other in Document.objects.filter(organization=document.organization, symbol__in=symbols).exclude(pk=document.pk):
        found.setdefault(other.symbol, []).append(other)
    return {symbol: others[0] for symbol, others in found.items() if len(others) == 1}


def _be_cited(document: Document) -> None:
    """Citations of this symbol in documents of the same body, open so far, mean this document; another date means another."""
    if not document.symbol:
        return
    open_ones = Citation.objects.filter(document__organization=document.organization, symbol=document.symbol, target=None)
    same_day = Q(dated=None) | Q(dated=document.dated) if document.dated else Q()
    open_ones.filter(same_day).exclude(document=document).update(target=document)


@transaction.atomic
def add_annex(document: Document, *, upload: Upload, by: Person, at: datetime, declared: bool = False) -> Attachment:
    """Add an annex to a document taken in before."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    access.require(by, "document.register", document.organization)
    _may_be_kept(upload, declared)
    attachment = _attach(document, upload, Role.ANNEX, document.attachments.count(), by, at)
    journal.write("document.add_annex", document, by=by, at=at, payload={"name": upload.name, "sha256": attachment.file.sha256})
    return attachment


@transaction.atomic
def register(document: Document, *, by: Person, at: datetime, book_number: int | None = None, **head: Any) -> Document:
    """Enter a document in the book of the year with its head as looked at. The next number unless one is given.

    What came in is registered; a document of our own gets its number and is issued by that.
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    access.require(by, "document.register", document.organization)
    ours = document.direction == Direction.OUTGOING
    document.state = OUTGOING.after(document.state, "number") if ours else INCOMING.after(document.state, "register")
    _set_head(document, head)
    year = timezone.localdate(at).year
    book = Document.objects.filter(organization=document.organization, direction=document.direction, book_year=year)
    number = book_number or (book.aggregate(last=Max("book_number"))["last"] or 0) + 1
    if book.filter(book_number=number).exists():
        raise ValidationError(
            {"book_number": _("Số %(number)s năm %(year)s trong sổ đã có văn bản khác.") % {"number": number, "year": year}}
        )
    document.book_year, document.book_number, document.registered_by, document.registered_at = year, number, by, at
    document.full_clean(exclude=["uid"], validate_constraints=False)
    document.save()
    _be_cited(document)
    journal.write("document.register", document, by=by, at=at, payload={"number": number, "year": year, **_told(head)})
    return document


@transaction.atomic
def correct_head(document: Document, *, reason: str, by: Person, at: datetime, **head: Any) -> Document:
    """Mend the head of a registered document, with the reason; the records clerk and the monitoring officer may."""
    document = Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    access.require(by, "document.correct_head", document.organization)
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi lý do sửa.")})
    before = {key: getattr(document, key) for key in head}
    _set_head(document, head)
    document.full_clean(exclude=["uid"], validate_constraints=False)
    document.save()
    _be_cited(document)
    changed = {key: [before[key], head[key]] for key in head if before[key] != head[key]}
    journal.write("document.correct_head", document, by=by, at=at, payload={"reason": reason, "changed": _told(changed)})
    return document


def _set_head(document: Document, head: dict[str, Any]) -> None:
    allowed = {*rows.HEAD_FIELDS, "recipients", "addressees", "authority_organization"}
    for key, value in head.items():
        if key not in allowed:
            raise TypeError(f"{key} is no field of a head")
        setattr(document, key, nfc(value).strip() if isinstance(value, str) else value)
    document.folded = rows.folded(document)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the journal holds them; an organization by its public id."""
    return {key: value.uid if isinstance(value, Organization) else value for key, value in values.items()}


@transaction.atomic
def reread(document: Document, *, data: dict[str, Any], by: Person, at: datetime) -> StoredReading:
    """Keep what a newer reader found, beside the reading in use. Clauses, proposals and everything confirmed stay as they are."""
    document = Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    access.require(by, "document.dispose", document.organization)
    stored = StoredReading(document=document, reader=str(data["reader"])[:40], status=data["status"], data=data, read_at=at, current=False)
    stored.save()
    journal.write("document.reread", document, by=by, at=at, payload={"reader": stored.reader, "status": stored.status})
    return stored


def hold_back(name: str, data: bytes, key: str, reasons: Sequence[dict[str, str]] = ()) -> Path:
    """Keep the bytes of a file not fully read outside the store until somebody declares it free of a secret mark, a day at most.

    Its name and why it was not read stay beside it and go with it.
    """
    folder = _held() / key
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{len(list(folder.iterdir())):03d}"
    path.write_bytes(data)
    (folder / f"{path.name}.name").write_text(json.dumps({"name": nfc(name), "reasons": list(reasons)}, ensure_ascii=False), "utf-8")
    return folder


def _held() -> Path:
    return Path(settings.MEDIA_ROOT).parent / "held"


def held_files(key: str) -> list[tuple[str, bytes]]:
    """The files held back under a key, in their order; empty when the day has passed."""
    return [(str(told["name"]), path.read_bytes()) for path, told in _held_under(key)]


def held_reasons(key: str) -> list[tuple[str, dict[str, str]]]:
    """Why each of the files held back was not read: (name, reason in both languages)."""
    return [(str(told["name"]), reason) for _path, told in _held_under(key) for reason in told["reasons"]]


def _held_under(key: str) -> list[tuple[Path, dict[str, Any]]]:
    folder = _held() / key
    names = sorted(folder.glob("*.name")) if folder.is_dir() else []
    return [(name.with_suffix(""), json.loads(name.read_text("utf-8"))) for name in names]


def let_go(key: str) -> None:
    """Destroy what was held back under a key."""
    shutil.rmtree(_held() / key, ignore_errors=True)


def purge_held(at: datetime) -> int:
    """Destroy what nobody declared within the hours of the limits; returns how many uploads."""
    folder, gone = _held(), 0
    for upload in folder.iterdir() if folder.is_dir() else ():
        if datetime.fromtimestamp(upload.stat().st_mtime, tz=at.tzinfo) < at - timedelta(hours=LIMITS.unread_hours):
            shutil.rmtree(upload, ignore_errors=True)
            gone += 1
    return gone
