"""Ngày tháng trong văn bản. / Dates in official texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.dates import Precision, day_at, moment_at, moments


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ngày 22 tháng 11 năm 2025", date(2025, 11, 22), date(2025, 11, 22)),
        ("*Đông Lĩnh, ngày 24\ntháng 11 năm 2025*", date(2025, 11, 24), date(2025, 11, 24)),
        ("ngày 01-10-1997", date(1997, 10, 1), date(1997, 10, 1)),
        ("ngày 4.10.2023", date(2023, 10, 4), date(2023, 10, 4)),
        ("ngày 06 / 7 /2005", date(2005, 7, 6), date(2005, 7, 6)),
        ("NGÀY 23/7/2025", date(2025, 7, 23), date(2025, 7, 23)),
        ("trước ngày 30/11", date(2014, 11, 30), date(2014, 11, 30)),
        ("ngày 05 tháng 12", date(2014, 12, 5), date(2014, 12, 5)),
        ("ngày 30 tháng 11/2025", date(2025, 11, 30), date(2025, 11, 30)),
        ("trong tháng 9/2015", date(2015, 9, 1), date(2015, 9, 30)),
        ("tháng 2 năm 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("hết tháng 10", date(2014, 10, 1), date(2014, 10, 31)),
        ("quý III/2015", date(2015, 7, 1), date(2015, 9, 30)),
        ("Quý 4 năm 2015", date(2015, 10, 1), date(2015, 12, 31)),
        ("6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("sáu tháng cuối năm", date(2014, 7, 1), date(2014, 12, 31)),
        ("hoàn thành trong năm 2016", date(2016, 1, 1), date(2016, 12, 31)),
    ],
)
def test_forms(text, first, last):
    (found,) = moments(text, year=2014)
    assert (found.first, found.last) == (first, last)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    ["giai đoạn 2021-2025", "năm 2021 - 2025", "Nghị định số 11/2025/NĐ-CP", "24/24", "10/10 điểm", "3 tháng 2 ngày"],
)
def test_what_is_no_date(text):
    assert moments(text) == ()


def test_problems_are_said_not_mended():
    (impossible, unknown) = moments("ngày 31/02/2025, ngày 30/11")
    assert (impossible.first, impossible.problem) == (None, "impossible")
    assert (unknown.first, unknown.problem) == (None, "no-year")
    assert moments("ngày 29/02", year=2025)[0].problem == "impossible"


def test_reading_at_a_place():
    text = "ngày 15/8/2013 của"
    assert day_at(text, 0).last == date(2013, 8, 15)
    assert day_at("tháng 8/2013", 0) is None
    assert moment_at("tháng 8/2013", 0).precision is Precision.MONTH
    assert moment_at(text, 15) is None


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["/", "-", ".", " tháng "]))
def test_every_day_reads_back(day, stroke):
    tail = " năm " if stroke == " tháng " else stroke
    (found,) = moments(f"ngày {day.day}{stroke}{day.month}{tail}{day.year}")
    assert found.last == day
