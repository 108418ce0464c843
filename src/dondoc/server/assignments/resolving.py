"""Tên cơ quan trong văn bản là cơ quan nào. / Which bodies the names in a document mean.

Names are compared without marks. What is not plainly one body or one group is left open and shown to a person, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
        "dang uy cac xa, phuong",
        "dang uy cac xa, phuong, dac khu",
        "dang uy xa, phuong, dac khu",
        "huyen uy, thi uy, thanh uy",
    ),
    "cap-uy-truc-thuoc": (
        "cap uy",
        "cap uy, to chuc dang",
        "dang uy truc thuoc",
        "cap uy truc thuoc",
        "to chuc dang",
        "dang uy truc thuoc tinh",
        "dang uy",
        "dang bo truc thuoc",
        "chi, dang bo truc thuoc",
        "chi bo, dang bo truc thuoc",
        "cap uy dang",
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
    former: Mapping[str, Sequence[Organization]] = field(default_factory=dict)  # names of before, and who follows today

    @classmethod
    def of(
        cls, places: Iterable[Organization], groups: Iterable[Group], former: Mapping[str, Sequence[Organization]] | None = None
    ) -> Directory:
        """A directory of these bodies; the topmost of them gives the name of the province.

        `former`: folded names of before, of bodies renamed or ended, with the living bodies that follow them.
        """
        known = list(places)
        top = min(known, key=lambda place: len(place.path), default=None)
        province = _PROVINCE.sub("", fold(top.name)) if top else ""
        book = cls(groups={group.key: group for group in groups}, province=province, former=former or {})
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
            if not places and form in self.former:
                return list(self.former[form]), []
        parts = [part for part in _PARTS.split(stripped) if part]
        if len(parts) > 1:
            pieces = [self._one(part) for part in parts]
            if all(bodies or sets for bodies, sets in pieces):
                return [body for bodies, _ in pieces for body in bodies], [group for _, sets in pieces for group in sets]
        return [], []

    def _group(self, name: str) -> list[Group]:
        forms = {name, *_forms(name, self.province)}
        if forms & set(_EVERYBODY):
            return [self.groups[key] for key in _EVERYBODY_GROUPS if key in self.groups]
        for key, group in self.groups.items():
            own = fold(group.name)
            if forms & {*GROUP_WORDS.get(key, ()), own, _strip(own)}:
                return [group]
        return []


def _strip(name: str) -> str:
    before = None
    while before != name:
        before, name = name, _LEADING.sub("", name)
    return name.strip(" .,;:")


#: Short forms of documents -> long forms, without marks.
_SHORT = (
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\bubkt\b"), "uy ban kiem tra"),
    (re.compile(r"\b(?:ub)?mttq\b"), "mat tran to quoc"),
    (re.compile(r"\buy ban mat tran\b"), "mat tran"),
    (re.compile(r"\bvp\b"), "van phong"),
)


def _forms(name: str, province: str) -> Sequence[str]:
    """Other ways to write a name: long forms, without the province's own name, «tỉnh» or «Việt Nam» at the end.

    «Tỉnh ủy» at the end falls off too, where what is left still says which body it is: «Ủy ban Kiểm tra», never «Văn phòng».
    """
    long = name
    for short, whole in _SHORT:
        long = short.sub(whole, long)
    forms = {name, long}
    for ending in (f" {province}", " tinh", " viet nam"):
        forms |= {form.removesuffix(ending) for form in list(forms)}
    forms |= {form.replace(" viet nam", "") for form in list(forms)}
    forms |= {bare for form in list(forms) if len((bare := form.removesuffix(" tinh uy")).split()) >= 3}
    return sorted(forms - {name, ""})
