"""Trình và duyệt. / Sending up, and the leader's answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.actions.issuing import refuse_incomplete
from dondoc.server.assignments.lifecycle import ORDER
from dondoc.server.assignments.models import Order, Submission, SubmissionState
from dondoc.server.assignments.queries import expand_all
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Document
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person, Post
from dondoc.server.organizations.queries import seats
from dondoc.terms.vietnamese import nfc

#: A record of the office in the office's own language, whatever the language of the page it was given on.
AGREED = "Đồng ý."


@transaction.atomic
def submit(
    orders: Sequence[Order], *, post: Post, summary: str = "", document: Document | None = None, by: Person, at: datetime
) -> Submission:
    """Send a distribution of work up to a leader's post. What blocks issuing blocks sending up too."""
    rows = list(
        Order.objects.select_for_update(of=("self",)).select_related("organization", "authority").filter(pk__in=[o.pk for o in orders])
    )
    if not rows:
        raise ValidationError(_("Chưa có nhiệm vụ nào để trình."))
    for organization in {row.organization for row in rows}:
        access.require(by, "order.submit", organization)
    refuse_incomplete(rows, expand_all(rows))
    for authority in {row.authority for row in rows}:
        if not access.posts_with("order.approve", authority).filter(pk=post.pk).exists():
            raise ValidationError(_("Chức vụ được chọn không có quyền duyệt phân công."))
    submission = Submission(
        organization=rows[0].organization, document=document, post=post, summary=nfc(summary).strip(), submitted_by=by, submitted_at=at
    )
    submission.save()
    for row in rows:
        row.state, row.submission = ORDER.after(row.state, "submit"), submission
        row.save(update_fields=["state", "submission"])
    if document is not None and document.state in ("registered", "minuted", "routed"):
        documents.advance(document, act="present", by=by, at=at)
    leaders = Person.objects.filter(terms__post=post, terms__until=None)
    helpers = access.holders("order.approve_for", post.organization)
    notices.tell([*leaders, *helpers], key="submission.made", words={"count": len(rows)}, path=f"/nhiem-vu/trinh/{submission.uid}/", at=at)
    for row in rows:
        journal.write("order.submit", row, by=by, at=at, payload={"submission": submission.uid, "post": post.uid})
    journal.write(
        "submission.make", submission, by=by, at=at, payload={"post": post.uid, "orders": [row.uid for row in rows], "summary": summary}
    )
    return submission


@transaction.atomic
def decide(
    submission: Submission,
    *,
    approve: bool,
    words: str,
    given_on: date,
    by: Person,
    at: datetime,
    scan: tuple[str, bytes, str] | None = None,
) -> Submission:
    """The leader's answer, in person or entered by an assistant with the scan. Who sent it up does not answer it."""
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("post__organization", "document", "submitted_by")
        .get(pk=submission.pk)
    )
    if submission.state != SubmissionState.SUBMITTED:
        raise NotNow("decide", submission.state, ())
    leader = _leader(submission, by)
    if leader == submission.submitted_by:
        raise ValidationError(_("Người trình không tự duyệt nội dung mình trình."))
    orders = list(submission.orders.select_for_update(of=("self",)).select_related("authority", "organization"))
    for authority in {order.authority for order in orders}:
        access.require(by, "order.approve" if by == leader else "order.approve_for", authority)
    if not approve and not words.strip():
        raise ValidationError({"words": _("Đề nghị ghi rõ nội dung cần hoàn thiện.")})
    spoken = words.strip() or AGREED
    minute = documents.record_minute(
        document=submission.document, leader=leader, post=submission.post, words=spoken, given_on=given_on, scan=scan, by=by, at=at
    )
    submission.state = SubmissionState.APPROVED if approve else SubmissionState.RETURNED
    submission.minute, submission.decided_at = minute, at
    submission.save()
    act = "approve" if approve else "return"
    for order in orders:
        order.state = ORDER.after(order.state, act)
        order.save(update_fields=["state"])
        journal.write(f"order.{act}", order, by=by, at=at, payload={"submission": submission.uid, "words": spoken})
    notices.tell(
        [submission.submitted_by], key=f"submission.{act}", words={"count": len(orders)}, path=f"/nhiem-vu/trinh/{submission.uid}/", at=at
    )
    journal.write(f"submission.{act}", submission, by=by, at=at, payload={"words": spoken, "leader": leader.uid})
    return submission


def _leader(submission: Submission, by: Person) -> Person:
    """The one who holds the post: `by` in person, else the holder for whom `by` types."""
    if submission.post_id in {seat.post_id for seat in seats(by)}:
        return by
    holder = Person.objects.filter(terms__post=submission.post, terms__until=None).first()
    if holder is None:
        raise ValidationError(_("Chức vụ này hiện không có người giữ."))
    return holder
