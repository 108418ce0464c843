"""Trang thông báo. / The page of notices."""

from __future__ import annotations

import uuid
from typing import Any

from dondoc.server.accounts.models import Account
from dondoc.server.notices import actions
from dondoc.server.notices.models import Notice
from dondoc.server.notices.queries import unread_count


def test_one_reads_ones_own_in_ones_own_language(cast: Any, signed_in: Any) -> None:
    actions.tell([cast.an, cast.an], key="document.present", words={"document": "214-TB/VPTU"}, path="/van-ban/x/", at=cast.noon)
    assert Notice.objects.count() == 1
    an = signed_in("an")
    assert "Văn bản trình đồng chí cho ý kiến: 214-TB/VPTU" in an.get("/thong-bao/").content.decode()
    Account.objects.filter(username="an").update(language="en")
    assert "A document is presented to you: 214-TB/VPTU" in an.get("/thong-bao/").content.decode()
    assert "214-TB/VPTU" not in signed_in("binh").get("/thong-bao/").content.decode()


def test_reading_all_touches_only_ones_own(cast: Any, signed_in: Any) -> None:
    actions.tell([cast.an, cast.binh], key="order.issued", words={"count": 2}, path="/", at=cast.noon)
    signed_in("an").post("/thong-bao/da-doc/", {"form_key": str(uuid.uuid4())})
    assert (unread_count(cast.an), unread_count(cast.binh)) == (0, 1)


def test_a_key_without_a_sentence_is_left_out(cast: Any, signed_in: Any) -> None:
    actions.tell([cast.an], key="no.such", words={}, path="/", at=cast.noon)
    assert signed_in("an").get("/thong-bao/").status_code == 200
