"""Nhóm theo quy tắc: lập, sửa, thôi dùng, thành viên của một ngày, dùng ở nơi chọn cơ quan. / Groups by rule, and where they are used."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.server.journal.models import Entry
from dondoc.server.organizations import actions, grouping
from dondoc.server.organizations.models import Group, Organization

DAY = date(2026, 7, 1)


def names(cast: Any, group: Group, day: date) -> list[str]:
    """Who is in a group on a day, by the names of that day."""
    return sorted(one.name for one in grouping.members_on(cast.an, group.rule, day, DAY + timedelta(days=100)))


def test_members_of_a_day_stood_there_then_and_bore_that_name(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    rule = {"under": str(cast.province.uid), "near": True, "kinds": ["committee"]}
    group = actions.define_group(name="Cấp ủy trực thuộc", rule=rule, organization=cast.province, **when)
    deep = actions.define_group(
        name="Mọi chi bộ", rule={"under": str(cast.province.uid), "kinds": ["cell"]}, organization=cast.province, **when
    )
    actions.rename(cast.commune, name="Đảng ủy xã An Hòa", on=DAY, **when)
    actions.end(cast.headless, on=DAY, **when)
    actions.move(cast.other_commune, parent=cast.commune, on=DAY, **when)
    actions.move(cast.cell, parent=cast.other_commune, on=DAY, **when)
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=100)
    assert names(cast, group, before) == ["Đảng ủy phường Cẩm Sơn", "Đảng ủy xã An Bình", "Đảng ủy xã Bình Minh"]
    assert names(cast, group, after) == names(cast, group, DAY) == ["Đảng ủy xã An Hòa"]
    assert names(cast, deep, before) == names(cast, deep, after) == names(cast, deep, DAY) == ["Chi bộ thôn Một"]
    assert names(cast, group, date(2019, 1, 1)) == []
    told = grouping.words(group.rule, grouping.named_in(cast.an, [group.rule]))
    assert told == "loại: Cấp ủy; trực thuộc Tỉnh ủy Đông Lĩnh"


def test_a_group_is_refused_with_the_way_out(cast: Any) -> None:
    when: dict[str, Any] = {"organization": cast.province, "by": cast.founder, "at": cast.noon}
    rule = {"under": str(cast.province.uid), "categories": ["commune"]}
    group = actions.define_group(name="Tất cả xã", rule=rule, **when)
    assert (group.key, group.members().count()) == ("tat-ca-xa", 2)
    for name, told, reason in (
        ("tất cả  XÃ", rule, "Dùng nhóm đó, hoặc đặt tên khác"),
        ("Nhóm", {}, "Chọn cơ quan cấp trên hoặc loại cơ quan"),
        ("Nhóm", {"kinds": ["castle"]}, "không có trong danh mục"),
        ("Nhóm", {"near": True, "kinds": ["cell"]}, "Chọn cơ quan mà các thành viên trực thuộc"),
        ("Nhóm", {"under": "x"}, "Chọn lại trong danh sách"),
    ):
        with pytest.raises(ValidationError, match=reason):
            actions.define_group(name=name, rule=told, **when)
    with pytest.raises(PermissionDenied):
        actions.define_group(name="Nhóm", rule=rule, organization=cast.province, by=cast.fresh("hoa"), at=cast.noon)
    more: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    less = rule | {"left_out": [str(cast.commune.uid)]}
    assert list(actions.change_group(group, name="Xã khác", rule=less, **more).members()) == [cast.other_commune]
    with pytest.raises(ValidationError, match="chưa đến"):
        actions.end_group(group, on=date(2030, 1, 1), reason="x", **more)
    actions.end_group(group, on=DAY, reason="Lập nhóm khác", **more)
    with pytest.raises(ValidationError, match="Lập nhóm mới nếu còn cần"):
        actions.change_group(group, name="Xã", rule=rule, **more)
    acts = Entry.objects.filter(object_id=group.uid).order_by("seq").values_list("action", flat=True)
    assert list(acts) == ["group.define", "group.change", "group.end"]


def test_groups_by_the_pages_alone(cast: Any, signed_in: Any) -> None:
    browser, clerk = signed_in("phuc"), signed_in("chi")
    assert clerk.get("/co-quan-don-vi/nhom/moi/").status_code == 404
    rule = {"name": "Tất cả xã", "under": str(cast.province.uid), "categories": ["commune"]}
    shown = browser.post("/co-quan-don-vi/nhom/moi/", rule | {"act": "preview"}).content.decode()
    assert ("2 cơ quan" in shown, "Đảng ủy xã Bình Minh" in shown, Group.objects.count()) == (True, True, 0)
    saved = browser.post("/co-quan-don-vi/nhom/moi/", rule | {"act": "save", "left_out": [str(cast.other_commune.uid)]})
    group = Group.objects.get()
    assert (saved.status_code, list(group.members())) == (302, [cast.commune])
    address = f"/co-quan-don-vi/nhom/{group.uid}/"
    assert "Tất cả xã" in clerk.get("/co-quan-don-vi/nhom/").content.decode()
    assert "Đảng ủy xã An Bình" in clerk.get(address).content.decode()
    assert "Thành viên như ngày 01/01/2019" in clerk.get(f"{address}?ngay=01/01/2019").content.decode()
    assert {clerk.get(f"{address}{tail}").status_code for tail in ("sua/", "thoi-dung/")} == {404}
    changed = browser.post(f"{address}sua/", rule | {"name": "Xã", "act": "preview"}).content.decode()
    assert "Thêm 1" in changed
    empty = browser.post(f"{address}sua/", rule | {"name": "Xã", "kinds": ["school"], "act": "save"})
    assert (empty.status_code, "Bỏ bớt điều kiện" in empty.content.decode()) == (422, True)
    assert browser.post(f"{address}sua/", rule | {"name": "Xã", "act": "save"}).status_code == 302
    assert browser.post(f"{address}thoi-dung/", {"on": "01/07/2026", "reason": ""}).status_code == 422
    assert browser.post(f"{address}thoi-dung/", {"on": "01/07/2026", "reason": "Không dùng nữa"}).status_code == 302
    assert browser.get(f"{address}sua/").status_code == 404
    assert "thôi dùng từ 01/07/2026" in clerk.get("/co-quan-don-vi/nhom/").content.decode()


def test_a_body_is_offered_its_own_groups_and_those_of_above(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    everywhere = {"under": str(cast.province.uid), "categories": ["commune"]}
    communes = actions.define_group(name="Tất cả xã", rule=everywhere, organization=cast.province, **when)
    cells = actions.define_group(
        name="Chi bộ của xã", rule={"under": str(cast.commune.uid), "kinds": ["cell"]}, organization=cast.commune, **when
    )
    among = Organization.objects.living()
    assert [chip.uid for chip in grouping.offered(cast.an, cast.province, among)] == [communes.uid]
    assert {chip.uid for chip in grouping.offered(cast.hoa, cast.commune, among)} == {communes.uid, cells.uid}
    inside = Organization.objects.living().under(cast.commune)
    assert [(chip.uid, chip.size) for chip in grouping.offered(cast.hoa, cast.cell, inside)] == [(communes.uid, 1), (cells.uid, 1)]
    chosen = [str(communes.uid), str(cast.office.uid), "x"]
    assert grouping.spread(cast.hoa, chosen, inside) == [cast.commune]  # what cannot be chosen is not reached by a group
    actions.end_group(communes, on=DAY, reason="x", **when)
    assert grouping.offered(cast.an, cast.province, among) == []
