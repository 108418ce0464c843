"""Dựng tỉnh dùng thử và danh sách đăng nhập. / Building the demo, and who may sign in to it."""

from __future__ import annotations

from datetime import datetime

from dondoc.server.accounts import actions as accounts
from dondoc.server.accounts.models import Account
from dondoc.server.programmes import actions as programmes
from dondoc.server.rulebook import actions as rulebook
from dondoc.server.site.demo import merger as changing
from dondoc.server.site.demo import province, work
from dondoc.server.site.demo.province import Province

#: Printed by `dondoc demo`; a real instance never runs with the demo's data.
PASSWORD = "dong-linh-2026"  # noqa: S105  # published on purpose, for the demo alone

#: username -> (key of the person in the province, what the person does, Vietnamese and English)
SIGN_INS = {
    "bithu": ("secretary", "Bí thư Tỉnh ủy / Provincial secretary"),
    "thuky": ("assistant", "Thư ký nhập thay lãnh đạo / Assistant who types for leaders"),
    "chanhvp": ("head_of_office", "Chánh Văn phòng Tỉnh ủy / Head of office"),
    "phovp": ("deputy_head_of_office", "Phó Chánh Văn phòng Tỉnh ủy / Deputy head of office"),
    "vanthu": ("records_clerk", "Văn thư / Records clerk"),
    "tonghop": ("monitoring_officer", "Chuyên viên tổng hợp, theo dõi / Monitoring officer"),
    "xa": ("commune_0_head", "Bí thư Đảng ủy xã Hoài Viên / Head of a commune's committee"),
    "canboxa": ("commune_0_officer", "Cán bộ tổng hợp xã Hoài Viên / Reporting officer of the commune"),
    "so": ("department_5_head", "Giám đốc Sở Nông nghiệp và Môi trường / Head of a department"),
    "canboso": ("department_5_officer", "Cán bộ tổng hợp của sở / Reporting officer of the department"),
    "chibo": ("cell_1_secretary", "Bí thư chi bộ thôn 1 / Cell secretary"),
    "chiuy": ("cell_member_for_others", "Chi ủy viên nhập thay đảng viên / Committee member entering for others"),
    "dangvien": ("member", "Đảng viên / Member"),
    "bientap": ("editor", "Biên tập viên tuyên giáo / Propaganda editor"),
    "kiemtra": ("inspector", "Chủ nhiệm Ủy ban Kiểm tra / Inspection commission"),
    "quantri": ("administrator", "Quản trị hệ thống, không xem nội dung / Administrator without read right"),
}


def sign_ins(*, merger: bool = False) -> list[tuple[str, str]]:
    """(username, what the person does), in the order the demo prints them."""
    return [(username, sentence) for username, (_, sentence) in (changing.SIGN_INS if merger else SIGN_INS).items()]


def build_merger(*, at: datetime) -> None:
    """The change of 1 July 2025 instead of the province of today."""
    changing.build(at=at, password=PASSWORD)


def build(*, at: datetime) -> Province:
    """Build everything. `at`: now, told by the command."""
    built = province.build(at=at)
    _accounts(built)
    year = at.year
    rulebook.seed_holidays(years=range(2024, year + 3), organization=built.root, by=built.founder, at=at)
    programmes.set_theme(
        organization=built.root,
        year=year,
        name="Nêu cao tinh thần trách nhiệm, nói đi đôi với làm, phục vụ Nhân dân",
        pillars=["Nêu cao tinh thần trách nhiệm", "Chống chủ nghĩa cá nhân", "Nói đi đôi với làm"],
        by=built.founder,
        at=at,
    )
    work.tell(built, now=at)
    return built


def _accounts(built: Province) -> None:
    for username, (key, _sentence) in SIGN_INS.items():
        account, _token = accounts.invite(
            person=built.people[key], username=username, organization=built.root, by=built.founder, at=built.at
        )
        accounts.set_demo_password(account=Account.objects.get(pk=account.pk), password=PASSWORD, by=built.founder, at=built.at)
