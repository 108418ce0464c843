"""Việc lưu giữ có ghi nhật ký. / Acts of custody, each in the journal itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dondoc.server.journal import actions as journal
from dondoc.server.journal import queries
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person


@transaction.atomic
def export_journal(organization: Organization, *, by: Person, at: datetime) -> int:
    """Take note that the journal is exported, before it is; the export then holds this very entry. Returns its number."""
    access.require(by, "journal.export", organization)
    size, head = queries.head()
    return journal.write("journal.export", organization, by=by, at=at, payload={"size": size, "head": head}).seq
