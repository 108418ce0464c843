"""Báo cáo tự lưu. / The report keeps itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dondoc.server.assignments.models import Assignment
from dondoc.server.reports.models import Report
from dondoc.server.reports.tests.conftest import give, month

pytestmark = pytest.mark.django_db


def test_the_page_keeps_itself_and_overwrites_nobody(cast: Any, signed_in: Any) -> None:
    today = timezone.localdate()
    part = Assignment.objects.get(order=give(cast, "Rà soát hộ nghèo", cast.commune))
    period = month(cast, f"{today:%Y-%m}", today - timedelta(days=2))
    address = reverse("reports:unit", kwargs={"key": period.key, "unit": cast.commune.uid})

    def keep(who: str, **fields: str) -> Any:
        sent = {f"{part.uid}-{name}": value for name, value in fields.items()}
        return signed_in(who).post(address, sent, headers={"X-Autosave": "1"})

    first = keep("khanh", result="Đã rà soát", saves="0").json()
    assert first["ok"]
    assert first["said"].startswith("Đã lưu lúc")
    assert first["saves"] == {str(part.uid): 1}
    again = keep("khanh", result="Đã rà soát 3 thôn", saves="1").json()
    assert again["saves"] == {str(part.uid): 2}
    stale = keep("hoa", result="Bản cũ", saves="1").json()
    assert not stale["ok"]
    wrong = keep("khanh", percent="250", saves="2").json()
    assert not wrong["ok"]
    assert Report.objects.get(assignment=part).result == "Đã rà soát 3 thôn"
    assert keep("xuan", result="Lạ", saves="2").status_code == 404
