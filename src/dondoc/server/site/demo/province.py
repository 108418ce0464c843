"""Cơ quan, con người, chức vụ của tỉnh Đông Lĩnh. / Bodies, people, posts and rights of the demo province."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dondoc.server.organizations import actions
from dondoc.server.organizations.models import Organization, Person, Post
from dondoc.server.site.demo import names

#: The day the province was formed of Đông Lĩnh, Trà Khê and Hải Triều.
FORMED = date(2025, 7, 1)


@dataclass
class Province:
    """What was built, by short keys."""

    founder: Person
    at: datetime
    root: Organization
    places: dict[str, Organization] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    communes: list[Organization] = field(default_factory=list)
    departments: list[Organization] = field(default_factory=list)
    names: Iterator[str] = field(default_factory=lambda: names.persons(seed=214))
    upland: Iterator[str] = field(default_factory=lambda: names.upland_persons(seed=41))

    def found(
        self, key: str, parent: Organization, name: str, kind: str, *, line: str = "party", level: str = "province", **more: Any
    ) -> Organization:
        """Found a body and remember it by key."""
        place = actions.found(
            parent=parent, name=name, since=FORMED, by=self.founder, at=self.at, line=line, kind=kind, level=level, **more
        )
        self.places[key] = place
        return place

    def seat(
        self,
        key: str,
        where: Organization,
        title: str,
        *grants: tuple[str, Organization, str],
        name: str = "",
        head: bool = False,
        position: int = 0,
    ) -> Person:
        """Open a post, seat somebody, grant roles; remembered by key."""
        person = actions.enroll(full_name=name or next(self.names), organization=where, by=self.founder, at=self.at)
        self.posts[key] = self.post(where, title, person, *grants, head=head, position=position)
        self.people[key] = person
        return person

    def post(
        self,
        where: Organization,
        title: str,
        person: Person,
        *grants: tuple[str, Organization, str],
        head: bool = False,
        position: int = 0,
    ) -> Post:
        """A post for somebody already enrolled (concurrent posts)."""
        post = actions.open_post(
            organization=where, title=title, since=FORMED, is_head=head, position=position, by=self.founder, at=self.at
        )
        actions.appoint(person=person, post=post, since=FORMED, by=self.founder, at=self.at)
        for role, node, reach in grants:
            actions.grant(post=post, role=role, organization=node, reach=reach, since=FORMED, by=self.founder, at=self.at)
        return post


def build(*, at: datetime) -> Province:
    """The whole province as it stands: Party, State, the Front, 124 communes, one of them in full depth."""
    root, founder = actions.found_first(
        name="Tỉnh ủy Đông Lĩnh",
        symbol="TU",
        line="party",
        kind="committee",
        level="province",
        by_name="Khởi tạo hệ thống",
        since=FORMED,
        demo=True,
        at=at,
    )
    province = Province(founder=founder, at=at, root=root)
    province.places["province"] = root
    _party(province)
    _state(province)
    _front(province)
    for number, name in enumerate((*names.COMMUNES, *names.WARDS, *names.SPECIAL_ZONES)):
        _commune(province, number, name)
    _in_depth(province, province.communes[0], "Hoài Viên")
    _ties(province)
    _groups(province)
    return province


_BOARDS = (
    ("organization_board", "Ban Tổ chức Tỉnh ủy", "Ban Tổ chức", "BTCTU", "Trưởng Ban"),
    ("propaganda_board", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Tuyên giáo và Dân vận", "BTGDVTU", "Trưởng Ban"),
    ("internal_board", "Ban Nội chính Tỉnh ủy", "Ban Nội chính", "BNCTU", "Trưởng Ban"),
)


def _party(p: Province) -> None:
    root = p.root
    standing = p.found("standing_board", root, "Thường trực Tỉnh ủy", "standing", position=1)
    p.found("standing_committee", root, "Ban Thường vụ Tỉnh ủy", "standing", position=2)
    secretary = p.seat("secretary", root, "Bí thư Tỉnh ủy", ("leader", root, "both"), head=True)
    p.post(standing, "Bí thư Tỉnh ủy", secretary, head=True)
    deputy = p.seat("standing_deputy", standing, "Phó Bí thư Thường trực Tỉnh ủy", ("leader", root, "both"))
    p.people["standing_deputy"] = deputy
    office = p.found("office", root, "Văn phòng Tỉnh ủy", "office", symbol="VPTU", position=3)
    p.seat("head_of_office", office, "Chánh Văn phòng Tỉnh ủy", ("head_of_office", root, "both"), ("unit_head", office, "own"), head=True)
    p.seat("deputy_head_of_office", office, "Phó Chánh Văn phòng Tỉnh ủy", ("head_of_office", root, "both"), position=1)
    p.seat("assistant", office, "Thư ký Bí thư Tỉnh ủy", ("assistant", root, "both"), position=5)
    p.seat("administrator", office, "Quản trị hệ thống", ("administrator", root, "both"), position=9)
    _divisions(p, office)
    for place, (key, name, short, symbol, title) in enumerate(_BOARDS, start=4):
        board = p.found(key, root, name, "board", symbol=symbol, short_name=short, position=place)
        _staffed(p, key, board, f"{title} {short} Tỉnh ủy" if short else title)
    editor = p.places["propaganda_board"]
    p.seat("editor", editor, "Biên tập viên bản tin", ("propaganda_editor", editor, "own"), position=5)
    inspection = p.found("inspection", root, "Ủy ban Kiểm tra Tỉnh ủy", "inspection", symbol="UBKTTU", position=8)
    p.seat(
        "inspector",
        inspection,
        "Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy",
        ("inspector", root, "both"),
        ("unit_head", inspection, "both"),
        head=True,
    )
    for place, (key, name, title) in enumerate(
        (
            ("school", "Trường Chính trị tỉnh", "Hiệu trưởng"),
            ("newspaper", "Báo và phát thanh, truyền hình Đông Lĩnh", "Tổng Biên tập"),
        ),
        start=9,
    ):
        _staffed(p, key, p.found(key, root, name, "party_unit", category="service", position=place), title)
    for place, (key, name, kind, category) in enumerate(
        (
            ("party_agencies", "Đảng ủy các cơ quan Đảng tỉnh", "committee", "agency"),
            ("party_government", "Đảng ủy Ủy ban nhân dân tỉnh", "committee", "agency"),
            ("party_military", "Đảng ủy Quân sự tỉnh", "committee", "armed"),
            ("party_police", "Đảng ủy Công an tỉnh", "committee", "armed"),
        ),
        start=12,
    ):
        _staffed(p, key, p.found(key, root, name, kind, level="above_grassroots", category=category, position=place), "Bí thư Đảng ủy")


def _divisions(p: Province, office: Organization) -> None:
    """The rooms of the provincial office, with the clerk and the monitoring officer."""
    root = p.root
    general = p.found("general_division", office, "Phòng Tổng hợp", "division", position=1)
    p.seat("monitoring_officer", general, "Chuyên viên tổng hợp", ("monitoring_officer", root, "both"))
    p.found("cipher_division", office, "Phòng Cơ yếu - Công nghệ thông tin", "division", position=2)
    records = p.found("records_division", office, "Phòng Hành chính - Văn thư - Lưu trữ", "division", position=3)
    p.seat("records_clerk", records, "Văn thư", ("records_clerk", root, "own"), ("records_clerk", office, "both"))
    p.found("finance_division", office, "Phòng Tài chính", "division", position=4)


def _staffed(p: Province, key: str, place: Organization, title: str, *, name: str = "") -> None:
    """A head who answers and an officer who writes the reports."""
    p.seat(f"{key}_head", place, title, ("unit_head", place, "both"), head=True, name=name)
    p.seat(f"{key}_officer", place, "Cán bộ tổng hợp", ("reporting_officer", place, "own"), position=3)


_DEPARTMENTS = (
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường",
    "Sở Xây dựng",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Dân tộc và Tôn giáo",
    "Sở Ngoại vụ",
    "Thanh tra tỉnh",
)
_VERTICAL = ("Thuế tỉnh", "Thống kê tỉnh", "Bảo hiểm xã hội tỉnh", "Tòa án nhân dân tỉnh", "Viện Kiểm sát nhân dân tỉnh")


def _state(p: Province) -> None:
    p.found("council", p.root, "Hội đồng nhân dân tỉnh", "council", line="state", position=20)
    _staffed(
        p,
        "delegation",
        p.found("delegation", p.root, "Đoàn đại biểu Quốc hội tỉnh", "delegation", line="state", position=21),
        "Trưởng Đoàn",
    )
    government = p.found("government", p.root, "Ủy ban nhân dân tỉnh", "peoples_committee", line="state", symbol="UBND", position=22)
    chair = p.seat(
        "chair",
        government,
        "Chủ tịch Ủy ban nhân dân tỉnh",
        ("leader", government, "both"),
        ("unit_head", government, "own"),
        head=True,
    )
    p.post(p.places["standing_board"], "Phó Bí thư Tỉnh ủy", chair, position=2)
    for number, name in enumerate(_DEPARTMENTS):
        key = f"department_{number}"
        place = p.found(key, government, name, "office" if name.startswith("Văn phòng") else "department", line="state", position=number)
        _staffed(p, key, place, _title(name))
        p.departments.append(place)
    _staffed(
        p,
        "zones",
        p.found("zones", government, "Ban Quản lý các khu công nghiệp", "service", line="state", category="service", position=30),
        "Trưởng Ban",
    )
    for number, name in enumerate(_VERTICAL):
        place = p.found(f"vertical_{number}", government, name, "vertical", line="state", position=40 + number)
        _staffed(p, f"vertical_{number}", place, _title(name))


def _title(name: str) -> str:
    for beginning, title in (
        ("Sở", "Giám đốc"),
        ("Văn phòng", "Chánh Văn phòng"),
        ("Thanh tra", "Chánh Thanh tra"),
        ("Tòa", "Chánh án"),
        ("Viện", "Viện trưởng"),
        ("Bảo", "Giám đốc"),
    ):
        if name.startswith(beginning):
            return f"{title} {name}" if beginning == "Sở" else title
    return f"Trưởng {name}"


_UNIONS = (
    ("Hội Liên hiệp Phụ nữ tỉnh", "Chủ tịch"),
    ("Hội Nông dân tỉnh", "Chủ tịch"),
    ("Hội Cựu chiến binh tỉnh", "Chủ tịch"),
    ("Tỉnh Đoàn", "Bí thư"),
    ("Liên đoàn Lao động tỉnh", "Chủ tịch"),
)


def _front(p: Province) -> None:
    front = p.found("front", p.root, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "front", line="front", position=50)
    head = p.seat("front_head", front, "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", ("unit_head", front, "both"), head=True)
    p.post(p.places["standing_board"], "Phó Bí thư Tỉnh ủy", head, position=3)
    p.seat("front_officer", front, "Cán bộ tổng hợp", ("reporting_officer", front, "own"), position=3)
    for number, (name, title) in enumerate(_UNIONS):
        _staffed(p, f"union_{number}", p.found(f"union_{number}", front, name, "union", line="front", position=number), f"{title} {name}")
    for number, name in enumerate(("Hội Khuyến học tỉnh", "Hội Chữ thập đỏ tỉnh")):
        p.found(f"association_{number}", front, name, "association", line="front", position=20 + number)


def _commune(p: Province, number: int, name: str) -> None:
    if number < len(names.COMMUNES):
        word, category = "xã", "commune"
    elif number < len(names.COMMUNES) + len(names.WARDS):
        word, category = "phường", "ward"
    else:
        word, category = "đặc khu", "special_zone"
    key = f"commune_{number}"
    committee = p.found(
        key,
        p.root,
        f"Đảng ủy {word} {name}",
        "committee",
        level="above_grassroots",
        category=category,
        short_name=f"{word.capitalize()} {name}",
        position=100 + number,
    )
    mountain = number % 9 == 4 and category == "commune"
    _staffed(p, key, committee, f"Bí thư Đảng ủy {word}", name=next(p.upland) if mountain else "")
    p.communes.append(committee)


def _in_depth(p: Province, committee: Organization, name: str) -> None:
    """One commune down to its hamlets' cells; its head gives work further down."""
    head = p.posts["commune_0_head"]
    actions.grant(post=head, role="unit_leader", organization=committee, reach="both", since=FORMED, by=p.founder, at=p.at)
    for place, (key, title, kind, post) in enumerate(
        (
            ("depth_office", "Văn phòng Đảng ủy xã", "office", "Chánh Văn phòng"),
            ("depth_building", "Ban Xây dựng Đảng Đảng ủy xã", "board", "Trưởng Ban"),
            ("depth_inspection", "Cơ quan Ủy ban Kiểm tra Đảng ủy xã", "inspection", "Chủ nhiệm"),
            ("depth_committee", f"Ủy ban nhân dân xã {name}", "peoples_committee", "Chủ tịch"),
            ("depth_front", f"Ủy ban Mặt trận Tổ quốc Việt Nam xã {name}", "front", "Chủ tịch"),
            ("depth_police", f"Công an xã {name}", "armed", "Trưởng Công an xã"),
            ("depth_school_1", f"Trường Tiểu học {name}", "school", "Hiệu trưởng"),
            ("depth_school_2", f"Trường Trung học cơ sở {name}", "school", "Hiệu trưởng"),
        )
    ):
        line = "state" if kind in ("peoples_committee", "armed", "school") else "front" if kind == "front" else "party"
        found = p.found(key, committee, title, kind, line=line, level="grassroots", category="agency", position=place)
        p.seat(f"{key}_head", found, post, ("unit_head", found, "both"), head=True)
    for number in range(1, 12):
        key = f"cell_{number}"
        cell = p.found(key, committee, f"Chi bộ thôn {number}", "cell", level="cell", category="other", position=20 + number)
        p.seat(f"{key}_secretary", cell, "Bí thư chi bộ", ("cell_secretary", cell, "own"), head=True)
        if number == 1:
            p.seat("cell_member_for_others", cell, "Chi ủy viên", ("cell_committee_member", cell, "own"), position=1)
            p.seat("member", cell, "Đảng viên", ("member", cell, "own"), position=2)


def _ties(p: Province) -> None:
    """What joins bodies beside subordination: the Party organization of the government, who guides whom."""
    basis = "Quy định chức năng, nhiệm vụ (minh họa)"
    told: dict[str, Any] = {"since": FORMED, "basis": basis, "by": p.founder, "at": p.at}
    actions.link(organization=p.places["party_government"], other=p.places["government"], kind="party", **told)
    actions.link(organization=p.places["organization_board"], other=p.places["party_agencies"], kind="guides", **told)
    actions.link(organization=p.places["propaganda_board"], other=p.places["front"], kind="works_with", **told)


def _groups(p: Province) -> None:
    root = str(p.root.uid)
    rules = (
        (
            "xa-phuong",
            "Tất cả xã, phường, đặc khu",
            {"under": root, "kinds": ["committee"], "categories": ["commune", "ward", "special_zone"]},
        ),
        ("xa", "Tất cả xã", {"under": root, "kinds": ["committee"], "categories": ["commune"]}),
        ("phuong", "Tất cả phường", {"under": root, "kinds": ["committee"], "categories": ["ward"]}),
        (
            "cap-uy-truc-thuoc",
            "Các đảng ủy trực thuộc Tỉnh ủy",
            {"under": root, "kinds": ["committee"], "levels": ["above_grassroots"]},
        ),
        (
            "ban-tinh-uy",
            "Các ban của Tỉnh ủy, Văn phòng Tỉnh ủy",
            {"under": root, "kinds": ["board", "office", "inspection"], "levels": ["province"], "lines": ["party"]},
        ),
        ("so-nganh", "Các sở, ngành", {"under": root, "kinds": ["department", "vertical"], "levels": ["province"]}),
        (
            "mat-tran-doan-the",
            "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh",
            {"under": root, "kinds": ["front", "union"], "levels": ["province"]},
        ),
    )
    for position, (key, name, rule) in enumerate(rules):
        actions.define_group(key=key, name=name, rule=rule, organization=p.root, position=position, by=p.founder, at=p.at)
