"""Văn bản mẫu đã đăng ký. / A registered document."""

from __future__ import annotations

from typing import Any

import pytest

from dondoc.server.documents import actions, sending_views, views
from dondoc.server.documents.models import Document
from dondoc.server.documents.tests.papers import TEXT, reading


@pytest.fixture
def received(cast: Any) -> Document:
    """Taken in by chi, the records clerk; not yet registered."""
    return actions.take_in(cast.province, main=actions.Upload("tb.txt", TEXT.encode(), reading()), by=cast.chi, at=cast.noon)


@pytest.fixture
def document(cast: Any, received: Document) -> Document:
    """Registered."""
    return actions.register(received, by=cast.chi, at=cast.noon)


@pytest.fixture
def hand_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads are read by hand instead of by the reader, for tests of what follows."""
    for module in (views, sending_views):
        monkeypatch.setattr(module, "read", lambda _name, _data, **_more: reading())
