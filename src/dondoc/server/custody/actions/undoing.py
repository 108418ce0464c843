"""Hoàn tác một lần sắp xếp, có ngày. / Undoing a reorganization by a dated counter-act: history keeps both."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.custody.models import Reorganization
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Organization, Person, Post, Term
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def undo(row: Reorganization, *, on: date, basis: str, by: Person, at: datetime) -> Reorganization:
    """From `on`, bodies stand, are called and have their open work as before. What was finished meanwhile stays with whoever did it."""
    row = Reorganization.objects.select_for_update(of=("self",)).get(pk=row.pk)
    _possible(row, on, basis, at)
    when: dict[str, Any] = {"by": by, "at": at}
    for told in reversed(row.done["ended"]):
        parent = _body(told["parent"]) if told["parent"] else None
        place = organizations.revive(_body(told["uid"]), parent=parent, on=on, basis=basis, **when)
        organizations.unsucceed(place, since=row.on, **when)
    for told in reversed(row.done["moved"]):
        if told["from"]:
            organizations.move(_body(told["uid"]), parent=_body(told["from"]), on=on, basis=basis, **when)
    for uid, drafts in row.done["drafts"].items():
        assignments.pass_back(cause=row.uid, drafts=drafts["targets"], submissions=drafts["submissions"], source=_body(uid), **when)
    _close_posts(row, on, when)
    for told in reversed(row.done["founded"]):
        _unfound(_body(told["uid"]), on, basis, when)
    if old := row.done.get("renamed"):
        names = {key: old[key] for key in ("name", "short_name", "symbol")}
        organizations.rename(_body(old["uid"]), on=on, basis=basis, **names, **when)
    row.undone_on, row.undone_basis, row.undone_by, row.undone_at = on, nfc(basis), by, at
    row.full_clean(exclude=["uid"])
    row.save()
    journal.write("organization.undo_reorganization", row, by=by, at=at, payload={"on": on, "basis": basis})
    return row


def _possible(row: Reorganization, on: date, basis: str, at: datetime) -> None:
    if row.undone_on is not None:
        raise ValidationError(_("Việc này đã được hoàn tác từ ngày %(day)s.") % {"day": f"{row.undone_on:%d/%m/%Y}"})
    if not basis.strip():
        raise ValidationError({"basis": _("Đề nghị ghi căn cứ (số, ngày văn bản).")})
    organizations.has_come(on, at)
    first = row.on + timedelta(days=1) if row.done["founded"] else row.on
    if on < first:
        raise ValidationError({"on": _("Hoàn tác sớm nhất từ ngày %(day)s.") % {"day": f"{first:%d/%m/%Y}"}})
    later = Reorganization.objects.filter(undone_on=None, pk__gt=row.pk, bodies__in=row.bodies.all()).distinct().first()
    if later is not None:
        raise ValidationError(
            _("Sau đó các cơ quan này còn được sắp xếp tiếp (%(kind)s, từ %(day)s). Hoàn tác việc sau trước.")
            % {"kind": later.get_kind_display(), "day": f"{later.on:%d/%m/%Y}"}
        )


def _body(uid: str) -> Organization:
    return Organization.objects.select_related("parent").get(uid=uid)


def _close_posts(row: Reorganization, on: date, when: dict[str, Any]) -> None:
    """Posts that went on with their holders end in the successor."""
    last = on - timedelta(days=1)
    for post in Post.objects.filter(uid__in=[told["uid"] for told in row.done["posts"]], until=None):
        for term in Term.objects.filter(post=post, until=None):
            organizations.end_term(term, until=max(term.since, last), **when)
        organizations.close_post(post, until=max(post.since, last), **when)


def _unfound(place: Organization, on: date, basis: str, when: dict[str, Any]) -> None:
    if new := Assignment.objects.open().filter(organization=place).count():
        raise ValidationError(
            _("%(place)s đã được giao thêm %(n)s nhiệm vụ. Thu hồi hoặc chuyển các nhiệm vụ đó trước khi hoàn tác.")
            % {"place": place, "n": new}
        )
    organizations.end(place, on=on, basis=basis, kept_under=place.parent, **when)
