"""Văn bản cho máy: danh sách, một văn bản, kết quả đọc, tiếp nhận. / Documents: list, one, what was read, taking in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile

from dondoc.rules.limits import LIMITS
from dondoc.server.documents import actions, queries
from dondoc.server.documents.models import Attachment, Direction, Document, DocumentQuerySet, DocumentState
from dondoc.server.documents.models import Role as FileRole
from dondoc.server.documents.reader import read_all, secret_word
from dondoc.server.exchange.api.bearing import PersonRequest
from dondoc.server.exchange.api.once import after_preparing
from dondoc.server.exchange.api.operations import changes, fetches, reads
from dondoc.server.exchange.api.problems import Refused
from dondoc.server.exchange.api.shapes import Day, Instant, Limit, Named, Told, Uid, Word, a_page, named
from dondoc.server.files.responses import download
from dondoc.server.organizations.access import allowed, organizations_where
from dondoc.server.organizations.models import Organization, Person
from dondoc.terms.vietnamese import fold

router = Router(tags=["documents"])
YesNo = Literal["yes", "no"]
NO_FILES: list[UploadedFile] = []
READ, WRITE = "documents.read", "documents.write"


class Paper(Told):
    """A document in a list."""

    uid: UUID
    organization: Named
    direction: Direction
    state: DocumentState
    book_year: int | None
    book_number: int | None
    kind: str
    symbol: str
    dated: date | None
    issuer: str
    subject: str
    signer_name: str
    urgency: str
    taken_in_at: Instant


class PaperFile(Told):
    """A file of a document, kept byte for byte."""

    uid: UUID
    role: FileRole
    name: str
    media_type: str
    size: int
    sha256: str


class PaperWhole(Paper):
    """A document with its head and its files."""

    issuer_parent: str
    place: str
    signer_title: str
    signer_capacity: str
    authority: str
    recipients: list[str]
    files: list[PaperFile]
    reading_status: str
    doubtful: list[str]


class Papers(Told):
    """A page of documents; `next` is the cursor of the next page."""

    items: list[Paper]
    next: UUID | None


class ReadClause(Told):
    """A clause: how it is called, its words, whether it directs, whether something was done with it."""

    uid: UUID
    reference: str
    text: str
    directs: bool
    disposed: bool


class ReadProposal(Told):
    """Work the reader found."""

    uid: UUID
    clause: UUID | None
    state: str
    words: str


class Reading(Told):
    """What was read of the main file, as people have corrected it since."""

    reader: str
    status: str
    clauses: list[ReadClause]
    proposals: list[ReadProposal]


_PLAIN = (
    "uid",
    "direction",
    "state",
    "book_year",
    "book_number",
    "kind",
    "symbol",
    "dated",
    "issuer",
    "subject",
    "signer_name",
    "urgency",
    "taken_in_at",
)
_WHOLE = ("issuer_parent", "place", "signer_title", "signer_capacity", "authority")


def _values(document: Document, *more: str) -> dict[str, Any]:
    return {key: getattr(document, key) for key in (*_PLAIN, *more)} | {"organization": named(document.organization)}


def _seen(person: Person) -> DocumentQuerySet:
    return Document.objects.visible_to(person).select_related("organization")


@reads(router, "/documents", Papers, scope=READ, title="Danh sách văn bản / List of documents")
def documents(
    request: PersonRequest,
    words: Word = "",
    direction: Direction | None = None,
    state: DocumentState | None = None,
    organization: Uid | None = None,
    since: Day | None = None,
    until: Day | None = None,
    cursor: Uid | None = None,
    limit: Limit = 50,
) -> Papers:
    """Mới tiếp nhận trước. `since`, `until`: ngày ban hành. / Newest first; by the day a document is dated."""
    found = _seen(request.person).defer("text", "folded")
    for word in fold(words).split()[:10]:
        found = found.filter(folded__contains=word)
    wanted = {"direction": direction, "state": state, "organization__uid": organization, "dated__gte": since, "dated__lte": until}
    found = found.filter(**{key: value for key, value in wanted.items() if value})
    rows, after = a_page(found, cursor=cursor, limit=limit, by="-pk")
    return Papers(items=[Paper(**_values(row)) for row in rows], next=after)


@reads(router, "/documents/{uuid:uid}", PaperWhole, scope=READ, title="Một văn bản / One document")
def document(request: PersonRequest, uid: UUID) -> PaperWhole:
    """Phần đầu, tệp, trường cần xem lại. / The head, the files, the fields a person should look at."""
    return _whole(get_object_or_404(_seen(request.person), uid=uid))


def _whole(document: Document) -> PaperWhole:
    reading = document.readings.filter(current=True).first()
    return PaperWhole(
        **_values(document, *_WHOLE),
        recipients=[str(line) for line in document.recipients],
        files=[_file(row) for row in document.attachments.select_related("file")],
        reading_status=reading.status if reading else "",
        doubtful=queries.doubtful(document),
    )


def _file(row: Attachment) -> PaperFile:
    kept = row.file
    return PaperFile(uid=row.uid, role=FileRole(row.role), name=row.name, media_type=kept.media_type, size=kept.size, sha256=kept.sha256)


@fetches(router, "/documents/{uuid:uid}/files/{uuid:file}", "*/*", scope=READ, title="Tệp của văn bản / A file of a document")
def document_file(request: PersonRequest, uid: UUID, file: UUID) -> FileResponse:
    """Nguyên từng byte như khi nhận. / Byte for byte as it came."""
    document = get_object_or_404(_seen(request.person), uid=uid)
    found = get_object_or_404(document.attachments.select_related("file"), uid=file)
    return download(found.file, found.name)


@reads(router, "/documents/{uuid:uid}/reading", Reading, scope=READ, title="Kết quả đọc / What was read")
def reading(request: PersonRequest, uid: UUID) -> Reading:
    """Từng nội dung, nội dung nào chỉ đạo, việc máy đề xuất. / Clauses, which of them direct, work proposed by the reader."""
    document = get_object_or_404(_seen(request.person), uid=uid)
    if not any(allowed(request.person, act, document.organization) for act in ("order.see", "document.dispose", "document.register")):
        raise Http404
    kept = get_object_or_404(document.readings.all(), current=True)
    split = queries.split_view(document)
    clauses = [
        ReadClause(
            uid=node.clause.uid,
            reference=node.reference,
            text=node.own_text,
            directs=node.clause.directs,
            disposed=bool(node.dispositions),
        )
        for node in split.nodes
    ]
    proposals = [
        ReadProposal(uid=one.uid, clause=node.clause.uid if node else None, state=one.state, words=document.text[one.start : one.end])
        for one, node in split.proposals
    ]
    return Reading(reader=kept.reader, status=kept.status, clauses=clauses, proposals=proposals)


@changes(router, "/documents", PaperWhole, scope=WRITE, title="Tiếp nhận văn bản / Take a document in", status=201)
def take_in(
    request: PersonRequest,
    organization: Form[Uid],
    main: File[UploadedFile],
    annexes: File[list[UploadedFile]] = NO_FILES,
    direction: Form[Direction] = Direction.INCOMING,
    declared: Form[YesNo] = "no",
) -> HttpResponse:
    """`declared=yes`: người có tên cam đoan tệp không đọc được không có dấu mật. / That an unread file bears no secret mark."""
    place = get_object_or_404(Organization.objects.visible_to(request.person), uid=organization)
    if not organizations_where(request.person, "document.register").filter(pk=place.pk).exists():
        raise PermissionDenied

    def act(at: datetime, uploads: Sequence[actions.Upload]) -> PaperWhole:
        first, *rest = uploads
        free = declared == "yes"
        return _whole(actions.take_in(place, main=first, annexes=rest, direction=direction, declared=free, by=request.person, at=at))

    return after_preparing(request, lambda: _read(request, place, [main, *annexes]), act, status=201)


def _read(request: PersonRequest, place: Organization, files: Sequence[UploadedFile]) -> list[actions.Upload]:
    """Each file read in a child. Of one marked secret only time, person and the word remain."""
    if any((file.size or 0) > LIMITS.upload_bytes for file in files):
        raise Refused("too-big")
    came = [(file.name or "tep", file.read()) for file in files]
    uploads = [actions.Upload(name, data, said) for (name, data), said in zip(came, read_all(came), strict=True)]
    for upload in uploads:
        for reason in upload.reading["reasons"] if upload.reading["status"] == "refused" else ():
            if reason["code"] == "secret":
                actions.refuse(place, word=secret_word(reason), by=request.person, at=timezone.now())
            raise Refused("invalid", reason["message_en" if request.LANGUAGE_CODE == "en" else "message"])
    return uploads
