"""Khó khăn, kiến nghị phải được trả lời. / Difficulties and proposals are answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.models import Assignment
from dondoc.server.reports import actions, difficulties
from dondoc.server.reports.models import Reply
from dondoc.server.reports.tests.conftest import give, month

pytestmark = pytest.mark.django_db


def test_what_a_unit_asks_is_answered_once_and_by_whom_it_may(cast: Any, signed_in: Any) -> None:
    today = timezone.localdate(cast.noon)
    part = Assignment.objects.get(order=give(cast, "Rà soát hộ nghèo", cast.commune))
    period = month(cast, f"{today:%Y-%m}", today - timedelta(days=2))
    told: dict[str, Any] = {"progress": "in_hand", "result": "Đã rà soát 3 thôn", "requests": "Đề nghị cấp thêm kinh phí"}
    report = actions.enter(part, period=period, by=cast.khanh, at=cast.noon, **told)
    with pytest.raises(NotNow):
        actions.reply(report, words="Đồng ý", by=cast.binh, at=cast.noon)  # not sent up yet
    actions.submit([report], by=cast.hoa, at=cast.noon)
    assert list(difficulties.unanswered(cast.fresh("binh"))) == [report]
    assert not difficulties.unanswered(cast.fresh("xuan")).exists()
    assert difficulties.waiting([_fresh(report)], today)[0].days == 0
    page, address = reverse("reports:asked"), reverse("reports:reply", args=[report.uid])
    officer = signed_in("binh")
    assert "Đề nghị cấp thêm kinh phí" in officer.get(page).content.decode()
    for stranger in ("xuan", "lan"):
        assert signed_in(stranger).get(page).status_code == 404
        assert signed_in(stranger).post(address, {"words": "Đồng ý"}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.reply(report, words="Đồng ý", by=cast.fresh("khanh"), at=cast.noon)
    with pytest.raises(ValidationError):
        actions.reply(report, words="  ", by=cast.binh, at=cast.noon)
    assert officer.post(address, {"words": "Đã bố trí trong quý I"}).status_code == 302
    assert not difficulties.unanswered(cast.fresh("binh")).exists()
    with pytest.raises(NotNow):
        actions.reply(report, words="Lần nữa", by=cast.binh, at=cast.noon)
    assert "Đã bố trí trong quý I" in signed_in("khanh").get(reverse("reports:report", args=[report.uid])).content.decode()
    assert not Reply.objects.visible_to(cast.fresh("xuan")).exists()


def _fresh(report: Any) -> Any:
    report.refresh_from_db()
    return report
