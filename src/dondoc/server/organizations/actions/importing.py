"""Nhập từ bảng tính: một việc, một mục nhật ký, được cả hoặc không gì cả. / Import from a sheet: one act, one entry, all or nothing.

The entry holds the counts, the hash of the file and the hash of the list of changes, which stays in the batch: an inspector recomputes
it. Rows go in by the thousand, checked before as the acts that make one would check them (docs/decisions).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.actions.people import named
from dondoc.server.organizations.actions.placing import correct, rename
from dondoc.server.organizations.import_rows import Change, Checked, Holding, Place, Standing
from dondoc.server.organizations.importing import check
from dondoc.server.organizations.models import (
    IdentityCode,
    ImportBatch,
    ImportState,
    Organization,
    Person,
    Placement,
    Post,
    Reach,
    Term,
)
from dondoc.terms.vietnamese import fold

#: Rows of one statement: under every database's limit of parameters.
_MANY = 1000
Sheets = Mapping[str, Sequence[Sequence[str]]]


@transaction.atomic
def hold_import(under: Organization, *, name: str, file_hash: str, sheets: Sheets, by: Person, at: datetime) -> ImportBatch:
    """Keep what a file says until its person confirms it; nothing of it takes effect."""
    access.require_reach(by, "organization.manage", under, Reach.BOTH)
    batch = ImportBatch(organization=under, name=name[:200], file_hash=file_hash, rows=json.dumps(sheets, ensure_ascii=False), by=by, at=at)
    batch.full_clean(exclude=["uid"])
    batch.save()
    journal.write("organization.hold_import", batch, by=by, at=at, payload={"organization": under.uid, "file": file_hash})
    return batch


@transaction.atomic
def carry_import(batch: ImportBatch, *, basis: str, by: Person, at: datetime) -> ImportBatch:
    """Do what the file says. It is checked again now: while one row is wrong, nothing is done."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("organization").get(pk=batch.pk)
    access.require_reach(by, "organization.manage", batch.organization, Reach.BOTH)
    if batch.state != ImportState.HELD:
        raise ValidationError(_("Tệp này đã được nhập hoặc đã bỏ."))
    if not basis.strip():
        raise ValidationError({"basis": _("Đề nghị ghi căn cứ.")})
    found = check(json.loads(batch.rows), standing(batch.organization), on=timezone.localdate(at))
    if found.faults:
        raise ValidationError(_("Còn %(n)s chỗ sai; chưa nhập dòng nào.") % {"n": len(found.faults)})
    on = timezone.localdate(at)
    places = _found(found.founded, on, basis)
    _seat(found.seated, places, on)
    for change in found.changes:
        _change(change, on, basis, by, at)
    told = json.dumps(_changes(found), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    batch.state, batch.rows, batch.changes, batch.basis, batch.carried_at = ImportState.CARRIED, "", told, basis.strip(), at
    batch.changes_hash = hashlib.sha256(told.encode()).hexdigest()
    batch.save()
    counts = {"founded": len(found.founded), "seated": len(found.seated), "changed": len(found.changes)}
    payload = counts | {"organization": batch.organization.uid, "file": batch.file_hash, "changes": batch.changes_hash, "basis": basis}
    journal.write("organization.import", batch, by=by, at=at, payload=payload)
    return batch


@transaction.atomic
def note_export(under: Organization, *, rows: int, file_hash: str, reason: str, by: Person, at: datetime) -> None:
    """Take note that the branch leaves as a file, before it does: how many rows, which bytes, why."""
    access.require_reach(by, "organization.manage", under, Reach.BOTH)
    if not reason.strip():
        raise ValidationError({"reason": _("Đề nghị ghi lý do xuất.")})
    journal.write("organization.export", under, by=by, at=at, payload={"rows": rows, "file": file_hash, "reason": reason.strip()})


@transaction.atomic
def drop_import(batch: ImportBatch, *, by: Person, at: datetime) -> None:
    """Leave a held file; its rows are forgotten."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("organization").get(pk=batch.pk)
    access.require_reach(by, "organization.manage", batch.organization, Reach.BOTH)
    if batch.state == ImportState.HELD:
        batch.state, batch.rows = ImportState.DROPPED, ""
        batch.save()
    journal.write("organization.drop_import", batch, by=by, at=at)


def standing(under: Organization) -> Standing:
    """What is there of a branch, as a check of rows needs it."""
    parents = dict(Organization.objects.filter(path__below=under.path).values_list("pk", "uid"))
    places = {}
    for one in Organization.objects.filter(path__below=under.path).order_by("path"):
        keys = ("name", "short_name", "symbol", "code", "line", "kind", "level", "category", "position", "founded_on")
        values = {key: getattr(one, key) for key in keys}
        parent = str(parents.get(one.parent_id or 0, "")) if one.pk != under.pk else ""
        places[str(one.uid)] = Place(str(one.uid), one.name, parent, values, ended=one.ended_on is not None)
    fields = (
        "uid",
        "person__uid",
        "person__full_name",
        "post__organization__uid",
        "post__title",
        "post__is_head",
        "acting",
        "since",
        "until",
    )
    rows = Term.objects.filter(post__organization__path__below=under.path, person__kind="human", post__ex_officio=None, post__until=None)
    terms = {
        str(uid): Holding(str(person), name, str(place), title, head, acting, since, until, term=str(uid))
        for uid, person, name, place, title, head, acting, since, until in rows.filter(until=None).values_list(*fields)
    }
    borne = IdentityCode.objects.values_list("code", "until", "organization__uid", "organization__name")
    codes = {code: ("" if until else str(uid), name) for code, until, uid, name in borne}
    return Standing(places, terms, codes, str(under.uid))


def _found(founded: Sequence[Place], on: date, basis: str) -> dict[str, Organization]:
    """Bodies by key, level by level: a path needs the parent's."""
    known: dict[str, Organization] = {}
    wanted = {place.parent for place in founded if not place.parent.startswith("row:")}
    known |= {str(one.uid): one for one in Organization.objects.filter(uid__in=wanted)}
    left = list(founded)
    while left:
        level = [place for place in left if place.parent in known]
        left = [place for place in left if place.parent not in known]
        made = Organization.objects.bulk_create([_body(place, known[place.parent], on) for place in level], batch_size=_MANY)
        for one, place in zip(made, level, strict=True):
            one.path = f"{known[place.parent].path}{one.pk}/"
            known[place.key] = one
        Organization.objects.bulk_update(made, ["path"], batch_size=400)
        Placement.objects.bulk_create(
            [Placement(organization=one, parent=one.parent, since=one.founded_on or on, basis=basis[:300]) for one in made],
            batch_size=_MANY,
        )
        IdentityCode.objects.bulk_create(
            [IdentityCode(organization=one, code=one.code, source=basis[:300]) for one in made if one.code], batch_size=_MANY
        )
    return known


def _body(place: Place, parent: Organization, on: date) -> Organization:
    said = place.values | {"founded_on": place.values["founded_on"] or on}
    return Organization(parent=parent, path="/", folded=fold(f"{said['name']} {said['short_name']}"), **said)


def _seat(seated: Sequence[Holding], places: Mapping[str, Organization], on: date) -> None:
    """Persons, posts and terms. Those of one body with one title share a post, unless it is the head's, which one holds at a time."""
    wanted = {row.place for row in seated} - places.keys()
    bodies = {**places, **{str(one.uid): one for one in Organization.objects.filter(uid__in=list(wanted))}}
    new = {row.person: named(Person(), row.full_name) for row in seated if row.person.startswith("row:")}
    Person.objects.bulk_create(new.values(), batch_size=_MANY)
    old = {row.person for row in seated} - new.keys()
    people = {**new, **{str(one.uid): one for one in Person.objects.filter(uid__in=list(old))}}
    there = Post.objects.filter(until=None, ex_officio=None, organization__in=[bodies[row.place].pk for row in seated][:20_000])
    posts = {(post.organization_id, fold(post.title)): post for post in there}
    made: dict[tuple[int, str], Post] = {}
    for row in seated:
        key = (bodies[row.place].pk, fold(row.title))
        if key in made:
            made[key].shared, made[key].since = not made[key].is_head, min(made[key].since, row.since)
        elif key not in posts:
            made[key] = Post(organization=bodies[row.place], title=row.title, is_head=row.is_head, since=row.since)
    Post.objects.bulk_create(made.values(), batch_size=_MANY)
    before = [(posts[key], row) for row in seated if (key := (bodies[row.place].pk, fold(row.title))) in posts]
    _widen([post for post, _row in before], [row for _post, row in before])
    posts |= made
    Term.objects.bulk_create(
        [
            Term(
                person=people[row.person],
                post=posts[bodies[row.place].pk, fold(row.title)],
                since=row.since,
                until=row.until,
                acting=row.acting,
            )
            for row in seated
        ],
        batch_size=_MANY,
    )


def _widen(posts: Sequence[Post], seated: Sequence[Holding]) -> None:
    """A post that was there before is held by more than one now, or from earlier on."""
    changed = {}
    for post, row in zip(posts, seated, strict=True):
        if (not post.is_head and not post.shared) or row.since < post.since:
            post.shared, post.since = post.shared or not post.is_head, min(post.since, row.since)
            changed[post.pk] = post
    Post.objects.bulk_update(changed.values(), ["shared", "since"], batch_size=400)


def _change(change: Change, on: date, basis: str, by: Person, at: datetime) -> None:
    """One value of what was there, by the act that changes it."""
    if change.field in ("name", "short_name", "symbol"):
        place = Organization.objects.get(uid=change.key)
        names = {key: getattr(place, key) for key in ("name", "short_name", "symbol")} | {change.field: change.new}
        rename(place, on=on, basis=basis[:300], by=by, at=at, **names)
    elif change.field in ("code", "level", "category", "position"):
        place = Organization.objects.get(uid=change.key)
        value: Any = int(change.new) if change.field == "position" else change.new
        correct(place, by=by, at=at, **{change.field: value})
    elif change.field == "full_name":
        person = named(Person.objects.get(uid=change.key), change.new)
        person.full_clean(exclude=["uid"])
        person.save()
    else:
        _change_term(Term.objects.select_related("post").get(uid=change.key), change)


def _change_term(term: Term, change: Change) -> None:
    if change.field == "title":
        term.post.title = change.new
        term.post.save(update_fields=["title"])
        return
    day, month, year = (int(part) for part in change.new.split("/"))
    term.since = date(year, month, day)
    if term.since < term.post.since:
        term.post.since = term.since
        term.post.save(update_fields=["since"])
    term.full_clean(exclude=["uid"])
    term.save(update_fields=["since"])


def _changes(found: Checked) -> dict[str, Any]:
    """What was done, as the batch keeps it and its hash proves it."""
    plain = [{**asdict(place), "values": {key: str(value) for key, value in place.values.items()}} for place in found.founded]
    seated = [{key: str(value) if value is not None else None for key, value in asdict(row).items()} for row in found.seated]
    return {"founded": plain, "seated": seated, "changes": [asdict(change) for change in found.changes]}
