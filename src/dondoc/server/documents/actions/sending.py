"""Bút phê, gửi, tiếp nhận, chuyển trạng thái. / Minutes, sending, receipts, states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.documents.lifecycle import INCOMING
from dondoc.server.documents.models import Distribution, Document, Minute
from dondoc.server.files import actions as files
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, Post
from dondoc.server.organizations.queries import seats
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def record_minute(
    *,
    leader: Person,
    post: Post,
    words: str,
    given_on: date,
    by: Person,
    at: datetime,
    document: Document | None = None,
    scan: tuple[str, bytes, str] | None = None,
) -> Minute:
    """A leader's words, typed by the leader, or by an assistant with the scan of the paper: (name, bytes, media type)."""
    _may_minute(leader, post, by, scan is not None)
    if not words.strip():
        raise ValidationError({"words": _("Chưa ghi ý kiến chỉ đạo.")})
    if given_on > timezone.localdate(at):
        raise ValidationError({"given_on": _("Ngày cho ý kiến không được sau hôm nay.")})
    kept = files.keep(scan[1], media_type=scan[2], at=at) if scan else None
    minute = Minute(
        document=document,
        leader=leader,
        post=post,
        words=nfc(words).strip(),
        given_on=given_on,
        typed_by=by,
        typed_at=at,
        scan=kept,
        scan_name=nfc(scan[0])[:255] if scan else "",
    )
    minute.save()
    if document is not None and _moves_by_minute(document, by):
        advance(document, act="minute", by=by, at=at)
        told = access.holders("document.dispose", document.organization).exclude(pk=by.pk)
        notices.tell(told, key="document.minute", words={"document": str(document)}, path=f"/van-ban/{document.uid}/", at=at)
    journal.write(
        "minute.record",
        minute,
        by=by,
        at=at,
        payload={"leader": leader.uid, "post": post.uid, "words": words, "given_on": given_on},
    )
    return minute


def _moves_by_minute(document: Document, by: Person) -> bool:
    """A minute moves a document that waits for one, at the body whose book it is in; a leader of another body only adds words."""
    waiting = Document.objects.filter(pk=document.pk, state__in=("presented", "minuted")).exists()
    return waiting and any(access.allowed(by, right, document.organization) for right in _ADVANCES["minute"])


def _may_minute(leader: Person, post: Post, by: Person, scanned: bool) -> None:
    """The leader in the post, or one who types for the leader and shows the paper."""
    if post.pk not in {seat.post_id for seat in seats(leader)}:
        raise ValidationError(_("%(leader)s không giữ chức vụ này.") % {"leader": leader})
    if by == leader:
        access.require(by, "document.minute", post.organization)
        return
    if not any(access.allowed(by, act, post.organization) for act in ("document.minute_for", "order.approve_for")):
        raise PermissionDenied(_("%(person)s chưa được giao nhập thay ý kiến của lãnh đạo.") % {"person": by})
    if not scanned:
        raise ValidationError({"scan": _("Nhập thay ý kiến chỉ đạo phải kèm bản chụp bút phê.")})


@transaction.atomic
def advance(document: Document, *, act: str, by: Person, at: datetime) -> Document:
    """Move a document along its states; the caller's own act says why (presented, routed, closed)."""
    document = Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    if not any(access.allowed(by, right, document.organization) for right in _ADVANCES[act]):
        access.require(by, _ADVANCES[act][0], document.organization)
    document.state = INCOMING.after(document.state, act)
    document.save(update_fields=["state"])
    journal.write(f"document.{act}", document, by=by, at=at)
    return document


_ADVANCES = {
    "present": ("order.submit", "document.register"),
    "minute": ("document.minute", "document.minute_for", "order.approve_for"),
    "route": ("order.issue", "document.register"),
    "close": ("document.dispose", "document.register"),
}


@transaction.atomic
def present(document: Document, *, leaders: Sequence[Person], by: Person, at: datetime) -> Document:
    """Put a document before leaders for their instruction, and tell them."""
    if not leaders:
        raise ValidationError({"leaders": _("Chọn lãnh đạo để trình.")})
    able = set(access.holders("document.minute", document.organization).values_list("pk", flat=True))
    if any(leader.pk not in able for leader in leaders):
        raise ValidationError({"leaders": _("Có người được chọn không cho ý kiến chỉ đạo tại cơ quan này.")})
    document = advance(document, act="present", by=by, at=at)
    notices.tell(leaders, key="document.present", words={"document": str(document)}, path=f"/van-ban/{document.uid}/", at=at)
    journal.write("document.present_to", document, by=by, at=at, payload={"leaders": [leader.uid for leader in leaders]})
    return document


@transaction.atomic
def send(document: Document, *, organizations: Iterable[Organization], by: Person, at: datetime) -> list[Distribution]:
    """Send a document for itself, without work: to know, to carry out together. The units are told."""
    made = distribute(document, organizations=organizations, by=by, at=at)
    able = access.holders_by("assignment.receive", [row.organization for row in made])
    persons = {person.pk: person for there in able.values() for person in there}
    notices.tell(persons.values(), key="document.send", words={"document": str(document)}, path=f"/van-ban/{document.uid}/", at=at)
    journal.write("document.send", document, by=by, at=at, payload={"count": len(made)})
    return made


@transaction.atomic
def distribute(
    document: Document, *, organizations: Iterable[Organization], by: Person, at: datetime, line: str = ""
) -> list[Distribution]:
    """Send a document to organizations; those that have it already are left as they are."""
    document = Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    if not access.allowed(by, "order.issue", document.organization):
        access.require(by, "document.register", document.organization)
    there = set(document.distributions.values_list("organization", flat=True))
    new = [
        Distribution(document=document, organization=to, line=line, sent_by=by, sent_at=at) for to in organizations if to.pk not in there
    ]
    Distribution.objects.bulk_create(new)
    journal.write("document.distribute", document, by=by, at=at, payload={"to": [row.organization.uid for row in new]})
    return new


@transaction.atomic
def call_back(document: Document, *, sent_at: datetime, by: Person, at: datetime) -> int:
    """Undo a sending made at that instant, at bodies that have not acknowledged it. Returns how many no longer have the document.

    The rows go and the journal keeps both acts; a document that is left with nobody stands as before it was sent.
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    if not access.allowed(by, "order.issue", document.organization):
        access.require(by, "document.register", document.organization)
    sent = document.distributions.filter(sent_at=sent_at, received_at=None)
    gone = list(sent.values_list("organization__uid", flat=True))
    sent.delete()
    if gone and not document.distributions.exists() and "call_back" in INCOMING.acts(document.state):
        document.state = INCOMING.after(document.state, "call_back")
        document.save(update_fields=["state"])
    journal.write("document.call_back", document, by=by, at=at, payload={"from": gone})
    return len(gone)


@transaction.atomic
def acknowledge(document: Document, *, organization: Organization, by: Person, at: datetime) -> Distribution:
    """A unit says that it has the document."""
    access.require(by, "document.see", organization)
    sent = Distribution.objects.select_for_update(of=("self",)).filter(document=document, organization=organization).first()
    if sent is None:
        raise ValidationError(_("Văn bản này chưa được gửi đến %(organization)s.") % {"organization": organization})
    if sent.received_at is None:
        sent.received_by, sent.received_at = by, at
        sent.save(update_fields=["received_by", "received_at"])
    journal.write("document.acknowledge", sent, by=by, at=at, payload={"document": document.uid, "organization": organization.uid})
    return sent


@transaction.atomic
def hand_on(papers: Sequence[Document], *, source: Organization, successor: Organization, by: Person, at: datetime) -> int:
    """Documents of work that passes to a successor reach it too; what was sent to the predecessor stays as it was sent."""
    access.require(by, "organization.manage", successor)
    there = set(Distribution.objects.filter(organization=successor, document__in=papers).values_list("document", flat=True))
    line = _("tiếp nhận từ %(source)s") % {"source": source}
    new = [
        Distribution(document=paper, organization=successor, line=line[:300], sent_by=by, sent_at=at)
        for paper in papers
        if paper.pk not in there and paper.organization_id != successor.pk
    ]
    Distribution.objects.bulk_create(new)
    journal.write("document.hand_on", successor, by=by, at=at, payload={"from": source.uid, "documents": [row.document.uid for row in new]})
    return len(new)
