"""Việc lưu giữ có ghi nhật ký. / Acts of custody, each in the journal itself."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.journal import queries
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, PersonKind


@transaction.atomic
def export_journal(organization: Organization, *, by: Person, at: datetime) -> int:
    """Take note that the journal is exported, before it is; the export then holds this very entry. Returns its number."""
    access.require(by, "journal.export", organization)
    size, head = queries.head()
    return journal.write("journal.export", organization, by=by, at=at, payload={"size": size, "head": head}).seq


@transaction.atomic
def read_journal(organization: Organization, *, wanted: dict[str, str], by: Person, at: datetime) -> None:
    """Who reads the journal is in the journal: the powerful are logged most. Reading on for ten minutes is one reading."""
    access.require(by, "journal.read", organization)
    journal.note_read("journal.read", organization, by=by, at=at, payload=wanted)


@transaction.atomic
def compare_heads(organization: Organization, *, given: int, missing: int, by: Person, at: datetime) -> None:
    """Heads kept elsewhere were held against the chain; what did not lie in it is said here too."""
    access.require(by, "journal.read", organization)
    if missing:
        journal.write("journal.compare", organization, by=by, at=at, payload={"given": given, "missing": missing})
    else:
        journal.note_read("journal.compare", organization, by=by, at=at, payload={"given": given, "missing": 0})


@transaction.atomic
def tell_clock_set(seconds: int, *, by: Person, at: datetime) -> None:
    """The machine's clock was set forward by so many seconds, or back (below 0): those who read the journal are told.

    Times written in between are as the clock told them; the order of entries is that of the journal.
    """
    if by.kind != PersonKind.SYSTEM:
        raise PermissionDenied(_("Việc của đồng hồ do hệ thống thực hiện."))
    persons = {person for top in Organization.objects.filter(parent=None) for person in access.holders("journal.read", top)}
    key = "clock.forward" if seconds > 0 else "clock.back"
    notices.tell(persons, key=key, words={"minutes": f"{abs(seconds) / 60:.0f}"}, path="/nhat-ky/?action=clock", at=at)
    journal.write("clock.set", by, by=by, at=at, payload={"seconds": seconds})
