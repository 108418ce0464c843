"""Ai mở được trang nào: thứ không được thấy thì không tồn tại. / Who opens which page: the unseen does not exist."""

from __future__ import annotations

from typing import Any

import pytest

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.documents.models import Document

#: Everybody of the cast with an account, and what they see: the giver's side, their own unit's side, nothing.
GIVERS = ("an", "binh", "dung", "nam", "oanh")
UNIT = ("hoa", "khanh")
SIBLING = ("lan",)
NOBODY = ("xuan", "phuc", "chi", "thu")

#: address of a page -> who opens it before the work is issued, who after
PAGES = {
    "phan-cong/{document}/": (GIVERS, GIVERS),
    "phan-cong/{organization}/": (GIVERS, GIVERS),
    "phan-cong/": (GIVERS, GIVERS),
    "phan-cong/{document}/them/": (("binh",), ("binh",)),
    "phan-cong/{document}/trinh/": (("binh", "dung"), ("binh", "dung")),
    "don-vi/?o={order}": (("binh",), ("binh",)),
    "lenh/{order}/": (GIVERS, (*GIVERS, *UNIT)),
    "trinh/": (GIVERS, GIVERS),
    "trinh/{submission}/": (GIVERS, GIVERS),
    "tiep-nhan/": ((*UNIT, *SIBLING, "xuan", "thu"), (*UNIT, *SIBLING, "xuan", "thu")),
}


def addresses(document: Document, order: Order, organization: Any) -> dict[str, str]:
    submission = order.submission
    assert submission is not None
    names = {"document": document.uid, "order": order.uid, "organization": organization.uid, "submission": submission.uid}
    return {pattern: "/nhiem-vu/" + pattern.format(**names) for pattern in PAGES}


@pytest.mark.parametrize("issued", [False, True], ids=["before", "after"])
def test_who_opens_which_page(cast: Any, document: Document, approved: list[Order], signed_in: Any, issued: bool) -> None:
    order = actions.set_targets(approved[0], lead=[str(cast.commune.uid)], by=cast.binh, at=cast.noon)
    sent = actions.submit([order], post=cast.an_post, document=document, by=cast.binh, at=cast.noon)
    if issued:
        actions.decide(sent, approve=True, words="", given_on=cast.noon.date(), by=cast.an, at=cast.noon)
        actions.issue([order], by=cast.binh, at=cast.noon)
    order.refresh_from_db()
    for who in (*GIVERS, *UNIT, *SIBLING, *NOBODY):
        browser = signed_in(who)
        for pattern, address in addresses(document, order, cast.province).items():
            expected = 200 if who in PAGES[pattern][issued] else 404
            assert browser.get(address).status_code == expected, (who, address)


@pytest.mark.parametrize("who", [*SIBLING, *NOBODY])
def test_no_act_reaches_what_is_not_seen(cast: Any, document: Document, approved: list[Order], signed_in: Any, who: str) -> None:
    order = actions.set_targets(approved[0], lead=[str(cast.commune.uid)], by=cast.binh, at=cast.noon)
    actions.issue([order], by=cast.an, at=cast.noon)
    part, browser = Assignment.objects.get(), signed_in(who)
    uid = order.uid
    for address, data in (
        (f"lenh/{uid}/sua/", {"task": "x", "version": "1"}),
        (f"lenh/{uid}/tach/", {}),
        (f"lenh/{uid}/bo/", {}),
        (f"lenh/{uid}/thu-hoi/", {"reason": "x", "everywhere": "on"}),
        (f"phan-cong/{document.uid}/da-chon/", {"o": str(uid), "act": "bodies"}),
        ("don-vi/", {"o": str(uid), "lead": str(cast.office.uid)}),
        (f"trinh/{order.proposal.document.submissions.get().uid}/", {"approve": "1"}),
        (f"giao/{uid}/", {"order": str(uid)}),
        ("thu-lai/", {"order": str(uid)}),
        (f"viec/{part.uid}/tiep-nhan/", {"doer": str(cast.hoa.uid)}),
    ):
        assert browser.post(f"/nhiem-vu/{address}", data).status_code == 404, (who, address)
    part.refresh_from_db()
    assert (part.state, part.doer) == ("issued", None)


@pytest.mark.parametrize("who", ["oanh", "nam"])
def test_who_only_looks_is_told_so(cast: Any, document: Document, approved: list[Order], signed_in: Any, who: str) -> None:
    uid, browser = approved[0].uid, signed_in(who)
    assert browser.post(f"/nhiem-vu/lenh/{uid}/bo/").status_code == 403
    assert browser.post(f"/nhiem-vu/giao/{uid}/", {"order": str(uid)}).status_code == 403
    assert b"sua=" not in browser.get(f"/nhiem-vu/phan-cong/{document.uid}/").content


def test_a_unit_sees_its_own_part_alone(cast: Any, signed_in: Any) -> None:
    order = actions.draft(organization=cast.province, authority=cast.province, task="Rà soát", by=cast.binh, at=cast.noon)
    lead = [str(cast.commune.uid), str(cast.other_commune.uid)]
    actions.set_targets(order, lead=lead, by=cast.binh, at=cast.noon)
    actions.issue([order], by=cast.an, at=cast.noon)
    page = signed_in("hoa").get(f"/nhiem-vu/lenh/{order.uid}/").content.decode()
    assert cast.commune.name in page
    for hidden in (cast.other_commune.name, "Mai Thị Lan", "Thu hồi", "Diễn biến", "Bảng phân công"):
        assert hidden not in page


def test_the_inbox_shows_own_work_alone(cast: Any, given: Assignment, signed_in: Any) -> None:
    assert given.order.task in signed_in("hoa").get("/nhiem-vu/tiep-nhan/").content.decode()
    assert given.order.task not in signed_in("thu").get("/nhiem-vu/tiep-nhan/").content.decode()
    assert given.order.task not in signed_in("xuan").get("/nhiem-vu/tiep-nhan/").content.decode()


def test_nobody_signed_in_is_led_to_the_door(client: Any, given: Assignment) -> None:
    assert client.get(f"/nhiem-vu/lenh/{given.order.uid}/").status_code == 302


@pytest.mark.parametrize("address", ["don-vi/?o=khong-phai-ma", "don-vi/", "don-vi/?o=00000000-0000-0000-0000-000000000000"])
def test_an_address_made_up_is_not_found(signed_in: Any, address: str) -> None:
    assert signed_in("binh").get(f"/nhiem-vu/{address}").status_code == 404
