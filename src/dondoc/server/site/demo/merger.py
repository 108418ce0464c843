"""Ngày 1/7/2025: ba tỉnh thành một, bỏ cấp huyện, xã sắp xếp lại, các ban hợp nhất. / The change of 1 July 2025, by the product's own acts.

A small country of three invented provinces as it stood before, with open work at its districts; `merge` then does what was decided, and
leaves one district (Huyện ủy Bắc Khê) for whoever tries the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dondoc.server.accounts import actions as accounts
from dondoc.server.accounts.models import Account
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Order
from dondoc.server.custody import actions as custody
from dondoc.server.custody.plans import END, NewBody, Plan
from dondoc.server.organizations import actions
from dondoc.server.organizations.models import Organization, Person, Post
from dondoc.server.reports import actions as reports
from dondoc.server.site.demo import names
from dondoc.worktime import PeriodKey

BEFORE, MERGED = date(2020, 1, 1), date(2025, 7, 1)
BASIS = "Nghị quyết sắp xếp đơn vị hành chính (minh họa)"
TOP = "Trung ương (minh họa)"
LEFT = "Huyện ủy Bắc Khê"  # the district left to be split by hand

#: province -> district -> its communes of before; the new commune each district's communes became
OLD: dict[str, dict[str, tuple[str, ...]]] = {
    "Đông Lĩnh": {"Huyện ủy Thượng Lĩnh": ("Lĩnh Thượng", "Lĩnh Trung", "Lĩnh Hạ"), "Thị ủy Lĩnh Giang": ("Giang Đông", "Giang Tây")},
    "Trà Khê": {LEFT: ("Khê Thượng", "Khê Trung", "Khê Hạ", "Khê Ngoại"), "Huyện ủy Nam Khê": ("Trà Thượng", "Trà Hạ")},
    "Hải Triều": {"Huyện ủy Triều Sơn": ("Triều Nội", "Triều Ngoại"), "Huyện ủy Triều Hải": ("Hải Nội", "Hải Ngoại")},
}
#: old communes -> the new one
REGROUPED = (
    (("Lĩnh Thượng", "Lĩnh Trung", "Lĩnh Hạ"), "Hoài Viên"),
    (("Giang Đông", "Giang Tây"), "Khê Giang"),
    (("Khê Thượng", "Khê Trung"), "Hạnh Tân"),
    (("Khê Hạ", "Khê Ngoại"), "Hoài Lâm"),
    (("Trà Thượng", "Trà Hạ"), "Tường Quan"),
    (("Triều Nội", "Triều Ngoại"), "Tường Bàn"),
    (("Hải Nội", "Hải Ngoại"), "Hoằng Lĩnh"),
)
TASKS = (
    "Rà soát, lập danh mục hồ sơ, tài liệu của cấp huyện để bàn giao",
    "Giải quyết dứt điểm kiến nghị về đất đai của cử tri xã Khê Hạ",
    "Hoàn thành tuyến đường liên xã Khê Thượng - Khê Trung",
    "Bàn giao công trình nước sạch đang thi công",
    "Xử lý tài sản công dôi dư sau sắp xếp",
    "Hoàn thành xóa nhà tạm cho hộ nghèo",
    "Giải quyết chế độ cho cán bộ nghỉ theo sắp xếp",
    "Khắc phục điểm ô nhiễm tại bãi rác Khê Ngoại",
    "Tiếp công dân, trả lời đơn kéo dài",
    "Số hóa hồ sơ đảng viên",
    "Rà soát quy hoạch khu dân cư",
    "Thu hồi nợ tạm ứng xây dựng cơ bản",
    "Bàn giao quỹ, tài chính đảng",
    "Báo cáo tổng kết hoạt động của cấp huyện",
)
#: username -> (key of the person, what the person does)
SIGN_INS = {
    "tochuc": ("officer", "Cán bộ tổ chức, lập phương án / Organization officer who makes the plans"),
    "lanhdao": ("leader", "Lãnh đạo xác nhận / Leader who confirms"),
    "bithu": ("Tỉnh ủy Đông Lĩnh", "Bí thư Tỉnh ủy mới / Secretary of the new province"),
    "xa": ("Đảng ủy xã Khê Thượng", "Bí thư Đảng ủy xã Hạnh Tân, trước là xã Khê Thượng / Head of a new commune"),
    "huyen": (LEFT, "Bí thư Huyện ủy Bắc Khê / Secretary of a district"),
}


@dataclass
class Country:
    """The three provinces by name, while they change."""

    founder: Person
    root: Organization
    at: datetime
    places: dict[str, Organization] = field(default_factory=dict)
    heads: dict[str, Person] = field(default_factory=dict)
    people: Iterator[str] = field(default_factory=lambda: names.persons(seed=2025))

    def place(self, name: str) -> Organization:
        """A body loaded anew: an act changes its place."""
        return Organization.objects.get(pk=self.places[name].pk)

    def found(self, parent: str, name: str, kind: str, level: str, title: str, *, category: str = "agency") -> Organization:
        """A body with a head who answers for it."""
        place = actions.found(
            parent=self.place(parent),
            name=name,
            since=BEFORE,
            by=self.founder,
            at=self.at,
            line="party",
            kind=kind,
            level=level,
            category=category,
        )
        self.places[name] = place
        role = "leader" if level == "province" and kind == "committee" else "unit_head"
        self.heads[name] = self.seat(place, title, (role, "unit_head"), head=True)
        return place

    def seat(self, place: Organization, title: str, roles: tuple[str, ...], *, head: bool = False) -> Person:
        """A person in a post with roles at the body and below."""
        when: dict[str, Any] = {"by": self.founder, "at": self.at}
        person = actions.enroll(full_name=next(self.people), organization=place, **when)
        post = actions.open_post(organization=place, title=title, since=BEFORE, is_head=head, **when)
        actions.appoint(person=person, post=post, since=BEFORE, **when)
        for role in dict.fromkeys(roles):
            actions.grant(post=post, role=role, organization=place, reach="both", since=BEFORE, **when)
        return person


def start(*, at: datetime) -> Country:
    """The top of the country, in an empty instance."""
    root, founder = actions.found_first(
        name=TOP,
        line="party",
        kind="committee",
        level="central",
        by_name="Khởi tạo hệ thống",
        since=BEFORE,
        demo=True,
        at=at,
    )
    return Country(founder, root, at, {TOP: root})


def before(country: Country, tasks: Sequence[str] = TASKS) -> Country:
    """The country as it stood on 30 June 2025, with these tasks open at each district."""
    for key, title, role in (("officer", "Cán bộ tổ chức", "organization_officer"), ("leader", "Lãnh đạo xác nhận", "leader")):
        country.heads[key] = country.seat(country.root, title, (role,))
    for province, districts in OLD.items():
        _province(country, province, districts)
    _work(country, tasks)
    return country


def _province(country: Country, province: str, districts: dict[str, tuple[str, ...]]) -> None:
    committee = f"Tỉnh ủy {province}"
    country.found(TOP, committee, "committee", "province", "Bí thư Tỉnh ủy")
    for board, title in (("Văn phòng", "Chánh Văn phòng"), ("Ban Tuyên giáo", "Trưởng Ban"), ("Ban Dân vận", "Trưởng Ban")):
        kind = "office" if board == "Văn phòng" else "board"
        country.found(committee, f"{board} {committee}", kind, "province", title)
    for district, communes in districts.items():
        country.found(committee, district, "committee", "district", "Bí thư")
        country.found(district, f"Văn phòng {district}", "office", "district", "Chánh Văn phòng")
        for commune in communes:
            country.found(district, f"Đảng ủy xã {commune}", "committee", "grassroots", "Bí thư Đảng ủy xã", category="commune")


def _work(country: Country, tasks: Sequence[str]) -> None:
    """Orders of each provincial committee to its districts, given by its secretary before the change."""
    given = datetime(2025, 5, 12, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    for province, districts in OLD.items():
        giver = country.place(f"Tỉnh ủy {province}")
        for task in tasks:
            order = assignments.draft(
                organization=giver,
                authority=giver,
                task=task,
                deadline_on=date(2026, 12, 31),
                by=_drafter(country, giver),
                at=given,
            )
            lead = [str(country.places[name].uid) for name in districts]
            assignments.set_targets(order, lead=lead, support=[], by=_drafter(country, giver), at=given)
            assignments.issue([Order.objects.get(pk=order.pk)], by=_drafter(country, giver), at=given)


def _drafter(country: Country, giver: Organization) -> Person:
    """The secretary, who drafts and issues too in this small example."""
    head = country.heads[giver.name]
    post = Post.objects.get(organization=giver, is_head=True)
    if not post.grants.filter(role="monitoring_officer").exists():
        actions.grant(
            post=post, role="monitoring_officer", organization=giver, reach="both", since=BEFORE, by=country.founder, at=country.at
        )
    return Person.objects.get(pk=head.pk)


def merge(country: Country, *, at: datetime) -> None:
    """What was decided for 1 July 2025, but the one district left to the pages."""
    _provinces(country, at)
    _boards(country, at)
    for old, new in REGROUPED:
        _communes(country, old, new, at)
    for districts in OLD.values():
        for district, communes in districts.items():
            if district != LEFT:
                _district(country, district, communes, at)


def _carry_out(country: Country, plan: Plan, at: datetime) -> None:
    done = custody.carry_out(plan, by=Person.objects.get(pk=country.founder.pk), at=at)
    for told in done.done["founded"]:
        country.places[told["name"]] = Organization.objects.get(uid=told["uid"])


def _uid(country: Country, name: str) -> str:
    return str(country.places[name].uid)


def _provinces(country: Country, at: datetime) -> None:
    """Three committees become one; all below them goes along, open work they gave too."""
    new = NewBody(
        "new:1",
        "Tỉnh ủy Đông Lĩnh (mới)",
        _uid(country, TOP),
        level="province",
        symbol="TU",
        head=str(country.heads["Tỉnh ủy Đông Lĩnh"].uid),
        head_title="Bí thư Tỉnh ủy",
    )
    sources = tuple(_uid(country, f"Tỉnh ủy {province}") for province in OLD)
    _carry_out(country, Plan("merge", MERGED, BASIS, sources, (new,), ("new:1",), by="territory"), at)


def _boards(country: Country, at: datetime) -> None:
    """By function: three offices into one, six boards of propaganda and of mass mobilisation into one."""
    parent = _uid(country, "Tỉnh ủy Đông Lĩnh (mới)")
    for name, olds, title in (
        ("Văn phòng Tỉnh ủy", ("Văn phòng",), "Chánh Văn phòng"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", ("Ban Tuyên giáo", "Ban Dân vận"), "Trưởng Ban"),
    ):
        olds_of = [f"{old} Tỉnh ủy {province}" for province in OLD for old in olds]
        kind = "office" if name.startswith("Văn phòng") else "board"
        head = str(country.heads[olds_of[0]].uid)
        new = NewBody("new:1", name, parent, kind=kind, level="province", head=head, head_title=title)
        sources = tuple(_uid(country, old) for old in olds_of)
        _carry_out(country, Plan("merge", MERGED, BASIS, sources, (new,), ("new:1",)), at)


def _communes(country: Country, old: tuple[str, ...], new: str, at: datetime) -> None:
    """By territory: communes of one district into a new one that stands under the province."""
    head = str(country.heads[f"Đảng ủy xã {old[0]}"].uid)
    parent = _uid(country, "Tỉnh ủy Đông Lĩnh (mới)")
    body = NewBody("new:1", f"Đảng ủy xã {new}", parent, category="commune", head=head, head_title="Bí thư Đảng ủy xã")
    sources = tuple(_uid(country, f"Đảng ủy xã {name}") for name in old)
    _carry_out(country, Plan("merge", MERGED, BASIS, sources, (body,), ("new:1",), by="territory"), at)


def _district(country: Country, district: str, communes: tuple[str, ...], at: datetime) -> None:
    """A district ends; its open work goes to the communes of its territory, its office ends with it."""
    successors = tuple(_uid(country, f"Đảng ủy xã {new}") for old, new in REGROUPED if set(old) & set(communes))
    office = {_uid(country, f"Văn phòng {district}"): END}
    plan = Plan("split", MERGED, BASIS, (_uid(country, district),), (), successors, by="territory", children=office)
    _carry_out(country, plan, at)


def build(*, at: datetime, password: str) -> Country:
    """The demo of the change: built, merged but for one district, with sign-ins and this month's period."""
    country = before(start(at=at))
    merge(country, at=at)
    when: dict[str, Any] = {"by": country.founder, "at": at}
    for username, (key, _sentence) in SIGN_INS.items():
        account, _token = accounts.invite(person=country.heads[key], username=username, organization=country.root, **when)
        accounts.set_demo_password(account=Account.objects.get(pk=account.pk), password=password, **when)
    month = PeriodKey.parse(f"{at:%Y-%m}")
    reports.open_period(
        organization=country.root,
        key=f"{at:%Y-%m}",
        opens_on=month.first,
        due_on=month.last,
        review_by=month.last,
        lock_on=month.last,
        **when,
    )
    return country
