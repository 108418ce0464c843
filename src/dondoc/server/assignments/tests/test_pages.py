"""Các trang: xem, sửa, chọn, trình, duyệt, giao, tiếp nhận, thu hồi; không cần JavaScript. / The pages, without JavaScript."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Order, OrderState
from dondoc.server.documents.models import Document
from dondoc.server.organizations import actions as organizations


def table(document: Document) -> str:
    return f"/nhiem-vu/phan-cong/{document.uid}/"


def row_data(order: Order, **changed: Any) -> dict[str, Any]:
    """The form of a row as it stands, with what a person changes."""
    day = order.deadline_on
    return {
        "task": order.task,
        "force": order.force,
        "product_kind": order.product_kind,
        "product": order.product,
        "criteria": "\n".join(order.criteria.values_list("text", flat=True)),
        "deadline_on": f"{day:%d/%m/%Y}" if day else "",
        "bound": order.bound,
        "deadline_source": order.deadline_source,
        "cadence": order.cadence,
        "weight": order.weight,
        "pillar": "",
        "version": order.version,
    } | changed


def said(response: Any) -> str:
    """The page after the redirects, as text."""
    return response.content.decode()


def ticked(response: Any, name: str) -> set[str]:
    """The values of the boxes of this name that are ticked."""
    boxes = re.findall(rf'<input type="checkbox" name="{name}" value="([^"]+)"[^>]* checked', said(response))
    return set(boxes)


# the table


def test_the_table_shows_words_bodies_and_what_is_default(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    page = said(signed_in("binh").get(table(document)))
    assert "Đảng ủy xã An Bình; Đảng ủy xã Bình Minh" in page
    assert "2 tiêu chí mặc định" in page
    assert "1 hạn mặc định" in page
    assert "trước ngày" in page
    assert "Trình lãnh đạo" in page
    assert "đơn vị chủ trì" not in page.lower().replace("chưa chọn đơn vị chủ trì", "")


def test_an_empty_table_says_what_to_do(cast: Any, document: Document, signed_in: Any) -> None:
    assert "Đối chiếu văn bản" in said(signed_in("binh").get(table(document)))
    assert "Chưa có nhiệm vụ nào" in said(signed_in("an").get(table(document)))


def test_a_row_opens_as_a_form_and_is_saved(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    order, browser = orders[1], signed_in("binh")
    page = said(browser.get(table(document), {"sua": str(order.uid)}))
    assert f'action="/nhiem-vu/lenh/{order.uid}/sua/"' in page
    changed = row_data(order, task="Theo dõi hằng tuần", criteria="- Có sổ theo dõi\n- Báo cáo đủ", deadline_on="", cadence="weekly")
    answer = browser.post(f"/nhiem-vu/lenh/{order.uid}/sua/", changed)
    assert answer.status_code == 302
    order.refresh_from_db()
    assert (order.task, order.cadence, order.deadline_on, order.default_deadline) == ("Theo dõi hằng tuần", "weekly", None, False)
    assert list(order.criteria.values_list("text", flat=True)) == ["Có sổ theo dõi", "Báo cáo đủ"]
    assert browser.get(f"/nhiem-vu/lenh/{order.uid}/sua/").url.endswith(f"?sua={order.uid}#o-{order.uid}")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"deadline_on": "31/02/2099"}, "Ngày phải có dạng ngày/tháng/năm"),
        ({"deadline_on": "2/9/2001"}, "Hạn không được trước hôm nay."),
        ({"deadline_on": "", "cadence": ""}, "Đề nghị ghi thời hạn, hoặc chọn định kỳ."),
        ({"task": "x" * 4001}, "Nội dung dài quá 4000 ký tự"),
        ({"criteria": " "}, "Mỗi nhiệm vụ có ít nhất một tiêu chí đánh giá."),
    ],
)
def test_bad_input_is_told_and_kept(
    cast: Any, document: Document, orders: list[Order], signed_in: Any, changed: dict[str, str], sentence: str
) -> None:
    answer = signed_in("binh").post(f"/nhiem-vu/lenh/{orders[1].uid}/sua/", row_data(orders[1], product="Sổ theo dõi mới", **changed))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert "Sổ theo dõi mới" in said(answer)
    orders[1].refresh_from_db()
    assert (orders[1].version, orders[1].criteria.count()) == (1, 1)


def test_dates_are_read_the_vietnamese_way(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    signed_in("binh").post(f"/nhiem-vu/lenh/{orders[0].uid}/sua/", row_data(orders[0], deadline_on="2/9/2099"))
    orders[0].refresh_from_db()
    assert orders[0].deadline_on is not None
    assert (orders[0].deadline_on.month, orders[0].deadline_on.day) == (9, 2)
    assert orders[0].deadline_source == "approved"  # a printed day that was changed is printed no more


def test_a_stale_form_shows_both_and_overwrites_only_when_told(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    order, browser = orders[0], signed_in("binh")
    actions.edit(order, version=1, task="Bản của người khác", by=cast.binh, at=cast.noon)
    answer = browser.post(f"/nhiem-vu/lenh/{order.uid}/sua/", row_data(order, task="Bản của tôi", version=1))
    assert answer.status_code == 409
    for words in ("Bản của người khác", "Bản của tôi", "Dùng bản của tôi", 'name="version" value="2"'):
        assert words in said(answer)
    order.refresh_from_db()
    assert order.task == "Bản của người khác"
    browser.post(f"/nhiem-vu/lenh/{order.uid}/sua/", row_data(order, task="Bản của tôi"))
    order.refresh_from_db()
    assert order.task == "Bản của tôi"


def test_a_double_click_takes_effect_once(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    browser, data = signed_in("binh"), {"task": "Việc thêm bằng tay", "force": "giao", "weight": "1", "form_key": str(uuid.uuid4())}
    first = browser.post(f"{table(document)}them/", data)
    second = browser.post(f"{table(document)}them/", data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Order.objects.filter(task="Việc thêm bằng tay").count() == 1


def test_one_deadline_for_the_rows_ticked(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    browser, uids = signed_in("binh"), [str(order.uid) for order in orders]
    answer = browser.post(f"{table(document)}da-chon/", {"o": uids, "act": "deadlines", "deadline_on": "20/12/2099", "cadence": ""})
    assert answer.status_code == 302
    assert {f"{order.deadline_on:%d/%m/%Y}" for order in Order.objects.all()} == {"20/12/2099"}
    wrong = browser.post(f"{table(document)}da-chon/", {"o": uids, "act": "deadlines", "deadline_on": "", "cadence": ""})
    assert wrong.status_code == 422
    nothing = browser.post(f"{table(document)}da-chon/", {"act": "bodies"}, follow=True)
    assert "Chưa chọn nhiệm vụ nào" in said(nothing)


def test_a_draft_is_dropped_from_the_table(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    answer = signed_in("binh").post(f"/nhiem-vu/lenh/{orders[0].uid}/bo/", follow=True)
    assert "Nội dung chỉ đạo này lại cần xử lý" in said(answer)
    assert orders[0].task not in said(answer)


# bodies


def test_bodies_are_chosen_for_several_rows(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    group = organizations.define_group(
        key="xa",
        name="Tất cả xã",
        rule={"categories": ["commune"], "under": str(cast.province.uid)},
        organization=cast.province,
        by=cast.founder,
        at=cast.noon,
    )
    browser, uids = signed_in("binh"), [str(order.uid) for order in orders]
    led = browser.post(f"{table(document)}da-chon/", {"o": uids, "act": "bodies"})
    page = said(browser.get(led.url))
    assert "Tất cả xã" in page
    assert "chưa có người đứng đầu" in page  # the headless ward
    data = {
        "o": uids,
        "version": [f"{order.uid}:{order.version}" for order in orders],
        "lead": [str(group.uid)],
        "support": [str(cast.office.uid)],
        "left_out": [str(cast.other_commune.uid)],
        "act": "save",
    }
    assert browser.post("/nhiem-vu/don-vi/", data).status_code == 302
    page = said(browser.get(table(document)))
    assert page.count("Tất cả xã") == 2
    assert "trừ" in page
    assert "Văn phòng Tỉnh ủy" in page


@pytest.mark.parametrize(("lead", "sentence"), [("", "Chọn ít nhất một"), ("commune", "vừa được chọn chủ trì")])
def test_a_wrong_choice_is_told_and_kept(
    cast: Any, document: Document, orders: list[Order], signed_in: Any, lead: str, sentence: str
) -> None:
    chosen = [str(cast.places[lead].uid)] if lead else []
    data = {"o": str(orders[0].uid), "lead": chosen, "left_out": str(cast.commune.uid), "act": "save"}
    answer = signed_in("binh").post("/nhiem-vu/don-vi/", data)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert ticked(answer, "left_out") == {str(cast.commune.uid)}


def test_searching_without_marks_saves_nothing_and_keeps_the_choice(
    cast: Any, document: Document, orders: list[Order], signed_in: Any
) -> None:
    data = {"o": str(orders[1].uid), "lead": str(cast.commune.uid), "words": "chi bo thon", "act": "find"}
    answer = signed_in("binh").post("/nhiem-vu/don-vi/", data)
    assert "Chi bộ thôn Một" in said(answer)
    assert ticked(answer, "lead") == {str(cast.commune.uid)}
    assert [target.organization for target in orders[1].targets.all()] == [cast.office]


def test_a_stale_choice_of_bodies_is_shown(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    order = actions.set_targets(orders[0], lead=[str(cast.office.uid)], by=cast.binh, at=cast.noon)
    data = {"o": str(order.uid), "version": f"{order.uid}:1", "lead": str(cast.commune.uid), "act": "save"}
    answer = signed_in("binh").post("/nhiem-vu/don-vi/", data)
    assert answer.status_code == 409
    assert "Bản đang lưu" in said(answer)
    assert [target.organization for target in order.targets.all()] == [cast.office]


def test_a_draft_is_divided_by_kind_of_body(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    browser, address = signed_in("binh"), f"/nhiem-vu/lenh/{orders[0].uid}/tach/"
    assert orders[0].task in said(browser.get(address))
    data = {
        "lines": "3",
        "p0-task": "Xã lập danh mục việc",
        "p0-lead": str(cast.commune.uid),
        "p0-product_kind": "ke_hoach",
        "p0-deadline_on": "10/12/2099",
        "p1-task": "Văn phòng tổng hợp",
        "p1-lead": "",
        "p1-product_kind": "bao_cao",
        "p2-product_kind": "bao_cao",
    }
    few = browser.post(address, data | {"p1-task": ""})
    assert few.status_code == 422
    assert "từ hai nhiệm vụ trở lên" in said(few)
    assert browser.post(address, data).status_code == 302
    made = Order.objects.filter(clause=orders[0].clause).exclude(state=OrderState.DISCARDED).order_by("pk")
    assert [order.task for order in made] == ["Xã lập danh mục việc", "Văn phòng tổng hợp"]
    assert browser.get(address).status_code == 409


# the sheet


def test_the_table_leaves_as_a_sheet_without_formulas(cast: Any, document: Document, orders: list[Order], signed_in: Any) -> None:
    actions.edit(orders[1], version=1, task='=HYPERLINK("http://xau.example")', by=cast.binh, at=cast.noon)
    answer = signed_in("binh").get(f"{table(document)}bang.xlsx")
    assert "bang-phan-cong_214-tbvptu" in answer["Content-Disposition"]
    page = load_workbook(BytesIO(answer.content)).active
    assert page is not None
    lines = list(page.iter_rows(values_only=True))
    titles, first, second = lines[2], lines[3], lines[4]
    assert first[titles.index("Chủ trì")] == "Đảng ủy xã An Bình; Đảng ủy xã Bình Minh"
    assert first[titles.index("Thời hạn")] == datetime(2099, 12, 15)
    assert first[titles.index("Sản phẩm")].endswith("(mặc định)")
    assert second[titles.index("Việc được giao")] == '=HYPERLINK("http://xau.example")'
    assert page.cell(5, titles.index("Việc được giao") + 1).data_type == "s"
    assert signed_in("hoa").get(f"{table(document)}bang.xlsx").status_code == 404
