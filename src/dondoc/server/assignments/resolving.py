"""Tên cơ quan trong văn bản là cơ quan nào. / Which bodies the names in a document mean.

Names are compared without marks. What is not plainly one body or one group is left open and shown to a person, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dondoc.server.organizations.models import Group, Organization
from dondoc.terms.vietnamese import fold

#: Words before a name that do not belong to it: «các», «từng», «mỗi», «lãnh đạo» …
_LEADING = re.compile(r"^(?:cac dong chi|dong chi|cac|tung|moi|tat ca|toan bo|lanh dao|thu truong|nhung|cap uy|ban thuong vu)\s+")
#: What stands before the name of a province in the name of its committee.
_PROVINCE = re.compile(r"^(?:tinh uy|thanh uy|tinh|thanh pho)\s+")
_PARTS = re.compile(r"\s*(?:,|;|\bva\b|\bcung\b)\s*")

#: What the language of documents calls a set of bodies -> key of the group that means it today. Districts became communes in 2025.
GROUP_WORDS: dict[str, tuple[str, ...]] = {
    "xa-phuong": (
        "xa, phuong",
        "xa, phuong, dac khu",
        "cac xa, phuong, dac khu",
        "dang uy xa, phuong",
        "uy ban nhan dan cap xa",
        "ubnd cap xa",
        "cap xa",
        "dia phuong",
        "huyen uy",
        "thi uy",
        "thanh uy",
        "huyen, thi, thanh uy",
        "ubnd cac xa, phuong",
        "dang uy cac xa, phuong, dac khu",
    ),
    "cap-uy-truc-thuoc": (
        "cap uy",
        "cap uy, to chuc dang",
        "dang uy truc thuoc",
        "cap uy truc thuoc",
        "to chuc dang",
        "dang uy truc thuoc tinh",
    ),
    "ban-tinh-uy": ("ban cua tinh uy", "ban xay dung dang", "ban xay dung dang tinh uy", "ban dang", "cac ban cua tinh uy"),
    "so-nganh": ("so, ban, nganh", "so, nganh", "so, ban, nganh tinh", "so nganh", "so, nganh, don vi", "so, ban nganh"),
    "mat-tran-doan-the": (
        "mat tran to quoc viet nam va cac doan the chinh tri - xa hoi",
        "mat tran to quoc va cac doan the",
        "doan the chinh tri - xa hoi",
        "mat tran to quoc viet nam va cac to chuc chinh tri - xa hoi",
        "doan the",
        "to chuc chinh tri - xa hoi",
        "mat tran, doan the",
    ),
}
#: «cơ quan, đơn vị, địa phương»: everybody the giver gives work to.
_EVERYBODY = ("co quan, don vi", "co quan, don vi, dia phuong", "to chuc", "to chuc, ca nhan", "co quan", "don vi", "to chuc va ca nhan")
_EVERYBODY_GROUPS = ("cap-uy-truc-thuoc", "ban-tinh-uy", "so-nganh", "mat-tran-doan-the")


@dataclass(frozen=True)
class Resolved:
    """What names mean: bodies, groups, and names that stay open."""

    organizations: tuple[Organization, ...] = ()
    groups: tuple[Group, ...] = ()
    open: tuple[str, ...] = ()


@dataclass
class Directory:
    """Living bodies under one root and the groups, by folded name. Pure: the caller says which bodies and groups there are."""

    by_name: dict[str, list[Organization]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    province: str = ""  # «dong linh», which names may carry or leave out

    @classmethod
    def of(cls, places: Iterable[Organization], groups: Iterable[Group]) -> Directory:
        """A directory of these bodies; the topmost of them gives the name of the province."""
        known = list(places)
        top = min(known, key=lambda place: len(place.path), default=None)
        province = _PROVINCE.sub("", fold(top.name)) if top else ""
        book = cls(groups={group.key: group for group in groups}, province=province)
        for place in known:
            for name in {fold(place.name), fold(place.short_name), *_forms(fold(place.name), province)} - {""}:
                book.by_name.setdefault(name, []).append(place)
        return book

    def resolve(self, names: Iterable[str]) -> Resolved:
        """Each name as one body, one group, or left open."""
        found: list[Organization] = []
        groups: list[Group] = []
        still: list[str] = []
        for name in names:
            bodies, sets = self._one(fold(name))
            found += bodies
            groups += sets
            if not bodies and not sets:
                still.append(name)
        return Resolved(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(groups)), tuple(still))

    def _one(self, name: str) -> tuple[list[Organization], list[Group]]:
        stripped = _strip(name)
        if sets := self._group(stripped):
            return [], sets
        for form in (name, stripped, *_forms(stripped, self.province)):
            places = self.by_name.get(form, [])
            if len(places) == 1:
                return places, []
        parts = [part for part in _PARTS.split(stripped) if part]
        if len(parts) > 1:
            pieces = [self._one(part) for part in parts]
            if all(bodies or sets for bodies, sets in pieces):
                return [body for bodies, _ in pieces for body in bodies], [group for _, sets in pieces for group in sets]
        return [], []

    def _group(self, name: str) -> list[Group]:
        if name in _EVERYBODY:
            return [self.groups[key] for key in _EVERYBODY_GROUPS if key in self.groups]
        for key, words in GROUP_WORDS.items():
            if key in self.groups and (name in words or name == fold(self.groups[key].name) or _strip(fold(self.groups[key].name)) == name):
                return [self.groups[key]]
        return [group for group in self.groups.values() if fold(group.name) == name]


def _strip(name: str) -> str:
    before = None
    while before != name:
        before, name = name, _LEADING.sub("", name)
    return name.strip(" .,;:")


def _forms(name: str, province: str) -> Sequence[str]:
    """Other ways to write a name: without the province's own name, without «tỉnh» at the end, «UBND» for its long form."""
    forms = {name}
    forms |= {form.removesuffix(f" {province}") for form in list(forms)}
    forms |= {form.removesuffix(" tinh") for form in list(forms)}
    forms |= {form.replace("uy ban nhan dan", "ubnd") for form in list(forms)} | {
        form.replace("ubnd", "uy ban nhan dan") for form in list(forms)
    }
    forms |= {form.replace(" viet nam", "") for form in list(forms)}
    return sorted(forms - {name, ""})
