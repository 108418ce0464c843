"""Một thông báo hoàn toàn chung: không thời hạn, không cơ quan cụ thể, đi đến việc được giao, chỉ bằng các trang.

A wholly general notice, our own words, with the traits of the founding document: no deadline, no named body, weak verbs. From the
proposals to issued work by the pages alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dondoc.server.assignments.models import Assignment, Order
from dondoc.server.documents import actions as documents
from dondoc.server.documents.models import Document
from dondoc.server.documents.reader import read
from dondoc.server.organizations import actions as organizations

TEXT = """THÔNG BÁO
kết luận của Thường trực Tỉnh ủy tại hội nghị sơ kết việc nêu gương

I- Tình hình
Việc nêu gương có chuyển biến nhưng chưa đều.

II- Nhiệm vụ thời gian tới
1- Tiếp tục thực hiện tốt chuyên đề của năm, gắn với chức trách được giao.
2- Từng cơ quan, đơn vị chọn việc bức xúc, kéo dài để giải quyết dứt điểm.
3- Các cấp ủy tăng cường kiểm tra, theo dõi, đôn đốc; kịp thời nhắc nhở nơi làm chưa tốt.
4- Mỗi cán bộ, đảng viên phải gần gũi Nhân dân, nói đi đôi với làm.
5- Mỗi số bản tin có 01 tập thể và 01 cá nhân điển hình để sinh hoạt.
"""


@pytest.fixture
def groups(cast: Any) -> dict[str, str]:
    """The usual groups of a province."""
    under = str(cast.province.uid)
    rules = {
        "xa-phuong": ("Tất cả xã, phường", {"under": under, "categories": ["commune", "ward"]}),
        "cap-uy-truc-thuoc": ("Các đảng ủy trực thuộc Tỉnh ủy", {"under": under, "levels": ["above_grassroots"]}),
        "ban-tinh-uy": ("Các ban, Văn phòng Tỉnh ủy", {"under": under, "kinds": ["office", "inspection"]}),
    }
    made = {}
    for key, (name, rule) in rules.items():
        group = organizations.define_group(key=key, name=name, rule=rule, organization=cast.province, by=cast.founder, at=cast.noon)
        made[key] = str(group.uid)
    return made


@pytest.fixture
def notice(cast: Any) -> Document:
    """The notice as the clerk registered it, read by the reader of this version."""
    data = TEXT.encode()
    taken = documents.take_in(
        cast.province, main=documents.Upload("thong-bao.txt", data, read("thong-bao.txt", data)), by=cast.chi, at=cast.noon, declared=True
    )
    return documents.register(taken, authority_organization=cast.province, by=cast.chi, at=cast.noon)


def test_from_general_words_to_issued_work_by_the_pages_alone(cast: Any, groups: dict[str, str], notice: Document, signed_in: Any) -> None:
    officer, leader = signed_in("binh"), signed_in("an")
    assert notice.proposals.count() >= 3
    assert not notice.proposals.exclude(deadline_on=None).exists()

    officer.post(f"/van-ban/{notice.uid}/doi-chieu/chon/", {"take": "all"})
    table = f"/nhiem-vu/phan-cong/{notice.uid}/"
    page = officer.get(table).content.decode()
    orders = list(Order.objects.filter(document=notice))
    assert len(orders) == notice.proposals.count()
    assert all(order.default_deadline or order.cadence for order in orders)
    assert "Chưa chọn đơn vị chủ trì" in page
    assert "hạn mặc định" in page

    unaimed = [order for order in orders if not order.targets.exists()]
    aimed = [order for order in orders if order.targets.exists()]
    assert unaimed
    assert aimed  # «Từng cơ quan, đơn vị», «Các cấp ủy» are plain
    officer.post(
        "/nhiem-vu/don-vi/",
        {"o": [str(order.uid) for order in unaimed], "lead": [groups["xa-phuong"], groups["ban-tinh-uy"]], "act": "save"},
    )
    general = unaimed[0]
    officer.post(
        f"/nhiem-vu/lenh/{general.uid}/tach/",
        {
            "lines": "2",
            "p0-task": "Xã, phường xây dựng kế hoạch thực hiện chuyên đề",
            "p0-lead": groups["xa-phuong"],
            "p0-product_kind": "ke_hoach",
            "p0-deadline_on": f"{timezone.localdate() + timedelta(days=45):%d/%m/%Y}",
            "p1-task": "Các ban, Văn phòng hướng dẫn, tổng hợp kết quả",
            "p1-lead": groups["ban-tinh-uy"],
            "p1-product_kind": "van_ban",
        },
    )
    waiting = [str(order.uid) for order in Order.objects.filter(document=notice, state="drafted")]
    assert len(waiting) == len(orders) + 1
    sent = officer.post(f"{table}trinh/", {"o": waiting, "post": str(cast.an_post.uid)})
    assert sent.status_code == 302, sent.content.decode()
    leader.post(sent.url, {"approve": "1"})
    issue = sent.url.replace("/trinh/", "/giao/")
    sheet = officer.get(issue).content.decode()
    assert f"Giao {len(waiting)} nhiệm vụ" in sheet
    assert "1 đơn vị chưa có người đứng đầu" in sheet
    done = officer.post(issue, {"order": waiting}, follow=True).content.decode()
    assert f"Đã gửi {len(waiting)} nhiệm vụ đến 4 cơ quan, đơn vị." in done
    assert {part.organization for part in Assignment.objects.all()} == {cast.commune, cast.other_commune, cast.office, cast.inspection}
    for order in Order.objects.filter(document=notice, state="issued"):
        assert order.product
        assert order.criteria.exists()
        assert order.deadline_on or order.cadence
        assert order.words.strip()
    assert signed_in("hoa").get("/nhiem-vu/tiep-nhan/").content.decode().count('name="w"') >= 2
