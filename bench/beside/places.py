"""Cơ quan, con người, kỳ báo cáo của nước việc. / The bodies, people and periods of the country of `rows`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

SINCE = date(2020, 1, 1)
PASSWORD = "phép đo 2026 tải"
MONTHS = 30  # periods that were opened
#: Parameters of a batch: fewer statements, and every parameter still fits.
BATCH = 900


@dataclass
class Country:
    """What was made: bodies by level, the persons by whom pages are asked for."""

    root: Any = None
    system: Any = None
    provinces: list[Any] = field(default_factory=list)
    communes: list[Any] = field(default_factory=list)
    cells: list[Any] = field(default_factory=list)
    heads: dict[int, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)


def bodies(made: Country, count: int) -> None:
    """A province with 124 communes first where there is room; then communes two thirds, cells the rest."""
    from dondoc.server.organizations.models import Organization, Placement
    from dondoc.terms.vietnamese import fold

    def settle(names: list[tuple[str, Any]], kind: str, level: str, category: str = "agency") -> list[Any]:
        rows = [
            Organization(
                name=name,
                folded=fold(name),
                parent=parent,
                path="/",
                line="party",
                kind=kind,
                level=level,
                category=category,
                founded_on=SINCE,
                position=n,
            )
            for n, (name, parent) in enumerate(names)
        ]
        placed = Organization.objects.bulk_create(rows, batch_size=BATCH // 20)
        for one in placed:
            one.path = f"{one.parent.path}{one.pk}/"
        Organization.objects.bulk_update(placed, ["path"], batch_size=300)
        Placement.objects.bulk_create(
            [Placement(organization=one, parent=one.parent, since=SINCE) for one in placed], batch_size=BATCH // 6
        )
        return list(placed)

    communes = count * 2 // 3
    made.provinces = settle([(f"Tỉnh ủy Số {n}", made.root) for n in range(max(2, min(34, count // 100)))], "committee", "province")
    first, rest = made.provinces[0], made.provinces[1:]
    own = min(124, communes // 2)
    parents = [first] * own + [rest[n % len(rest)] for n in range(communes - own)]
    made.communes = settle([(f"Đảng ủy xã Số {n}", parent) for n, parent in enumerate(parents)], "committee", "above_grassroots", "commune")
    left = count - communes - len(made.provinces) - 1
    made.cells = settle([(f"Chi bộ thôn {n}", made.communes[n % communes]) for n in range(left)], "cell", "cell", "other")


#: Who asks for pages: key -> (title, where, roles with their reach, head).
SEATS: dict[str, tuple[str, str, tuple[tuple[str, str], ...], bool]] = {
    "bithu": ("Thường trực Ban Bí thư", "root", (("leader", "both"),), True),
    "tonghop": ("Chuyên viên tổng hợp", "root", (("monitoring_officer", "both"),), False),
    "chanhvp": ("Chánh Văn phòng", "root", (("head_of_office", "both"),), False),
    "nhaplieu": ("Nhập liệu", "root", (("reporting_officer", "both"),), False),
    "vanthu": ("Văn thư", "root", (("records_clerk", "own"),), False),
    "kiemtra": ("Chủ nhiệm Ủy ban Kiểm tra", "root", (("inspector", "both"),), False),
    "tinhuy": ("Bí thư Tỉnh ủy", "province", (("leader", "both"), ("unit_head", "both")), True),
    "tonghoptinh": ("Chuyên viên tổng hợp", "province", (("monitoring_officer", "both"),), False),
    "xa": ("Bí thư Đảng ủy xã", "commune", (("unit_head", "both"),), True),
    "canboxa": ("Cán bộ tổng hợp", "commune", (("reporting_officer", "own"),), False),
}


def people(made: Country) -> None:
    """A head with a unit head's rights for every body, the askers with accounts."""
    from django.contrib.auth.hashers import make_password

    from dondoc.server.accounts.models import Account
    from dondoc.server.organizations.models import Grant, Person, Post, Term
    from dondoc.terms.vietnamese import fold, name_key

    asked = {"root": made.root, "province": made.provinces[0], "commune": made.communes[0]}
    own = {place.pk for place in asked.values()}
    places = [place for place in (*made.provinces, *made.communes, *made.cells) if place.pk not in own]
    seats = [(f"Lê Văn {n}", "Bí thư", place, (("unit_head", "both"),), True) for n, place in enumerate(places)]
    seats += [(f"Ngô Thị {key}", title, asked[where], roles, head) for key, (title, where, roles, head) in SEATS.items()]
    persons = Person.objects.bulk_create(
        [Person(full_name=name, folded=fold(name), sort_key=name_key(name)) for name, *_rest in seats], batch_size=BATCH // 6
    )
    posts = Post.objects.bulk_create(
        [Post(organization=place, title=title, is_head=head, since=SINCE) for _name, title, place, _roles, head in seats],
        batch_size=BATCH // 8,
    )
    Term.objects.bulk_create([Term(person=p, post=q, since=SINCE) for p, q in zip(persons, posts, strict=True)], batch_size=BATCH // 6)
    Grant.objects.bulk_create(
        [
            Grant(post=post, role=role, organization=place, reach=reach, since=SINCE)
            for post, (_name, _title, place, roles, _head) in zip(posts, seats, strict=True)
            for role, reach in roles
        ],
        batch_size=BATCH // 8,
    )
    made.heads = {place.pk: person for person, (_n, _t, place, _r, head) in zip(persons, seats, strict=True) if head}
    made.people = dict(zip(SEATS, persons[len(places) :], strict=True))
    secret = make_password(PASSWORD)
    Account.objects.bulk_create([Account(username=key, person=person, password=secret) for key, person in made.people.items()])


def months(made: Country, today: date) -> list[Any]:
    """The monthly periods of the centre, the running month last."""
    from dondoc.server.reports.models import Period

    firsts = [today.replace(day=1)]
    while len(firsts) < MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    return Period.objects.bulk_create(
        [
            Period(
                organization=made.root,
                key=f"{first:%Y-%m}",
                opens_on=first,
                due_on=first.replace(day=25),
                review_by=first.replace(day=28),
                lock_on=first.replace(day=28) + timedelta(days=10),
            )
            for first in reversed(firsts)
        ]
    )
