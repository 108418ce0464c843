"""Gửi tệp về trình duyệt: luôn là tệp tải xuống. / Sending a stored file: always as a download, under its true kind."""

from __future__ import annotations

from django.http import FileResponse

from dondoc.server.files import store
from dondoc.server.files.models import StoredFile


def download(file: StoredFile, name: str) -> FileResponse:
    """Stream a file that the caller has found visible to the person. Never shown inside a page of ours."""
    response = FileResponse(store.open_stored(file.sha256), as_attachment=True, filename=name, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # as it was kept, with its length: never compressed on the way
    return response
