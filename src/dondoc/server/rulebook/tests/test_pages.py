"""Trang lịch làm việc, trang quy định. / The pages of the calendar and of the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.rules import RULES
from dondoc.rules.names import names
from dondoc.server.rulebook import actions, queries
from dondoc.server.rulebook.models import Holiday, RuleCorrection


def test_every_number_of_work_has_a_name() -> None:
    assert set(names()) <= set(RULES)
    assert {"receive_days", "extensions_most", "review_days"} <= set(names())


@pytest.fixture
def seeded(cast: Any) -> None:
    actions.seed_holidays(years=[2026], organization=cast.province, by=cast.founder, at=cast.noon)


def test_the_year_shows_its_days_with_their_source(cast: Any, seeded: None, signed_in: Any) -> None:
    page = signed_in("hoa").get("/quy-dinh/lich/2026/").content.decode()
    assert "17/02/2026" in page
    assert "thư viện holidays" in page
    assert "Thêm hoặc sửa" not in page
    assert "Thêm hoặc sửa" in signed_in("dung").get("/quy-dinh/lich/2026/").content.decode()
    assert "Chưa có bảng ngày nghỉ năm 2031" in signed_in("hoa").get("/quy-dinh/lich/2031/").content.decode()
    assert signed_in("hoa").get("/quy-dinh/lich/1066/").status_code == 404


def test_a_year_is_filled_once_and_told_days_stay(cast: Any, signed_in: Any) -> None:
    day = date(2027, 1, 1)
    actions.set_day(day=day, name="Tết Dương lịch", worked=False, source="TB 1", organization=cast.province, by=cast.dung, at=cast.noon)
    assert signed_in("hoa").post("/quy-dinh/lich/2027/dien/").status_code == 404
    assert signed_in("dung").post("/quy-dinh/lich/2027/dien/").status_code == 302
    count = Holiday.objects.count()
    assert count > 8
    assert Holiday.objects.get(day=day).source == "TB 1"
    signed_in("dung").post("/quy-dinh/lich/2027/dien/")
    assert Holiday.objects.count() == count


def test_the_calendar_is_everybodys_so_only_the_top_corrects_it(cast: Any) -> None:
    told = {"day": date(2026, 9, 1), "name": "x", "worked": False, "source": "x", "at": cast.noon}
    with pytest.raises(PermissionDenied):
        actions.set_day(**told, organization=cast.province, by=cast.hoa)
    with pytest.raises(ValidationError):
        actions.set_day(**told, organization=cast.office, by=cast.dung)


def test_a_rule_is_corrected_with_its_basis_and_binds_below(cast: Any, signed_in: Any) -> None:
    browser = signed_in("dung")
    assert "Gia hạn nhiều nhất" in browser.get("/quy-dinh/").content.decode()
    assert browser.post("/quy-dinh/?sua=extensions_most", {"value": "3", "since": "", "source": ""}).status_code == 422
    form = {"value": "3", "since": "01/01/2026", "source": "Quy chế 12-QC/TU"}
    assert browser.post("/quy-dinh/?sua=extensions_most", form).status_code == 302
    assert browser.post("/quy-dinh/?sua=extensions_most", {**form, "value": "4"}).status_code == 302
    assert RuleCorrection.objects.get().value == 4
    assert queries.held("extensions_most", on=date(2026, 5, 1), organization=cast.cell) == queries.Held(4, "Quy chế 12-QC/TU")
    assert queries.rule("extensions_most", on=date(2025, 5, 1), organization=cast.cell) == 2
    page = signed_in("hoa").get("/quy-dinh/").content.decode()
    assert "Quy chế 12-QC/TU" in page
    assert "?sua=" not in page
    assert signed_in("hoa").get("/quy-dinh/?sua=extensions_most").status_code == 404
    assert "Quy chế 12-QC/TU" not in signed_in("xuan").get("/quy-dinh/").content.decode()
