"""Việc của phòng báo cáo. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "report.see": _("Xem báo cáo của đơn vị"),
    "report.enter": _("Nhập kết quả, minh chứng"),
    "report.submit": _("Duyệt và nộp báo cáo của đơn vị"),
    "report.review": _("Xem xét báo cáo, đề nghị xác nhận"),
    "report.confirm": _("Xác nhận kết quả, xác nhận hoàn thành"),
    "period.set": _("Đặt kỳ báo cáo"),
}
