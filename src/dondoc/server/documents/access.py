"""Việc của phòng văn bản. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "document.see": _("Xem văn bản"),
    "document.register": _("Tiếp nhận, đăng ký văn bản, gửi văn bản"),
    "document.correct_head": _("Sửa phần đầu văn bản"),
    "document.dispose": _("Đối chiếu, sửa nội dung, xử lý nội dung chỉ đạo"),
    "document.minute": _("Cho ý kiến chỉ đạo"),
    "document.minute_for": _("Nhập thay ý kiến chỉ đạo của lãnh đạo"),
}
