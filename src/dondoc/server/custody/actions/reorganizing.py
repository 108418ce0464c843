"""Thành lập, đổi tên, chuyển, hợp nhất, chia tách, kết thúc. / Reorganizations: each one act over the rooms, on a plan frozen before.

An ended body's records stand under its one successor, so whoever looks after that place looks after them; with several successors
they stay where they were. `preview` does all of it and takes it back: what it shows is what the act does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.custody.models import Reorganization, ReorganizationKind
from dondoc.server.custody.plans import END, NewBody, Plan
from dondoc.server.journal import actions as journal
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Organization, Person, Post, Term
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def carry_out(plan: Plan, *, by: Person, at: datetime) -> Reorganization:
    """Do what the plan says, all or nothing. Raises `ValidationError` with the way out, `PermissionDenied` where a right is missing."""
    if not plan.basis.strip():
        raise ValidationError({"basis": _("Đề nghị ghi căn cứ (số, ngày văn bản).")})
    organizations.has_come(plan.on, at)
    work = _Work(plan, uuid4(), by, at)
    _ACTS[ReorganizationKind(plan.kind)](work)
    row = Reorganization(
        uid=work.cause, kind=plan.kind, on=plan.on, basis=nfc(plan.basis), plan=plan.as_data(), done=work.done, by=by, at=at
    )
    row.full_clean(exclude=["uid"])
    row.save()
    row.bodies.set({place.pk: place for place in work.touched}.values())
    journal.write("organization.reorganize", row, by=by, at=at, payload={"plan": row.plan, "done": row.done})
    return row


@transaction.atomic
def preview(plan: Plan, *, by: Person, at: datetime) -> dict[str, Any]:
    """What `carry_out` would do, done and taken back. Raises as it does."""
    done: dict[str, Any] = carry_out(plan, by=by, at=at).done
    transaction.set_rollback(True)
    return done


@dataclass
class _Work:
    """One plan being carried out: its bodies by reference, and what has been done."""

    plan: Plan
    cause: UUID
    by: Person
    at: datetime
    bodies: dict[str, Organization] = field(default_factory=dict)
    touched: list[Organization] = field(default_factory=list)
    done: dict[str, Any] = field(default_factory=lambda: {"founded": [], "ended": [], "moved": [], "passed": [], "posts": [], "drafts": {}})

    def body(self, ref: str) -> Organization:
        """The body of a reference; loaded anew, since a move changes paths of others."""
        if ref in self.bodies:
            found = Organization.objects.select_related("parent").get(pk=self.bodies[ref].pk)
        else:
            try:
                found = Organization.objects.select_related("parent").get(uid=UUID(ref))
            except (ValueError, Organization.DoesNotExist):
                raise ValidationError(_("Phương án nêu một cơ quan không có trong hệ thống.")) from None
        self.bodies[ref] = found
        self.touched.append(found)
        return found

    def sources(self) -> list[Organization]:
        """Bodies the plan is about."""
        if not self.plan.sources:
            raise ValidationError(_("Chọn ít nhất một cơ quan."))
        return [self.body(ref) for ref in dict.fromkeys(self.plan.sources)]


def _found(work: _Work) -> None:
    if not work.plan.founded:
        raise ValidationError(_("Ghi tên cơ quan được thành lập."))
    for body in work.plan.founded:
        _found_body(work, body, ())


def _found_body(work: _Work, body: NewBody, like: Sequence[Organization]) -> None:
    """A new body with the post of its head; the post gets the grants which heads of the bodies it follows held at their own."""
    parent = work.body(body.parent)
    when: dict[str, Any] = {"by": work.by, "at": work.at}
    place = organizations.found(
        parent=parent,
        name=body.name,
        since=work.plan.on,
        basis=work.plan.basis,
        line=body.line,
        kind=body.kind,
        level=body.level,
        category=body.category,
        short_name=body.short_name,
        symbol=body.symbol,
        code=body.code,
        **when,
    )
    work.bodies[body.ref] = place
    work.touched.append(place)
    work.done["founded"].append({"uid": str(place.uid), "name": place.name, "parent": parent.name})
    if body.head:
        head = Person.objects.filter(uid=body.head).first()
        if head is None:
            raise ValidationError(_("Không tìm thấy người được chọn đứng đầu %(place)s.") % {"place": place})
        title = body.head_title or _("Người đứng đầu")
        post = organizations.open_post(organization=place, title=title, since=work.plan.on, is_head=True, **when)
        organizations.appoint(person=head, post=post, since=work.plan.on, **when)
        for before in Post.objects.filter(organization__in=like, is_head=True, until=None).select_related("organization"):
            organizations.carry_rights(before, to=post, since=work.plan.on, **when)


def _rename(work: _Work) -> None:
    plan, (place, *_rest) = work.plan, work.sources()
    work.done["renamed"] = {"uid": str(place.uid), "name": place.name, "short_name": place.short_name, "symbol": place.symbol}
    organizations.rename(
        place,
        name=plan.name,
        short_name=plan.short_name,
        symbol=plan.symbol,
        on=plan.on,
        basis=plan.basis,
        by=work.by,
        at=work.at,
    )


def _move(work: _Work) -> None:
    for place in work.sources():
        _move_one(work, place, work.body(work.plan.parent))


def _move_one(work: _Work, place: Organization, parent: Organization) -> None:
    came_from = place.parent
    organizations.move(place, parent=parent, on=work.plan.on, basis=work.plan.basis, by=work.by, at=work.at)
    work.touched.append(place)
    told = {"uid": str(place.uid), "name": place.name, "from": str(came_from.uid) if came_from else "", "to": parent.name}
    work.done["moved"].append(told)


def _succeed(work: _Work) -> None:
    """Merge, split, end: sources that are no successors end; children, posts and open work go where the plan says."""
    plan, sources = work.plan, work.sources()
    for body in plan.founded:
        _found_body(work, body, sources)
    successors = [work.body(ref) for ref in dict.fromkeys(plan.successors)]
    going = {place.pk for place in successors}
    ending = [place for place in sources if place.pk not in going]
    _enough(plan, sources, ending, successors)
    for place in sources:
        _posts_go_on(work, place)
    for place in ending:
        for branch in _children_go(work, place, successors):
            _end_one(work, branch, successors)
        _end_one(work, place, successors)
    for place in sources:
        if place.pk in going:
            _pass(work, place, None)


def _enough(plan: Plan, sources: Sequence[Organization], ending: Sequence[Organization], successors: Sequence[Organization]) -> None:
    if plan.kind == ReorganizationKind.MERGE and len({place.pk for place in [*sources, *successors]}) < 2 + bool(plan.founded):
        raise ValidationError(_("Hợp nhất, sáp nhập cần từ hai cơ quan trở lên."))
    if plan.kind == ReorganizationKind.MERGE and len(successors) > 1:
        raise ValidationError(_("Hợp nhất, sáp nhập chỉ có một cơ quan tiếp nhận; nhiều cơ quan tiếp nhận là chia, tách."))
    if not successors and plan.kind != ReorganizationKind.END:
        raise ValidationError(_("Chọn cơ quan tiếp nhận."))
    if not ending and plan.kind == ReorganizationKind.END:
        raise ValidationError(_("Cơ quan kết thúc hoạt động không thể tự tiếp nhận việc của mình."))


def _posts_go_on(work: _Work, place: Organization) -> None:
    """Posts the plan names are opened in the successor with their holders and the grants they held at the predecessor."""
    wanted = {uid: ref for uid, ref in work.plan.posts.items() if ref}
    for post in Post.objects.filter(organization=place, uid__in=wanted, until=None, ex_officio=None).select_related("organization"):
        to = work.body(wanted[str(post.uid)])
        when: dict[str, Any] = {"since": work.plan.on, "by": work.by, "at": work.at}
        there = organizations.open_post(organization=to, title=post.title, position=post.position, shared=post.shared, **when)
        for term in Term.objects.filter(post=post, until=None).select_related("person"):
            organizations.appoint(person=term.person, post=there, acting=term.acting, **when)
        organizations.carry_rights(post, to=there, **when)
        work.done["posts"].append({"uid": str(there.uid), "title": there.title, "to": to.name})


def _children_go(work: _Work, place: Organization, successors: Sequence[Organization]) -> list[Organization]:
    """Move what stands below; returns what ends with the body, the deepest first."""
    ending: list[Organization] = []
    for child in Organization.objects.living().filter(parent=place).select_related("parent").order_by("position", "pk"):
        to = work.plan.children.get(str(child.uid), "")
        if to == END:
            ending += [*_children_go(work, child, successors), child]
        elif to or successors:
            _move_one(work, child, work.body(to) if to else work.body(str(successors[0].uid)))
        else:
            raise ValidationError(_("%(child)s còn trực thuộc %(place)s. Chọn nơi chuyển đến.") % {"child": child, "place": place})
    return ending


def _end_one(work: _Work, place: Organization, successors: Sequence[Organization]) -> None:
    default = successors[0] if successors else None
    _pass(work, place, default)
    if default is None and (left := Assignment.objects.open().filter(organization=place).count()):
        raise ValidationError(_("%(place)s còn %(n)s nhiệm vụ đang mở. Chọn cơ quan tiếp nhận.") % {"place": place, "n": left})
    place = work.body(str(place.uid))
    parent = place.parent
    when: dict[str, Any] = {"on": work.plan.on, "by": work.by, "at": work.at}
    holders = Term.objects.filter(post__organization=place, until=None).values("person").distinct().count()
    told = {"uid": str(place.uid), "name": place.name, "parent": str(parent.uid) if parent else "", "holders": holders}
    work.done["ended"].append(told)
    kept = work.body(str(default.uid)) if default and len(successors) == 1 else None
    organizations.end(place, kept_under=kept, basis=work.plan.basis, **when)
    for successor in successors:
        organizations.succeed(place, successor=successor, kind=work.plan.by, **when)


def _pass(work: _Work, place: Organization, default: Organization | None) -> None:
    """Open work of a body: item by item as the plan says, else to the default; of a body that goes on only the items named."""
    chosen = {UUID(uid): work.body(ref) for uid, ref in work.plan.work.items() if ref}
    when: dict[str, Any] = {"on": work.plan.on, "by": work.by, "at": work.at}
    passed = assignments.pass_on(place, successor=default, chosen=chosen, cause=work.cause, **when)
    names = dict(Organization.objects.filter(pk__in=passed.assignments).values_list("pk", "name"))
    counts = [{"name": names[pk], "count": n} for pk, n in passed.assignments.items()]
    if counts or passed.joined or passed.orders or passed.submissions or passed.targets:
        told = {"source": place.name, "to": counts, "joined": passed.joined, "orders": passed.orders}
        work.done["passed"].append(told)
        work.done["drafts"][str(place.uid)] = {"targets": passed.targets, "submissions": passed.submissions}


_ACTS: dict[ReorganizationKind, Callable[[_Work], None]] = {
    ReorganizationKind.FOUND: _found,
    ReorganizationKind.RENAME: _rename,
    ReorganizationKind.MOVE: _move,
    ReorganizationKind.MERGE: _succeed,
    ReorganizationKind.SPLIT: _succeed,
    ReorganizationKind.END: _succeed,
}
