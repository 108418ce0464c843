"""Bút phê của lãnh đạo cơ quan khác không chuyển trạng thái văn bản. / A minute by another body's leader moves nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dondoc.server.assignments.tests.conftest import TEXT, reading
from dondoc.server.documents import actions
from dondoc.server.documents.models import Document
from dondoc.server.organizations import actions as organizations


@pytest.fixture
def presented(cast: Any) -> Document:
    taken = actions.take_in(cast.province, main=actions.Upload("tb.txt", TEXT.encode(), reading()), by=cast.chi, at=cast.noon)
    document = actions.register(taken, by=cast.chi, at=cast.noon)
    actions.distribute(document, organizations=[cast.other_commune], by=cast.chi, at=cast.noon)
    return actions.present(document, leaders=[cast.an], by=cast.chi, at=cast.noon)


def minute(cast: Any, document: Document, who: str) -> str:
    """The state of the document after this leader's words."""
    actions.record_minute(
        document=document,
        leader=cast.people[who],
        post=cast.posts[f"{who}_post"],
        words="Giao văn phòng tham mưu.",
        given_on=cast.noon.date(),
        by=cast.fresh(who),
        at=cast.noon,
    )
    return Document.objects.get(pk=document.pk).state


def test_the_leader_of_the_book_moves_it(cast: Any, presented: Document) -> None:
    assert minute(cast, presented, "an") == "minuted"


def test_a_leader_of_another_body_only_adds_words(cast: Any, presented: Document) -> None:
    since = date(2020, 1, 1)
    organizations.grant(
        post=cast.lan_post, role="leader", organization=cast.other_commune, reach="own", since=since, by=cast.founder, at=cast.noon
    )
    assert minute(cast, presented, "lan") == "presented"
    assert presented.minutes.count() == 1
