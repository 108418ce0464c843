"""Việc của phòng nhiệm vụ. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "order.see": _("Xem lệnh giao việc và tiến độ"),
    "order.draft": _("Cụ thể hóa, dự kiến phân công"),
    "order.submit": _("Trình lãnh đạo"),
    "order.approve": _("Duyệt phân công"),
    "order.approve_for": _("Nhập thay ý kiến duyệt của lãnh đạo"),
    "order.issue": _("Giao nhiệm vụ, thu hồi nhiệm vụ"),
    "assignment.see": _("Xem nhiệm vụ của đơn vị"),
    "assignment.receive": _("Tiếp nhận nhiệm vụ, phân công người thực hiện"),
    "assignment.accept": _("Xác nhận hoàn thành nhiệm vụ"),
    "adjustment.ask": _("Đề nghị gia hạn, tạm dừng, đổi cơ quan chủ trì"),
    "adjustment.decide": _("Quyết định gia hạn, tạm dừng, chuyển giao, hủy, mở lại nhiệm vụ"),
}

#: Pairs of acts nobody does on the same thing, with the sentence of the rule.
SEPARATED = (("order.submit", "order.approve", _("Người trình không tự duyệt nội dung mình trình")),)
