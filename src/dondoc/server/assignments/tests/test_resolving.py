"""Tên trong văn bản là cơ quan nào. / Which bodies the names in a document mean."""

from __future__ import annotations

from typing import Any

import pytest

from dondoc.server.assignments.resolving import Directory
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Group, Organization


@pytest.fixture
def book(cast: Any) -> Directory:
    under = str(cast.province.uid)
    rules = {
        "xa-phuong": ("Tất cả xã, phường, đặc khu", {"under": under, "categories": ["commune", "ward"]}),
        "cap-uy-truc-thuoc": ("Các đảng ủy trực thuộc Tỉnh ủy", {"under": under, "levels": ["above_grassroots"]}),
        "ban-tinh-uy": ("Các ban của Tỉnh ủy, Văn phòng Tỉnh ủy", {"under": under, "kinds": ["office", "inspection"]}),
        "mat-tran-doan-the": ("Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh", {"under": under, "kinds": ["front"]}),
    }
    for key, (name, rule) in rules.items():
        organizations.define_group(key=key, name=name, rule=rule, organization=cast.province, by=cast.founder, at=cast.noon)
    places = Organization.objects.filter(path__startswith=cast.province.path)
    return Directory.of(places, Group.objects.all())


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Văn phòng Tỉnh ủy", "office"),
        ("Văn phòng Tỉnh ủy Đông Lĩnh", "office"),
        ("lãnh đạo Văn phòng Tỉnh ủy", "office"),
        ("VĂN PHÒNG TỈNH ỦY", "office"),
        ("Đảng ủy xã An Bình", "commune"),
        ("Ủy ban Kiểm tra Tỉnh ủy", "inspection"),
        ("Tỉnh ủy Đông Lĩnh", "province"),
        ("UBKT Tỉnh ủy", "inspection"),
        ("Ủy ban Kiểm tra", "inspection"),
    ],
)
def test_a_name_means_one_body(book: Directory, cast: Any, name: str, place: str) -> None:
    found = book.resolve([name])
    assert (found.organizations, found.groups, found.open) == ((cast.places[place],), (), ())


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("các huyện ủy", ["xa-phuong"]),
        ("Các xã, phường, đặc khu", ["xa-phuong"]),
        ("các cấp ủy", ["cap-uy-truc-thuoc"]),
        ("các ban của Tỉnh ủy", ["ban-tinh-uy"]),
        ("Mặt trận Tổ quốc và các đoàn thể", ["mat-tran-doan-the"]),
        ("Từng cơ quan, đơn vị", ["cap-uy-truc-thuoc", "ban-tinh-uy", "mat-tran-doan-the"]),
        ("MTTQ và các đoàn thể", ["mat-tran-doan-the"]),
        ("các đoàn thể chính trị - xã hội tỉnh", ["mat-tran-doan-the"]),
        ("các đảng ủy", ["cap-uy-truc-thuoc"]),
        ("các chi, đảng bộ trực thuộc", ["cap-uy-truc-thuoc"]),
        ("Ban Thường vụ các huyện ủy, thị ủy, thành ủy", ["xa-phuong"]),
        ("Đảng ủy các xã, phường", ["xa-phuong"]),
        ("các cấp ủy, các ban của Tỉnh ủy", ["cap-uy-truc-thuoc", "ban-tinh-uy"]),
        ("Tất cả xã, phường, đặc khu", ["xa-phuong"]),
    ],
)
def test_words_for_many_mean_groups(book: Directory, name: str, keys: list[str]) -> None:
    found = book.resolve([name])
    assert [group.key for group in found.groups] == keys
    assert not found.open


@pytest.mark.parametrize("name", ["Sở Nội vụ", "Văn phòng", "cán bộ, đảng viên", "Đảng ủy xã", "đồng chí Bí thư", "", "Đảng ủy xã Xa Lạ"])
def test_what_is_not_plain_stays_open(book: Directory, name: str) -> None:
    found = book.resolve([name])
    assert (found.organizations, found.groups, found.open) == ((), (), (name,))


def test_two_bodies_of_one_name_are_not_guessed(book: Directory, cast: Any) -> None:
    twin = organizations.found(
        parent=cast.commune,
        name="Văn phòng Tỉnh ủy",
        since=cast.noon.date(),
        line="party",
        kind="office",
        level="part",
        by=cast.founder,
        at=cast.noon,
    )
    places = [*Organization.objects.filter(path__startswith=cast.province.path).exclude(pk=twin.pk), twin]
    assert Directory.of(places, []).resolve(["Văn phòng Tỉnh ủy"]).open == ("Văn phòng Tỉnh ủy",)
