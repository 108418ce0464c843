"""Giữ tệp. / Keeping files."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dondoc.server.files import store
from dondoc.server.files.models import StoredFile
from dondoc.server.journal import actions as journal
from dondoc.server.journal.queries import was_written
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, PersonKind


def keep(data: bytes, *, media_type: str, at: datetime) -> StoredFile:
    """Keep bytes and return their row. Called inside the act of the room that says what the file is for, which writes the journal.

    media_type: what the content is (the reader told), never what the name says.
    """
    sha256 = store.put(data)
    kept = StoredFile.objects.filter(sha256=sha256).first()
    if kept is not None:
        return kept
    try:
        with transaction.atomic():
            return StoredFile.objects.create(sha256=sha256, size=len(data), media_type=media_type, kept_at=at)
    except IntegrityError:  # another worker kept the same bytes a moment ago
        return StoredFile.objects.get(sha256=sha256)


def sweep(prefix: str, *, before: float, by: Person, at: datetime) -> int:
    """Remove what an act that was cut off left in the store: files that no row names, older than `before` (seconds since 1970).

    A file is written before its row commits, so a younger one may still get its row. prefix: of the hashes looked at.
    """
    if by.kind != PersonKind.SYSTEM:
        raise PermissionDenied(_("Việc của đồng hồ do hệ thống thực hiện."))
    found = {store.hash_of(path): path for path in store.older(prefix, before)}
    named = set(StoredFile.objects.filter(sha256__in=found).values_list("sha256", flat=True))
    loose = [path for sha256, path in found.items() if sha256 not in named]
    for path in loose:
        path.unlink(missing_ok=True)
    return len(loose)


@transaction.atomic
def report_damage(damage: store.Damage, *, by: Person, at: datetime) -> bool:
    """A stored file that is gone or is not what it was: the journal says so once, and those who read the journal are told."""
    if by.kind != PersonKind.SYSTEM:
        raise PermissionDenied(_("Việc của đồng hồ do hệ thống thực hiện."))
    row = StoredFile.objects.select_for_update().get(sha256=damage.sha256)
    if was_written("file.damaged", row.uid):
        return False
    persons = {person for top in Organization.objects.filter(parent=None) for person in access.holders("journal.read", top)}
    notices.tell(persons, key="file.damaged", words={"sha256": damage.sha256[:16]}, path="/nhat-ky/", at=at)
    journal.write("file.damaged", row, by=by, at=at, payload={"sha256": damage.sha256, "reason": damage.reason})
    return True
