"""Đoán cột nào của mẫu hệ thống kia là gì. / Which column of the other system's own sheet is which of our fields: a proposal."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.server.columnmaps.fields import FIELDS
from dondoc.terms.vietnamese import fold

#: Words of titles, without marks, most telling first; the first field that has one of them and is still free takes the column.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("first_deadline", ("thoi han ban dau", "han ban dau", "han cu")),
    ("extension_reason", ("ly do gia han", "ly do xin gia han")),
    ("document_on", ("ngay van ban", "ngay ban hanh")),
    ("document", ("van ban", "so, ky hieu", "so ky hieu", "can cu")),
    ("done_on", ("ngay hoan thanh", "ngay ket thuc", "ngay hoan tat")),
    ("deadline", ("thoi han", "han hoan thanh", "han xu ly", "han thuc hien", "den han", "deadline")),
    ("issued_on", ("ngay giao", "ngay bat dau")),
    ("percent", ("ty le", "tien do (%)", "phan tram", "%")),
    ("difficulties", ("kho khan", "vuong mac", "ton tai")),
    ("requests", ("kien nghi", "de xuat")),
    ("head", ("nguoi chiu trach nhiem", "lanh dao phu trach", "nguoi dung dau")),
    ("doer", ("nguoi thuc hien", "chuyen vien", "can bo thuc hien")),
    ("authority", ("co quan giao", "don vi giao", "nguoi giao", "cap giao")),
    ("unit", ("don vi", "co quan thuc hien", "co quan chu tri", "chu tri", "to chuc")),
    ("outcome", ("danh gia", "xep loai ket qua", "ket qua thuc hien theo han")),
    ("progress", ("tinh trang", "trang thai")),
    ("result", ("ket qua",)),
    ("quantity", ("so lieu", "khoi luong", "so luong")),
    ("product", ("san pham",)),
    ("criteria", ("tieu chi",)),
    ("period", ("ky bao cao", "ky")),
    ("part", ("vai tro",)),
    ("task", ("noi dung", "ten nhiem vu", "ten cong viec", "nhiem vu", "cong viec")),
    ("external_ref", ("ma nhiem vu", "ma cong viec", "ma viec", "ma so", "ma", "id")),
)
#: The code column of the other system is looked for before «nhiem vu» takes «mã nhiệm vụ».
_FIRST = ("external_ref",)


def guessed(titles: Sequence[str]) -> dict[str, str]:
    """Field -> title, for the titles that plainly say something; each field and each title once."""
    found: dict[str, str] = {}
    exact = {fold(field.title): key for key, field in FIELDS.items()}
    left = []
    for title in titles:
        key = exact.get(fold(title))
        if key and key not in found:
            found[key] = title
        elif title.strip():
            left.append(title)
    ordered = sorted(_WORDS, key=lambda one: one[0] not in _FIRST)
    for key, words in ordered:
        taken = next((title for title in left if key not in found and _says(fold(title), words, whole=key in _FIRST)), None)
        if taken is not None:
            found[key] = taken
            left.remove(taken)
    return found


def _says(title: str, words: Sequence[str], *, whole: bool) -> bool:
    """whole: the title begins with the words; else it has them somewhere."""
    return any(title == word or title.startswith(f"{word} ") if whole else word in title for word in words)
