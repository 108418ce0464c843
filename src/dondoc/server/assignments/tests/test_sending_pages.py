"""Trình, duyệt, giao, thu hồi, tiếp nhận: các trang. / Pages of sending up, deciding, issuing, withdrawing, receiving."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Assignment, Order, Submission
from dondoc.server.documents.models import Document


def table(document: Document) -> str:
    return f"/nhiem-vu/phan-cong/{document.uid}/"


def said(response: Any) -> str:
    """The page after the redirects, as text."""
    return response.content.decode()


# sending up, the leader


def send_up(cast: Any, document: Document, browser: Any) -> Submission:
    uids = [str(order.uid) for order in Order.objects.filter(document=document)]
    answer = browser.post(f"{table(document)}trinh/", {"o": uids, "post": str(cast.an_post.uid), "summary": "Kính trình đồng chí."})
    assert answer.status_code == 302
    return Submission.objects.get()


def test_only_what_is_whole_is_sent_up(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    actions.set_targets(orders[1], lead=[], by=cast.binh, at=cast.noon)
    browser, address = signed_in("binh"), f"{table(document)}trinh/"
    page = said(browser.get(address))
    assert "thiếu đơn vị chủ trì" in page.replace("</span>", "").replace("\n", " ")
    assert "Bí thư Tỉnh ủy: Trần Văn An" in page
    none = browser.post(address, {"post": str(cast.an_post.uid)})
    assert (none.status_code, "Chưa chọn nhiệm vụ nào để trình" in said(none)) == (422, True)
    both = browser.post(address, {"o": [str(order.uid) for order in orders], "post": str(cast.an_post.uid)})
    assert (both.status_code, "còn thiếu: đơn vị chủ trì" in said(both)) == (422, True)
    one = browser.post(address, {"o": str(orders[0].uid), "post": str(cast.an_post.uid)})
    assert one.status_code == 302
    assert browser.post(address, {"o": str(orders[0].uid), "post": "khac"}).status_code == 422


def test_the_leader_reads_and_approves(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    sent = send_up(cast, document, signed_in("binh"))
    leader, address = signed_in("an"), f"/nhiem-vu/trinh/{sent.uid}/"
    page = said(leader.get(address))
    assert "2 nhiệm vụ" in page
    assert "3 cơ quan, đơn vị" in page
    assert "Kính trình đồng chí." in page
    back = leader.post(address, {"approve": "0", "words": " "})
    assert (back.status_code, "ghi rõ nội dung cần hoàn thiện" in said(back)) == (422, True)
    assert "Đã duyệt phân công." in said(leader.post(address, {"approve": "1"}, follow=True))
    assert set(Order.objects.values_list("state", flat=True)) == {"approved"}
    assert "Giao 2 nhiệm vụ" in said(signed_in("binh").get(address))
    assert leader.post(address, {"approve": "1"}).status_code == 409


def test_the_leader_returns_with_words(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    sent = send_up(cast, document, signed_in("binh"))
    signed_in("an").post(f"/nhiem-vu/trinh/{sent.uid}/", {"approve": "0", "words": "Rút ngắn thời hạn."})
    assert set(Order.objects.values_list("state", flat=True)) == {"returned"}
    assert "Rút ngắn thời hạn." in said(signed_in("binh").get(f"/nhiem-vu/trinh/{sent.uid}/"))
    assert "Trả lại để hoàn thiện" in said(signed_in("binh").get(table(document)))


def test_who_may_not_decide_gets_no_form_and_is_refused(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    sent = send_up(cast, document, signed_in("binh"))
    address = f"/nhiem-vu/trinh/{sent.uid}/"
    for who in ("binh", "oanh", "dung"):
        assert 'id="decide"' not in said(signed_in(who).get(address))
        assert signed_in(who).post(address, {"approve": "1"}).status_code == 403
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_an_assistant_enters_the_leaders_words_with_the_scan(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    sent = send_up(cast, document, signed_in("binh"))
    browser, address = signed_in("nam"), f"/nhiem-vu/trinh/{sent.uid}/"
    assert "Nhập thay ý kiến chỉ đạo của đồng chí Trần Văn An" in said(browser.get(address))
    data = {"approve": "1", "words": "Đồng ý, làm ngay.", "given_on": f"{timezone.localdate():%d/%m/%Y}"}
    bare = browser.post(address, data)
    assert (bare.status_code, "phải kèm bản chụp bút phê" in said(bare), "Đồng ý, làm ngay." in said(bare)) == (422, True, True)
    for content, sentence in ((b"MZ chuong trinh", "Bản chụp phải là ảnh"), (b"", "0 byte")):
        wrong = browser.post(address, data | {"scan": SimpleUploadedFile("but-phe.jpg", content)})
        assert (wrong.status_code, sentence in said(wrong)) == (422, True)
    later = f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}"
    ahead = browser.post(address, data | {"given_on": later, "scan": SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n but phe")})
    assert "không được sau hôm nay" in said(ahead)
    browser.post(address, data | {"scan": SimpleUploadedFile("bút phê.png", b"\x89PNG\r\n\x1a\n but phe")})
    sent.refresh_from_db()
    assert sent.state == "approved"
    page = said(browser.get(address))
    assert "Đỗ Hoài Nam nhập thay" in page
    scan = browser.get(f"{address}ban-chup/")
    assert b"".join(scan.streaming_content) == b"\x89PNG\r\n\x1a\n but phe"
    assert signed_in("hoa").get(f"{address}ban-chup/").status_code == 404


def test_what_waits_for_a_leader_is_listed(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    send_up(cast, document, signed_in("binh"))
    assert "Xem và duyệt" in said(signed_in("an").get("/nhiem-vu/trinh/"))
    assert "Xem và duyệt" not in said(signed_in("dung").get("/nhiem-vu/trinh/"))


# issuing


def test_the_sheet_then_the_issue_then_taking_it_back(cast: Any, document: Document, approved: list[Order], signed_in: Any) -> None:
    browser, address = signed_in("binh"), f"/nhiem-vu/giao/{approved[0].submission.uid}/"
    page = said(browser.get(address))
    assert "Giao 2 nhiệm vụ" in page
    assert "10 giây" in page
    uids = [str(order.uid) for order in approved]
    page = said(browser.post(address, {"order": uids}, follow=True))
    assert "Đã gửi 2 nhiệm vụ đến 3 cơ quan, đơn vị." in page
    assert "/nhiem-vu/thu-lai/" in page
    assert Assignment.objects.count() == 3
    assert "Đã thu lại 2 nhiệm vụ ở 3 đơn vị" in said(browser.post("/nhiem-vu/thu-lai/", {"order": uids}, follow=True))
    assert set(Order.objects.values_list("state", flat=True)) == {"approved"}
    for address in (f"/nhiem-vu/giao/{document.uid}/", f"/nhiem-vu/giao/{approved[0].uid}/"):
        assert browser.get(address).status_code == 200


def test_after_the_seconds_it_is_withdrawn_with_a_ground(cast: Any, document: Document, approved: list[Order], signed_in: Any) -> None:
    actions.issue(approved, by=cast.binh, at=cast.noon - timedelta(minutes=1))
    browser = signed_in("binh")
    late = browser.post("/nhiem-vu/thu-lai/", {"order": str(approved[0].uid)}, follow=True)
    assert "Đã quá 10 giây" in said(late)
    address = f"/nhiem-vu/lenh/{approved[0].uid}/"
    part = approved[0].assignments.get(organization=cast.commune)
    for data, sentence in (
        ({"part": str(part.uid), "reason": ""}, "Đề nghị ghi căn cứ, lý do thu hồi."),
        ({"reason": "Văn bản thay thế"}, "Đánh dấu đơn vị cần thu hồi"),
    ):
        answer = browser.post(f"{address}thu-hoi/", data)
        assert (answer.status_code, sentence in said(answer)) == (422, True)
    page = said(browser.post(f"{address}thu-hoi/", {"part": str(part.uid), "reason": "Văn bản thay thế"}, follow=True))
    assert "Đã thu hồi nhiệm vụ ở 1 đơn vị" in page
    page = said(browser.post(f"{address}thu-hoi/", {"everywhere": "on", "reason": "Hết hiệu lực"}, follow=True))
    assert "Đã thu hồi nhiệm vụ ở 1 đơn vị" in page
    approved[0].refresh_from_db()
    assert (approved[0].state, approved[0].ended_reason) == ("withdrawn", "Hết hiệu lực")


def test_units_without_a_head_are_listed_before_and_after(cast: Any, document: Document, approved: list[Order], signed_in: Any) -> None:
    order = actions.set_targets(approved[0], lead=[str(cast.commune.uid), str(cast.headless.uid)], by=cast.binh, at=cast.noon)
    leader = signed_in("an")
    assert "1 đơn vị chưa có người đứng đầu" in said(leader.get(f"/nhiem-vu/giao/{order.uid}/"))
    page = said(leader.post(f"/nhiem-vu/giao/{order.uid}/", {"order": str(order.uid)}, follow=True))
    assert "Đảng ủy phường Cẩm Sơn" in page
    assert "giữ lại vì chưa có người đứng đầu" in said(leader.get(f"/nhiem-vu/lenh/{order.uid}/"))


def test_nothing_approved_leads_back_to_the_table(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    answer = signed_in("binh").get(f"/nhiem-vu/giao/{document.uid}/", follow=True)
    assert "Không có nhiệm vụ nào đã duyệt mà chưa giao." in said(answer)


def test_the_order_shows_where_its_words_come_from_and_how_its_day_came(
    cast: Any, document: Document, given: Assignment, signed_in: Any
) -> None:
    page = said(signed_in("binh").get(f"/nhiem-vu/lenh/{given.order.uid}/"))
    assert "Xem trong văn bản" in page
    assert "Điểm 1" in page
    assert "ngày cuối là 14/12/2099" in page
    assert "Lãnh đạo duyệt" in page
    assert "0/2" in page


# direct work


def test_direct_work_from_nothing_to_a_unit(cast: Any, signed_in: Any) -> None:
    browser = signed_in("binh")
    assert "Giao nhiệm vụ trực tiếp" in said(browser.get("/nhiem-vu/phan-cong/"))
    led = browser.post(
        f"/nhiem-vu/phan-cong/{cast.province.uid}/them/",
        {
            "task": "Báo cáo nhanh tình hình mưa lũ",
            "words": "Ý kiến Bí thư qua điện thoại",
            "force": "yêu cầu",
            "weight": "1",
            "deadline_on": "",
            "cadence": "",
        },
    )
    order = Order.objects.get()
    assert (order.document, order.default_deadline, order.product_kind) == (None, True, "bao_cao")
    browser.post(led.url.partition("?")[0], {"o": str(order.uid), "lead": str(cast.commune.uid), "act": "save"})
    assert order.task in said(browser.get(f"/nhiem-vu/phan-cong/{cast.province.uid}/"))
    leader = signed_in("an")
    leader.post(f"/nhiem-vu/giao/{order.uid}/", {"order": str(order.uid)})
    assert Assignment.objects.get().organization == cast.commune
    assert signed_in("khanh").get(f"/nhiem-vu/lenh/{order.uid}/").status_code == 200


# the unit


def test_a_unit_takes_up_several_and_names_who_does_them(cast: Any, given: Assignment, signed_in: Any) -> None:
    browser, uid, unit = signed_in("hoa"), str(given.uid), str(cast.commune.uid)
    nothing = browser.post("/nhiem-vu/tiep-nhan/", {})
    assert (nothing.status_code, "Đánh dấu việc cần tiếp nhận" in said(nothing)) == (422, True)
    browser.post("/nhiem-vu/tiep-nhan/", {"w": uid, f"unit-{uid}": unit})
    given.refresh_from_db()
    assert (given.state, given.doer) == ("received", None)
    assert "Chưa phân công người thực hiện" in said(browser.get("/nhiem-vu/tiep-nhan/"))
    stranger = {"w": uid, f"unit-{uid}": unit, f"doer-{uid}": str(cast.lan.uid)}
    assert browser.post("/nhiem-vu/tiep-nhan/", stranger).status_code == 422
    browser.post("/nhiem-vu/tiep-nhan/", {"w": uid, f"unit-{uid}": unit, f"all-{unit}": str(cast.khanh.uid)})
    given.refresh_from_db()
    assert given.doer == cast.khanh
    assert "Không có nhiệm vụ nào chờ tiếp nhận" in said(browser.get("/nhiem-vu/tiep-nhan/"))


def test_one_is_taken_up_from_its_card(cast: Any, given: Assignment, signed_in: Any) -> None:
    browser, address = signed_in("hoa"), f"/nhiem-vu/viec/{given.uid}/tiep-nhan/"
    assert browser.post(address, {"next": "https://xau.example/"}).url == "/nhiem-vu/tiep-nhan/"
    assert browser.post(address, {"doer": str(cast.lan.uid), "next": "/nhiem-vu/"}).url == "/nhiem-vu/"
    given.refresh_from_db()
    assert (given.state, given.doer) == ("received", None)
    browser.post(address, {"doer": str(cast.khanh.uid)})
    given.refresh_from_db()
    assert given.doer == cast.khanh
    assert browser.post(address, {}).status_code == 409
