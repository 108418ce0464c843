"""Tệp gửi lên: xác định đúng loại theo nội dung. / Uploaded files: what they are, by their content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from dondoc.reading.formats.kinds import media_type_of
from dondoc.server.reports.actions import Upload


def uploads(files: Iterable[UploadedFile[Any]]) -> tuple[Upload, ...]:
    """Read uploaded files; the media type is told by the bytes, never by the name."""
    found = []
    for file in files:
        data = file.read()
        found.append(Upload(name=file.name or "tep", data=data, media_type=media_type_of(data)))
    return tuple(found)
