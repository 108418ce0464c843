"""Hồ sơ để mang đi: JSON. / A record to take away, as JSON: everything the page shows, and every row that names the person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps

from dondoc.server.organizations.models import Person
from dondoc.server.privacy.inventory import columns, load
from dondoc.server.privacy.queries.record import Line, Record, record

FORMAT = "dondoc-record/1"
#: Never leaves, not even to its owner: it would let whoever finds the file sign in.
SECRETS = {"password", "token_hash", "secret", "session_data", "session_key"}


def exported(person: Person, *, seq: int, at: datetime) -> dict[str, Any]:
    """The record as plain data. `seq`: the journal entry of this export."""
    found = record(person, most=100_000)
    return {
        "format": FORMAT,
        "journal_entry": seq,
        "made_at": at.isoformat(),
        "person": {"uid": str(person.uid), "full_name": person.full_name},
        "account": _account(found),
        "posts": [
            {
                "post": term.post.title,
                "organization": term.post.organization.name,
                "since": term.since.isoformat(),
                "until": term.until.isoformat() if term.until else None,
                "acting": term.acting,
            }
            for term in found.terms
        ],
        "grants": [
            {
                "role": str(one.role),
                "post": one.post,
                "at": one.place,
                "reach": one.reach,
                "since": str(one.since),
                "until": str(one.until) if one.until else None,
                "lent_on": one.basis or None,
            }
            for one in found.held
        ],
        "entered_for_you": [
            {"what": one.what, "words": one.words, "by": one.by, "at": one.at.isoformat() if one.at else None, "scan": one.scan}
            for one in found.for_me
        ],
        "opened_by": [_line(line) for line in found.opened],
        "journal_about_you": [_line(line) for line in found.about],
        "journal_by_you": [_line(line) for line in found.by_me],
        "corrections": [
            {"about": one.about, "words": one.words, "state": one.state, "answer": one.answer, "asked_at": one.asked_at.isoformat()}
            for one in found.corrections
        ],
        "tables": rows_naming(person),
    }


def _account(found: Record) -> dict[str, Any] | None:
    if found.account is None:
        return None
    return {
        "username": found.account.username,
        "active": found.account.is_active,
        "language": found.account.language,
        "last_sign_in": found.account.last_login.isoformat() if found.account.last_login else None,
        "invitations": [
            {"made_at": one.made_at.isoformat(), "used_at": one.used_at.isoformat() if one.used_at else None} for one in found.invitations
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"entry": line.seq, "at": line.at.isoformat(), "who": line.who, "what": line.what, "detail": line.detail}


def rows_naming(person: Person) -> dict[str, Any]:
    """Every row of every table that names the person: its public id and which field names the person; no other content of the row,
    which may be somebody else's. Over the inventory, so that a new table is in it as soon as it may exist."""
    found: dict[str, Any] = {}
    for label, table in load().items():
        model = apps.get_model(label)
        names = {field.name for field in model._meta.get_fields() if field.concrete}
        key = "uid" if "uid" in names else "pk"
        rows = []
        for field, links in columns(model).items():
            if links and field not in SECRETS:
                target = model._meta.get_field(field).related_model
                about = {field: person} if target is Person else {f"{field}__person": person}
                rows += [
                    {"id": str(value), "as": table.personal[field]}
                    for value in model._default_manager.filter(**about).values_list(key, flat=True)
                ]
        if rows:
            found[label] = {
                "purpose": table.purpose,
                "basis": table.basis,
                "viewers": table.viewers,
                "retention": table.retention,
                "rows": rows,
            }
    return found
