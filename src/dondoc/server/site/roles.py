"""Vai trò: mỗi vai trò được làm những việc gì. Cả hệ thống trên một màn hình.

Roles on one screen. Who approves, registers, inspects or administers signs in with a second factor.
A post holds a role at a node, for itself, below, or both (`organizations.models.Grant`): «officer»
held at the provincial office for itself drafts orders there; «follower» held at the committee for everything below reads it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.server.accounts import access as accounts
from dondoc.server.assignments import access as assignments
from dondoc.server.columnmaps import access as columnmaps
from dondoc.server.custody import access as custody
from dondoc.server.documents import access as documents
from dondoc.server.obligations import access as obligations
from dondoc.server.organizations import access as organizations
from dondoc.server.organizations.access import Role
from dondoc.server.privacy import access as privacy
from dondoc.server.programmes import access as programmes
from dondoc.server.reports import access as reports
from dondoc.server.rights import access as rights
from dondoc.server.rights import separation
from dondoc.server.rights.separation import Pair
from dondoc.server.rulebook import access as rulebook
from dondoc.server.urging import access as urging

ACTS = {
    **organizations.ACTS,
    **rights.ACTS,
    **accounts.ACTS,
    **rulebook.ACTS,
    **documents.ACTS,
    **programmes.ACTS,
    **assignments.ACTS,
    **obligations.ACTS,
    **reports.ACTS,
    **urging.ACTS,
    **columnmaps.ACTS,
    **custody.ACTS,
    **privacy.ACTS,
}

_SEES = {"document.see", "order.see", "assignment.see"}

#: What the head of any body does with the work given to it.
_ANSWERS = frozenset(
    {
        "document.see",
        "assignment.see",
        "assignment.receive",
        "adjustment.ask",
        "explanation.give",
        "report.see",
        "obligation.answer",
        "report.enter",
        "report.submit",
        "column_map.use",
    }
)

ROLES: dict[str, Role] = {
    # those who give and follow work up
    "leader": Role(
        _("Lãnh đạo cho ý kiến, duyệt phân công"),
        frozenset(
            {
                *_SEES,
                "document.minute",
                "order.approve",
                "order.issue",
                "report.confirm",
                "assignment.accept",
                "adjustment.decide",
                "urging.see",
                "urging.order",
                "grant.see",
                "grant.confirm",
                "organization.confirm",
            }
        ),
        second_factor=True,
    ),
    "assistant": Role(
        _("Thư ký, trợ lý nhập thay lãnh đạo"), frozenset({*_SEES, "document.minute_for", "order.approve_for"}), second_factor=True
    ),
    "head_of_office": Role(
        _("Chánh Văn phòng, Phó Chánh Văn phòng"),
        frozenset(
            {
                *_SEES,
                "order.submit",
                "order.issue",
                "report.review",
                "report.confirm",
                "assignment.accept",
                "adjustment.decide",
                "urging.see",
                "urging.prepare",
                "urging.sign",
                "column_map.use",
                "column_map.set",
                "period.set",
                "theme.set",
                "rule.correct",
                "grant.see",
                "grant.confirm",
                "organization.confirm",
                "record.see",
                "record.correct",
                "retention.confirm",
            }
        ),
        second_factor=True,
    ),
    "records_clerk": Role(_("Văn thư"), frozenset({"document.see", "document.register", "document.correct_head"}), second_factor=True),
    "monitoring_officer": Role(
        _("Chuyên viên tổng hợp, theo dõi"),
        frozenset(
            {
                *_SEES,
                "document.correct_head",
                "document.dispose",
                "order.draft",
                "order.submit",
                "order.issue",
                "report.review",
                "urging.see",
                "urging.prepare",
                "column_map.use",
                "column_map.set",
            }
        ),
    ),
    # those who do the work
    "unit_head": Role(
        _("Thủ trưởng đơn vị"),
        _ANSWERS | {"grant.see", "grant.confirm", "column_map.set"},
        second_factor=True,
    ),
    "unit_leader": Role(
        _("Thủ trưởng đơn vị giao việc cho cấp dưới, trong nội bộ"),
        frozenset(
            {
                "order.see",
                "order.draft",
                "order.approve",
                "order.issue",
                "report.see",
                "report.review",
                "report.confirm",
                "assignment.accept",
                "adjustment.decide",
                "urging.see",
                "urging.prepare",
                "urging.sign",
                "urging.order",
            }
        ),
        second_factor=True,
    ),
    "reporting_officer": Role(
        _("Cán bộ tổng hợp của đơn vị"),
        frozenset(
            {
                "document.see",
                "assignment.see",
                "assignment.receive",
                "report.see",
                "obligation.answer",
                "report.enter",
                "column_map.use",
                "column_map.set",
            }
        ),
    ),
    "cell_secretary": Role(
        _("Bí thư chi bộ"),
        _ANSWERS,
    ),
    "cell_committee_member": Role(
        _("Chi ủy viên nhập thay đảng viên"), frozenset({"assignment.see", "report.see", "obligation.answer", "report.enter"})
    ),
    "member": Role(_("Đảng viên"), frozenset()),
    "propaganda_editor": Role(_("Biên tập viên tuyên giáo"), frozenset({"document.see"})),
    # those who look after and look into
    "inspector": Role(
        _("Ủy ban Kiểm tra, người kiểm tra"),
        frozenset({*_SEES, "report.see", "urging.see", "journal.read", "journal.export", "grant.see", "record.see"}),
        second_factor=True,
    ),
    "administrator": Role(
        _("Quản trị hệ thống, không xem nội dung công việc"),
        frozenset({"organization.manage", "grant.manage", "grant.see", "account.invite", "record.correct", "retention.propose"}),
        second_factor=True,
    ),
    "organization_officer": Role(
        _("Cán bộ tổ chức: cơ quan, chức vụ, con người, sắp xếp bộ máy"),
        frozenset({"organization.manage", "order.see", "assignment.see", "grant.see"}),
        second_factor=True,
    ),
    # the system actor that founds an instance and fills the demo
    "founder": Role(
        _("Khởi tạo hệ thống"),
        frozenset({"organization.manage", "grant.manage", "account.invite", "theme.set", "rule.correct", "period.set"}),
    ),
}


#: Who proposes does not approve: gathered from the rooms, whose acts refuse it.
SEPARATED = [Pair(*pair) for room in (assignments, reports, rights, privacy) for pair in room.SEPARATED]


def register() -> None:
    """Hand the roles down to `organizations.access`, which asks them, and the separated pairs to the page that shows them."""
    organizations.register(ROLES, ACTS)
    separation.register(SEPARATED)
