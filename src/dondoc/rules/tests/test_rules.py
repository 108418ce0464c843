"""Số có ngày và nguồn. / Dated, sourced numbers."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.rules import RULES, Dated, Rule
from dondoc.rules.products import product, products, recognised
from dondoc.terms.vietnamese import nfc

DAY = date(2026, 11, 24)


@pytest.mark.parametrize("key", sorted(RULES))
def test_every_value_has_a_day_and_a_source(key: str) -> None:
    for value in RULES[key].values:
        assert value.since <= DAY
        assert len(value.source) > 10
    days = [value.since for value in RULES[key].values]
    assert len(days) == len(set(days))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("receive_days", 1),
        ("receive_silence_days", 2),
        ("name_doer_days", 2),
        ("due_soon_days", 5),
        ("review_days", 3),
        ("supporter_lead_days", 3),
        ("take_back_seconds", 10),
    ],
)
def test_practice_of_following_work_up(key: str, value: int) -> None:
    found = RULES[key].at(DAY)
    assert found.value == value
    assert found.confirmed is False  # no text has been checked: a page must say so


def test_the_value_in_force_is_that_of_the_day() -> None:
    rule = Rule("answer_days", (Dated(date(2014, 1, 1), 30, "văn bản cũ"), Dated(date(2022, 7, 1), 20, "văn bản mới", True)))
    assert rule.at(date(2022, 6, 30)).value == 30
    assert rule.at(date(2022, 7, 1)).value == 20
    assert rule.at(date(2030, 1, 1)).source == "văn bản mới"
    with pytest.raises(LookupError, match="2014-01-01"):
        rule.at(date(2013, 12, 31))


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        RULES["no_such_rule"]


def test_the_catalogue_of_products_is_whole() -> None:
    assert len(products()) >= 8
    for row in products():
        assert row.vi
        assert row.en
        assert row.criterion
        assert row.criterion_en
        assert row.words
        assert nfc(row.vi + row.criterion + "".join(row.words)) == row.vi + row.criterion + "".join(row.words)
        assert product(row.key) is row


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Xây dựng kế hoạch kiểm tra năm 2027", "ke_hoach"),
        ("Tổng hợp, báo cáo Ban Thường vụ", "bao_cao"),
        ("Tổ chức hội nghị quán triệt", "hoi_nghi"),
        ("Ban hành hướng dẫn thực hiện", "van_ban"),
        ("Phấn đấu tỷ lệ hộ sử dụng nước sạch đạt 95%", "so_lieu"),
        ("Nhân rộng những mô hình hay", "mo_hinh"),
        ("Phải làm cho xong", "viec_giai_quyet"),
        ("", "viec_giai_quyet"),
    ],
)
def test_a_product_is_recognised_by_its_first_word(text: str, key: str) -> None:
    assert recognised(text).key == key


def test_an_unknown_product_is_an_error() -> None:
    with pytest.raises(KeyError):
        product("no_such_product")
