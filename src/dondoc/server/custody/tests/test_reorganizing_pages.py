"""Trang sắp xếp tổ chức, chức vụ, bàn giao; hai người. / Pages of reorganizations, posts, handovers; two persons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from dondoc.server.custody import actions
from dondoc.server.custody.models import Reorganization
from dondoc.server.custody.tests.test_reorganizing import GROUND, give, plan
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, Post, Term
from dondoc.server.rights import actions as rights
from dondoc.server.rights.models import Countersign


def address(kind: str, place: Organization) -> str:
    return f"{reverse('reorganizing:plan', args=[kind])}?co-quan={place.uid}"


def test_only_who_manages_finds_the_forms(cast: Any, signed_in: Any) -> None:
    term = cast.hoa_post.terms.get()
    pages = [address(kind, cast.commune) for kind in ("rename", "move", "merge", "split", "end", "found")]
    pages += [reverse("reorganizing:hand_over", args=[term.uid]), reverse("reorganizing:post", args=[cast.commune.uid])]
    for who, code in (("phuc", 200), ("an", 404), ("hoa", 404), ("oanh", 404), ("xuan", 404)):
        browser = signed_in(who)
        assert [browser.get(page).status_code for page in pages] == [code] * len(pages), who
    assert signed_in("phuc").get(address("rename", cast.foreign_commune)).status_code == 404
    assert signed_in("phuc").get(address("nothing", cast.commune)).status_code == 404


def test_a_merger_is_previewed_proposed_and_confirmed_by_another(cast: Any, signed_in: Any) -> None:
    give(cast, cast.commune, cast.other_commune)
    page = address("merge", cast.commune)
    said = {
        "co-quan": cast.commune.uid,
        "sources": [cast.commune.uid, cast.other_commune.uid],
        "into": "",
        "new_name": "Đảng ủy xã An Minh",
        "new_parent": cast.province.uid,
        "new_head": cast.hoa.uid,
        "new_head_title": "Bí thư Đảng ủy xã",
        "on": "01/07/2026",
        "basis": GROUND,
        "by": "territory",
    }
    browser = signed_in("phuc")
    seen = browser.post(page, said | {"act": "preview"}).content.decode()
    assert "1 nhiệm vụ đang mở của Đảng ủy xã An Bình chuyển cho Đảng ủy xã An Minh." in seen
    assert "Đảng ủy xã An Bình, Đảng ủy xã Bình Minh kết thúc hoạt động, từ ngày 01/07/2026 không còn." in seen
    assert not Reorganization.objects.exists()
    answer = browser.post(page, said | {"act": "propose"})
    row = Countersign.objects.get()
    assert answer.url == reverse("rights:countersign", args=[row.uid])
    assert not Organization.objects.filter(name="Đảng ủy xã An Minh").exists()
    shown = signed_in("an").get(answer.url).content.decode()
    assert "1 nhiệm vụ đang mở của Đảng ủy xã An Bình chuyển cho Đảng ủy xã An Minh." in shown
    rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("an"), at=cast.noon)
    new = Organization.objects.get(name="Đảng ủy xã An Minh")
    done = Reorganization.objects.get()
    assert (done.by, new.parent) == (cast.phuc, cast.province)
    page = reverse("reorganizing:one", args=[done.uid])
    assert "Hoàn tác" not in signed_in("hoa").get(page).content.decode()
    answer = browser.post(page, {"on": "01/09/2026", "basis": "Quyết định số 15-QĐ/TU"})
    undoing = Countersign.objects.get(act="organization.undo_reorganization")
    rights.confirm(undoing, shown=undoing.frozen_hash, by=cast.fresh("dung"), at=cast.noon)
    assert Organization.objects.get(pk=cast.commune.pk).ended_on is None


def test_what_cannot_be_done_is_said_beside_its_field(cast: Any, signed_in: Any) -> None:
    said = {"co-quan": cast.commune.uid, "parent": cast.headless.uid, "on": "01/07/2019", "basis": GROUND, "act": "preview"}
    answer = signed_in("phuc").post(address("move", cast.commune), said)
    assert answer.status_code == 422
    assert "thành lập ngày 01/01/2020, sau ngày có hiệu lực" in answer.content.decode()


def test_a_plan_for_a_day_ahead_is_previewed_and_waits(cast: Any) -> None:
    ahead = plan("rename", sources=(str(cast.commune.uid),), name="Đảng ủy xã An Hòa", on=cast.noon.date() + timedelta(days=20))
    row = actions.propose_reorganization(ahead, organization=cast.province, by=cast.phuc, at=cast.noon)
    with pytest.raises(ValidationError, match="chưa đến"):
        rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("an"), at=cast.noon)
    rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("an"), at=cast.noon + timedelta(days=21))
    assert Organization.objects.get(pk=cast.commune.pk).name == "Đảng ủy xã An Hòa"


def test_old_names_and_the_tree_of_a_day_are_found(cast: Any, signed_in: Any) -> None:
    actions.carry_out(plan("rename", sources=(str(cast.commune.uid),), name="Đảng ủy xã An Hòa"), by=cast.founder, at=cast.noon)
    browser, tree = signed_in("hoa"), reverse("organizations:tree")
    found = browser.get(tree, {"q": "xa an binh"}).content.decode()
    assert "Đảng ủy xã An Hòa" in found
    assert "tên cũ: Đảng ủy xã An Bình" in found
    branch = reverse("organizations:branch", args=[cast.province.uid])
    assert "Đảng ủy xã An Bình" in browser.get(branch, {"ngay": "30/06/2026"}).content.decode()
    assert "Đảng ủy xã An Bình" not in browser.get(branch).content.decode()
    assert "Ngày này chưa có cơ quan nào" in browser.get(tree, {"ngay": "30/06/2019"}).content.decode()
    assert browser.get(tree, {"ngay": "hôm qua"}).status_code == 200


def test_a_head_leaves_and_nothing_is_orphaned(cast: Any, signed_in: Any) -> None:
    (part,) = give(cast, cast.commune)
    term = cast.hoa_post.terms.get()
    page, last = reverse("reorganizing:hand_over", args=[term.uid]), cast.noon.date() - timedelta(days=1)
    browser = signed_in("phuc")
    assert "1 nhiệm vụ đang mở sẽ chuyển cho người nhận bàn giao." in browser.get(page).content.decode()
    refused = browser.post(page, {"until": f"{last:%d/%m/%Y}", "to": "", "how": "appoint", "act": "save"})
    assert refused.status_code == 422
    assert "Chọn người nhận bàn giao" in refused.content.decode()
    term.refresh_from_db()
    assert term.until is None
    done = browser.post(page, {"until": f"{last:%d/%m/%Y}", "to": cast.khanh.uid, "how": "acting", "act": "save"})
    assert done.status_code == 302
    part.refresh_from_db()
    assert part.head == cast.khanh
    assert Term.objects.get(person=cast.khanh, post=cast.hoa_post).acting
    assert access.allowed(cast.fresh("khanh"), "report.submit", cast.commune)
    assert not access.allowed(cast.fresh("hoa"), "report.submit", cast.commune)


def test_a_post_is_opened_and_a_namesake_is_asked_about(cast: Any, signed_in: Any) -> None:
    browser, page = signed_in("phuc"), reverse("reorganizing:post", args=[cast.headless.uid])
    said = {"title": "Bí thư Đảng ủy phường", "is_head": "on", "since": "01/07/2026", "full_name": "cao thi  thu"}
    asked = browser.post(page, said)
    assert asked.status_code == 422
    assert "Cao Thị Thu (Bí thư chi bộ, Chi bộ thôn Một)" in asked.content.decode()
    assert browser.post(page, said | {"person": cast.thu.uid}).status_code == 302
    assert Post.objects.get(organization=cast.headless).terms.get().person == cast.thu
    assert browser.post(page, said | {"title": "Văn thư", "is_head": "", "full_name": "Lý Văn Mới"}).status_code == 302
    assert Person.objects.get(full_name="Lý Văn Mới").terms.get().post.title == "Văn thư"
    again = browser.post(page, said | {"full_name": ""})
    assert again.status_code == 422
    shown = browser.get(reverse("organizations:person", args=[cast.thu.uid])).content.decode()
    assert "kiêm nhiệm" in shown
    listed = browser.get(reverse("organizations:people"), {"q": "thu cao"}).content.decode()
    assert "Cao Thị Thu" in listed
    assert "Lý Văn Mới" not in listed
