"""Tệp lưu. / Stored files."""

from __future__ import annotations

from django.db import models

from dondoc.server.journal.models import Recorded


class StoredFile(Recorded):
    """Bytes in the store. The media type is what the content is, never what the name says."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    kept_at = models.DateTimeField()
