"""Giao cho một đơn vị của tỉnh dùng thử nhiều việc trong tháng. / Gives a body of a demo province a month of work; run in its home.

DONDOC_HOME=… python tests/journeys/giving.py OFFICER-OF-THE-UNIT COUNT
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.server.site.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from dondoc.server.accounts.models import Account  # noqa: E402
from dondoc.server.assignments import actions  # noqa: E402
from dondoc.server.organizations.models import Organization  # noqa: E402
from dondoc.server.reports import periods, queries  # noqa: E402

TASKS = (
    "Rà soát hộ nghèo, hộ cận nghèo trên địa bàn, lập danh sách hỗ trợ nhà ở",
    "Hoàn thành đo đạc, chỉnh lý bản đồ địa chính các thôn còn lại",
    "Kiểm tra an toàn hồ đập trước mùa mưa, báo cáo hồ đập xuống cấp",
    "Hướng dẫn nông dân chuyển đổi giống lúa vụ đông xuân",
    "Giải quyết hồ sơ cấp giấy chứng nhận quyền sử dụng đất còn tồn",
    "Kiểm tra, xử lý việc đổ rác thải không đúng nơi quy định",
    "Báo cáo tiến độ trồng rừng thay thế",
    "Tổ chức tiêm phòng gia súc, gia cầm đợt hai",
    "Rà soát quy hoạch vùng nuôi trồng thủy sản",
    "Đối thoại với các hộ chưa bàn giao mặt bằng",
    "Kiểm tra chất lượng vật tư nông nghiệp",
    "Xây dựng phương án cấp nước sinh hoạt mùa khô",
    "Công khai kết quả giải quyết thủ tục hành chính hằng tuần",
    "Tổng hợp kiến nghị của cử tri về đất đai",
)


def main(username: str, count: int) -> None:
    """Draft this many by the office and issue them by the leader, due after the month."""
    now, day = timezone.now(), timezone.localdate()
    person = {name: Account.objects.select_related("person").get(username=name).person for name in (username, "tonghop", "bithu")}
    unit = queries.own_organizations(person[username])[0]
    root = Organization.objects.get(pk=int(unit.path.strip("/").split("/")[0]))
    period = periods.current_period(unit, day)
    assert period is not None
    giver = queries.own_organizations(person["bithu"])[0] if root.orders_given.count() == 0 else root
    orders = []
    for place in range(count):
        order = actions.draft(
            organization=giver,
            authority=giver,
            task=TASKS[place % len(TASKS)],
            product="Báo cáo kết quả",
            deadline_on=max(period.lock_on, day) + timedelta(days=20 + place),
            by=person["tonghop"],
            at=now,
        )
        actions.set_targets(order, lead=[str(unit.uid)], by=person["tonghop"], at=now)
        orders.append(order)
    actions.issue(orders, by=person["bithu"], at=now)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
