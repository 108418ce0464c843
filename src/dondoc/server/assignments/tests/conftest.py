"""Một văn bản, hai nội dung, từ đề xuất đến giao. / One document with two clauses, from proposals to issued work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Document
from dondoc.server.organizations.models import Grant, Organization, Person, Post, Term

TEXT = """THÔNG BÁO
1- Đề nghị Đảng ủy xã An Bình, Đảng ủy xã Bình Minh rà soát nguyện vọng của cử tri, báo cáo trước ngày 15/12/2099.
2- Văn phòng Tỉnh ủy theo dõi, đôn đốc.
"""


def reading() -> dict[str, Any]:
    """A reading written by hand: two clauses, two proposals."""
    first, second = TEXT.index("1-"), TEXT.index("2-")

    def clause(path: str, start: int, end: int) -> dict[str, Any]:
        return {
            "path": path,
            "marker": f"{path}-",
            "level": 1,
            "start": start,
            "end": end,
            "text_start": start + 3,
            "text_end": end,
            "heading": None,
            "directs": True,
            "children": [],
        }

    def span(words: str) -> dict[str, Any]:
        at = TEXT.index(words)
        return {"text": words, "start": at, "end": at + len(words)}

    return {
        "schema": "dondoc.reading/1",
        "reader": "test",
        "status": "read",
        "reasons": [],
        "source": {"media_type": "text/plain"},
        "text": TEXT,
        "head": {"kind": "TB", "symbol": "214-TB/VPTU", "date": "2026-11-20", "subject": "kết luận", "signer": None, "recipients": []},
        "outline": [clause("1", first, second - 1), clause("2", second, len(TEXT) - 1)],
        "citations": [],
        "findings": [],
        "assignments": [
            {
                **span(TEXT[first + 3 : second - 1]),
                "clause": "1",
                "lead": [span("Đảng ủy xã An Bình"), span("Đảng ủy xã Bình Minh")],
                "support": [],
                "force": "đề nghị",
                "deadline": {"text": "trước ngày 15/12/2099", "date": "2099-12-15", "kind": "before"},
                "cadence": None,
                "quantity": [],
                "criteria": [],
                "product": None,
                "confidence": 0.9,
                "rule": "request",
            },
            {
                **span("Văn phòng Tỉnh ủy theo dõi, đôn đốc."),
                "clause": "2",
                "lead": [span("Văn phòng Tỉnh ủy")],
                "support": [],
                "force": "giao",
                "deadline": None,
                "cadence": None,
                "quantity": [],
                "criteria": [],
                "product": None,
                "confidence": 0.8,
                "rule": "subject",
            },
        ],
    }


@pytest.fixture
def document(cast: Any) -> Document:
    taken = documents.take_in(cast.province, main=documents.Upload("tb.txt", TEXT.encode(), reading()), by=cast.chi, at=cast.noon)
    return documents.register(taken, by=cast.chi, at=cast.noon)


@pytest.fixture
def orders(cast: Any, document: Document) -> list[Order]:
    return [actions.take(proposal, by=cast.binh, at=cast.noon) for proposal in document.proposals.all()]


@pytest.fixture
def approved(cast: Any, document: Document, orders: list[Order]) -> list[Order]:
    sent = actions.submit(orders, post=cast.an_post, document=document, by=cast.binh, at=cast.noon)
    actions.decide(sent, approve=True, words="Đồng ý.", given_on=cast.noon.date(), by=cast.an, at=cast.noon)
    return list(Order.objects.filter(pk__in=[order.pk for order in orders]))


@pytest.fixture
def given(cast: Any, approved: list[Order]) -> Assignment:
    actions.issue(approved, by=cast.binh, at=cast.noon)
    return Assignment.objects.get(organization=cast.commune)


@pytest.fixture
def many(cast: Any) -> list[Organization]:
    """200 communes with a head each, put in by hand for speed."""
    since = cast.noon.date() - timedelta(days=900)
    root = cast.province
    places = Organization.objects.bulk_create(
        Organization(
            name=f"Đảng ủy xã Số {n}",
            line="party",
            kind="committee",
            level="above_grassroots",
            category="commune",
            parent=root,
            path=f"{root.path}x{n}/",
            folded=f"dang uy xa so {n}",
            position=100 + n,
        )
        for n in range(200)
    )
    for place in places:
        place.path = f"{root.path}{place.pk}/"
    Organization.objects.bulk_update(places, ["path"])
    people = Person.objects.bulk_create(Person(full_name=f"Lý Văn {n}", sort_key=f"{n:03d}", folded=f"ly van {n}") for n in range(200))
    posts = Post.objects.bulk_create(Post(organization=place, title="Bí thư", is_head=True, since=since) for place in places)
    Term.objects.bulk_create(Term(person=person, post=post, since=since) for person, post in zip(people, posts, strict=True))
    Grant.objects.bulk_create(
        Grant(post=post, role="unit_head", organization=place, reach="both", since=since) for post, place in zip(posts, places, strict=True)
    )
    return places
