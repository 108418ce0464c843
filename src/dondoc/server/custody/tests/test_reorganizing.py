"""Sắp xếp tổ chức: việc đang mở đi đâu, lịch sử còn gì, hoàn tác ra sao. / Reorganizations: where open work goes, what history keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment, Handover, Order
from dondoc.server.assignments.resolving import Directory
from dondoc.server.custody import actions
from dondoc.server.custody.models import Reorganization
from dondoc.server.custody.plans import END, NewBody, Plan
from dondoc.server.organizations import access
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import FormerName, Organization, Person, Placement, Succession
from dondoc.server.organizations.standing import former_bodies
from dondoc.server.site.demo import merger
from dondoc.server.site.demo.merger import LEFT, MERGED, Country

DAY = date(2026, 7, 1)
GROUND = "Quyết định số 12-QĐ/TU ngày 20/6/2026"


def plan(kind: str, **more: Any) -> Plan:
    return Plan(**{"kind": kind, "on": DAY, "basis": GROUND, **more})


def give(cast: Any, *places: Organization, task: str = "Rà soát nguyện vọng của cử tri") -> list[Assignment]:
    """Work issued to these bodies by the provincial committee."""
    order = assignments.draft(organization=cast.province, authority=cast.province, task=task, by=cast.binh, at=cast.noon)
    assignments.set_targets(order, lead=[str(place.uid) for place in places], support=[], by=cast.binh, at=cast.noon)
    organizations.grant(
        post=cast.an_post,
        role="monitoring_officer",
        organization=cast.province,
        reach="both",
        since=date(2020, 1, 1),
        by=cast.founder,
        at=cast.noon,
    ) if not cast.an_post.grants.filter(role="monitoring_officer").exists() else None
    assignments.issue([Order.objects.get(pk=order.pk)], by=cast.fresh("an"), at=cast.noon)
    return list(Assignment.objects.filter(order=order).order_by("organization"))


def merged(cast: Any, **more: Any) -> Reorganization:
    """An Bình and Bình Minh become xã An Minh, hoa at its head."""
    body = NewBody(
        "new:1", "Đảng ủy xã An Minh", str(cast.province.uid), category="commune", head=str(cast.hoa.uid), head_title="Bí thư Đảng ủy xã"
    )
    sources = (str(cast.commune.uid), str(cast.other_commune.uid))
    return actions.carry_out(
        plan("merge", sources=sources, founded=(body,), successors=("new:1",), by="territory", **more), by=cast.founder, at=cast.noon
    )


def test_a_name_changes_from_a_day_and_the_old_one_is_found(cast: Any) -> None:
    row = actions.carry_out(plan("rename", sources=(str(cast.commune.uid),), name="Đảng ủy xã An Hòa"), by=cast.founder, at=cast.noon)
    place = Organization.objects.get(pk=cast.commune.pk)
    assert place.name == "Đảng ủy xã An Hòa"
    assert set(Organization.objects.named("xa an binh")) == {place}
    assert FormerName.objects.get(organization=place).until == DAY
    actions.undo(row, on=DAY + timedelta(days=9), basis=GROUND, by=cast.founder, at=cast.noon)
    assert Organization.objects.get(pk=place.pk).name == "Đảng ủy xã An Bình"
    assert [name.name for name in place.former_names.all()] == ["Đảng ủy xã An Bình", "Đảng ủy xã An Hòa"]


def test_a_move_takes_the_branch_and_its_access_along(cast: Any) -> None:
    assert not access.allowed(cast.fresh("lan"), "assignment.see", cast.cell)
    actions.carry_out(plan("move", sources=(str(cast.cell.uid),), parent=str(cast.other_commune.uid)), by=cast.founder, at=cast.noon)
    cell = Organization.objects.get(pk=cast.cell.pk)
    assert cell.path == f"{cast.other_commune.path}{cell.pk}/"
    assert access.allowed(cast.fresh("lan"), "assignment.see", cell)
    assert not access.allowed(cast.fresh("hoa"), "assignment.see", cell)
    held = [(row.parent, row.until) for row in Placement.objects.filter(organization=cell).order_by("since")]
    assert held == [(cast.commune, DAY), (cast.other_commune, None)]


def test_a_merge_passes_open_work_and_leaves_what_is_done(cast: Any) -> None:
    give(cast, cast.commune, cast.other_commune)
    (alone,) = give(cast, cast.other_commune, task="Sửa đường liên thôn")
    (done,) = give(cast, cast.commune, task="Việc đã xong")
    assignments.report_done(done, by=cast.hoa, at=cast.noon)
    assignments.accept(done, done_on=cast.noon.date(), by=cast.dung, at=cast.noon)
    seen = actions.preview(
        Plan.of_data(
            plan(
                "merge",
                sources=(str(cast.commune.uid), str(cast.other_commune.uid)),
                founded=(NewBody("new:1", "Đảng ủy xã An Minh", str(cast.province.uid), head=str(cast.hoa.uid)),),
                successors=("new:1",),
            ).as_data()
        ),
        by=cast.founder,
        at=cast.noon,
    )
    assert not Reorganization.objects.exists()
    assert not Organization.objects.filter(name="Đảng ủy xã An Minh").exists()
    row = merged(cast)
    assert (
        row.done["passed"]
        == seen["passed"]
        == [
            {"source": "Đảng ủy xã An Bình", "to": [{"name": "Đảng ủy xã An Minh", "count": 1}], "joined": 0, "orders": 0},
            {"source": "Đảng ủy xã Bình Minh", "to": [{"name": "Đảng ủy xã An Minh", "count": 1}], "joined": 1, "orders": 0},
        ]
    )
    new = Organization.objects.get(name="Đảng ủy xã An Minh")
    assert {part.order.task for part in Assignment.objects.open().filter(organization=new)} == {
        "Rà soát nguyện vọng của cử tri",
        "Sửa đường liên thôn",
    }
    alone.refresh_from_db()
    assert (alone.organization, alone.handed_from, alone.head) == (new, cast.other_commune, cast.hoa)
    done.refresh_from_db()
    assert done.organization == cast.commune
    hoa = cast.fresh("hoa")
    assert Assignment.objects.visible_to(hoa).filter(pk__in=[alone.pk, done.pk]).count() == 2  # what ended is looked after by the new head
    assert Organization.objects.get(pk=cast.cell.pk).parent == new
    assert set(Succession.objects.filter(successor=new).values_list("predecessor__name", flat=True)) == {
        "Đảng ủy xã An Bình",
        "Đảng ủy xã Bình Minh",
    }
    assignments.receive(alone, by=hoa, at=cast.noon)
    with pytest.raises(PermissionDenied):
        assignments.report_done(alone, by=cast.fresh("lan"), at=cast.noon)


def test_a_merge_is_undone_from_a_day(cast: Any) -> None:
    first, second = give(cast, cast.commune, cast.other_commune)
    row = merged(cast)
    with pytest.raises(ValidationError, match="sớm nhất"):
        actions.undo(row, on=DAY, basis=GROUND, by=cast.founder, at=cast.noon)
    back = DAY + timedelta(days=30)
    actions.undo(row, on=back, basis="Quyết định số 15-QĐ/TU", by=cast.founder, at=cast.noon)
    first.refresh_from_db()
    second.refresh_from_db()
    assert [(part.organization, part.state, part.head) for part in (first, second)] == [
        (cast.commune, "issued", cast.hoa),
        (cast.other_commune, "issued", cast.lan),
    ]
    commune = Organization.objects.get(pk=cast.commune.pk)
    assert (commune.ended_on, commune.parent, commune.path) == (None, cast.province, cast.commune.path)
    assert not Succession.objects.exists()
    new = Organization.objects.get(name="Đảng ủy xã An Minh")
    assert new.ended_on == back - timedelta(days=1)
    for day, there in ((DAY - timedelta(days=1), True), (DAY, False), (back - timedelta(days=1), False), (back, True)):
        assert Organization.objects.standing_on(day).filter(pk=commune.pk).exists() is there, day
        assert Organization.objects.standing_on(day).filter(pk=new.pk).exists() is not there, day
    assert access.allowed(cast.fresh("lan"), "assignment.receive", cast.other_commune)
    with pytest.raises(ValidationError, match="đã được hoàn tác"):
        actions.undo(row, on=back, basis=GROUND, by=cast.founder, at=cast.noon)


def test_a_body_that_got_new_work_is_not_unfounded(cast: Any) -> None:
    row = merged(cast)
    give(cast, Organization.objects.get(name="Đảng ủy xã An Minh"), task="Việc mới")
    with pytest.raises(ValidationError, match="đã được giao thêm 1 nhiệm vụ"):
        actions.undo(row, on=DAY + timedelta(days=2), basis=GROUND, by=cast.founder, at=cast.noon)


def test_nobody_gets_work_without_a_head(cast: Any) -> None:
    give(cast, cast.commune)
    sources = (str(cast.commune.uid), str(cast.headless.uid))
    with pytest.raises(ValidationError, match="sẽ nhận 1 nhiệm vụ nhưng chưa có người đứng đầu"):
        actions.carry_out(plan("merge", sources=sources, successors=(str(cast.headless.uid),)), by=cast.founder, at=cast.noon)
    assert Organization.objects.get(pk=cast.commune.pk).ended_on is None


def test_posts_go_on_with_their_holders_and_rights(cast: Any) -> None:
    body = NewBody("new:1", "Đảng ủy xã An Minh", str(cast.province.uid), category="commune", head=str(cast.lan.uid), head_title="Bí thư")
    sources = (str(cast.commune.uid), str(cast.other_commune.uid))
    posts = {str(cast.khanh_post.uid): "new:1"}
    actions.carry_out(plan("merge", sources=sources, founded=(body,), successors=("new:1",), posts=posts), by=cast.founder, at=cast.noon)
    new = Organization.objects.get(name="Đảng ủy xã An Minh")
    assert access.allowed(cast.fresh("khanh"), "report.enter", new)
    assert access.allowed(cast.fresh("lan"), "report.submit", new)
    assert not access.organizations_where(cast.fresh("hoa"), "report.submit").living().exists()


@pytest.mark.parametrize(
    ("kind", "more", "why"),
    [
        ("move", {"parent": "cell", "sources": ["commune"]}, "thành vòng"),
        ("move", {"parent": "province", "sources": ["commune"]}, "đã trực thuộc"),
        ("end", {"sources": ["commune"]}, "còn trực thuộc"),
        ("merge", {"sources": ["commune"], "successors": ["commune"]}, "từ hai cơ quan"),
        ("rename", {"sources": ["commune"], "name": "A", "on": date(2019, 12, 31)}, "thành lập ngày"),
        ("rename", {"sources": ["commune"], "name": "A", "on": date(2099, 1, 1)}, "chưa đến"),
        ("rename", {"sources": ["commune"], "name": "A", "basis": " "}, "căn cứ"),
        ("found", {"founded": (NewBody("new:1", "Ban A", "commune", code="H05.1"),)}, "không có trong hệ thống"),
    ],
)
def test_bad_plans_are_refused_with_the_reason(cast: Any, kind: str, more: dict[str, Any], why: str) -> None:
    def uids(value: Any) -> Any:
        return tuple(str(cast.places[key].uid) for key in value)

    told = {key: uids(value) if key in ("sources", "successors") else value for key, value in more.items()}
    if "parent" in told:
        told["parent"] = str(cast.places[told["parent"]].uid)
    before = list(Organization.objects.values_list("pk", "path", "name", "ended_on"))
    with pytest.raises(ValidationError, match=why):
        actions.carry_out(plan(kind, **told), by=cast.founder, at=cast.noon)
    assert list(Organization.objects.values_list("pk", "path", "name", "ended_on")) == before


def test_only_who_manages_the_tree_changes_it(cast: Any) -> None:
    for who in ("an", "binh", "hoa", "oanh", "xuan"):
        with pytest.raises(PermissionDenied):
            actions.carry_out(plan("rename", sources=(str(cast.commune.uid),), name="A"), by=cast.fresh(who), at=cast.noon)


@pytest.fixture
def country(cast: Any) -> Country:
    """Three provinces of before 1 July 2025, under the cast's root, merged but for one district."""
    country = merger.before(Country(cast.founder, cast.province, timezone.now(), {merger.TOP: cast.province}), merger.TASKS[:3])
    merger.merge(country, at=timezone.now())
    return country


def test_the_first_of_july_2025(country: Country) -> None:
    new = country.place("Tỉnh ủy Đông Lĩnh (mới)")
    living = set(Organization.objects.living().under(new).values_list("name", flat=True))
    assert living == {
        "Tỉnh ủy Đông Lĩnh (mới)",
        "Văn phòng Tỉnh ủy",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        LEFT,
        f"Văn phòng {LEFT}",
        *(f"Đảng ủy xã {name}" for _old, name in merger.REGROUPED),
    }
    assert set(Order.objects.values_list("organization", flat=True)) == {new.pk}
    assert not Assignment.objects.filter(organization=country.place("Thị ủy Lĩnh Giang")).exists()
    assert Assignment.objects.open().filter(organization=country.places["Đảng ủy xã Khê Giang"]).count() == 3
    before = Organization.objects.standing_on(MERGED - timedelta(days=1))
    assert before.filter(level="district", kind="committee").count() == 6
    assert Organization.objects.standing_on(MERGED).filter(level="district", kind="committee").count() == 1
    assert set(Organization.objects.named("ban dan van").values_list("name", flat=True)) >= {"Ban Dân vận Tỉnh ủy Trà Khê"}
    _split_item_by_item(country)
    book = Directory.of([], [], former_bodies(country.founder, country.root.path))
    found = book.resolve(["Huyện ủy Bắc Khê", "Ban Dân vận Tỉnh ủy Trà Khê", "Đảng ủy xã Khê Hạ", "Huyện ủy Không Có"])
    names = [place.name for place in found.organizations]
    assert sorted(names) == ["Ban Tuyên giáo và Dân vận Tỉnh ủy", "Đảng ủy xã Hoài Lâm", "Đảng ủy xã Hạnh Tân"]
    assert found.open == ("Huyện ủy Không Có",)


def _split_item_by_item(country: Country) -> None:
    left, at = country.place(LEFT), timezone.now()
    work = list(Assignment.objects.filter(organization=left).order_by("pk"))
    first, second = (country.places[f"Đảng ủy xã {name}"] for name in ("Hạnh Tân", "Hoài Lâm"))
    successors = (str(first.uid), str(second.uid))
    office = {str(country.places[f"Văn phòng {LEFT}"].uid): END}
    chosen = {str(work[0].uid): str(second.uid)}
    split = Plan("split", MERGED, merger.BASIS, (str(left.uid),), (), successors, by="territory", work=chosen, children=office)
    row = actions.carry_out(split, by=Person.objects.get(pk=country.founder.pk), at=at)
    assert row.done["passed"][-1]["to"] == [{"name": "Đảng ủy xã Hoài Lâm", "count": 1}, {"name": "Đảng ủy xã Hạnh Tân", "count": 2}]
    assert list(Handover.objects.filter(cause=row.uid, successor=second).values_list("assignment", flat=True)) == [work[0].pk]
    head = Person.objects.get(pk=country.heads["Đảng ủy xã Khê Hạ"].pk)
    part = Assignment.objects.visible_to(head).get(organization=second)
    assignments.receive(part, by=head, at=at)
    assert not Assignment.objects.visible_to(head).filter(organization=first).exists()  # of a district split one sees one's own part
    assert not Organization.objects.living().filter(level="district").exists()
