"""Giữ tệp. / Keeping files."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from dondoc.server.files import store
from dondoc.server.files.models import StoredFile


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
