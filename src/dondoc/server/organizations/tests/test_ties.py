"""Quan hệ, mã định danh, bộ phận giúp việc: có ngày, có căn cứ, từ chối có lý do. / Ties, codes, seats: dated, refused with reasons."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from dondoc.server.journal.models import Entry
from dondoc.server.organizations import actions, ties
from dondoc.server.organizations.models import IdentityCode, Link, Organization

DAY = date(2026, 7, 1)


def fresh(place: Organization) -> Organization:
    """As it stands now."""
    return Organization.objects.get(pk=place.pk)


def test_an_agency_and_its_party_organization_are_two_nodes_joined_for_a_time(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    party, agency = cast.other_commune, cast.office
    tie = actions.link(organization=party, other=agency, kind="party", since=DAY, basis="Quyết định 5", **when)
    assert fresh(agency).party_organization == party
    assert [one.way for one in ties.ties_on(ties.all_ties(agency), DAY)] == [ties.WAYS["party:in"]]
    assert ties.ties_on(ties.all_ties(agency), DAY - timedelta(days=1)) == []
    tomorrow = timezone.localdate(cast.noon) + timedelta(days=1)
    refused = (
        ({"organization": party, "other": party, "kind": "leads"}, "với chính mình"),
        ({"organization": party, "other": agency, "kind": "party"}, "đã có từ ngày 01/07/2026"),
        ({"organization": cast.commune, "other": agency, "kind": "party"}, "là tổ chức đảng của .* Chấm dứt quan hệ đó trước"),
        ({"organization": party, "other": cast.inspection, "kind": "party"}, "Chấm dứt quan hệ đó trước"),
        ({"organization": party, "other": agency, "kind": "leads", "since": date(2019, 1, 1)}, "thành lập ngày 01/01/2020"),
        ({"organization": cast.commune, "other": cast.inspection, "kind": "party", "since": tomorrow}, "chưa đến"),
    )
    for told, reason in refused:
        with pytest.raises(ValidationError, match=reason):
            actions.link(**{"since": DAY, **told}, **when)
    with pytest.raises(PermissionDenied):  # of the Party, the right is asked at both
        actions.link(organization=cast.commune, other=cast.inspection, kind="party", since=DAY, by=cast.fresh("hoa"), at=cast.noon)
    for until, reason in ((DAY, "có từ ngày"), (tomorrow, "chưa đến")):
        with pytest.raises(ValidationError, match=reason):
            actions.end_link(tie, until=until, **when)
    actions.end_link(tie, until=DAY + timedelta(days=9), basis="Quyết định 6", **when)
    assert fresh(party).party_organization_of is None
    with pytest.raises(ValidationError, match="đã chấm dứt"):
        actions.end_link(tie, until=DAY + timedelta(days=20), **when)
    assert Entry.objects.filter(action="organization.end_link", object_id=tie.uid).count() == 1


def test_ties_end_with_a_body_and_come_back_when_its_end_is_undone(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    actions.link(organization=cast.headless, other=cast.office, kind="party", since=DAY, **when)
    works = actions.link(organization=cast.inspection, other=cast.headless, kind="works_with", since=DAY, **when)
    on = DAY + timedelta(days=30)
    actions.end(cast.headless, on=on, **when)
    assert set(Link.objects.values_list("until", flat=True)) == {on}
    assert fresh(cast.headless).party_organization_of is None
    with pytest.raises(ValidationError, match="đã kết thúc hoạt động"):
        actions.link(organization=cast.inspection, other=cast.headless, kind="guides", since=on, **when)
    actions.revive(cast.headless, parent=cast.province, on=on, **when)
    assert Link.objects.get(pk=works.pk).until is None
    assert fresh(cast.headless).party_organization_of == cast.office


def test_a_code_belongs_to_one_body_for_good(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    first = actions.give_code(cast.commune, code="07.12.A05", since=DAY, source="Công văn 3", **when)
    assert (first.code, fresh(cast.commune).code, first.lowest_first) == ("A05.12.07", "A05.12.07", "07.12.A05")
    later = DAY + timedelta(days=60)
    tomorrow = timezone.localdate(cast.noon) + timedelta(days=1)
    for told, reason in (
        ({"code": "A05.12.07"}, "đang dùng mã này"),
        ({"code": "khong phai ma"}, "không phải mã định danh"),
        ({"code": "A05.12.08", "since": DAY}, "Chọn ngày sau đó"),
        ({"code": "A05.12.08", "since": tomorrow}, "chưa đến"),
        ({"code": "A05.12.08", "since": date(2019, 1, 1)}, "thành lập ngày"),
        ({"code": "A05.12.08", "source": " "}, "Ghi văn bản cấp mã"),
    ):
        with pytest.raises(ValidationError, match=reason):
            actions.give_code(cast.commune, **{"since": later, "source": "Công văn 4", **told}, **when)
    actions.give_code(cast.commune, code="A05.12.09", since=later, source="Công văn 4", **when)
    with pytest.raises(ValidationError, match="đã dùng cho Đảng ủy xã An Bình"):  # the code of before too
        actions.give_code(cast.other_commune, code="A05.12.07", since=later, source="Công văn 5", **when)
    with pytest.raises(ValidationError, match=r"thôi dùng mã A05\.12\.07"):
        actions.give_code(cast.commune, code="A05.12.07", since=later + timedelta(days=1), source="Công văn 5", **when)
    codes = ties.codes_of(cast.commune)
    assert [code.code if (code := ties.code_on(codes, day)) else "" for day in (DAY - timedelta(days=1), DAY, later)] == [
        "", "A05.12.07", "A05.12.09",
    ]  # fmt: skip
    for words in ("A05.12.07", "07.12.A05", "a05.12.09"):  # found by either code, in either order
        assert list(Organization.objects.all().named(words)) == [cast.commune]
    actions.correct(cast.commune, code="A05.12.10", by=cast.founder, at=cast.noon)  # mistyped: the row is mended
    assert list(IdentityCode.objects.order_by("pk").values_list("code", flat=True)) == ["A05.12.07", "A05.12.10"]
    with pytest.raises(ValidationError, match="Ghi lý do"):
        actions.end_code(cast.commune, until=later + timedelta(days=2), reason="", **when)
    actions.end_code(cast.commune, until=later + timedelta(days=2), reason="Công văn 6", **when)
    assert fresh(cast.commune).code == ""
    with pytest.raises(ValidationError, match="không có mã định danh nào"):
        actions.end_code(cast.commune, until=later + timedelta(days=3), reason="Công văn 7", **when)
    with pytest.raises(PermissionDenied):
        actions.give_code(cast.commune, code="A05.12.11", since=later, source="x", by=cast.fresh("khanh"), at=cast.noon)


def test_ties_and_codes_by_the_pages_alone(cast: Any, signed_in: Any) -> None:
    browser, stranger = signed_in("phuc"), signed_in("xuan")
    address = f"/co-quan-don-vi/{cast.commune.uid}/quan-he/"
    assert stranger.get(address).status_code == stranger.post(address, {"act": "code"}).status_code == 404
    found = browser.post(address, {"act": "find", "words": "uy ban kiem tra", "way": "guides:in"}).content.decode()
    assert f'value="{cast.inspection.uid}"' in found
    told = {"act": "tie", "way": "guides:in", "other": str(cast.inspection.uid), "since": "01/07/2026", "basis": "Quy định 9"}
    wrong = browser.post(address, told | {"other": str(cast.commune.uid)})
    assert (wrong.status_code, Link.objects.count()) == (422, 0)
    assert browser.post(address, told).status_code == 302
    tie = Link.objects.get()
    assert (tie.organization, tie.other) == (cast.inspection, cast.commune)
    assert browser.post(address, {"act": "code", "code": "A05.1", "since": "01/07/2026", "source": "x"}).status_code == 422
    assert browser.post(address, {"act": "code", "code": "A05.12", "since": "01/07/2026", "source": "Công văn 3"}).status_code == 302
    today = browser.get(f"/co-quan-don-vi/{cast.commune.uid}/").content.decode()
    for words in ("Chịu sự chỉ đạo chuyên môn, nghiệp vụ của", "A05.12", "12.A05", "Công văn 3", "Quy định 9"):
        assert words in today
    before = browser.get(f"/co-quan-don-vi/{cast.commune.uid}/?ngay=30/06/2026").content.decode()
    assert "Như ngày 30/06/2026" in before
    assert "Quy định 9" not in before
    ending = {"act": "end_tie", "tie": str(tie.uid), "until": "01/07/2026", "reason": "Hết hiệu lực"}
    assert "Quan hệ có từ ngày 01/07/2026" in browser.post(address, ending).content.decode()
    assert browser.post(address, ending | {"until": "02/07/2026"}).status_code == 302
    assert browser.post(address, {"act": "end_code", "until": "02/07/2026", "reason": "Công văn 8"}).status_code == 302
    assert (Link.objects.get().until, fresh(cast.commune).code) == (date(2026, 7, 2), "")


def test_an_assisting_group_by_its_page(cast: Any, signed_in: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    kinds = {"line": "party", "kind": "group", "level": "province"}
    group = actions.found(parent=cast.province, name="Bộ phận giúp việc", since=DAY, **kinds, **when)
    browser, address = signed_in("phuc"), f"/co-quan-don-vi/{group.uid}/thanh-vien/"
    assert signed_in("xuan").get(address).status_code == 404
    assert browser.get(f"/co-quan-don-vi/{cast.office.uid}/thanh-vien/").status_code == 404
    shown = browser.post(address, {"act": "find", "words": "hoang van dung"}).content.decode()
    assert f'value="{cast.dung_post.uid}"' in shown
    told = {"act": "add", "post": str(cast.dung_post.uid), "title": "Tổ trưởng", "is_head": "on", "since": "01/07/2026"}
    assert "Kiểm tra lại ngày" in browser.post(address, told | {"since": "01/07/2019"}).content.decode()
    assert browser.post(address, told).status_code == 302
    assert "đã là thành viên" in browser.post(address, told).content.decode()
    seat = group.posts.get()
    assert [term.person for term in seat.terms.all()] == [cast.dung]
    ending = {"act": "end", "seat": str(seat.uid), "until": "31/12/2026", "reason": "Kết thúc nhiệm vụ"}
    assert browser.post(address, ending).status_code == 302
    assert group.posts.get().until == date(2026, 12, 31)
