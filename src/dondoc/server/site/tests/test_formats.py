"""Ngày và số đọc, viết đúng lối Việt Nam ở cả hai ngôn ngữ. / Dates and numbers, read and written the same way in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.forms import DateField, DecimalField, ValidationError
from django.utils import translation
from django.utils.formats import date_format, localize, number_format

BOTH = pytest.mark.parametrize("language", ["vi", "en"])


@BOTH
@pytest.mark.parametrize("localized", [False, True])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24/11/2026", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24-11-2026", date(2026, 11, 24)),
        ("24/11/26", date(2026, 11, 24)),
        ("2/9/2026", date(2026, 9, 2)),
        ("02/09/2026", date(2026, 9, 2)),
        (" 2/9/2026 ", date(2026, 9, 2)),
        ("2026-09-02", date(2026, 9, 2)),
    ],
)
def test_dates_are_read_day_first(language: str, localized: bool, typed: str, meant: date) -> None:
    with translation.override(language):
        assert DateField(localize=localized).clean(typed) == meant


@BOTH
@pytest.mark.parametrize("typed", ["11/24/2026", "31/2/2026", "24/11", "hôm nay"])
def test_what_is_no_date_of_ours_is_refused(language: str, typed: str) -> None:
    with translation.override(language), pytest.raises(ValidationError):
        DateField().clean(typed)


@BOTH
def test_dates_are_written_in_full(language: str) -> None:
    with translation.override(language):
        assert date_format(date(2026, 9, 2)) == "02/09/2026"
        assert localize(date(2026, 9, 2)) == "02/09/2026"


def test_numbers_are_grouped_by_three() -> None:
    with translation.override("vi"):
        assert number_format(1860) == "1.860"
        assert number_format(Decimal("1234567.89")) == "1.234.567,89"
        assert DecimalField(localize=True).clean("1.234.567,89") == Decimal("1234567.89")
    with translation.override("en"):
        assert number_format(Decimal("1234567.89")) == "1,234,567.89"


def test_what_is_wrong_with_a_field_is_said_in_our_words() -> None:
    with translation.override("vi"), pytest.raises(ValidationError) as refused:
        DateField().clean("11/24/2026")
    assert refused.value.messages == ["Ngày phải có dạng ngày/tháng/năm, ví dụ 24/11/2026."]
    with translation.override("vi"), pytest.raises(ValidationError) as refused:
        DateField().clean("")
    assert refused.value.messages == ["Đề nghị nhập mục này."]
