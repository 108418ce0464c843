"""Con người, chức vụ, nhiệm kỳ. / Persons, posts, terms."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.actions.placing import after_founding, living
from dondoc.server.organizations.models import Kind, Organization, Person, PersonKind, Post, Term
from dondoc.terms.vietnamese import fold, name_key, nfc


def named(person: Person, full_name: str) -> Person:
    """Put a name on a person, with what sorts and finds it; part of the act that saves."""
    person.full_name = " ".join(nfc(full_name).split())
    person.sort_key, person.folded = name_key(person.full_name), fold(person.full_name)
    return person


@transaction.atomic
def enroll(*, full_name: str, organization: Organization, by: Person, at: datetime, kind: str = PersonKind.HUMAN) -> Person:
    """Enter a person. `organization` is where the right to do so is asked: that of the post the person will hold."""
    access.require(by, "organization.manage", organization)
    person = named(Person(kind=kind), full_name)
    person.full_clean(exclude=["uid"])
    person.save()
    journal.write("person.enroll", person, by=by, at=at, payload={"organization": organization.uid})
    return person


@transaction.atomic
def rename_person(person: Person, *, full_name: str, organization: Organization, by: Person, at: datetime, reason: str) -> Person:
    """Correct a name, with the reason. `organization`: one where the person holds or held a post, where the right is asked."""
    access.require(by, "organization.manage", organization)
    if not Term.objects.filter(person=person, post__organization=organization).exists():
        raise ValidationError(_("%(person)s không có chức vụ tại %(place)s.") % {"person": person, "place": organization})
    old, person = person.full_name, named(person, full_name)
    person.full_clean(exclude=["uid"])
    person.save()
    journal.write("person.rename", person, by=by, at=at, payload={"old": old, "name": person.full_name, "reason": reason})
    return person


@transaction.atomic
def open_post(
    *,
    organization: Organization,
    title: str,
    since: date,
    by: Person,
    at: datetime,
    is_head: bool = False,
    position: int = 0,
    shared: bool = False,
) -> Post:
    """Open a post of an organization; one head's post at a time. `shared`: several persons may hold it at once."""
    organization = Organization.objects.get(pk=organization.pk)
    access.require(by, "organization.manage", organization)
    living(organization)
    after_founding(organization, since)
    post = Post(organization=organization, title=nfc(title), since=since, is_head=is_head, position=position, shared=shared)
    post.full_clean(exclude=["uid"])
    post.save()
    journal.write("post.open", post, by=by, at=at, payload={"organization": organization.uid, "title": title, "head": is_head})
    return post


@transaction.atomic
def add_to_group(
    *, group: Organization, post: Post, title: str, since: date, by: Person, at: datetime, is_head: bool = False, position: int = 0
) -> Post:
    """Take a post of another body into an assisting group: its holder sits there by virtue of that post, and his successor after him."""
    access.require(by, "organization.manage", group)
    living(group)
    if group.kind != Kind.GROUP:
        raise ValidationError(_("%(place)s không phải là bộ phận giúp việc.") % {"place": group})
    if post.organization_id == group.pk or post.ex_officio_id is not None:
        raise ValidationError({"post": _("Thành viên bộ phận giúp việc là chức vụ của cơ quan khác.")})
    after_founding(group, since)
    if since < post.since:
        told = {"post": post.title, "day": f"{post.since:%d/%m/%Y}"}
        raise ValidationError({"since": _("Chức vụ %(post)s có từ ngày %(day)s. Chọn ngày từ đó trở đi.") % told})
    if Post.objects.filter(organization=group, ex_officio=post, until=None).exists():
        raise ValidationError({"post": _("%(post)s đã là thành viên.") % {"post": post}})
    seat = Post(organization=group, title=nfc(title), since=since, is_head=is_head, position=position, shared=post.shared, ex_officio=post)
    seat.full_clean(exclude=["uid"])
    seat.save()
    for held in Term.objects.filter(post=post).filter(Q(until=None) | Q(until__gte=since)):
        Term.objects.create(person=held.person, post=seat, since=max(held.since, since), until=held.until, acting=held.acting)
    journal.write("post.open_seat", seat, by=by, at=at, payload={"group": group.uid, "post": post.uid, "title": title, "head": is_head})
    return seat


@transaction.atomic
def close_post(post: Post, *, until: date, by: Person, at: datetime, reason: str = "") -> Post:
    """The last day of a post. Refused while somebody still holds it beyond that day: end the term first, its work is handed over so."""
    post = Post.objects.select_for_update(of=("self",)).select_related("organization").get(pk=post.pk)
    access.require(by, "organization.manage", post.organization)
    beyond = Q(until=None) | Q(until__gt=until)
    seats = Post.objects.filter(ex_officio=post, until=None)
    for term in Term.objects.filter(beyond, post__in=seats):
        term.until = max(term.since, until)
        term.save(update_fields=["until"])
    if post.ex_officio_id is not None:
        Term.objects.filter(beyond, post=post, since__lte=until).update(until=until)
    elif held := Term.objects.filter(beyond, post=post).select_related("person").first():
        raise ValidationError(_("%(person)s còn giữ chức vụ này. Kết thúc nhiệm kỳ và bàn giao công việc trước.") % {"person": held.person})
    for row in [*seats, post]:
        row.until = max(row.since, until)
        row.full_clean(exclude=["uid"])
        row.save(update_fields=["until"])
    journal.write("post.close", post, by=by, at=at, payload={"until": until, "reason": reason})
    return post


@transaction.atomic
def appoint(*, person: Person, post: Post, since: date, by: Person, at: datetime, acting: bool = False, until: date | None = None) -> Term:
    """Seat a person in a post; seats held ex officio follow. One holder at a time where the post is not shared; acting stands beside."""
    post = Post.objects.select_for_update(of=("self",)).select_related("organization").get(pk=post.pk)
    access.require(by, "organization.manage", post.organization)
    term = Term(person=person, post=post, since=since, until=until, acting=acting)
    if until is None or until >= since:
        fits(term)
    term.full_clean(exclude=["uid"])
    term.save()
    for seat in Post.objects.filter(ex_officio=post, until=None):
        Term.objects.create(person=person, post=seat, since=max(since, seat.since), until=until, acting=acting)
    told = {"person": person.uid, "post": post.uid, "since": since, "until": until, "acting": acting}
    journal.write("term.begin", term, by=by, at=at, payload=told)
    return term


def fits(term: Term) -> None:
    """`ValidationError` with the way out when a term leaves its post's days, or meets another where one is allowed."""
    post = term.post
    if post.ex_officio_id is not None:
        raise ValidationError(_("Ghế này theo chức vụ %(post)s; bổ nhiệm ở chức vụ đó.") % {"post": post.ex_officio})
    if term.since < post.since or (post.until is not None and (term.until or date.max) > post.until):
        span = f"{post.since:%d/%m/%Y} – {post.until:%d/%m/%Y}" if post.until else f"{post.since:%d/%m/%Y} –"
        raise ValidationError(_("Nhiệm kỳ phải nằm trong thời gian có chức vụ (%(span)s).") % {"span": span})
    others = Term.objects.filter(post=post).exclude(pk=term.pk).filter(Q(until=None) | Q(until__gte=term.since))
    if term.until is not None:
        others = others.filter(since__lte=term.until)
    if same := others.filter(person=term.person).first():
        raise ValidationError(_("%(person)s đã giữ chức vụ này từ %(day)s.") % {"person": term.person, "day": f"{same.since:%d/%m/%Y}"})
    if post.shared or term.acting:
        return
    if other := others.filter(acting=False).select_related("person").first():
        raise ValidationError(
            _("Chức vụ này do %(person)s giữ từ %(day)s. Kết thúc nhiệm kỳ đó trước ngày %(since)s, hoặc chọn “phụ trách”.")
            % {"person": other.person, "day": f"{other.since:%d/%m/%Y}", "since": f"{term.since:%d/%m/%Y}"}
        )


@transaction.atomic
def end_term(term: Term, *, until: date, by: Person, at: datetime) -> Term:
    """The last day of a person in a post; the rights of the post, and seats held ex officio, end for the person with it."""
    term = Term.objects.select_for_update(of=("self",)).select_related("post__organization").get(pk=term.pk)
    access.require(by, "organization.manage", term.post.organization)
    if term.until is not None and term.until <= until:
        raise ValidationError(_("Nhiệm kỳ này đã kết thúc ngày %(day)s.") % {"day": term.until.strftime("%d/%m/%Y")})
    before, term.until = term.until, until
    term.full_clean(exclude=["uid"])
    term.save()
    for seat in Term.objects.filter(post__ex_officio=term.post, person=term.person, until=before):
        seat.until = max(seat.since, until)
        seat.save(update_fields=["until"])
    journal.write("term.end", term, by=by, at=at, payload={"until": until})
    return term
