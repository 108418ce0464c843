"""Một văn bản đi hết đường, để hỏi ai xem được. / A document that went all the way, to ask who sees what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.assignments.tests.conftest import TEXT, reading
from dondoc.server.documents import actions as documents
from dondoc.server.organizations import actions as organizations
from dondoc.server.reports import actions as reports


@pytest.fixture
def work(cast: Any) -> dict[str, Any]:
    """One document, two orders (one issued to An Bình), its assignment, a report entered and one submitted."""
    at = cast.noon
    data = reading()
    data["assignments"][0]["lead"] = data["assignments"][0]["lead"][:1]
    document = documents.take_in(cast.province, main=documents.Upload("tb.txt", TEXT.encode(), data), by=cast.chi, at=at)
    document = documents.register(document, by=cast.chi, at=at)
    orders = [assignments.take(proposal, by=cast.binh, at=at) for proposal in document.proposals.all()]
    assignments.set_targets(orders[0], lead=[str(cast.commune.uid)], by=cast.binh, at=at)
    orders = list(Order.objects.filter(pk__in=[order.pk for order in orders]))
    sent = assignments.submit(orders[:1], post=cast.an_post, document=document, by=cast.binh, at=at)
    assignments.decide(
        sent, approve=True, words="Đồng ý", given_on=at.date(), scan=("but-phe.txt", b"but phe", "text/plain"), by=cast.nam, at=at
    )
    assignments.issue(list(sent.orders.all()), by=cast.binh, at=at)
    documents.distribute(document, organizations=[cast.other_commune], by=cast.chi, at=at)
    part = Assignment.objects.get(organization=cast.commune)
    assignments.name_doer(part, person=cast.hoa, by=cast.hoa, at=at)
    day = timezone.localdate(at)
    organizations.grant(
        post=cast.dung_post, role="founder", organization=cast.province, reach="both", since=date(2020, 1, 1), by=cast.founder, at=at
    )
    period = reports.open_period(
        organization=cast.province, key=f"{day:%Y-%m}", opens_on=day, due_on=day, review_by=day, lock_on=day, by=cast.fresh("dung"), at=at
    )
    report = reports.enter(part, period=period, progress="in_hand", result="Đã rà soát 12 việc.", by=cast.khanh, at=at)
    return {"van-ban": document, "lenh": orders[0], "lenh-2": orders[-1], "nhiem-vu": part, "bao-cao": report}
