"""Phạm vi của mã truy cập mà giao diện máy đòi hỏi. / What the operations for machines ask of a token."""

from django.utils.translation import gettext_lazy as _

from dondoc.server.accounts import scopes

SCOPES = {
    "organizations.read": _("Xem cơ quan, đơn vị, người giữ chức vụ"),
    "documents.read": _("Xem văn bản và kết quả đọc"),
    "documents.write": _("Tiếp nhận văn bản"),
    "assignments.read": _("Xem nhiệm vụ"),
    "assignments.write": _("Tiếp nhận nhiệm vụ, phân công người thực hiện"),
    "reports.read": _("Xem báo cáo, kỳ báo cáo"),
    "reports.write": _("Nhập báo cáo, minh chứng; nộp báo cáo"),
    "reports.decide": _("Xác nhận, trả lại báo cáo"),
    "journal.export": _("Xuất nhật ký"),
}


def register() -> None:
    """Tell the accounts which scopes a token may have."""
    scopes.register(SCOPES)
