"""Trang đôn đốc. / The ladder: once a day, fair, signed by persons, seen by those it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.notices.models import Notice
from dondoc.server.reports.tests.conftest import give
from dondoc.server.urging import actions, queries
from dondoc.server.urging.models import Explanation, LateList, Letter, Step, Urging
from dondoc.server.urging.tests.scene import issued, late, run, twice_written_to


@pytest.fixture
def second(cast: Any) -> Letter:
    return twice_written_to(cast)


# pages


def test_the_desk_of_each(cast: Any, signed_in: Any, second: Letter) -> None:
    assert "Cần gọi điện" in signed_in("binh").get("/don-doc/").content.decode()
    own = signed_in("hoa").get("/don-doc/").content.decode()
    assert "Công văn đôn đốc gửi đơn vị" in own
    assert "Cần gọi điện" not in own
    for address in ("xem-truoc/", "theo-don-vi/"):
        assert signed_in("dung").get(f"/don-doc/{address}").status_code == 200
        assert signed_in("hoa").get(f"/don-doc/{address}").status_code == 404


@pytest.mark.parametrize("who", ["lan", "xuan", "thu", "phuc", "chi"])
def test_a_stranger_finds_nothing(cast: Any, signed_in: Any, second: Letter, who: str) -> None:
    run(late(15))
    browser, made = signed_in(who), LateList.objects.get()
    page = browser.get("/don-doc/")
    assert page.status_code in (200, 404)
    assert cast.commune.name not in page.content.decode()
    for address in (f"cong-van/{second.uid}/", f"cong-van/{second.uid}/tep/", f"danh-sach/{made.uid}/", f"danh-sach/{made.uid}/tep/"):
        assert browser.get(f"/don-doc/{address}").status_code == 404, address
    for act in ("order", "issue", "explain", "judge"):
        assert browser.post(f"/don-doc/cong-van/{second.uid}/", {"act": act}).status_code == 404
    assert browser.post(f"/don-doc/danh-sach/{made.uid}/").status_code == 404
    part = str(Assignment.objects.get().uid)
    assert browser.post("/don-doc/goi-dien/", {"part": part, "spoken_with": "x"}).status_code == 404


def test_no_unit_by_name_to_others_before_the_list_and_no_draft_to_the_unit(cast: Any, signed_in: Any) -> None:
    issued(cast)
    run(late(15))
    letter, made = Letter.objects.get(), LateList.objects.get()
    assert signed_in("hoa").get(f"/don-doc/cong-van/{letter.uid}/").status_code == 404
    assert signed_in("hoa").get(f"/don-doc/danh-sach/{made.uid}/").status_code == 404
    assert signed_in("lan").get("/don-doc/").status_code == 200
    assert cast.commune.name not in signed_in("lan").get("/don-doc/").content.decode()


def test_the_chain_on_the_pages(cast: Any, signed_in: Any) -> None:
    """Work late beyond any doubt by today's clock: called, written to, explained, judged."""
    long_ago = cast.noon.date() - timedelta(days=60)
    issued(cast, deadline=long_ago)
    office, unit = signed_in("dung"), signed_in("hoa")
    part = Assignment.objects.get()
    desk = signed_in("binh").get("/don-doc/").content.decode()
    assert "Ghi cuộc trao đổi" in desk
    form = {"part": str(part.uid), "spoken_with": "đ/c Bí thư", "promised_on": "", "words": ""}
    assert signed_in("binh").post("/don-doc/goi-dien/", form).status_code == 302
    assert Urging.objects.filter(step=Step.TELEPHONE).count() == 1
    for number in ("1", "2"):
        day = long_ago + timedelta(days=20 if number == "1" else 40)
        while day.weekday() > 4:
            day += timedelta(days=1)
        run(day)
        letter = Letter.objects.get(state="proposed")
        address = f"/don-doc/cong-van/{letter.uid}/"
        assert "Ký và phát hành" in office.get(address).content.decode()
        assert office.post(address, {"act": "issue", "number": ""}).status_code == 422
        assert office.post(address, {"act": "issue", "number": number}).status_code == 302
        Letter.objects.filter(pk=letter.pk).update(issued_on=day)
        Urging.objects.filter(letter=letter).update(on=day)
    letter = Letter.objects.get(second=True)
    address = f"/don-doc/cong-van/{letter.uid}/"
    assert "Gửi giải trình" in unit.get(address).content.decode()
    assert unit.post(address, {"act": "explain", "words": "Đã làm xong 3 thôn"}).status_code == 302
    assert "Đã làm xong 3 thôn" in office.get(address).content.decode()
    assert office.post(address, {"act": "judge", "accepted": "1"}).status_code == 302
    assert Explanation.objects.get().accepted is True
    assert unit.get(f"{address}tep/").status_code == 200


def test_the_plan_takes_a_constant_number_of_queries(cast: Any, django_assert_max_num_queries: Any) -> None:
    for count in range(4):
        issued(cast, cast.commune, cast.other_commune, task=f"Việc {count}")
        with django_assert_max_num_queries(7):
            queries.plan(late(6))


def test_a_unit_is_reminded_directly_once_a_day(cast: Any, signed_in: Any) -> None:
    order = give(cast, "Việc quá hạn", cast.commune, cast.other_commune)
    Assignment.objects.filter(order=order).update(deadline_on=timezone.localdate(cast.noon) - timedelta(days=4))
    asking = Assignment.objects.get(organization=cast.other_commune)
    until = timezone.localdate(cast.noon) + timedelta(days=20)
    assignments.ask_extension(asking, until=until, reason="Mưa lũ", so_far="", by=cast.lan, at=cast.noon)
    for who in ("hoa", "lan", "xuan", "oanh", "chi"):  # an inspector looks and does not urge
        assert signed_in(who).get("/don-doc/nhac/").status_code == 404
        assert signed_in(who).post("/don-doc/nhac/", {"dv": str(cast.commune.uid)}).status_code == 404
    leader = signed_in("an")
    shown = leader.get("/don-doc/nhac/").content.decode()
    assert "Nhắc 1 đơn vị có việc quá hạn" in shown  # what waits for a decision is left alone
    answer = leader.post(
        "/don-doc/nhac/", {"dv": [str(cast.commune.uid), str(cast.other_commune.uid)], "words": "Báo cáo trước thứ Sáu"}, follow=True
    )
    assert "Đã gửi nhắc đến 1 đơn vị." in answer.content.decode()
    told = Notice.objects.get(person=cast.hoa, key="urging.by_hand_said")
    assert (told.words["who"], told.words["count"]) == ("Trần Văn An", 1)
    assert Urging.objects.get().step == "by_hand"
    assert "Không còn đơn vị nào cần nhắc hôm nay." in signed_in("binh").get("/don-doc/nhac/").content.decode()
    with pytest.raises(PermissionDenied):
        actions.nudge(Assignment.objects.filter(order=order), by=cast.fresh("oanh"), at=cast.noon)
    assert actions.nudge(Assignment.objects.filter(order=order), by=cast.fresh("binh"), at=cast.noon) == 0
    assert Urging.objects.count() == 1
